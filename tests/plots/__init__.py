"""Tests of the interactive timeline."""
