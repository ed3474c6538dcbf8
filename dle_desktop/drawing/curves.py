"""Score and lab curves: straight lines between visits, marks at visits only, gaps left open.

Activity is a full line with filled circles, damage a dashed line with open diamonds; they never
share a scale. Of several values of one day all are marked and the curve goes through the one
entered last: none is invented between them. The ground is the business of `plot_ground`, readings
without a number that of `readings`.
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
from dle_desktop.drawing.canvas import BODY, Canvas, Dash
from dle_desktop.drawing.figure import Plot, Point
from dle_desktop.drawing.layout import VALUES_WIDTH
from dle_desktop.drawing.plot_ground import GroundPainter
from dle_desktop.drawing.plot_labels import LabelPlacer
from dle_desktop.drawing.readings import paint_readings, place_readings

_CLOSE = 2.0  # pixels; marks that stand closer are a smear, the line alone says more
_MARK_WIDTHS = {"activity": 8.0, "damage": 10.0, "lab": 8.0}  # of marks side by side
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

    def paint(self) -> None:
        """Paint the ground with its labels, curve, marks and words."""
        canvas, plot, box, scale = self.canvas, self.plot, self.box, self.scale
        readings = place_readings(canvas, plot.words, box, scale)
        if not plot.points:
            self._paint_blank()
        else:
            lines = [line_of(run, scale, box, plot) for run in plot.runs]
            texts = [reading.box for reading in readings]
            told = LabelPlacer(canvas, plot, box, scale, lines, texts).place()
            GroundPainter(canvas, plot, box, scale).paint(told.levels, told.labels)
            for run, line in zip(plot.runs, lines, strict=True):
                self._paint_run(run, line)
        paint_readings(canvas, readings, self.color, box, scale)
        if plot.points:
            self._paint_last()

    def _paint_blank(self) -> None:
        """Paint a quiet field that says what is missing."""
        lab = self.plot.kind == "lab"
        words = "No results recorded" if lab else "No scores recorded"
        invite = "Ctrl+L adds one" if lab else "Ctrl+K adds one"
        paint_blank(self.canvas, self.box, "" if self.plot.words else words, invite)

    def _paint_run(self, run: tuple[Point, ...], line: list[QPointF]) -> None:
        canvas, doubles = self.canvas, doubles_of(run)
        earlier = {place for days in doubles for place in days[:-1]}
        curve = [at for place, at in enumerate(line) if place not in earlier] if earlier else line
        visible = _clipped(curve, self.box.left(), self.box.right())
        dash: Dash = "dash" if self.plot.kind == "damage" else "solid"
        if len(visible) > 1:
            canvas.path(visible, self.color, 1.5 if self.plot.kind != "lab" else 1.2, dash)
        left, right = self.box.left() - 0.5, self.box.right() + 0.5
        first = bisect_left(line, left, key=QPointF.x)
        end = bisect_right(line, right, key=QPointF.x)
        special = [number for number in _special(run) if first <= number < end]
        count = end - first
        if count > 1 and line[end - 1].x() - line[first].x() < count * _CLOSE:
            self._paint_marks([(run[n], line[n]) for n in special if run[n].range_mark])
        else:
            seen = [days for days in doubles if first <= days[0] < end]
            places = self._apart(line, seen) if seen else line
            self._paint_marks(list(zip(run[first:end], places[first:end], strict=True)))
        for point, at in ((run[number], line[number]) for number in special):
            if not point.place.exact:
                self._paint_doubt(point, at)
            if point.comparator is not None:
                self._paint_bracket(point, at)

    def _apart(self, line: list[QPointF], doubles: Sequence[tuple[int, ...]]) -> list[QPointF]:
        """Join the values of one day by a hair; return where their marks stand."""
        for days in doubles:
            heights = [line[place].y() for place in days]
            self.canvas.vline(line[days[0]].x(), min(heights), max(heights), self.color, 0.8)
        return side_by_side(line, doubles, self.canvas.px(_MARK_WIDTHS[self.plot.kind]))

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
        plain = "lab_text" if self.plot.kind == "lab" else self.plot.kind
        color = self.canvas.palette.color("warning" if last.range_mark else plain)
        sign = (last.comparator or "").replace("<=", "≤").replace(">=", "≥")
        room = self.canvas.px(VALUES_WIDTH - _VALUE_AWAY)
        y = self.box.bottom() - self.box.height() * self.plot.share(last.value)
        texts = [f"{sign}{number}" for number in _figures(last.value)]
        fitting = (t for t in texts if self.canvas.width(t, BODY, strong=True) <= room)
        self.canvas.text(
            self.box.right() + self.canvas.px(_VALUE_AWAY), y + self.canvas.px(4),
            next(fitting, texts[-1]), BODY, color, strong=True,
        )  # fmt: skip


def line_of(run: tuple[Point, ...], scale: TimeScale, box: QRectF, plot: Plot) -> list[QPointF]:
    """Return where a run's points lie, from the plot's `bottom` at the lower edge of the box.

    The arithmetic of `TimeScale.x` and `Plot.share` for a whole run: it is most of a long curve.
    """
    if scale.folds.spans:
        return [
            QPointF(scale.x(p.place.at), box.bottom() - box.height() * plot.share(p.value))
            for p in run
        ]
    per_day = scale.width / (scale.last - scale.first)
    per_value = box.height() / (plot.top - plot.bottom)
    to_pixels = QTransform(
        per_day, 0, 0, -per_value,
        scale.left - scale.first * per_day, box.bottom() + plot.bottom * per_value,
    )  # fmt: skip
    return to_pixels.map(_prepared(run, plot)).toList()


@remembered(64)
def _prepared(run: tuple[Point, ...], plot: Plot) -> QPolygonF:
    """Return a run in days and values: every frame of a pan only moves and widens it."""
    low, high = plot.bottom, plot.top
    return QPolygonF([QPointF(p.place.at, min(max(p.value, low), high)) for p in run])


@remembered(64)
def doubles_of(run: tuple[Point, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the places in a run of values of one day, as entered, where there are several."""
    days: list[list[int]] = []
    for place, (before, point) in enumerate(pairwise(run), 1):
        if before.place.at != point.place.at:
            continue
        if days and days[-1][-1] == place - 1:
            days[-1].append(place)
        else:
            days.append([place - 1, place])
    return tuple(map(tuple, days))


