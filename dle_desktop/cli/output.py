"""What the command line says: results on stdout, each error as one line on stderr, exit codes."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from dle_desktop import wording
from dle_desktop.errors import (
    DleError,
    FileUnreadable,
    FileUnwritable,
    LibraryConflict,
    LibraryLocked,
    LibraryMissing,
    LibraryReadOnly,
    LibrarySealed,
    NoDisplay,
    WrongPassphrase,
)

PROGRAM: Final = "dle-desktop"
DONE: Final = 0
INVALID: Final = 1
USAGE: Final = 2
NO_FILE: Final = 3
INTERRUPTED: Final = 130
_NO_FILE_KINDS: Final = (
    FileUnreadable,
    FileUnwritable,
    LibraryLocked,
    LibraryMissing,
    LibraryConflict,
    LibraryReadOnly,
    LibrarySealed,
    NoDisplay,
    WrongPassphrase,
)


class Refusal(DleError):
    """A command was refused because of what a file or an argument says."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def prepare_streams() -> None:
    """Let a terminal that cannot show a character see its code instead of a failure.

    A stream that was closed (`>&-`) goes nowhere: else the next file opened would take its place.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Write a line of the result."""
    with _to_stdout():
        sys.stdout.write(text + "\n")


def finish() -> None:
    """Let out what was said and is still on its way.

    Raises
    ------
    FileUnwritable
        If it could not be written, as to a full disk.
    """
    with _to_stdout():
        sys.stdout.flush()


@contextmanager
def _to_stdout() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # not a failure: whoever read has read enough
        raise
    except OSError as error:
        _discard_stdout()
        reason = errno.errorcode.get(error.errno or 0, "EIO")
        raise FileUnwritable(Path("standard output"), reason) from error


def complain(text: str) -> None:
    """Write an error as one line; where stderr takes none, the exit code tells."""
    with suppress(OSError):
        sys.stderr.write(f"{PROGRAM}: {wording.shown(' '.join(text.splitlines()), 2000)}\n")


def told(error: DleError) -> int:
    """Tell of an expected failure and return the exit code for it."""
    complain(error.text if isinstance(error, Refusal) else wording.sentence(error))
    return NO_FILE if isinstance(error, _NO_FILE_KINDS) else INVALID


def reader_gone() -> int:
    """Return the exit code after whoever read stdout (`| head`) went away."""
    _discard_stdout()
    return DONE


def _discard_stdout() -> None:
    # Python would flush into it once more on its way out.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
