"""What the command line says: results on stdout, each error as one line on stderr, exit codes."""

import io
import os
import sys
from typing import Final

from dle_desktop import wording
from dle_desktop.errors import (
    DleError,
    FileUnreadable,
    FileUnwritable,
    LibraryLocked,
    LibraryMissing,
    LibraryReadOnly,
    NoDisplay,
)

PROGRAM: Final = "dle-desktop"
DONE: Final = 0
INVALID: Final = 1
USAGE: Final = 2
NO_FILE: Final = 3
_NO_FILE_KINDS: Final = (
    FileUnreadable,
    FileUnwritable,
    LibraryLocked,
    LibraryMissing,
    LibraryReadOnly,
    NoDisplay,
)


class Refusal(DleError):
    """A command was refused because of what a file or an argument says."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def prepare_streams() -> None:
    """Let a terminal that cannot show a character see its code instead of a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Write a line of the result."""
    sys.stdout.write(text + "\n")


def complain(text: str) -> None:
    """Write an error as one line."""
    sys.stderr.write(f"{PROGRAM}: {' '.join(text.splitlines())}\n")


def told(error: DleError) -> int:
    """Tell of an expected failure and return the exit code for it."""
    complain(error.text if isinstance(error, Refusal) else wording.sentence(error))
    return NO_FILE if isinstance(error, _NO_FILE_KINDS) else INVALID


def reader_gone() -> int:
    """Return the exit code after whoever read stdout (`| head`) went away."""
    # Python would flush into the closed pipe once more on its way out.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
