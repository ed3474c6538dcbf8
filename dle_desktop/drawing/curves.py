"""Score and lab curves: straight lines between visits, marks at visits only, gaps left open.

Activity is a full line with filled circles, damage a dashed line with open diamonds; they never
share a scale. Readings without a number are the business of `readings`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF, QTransform

from dle_desktop.domain.dosing import number_text
from dle_desktop.domain.remembered import remembered
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.blank import paint_blank
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas, Dash
from dle_desktop.drawing.figure import Plot, Point
from dle_desktop.drawing.layout import VALUES_WIDTH
from dle_desktop.drawing.readings import paint_readings, place_readings

_TICK_GAP, _TICK_AWAY = 14.0, 8.0  # between two figures of a scale; between them and the plot
_CLOSE = 2.0  # pixels; marks that stand closer are a smear, the line alone says more
_VALUE_AWAY = 10.0  # between the plot and its last value


class PlotPainter:
    """Paints one plot into a box of device pixels.

    Parameters
    ----------
    canvas
        Where to paint.
    plot
        What to paint.
    box
        The track, in device pixels, from the left to the right end of the time scale.
    scale
        Study days to device pixels.
    """

    def __init__(self, canvas: Canvas, plot: Plot, box: QRectF, scale: TimeScale) -> None:
        self.canvas = canvas
        self.plot = plot
        self.box = box
        self.scale = scale
        self.color = canvas.palette.color(plot.kind)
        self.taken: list[QRectF] = []  # where readings in words stand

    def paint(self) -> None:
        """Paint scale, bands, limits, curve, marks and words."""
        readings = place_readings(self.canvas, self.plot.words, self.box, self.scale)
        self.taken = [reading.box for reading in readings]
        if not self.plot.points:
            self._paint_ground()
        else:
            self._paint_bands()
            self._paint_grid()
            self._paint_limits()
            for run in self.plot.runs:
                self._paint_run(run)
        paint_readings(self.canvas, readings, self.color, self.box, self.scale)
        if self.plot.points:
            self._paint_last()

    def y(self, value: float) -> float:
        """Return the height of a value; values beyond the scale stay at its edge."""
        share = min(max(value / self.plot.top, 0.0), 1.0)
        return self.box.bottom() - self.box.height() * share

    def _paint_ground(self) -> None:
        """Paint a quiet field that says what is missing."""
        lab = self.plot.kind == "lab"
        words = "No results recorded" if lab else "No scores recorded"
        invite = "Ctrl+L adds one" if lab else "Ctrl+K adds one"
        paint_blank(self.canvas, self.box, "" if self.plot.words else words, invite)

    def _paint_bands(self) -> None:
        canvas, box = self.canvas, self.box
        for band in self.plot.bands:
            if band.low >= self.plot.top:
                continue
            top, bottom = self.y(band.high), self.y(band.low)
            if band.tint:
                canvas.area(
                    [QPointF(box.left(), top), QPointF(box.right(), top),
                     QPointF(box.right(), bottom), QPointF(box.left(), bottom)],
                    canvas.palette.color("band", band.tint),
                )  # fmt: skip
            if bottom - top > canvas.px(15):
                self._paint_band_name(band.text, bottom - canvas.px(5))

    def _paint_band_name(self, text: str, line: float) -> None:
        """Write a band's name at its right end, at its left one where readings stand in the way."""
        canvas, inset = self.canvas, self.canvas.px(6)
        width = canvas.width(text, SMALL)
        for left in (self.box.right() - inset - width, self.box.left() + inset):
            box = canvas.text_box(left, line, text, SMALL, "left", strong=False)
            if not any(box.intersects(other) for other in self.taken):
                self.taken.append(box)
                canvas.text(left, line, text, SMALL, canvas.palette.color("muted"))
                return

    def _paint_grid(self) -> None:
        canvas, box, plot = self.canvas, self.box, self.plot
        line, muted = canvas.palette.color("line", 0.7), canvas.palette.color("muted")
        for value, text in _ticks(plot, box.height() / canvas.px(_TICK_GAP)):
            y = self.y(value)
            canvas.hline(y, box.left(), box.right(), line, 0.7)
            canvas.text(
                box.left() - canvas.px(_TICK_AWAY), y + canvas.px(3.6), text, SMALL, muted,
                align="right",
            )  # fmt: skip

    def _paint_limits(self) -> None:
        """Paint levels right across, and each one's words above or below it where nothing stands.

        Those of activity are thin and grey: rules, and no measurement.
        """
        canvas, box, muted = self.canvas, self.box, self.canvas.palette.color("muted")
        quiet = self.plot.kind == "activity"
        levels = [self.y(value) for value, _ in self.plot.limits]
        for y in levels:
            canvas.hline(y, box.left(), box.right(), muted if quiet else self.color,
                         0.7 if quiet else 1.0, "dash")  # fmt: skip
        lines = [QRectF(box.left(), y, box.width(), 1) for y in levels]
        curve = self._curve_boxes() if quiet and levels else []
        for (_, text), y in zip(self.plot.limits, levels, strict=True):
            above, below = y - canvas.px(4), y + canvas.px(12)
            place = (
                self._free_place(text, above, (*curve, *lines))
                or self._free_place(text, below, (*curve, *lines))
                or self._free_place(text, above, lines)
                or self._free_place(text, above, ())
            )
            if place is not None:
                self.taken.append(place)
                if not quiet:
                    canvas.clear(place)
                line = below if place.top() > y else above
                canvas.text(place.left(), line, text, SMALL, muted)

    def _free_place(self, text: str, line: float, others: Sequence[QRectF]) -> QRectF | None:
        """Return the leftmost place on a line where words meet no other words, and no `others`."""
        canvas, box, inset = self.canvas, self.box, self.canvas.px(4)
        left, step = box.left() + inset, canvas.px(12)
        width = canvas.width(text, SMALL)
        while left + width <= box.right() - inset:
            place = canvas.text_box(left, line, text, SMALL, "left", strong=False)
            if place.bottom() < box.bottom() and not any(
                place.intersects(other) for other in (*self.taken, *others)
            ):
                return place
            left += step
        return None

    def _curve_boxes(self) -> list[QRectF]:
        """Return the boxes of the curve's pieces in sight, as wide as its marks."""
        away = self.canvas.px(4)
        found = []
        for run in self.plot.runs:
            line = line_of(run, self.scale, self.box, self.plot.top)
            visible = _clipped(line, self.box.left(), self.box.right())
            pairs = pairwise(visible) if len(visible) > 1 else ((one, one) for one in visible)
            found += [
                QRectF(one, two).normalized().adjusted(-away, -away, away, away)
                for one, two in pairs
            ]
        return found

    def _paint_run(self, run: tuple[Point, ...]) -> None:
        line = line_of(run, self.scale, self.box, self.plot.top)
        visible = _clipped(line, self.box.left(), self.box.right())
        dash: Dash = "dash" if self.plot.kind == "damage" else "solid"
        if len(visible) > 1:
            self.canvas.path(visible, self.color, 1.5 if self.plot.kind != "lab" else 1.2, dash)
        left, right = self.box.left() - 0.5, self.box.right() + 0.5
        first = bisect_left(line, left, key=QPointF.x)
        end = bisect_right(line, right, key=QPointF.x)
        special = [number for number in _special(run) if first <= number < end]
        count = end - first
        if count > 1 and line[end - 1].x() - line[first].x() < count * _CLOSE:
            self._paint_marks([(run[n], line[n]) for n in special if run[n].range_mark])
        else:
            self._paint_marks(list(zip(run[first:end], line[first:end], strict=True)))
        for point, at in ((run[number], line[number]) for number in special):
            if not point.place.exact:
                self._paint_doubt(point, at)
            if point.comparator is not None:
                self._paint_bracket(point, at)

    def _paint_marks(self, shown: list[tuple[Point, QPointF]]) -> None:
        """Paint the marks, those that look alike together: a pen costs more than a mark."""
        canvas, palette = self.canvas, self.canvas.palette
        surface, warning = palette.color("surface"), palette.color("warning")
        if self.plot.kind == "damage":
            canvas.shapes(
                _DIAMOND, canvas.px(3.9), [at for _, at in shown], self.color, surface, 1.3
            )
            return
        radius = 2.9 if self.plot.kind == "activity" else 2.0
        for calculated, fill in ((False, self.color), (True, surface)):
            plain = [at for p, at in shown if not p.range_mark and p.calculated is calculated]
            canvas.circles(plain, radius, self.color, fill, 1.2)
        for mark, shape in (("low", _DOWN), ("high", _UP)):
            outside = [at for p, at in shown if p.range_mark == mark]
            canvas.shapes(shape, canvas.px(4.2), outside, warning, warning, 1.0)

    def _paint_doubt(self, point: Point, at: QPointF) -> None:
        """Paint a dotted line through a mark, as wide as its day is in doubt."""
        low = max(self.scale.x(max(point.place.low, self.scale.first)), self.box.left())
        high = min(self.scale.x(min(point.place.high, self.scale.last)), self.box.right())
        ends = [QPointF(low, at.y()), QPointF(high, at.y())]
        self.canvas.path(ends, self.color, 1.0, "dot")

    def _paint_bracket(self, point: Point, at: QPointF) -> None:
        """Paint a value known only as below or above a bound as a bracket toward where it lies."""
        canvas = self.canvas
        sign = 1.0 if "<" in (point.comparator or "") else -1.0
        arm, away = canvas.px(5), at.y() + sign * canvas.px(7)
        canvas.path([QPointF(at.x() - arm, at.y()), QPointF(at.x() + arm, at.y())], self.color, 1.4)
        canvas.path([at, QPointF(at.x(), away)], self.color, 1.2, "dot")

    def _paint_last(self) -> None:
        """Write the last value in the right margin, with its mark's colour."""
        last = self.plot.points[-1]
        color = self.color if not last.range_mark else self.canvas.palette.color("warning")
        sign = (last.comparator or "").replace("<=", "≤").replace(">=", "≥")
        room = self.canvas.px(VALUES_WIDTH - _VALUE_AWAY)
        texts = [f"{sign}{number}" for number in _figures(last.value)]
        fitting = (t for t in texts if self.canvas.width(t, BODY, strong=True) <= room)
        self.canvas.text(
            self.box.right() + self.canvas.px(_VALUE_AWAY), self.y(last.value) + self.canvas.px(4),
            next(fitting, texts[-1]), BODY, color, strong=True,
        )  # fmt: skip