def side_by_side(
    line: list[QPointF], doubles: Sequence[tuple[int, ...]], width: float
) -> list[QPointF]:
    """Return where marks `width` wide stand: those of one day beside each other if they would meet.

    The one on the curve stays at its day; only the earlier marks move, never their days.
    """
    places = list(line)
    for days in doubles:
        heights = sorted(line[place].y() for place in days)
        if any(below - above < width for above, below in pairwise(heights)):
            for number, place in enumerate(reversed(days)):
                places[place] = line[place] - QPointF(number * width, 0.0)
    return places


def marks_of(plot: Plot, scale: TimeScale, box: QRectF) -> list[tuple[QPointF, Point]]:
    """Return where the marks of a plot stand, at unit 1: what a pointer can find."""
    found: list[tuple[QPointF, Point]] = []
    for run in plot.runs:
        line = line_of(run, scale, box, plot)
        places = side_by_side(line, doubles_of(run), _MARK_WIDTHS[plot.kind])
        found += zip(places, run, strict=True)
    return found


@remembered(64)
def _special(run: tuple[Point, ...]) -> tuple[int, ...]:
    """Return the places in a run of what is more than a plain mark."""
    return tuple(
        number
        for number, point in enumerate(run)
        if point.range_mark or point.comparator is not None or not point.place.exact
    )


def _figures(value: float) -> tuple[str, ...]:
    """Return a value in full, with one decimal, and as a power of ten: never cut."""
    power = f"{value:.1e}".replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")
    texts = (number_text(value), number_text(round(value, 1)), power)
    return tuple(text.replace("-", "\u2212", 1) if value < 0 else text for text in texts)


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
