"""Event marks: a shape per kind on a line, spans as bars, words beside where there is room."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from dle_desktop.domain.dates import Interval
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import BODY, Canvas
from dle_desktop.drawing.figure import EventMark
from dle_desktop.drawing.layout import EVENT_ROW

_HALF = 5.0


def paint_events(
    canvas: Canvas, marks: tuple[EventMark, ...], box: QRectF, scale: TimeScale
) -> None:
    """Paint all events of a case into their track; words that find no room are left out."""
    palette, px = canvas.palette, canvas.px
    rows = max(1, round(box.height() / px(EVENT_ROW)))
    canvas.hline(box.bottom() + px(4), box.left(), box.right(), palette.color("line"), 0.8)
    seen = [mark for mark in marks if scale.first <= mark.place.at <= scale.last]
    taken: list[list[QRectF]] = [[] for _ in range(rows)]
    placed: list[tuple[EventMark, int]] = []
    for mark in seen:
        x = scale.x(mark.place.at)
        own = QRectF(x - px(_HALF + 1), 0, px(2 * _HALF + 2), 1)
        row = next((n for n in range(rows) if not _meets(own, taken[n])), rows - 1)
        text = next(
            (
                n
                for n in range(rows)
                if _text_box(canvas, mark, x, taken[n], box) is not None
                and not _meets(own, taken[n])
            ),
            None,
        )
        chosen = row if text is None else text
        taken[chosen].append(own)
        placed.append((mark, chosen))
        where = _text_box(canvas, mark, x, [t for t in taken[chosen] if t is not own], box)
        later = _next_x(seen, mark, scale, placed)
        if where is not None and (rows > 1 or where.right() < later or where.left() < x):
            taken[chosen].append(where)
            middle = box.top() + px(EVENT_ROW) * (chosen + 0.5)
            canvas.text(where.left(), middle + px(BODY * 0.36), mark.text)
    for mark, row in placed:
        middle = box.top() + px(EVENT_ROW) * (row + 0.5)
        _paint_doubt(canvas, mark, middle, box, scale)
        _paint_mark(canvas, mark, QPointF(scale.x(mark.place.at), middle))


def _next_x(
    seen: list[EventMark], mark: EventMark, scale: TimeScale, placed: list[tuple[EventMark, int]]
) -> float:
    done = {id(other) for other, _ in placed}
    return min(
        (scale.x(o.place.at) for o in seen if id(o) not in done and o is not mark), default=1e9
    )


def _meets(box: QRectF, others: list[QRectF]) -> bool:
    return any(box.left() < other.right() and other.left() < box.right() for other in others)


def _text_box(
    canvas: Canvas, mark: EventMark, x: float, taken: list[QRectF], box: QRectF
) -> QRectF | None:
    """Return where the words fit: right of the mark, else left of it, else nowhere."""
    width, away = canvas.width(mark.text), canvas.px(_HALF + 4)
    for left in (x + away, x - away - width):
        place = QRectF(left, 0, width + canvas.px(6), 1)
        inside = box.left() <= left and left + width <= box.right() + canvas.px(50)
        if inside and not _meets(place, taken):
            return place
    return None


def _paint_doubt(canvas: Canvas, mark: EventMark, y: float, box: QRectF, scale: TimeScale) -> None:
    """Paint how long it lasted as a bar, and how doubtful the moment is as a dotted line."""
    color = canvas.palette.color("muted")

    def cut(day: float) -> float:
        return min(max(scale.x(day), box.left()), box.right())

    if mark.until is not None and mark.until.at > mark.place.at:
        left, right = cut(mark.place.at), cut(mark.until.at)
        tone = canvas.palette.color("ink", 0.13)
        top, bottom = y - canvas.px(2.5), y + canvas.px(2.5)
        canvas.area(
            [
                QPointF(left, top),
                QPointF(right, top),
                QPointF(right, bottom),
                QPointF(left, bottom),
            ],
            tone,
        )
    low, high = _drawn_doubt(mark.place, scale)
    if cut(high) - cut(low) > canvas.px(2 * _HALF + 2):
        below = y + canvas.px(_HALF + 2.5)
        canvas.path([QPointF(cut(low), below), QPointF(cut(high), below)], color, 1.0, "dot")


def _drawn_doubt(place: Interval, scale: TimeScale) -> tuple[float, float]:
    return max(place.low, scale.first), min(place.high, scale.last)


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
    elif mark.kind in {"adverse event", "infection", "thrombosis", "hospitalisation", "death"}:
        points = _polygon(canvas, at, ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)))
        fill = canvas.palette.color("warning")
    elif mark.kind in {"visit", "missed visit", "end of follow-up"}:
        points = _polygon(canvas, at, ((-0.25, -1), (0.25, -1), (0.25, 1), (-0.25, 1)))
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
