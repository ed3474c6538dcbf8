"""A block of text on paper: a titled table of short cells, or a titled list of sentences.

Where it stands is the business of `page_layout`.
"""

from dataclasses import dataclass

NOT_REPORTED = "not reported"
_SHORT = 12  # characters that fit half a column's first cell: "31 Dec 2022"
_SHORTER = 7  # characters that fit its other cells: "<1.224c"


@dataclass(frozen=True)
class Column:
    """One column: its head, its share of the width, and whether it only names the row."""

    head: str
    share: float
    quiet: bool = False


@dataclass(frozen=True)
class Block:
    """A titled table, or, without columns, a titled list of sentences.

    A `whole` block is not parted over columns unless it is longer than one.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    whole: bool = False

    def folded(self, columns: tuple[Column, ...]) -> "Block":
        """Return the rows side by side, first half left, with narrower columns for each half.

        Only where that is shorter and nothing must wrap: all cells are dates and figures, and the
        halves stay together in one column of the page.
        """
        few, many = 8, 56
        short = all(
            len(cell) <= (_SHORT if column.quiet else _SHORTER)
            for row in self.rows
            for cell, column in zip(row, columns, strict=True)
        )
        if not (short and few < len(self.rows) <= many):
            return self
        half = (len(self.rows) + 1) // 2
        empty = ("",) * len(columns)
        right = (*self.rows[half:], empty)
        rows = tuple(
            (*left, *beside) for left, beside in zip(self.rows[:half], right, strict=False)
        )
        return Block(self.title, columns + columns, rows, whole=True)
