"""The case and the clinic's rules: values and pure functions, no Qt, no files, no clock."""
