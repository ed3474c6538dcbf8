"""The command line: `dle-desktop` and `python -m dle_desktop`.

Nothing here loads Qt, or what a command does not need, before the command needs it.
"""

from dle_desktop.cli.entry import main

__all__ = ["main"]
