"""Tests of the printed snapshot."""
