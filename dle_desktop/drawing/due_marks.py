"""Marks of what was due: a tick if it was done, a square if it was missed, a circle if it is due.

A shape for each, so that colour is never alone. However many there are, each shape is painted in
one go, and never twice on one pixel: twenty years of weeks look as one does.
"""

from PySide6.QtCore import QLineF, QPointF, QRectF

from dle_desktop.domain.due_days import Status
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import SMALL, Canvas
from dle_desktop.drawing.figure import DueTrack

_TICK, _SQUARE, _CIRCLE = 4.5, 3.6, 2.2  # half the height or width of a mark, in design pixels
_AWAY = 10.0  # between the track and the words right of it


def paint_dues(canvas: Canvas, track: DueTrack, box: QRectF, scale: TimeScale) -> None:
    """Paint a track of what was due; how many were missed is written in the right margin."""
    middle = canvas.snapped(box.center().y())
    palette = canvas.palette
    places = {
        status: _places(canvas, track, status, box, scale)
        for status in ("done", "due", "late", "overdue")
    }
    canvas.hline(middle, box.left(), box.right(), palette.color("line", 0.6), 0.7)
    _paint_ticks(canvas, places["done"], middle)
    circles = [QPointF(x, middle) for x in places["due"]]
    canvas.circles(circles, _CIRCLE, palette.color("ink"), palette.color("surface"), 1.2)
    _paint_squares(canvas, places["late"], middle, filled=False)
    _paint_squares(canvas, places["overdue"], middle, filled=True)
    if track.missed:
        canvas.text(
            box.right() + canvas.px(_AWAY), box.center().y() + canvas.px(3.6),
            f"{track.missed} late", SMALL, palette.color("warning"),
        )  # fmt: skip


def _places(
    canvas: Canvas, track: DueTrack, status: Status, box: QRectF, scale: TimeScale
) -> list[float]:
    """Return where the marks of a status stand, at most one to a pixel, in order."""
    left, right = box.left() - 0.5, box.right() + 0.5
    found = (scale.x(one.shown) for one in track.dues if one.status == status)
    return sorted({canvas.snapped(x): x for x in found if left <= x <= right}.values())


def _paint_ticks(canvas: Canvas, places: list[float], middle: float) -> None:
    half = canvas.px(_TICK)
    canvas.painter.setPen(canvas.pen(canvas.palette.color("done"), 1.5))
    canvas.painter.drawLines([QLineF(x, middle - half, x, middle + half) for x in places])


def _paint_squares(canvas: Canvas, places: list[float], middle: float, *, filled: bool) -> None:
    """Paint squares; filled ones with a rim of the ground, so that a row of them is not a bar."""
    half = canvas.px(_SQUARE)
    rim, fill = canvas.palette.color("warning"), canvas.palette.color("surface")
    if filled:
        rim, fill = fill, rim
    canvas.painter.setPen(canvas.pen(rim, 1.3))
    canvas.painter.setBrush(fill)
    canvas.painter.drawRects([QRectF(x - half, middle - half, 2 * half, 2 * half) for x in places])
