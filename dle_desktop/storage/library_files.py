"""The two files of a library on the disk, the TinyDB file and its journal, as they belong together.

It reads and refuses, and changes nothing.
"""

import os
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from dle_desktop.errors import FileUnreadable, FileUnwritable, LibraryDamaged, LibraryMissing
from dle_desktop.storage import atomic_file, journal_file, tinydb_json
from dle_desktop.storage.atomic_file import Signature
from dle_desktop.storage.journal import Journal, JournalDamaged
from dle_desktop.storage.tinydb_json import Tables

LIMIT_BYTES = 1 << 30
_LOOKS = 5  # how often a reader looks anew while a writer folds


class Base(NamedTuple):
    """The library file as it is on the disk."""

    signature: Signature
    hash: str


def require_writable(path: Path) -> None:
    """Refuse a library that is missing, no regular file, read-only, or in a read-only folder.

    Raises
    ------
    LibraryMissing, FileUnreadable, FileUnwritable
        Accordingly; nothing was touched.
    """
    mode = _present(path).mode
    if not stat.S_ISREG(mode):
        raise FileUnreadable(path, atomic_file.NOT_REGULAR)
    # A replaced file would lose the mark without a word.
    # And a save writes beside the file: that its owner may write it is not enough.
    if not mode & stat.S_IWUSR or not os.access(path.parent, os.W_OK):
        raise FileUnwritable(path, "EACCES")


def _present(path: Path) -> Signature:
    try:
        return atomic_file.signature_of(path)
    except FileUnreadable as error:
        if error.reason == "ENOENT":  # anything else may well hide a library
            raise LibraryMissing(path) from error
        raise


def read_both(path: Path) -> tuple[Journal | None, Base, Tables]:
    """Return journal and file as they belong together, also while another process folds.

    Raises
    ------
    LibraryMissing, FileUnreadable
        If there is no file; if either is no regular file or cannot be read.
    LibraryDamaged
        If either cannot be understood.
    """
    for _ in range(_LOOKS):
        _present(path)
        found = _journal_beside(path)
        data, signature = atomic_file.read_file(path, LIMIT_BYTES)
        digest = sha256(data).hexdigest()
        if found is None or belongs(found, digest) or found == _journal_beside(path):
            break
    ours = found is not None and belongs(found, digest)
    try:
        tables = tinydb_json.split(data, trusted=ours)
    except ValueError as error:
        raise LibraryDamaged(path, str(error)) from error
    return found, Base(signature, digest), tables


def belongs(found: Journal, digest: str) -> bool:
    """Return whether a file of that hash is the one a journal was begun beside, or a later fold."""
    return digest == found.header.base or any(line.fold == digest for line in found.lines)


def _journal_beside(path: Path) -> Journal | None:
    try:
        return journal_file.read(journal_file.path_of(path))
    except JournalDamaged as error:
        raise LibraryDamaged(path, str(error)) from error


def refuse_existing(path: Path) -> None:
    """Refuse to make a library where anything is.

    Raises
    ------
    FileUnwritable
        In that case.
    """
    if os.path.lexists(path):
        raise FileUnwritable(path, "EEXIST")


def refuse_old_journal(path: Path) -> None:
    """Refuse to make a library beside a journal: it may be all that is left of another one.

    Raises
    ------
    FileUnwritable
        If a journal is there that has steps, or cannot be read.
    """
    beside = journal_file.path_of(path)
    try:
        old = journal_file.read(beside)
    except (JournalDamaged, FileUnreadable) as error:
        raise FileUnwritable(beside, "EEXIST") from error
    if old is not None and any(line.ops for line in old.lines):
        raise FileUnwritable(beside, "EEXIST")


def absolute(path: str | Path) -> Path:
    """Return a path that a later change of the current folder does not change.

    Raises
    ------
    FileUnreadable
        If there is no current folder.
    """
    # Not resolved: a link in place of the library is refused, and a later chdir must not matter.
    path = Path(path)
    with suppress(RuntimeError):  # a name that begins with ~ and is nobody's home
        path = path.expanduser()
    try:
        return path.absolute()
    except OSError as error:  # the current folder was deleted
        raise FileUnreadable(path, atomic_file.errno_name(error)) from error
