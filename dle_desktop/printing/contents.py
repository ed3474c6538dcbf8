"""The contents page of a book of cases: which case begins on which page."""

from collections.abc import Sequence

from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.palette import GREY, PAPER
from dle_desktop.printing.blocks import Block, Column
from dle_desktop.printing.footer import paint_footer
from dle_desktop.printing.heading import paint_title
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.page_layout import MARGIN, body_of, paginate
from dle_desktop.printing.set_tables import SetTables

_COLUMNS = (Column("", 0.88), Column("page", 0.12, quiet=True))


class Contents:
    """The first pages of a book.

    Parameters
    ----------
    titled
        The title of each document that follows, and how many pages it has.
    options
        The paper.
    """

    title = "Contents"
    headings = ()

    def __init__(self, titled: Sequence[tuple[str, int]], options: SnapshotOptions) -> None:
        self.options = options
        self.palette = GREY if options.palette == "grey" else PAPER
        body = body_of(options.size)
        self._many = len(titled)
        # How many pages the contents take does not depend on the numbers in them.
        before = len(paginate(body, (), self._set(titled, 0).sizes))
        self._tables = self._set(titled, before)
        self._pages = paginate(body, (), self._tables.sizes)

    @staticmethod
    def _set(titled: Sequence[tuple[str, int]], before: int) -> SetTables:
        rows, page = [], before + 1
        for title, count in titled:
            rows.append((title, str(page)))
            page += count
        return SetTables([Block("Contents", _COLUMNS, tuple(rows))])

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in design pixels."""
        return self.options.size

    @property
    def mark(self) -> str:
        """What they are called where no patient may be named."""
        return self.title

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def paint(
        self, canvas: Canvas, number: int, *, first: int = 1, total: int | None = None
    ) -> None:
        """Paint page `number` (from 0); `first` and `total` count it within a longer print."""
        box = (MARGIN, MARGIN, self.size[0] - 2 * MARGIN)
        options = self.options
        told = (f"{self._many} in all", f"drawn {options.printed_on:%Y-%m-%d}")
        paint_title(canvas, "Cases", told, box, options.header)
        for piece in self._pages[number].pieces:
            self._tables.paint(canvas, piece)
        paint_footer(canvas, (), options, first + number, total or self.count)
