"""The journal beside a library, as text: a chain of checksummed lines, one for each durable step.

`CJ1 <hash> {body}`, the hash keyed by that of the line before, so that a line of another journal, a
line left out and a line changed are all noticed. It knows neither files nor what a document means.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

MARK = b"CJ1 "
HASH_BYTES = 16
_FIRST_KEY = b"dle-desktop journal"
_PREFIX = len(MARK) + 2 * HASH_BYTES + 1
_NUMBERED = re.compile(rb'CJ1 [0-9a-f]{32} \{"n":(\d{1,18})[,}]')


class Op(NamedTuple):
    """One document of one table as it shall be, as it is stored; no text takes it away."""

    table: str
    doc_id: str
    text: bytes | None


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line: the file it was begun beside, and the number of the last step in it."""

    n: int
    base: str  # SHA-256 of the library file, hexadecimal
    app: str  # the version that read or wrote every document of that file
    format: int = 1


class Line(NamedTuple):
    """A later line: documents to put and take away, or the fold that a new file was begun for."""

    n: int
    ops: tuple[Op, ...]
    fold: str | None


class Journal(NamedTuple):
    """What a journal holds.

    `sound` is how many bytes hold, `torn` what follows them: a step that was never acknowledged.
    """

    header: Header
    lines: tuple[Line, ...]
    last: bytes
    sound: int
    torn: bytes


class JournalDamaged(ValueError):
    """An acknowledged step of a journal cannot be read; `sound` are the lines before it."""

    def __init__(self, reason: str, sound: "Journal | None" = None) -> None:
        super().__init__(reason)
        self.sound = sound


class _Body(msgspec.Struct, frozen=True):
    n: int
    ops: list[tuple[str, str, msgspec.Raw]] = []
    fold: str | None = None


_HEADER = msgspec.json.Decoder(Header)
_BODY = msgspec.json.Decoder(_Body)


def first_line(header: Header) -> tuple[bytes, bytes]:
    """Return the line a journal begins with, and its hash."""
    return _line(msgspec.json.encode(header), _FIRST_KEY)


def step_line(n: int, ops: Sequence[Op], last: bytes) -> tuple[bytes, bytes]:
    """Return the line of a step behind the line of hash `last`, and its own hash."""
    parts = [
        b"[%s,%s,%s]" % (_text(op.table), _text(op.doc_id), b"null" if op.text is None else op.text)
        for op in ops
    ]
    return _line(b'{"n":%d,"ops":[%s]}' % (n, b",".join(parts)), last)


def fold_line(n: int, base: str, last: bytes) -> tuple[bytes, bytes]:
    """Return the line that tells which file is about to take the library's place, and its hash."""
    return _line(b'{"n":%d,"fold":"%s"}' % (n, base.encode()), last)


def parse(data: bytes) -> Journal:
    """Return what the bytes of a journal hold.

    Raises
    ------
    JournalDamaged
        If its first line does not hold, or a line does not and an acknowledged one follows it.
    """
    lines = _sound_lines(data)
    try:
        header_text, last, end = next(lines)
        header = _HEADER.decode(header_text)
    except (StopIteration, msgspec.DecodeError) as error:
        raise JournalDamaged("the journal has no beginning") from error
    if header.format != 1:
        raise JournalDamaged("the journal is of a newer format")
    found: list[Line] = []
    n = header.n
    for text, digest, after in lines:
        body = _body(text)
        if body is None or body.n != n + 1:
            break
        n, last, end = body.n, digest, after
        found.append(body)
    journal = Journal(header, tuple(found), last, end, data[end:])
    if _acknowledged_behind(journal.torn, n):
        raise JournalDamaged("a line of the journal is damaged", journal)
    return journal


def scattered(data: bytes) -> Iterator[Line]:
    """Yield every line that holds by itself, also behind damage, for a salvage."""
    key = _FIRST_KEY
    place = 0
    while (place := data.find(MARK, place)) >= 0:
        end = data.find(b"\n", place)
        end = len(data) if end < 0 else end
        text = data[place + _PREFIX : end]
        told = data[place + len(MARK) : place + _PREFIX - 1]
        if _digest(text, key).hex().encode() == told:
            body = _body(text)
            if body is not None:
                yield body
            place = end
        else:
            place += len(MARK)
        try:
            key = bytes.fromhex(told.decode("ascii"))
        except ValueError:
            key = _FIRST_KEY


def _sound_lines(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield text, hash and end of each line, until one does not hold."""
    place, key = 0, _FIRST_KEY
    while (end := data.find(b"\n", place)) >= 0:
        line = data[place:end]
        text = line[_PREFIX:]
        key = _digest(text, key)
        if line[:_PREFIX] != b"%s%s " % (MARK, key.hex().encode()):
            return
        place = end + 1
        yield text, key, place


def _acknowledged_behind(torn: bytes, n: int) -> bool:
    """Return whether a step after the next one is in bytes that do not hold.

    A power cut can leave anything in place of the one line that was being written, also old blocks
    of the disk; but a later number than that line's was only ever written behind it.
    """
    return any(int(number) > n + 1 for number in _NUMBERED.findall(torn))


def _body(text: bytes) -> Line | None:
    try:
        body = _BODY.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None
    ops = tuple(
        Op(table, doc_id, None if bytes(raw) == b"null" else bytes(raw))
        for table, doc_id, raw in body.ops
    )
    return Line(body.n, ops, body.fold) if ops or body.fold else None


def _line(text: bytes, key: bytes) -> tuple[bytes, bytes]:
    digest = _digest(text, key)
    return b"%s%s %s\n" % (MARK, digest.hex().encode(), text), digest


def _digest(text: bytes, key: bytes) -> bytes:
    return hashlib.blake2b(text, key=key, digest_size=HASH_BYTES).digest()


def _text(value: str) -> bytes:
    return json.dumps(value).encode("ascii")
