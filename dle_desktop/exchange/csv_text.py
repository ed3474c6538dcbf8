"""The text of a table: bytes to rows of cells and back, and cells that are never formulas.

RFC 4180 with a byte order mark, every cell quoted; read with comma, semicolon or tab, as UTF-8 or
as UTF-16 with its mark. It does not know what a column means.
"""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from dle_desktop.exchange.problems import Problem

_DELIMITERS: Final = (",", ";", "\t")
_SIGNS: Final = frozenset("=+-@|%\N{MINUS SIGN}")
_BREAKS: Final = frozenset("\t\r\n")
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_COLUMNS: Final = 500
_MOST_ROWS: Final = 500_000  # many times what a lifetime of cases writes; a row takes a few kB


class Table(Struct, frozen=True):
    """The cells of a table, its heads first, with the row each stands in, counted from 1.

    A row of nothing but empty cells is left out; every other row is as long as the heads.
    """

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    problems: tuple[Problem, ...] = ()


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula: by its first sign that shows."""
    if text[:1] in _BREAKS:
        return True
    for character in text:
        if unicodedata.category(character)[0] not in "ZC":
            return unicodedata.normalize("NFKC", character)[:1] in _SIGNS
    return False


def guarded(text: str) -> str:
    """Return a text as a cell, with an apostrophe in front where it might be a formula.

    A text that begins with an apostrophe gets another, so that `unguarded` is its exact inverse.
    """
    return f"'{text}" if text.startswith("'") or is_formula(text) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell that `guarded` made; any other is returned as it is."""
    rest = cell.removeprefix("'")
    return rest if rest != cell and (rest.startswith("'") or is_formula(rest)) else cell


def write_table(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows of cells as bytes: UTF-8 with byte order mark, every cell quoted, CR LF.

    Raises
    ------
    UnicodeEncodeError
        If a cell holds half a character.
    """
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def read_table(data: bytes) -> Table:
    """Return the cells in the bytes of a table, or what is wrong with them; never some of them."""
    try:
        text = _decoded(data)
    except UnicodeDecodeError as error:
        return Table(problems=(Problem("csv-encoding", facts=(str(error.start),)),))
    if "\0" in text:
        at = data.index(b"\0")
        return Table(problems=(Problem("csv-encoding", facts=(str(at),)),))
    if not text.strip():
        return Table(problems=(Problem("empty"),))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for number, cells in enumerate(reader, 1):
            if number > _MOST_ROWS or len(cells) > _MOST_COLUMNS:
                facts = (str(_MOST_ROWS), str(_MOST_COLUMNS))
                return Table(problems=(Problem("csv-large", facts=facts),))
            if any(cell.strip() for cell in cells):
                rows.append((number, tuple(map(_with_line_feeds, cells))))
    except csv.Error:
        return Table(problems=(Problem("csv-malformed", facts=(str(reader.line_num),)),))
    return _even(rows) if rows else Table(problems=(Problem("empty"),))


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF16):
        return data.decode("utf-16")
    if data.startswith(codecs.BOM_UTF8):
        # Not "utf-8-sig": it counts the byte at fault from behind the mark.
        return data.decode().removeprefix("\ufeff")
    return data.decode()


def _delimiter(text: str) -> str:
    """Return what separates the heads: the sign that is most often in the first line of text."""
    first = text.lstrip("\r\n").splitlines()[0]
    bare = "".join(first.split('"')[::2])  # what stands in quotes separates nothing
    return max(_DELIMITERS, key=bare.count)


def _with_line_feeds(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def _even(rows: list[tuple[int, tuple[str, ...]]]) -> Table:
    """Return the table with rows of one length: empty cells at a row's end may be left out."""
    (_, heads), *body = rows
    width = len(heads)
    while not heads[width - 1].strip():  # a column without a head, left by a spreadsheet
        width -= 1
    even: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in body:
        if any(cell.strip() for cell in cells[width:]):
            facts = (str(number), str(len(cells)), str(width))
            return Table(problems=(Problem("csv-ragged", facts=facts),))
        even.append((number, (*cells[:width], *[""] * (width - len(cells)))))
    return Table(tuple(head.strip() for head in heads[:width]), tuple(even))
