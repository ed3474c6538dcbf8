"""The report: a case's pages, painted on any device in design pixels times a unit.

The picture is the same as the window's, laid out for the page; nothing depends on the screen but
the range and the axis she chose.
"""

from dataclasses import replace

from dle_desktop.domain.case import Case
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.folding import empty_stretches, folded, whole_shown
from dle_desktop.drawing.measure import Measure
from dle_desktop.drawing.palette import GREY, PAPER
from dle_desktop.drawing.series import figure_of
from dle_desktop.printing.footer import paint_footer
from dle_desktop.printing.heading import paint_heading
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.page_layout import (
    COLUMN_WIDTH,
    MARGIN,
    ROW_HEIGHT,
    TITLE_HEIGHT,
    BlockSize,
    Front,
    Page,
    Piece,
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
from dle_desktop.printing.tables import Block, Column, blocks_of, drawn_words

_LONGEST_WHOLE = 8  # a text of more lines may run on over columns
_SHARE = 0.6  # of the body: the picture over tables
_SPARE = 90.0  # more than its least height is left to it, its legend among that
_LEGEND_LINE, _LEGEND_GAP = 13.0, 8.0


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
        self._legend = tuple(
            Measure().wrapped(drawn_words(self.figure, options.time), room.width, SMALL)
        )
        self._below = len(self._legend) * _LEGEND_LINE + _LEGEND_GAP
        self._box = Rect(room.left, room.top, room.width, room.height - self._below)
        self.figure = for_paper(self.figure, self._box, self._range(), self._folds)
        self.parts = parts_for(self.figure, self._box)
        asked = frozenset[str]().union(
            *(refers_to_tables(part, self._box, self._range(), self._folds) for part in self.parts)
        )
        blocks = blocks_of(case, self.figure, options, asked)
        wrapped = [_wrapped(block) for block in blocks]
        self.blocks = tuple(block for block, _ in wrapped)
        sizes = [BlockSize(len(block.rows), _headed(block), joined) for block, joined in wrapped]
        self.pages: tuple[Page, ...] = paginate(body, fronts * len(self.parts), sizes)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in design pixels."""
        return self.options.size

    @property
    def title(self) -> str:
        """What a contents page or a bookmark calls these pages."""
        return self.case.label

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
            self._paint_piece(canvas, piece)
        paint_footer(canvas, self.case, self.options, first + number, total or self.count)

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
        for line, text in enumerate(() if number else self._legend, 1):
            bottom = box.bottom + _LEGEND_GAP + line * _LEGEND_LINE
            muted = canvas.palette.color("muted")
            canvas.text(canvas.px(box.left), canvas.px(bottom - 3), text, SMALL, muted)

    def _range(self) -> tuple[float, float]:
        if self.options.range_days is not None:
            return self.options.range_days
        whole = whole_shown(self.figure, self._folds)
        return whole.first, whole.last

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
