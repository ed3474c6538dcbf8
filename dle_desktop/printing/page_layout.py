"""The page: where header, picture, tables and footer stand, and how tables run on over pages.

Pure arithmetic in design pixels (1/96 inch); it does not know what is in a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

PageName = Literal["a4", "letter"]
# Landscape, in design pixels: 297 x 210 mm and 11 x 8.5 inch.
PAGE_SIZES: dict[PageName, tuple[float, float]] = {
    "a4": (297 / 25.4 * 96, 210 / 25.4 * 96),
    "letter": (1056.0, 816.0),
}
MARGIN = 46.0
HEADER_HEIGHT = 62.0
FOOTER_HEIGHT = 26.0
COLUMN_WIDTH = 292.0
COLUMN_GAP = 28.0
ROW_HEIGHT = 14.5
TITLE_HEIGHT = 19.0
BLOCK_GAP = 14.0
_LEAST_ROWS = 3  # a table is not begun for fewer rows at the foot of a column


@dataclass(frozen=True)
class Rect:
    """A box on the page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True)
class Piece:
    """Rows `first` to `end` (not including) of block `block`, from `top` of a column."""

    block: int
    first: int
    end: int
    column: Rect
    top: float
    continued: bool


@dataclass(frozen=True)
class Page:
    """One page: a picture or not, and the pieces of tables on it."""

    picture: Rect | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class BlockSize:
    """What the flow must know of a block.

    `rows` are its lines, `headed` says whether a line of column heads is needed, `joined` are the
    lines that go on with the line above and are not parted from it.
    """

    rows: int
    headed: bool
    joined: frozenset[int] = frozenset()

    @property
    def head_height(self) -> float:
        """The height of title and column heads."""
        return TITLE_HEIGHT + (ROW_HEIGHT if self.headed else 0.0)


def body_of(page: PageName) -> Rect:
    """Return the box between header and footer."""
    width, height = PAGE_SIZES[page]
    return Rect(
        MARGIN, MARGIN + HEADER_HEIGHT, width - 2 * MARGIN,
        height - 2 * MARGIN - HEADER_HEIGHT - FOOTER_HEIGHT,
    )  # fmt: skip


def paginate(page: PageName, blocks: Sequence[BlockSize]) -> tuple[Page, ...]:
    """Return all pages: the picture with one column beside it, then columns of tables."""
    body = body_of(page)
    picture = Rect(body.left, body.top, body.width - COLUMN_WIDTH - COLUMN_GAP, body.height)
    side = Rect(picture.right + COLUMN_GAP, body.top, COLUMN_WIDTH, body.height)
    flow = _Flow([side])
    for number, block in enumerate(blocks):
        while not flow.place(number, block):
            flow.next_column(body)
    return tuple(
        Page(picture if number == 0 else None, tuple(pieces))
        for number, pieces in enumerate(flow.pages)
    )


class _Flow:
    """Places blocks down a column, on into the next, on to the next page."""

    def __init__(self, columns: list[Rect]) -> None:
        self.columns = columns
        self.column = 0
        self.top = columns[0].top
        self.pages: list[list[Piece]] = [[]]
        self.done = 0  # rows of the present block already placed

    def place(self, number: int, block: BlockSize) -> bool:
        """Place as much of a block as fits; return whether it is placed whole."""
        column = self.columns[self.column]
        gap = BLOCK_GAP if self.top > column.top else 0.0
        room = column.bottom - self.top - gap - block.head_height
        fit = int(room / ROW_HEIGHT)
        left = block.rows - self.done
        if fit < min(left, _LEAST_ROWS) and self.top > column.top:
            return False
        rows = max(1, min(left, fit))
        top = self.top + gap
        end = whole = self.done + rows
        while end in block.joined and end > self.done:
            end -= 1
        if end == self.done:  # not even one record fits
            if self.top > column.top:
                return False
            end = whole  # it is longer than a column: torn where the column ends
        piece = Piece(number, self.done, end, column, top, continued=self.done > 0)
        self.pages[-1].append(piece)
        self.top = top + block.head_height + (end - self.done) * ROW_HEIGHT
        self.done = end
        if self.done < block.rows:
            return False
        self.done = 0
        return True

    def next_column(self, body: Rect) -> None:
        """Go on at the top of the next column, or of a new page."""
        self.column += 1
        if self.column == len(self.columns):
            count = int((body.width + COLUMN_GAP) // (COLUMN_WIDTH + COLUMN_GAP))
            width = (body.width - (count - 1) * COLUMN_GAP) / count
            self.columns = [
                Rect(body.left + n * (width + COLUMN_GAP), body.top, width, body.height)
                for n in range(count)
            ]
            self.column = 0
            self.pages.append([])
        self.top = self.columns[self.column].top
