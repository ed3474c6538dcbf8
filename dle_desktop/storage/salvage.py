"""A damaged library read document by document into a new one; the damaged files stay as they are.

The newest state of a case counts: of the lines of the journal that hold, then of the file where its
checksum holds, then of the newest backup that has it, then of the file as it stands. What became of
each case is listed. It asks nothing and words nothing.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError, FileUnreadable, SealBroken
from dle_desktop.storage import atomic_file, document_sums, journal, journal_file
from dle_desktop.storage.backups import backups_in, folder_of
from dle_desktop.storage.case_documents import CASES, TRASH, TrashedCase
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.library_files import LIMIT_BYTES
from dle_desktop.storage.open_seal import AnySeal, OpenSeal, is_sealed
from dle_desktop.storage.tinydb_storage import LibraryStorage

Fate = Literal["whole", "from backup", "doubtful", "lost"]
_DOCUMENT = re.compile(rb'"([1-9][0-9]{0,17})"\s*:\s*(?=\{)')
_SUM = re.compile(rb'"([1-9][0-9]{0,17})"\s*:\s*"([0-9a-f]{16})"')


class Salvaged(msgspec.Struct, frozen=True):
    """What became of one case; a lost one may have no label that can be read."""

    fate: Fate
    case_id: str | None
    label: str | None
    case: Case | None = None
    in_trash: bool = False


class _Found(NamedTuple):
    number: str
    case: Case
    in_trash: bool
    whole: bool


def salvage(path: Path, seal: AnySeal | None = None) -> tuple[Salvaged, ...]:
    """Return what can be read of a damaged library, and what cannot.

    Parameters
    ----------
    path
        The library.
    seal
        What opens the documents of a protected one; without it none of them can be read.

    Raises
    ------
    FileUnreadable
        If the file is no regular file or cannot be read at all.
    """
    data, _ = atomic_file.read_file(path, LIMIT_BYTES)
    sums = _sums(data)
    reader = _Reader(seal or OpenSeal())
    known: dict[str, _Found] = {}  # by number: a document that is in two tables is one case
    for one in _documents(data, sums, reader):
        if one.whole:
            known[one.number] = one
        else:
            known.setdefault(one.number, one)
    gone = _replay(path, known, reader)
    saved = _from_backups(path, reader)
    fates: list[Salvaged] = []
    for number, one in known.items():
        better = None if one.whole else saved.get(number)
        if better is not None and better.id == one.case.id:
            fates.append(_told("from backup", better, in_trash=one.in_trash))
        else:
            fates.append(
                _told("whole" if one.whole else "doubtful", one.case, in_trash=one.in_trash)
            )
    for number in sorted((sums.keys() | saved.keys()) - known.keys() - gone, key=int):
        case = saved.get(number)
        if case is not None:
            fates.append(_told("from backup", case))
        else:
            fates.append(Salvaged("lost", None, None))
    return tuple({fate.case_id or f"lost {at}": fate for at, fate in enumerate(fates)}.values())


def write_salvaged(
    path: Path,
    found: tuple[Salvaged, ...],
    when: str,
    lock: bytes | None = None,
    seal: AnySeal | None = None,
) -> None:
    """Make a new library of what was salvaged.

    Parameters
    ----------
    path
        Where; nothing may be there.
    found
        What `salvage` returned.
    when
        The time, ISO 8601 with offset.
    lock, seal
        Of a protected library: the new one opens by the same passphrase.

    Raises
    ------
    FileUnwritable
        If it cannot be made.
    """
    cases = [one.case for one in found if one.case is not None]
    trashed = [one.case.id for one in found if one.case is not None and one.in_trash]
    with CaseStore.create(path, lock, seal) as store:
        store.apply(cases, [], when, step="Salvage")
        store.apply([], trashed, when, step="Salvage")


def _told(fate: Fate, case: Case, *, in_trash: bool = False) -> Salvaged:
    return Salvaged(fate, case.id, case.label, case, in_trash)


def _documents(data: bytes, sums: Mapping[str, set[str]], reader: "_Reader") -> Iterator[_Found]:
    """Yield each document of a file that reads as a case, wherever it stands."""
    text = data.decode("latin-1")  # each byte one letter: places are the same in both
    decoder = json.JSONDecoder()
    place = 0
    while (match := _DOCUMENT.search(data, place)) is not None:
        place = match.end()
        try:
            _, end = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            continue
        raw = data[match.end() : end]
        number = match[1].decode()
        found = reader.case(number, raw)
        if found is not None:
            # Without checksums, as in a file of another program, what reads as a case is one.
            whole = not sums or document_sums.sum_of(raw) in sums.get(number, ())
            yield _Found(number, *found, whole)
            place = end


class _Reader:
    """Reads a document as a case, sealed or not."""

    def __init__(self, seal: AnySeal) -> None:
        self._seal = seal

    def case(self, number: str, raw: bytes) -> tuple[Case, bool] | None:
        """Return a case and whether it is in the trash; None if the document is none."""
        kinds: tuple[tuple[str, Any], ...] = ((CASES, Case), (TRASH, TrashedCase))
        for table, kind in kinds:
            try:
                text = self._seal.opened(table, number, raw) if is_sealed(raw) else raw
                found: Any = msgspec.json.decode(text, type=kind)
            except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, SealBroken):
                continue
            return (found.case, True) if isinstance(found, TrashedCase) else (found, False)
        return None


def _sums(data: bytes) -> dict[str, set[str]]:
    """Return the checksums by number, of whatever table: a chance hit is one of 10^19."""
    sums: dict[str, set[str]] = {}
    start = data.find(b'"%s":{"1":' % document_sums.SUMS.encode())
    if start < 0:
        return sums
    until = data.find(b"}}}", start)
    for table in (CASES, TRASH):
        at = data.find(b'"%s":{' % table.encode(), start, until)
        end = data.find(b"}", at)
        for number, told in _SUM.findall(data, at, end) if at >= 0 else ():
            sums.setdefault(number.decode(), set()).add(told.decode())
    return sums


def _replay(path: Path, known: dict[str, _Found], reader: "_Reader") -> set[str]:
    """Let the lines of the journal that hold count; return the numbers deleted for good."""
    try:
        data, _ = atomic_file.read_file(journal_file.path_of(path), journal_file.LIMIT_BYTES)
    except FileUnreadable:
        return set()
    gone: set[str] = set()
    for line in journal.scattered(data):
        for op in line.ops:
            if op.table not in {CASES, TRASH}:
                continue
            found = None if op.text is None else reader.case(op.doc_id, op.text)
            if found is not None:
                known[op.doc_id] = _Found(op.doc_id, *found, whole=True)
                gone.discard(op.doc_id)
            elif op.table == TRASH and op.doc_id in known and known[op.doc_id].in_trash:
                del known[op.doc_id]
                gone.add(op.doc_id)
    return gone


def _from_backups(path: Path, reader: "_Reader") -> dict[str, Case]:
    """Return the cases of the newest backup that is whole, by number."""
    for backup in backups_in(folder_of(path), path.stem):
        try:
            storage = LibraryStorage(backup.path)
        except DleError:
            continue
        if not storage.differing:
            return {
                number: found[0]
                for number, text in storage.documents(CASES).items()
                if (found := reader.case(number, text)) is not None
            }
    return {}
