"""The library file: cases kept safely in one TinyDB file; knows no Qt and no clinic."""
