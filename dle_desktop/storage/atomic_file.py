"""A file replaced as a whole or not at all: write beside, fsync, replace, fsync the folder.

At every moment the path holds either the old bytes or the new ones, also after a kill or a power
cut. It does not know what the bytes mean, and it never follows a symbolic link or waits on a pipe.
"""

import errno
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from dle_desktop.errors import FileUnreadable, FileUnwritable

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

PRIVATE_MODE = 0o600
NOT_REGULAR = "not a regular file"

# Windows has none of these three; there a folder cannot be opened, let alone synced.
_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)
SAFE_FLAGS = _NO_FOLLOW | _NO_WAIT | _BINARY
# What a file system answers that knows no syncing of folders.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP})


class Signature(NamedTuple):
    """What tells one state of a file from another without reading it."""

    device: int
    inode: int
    size: int
    changed_ns: int
    mode: int


class WriteUnconfirmed(FileUnwritable):
    """The new bytes are at the path, but the disk did not confirm that they will stay."""


def errno_name(error: OSError) -> str:
    """Return the short name of an operating system error, such as ENOSPC."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


def read_file(path: Path, limit: int) -> tuple[bytes, Signature]:
    """Return the bytes of a regular file of at most `limit` bytes, and its signature.

    Raises
    ------
    FileUnreadable
        If it is missing, no regular file (a link, pipe, folder or device), or too large.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT | _BINARY)
        try:
            status = os.fstat(descriptor)
            reason = _refusal(status, limit)
            data = b"" if reason else _read_all(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise FileUnreadable(path, errno_name(error)) from error
    if reason:
        raise FileUnreadable(path, reason)
    return data, _signature(status)


def signature_of(path: Path) -> Signature:
    """Return the signature of what is at the path now.

    Raises
    ------
    FileUnreadable
        If nothing is there.
    """
    try:
        return _signature(os.lstat(path))
    except OSError as error:
        raise FileUnreadable(path, errno_name(error)) from error


def write_file(path: Path, data: bytes, *, verify: bool = False) -> Signature:
    """Put `data` at the path durably, in place of what is there, readable by the owner alone.

    Parameters
    ----------
    path, data
        Where, and what.
    verify
        Whether the bytes are read back and compared before they take their place.

    Raises
    ------
    FileUnwritable
        If anything failed; what was at the path is untouched.
    WriteUnconfirmed
        If the bytes took their place but the folder could not be synced.
    """
    with written_beside(path, data, verify=verify) as beside:
        beside.take_place()
    return beside.signature


class Beside:
    """Bytes that are on the disk beside a path, ready to take its place."""

    def __init__(self, path: Path, temporary: Path, signature: Signature) -> None:
        self.signature = signature
        self._path = path
        self._temporary = temporary

    def take_place(self) -> None:
        """Replace what is at the path, durably.

        Raises
        ------
        FileUnwritable
            If that failed; what is at the path is untouched.
        WriteUnconfirmed
            If the bytes took their place but the folder could not be synced.
        """
        try:
            os.replace(self._temporary, self._path)  # noqa: PTH105 - the tests fail this very call
        except OSError as error:
            raise FileUnwritable(self._path, errno_name(error)) from error
        try:
            _sync_folder(self._path.parent)
        except OSError as error:
            raise WriteUnconfirmed(self._path, errno_name(error)) from error


@contextmanager
def written_beside(path: Path, data: bytes, *, verify: bool = False) -> Iterator[Beside]:
    """Write bytes durably to a file of their own beside the path, for as long as the block runs.

    Raises
    ------
    FileUnwritable
        If that failed.
    """
    temporary = path.with_name(f"{_own_prefix(path)}{os.urandom(8).hex()}.tmp")
    try:
        try:
            signature = _write_new(temporary, data)
            if verify:
                _compare(temporary, data)
        except OSError as error:
            raise FileUnwritable(path, errno_name(error)) from error
        yield Beside(path, temporary, signature)
    finally:
        with suppress(OSError):  # gone, if it took its place
            temporary.unlink()


def sync_data(descriptor: int) -> None:
    """Wait until the bytes and the size of an open file are on the disk.

    Raises
    ------
    OSError
        If the disk does not confirm it; what was written may be there or not.
    """
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:  # macOS: fsync alone leaves the bytes in the cache of the drive
        fcntl.fcntl(descriptor, full)
    else:
        getattr(os, "fdatasync", os.fsync)(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder for the owner alone, and what is missing above it, durably.

    Raises
    ------
    OSError
        If it cannot be made or the disk does not confirm it.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    # An earlier attempt may have made it and failed to make its name safe.
    unsafe = missing or [folder]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        for one in reversed(unsafe):  # the name of a new folder is lost with its parent's changes
            with suppress(PermissionError):  # one may write in a folder that one may not read
                _sync_folder(one.parent)
    except OSError:
        for one in missing:  # or the next attempt would find it and take its name for safe
            with suppress(OSError):
                one.rmdir()
        raise


def remove(path: Path) -> None:
    """Remove a file durably.

    Raises
    ------
    FileUnwritable
        If that failed, or the disk did not confirm it.
    """
    try:
        path.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        raise FileUnwritable(path, errno_name(error)) from error


def leftovers(path: Path) -> tuple[Path, ...]:
    """Return the files that interrupted writes of this path left beside it."""
    return tuple(_leftovers(path))


def remove_leftovers(path: Path) -> int:
    """Remove what interrupted writes of this path left beside it, and return how many went.

    Only for the one who may write: another process's write in progress looks the same.
    """
    removed = 0
    for file in leftovers(path):
        with suppress(OSError):
            file.unlink()
            removed += 1
    return removed


def _leftovers(path: Path) -> Iterator[Path]:
    prefix = _own_prefix(path)
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.name.endswith(".tmp"):
                yield path.parent / entry.name


def _own_prefix(path: Path) -> str:
    # By hash: short however long the name is, bound to this file, and without its words.
    return f".dle-{zlib.crc32(os.fsencode(path.name)):08x}-"


def _signature(status: os.stat_result) -> Signature:
    return Signature(
        status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_mode
    )


def _refusal(status: os.stat_result, limit: int) -> str:
    if not stat.S_ISREG(status.st_mode):
        return NOT_REGULAR
    return "EFBIG" if status.st_size > limit else ""


def _read_all(descriptor: int) -> bytes:
    with open(descriptor, "rb", buffering=0, closefd=False) as file:
        return file.readall()


def _write_new(path: Path, data: bytes) -> Signature:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY
    descriptor = os.open(path, flags, PRIVATE_MODE)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
        return _signature(os.fstat(descriptor))
    finally:
        os.close(descriptor)


def _compare(path: Path, data: bytes) -> None:
    if path.read_bytes() != data:
        raise OSError(errno.EIO, "what was written reads back differently")


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
