"""Checksums of single documents, kept in a table of the library file: which of them are whole.

They are written with every fold, so that a damaged file can be read document by document. A table
of this program only: other readers of the file need not know it.
"""

import hashlib
from collections.abc import Mapping

import msgspec

from dle_desktop.storage import tinydb_json

SUMS = "sums"
_SUM_BYTES = 8
_Sums = dict[str, dict[str, str]]


def with_sums(tables: Mapping[str, Mapping[str, bytes]]) -> dict[str, Mapping[str, bytes]]:
    """Return the tables with the checksums of their documents."""
    sums = {
        name: {doc_id: sum_of(text) for doc_id, text in documents.items()}
        for name, documents in tables.items()
        if name != SUMS
    }
    # Behind the first table, which says what the file is: a file cut short still has them.
    first = next(iter(tables), None)
    head = {} if first is None else {first: tables[first]}
    return {**head, SUMS: {"1": msgspec.json.encode(sums)}, **tables}


def taken_out(tables: dict[str, dict[str, bytes]]) -> _Sums | None:
    """Remove the checksums from the tables and return them, None where there are none."""
    found = tables.pop(SUMS, {}).get("1")
    try:
        return None if found is None else msgspec.json.decode(found, type=_Sums)
    except msgspec.DecodeError:
        return None


def sum_of(text: bytes) -> str:
    """Return the checksum of a document as it is stored."""
    return hashlib.blake2b(text, digest_size=_SUM_BYTES).hexdigest()


def differing(tables: Mapping[str, Mapping[str, bytes]], sums: _Sums) -> list[tuple[str, str]]:
    """Return table and id of each document that is not as it was written, or is missing.

    One that was only laid out anew is as it was; one that was put in has no checksum to differ.
    """
    return [
        (name, doc_id)
        for name, told in sums.items()
        for doc_id, known in told.items()
        if not _fits(tables.get(name, {}).get(doc_id), known)
    ]


def _fits(text: bytes | None, known: str) -> bool:
    if text is None:
        return False
    return sum_of(text) == known or sum_of(tinydb_json.encode(tinydb_json.decode(text))) == known