def line_of(run: tuple[Point, ...], scale: TimeScale, box: QRectF, top: float) -> list[QPointF]:
    """Return where a run's points lie, from 0 at the lower edge of the box to `top` at the upper.

    The arithmetic of `TimeScale.x` and `PlotPainter.y` for a whole run: it is most of a long curve.
    """
    if scale.folds.spans:
        return _folded_line_of(run, scale, box, top)
    per_day = scale.width / (scale.last - scale.first)
    origin = scale.left - scale.first * per_day
    to_pixels = QTransform(per_day, 0, 0, -box.height() / top, origin, box.bottom())
    return to_pixels.map(_prepared(run, top)).toList()


@remembered(64)
def _prepared(run: tuple[Point, ...], top: float) -> QPolygonF:
    """Return a run in days and values: every frame of a pan only moves and widens it."""
    return QPolygonF([QPointF(p.place.at, min(max(p.value, 0.0), top)) for p in run])


@remembered(64)
def _special(run: tuple[Point, ...]) -> tuple[int, ...]:
    """Return the places in a run of what is more than a plain mark."""
    return tuple(
        number
        for number, point in enumerate(run)
        if point.range_mark or point.comparator is not None or not point.place.exact
    )


def _folded_line_of(
    run: tuple[Point, ...], scale: TimeScale, box: QRectF, top: float
) -> list[QPointF]:
    per_value, bottom = box.height() / top, box.bottom()
    return [
        QPointF(scale.x(p.place.at), bottom - min(max(p.value, 0.0), top) * per_value) for p in run
    ]


