"""A look at the whole library file: what is in it, and what is wrong with it.

It reads the file anew and changes nothing; a file that cannot be opened at all is refused before,
by `CaseStore.open`, with the place of the fault. Problems are codes, worded elsewhere.
"""

import stat
from typing import Literal

import msgspec

from dle_desktop.errors import FileUnreadable
from dle_desktop.storage import atomic_file, tinydb_json
from dle_desktop.storage.tinydb_storage import LIMIT_BYTES, LibraryStorage

CheckProblem = Literal[
    "unreadable",  # the file cannot be read any more
    "changed outside",  # it is no longer what was opened or saved
    "repeated key",  # an object names a key twice: readers keep only the last
    "open to others",  # other users of this computer may read or write it
    "left over",  # interrupted writes left files beside it
]


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at the whole library found."""

    cases: int
    trashed: int
    size_bytes: int
    problems: tuple[CheckProblem, ...]


def check_library(
    storage: LibraryStorage, *, cases: int, trashed: int, writer: bool
) -> CheckReport:
    """Return the report on an open library of so many cases."""
    problems: list[CheckProblem] = []
    data = b""
    try:
        data, signature = atomic_file.read_file(storage.path, LIMIT_BYTES)
    except FileUnreadable:
        problems.append("unreadable")
    else:
        if not storage.matches(data):
            problems.append("changed outside")
        elif _has_repeated_key(data):
            problems.append("repeated key")
        if signature.mode & (stat.S_IRWXG | stat.S_IRWXO):
            problems.append("open to others")
    # To a reader, another's save under way would look like something left over.
    if writer and atomic_file.leftovers(storage.path):
        problems.append("left over")
    return CheckReport(cases=cases, trashed=trashed, size_bytes=len(data), problems=tuple(problems))


def _has_repeated_key(data: bytes) -> bool:
    try:
        tinydb_json.refuse_repeated_keys(data)
    except ValueError:
        return True
    return False
