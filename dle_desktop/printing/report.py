"""The report: a case's pages, painted on any device in design pixels times a unit.

The picture is the same as the window's, laid out for the page; nothing depends on the screen but
the range and the axis she chose.
"""

from dle_desktop.domain.case import Case
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.folding import empty_stretches, folded, whole_shown
from dle_desktop.drawing.palette import GREY, PAPER
from dle_desktop.drawing.series import figure_of
from dle_desktop.printing.footer import paint_footer
from dle_desktop.printing.heading import paint_heading
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.page_layout import (
    MARGIN,
    Front,
    Page,
    Rect,
    above,
    beside,
    body_of,
    paginate,
)
from dle_desktop.printing.picture_parts import (
    for_paper,
    least_room,
    paint_part,
    parts_for,
    refers_to_tables,
)
from dle_desktop.printing.set_tables import RunningText, SetTables
from dle_desktop.printing.tables import blocks_of, drawn_words

_SHARE = 0.6  # of the body: the picture over tables
_SPARE = 90.0  # more than its least height is left to it, its legend among that


class Report:
    """All pages of one case's snapshot.

    Parameters
    ----------
    case
        The case to print.
    options
        Template, page, axis, palette and range.
    """

    def __init__(self, case: Case, options: SnapshotOptions) -> None:
        self.case = case
        self.options = options
        self.figure: Figure = figure_of(case, options.view)
        empty = empty_stretches(case) if options.folded else ()
        self._folds = folded(empty, self.figure.span)
        self.palette = GREY if options.palette == "grey" else PAPER
        body = body_of(options.size)
        fronts = self._fronts(body)
        room = fronts[0].picture
        self._legend = RunningText(drawn_words([self.figure], options.time), room.width)
        self._box = Rect(room.left, room.top, room.width, room.height - self._legend.height)
        self.figure = for_paper(self.figure, self._box, self._range(), self._folds)
        self.parts = parts_for(self.figure, self._box)
        asked = frozenset[str]().union(
            *(refers_to_tables(part, self._box, self._range(), self._folds) for part in self.parts)
        )
        blocks = blocks_of(case, self.figure, options, asked)
        self.tables = SetTables(blocks)
        self.pages: tuple[Page, ...] = paginate(body, fronts * len(self.parts), self.tables.sizes)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in design pixels."""
        return self.options.size

    @property
    def title(self) -> str:
        """What a contents page or a bookmark calls these pages."""
        return self.case.label

    @property
    def mark(self) -> str:
        """What they are called where no patient may be named."""
        return f"Case {self.case.id[:8]}"

    @property
    def headings(self) -> tuple[tuple[str, int], ...]:
        """What begins on which page (from 0): the tables of a full record."""
        if self.options.template != "record":
            return ()
        return tuple(
            (self.tables.blocks[piece.block].title, number)
            for number, page in enumerate(self.pages)
            for piece in page.pieces
            if not piece.continued
        )

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.pages)

    def paint(
        self, canvas: Canvas, number: int, *, first: int = 1, total: int | None = None
    ) -> None:
        """Paint page `number` (from 0); `first` and `total` count it within a longer print."""
        page = self.pages[number]
        box = (MARGIN, MARGIN, self.size[0] - 2 * MARGIN)
        own = self.options.header
        paint_heading(canvas, self.case, self.figure, self._range(), self.options.time, box, own)
        if page.picture is not None:
            self._paint_picture(canvas, number)
        for piece in page.pieces:
            self.tables.paint(canvas, piece)
        paint_footer(canvas, [self.case], self.options, first + number, total or self.count)

    def _fronts(self, body: Rect) -> tuple[Front, ...]:
        """Return how a page with a picture is parted.

        Lying paper has one column of tables beside the picture, standing paper has them below. The
        timeline alone has the page for itself.
        """
        if self.options.template == "timeline":
            return (Front(body),)
        if self.options.orientation == "landscape":
            return beside(body)
        least = least_room(self.figure, body.width)
        return above(body, min(max(_SHARE * body.height, least + _SPARE), body.height))

    def _paint_picture(self, canvas: Canvas, number: int) -> None:
        """Paint a part of the picture, and below the first how it is drawn."""
        box, axis = self._box, self.options.time
        paint_part(canvas, self.parts[number], box, self._range(), axis, self._folds)
        if number == 0:
            self._legend.paint(canvas, box.left, box.bottom)

    def _range(self) -> tuple[float, float]:
        if self.options.range_days is not None:
            return self.options.range_days
        whole = whole_shown(self.figure, self._folds)
        return whole.first, whole.last
