"""The page: where header, pictures, tables and footer stand, and how tables run on over pages.

Pure arithmetic in design pixels (1/96 inch); it does not know what is in a table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARGIN = 46.0
HEADER_HEIGHT = 62.0
FOOTER_HEIGHT = 38.0
COLUMN_WIDTH = 292.0
COLUMN_GAP = 28.0
ROW_HEIGHT = 13.5
TITLE_HEIGHT = 18.0
BLOCK_GAP = 12.0
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
class Front:
    """A page that begins with a picture, and the columns for tables it leaves."""

    picture: Rect
    columns: tuple[Rect, ...] = ()


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


def body_of(size: tuple[float, float]) -> Rect:
    """Return the box between header and footer of a page of a size."""
    width, height = size
    return Rect(
        MARGIN, MARGIN + HEADER_HEIGHT, width - 2 * MARGIN,
        height - 2 * MARGIN - HEADER_HEIGHT - FOOTER_HEIGHT,
    )  # fmt: skip


def columns_of(box: Rect) -> tuple[Rect, ...]:
    """Return the columns for tables in a box: as many as fit, side by side."""
    count = max(1, int((box.width + COLUMN_GAP) // (COLUMN_WIDTH + COLUMN_GAP)))
    width = (box.width - (count - 1) * COLUMN_GAP) / count
    return tuple(
        Rect(box.left + n * (width + COLUMN_GAP), box.top, width, box.height) for n in range(count)
    )


def beside(body: Rect, count: int = 1) -> tuple[Front, ...]:
    """Return pages with a picture left and one column of tables right of it."""
    picture = Rect(body.left, body.top, body.width - COLUMN_WIDTH - COLUMN_GAP, body.height)
    side = Rect(picture.right + COLUMN_GAP, body.top, COLUMN_WIDTH, body.height)
    return (Front(picture, (side,)),) * count


def above(body: Rect, height: float, count: int = 1) -> tuple[Front, ...]:
    """Return pages with a picture of a height on top and columns of tables below it.

    Where less than a short table fits below, the picture has the page for itself.
    """
    left = body.height - height - BLOCK_GAP
    if left < TITLE_HEIGHT + (_LEAST_ROWS + 1) * ROW_HEIGHT:
        return (Front(body),) * count
    below = Rect(body.left, body.bottom - left, body.width, left)
    return (Front(Rect(body.left, body.top, body.width, height), columns_of(below)),) * count


def paginate(body: Rect, fronts: Sequence[Front], blocks: Sequence[BlockSize]) -> tuple[Page, ...]:
    """Return all pages: those with pictures, tables in their columns, then pages of tables."""
    flow = _Flow(body, fronts)
    for number, block in enumerate(blocks):
        while not flow.place(number, block):
            flow.next_column()
    places: list[Rect | None] = [front.picture for front in fronts]
    places += [None] * (len(flow.pages) - len(fronts))
    pieces = [*flow.pages, *([] for _ in range(len(fronts) - len(flow.pages)))]
    return tuple(Page(picture, tuple(found)) for picture, found in zip(places, pieces, strict=True))


class _Flow:
    """Places blocks down a column, on into the next, on to the next page."""

    def __init__(self, body: Rect, fronts: Iterable[Front]) -> None:
        self.body = body
        self.fronts = list(fronts)
        self.pages: list[list[Piece]] = []
        self.columns: tuple[Rect, ...] = ()
        self.column = 0
        self.top = 0.0
        self.done = 0  # rows of the present block already placed

    def place(self, number: int, block: BlockSize) -> bool:
        """Place as much of a block as fits; return whether it is placed whole."""
        if not self.columns:
            return False
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

    def next_column(self) -> None:
        """Go on at the top of the next column, or of a new page."""
        self.column += 1
        while self.column >= len(self.columns):
            number = len(self.pages)
            begun = number < len(self.fronts)
            self.columns = self.fronts[number].columns if begun else columns_of(self.body)
            self.column = 0
            self.pages.append([])
        self.top = self.columns[self.column].top
