"""The events track as paint: bars first, then marks, those that look alike together, then words.

Where everything stands is the business of `event_marks`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.event_kinds import KINDS, LETTER_DOWN, SHAPES, Family, Fill
from dle_desktop.drawing.event_marks import HALF, Bar, ShownEvents, place_events, said_in_full
from dle_desktop.drawing.figure import EventMark
from dle_desktop.drawing.lane_words import SEE_TABLE

_LETTER = 9  # the size of a mark's letter, in design pixels
_SMALL_LETTER = 8  # 6 points: the least that paper may have
_NARROW = {"improvement", "worsening"}
_BAR_WIDTH = 2.2


def paint_events(
    canvas: Canvas, marks: tuple[EventMark, ...], box: QRectF, scale: TimeScale
) -> None:
    """Paint all events of a case into their track; words that find no room are left out.

    On paper it is then said below the name that a table has them.
    """
    canvas.hline(
        box.bottom() + canvas.px(4), box.left(), box.right(), canvas.palette.color("line"), 0.8
    )
    shown = place_events(canvas, marks, box, scale)
    paint_bars(canvas, [bar for one in shown for bar in one.bars], canvas.palette.color("ink", 0.3))
    for bar in (bar for one in shown for bar in one.dots):
        ends = [QPointF(bar.left, bar.y), QPointF(bar.right, bar.y)]
        canvas.path(ends, canvas.palette.color("muted"), 1.0, "dot")
    seen = [one for one in shown if one.box is not None]
    for one in seen:
        if one.counted and one.box is not None:
            _paint_plate(canvas, one.box, len(one.members))
    paint_marks(canvas, [(one.gravest, mark_at(canvas, one)) for one in seen])
    for one in seen:
        canvas.text(one.text_left, one.middle.y() + canvas.px(BODY * 0.36), one.text)
    if canvas.refers and not all(said_in_full(one) for one in seen):
        right, line = box.left() - canvas.px(12), box.top() + canvas.px(25)
        canvas.text(right, line, SEE_TABLE, SMALL, canvas.palette.color("muted"), align="right")


def mark_at(canvas: Canvas, shown: ShownEvents) -> QPointF:
    """Return the middle of the mark itself, which on a plate stands at the left."""
    if not shown.counted or shown.box is None:
        return shown.middle
    return QPointF(shown.box.left() + canvas.px(HALF + 2), shown.middle.y())


def paint_bars(canvas: Canvas, bars: Iterable[Bar], color: QColor) -> None:
    """Paint how long events lasted, with a stop or an arrow where the end is in sight."""
    width, stop = canvas.px(_BAR_WIDTH), canvas.px(1.6)
    painter = canvas.painter
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    for bar in bars:
        top = bar.y - width / 2
        if bar.end == "arrow":
            tip = [QPointF(bar.right - canvas.px(5), bar.y - canvas.px(2.6)),
                   QPointF(bar.right, bar.y),
                   QPointF(bar.right - canvas.px(5), bar.y + canvas.px(2.6))]  # fmt: skip
            painter.drawRect(QRectF(bar.left, top, bar.right - canvas.px(5) - bar.left, width))
            painter.drawPolygon(tip)
            continue
        end = bar.right - (stop if bar.end else 0.0)
        painter.drawRect(QRectF(bar.left, top, max(0.0, end - bar.left), width))
        if bar.end:
            painter.drawRect(QRectF(end, bar.y - canvas.px(2.6), stop, canvas.px(5.2)))


def paint_marks(canvas: Canvas, marks: Sequence[tuple[EventMark, QPointF]]) -> None:
    """Paint marks at their middles: the shape of the family, the letter of the kind."""
    palette = canvas.palette
    ink, surface, half = palette.color("ink"), palette.color("surface"), canvas.px(HALF)
    fills: dict[Fill, QColor] = {
        "hollow": surface, "ink": ink, "warning": palette.color("warning"),
    }  # fmt: skip
    alike: dict[tuple[Family, Fill], list[QPointF]] = defaultdict(list)
    for mark, at in marks:
        alike[KINDS[mark.kind].family, KINDS[mark.kind].fill].append(at)
    for (family, fill), places in alike.items():
        outline = ink if fill == "hollow" else fills[fill]
        if SHAPES[family]:
            canvas.shapes(SHAPES[family], half, places, outline, fills[fill], 1.1)
        else:
            canvas.circles(places, HALF, outline, fills[fill], 1.1)
    for mark, at in marks:
        sign = KINDS[mark.kind]
        size = _SMALL_LETTER if sign.family in _NARROW else _LETTER
        down = half * LETTER_DOWN.get(sign.family, 0.0) + canvas.px(size * 0.36)
        color = ink if sign.fill == "hollow" else surface
        canvas.text(at.x(), at.y() + down, sign.letter, size, color, align="center", strong=True)


def _paint_plate(canvas: Canvas, box: QRectF, count: int) -> None:
    """Paint a rounded plate with the number of its events at the right."""
    painter, palette = canvas.painter, canvas.palette
    painter.setPen(canvas.pen(palette.color("muted"), 0.9))
    painter.setBrush(palette.color("surface"))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    right, line = box.right() - canvas.px(5), box.center().y() + canvas.px(BODY * 0.36)
    canvas.text(right, line, str(count), BODY, align="right", strong=True)
