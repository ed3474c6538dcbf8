"""The labels inside a plot: limits of the reference range, names of bands, response lines.

They keep off the curve, off readings in words and off each other; one that finds no place gives
way. Limits come first, then bands, then response lines. It places and paints nothing.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF

from dle_desktop.domain.dosing import number_text
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.figure import Band, Level, Plot, RangeStep
from dle_desktop.drawing.label_room import LabelRoom, Line
from dle_desktop.drawing.measure import SMALL, Measure
from dle_desktop.drawing.ribbon import EDGES, Edge, Ribbon, limit_of

_INSET, _SLIDE = 5.0, 30.0  # from the end of a line; from one place tried to the next
_ABOVE, _BELOW = 3.5, 10.5  # baselines over and under a line
_BAND_HEIGHT = 15.0  # a band must be so high to bear a name
_CALM = 13.0  # a minor line keeps so far from the others
_MOST_PLACES = 24


class Label(Struct, frozen=True):
    """A small text, from its left end on a baseline."""

    text: str
    left: float
    line: float
    box: QRectF


class PlotLabels(Struct, frozen=True):
    """The labels that found a place, and the response lines that are drawn."""

    labels: tuple[Label, ...]
    levels: tuple[Level, ...]


class LabelPlacer:
    """Places the labels of one plot in its box of device pixels.

    Parameters
    ----------
    measure
        Measures text.
    plot
        Whose labels.
    box
        The plot, in device pixels.
    scale
        Study days to device pixels.
    lines
        The curve's runs in device pixels.
    texts
        Where readings in words stand.
    """

    def __init__(
        self, measure: Measure, plot: Plot, box: QRectF, scale: TimeScale,
        lines: Iterable[Line], texts: Iterable[QRectF],
    ) -> None:  # fmt: skip
        self._measure = measure
        self._plot = plot
        self._box = box
        self._scale = scale
        self._ribbon = Ribbon(plot, box, scale)
        self._levels = tuple(level for level in plot.levels if self._seen(level))
        rulers = [self._ruler(level) for level in self._levels]
        rulers += [piece for edge in EDGES for piece in self._ribbon.edge(edge)]
        self._room = LabelRoom(lines, texts, rulers, measure.unit)
        self._placed: list[Label] = []

    def place(self) -> PlotLabels:
        """Return the labels that find a place."""
        for step, edges in _told(self._ribbon.steps):
            self._place_limits(step, edges)
        for band in self._plot.bands:
            self._place_band(band)
        drawn = tuple(
            level for level in self._levels if self._place_level(level) or not level.minor
        )
        return PlotLabels(tuple(self._placed), drawn)

    def _seen(self, level: Level) -> bool:
        begun = self._scale.x(level.since) < self._box.right()
        return begun and (not level.minor or self._calm(level))

    def _ruler(self, level: Level) -> Line:
        y = self._y(level.value)
        return [QPointF(self._start(level), y), QPointF(self._box.right(), y)]

    def _y(self, value: float) -> float:
        return self._box.bottom() - self._box.height() * self._plot.share(value)

    def _start(self, level: Level) -> float:
        return max(self._scale.x(level.since), self._box.left())

    def _calm(self, level: Level) -> bool:
        y, others = self._y(level.value), (one for one in self._plot.levels if one is not level)
        return all(abs(self._y(one.value) - y) >= self._measure.px(_CALM) for one in others)

    def _place_limits(self, step: RangeStep, edges: Sequence[Edge]) -> None:
        px, plot = self._measure.px, self._plot
        left, right = self._ribbon.ends(step)
        for edge in edges:
            value = limit_of(step, edge)
            if value is None or not plot.bottom <= value <= plot.top:
                continue
            words = f"{'lower' if edge == 'low' else 'upper'} limit {value_text(value)}"
            width, y = self._measure.width(words, SMALL), self._y(value)
            lefts = _places(left + px(_INSET), right - px(_INSET) - width, px(_SLIDE))
            under, over = y + px(_BELOW), y - px(_ABOVE)
            self._try(words, lefts, (under, over) if edge == "low" else (over, under))

    def _place_band(self, band: Band) -> None:
        px, box = self._measure.px, self._box
        if band.low >= self._plot.top:
            return
        top, bottom = self._y(band.high), self._y(band.low)
        if bottom - top <= px(_BAND_HEIGHT):
            return
        width = self._measure.width(band.text, SMALL)
        right, left = box.right() - px(_INSET + 1) - width, box.left() + px(_INSET + 1)
        ends = (left, right) if self._levels else (right, left)  # lines are named at the right
        lefts = (*ends, *(left + (right - left) * part / 4 for part in (3, 2, 1)))
        self._try(
            band.text, lefts, (bottom - px(5), top + px(11), (top + bottom) / 2 + px(SMALL * 0.36))
        )

    def _place_level(self, level: Level) -> bool:
        px, y = self._measure.px, self._y(level.value)
        width = self._measure.width(level.text, SMALL)
        last = self._start(level) + px(_INSET)
        lefts = _places(self._box.right() - px(_INSET) - width, last, -px(_SLIDE))
        return self._try(level.text, lefts, (y - px(_ABOVE), y + px(_BELOW)))

    def _try(self, text: str, lefts: Iterable[float], lines: Sequence[float]) -> bool:
        """Place a text where it is free: on the first baseline that has a place."""
        tried = list(lefts)
        for line in lines:
            for left in tried:
                box = self._measure.text_box(left, line, text, SMALL, "left", strong=False)
                within = self._box.top() <= box.top() and box.bottom() <= self._box.bottom()
                sideways = self._box.left() <= left and box.right() <= self._box.right()
                if within and sideways and self._room.free(box):
                    self._room.take(box)
                    self._placed.append(Label(text, left, line, box))
                    return True
        return False


def value_text(value: float) -> str:
    """Return a value with a true minus sign."""
    return number_text(value).replace("-", "\u2212", 1) if value < 0 else number_text(value)


def _told(steps: tuple[RangeStep, ...]) -> Iterator[tuple[RangeStep, tuple[Edge, ...]]]:
    """Return the steps with the edges that begin there: what goes on is told once."""
    for before, step in zip((None, *steps), steps, strict=False):
        edges = EDGES if before is None else tuple(
            edge for edge in EDGES if limit_of(step, edge) != limit_of(before, edge)
        )  # fmt: skip
        yield step, edges


def _places(first: float, last: float, step: float) -> Iterator[float]:
    """Return places from first to last, a step apart, none where last lies before first."""
    for number in range(_MOST_PLACES):
        place = first + number * step
        if (last - place) * step < 0:
            return
        yield place