def _figures(value: float) -> tuple[str, ...]:
    """Return a value in full, with one decimal, and as a power of ten: never cut."""
    power = f"{value:.1e}".replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")
    return number_text(value), number_text(round(value, 1)), power


def _ticks(plot: Plot, most: float) -> list[tuple[float, str]]:
    """Return the values of the scale that are ticked, with their figures, `most` at the most."""
    step = plot.tick_step
    while plot.top / step > most and step < plot.top:
        step *= 2
    count = int(plot.top / step + 1e-9)
    return [(n * step, number_text(round(n * step, 6))) for n in range(count + 1)]


def scale_room(canvas: Canvas, plot: Plot, height: float) -> float:
    """Return the room the figures of a scale take left of a plot `height` high, gap included."""
    texts = [text for _, text in _ticks(plot, height / canvas.px(_TICK_GAP))]
    return max(canvas.width(text, SMALL) for text in texts) + canvas.px(2 * _TICK_AWAY)


def _clipped(line: list[QPointF], left: float, right: float) -> list[QPointF]:
    """Return the part of a rightward line between two edges, cut by arithmetic."""
    first = bisect_left(line, left, key=QPointF.x)
    end = bisect_right(line, right, key=QPointF.x)
    inside = line[first:end]
    if 0 < first < len(line) and line[first].x() > left:
        inside.insert(0, _at(line[first - 1], line[first], left))
    if 0 < end < len(line) and line[end - 1].x() < right:
        inside.append(_at(line[end - 1], line[end], right))
    return inside


def _at(one: QPointF, two: QPointF, x: float) -> QPointF:
    return one + (two - one) * ((x - one.x()) / (two.x() - one.x()))


# Marks of half width 1 around (0, 0).
_DIAMOND = ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))
_DOWN = ((-1.0, -0.8), (1.0, -0.8), (0.0, 1.0))
_UP = ((-1.0, 0.8), (1.0, 0.8), (0.0, -1.0))
