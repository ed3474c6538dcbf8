"""The text of a TinyDB file: tables of documents to and from ASCII JSON, strictly.

Documents stay encoded until someone asks for one, so a save encodes only what it changes. It knows
neither files nor cases; what it refuses, it refuses with a `ValueError` or as `NotStorable`.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from dle_desktop.errors import DleError

Tables = dict[str, dict[str, bytes]]

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_TABLES = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


class NotStorable(DleError):
    """A document would not come back from the file as it is; nothing was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def encode(document: object) -> bytes:
    """Return a document as ASCII JSON that is known to read back as the same document.

    Raises
    ------
    NotStorable
        If it holds NaN, a set, a tuple, a key that is no text, half a surrogate pair, or any other
        thing JSON would drop or change.
    """
    try:
        text = json.dumps(document, allow_nan=False, separators=(",", ":")).encode("ascii")
        same = msgspec.json.decode(text) == document
    except (TypeError, ValueError, RecursionError) as error:
        raise NotStorable(str(error)) from error
    if not same:
        raise NotStorable("reads back differently")
    return text


def to_ascii(text: bytes) -> bytes:
    """Return JSON in UTF-8 with every letter beyond ASCII escaped: any reader takes it alike."""
    if text.isascii():
        return text
    if b"\\\\" not in text:  # else an escaped backslash before an x would look like an escape
        escaped = text.decode("utf-8").encode("ascii", "backslashreplace")
        if b"\\U" not in escaped:
            return escaped.replace(b"\\x", b"\\u00")
    return _BEYOND_ASCII.sub(_match_escaped, text)


def decode(text: bytes) -> Any:
    """Return a fresh document from its text."""
    return msgspec.json.decode(text)


def join(tables: Mapping[str, Mapping[str, bytes]]) -> bytes:
    """Return the text of the whole file."""
    return _object({name: _object(documents) for name, documents in tables.items()})


def split(data: bytes, *, trusted: bool = False) -> Tables:
    """Return the tables of a TinyDB file, each document as its text, in ASCII.

    Parameters
    ----------
    data
        The whole file.
    trusted
        Whether it is known that `join` made these very bytes: no key is looked for twice.

    Raises
    ------
    ValueError
        If the bytes are not wholly such a file: empty, cut, with NaN, with a key twice, not UTF-8.
    """
    if not data:
        raise ValueError("empty file")
    if not data.isascii():
        _refuse_foreign_encoding(data)
    try:
        raw = _TABLES.decode(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if trusted:
        return {
            name: {doc_id: bytes(text) for doc_id, text in documents.items()}
            for name, documents in raw.items()
        }
    tables = {
        name: {doc_id: _ascii(bytes(text)) for doc_id, text in documents.items()}
        for name, documents in raw.items()
    }
    # Whatever someone else wrote is read a second time; our own bytes join to themselves.
    if join(tables) != data:
        refuse_repeated_keys(data)
    return tables


def refuse_repeated_keys(data: bytes) -> None:
    """Raise ValueError if any object has a key twice: parsers silently keep only the last."""
    try:
        json.loads(data, object_pairs_hook=_unique)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _refuse_foreign_encoding(data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _match_escaped(letters: re.Match[bytes]) -> bytes:
    return _escaped(letters[0])


@lru_cache(4096)  # few letters, again and again
def _escaped(letters: bytes) -> bytes:
    units = letters.decode("utf-8").encode("utf-16-be")
    return b"".join(b"\\u" + units[at : at + 2].hex().encode() for at in range(0, len(units), 2))


def _ascii(text: bytes) -> bytes:
    return text if text.isascii() else encode(decode(text))


def _object(members: Mapping[str, bytes]) -> bytes:
    return b"{" + b",".join(json.dumps(k).encode() + b":" + v for k, v in members.items()) + b"}"
