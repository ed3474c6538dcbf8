"""The report: a case's pages, painted on any device in design pixels times a unit.

The picture is the same as the window's, laid out for the page; nothing depends on the screen but
the range and the axis she chose.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from dle_desktop import __version__
from dle_desktop.domain.case import Case
from dle_desktop.drawing.axes import AxisMode, TimeScale
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.folding import empty_stretches, folded, whole_shown
from dle_desktop.drawing.layout import lay_out
from dle_desktop.drawing.measure import Measure
from dle_desktop.drawing.palette import GREY, PAPER
from dle_desktop.drawing.picture import paint_picture
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_axis import Origin, TimeAxis, Unit
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from dle_desktop.printing.heading import paint_heading
from dle_desktop.printing.page_layout import (
    COLUMN_WIDTH,
    FOOTER_HEIGHT,
    MARGIN,
    PAGE_SIZES,
    ROW_HEIGHT,
    TITLE_HEIGHT,
    BlockSize,
    Page,
    PageName,
    Piece,
    paginate,
)
from dle_desktop.printing.tables import Block, Column, blocks_of

_NAMES_WIDTH = 160.0
_LONGEST_WHOLE = 8  # a text of more lines may run on over columns


@dataclass(frozen=True)
class SnapshotOptions:
    """What the person chose for paper."""

    page: PageName = "a4"
    axis: AxisMode = "relative"
    unit: Unit = "auto"
    origin: Origin | None = None  # None: day 0
    folded: bool = False  # empty time, with its length written
    palette: Literal["colour", "grey"] = "colour"
    dpi: int = 200
    range_days: tuple[float, float] | None = None  # None: the whole case
    view: ViewOptions = DEFAULT_VIEW
    printed_on: date = field(default_factory=date.today)

    @property
    def time(self) -> TimeAxis:
        """How time is told on the axis."""
        return TimeAxis(self.axis, self.unit, self.origin, self.folded)


class Report:
    """All pages of one case's snapshot.

    Parameters
    ----------
    case
        The case to print.
    options
        Page, axis, palette and range.
    """

    def __init__(self, case: Case, options: SnapshotOptions) -> None:
        self.case = case
        self.options = options
        self.figure: Figure = figure_of(case, options.view)
        empty = empty_stretches(case) if options.folded else ()
        self._folds = folded(empty, self.figure.span)
        self.palette = GREY if options.palette == "grey" else PAPER
        wrapped = [_wrapped(block) for block in blocks_of(case, self.figure, options.time)]
        self.blocks = tuple(block for block, _ in wrapped)
        sizes = [BlockSize(len(block.rows), _headed(block), joined) for block, joined in wrapped]
        self.pages: tuple[Page, ...] = paginate(options.page, sizes)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in design pixels."""
        return PAGE_SIZES[self.options.page]

    def paint(
        self, canvas: Canvas, number: int, *, first: int = 1, total: int | None = None
    ) -> None:
        """Paint page `number` (from 0); `first` and `total` count it within a longer print."""
        page = self.pages[number]
        self._paint_header(canvas)
        if page.picture is not None:
            self._paint_picture(canvas)
        for piece in page.pieces:
            self._paint_piece(canvas, piece)
        self._paint_footer(canvas, first + number, total or len(self.pages))

    def _range(self) -> tuple[float, float]:
        if self.options.range_days is not None:
            return self.options.range_days
        whole = whole_shown(self.figure, self._folds)
        return whole.first, whole.last

    def _paint_header(self, canvas: Canvas) -> None:
        box = (MARGIN, MARGIN, self.size[0] - 2 * MARGIN)
        paint_heading(canvas, self.case, self.figure, self._range(), self.options.time, box)

    def _paint_footer(self, canvas: Canvas, number: int, total: int) -> None:
        px, muted = canvas.px, canvas.palette.color("muted")
        width, height = self.size
        top = height - MARGIN - FOOTER_HEIGHT + 12
        canvas.hline(px(top), px(MARGIN), px(width - MARGIN), canvas.palette.color("line"), 0.8)
        on = self.options.printed_on
        parts = (
            f"Case {self.case.id[:8]}…{self.case.id[-4:]}",
            f"revision {self.case.revision}",
            f"axis: {self.options.axis}",
            f"printed {on.day} {on:%B} {on.year}",
            f"DLE Desktop {__version__}",
        )
        canvas.text(px(MARGIN), px(top + 15), "; ".join(parts), SMALL, muted)
        canvas.text(px(width - MARGIN), px(top + 15), f"page {number} of {total}", SMALL, muted,
                    align="right")  # fmt: skip

    def _paint_picture(self, canvas: Canvas) -> None:
        box = self.pages[0].picture
        assert box is not None  # noqa: S101 - page 0 has the picture
        layout = lay_out(self.figure, box.width, box.height, names=_NAMES_WIDTH)
        if layout.height > box.height:  # more lanes than the page holds: shown smaller, whole
            factor = box.height / layout.height
            canvas = Canvas(canvas.painter, canvas.palette, canvas.unit * factor, canvas.texts)
            layout = lay_out(
                self.figure, box.width / factor, box.height / factor, names=_NAMES_WIDTH
            )
            left, top = box.left / factor, box.top / factor
        else:
            left, top = box.left, box.top
        scale = TimeScale(
            *self._range(), canvas.px(left + layout.left), canvas.px(layout.width), self._folds
        )
        origin = (canvas.px(left), canvas.px(top - 8))
        paint_picture(canvas, self.figure, layout, origin, scale, self.options.time)

    def _paint_piece(self, canvas: Canvas, piece: Piece) -> None:
        block = self.blocks[piece.block]
        px = canvas.px
        left, top, width = piece.column.left, piece.top, piece.column.width
        heading = f"{block.title} (continued)" if piece.continued else block.title
        heading = canvas.elided(heading, px(width), BODY, strong=True)
        canvas.text(px(left), px(top + 11), heading, BODY, strong=True)
        line = top + TITLE_HEIGHT
        if _headed(block):
            self._paint_row(canvas, block.columns, tuple(c.head for c in block.columns),
                            left, line, width, muted=True)  # fmt: skip
            canvas.hline(px(line + ROW_HEIGHT - 2), px(left), px(left + width),
                         canvas.palette.color("line"), 0.7)  # fmt: skip
            line += ROW_HEIGHT
        columns = block.columns or (Column("", 1.0),)
        for row in block.rows[piece.first : piece.end]:
            self._paint_row(canvas, columns, row, left, line, width, muted=not block.columns)
            line += ROW_HEIGHT

    def _paint_row(
        self,
        canvas: Canvas,
        columns: tuple[Column, ...],
        row: tuple[str, ...],
        left: float,
        top: float,
        width: float,
        *,
        muted: bool,
    ) -> None:
        px = canvas.px
        x = left
        for column, text in zip(columns, row, strict=True):
            if text:
                color = canvas.palette.color("muted" if muted or column.quiet else "ink")
                shown = canvas.elided(text, px(width * column.share - 6), SMALL)
                canvas.text(px(x), px(top + 10), shown, SMALL, color)
            x += width * column.share


def _headed(block: Block) -> bool:
    return any(column.head for column in block.columns)


def _wrapped(block: Block) -> tuple[Block, frozenset[int]]:
    """Break long texts into lines that fit; return which lines go on with the one above."""
    columns = block.columns or (Column("", 1.0),)
    measure = Measure()
    rows: list[tuple[str, ...]] = []
    joined: list[int] = []
    for row in block.rows:
        cells = [
            measure.wrapped(text, COLUMN_WIDTH * column.share - 7, SMALL) or [""]
            for column, text in zip(columns, row, strict=True)
        ]
        lines = [
            tuple(cell[line] if line < len(cell) else "" for cell in cells)
            for line in range(max(len(cell) for cell in cells))
        ]
        if len(lines) <= _LONGEST_WHOLE:
            joined += range(len(rows) + 1, len(rows) + len(lines))
        rows += lines
    if block.whole:
        joined = list(range(1, len(rows)))
    return replace(block, rows=tuple(rows)), frozenset(joined)
