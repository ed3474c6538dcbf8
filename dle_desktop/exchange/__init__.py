"""Bytes and cases: reading, checking, comparing and writing case files; knows no Qt."""
