"""One writer at a time: a kernel lock beside the library, and a note of who holds it.

The lock goes with its process, however that ends; the note only serves the message. It does not
know the library: readers need no lock, since the file is always whole.
"""

import getpass
import os
import platform
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from dle_desktop.errors import FileUnreadable, FileUnwritable, LibraryLocked
from dle_desktop.storage import atomic_file

UNKNOWN_HOLDER = "another process"
_NOTE_LIMIT_BYTES = 4096
_WORD_LIMIT = 80


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a library: a person on a computer in a process, since when (ISO 8601)."""

    user: str
    host: str
    pid: int
    since: str

    def __str__(self) -> str:
        since = _word(self.since)[:16].replace("T", " ")  # to the minute, as a person reads it
        return f"{_word(self.user)}@{_word(self.host)} pid {self.pid} since {since}"


class LibraryLock:
    """The right to write one library, held from making it until `release`.

    Raises
    ------
    LibraryLocked
        If another process, or another store of this one, holds it.
    FileUnwritable
        If no lock can be made there, as in a folder for reading only.
    """

    def __init__(self, path: Path) -> None:
        self._note = path.with_name(f"{path.name}.owner")
        self._lock = FileLock(
            path.with_name(f"{path.name}.lock"),
            mode=atomic_file.PRIVATE_MODE,
            thread_local=False,
            blocking=False,
        )
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise LibraryLocked(path, _read_note(self._note)) from error
        except (OSError, NotImplementedError) as error:
            reason = atomic_file.errno_name(error) if isinstance(error, OSError) else "ENOTSUP"
            raise FileUnwritable(path, reason) from error
        atomic_file.remove_leftovers(self._note)
        # Without a note the library is just as safe: a full disk must not keep anyone out.
        with suppress(FileUnwritable):
            atomic_file.write_file(self._note, msgspec.json.encode(_this_process()))

    def release(self) -> None:
        """Let others write; releasing twice is harmless."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._note.unlink()
            self._lock.release()


def now() -> str:
    """Return the local time with its offset, ISO 8601."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def this_person() -> str:
    """Return who works on which computer."""
    return f"{_word(_user())}@{_word(platform.node())}"


def _this_process() -> Owner:
    return Owner(user=_user(), host=platform.node(), pid=os.getpid(), since=now())


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def _read_note(path: Path) -> str:
    try:
        data, _ = atomic_file.read_file(path, _NOTE_LIMIT_BYTES)
        return str(msgspec.json.decode(data, type=Owner))
    except (FileUnreadable, msgspec.DecodeError):
        return UNKNOWN_HOLDER


def _word(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:_WORD_LIMIT]
