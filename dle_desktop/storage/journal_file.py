"""The journal on the disk: one open file that only grows, each line durable before it is told.

A line that could not be written is taken back; where that fails, or the disk does not confirm a
line, nothing more is written there. It does not know what the lines mean.
"""

import os
from contextlib import suppress
from pathlib import Path

from dle_desktop.errors import FileUnreadable, FileUnwritable
from dle_desktop.storage import atomic_file, journal
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.journal import Header, Journal

LIMIT_BYTES = 1 << 28
CHANGED_OUTSIDE = "changed outside"
UNCONFIRMED = "unconfirmed"


def path_of(library: Path) -> Path:
    """Return where the journal of a library lies."""
    return library.with_name(f"{library.name}.journal")


def read(path: Path) -> Journal | None:
    """Return what the journal at a path holds, None where there is none.

    Raises
    ------
    FileUnreadable
        If it is no regular file, too large, or cannot be read.
    JournalDamaged
        If an acknowledged line does not hold.
    """
    try:
        data, _ = atomic_file.read_file(path, LIMIT_BYTES)
    except FileUnreadable as error:
        if error.reason == "ENOENT":
            return None
        raise
    return journal.parse(data)


def free_name(path: Path, what: str) -> Path:
    """Return a name beside a journal that nothing has yet, for what is kept of it."""
    number = 1
    while os.path.lexists(free := path.with_name(f"{path.name}.{what}-{number}")):
        number += 1
    return free


class JournalFile:
    """An open journal to write to; made by `begin` or `resume`."""

    def __init__(self, path: Path, descriptor: int, end: int, last: bytes) -> None:
        self.path = path
        self.last = last
        self.size = end
        self.stopped = False  # whether nothing more may be written here
        self._descriptor = descriptor
        status = os.fstat(descriptor)
        self._identity = status.st_dev, status.st_ino

    @classmethod
    def begin(cls, path: Path, header: Header) -> "JournalFile":
        """Put a new journal of one line in place of what is there.

        Raises
        ------
        FileUnwritable
            If it could not be written; what was there is untouched.
        WriteUnconfirmed
            If it took its place, but the disk did not confirm that.
        """
        line, last = journal.first_line(header)
        atomic_file.write_file(path, line)
        return cls(path, _open(path), len(line), last)

    @classmethod
    def resume(cls, path: Path, found: Journal) -> "JournalFile":
        """Go on behind the lines of a journal that hold; what follows them is kept beside it.

        The lines are written anew: a line that an earlier process could not confirm may be read now
        and still not be on the disk, and nothing may be acknowledged behind it.

        Raises
        ------
        FileUnwritable
            If it is no longer as it was found, or cannot be written; it is untouched.
        WriteUnconfirmed
            If the lines took their place, but the disk did not confirm that.
        """
        try:
            data, _ = atomic_file.read_file(path, LIMIT_BYTES)
        except FileUnreadable as error:
            raise FileUnwritable(path, CHANGED_OUTSIDE) from error
        if len(data) != found.sound + len(found.torn) or not data.endswith(found.torn):
            raise FileUnwritable(path, CHANGED_OUTSIDE)
        if found.torn:
            atomic_file.write_file(free_name(path, "torn"), found.torn)
        atomic_file.write_file(path, data[: found.sound])
        return cls(path, _open(path), found.sound, found.last)

    def append(self, line: bytes, last: bytes) -> None:
        """Write a line behind the others and wait until the disk has it.

        Raises
        ------
        FileUnwritable
            If it was not written; the journal is as before.
        WriteUnconfirmed
            If it was written, but the disk did not confirm it; nothing more can be appended.
        """
        if self.stopped:
            raise FileUnwritable(self.path, UNCONFIRMED)
        self.refuse_change()
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError as error:
            self._take_back()
            raise FileUnwritable(self.path, atomic_file.errno_name(error)) from error
        self.size += len(line)
        self.last = last
        try:
            atomic_file.sync_data(self._descriptor)
        except OSError as error:
            # The kernel may have dropped the bytes and would call the next fsync a success.
            self.stopped = True
            raise WriteUnconfirmed(self.path, atomic_file.errno_name(error)) from error

    def refuse_change(self) -> None:
        """Refuse to go on where another program replaced, cut or lengthened the journal.

        Raises
        ------
        FileUnwritable
            In that case.
        """
        try:
            status = os.lstat(self.path)
        except OSError as error:
            raise FileUnwritable(self.path, CHANGED_OUTSIDE) from error
        if (status.st_dev, status.st_ino) != self._identity or status.st_size != self.size:
            raise FileUnwritable(self.path, CHANGED_OUTSIDE)

    def close(self) -> None:
        """Close the file; it stays as it is."""
        with suppress(OSError):  # each line is on the disk already
            os.close(self._descriptor)
        self.stopped = True

    def _take_back(self) -> None:
        """Cut off what was written of a line; where even that fails, stop."""
        try:
            os.ftruncate(self._descriptor, self.size)
        except OSError:
            self.stopped = True


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_WRONLY | os.O_APPEND | atomic_file.SAFE_FLAGS)
    except OSError as error:
        raise FileUnwritable(path, atomic_file.errno_name(error)) from error
