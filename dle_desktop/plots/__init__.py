"""The interactive timeline and CLASI plots."""
