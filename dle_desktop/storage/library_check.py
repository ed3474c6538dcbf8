"""A look at the whole library: file, journal, history and backups, and what is wrong with them.

It reads everything anew and changes nothing; a library that cannot be opened at all is refused
before, by `CaseStore.open`, with the place of the fault. Problems are codes, worded elsewhere.
"""

import stat
from pathlib import Path
from typing import Literal

import msgspec

from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError, FileUnreadable
from dle_desktop.storage import atomic_file, history, journal_file, tinydb_json
from dle_desktop.storage.backups import backups_in, folder_of
from dle_desktop.storage.case_documents import CASES, TRASH, TrashedCase, read_table
from dle_desktop.storage.history import HISTORY
from dle_desktop.storage.library_files import LIMIT_BYTES
from dle_desktop.storage.tinydb_storage import LibraryStorage

CheckProblem = Literal[
    "unreadable",  # the file or its journal cannot be read any more
    "changed outside",  # it is no longer what was opened or saved
    "repeated key",  # an object names a key twice: readers keep only the last
    "checksum",  # a document is not as it was written
    "no case",  # a document is no case
    "torn",  # the journal ends in a step that was never told to be safe
    "history",  # an entry of the history was changed, left out or put in
    "backup",  # a backup cannot be read
    "open to others",  # other users of this computer may read or write it
    "left over",  # interrupted writes left files beside it
]


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at the whole library found."""

    cases: int
    trashed: int
    entries: int
    steps: int
    backups: int
    size_bytes: int
    problems: tuple[CheckProblem, ...]


def check_library(
    storage: LibraryStorage, *, cases: int, trashed: int, writer: bool
) -> CheckReport:
    """Return the report on an open library of so many cases."""
    problems: list[CheckProblem] = []
    size, whole = 0, b""
    for path in (storage.path, journal_file.path_of(storage.path)):
        try:
            data, signature = atomic_file.read_file(path, LIMIT_BYTES)
        except FileUnreadable as error:
            if path == storage.path or error.reason != "ENOENT":
                problems.append("unreadable")
            continue
        if path == storage.path:
            size, whole = len(data), data
        if signature.mode & (stat.S_IRWXG | stat.S_IRWXO):
            problems.append("open to others")
    if "unreadable" not in problems:
        problems += _documents(storage)
    if "changed outside" not in problems and whole and _has_repeated_key(whole):
        problems.append("repeated key")
    backups = backups_in(folder_of(storage.path), storage.path.stem)
    if not all(_is_whole(backup.path, storage) for backup in backups):
        problems.append("backup")
    # To a reader, another's save under way would look like something left over.
    if writer and atomic_file.leftovers(storage.path):
        problems.append("left over")
    return CheckReport(
        cases=cases,
        trashed=trashed,
        entries=len(storage.documents(HISTORY)),
        steps=storage.unfolded,
        backups=len(backups),
        size_bytes=size,
        problems=tuple(dict.fromkeys(problems)),
    )


def _documents(storage: LibraryStorage) -> list[CheckProblem]:
    """Look at every document anew."""
    problems: list[CheckProblem] = []
    try:
        found = LibraryStorage(storage.path)
        _unlock(found, storage)
    except DleError:  # what was opened is whole in memory; what is on the disk now is not
        return ["changed outside"]
    if storage.tables() != found.tables():
        problems.append("changed outside")
    if found.differing:
        problems.append("checksum")
    if found.torn:
        problems.append("torn")
    try:
        read_table(storage.path, CASES, found.documents(CASES), Case)
        read_table(storage.path, TRASH, found.documents(TRASH), TrashedCase)
    except DleError:
        problems.append("no case")
    if history.broken_links(found.documents(HISTORY)):
        problems.append("history")
    return problems


def _unlock(found: LibraryStorage, storage: LibraryStorage) -> None:
    """Unlock a protected file with the key of the library that is open."""
    if found.lock is not None:
        found.unlock(storage.seal)


def _is_whole(path: Path, storage: LibraryStorage) -> bool:
    try:
        found = LibraryStorage(path)
        _unlock(found, storage)
        read_table(found.path, CASES, found.documents(CASES), Case)
    except DleError:
        return False
    return not found.differing


def _has_repeated_key(data: bytes) -> bool:
    try:
        tinydb_json.refuse_repeated_keys(data)
    except ValueError:
        return True
    return False
