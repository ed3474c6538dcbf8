"""Tables and running text set in type: broken into lines that fit, and painted.

Where a table stands is the business of `page_layout`, what is in it of `tables` and `glance`.
"""

from collections.abc import Sequence
from dataclasses import replace

from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.measure import Measure
from dle_desktop.printing.blocks import Block, Column
from dle_desktop.printing.page_layout import (
    COLUMN_WIDTH,
    ROW_HEIGHT,
    TITLE_HEIGHT,
    BlockSize,
    Piece,
)

_LONGEST_WHOLE = 8  # a text of more lines may run on over columns
_LINE, _GAP = 13.0, 8.0


class RunningText:
    """A small muted paragraph over a width, below what it is about."""

    def __init__(self, text: str, width: float) -> None:
        # A printer's finer dots make a long line a little longer than pixels do.
        self.lines = tuple(Measure().wrapped(text, width * 0.995, SMALL)) if text else ()
        self.height = len(self.lines) * _LINE + _GAP

    def paint(self, canvas: Canvas, left: float, top: float) -> None:
        """Paint it from `top`, in design pixels."""
        for number, text in enumerate(self.lines, 1):
            line = canvas.px(top + _GAP + number * _LINE - 3)
            canvas.text(canvas.px(left), line, text, SMALL, canvas.palette.color("muted"))


class SetTables:
    """Tables in lines of one column's width.

    Parameters
    ----------
    blocks
        The tables in their order.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        wrapped = [_wrapped(block) for block in blocks]
        self.blocks = tuple(block for block, _ in wrapped)
        self.sizes = tuple(
            BlockSize(len(block.rows), _headed(block), joined) for block, joined in wrapped
        )

    def paint(self, canvas: Canvas, piece: Piece) -> None:
        """Paint a piece of a table: its title, its heads and its rows."""
        block = self.blocks[piece.block]
        px = canvas.px
        left, top, width = piece.column.left, piece.top, piece.column.width
        heading = f"{block.title} (continued)" if piece.continued else block.title
        heading = canvas.elided(heading, px(width), BODY, strong=True)
        canvas.text(px(left), px(top + 11), heading, BODY, strong=True)
        line = top + TITLE_HEIGHT
        if _headed(block):
            _paint_row(canvas, block.columns, tuple(c.head for c in block.columns),
                            left, line, width, muted=True)  # fmt: skip
            canvas.hline(px(line + ROW_HEIGHT - 2), px(left), px(left + width),
                         canvas.palette.color("line"), 0.7)  # fmt: skip
            line += ROW_HEIGHT
        columns = block.columns or (Column("", 1.0),)
        for row in block.rows[piece.first : piece.end]:
            _paint_row(canvas, columns, row, left, line, width, muted=not block.columns)
            line += ROW_HEIGHT


def _paint_row(
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
