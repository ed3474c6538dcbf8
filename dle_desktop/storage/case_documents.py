"""Cases as documents of the library file: the exact types of its tables, both ways.

Reading names the table, the document and the path of a fault; writing refuses what reading would
refuse. It does not know how the file is opened, locked or written.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from dle_desktop import __version__
from dle_desktop.domain.briefs import CaseBrief
from dle_desktop.domain.case import Case
from dle_desktop.domain.texts import Timestamp
from dle_desktop.errors import LibraryDamaged
from dle_desktop.storage.table_ops import Change
from dle_desktop.storage.tinydb_json import NotStorable, to_ascii

FORMAT = "dle-desktop library"
FORMAT_VERSION = 1
ABOUT, CASES, TRASH = "about", "cases", "trash"

_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_T = TypeVar("_T")


class TrashedCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case that was deleted, and when."""

    case: Case
    when: Timestamp


class _About(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says of itself; a newer format may say more."""

    format: str
    version: int


def about() -> Change:
    """Return the document by which a new file says what it is."""
    told = {"format": FORMAT, "version": FORMAT_VERSION, "app": __version__}
    return Change(ABOUT, 1, msgspec.json.encode(told))


def version_of(path: Path, documents: Mapping[str, bytes]) -> int:
    """Return the version of the format, by the table `about`.

    Raises
    ------
    LibraryDamaged
        If the file does not say that it is a library.
    """
    told = {number: text for number, text in documents.items() if number == "1"}
    found = read_table(path, ABOUT, told, _About).get(1)
    if found is None or found.format != FORMAT or found.version < 1:
        raise LibraryDamaged(path, "not a library")
    return found.version


def read_table(
    path: Path, table: str, documents: Mapping[str, bytes], kind: type[_T]
) -> dict[int, _T]:
    """Return every document of a table, decoded, by its number.

    Raises
    ------
    LibraryDamaged
        If any cannot be decoded; none is ever left out.
    """
    decoder = msgspec.json.Decoder(kind)
    found: dict[int, _T] = {}
    for doc_id, text in documents.items():
        # The one form TinyDB writes: two keys must never mean one number.
        if not _NUMBER.fullmatch(doc_id):
            raise LibraryDamaged(path, f"{table}: a document has no number")
        try:
            found[int(doc_id)] = decoder.decode(text)
        except (msgspec.DecodeError, RecursionError) as error:
            raise LibraryDamaged(path, f"{table} {doc_id}: {error}") from error
    return found


def to_document(value: _T) -> tuple[bytes, _T]:
    """Return a value as the ASCII text of a document, and the value as it is read from it.

    Raises
    ------
    NotStorable
        If the value would be refused, or be another one, when read: no reader could open the file.
    """
    try:
        text = to_ascii(msgspec.json.encode(value))
        read = msgspec.json.decode(text, type=type(value))
    except (TypeError, ValueError, RecursionError) as error:
        raise NotStorable(str(error)) from error
    if read != value:
        raise NotStorable("reads back differently")
    return text, read


def numbers_by_case(
    path: Path, cases: Mapping[int, CaseBrief], trash: Mapping[int, TrashedCase]
) -> dict[str, int]:
    """Return the document number of every case, trashed or not.

    Raises
    ------
    LibraryDamaged
        If one case is there twice, or two cases share a number.
    """
    numbers: dict[str, int] = {}
    entries = [
        *((number, brief.id) for number, brief in cases.items()),
        *((number, trashed.case.id) for number, trashed in trash.items()),
    ]
    for number, case_id in entries:
        other = numbers.setdefault(case_id, number)
        if other != number or (number in cases and number in trash):
            raise LibraryDamaged(path, f"documents {other} and {number} contradict each other")
    return numbers
