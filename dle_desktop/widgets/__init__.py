"""The window: panels, tables, forms, prompts and words."""
