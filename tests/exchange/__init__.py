"""Tests of `dle_desktop.exchange`."""
