"""What Qt's PDF writer has no words for: a language, bookmarks, and dates of our choosing.

It works on the bytes that Qt wrote: some are replaced, objects are added at the end, and the table
of where each object begins is written anew. (A library for this takes a seventh of a cold snapshot
to load and a third of a warm one to run; the tests read every file with it instead.)
"""

import re
from collections.abc import Sequence

Bookmark = tuple[str, int, tuple[tuple[str, int], ...]]  # title, page, what begins where in it

_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_KIDS = re.compile(rb"/Kids\s*\[([\s\dR]*)\]")
_METADATA = re.compile(rb"/Metadata \d+ 0 R\n")


def updated(data: bytes, date: str, language: str, bookmarks: Sequence[Bookmark]) -> bytes:
    """Return a PDF of Qt's with a date, a language and bookmarks.

    Parameters
    ----------
    data
        What Qt wrote, with a table of objects at its end.
    date
        As PDF writes it: "D:20261125000000Z".
    language
        A language tag.
    bookmarks
        For each document its title, its first page from 0, and title and page of its parts.
    """
    table = data.rindex(b"\nxref\n") + 1
    end = data.index(b"trailer\n", table)
    offsets = [
        (int(at), generation, kind) for at, generation, kind in _ENTRY.findall(data[table:end])
    ]
    kids = _KIDS.search(data)
    pages = [int(one) for one in kids[1].replace(b"0 R", b"").split()] if kids else []
    outline = _outline(len(offsets), pages, bookmarks)
    root = b"/Lang (%s)\n/ViewerPreferences << /DisplayDocTitle true >>\n" % language.encode()
    root += b"/Outlines %d 0 R\n" % len(offsets) if outline else b""
    stamp = rb"/\1 (%s)" % date.encode()
    edits = [(one.start(), one.end(), one.expand(stamp)) for one in _DATE.finditer(data, 0, table)]
    edits += [(one.start(), one.end(), root) for one in _METADATA.finditer(data, 0, table)]
    body, placed = _edited(data[:table], edits, offsets)
    for item in outline:
        placed.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj\n<<\n%s>>\nendobj\n" % (len(placed) - 1, item)
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % len(placed), data[end:])
    trailer = re.sub(rb"startxref\n\d+", b"startxref\n%d" % len(body), trailer)
    return bytes(body) + b"xref\n0 %d\n" % len(placed) + b"".join(placed) + trailer


def _edited(
    body: bytes, edits: list[tuple[int, int, bytes]], offsets: list[tuple[int, bytes, bytes]]
) -> tuple[bytearray, list[bytes]]:
    """Return the body with its edits, and the lines of the table as they are then."""
    made, done, moved = bytearray(), 0, []
    for start, end, new in sorted(edits):
        made += body[done:start] + new
        done = end
        moved.append((end, len(made) - end))
    made += body[done:]
    lines = []
    for at, generation, kind in offsets:
        shift = next((by for end, by in reversed(moved) if end <= at), 0) if kind == b"n" else 0
        lines.append(b"%010d %s %s \n" % (at + shift, generation, kind))
    return made, lines


def _outline(first: int, pages: list[int], bookmarks: Sequence[Bookmark]) -> list[bytes]:
    """Return the objects of the bookmarks, numbered from `first`: the root, then all in order."""
    if not bookmarks:
        return []
    numbers, number = [], first + 1
    for _, _, parts in bookmarks:
        numbers.append(number)
        number += 1 + len(parts)
    made = [b"/Type /Outlines\n" + _ends(numbers, len(numbers))]
    for place, (title, page, parts) in enumerate(bookmarks):
        own = numbers[place]
        below = list(range(own + 1, own + 1 + len(parts)))
        inner = _ends(below, -len(below)) if below else b""  # closed at first
        made.append(_item(title, pages[page], first, _beside(numbers, place)) + inner)
        for step, (heading, within) in enumerate(parts):
            made.append(_item(heading, pages[page + within], own, _beside(below, step)))
    return made


def _ends(numbers: list[int], count: int) -> bytes:
    return b"/First %d 0 R\n/Last %d 0 R\n/Count %d\n" % (numbers[0], numbers[-1], count)


def _beside(numbers: list[int], place: int) -> bytes:
    before = b"/Prev %d 0 R\n" % numbers[place - 1] if place else b""
    after = b"/Next %d 0 R\n" % numbers[place + 1] if place + 1 < len(numbers) else b""
    return before + after


def _item(title: str, page: int, parent: int, beside: bytes) -> bytes:
    words = (b"\xfe\xff" + title.encode("utf-16-be", "replace")).hex().encode()
    place = b"/Title <%s>\n/Parent %d 0 R\n/Dest [%d 0 R /Fit]\n" % (words, parent, page)
    return place + beside
