"""The tests: they mirror the package one to one."""
