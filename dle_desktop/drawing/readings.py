"""Readings in words: an arrow for the direction and the words of the source, without a height.

They stand on rows from the top of a plot. Where there is no row left the words give way and the
arrow stays: the tables say the rest.
"""

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from dle_desktop.domain.case import Direction
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import BODY, Canvas
from dle_desktop.drawing.figure import Words

_FIRST_ROW, _ROW, _LAST_ROW = 15.0, 17.0, 6.0  # from the top, between rows, to the bottom
_AWAY = 11.0  # the words begin so far right of their day
_LEAST_WORDS = 24.0  # less room than this says nothing


class PlacedReading(Struct, frozen=True):
    """A reading at `x` on the height `y`; `text` is "" where its words found no room."""

    words: Words
    x: float
    y: float
    text: str
    box: QRectF
    begun: bool  # whether its day is in sight; else it began earlier and lasts


def place_readings(
    canvas: Canvas, readings: tuple[Words, ...], box: QRectF, scale: TimeScale
) -> list[PlacedReading]:
    """Return the readings in sight, on rows so that no two readings' words meet."""
    px = canvas.px
    rows = max(1, int((box.height() - px(_FIRST_ROW + _LAST_ROW)) / px(_ROW)) + 1)
    ends = [box.left() - px(_AWAY)] * rows
    placed = []
    for words in readings:
        day = scale.x(words.place.at)
        until = None if words.until is None else scale.x(words.until.at)
        begun = box.left() - 1 <= day <= box.right() + 1
        if not begun and (until is None or not day < box.left() < until):
            continue
        x = max(day, box.left())
        free = next((row for row, end in enumerate(ends) if end <= x - px(7)), None)
        text = canvas.elided(words.text, box.right() - x - px(_AWAY + 1))
        if free is None or canvas.width(text) < min(px(_LEAST_WORDS), canvas.width(words.text)):
            text = ""
        row = rows - 1 if free is None else free
        y = box.top() + px(_FIRST_ROW + _ROW * row)
        place = canvas.text_box(x + px(_AWAY), y + px(4), text, BODY, "left", strong=False)
        ends[row] = max(ends[row], place.right(), until or 0.0)
        placed.append(PlacedReading(words, x, y, text, place, begun))
    return placed


def paint_readings(
    canvas: Canvas, placed: list[PlacedReading], color: QColor, box: QRectF, scale: TimeScale
) -> None:
    """Paint the placed readings: arrow, words, and a dashed line as long as the reading lasts."""
    px = canvas.px
    for reading in placed:
        if reading.begun:
            _paint_arrow(canvas, QPointF(reading.x, reading.y), reading.words.direction, color)
        else:
            ends = [QPointF(reading.x, reading.y), QPointF(reading.x + px(7), reading.y)]
            canvas.path(ends, color, 1.3, "dash")
        canvas.text(reading.box.left(), reading.y + px(4), reading.text)
        if reading.words.until is not None:
            start = reading.box.right() + px(6)
            end = min(scale.x(reading.words.until.at), box.right())
            if end > start:
                line = [QPointF(start, reading.y), QPointF(end, reading.y)]
                canvas.path(line, color, 1.3, "dash")


def _paint_arrow(canvas: Canvas, at: QPointF, direction: Direction, color: QColor) -> None:
    px = canvas.px
    if direction == "unchanged":
        ends = (QPointF(at.x() - px(5), at.y()), QPointF(at.x() + px(5), at.y()))
        wings = (QPointF(-px(3.5), -px(3.5)), QPointF(-px(3.5), px(3.5)))
    else:
        sign = 1.0 if direction == "improved" else -1.0  # activity goes down when better
        ends = (QPointF(at.x(), at.y() - sign * px(6)), QPointF(at.x(), at.y() + sign * px(6)))
        wings = (QPointF(-px(3.5), -sign * px(4)), QPointF(px(3.5), -sign * px(4)))
    canvas.path(list(ends), color, 1.6)
    canvas.path([ends[1] + wings[0], ends[1], ends[1] + wings[1]], color, 1.6)
