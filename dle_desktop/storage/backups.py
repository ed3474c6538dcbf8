"""Backups: whole copies of the library beside it, each read back and compared, thinned with age.

A copy is made of what is in memory, which is what was acknowledged; its name tells when. Nothing
here decides when to make one.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from dle_desktop.errors import FileUnreadable, FileUnwritable
from dle_desktop.storage import atomic_file
from dle_desktop.storage.library_files import LIMIT_BYTES

ALL_FOR = timedelta(days=2)  # every backup is kept so long; then one a day, a week, a month
DAYS, WEEKS, MONTHS = 12, 10, 9
NEWEST = 2  # are kept whatever their age
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"-(\d{8}T\d{6}Z)\.json$")


class Backup(NamedTuple):
    """One copy: where it is, when it was made (UTC), and how large it is in bytes."""

    path: Path
    made: datetime
    size: int


def folder_of(library: Path) -> Path:
    """Return where the backups of a library lie."""
    return library.with_name(f"{library.name}.backups")


def backups_in(folder: Path, stem: str) -> tuple[Backup, ...]:
    """Return the backups of a library by its stem, the newest first; other files are left out."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            told = _NAME.search(path.name)
            if told is None or path.name != f"{stem}-{told[1]}.json" or not path.is_file():
                continue
            with suppress(ValueError, OSError):
                made = datetime.strptime(told[1], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, made, path.stat().st_size))
    return tuple(sorted(found, key=lambda one: one.made, reverse=True))


def back_up(data: bytes, folder: Path, stem: str, now: datetime) -> Backup | None:
    """Write a copy and thin the older ones; None where the newest holds the same.

    Parameters
    ----------
    data
        The whole library.
    folder, stem
        Where, and the beginning of the name.
    now
        The time, with its zone.

    Raises
    ------
    FileUnwritable
        If it could not be written and read back; the older ones are all still there.
    """
    before = backups_in(folder, stem)
    if before and _holds(before[0].path, data):
        return None
    try:
        atomic_file.make_folder(folder)
    except OSError as error:
        raise FileUnwritable(folder, atomic_file.errno_name(error)) from error
    made = now.astimezone(UTC).replace(microsecond=0)
    path = folder / f"{stem}-{made:{_STAMP}}.json"
    atomic_file.write_file(path, data, verify=True)
    new = Backup(path, made, len(data))
    old = [one for one in before if one.path != path]
    keep = kept([new.made, *(one.made for one in old)], made)
    for one in old:
        if one.made not in keep:
            with suppress(OSError):  # one too many is no harm
                one.path.unlink()
    return new


def kept(times: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return which backups are kept: all of two days, then the last of 12 days, 10 weeks, 9 months.

    The newest two are kept whatever their age, and what seems to be of the future.
    """
    newest_first = sorted(set(times), reverse=True)
    keep = set(newest_first[:NEWEST])
    keep.update(one for one in newest_first if one > now - ALL_FOR)
    older = [one for one in newest_first if one <= now - ALL_FOR]
    for count, period in ((DAYS, "%Y-%j"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        last: dict[str, datetime] = {}
        for one in older:
            last.setdefault(one.strftime(period), one)
        keep.update(list(last.values())[:count])
    return frozenset(keep)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return atomic_file.read_file(path, LIMIT_BYTES)[0] == data
    except FileUnreadable:
        return False
