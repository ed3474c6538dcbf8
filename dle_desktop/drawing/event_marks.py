"""Event marks: a shape per kind, words beside where there is room, spans and doubt as lines below.

Marks and words are placed in rows, so that no words lie under a mark or under other words. Where a
row is crowded the words give way, cut short if there is room for some of them: the mark stays, the
tables say the rest.
"""

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import BODY, Canvas
from dle_desktop.drawing.figure import EventMark
from dle_desktop.drawing.layout import EVENT_ROW

_HALF = 5.0  # half a mark's width, in design pixels
_LEAST_WORDS = 40.0  # words cut shorter than this say nothing
_BESIDE = 50.0  # words may reach so far into the margin right of the time axis
_UNWANTED = {"adverse event", "infection", "thrombosis", "hospitalisation", "death"}


class _Placed(Struct):
    """A mark in its row; `words` is the left end and the right end of its text, if it has room."""

    mark: EventMark
    row: int
    left: float
    right: float
    words: tuple[float, float] | None = None


class _Rows:
    """Which stretches of each row are taken."""

    def __init__(self, count: int) -> None:
        self.rows: list[list[_Placed]] = [[] for _ in range(count)]

    def words_free(self, row: int, left: float, right: float) -> bool:
        """Return whether words from left to right meet nothing in a row."""
        for other in reversed(self.rows[row]):  # what is in the way mostly came last
            if left < other.right and other.left < right:
                return False
            if other.words is not None and left < other.words[1] and other.words[0] < right:
                return False
        return True

    def mark_row(self, left: float, right: float) -> int:
        """Return the row for a mark: a free one, else one whose words give way, else the last."""
        for row in range(len(self.rows)):
            if self.words_free(row, left, right):
                return row
        for row, here in enumerate(self.rows):
            if not any(_meet(left, right, other.left, other.right) for other in here):
                return row
        return len(self.rows) - 1

    def add(self, new: _Placed) -> None:
        """Place a mark; words it would cover are taken away."""
        for other in self.rows[new.row]:
            if other.words is not None and _meet(new.left, new.right, *other.words):
                other.words = None
        self.rows[new.row].append(new)

    def placed(self) -> list[_Placed]:
        """Return everything placed, row by row."""
        return [placed for row in self.rows for placed in row]


def _meet(left: float, right: float, other_left: float, other_right: float) -> bool:
    return left < other_right and other_left < right


def paint_events(
    canvas: Canvas, marks: tuple[EventMark, ...], box: QRectF, scale: TimeScale
) -> None:
    """Paint all events of a case into their track; words that find no room are left out."""
    canvas.hline(
        box.bottom() + canvas.px(4), box.left(), box.right(), canvas.palette.color("line"), 0.8
    )
    row_height = canvas.px(EVENT_ROW)
    rows = _Rows(max(1, round(box.height() / row_height)))
    for mark in marks:
        if scale.first <= mark.place.at <= scale.last:
            _place(canvas, rows, mark, box, scale)
    _find_gaps(canvas, rows, box)
    for placed in rows.placed():
        middle = box.top() + row_height * (placed.row + 0.5)
        _paint_span(canvas, placed.mark, middle, box, scale)
    for placed in rows.placed():
        middle = box.top() + row_height * (placed.row + 0.5)
        _paint_mark(canvas, placed.mark, QPointF(scale.x(placed.mark.place.at), middle))
        if placed.words is not None:
            room = placed.words[1] - placed.words[0] + canvas.px(0.1)  # sums of places round
            words = canvas.elided(placed.mark.text, room)
            canvas.text(placed.words[0], middle + canvas.px(BODY * 0.36), words)


def _place(canvas: Canvas, rows: _Rows, mark: EventMark, box: QRectF, scale: TimeScale) -> None:
    x, px = scale.x(mark.place.at), canvas.px
    left, right = x - px(_HALF + 1.5), x + px(_HALF + 1.5)
    width = canvas.width(mark.text)
    for start in (right + px(2), left - px(2) - width):
        end = start + width
        if start < box.left() or end > box.right() + px(_BESIDE):
            continue
        for row in range(len(rows.rows)):
            if rows.words_free(row, min(left, start), max(right, end + px(5))):
                rows.add(_Placed(mark, row, left, right, (start, end)))
                return
    rows.add(_Placed(mark, rows.mark_row(left, right), left, right))


def _find_gaps(canvas: Canvas, rows: _Rows, box: QRectF) -> None:
    """Give marks without words what lies free on their right, if that holds some of them."""
    px = canvas.px
    for row in rows.rows:
        following = box.right() + px(_BESIDE)
        for placed in sorted(row, key=_left_end, reverse=True):
            start = placed.right + px(2)
            room = following - px(5) - start
            if placed.words is None and placed.mark.text and room >= px(_LEAST_WORDS):
                width = min(room, canvas.width(placed.mark.text))
                placed.words = (start, start + width)
            following = _left_end(placed)


def _left_end(placed: _Placed) -> float:
    return placed.left if placed.words is None else min(placed.left, placed.words[0])


def _paint_span(canvas: Canvas, mark: EventMark, y: float, box: QRectF, scale: TimeScale) -> None:
    """Paint how long it lasted as a bar below, and how doubtful the moment is as a dotted line."""

    def cut(day: float) -> float:
        return min(max(scale.x(day), box.left()), box.right())

    below = y + canvas.px(_HALF + 2.5)
    if mark.until is not None and mark.until.at > mark.place.at:
        ends = [QPointF(cut(mark.place.at), below), QPointF(cut(mark.until.at), below)]
        canvas.path(ends, canvas.palette.color("ink", 0.3), 2.2)
    low, high = cut(max(mark.place.low, scale.first)), cut(min(mark.place.high, scale.last))
    if high - low > canvas.px(2 * _HALF + 2):
        ends = [QPointF(low, below), QPointF(high, below)]
        canvas.path(ends, canvas.palette.color("muted"), 1.0, "dot")


def _paint_mark(canvas: Canvas, mark: EventMark, at: QPointF) -> None:
    """Paint the mark: down is better, up is worse, a filled diamond is an unwanted event."""
    ink = canvas.palette.color("ink")
    surface = canvas.palette.color("surface")
    fill: QColor = surface
    if mark.kind == "improvement":
        points = _triangle(canvas, at, down=True)
    elif mark.kind in {"worsening", "flare"}:
        points = _triangle(canvas, at, down=False)
        fill = ink if mark.kind == "flare" else surface
    elif mark.kind in _UNWANTED:
        points = _polygon(canvas, at, ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)))
        fill = canvas.palette.color("warning")
    elif mark.kind in {"visit", "missed visit", "end of follow-up"}:
        points = _polygon(canvas, at, ((-0.4, -1), (0.4, -1), (0.4, 1), (-0.4, 1)))
        fill = surface if mark.kind == "missed visit" else ink
    else:
        points = _polygon(canvas, at, ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)))
    canvas.shape(points, ink, fill, 1.2)


def _triangle(canvas: Canvas, at: QPointF, *, down: bool) -> list[QPointF]:
    sign = 1.0 if down else -1.0
    return _polygon(canvas, at, ((-1, -0.9 * sign), (1, -0.9 * sign), (0, 0.9 * sign)))


def _polygon(
    canvas: Canvas, at: QPointF, corners: tuple[tuple[float, float], ...]
) -> list[QPointF]:
    half = canvas.px(_HALF)
    return [QPointF(at.x() + half * x, at.y() + half * y) for x, y in corners]
