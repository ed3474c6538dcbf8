"""What stands behind a curve: bands, ribbon of the reference range, grid, response lines, labels.

Where labels stand is the business of `plot_labels`; the curve itself that of `curves`.
"""

from collections.abc import Iterable, Sequence
from math import floor

from PySide6.QtCore import QPointF, QRectF

from dle_desktop.domain.dosing import number_text
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import SMALL, Canvas
from dle_desktop.drawing.figure import Level, Plot, RangeStep
from dle_desktop.drawing.plot_labels import Label

RIBBON_TINT = 0.06
_TICK_GAP, _TICK_AWAY = 14.0, 8.0  # between two figures of a scale; between them and the plot
_MARK = 5.0  # half the height of the baseline's mark


class GroundPainter:
    """Paints the ground of one plot into a box of device pixels."""

    def __init__(self, canvas: Canvas, plot: Plot, box: QRectF, scale: TimeScale) -> None:
        self._canvas = canvas
        self._plot = plot
        self._box = box
        self._scale = scale

    def paint(self, levels: Iterable[Level], labels: Iterable[Label]) -> None:
        """Paint it, from the tints up to the labels."""
        self._paint_bands()
        steps = steps_in_sight(self._plot, self._scale)
        if steps:
            self._paint_ribbon(steps)
        self._paint_grid()
        self._paint_edges(steps)
        self._paint_levels(levels)
        muted = self._canvas.palette.color("muted")
        for label in labels:
            self._canvas.text(label.left, label.line, label.text, SMALL, muted)

    def _y(self, value: float) -> float:
        return self._box.bottom() - self._box.height() * self._plot.share(value)

    def _paint_bands(self) -> None:
        box = self._box
        for band in self._plot.bands:
            if band.tint and band.low < self._plot.top:
                top, bottom = self._y(band.high), self._y(band.low)
                area = QRectF(box.left(), top, box.width(), bottom - top)
                self._canvas.area(_corners(area), self._canvas.palette.color("band", band.tint))

    def _paint_grid(self) -> None:
        canvas, box = self._canvas, self._box
        line, muted = canvas.palette.color("line", 0.7), canvas.palette.color("muted")
        for value, text in _ticks(self._plot, box.height() / canvas.px(_TICK_GAP)):
            y = self._y(value)
            canvas.hline(y, box.left(), box.right(), line, 0.7)
            canvas.text(
                box.left() - canvas.px(_TICK_AWAY), y + canvas.px(3.6), text, SMALL, muted,
                align="right",
            )  # fmt: skip

    def _ends(self, step: RangeStep) -> tuple[float, float]:
        scale, box = self._scale, self._box
        left = scale.x(max(step.first, scale.first))
        return max(left, box.left()), min(scale.x(min(step.last, scale.last)), box.right())

    def _outline(self, steps: Sequence[RangeStep], edge: str, open_at: float) -> list[QPointF]:
        line = []
        for step in steps:
            value = getattr(step, edge)
            y = self._y(open_at if value is None else value)
            line += [QPointF(x, y) for x in self._ends(step)]
        return line

    def _paint_ribbon(self, steps: Sequence[RangeStep]) -> None:
        upper = self._outline(steps, "high", self._plot.top)
        lower = self._outline(steps, "low", self._plot.bottom)
        tint = self._canvas.palette.color(self._plot.kind, RIBBON_TINT)
        self._canvas.area([*upper, *reversed(lower)], tint)

    def _paint_edges(self, steps: Sequence[RangeStep]) -> None:
        """Paint the thin edges, broken where a side is open or lies beyond the scale."""
        canvas, plot = self._canvas, self._plot
        color = canvas.palette.color(plot.kind, 0.85)
        for edge in ("low", "high"):
            line: list[QPointF] = []
            for step in (*steps, None):
                value = None if step is None else getattr(step, edge)
                if step is not None and value is not None and plot.bottom <= value <= plot.top:
                    y = canvas.snapped(self._y(value))
                    line += [QPointF(x, y) for x in self._ends(step)]
                elif line:
                    canvas.path(line, color, 0.9)
                    line = []

    def _paint_levels(self, levels: Iterable[Level]) -> None:
        """Paint the response lines; the first is the baseline, marked at its visit."""
        canvas, box = self._canvas, self._box
        color = canvas.palette.color("muted", 0.8)
        for number, level in enumerate(levels):
            x, y = self._scale.x(level.since), self._y(level.value)
            canvas.hline(y, max(x, box.left()), box.right(), color, 0.8)
            if number == 0 and x >= box.left():
                half = canvas.px(_MARK)
                canvas.vline(x, y - half, y + half, canvas.palette.color("muted"), 1.4)


def scale_room(canvas: Canvas, plot: Plot, height: float) -> float:
    """Return the room the figures of a scale take left of a plot `height` high, gap included."""
    texts = [text for _, text in _ticks(plot, height / canvas.px(_TICK_GAP))]
    return max(canvas.width(text, SMALL) for text in texts) + canvas.px(2 * _TICK_AWAY)


def _ticks(plot: Plot, most: float) -> list[tuple[float, str]]:
    """Return the values of the scale that are ticked, with their figures, `most` at the most."""
    step, length = plot.tick_step, plot.top - plot.bottom
    while length / step > most and step < length:
        step *= 2
    first, last = -floor(-plot.bottom / step + 1e-9), floor(plot.top / step + 1e-9)
    return [(n * step, _figure(round(n * step, 6))) for n in range(first, last + 1)]


def _figure(value: float) -> str:
    return number_text(value).replace("-", "\u2212", 1) if value < 0 else number_text(value)


def steps_in_sight(plot: Plot, scale: TimeScale) -> tuple[RangeStep, ...]:
    """Return the steps of the reference range within the days shown; they follow each other."""
    return tuple(
        step for step in plot.ranges if step.last > scale.first and step.first < scale.last
    )


def _corners(box: QRectF) -> list[QPointF]:
    return [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]
