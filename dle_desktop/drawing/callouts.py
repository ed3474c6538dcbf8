"""Callouts: the words of pinned events in the free space of the activity plot.

Each has its event's mark and a leader from the plot's upper edge at its day. Where there is room is
the business of `callout_layout`; here what the plot itself takes is told to it, and painted.
"""

from PySide6.QtCore import QPointF, QRectF

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.callout_layout import Area, Spot, Taken, Wish, leader_of, place_callouts
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.curves import line_of
from dle_desktop.drawing.event_marks import HALF
from dle_desktop.drawing.event_paint import paint_marks
from dle_desktop.drawing.figure import EventMark, Figure, Plot
from dle_desktop.drawing.layout import Layout, Track
from dle_desktop.drawing.plot_labels import LabelPlacer
from dle_desktop.drawing.readings import place_readings

_Place = tuple[float, float]
_WIDTH, _LINE, _MOST_LINES = 148.0, 14.0, 3
_AWAY, _PAD, _DISC = 8.0, 6.0, 15.0
_MARK_ROOM = 2 * HALF + 6.0
_AROUND_CURVE = 6.0
_BLANK = 140.0  # half the room of the words in an empty plot


def callout_track(figure: Figure, layout: Layout) -> Track | None:
    """Return the track callouts stand in; None where nothing is pinned or there is no such plot."""
    if not any(mark.event.pinned for mark in figure.events):
        return None
    plots = [track for track in layout.tracks if isinstance(track.content, Plot)]
    return next((one for one in plots if getattr(one.content, "kind", "") == "activity"), None)


def paint_callouts(
    canvas: Canvas, marks: tuple[EventMark, ...], plot: Plot, box: QRectF, scale: TimeScale
) -> None:
    """Paint the callouts of the pinned events in sight into a plot's box."""
    pinned = [one for one in marks if one.event.pinned]
    seen = [one for one in pinned if scale.first <= one.place.at <= scale.last]
    lines = [_lines_of(canvas, one) for one in seen]
    wishes = [
        _wish(canvas, scale.x(one.place.at), text) for one, text in zip(seen, lines, strict=True)
    ]
    px = canvas.px
    taken = _taken(canvas, plot, box, scale)
    spots = place_callouts(wishes, taken, away=px(_AWAY), disc=px(_DISC))
    for mark, text, wish, spot in zip(seen, lines, wishes, spots, strict=True):
        if spot is None:
            continue
        if spot.numbered:
            _paint_disc(canvas, spot, pinned.index(mark) + 1)
        else:
            leader = leader_of(wish, spot, taken.room)
            color = canvas.palette.color("muted")
            canvas.vline(wish.x, leader.top - px(3), leader.bottom, color, 0.9)
            canvas.circles([QPointF(wish.x, leader.top - px(3))], 1.6, color, color, 0.5)
            _paint_callout(canvas, mark, text, spot)


def _lines_of(canvas: Canvas, mark: EventMark) -> list[str]:
    lines = canvas.wrapped(mark.text, canvas.px(_WIDTH))
    if len(lines) > _MOST_LINES:
        rest = " ".join(lines[_MOST_LINES - 1 :])
        lines = [*lines[: _MOST_LINES - 1], canvas.elided(rest, canvas.px(_WIDTH))]
    return lines


def _wish(canvas: Canvas, x: float, lines: list[str]) -> Wish:
    wide = max(canvas.width(line) for line in lines)
    return Wish(
        x, canvas.px(_MARK_ROOM + 3 * _PAD) + wide, canvas.px(_LINE * len(lines) + 2 * _PAD)
    )


def _taken(canvas: Canvas, plot: Plot, box: QRectF, scale: TimeScale) -> Taken:
    """Return what curve, marks, readings and labels take of a plot."""
    px = canvas.px
    taken = Taken(Area(box.left() + px(2), box.top(), box.right() - px(2), box.bottom()))
    if not plot.points and not plot.words:  # the plot says in its middle that it is empty
        middle = box.center()
        taken.add(Area(middle.x() - px(_BLANK), box.top(), middle.x() + px(_BLANK), box.bottom()))
    _take_curve(canvas, plot, box, scale, taken)
    readings = place_readings(canvas, plot.words, box, scale)
    texts = [reading.box for reading in readings]
    for reading in readings:
        right = max(reading.box.right(), reading.x + px(9))
        if reading.words.until is not None:
            right = max(right, min(scale.x(reading.words.until.at), box.right()))
        taken.add(Area(reading.x - px(8), reading.y - px(9), right + px(2), reading.y + px(9)))
    lines = [line_of(run, scale, box, plot) for run in plot.runs]
    for label in LabelPlacer(canvas, plot, box, scale, lines, texts).place().labels:
        where = label.box
        taken.add(Area(where.left() - px(4), where.top(), where.right() + px(4), where.bottom()))
    return taken


def _take_curve(canvas: Canvas, plot: Plot, box: QRectF, scale: TimeScale, taken: Taken) -> None:
    half = canvas.px(_AROUND_CURVE)  # as wide as the marks on it
    left, right = box.left() - half, box.right() + half
    for run in plot.runs:
        line = [(at.x(), at.y()) for at in line_of(run, scale, box, plot)]
        groups = _close_together(line, half)
        for group, after in zip(groups, [*groups[1:], groups[-1]], strict=True):
            if group[0][0] <= right and after[0][0] >= left:
                low, high = min(y for _, y in group), max(y for _, y in group)
                taken.add(Area(group[0][0] - half, low - half, group[-1][0] + half, high + half))
                taken.add_line(group[-1], after[0], half)
        for point, (_, y) in zip(run, line, strict=True):
            if not point.place.exact:  # the dotted line of its doubt
                low, high = max(point.place.low, scale.first), min(point.place.high, scale.last)
                if low < high:
                    taken.add_line((scale.x(low), y), (scale.x(high), y), canvas.px(2))


def _close_together(line: list[_Place], width: float) -> list[list[_Place]]:
    """Return the points of a line in groups no wider than `width`: a dense curve is a band."""
    groups: list[list[_Place]] = []
    for place in line:
        if groups and place[0] - groups[-1][0][0] < width:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _paint_callout(canvas: Canvas, mark: EventMark, lines: list[str], spot: Spot) -> None:
    px, area, painter = canvas.px, spot.area, canvas.painter
    painter.setPen(canvas.pen(canvas.palette.color("muted"), 0.8))
    painter.setBrush(canvas.palette.color("surface"))
    painter.drawRoundedRect(
        QRectF(area.left, area.top, area.right - area.left, area.bottom - area.top), px(4), px(4)
    )
    first = area.top + px(_PAD + _LINE / 2)
    paint_marks(canvas, [(mark, QPointF(area.left + px(_PAD + HALF), first))])
    left = area.left + px(_PAD + _MARK_ROOM)
    for number, line in enumerate(lines):
        canvas.text(left, first + px(BODY * 0.36 + number * _LINE), line)


def _paint_disc(canvas: Canvas, spot: Spot, number: int) -> None:
    area = spot.area
    middle = QPointF((area.left + area.right) / 2, (area.top + area.bottom) / 2)
    color, surface = canvas.palette.color("muted"), canvas.palette.color("surface")
    canvas.circles([middle], _DISC / 2, color, surface, 0.9)
    canvas.text(
        middle.x(), middle.y() + canvas.px(SMALL * 0.36), str(number), SMALL, align="center",
        strong=True,
    )  # fmt: skip
