"""What stands behind a curve: bands, ribbon of the reference range, grid, response lines, labels.

Where labels stand is the business of `plot_labels`; the curve itself that of `curves`.
"""

from collections.abc import Iterable
from math import floor

from PySide6.QtCore import QPointF, QRectF

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import SMALL, Canvas
from dle_desktop.drawing.figure import Level, Plot
from dle_desktop.drawing.measure import Measure
from dle_desktop.drawing.plot_labels import Label, value_text
from dle_desktop.drawing.ribbon import EDGES, Ribbon

RIBBON_TINT = 0.06
EDGE, LEVEL = 0.85, 0.75  # how strong the edges of the ribbon and response lines are
_TICK_GAP, _TICK_AWAY = 14.0, 8.0  # between two figures of a scale; between them and the plot
_NARROW = 3.0  # steps narrower than this have no edges
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
        ribbon = Ribbon(self._plot, self._box, self._scale)
        if ribbon.steps:
            tint = self._canvas.palette.color(self._plot.kind, RIBBON_TINT)
            self._canvas.area(ribbon.area(), tint)
        self._paint_grid()
        self._paint_edges(ribbon)
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

    def _paint_edges(self, ribbon: Ribbon) -> None:
        canvas = self._canvas
        if len(ribbon.steps) * canvas.px(_NARROW) > self._box.width():
            return  # laboratories in turn, closer than lines can tell: the tint alone does
        color = canvas.palette.color(self._plot.kind, EDGE)
        for edge in EDGES:
            for piece in ribbon.edge(edge):
                crisp = [QPointF(at.x(), canvas.snapped(at.y())) for at in piece]
                canvas.path(crisp, color, 0.7)

    def _paint_levels(self, levels: Iterable[Level]) -> None:
        """Paint the response lines; the first is the baseline, marked at its visit."""
        canvas, box = self._canvas, self._box
        color = canvas.palette.color("muted", LEVEL)
        for number, level in enumerate(levels):
            x, y = self._scale.x(level.since), self._y(level.value)
            canvas.hline(y, max(x, box.left()), box.right(), color, 0.7)
            if number == 0 and x >= box.left():
                half = canvas.px(_MARK)
                canvas.vline(x, y - half, y + half, canvas.palette.color("muted"), 1.4)


def scale_room(measure: Measure, plot: Plot, height: float) -> float:
    """Return the room the figures of a scale take left of a plot `height` high, gap included."""
    texts = [text for _, text in _ticks(plot, height / measure.px(_TICK_GAP))]
    return max(measure.width(text, SMALL) for text in texts) + measure.px(2 * _TICK_AWAY)


def _ticks(plot: Plot, most: float) -> list[tuple[float, str]]:
    """Return the values of the scale that are ticked, with their figures, `most` at the most."""
    step, length = plot.tick_step, plot.top - plot.bottom
    while length / step > most and step < length:
        step *= 2
    first, last = -floor(-plot.bottom / step + 1e-9), floor(plot.top / step + 1e-9)
    return [(n * step, value_text(round(n * step, 6))) for n in range(first, last + 1)]


def _corners(box: QRectF) -> list[QPointF]:
    return [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]
