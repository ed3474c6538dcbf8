"""Where the ribbon of the reference range runs: its edges as lines, its area, in device pixels.

It paints nothing; `plot_ground` does, and `plot_labels` keeps labels off the edges.
"""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.figure import Plot, RangeStep

Edge = Literal["low", "high"]
EDGES: tuple[Edge, ...] = ("low", "high")


class Ribbon:
    """The steps of a plot's reference range within the days shown.

    Parameters
    ----------
    plot
        Whose range.
    box
        The plot, in device pixels.
    scale
        Study days to device pixels.
    """

    def __init__(self, plot: Plot, box: QRectF, scale: TimeScale) -> None:
        self._plot = plot
        self._box = box
        self._scale = scale
        self.steps = tuple(
            step for step in plot.ranges if step.last > scale.first and step.first < scale.last
        )

    def ends(self, step: RangeStep) -> tuple[float, float]:
        """Return the left and right end of a step, held within the plot."""
        scale, box = self._scale, self._box
        left, right = max(step.first, scale.first), min(step.last, scale.last)
        return max(scale.x(left), box.left()), min(scale.x(right), box.right())

    def area(self) -> list[QPointF]:
        """Return the corners of the ribbon; an open side goes on to the end of the scale."""
        upper = self._outline("high", self._plot.top)
        return [*upper, *reversed(self._outline("low", self._plot.bottom))]

    def edge(self, edge: Edge) -> list[list[QPointF]]:
        """Return an edge in pieces, broken where its side is open or lies beyond the scale."""
        pieces: list[list[QPointF]] = []
        begun = False
        for step in self.steps:
            value = limit_of(step, edge)
            told = value is not None and self._plot.bottom <= value <= self._plot.top
            if value is not None and told:
                if not begun:
                    pieces.append([])
                pieces[-1] += self._level(step, value)
            begun = told
        return pieces

    def _outline(self, edge: Edge, without: float) -> list[QPointF]:
        line: list[QPointF] = []
        for step in self.steps:
            value = limit_of(step, edge)
            line += self._level(step, without if value is None else value)
        return line

    def _level(self, step: RangeStep, value: float) -> Sequence[QPointF]:
        y = self._box.bottom() - self._box.height() * self._plot.share(value)
        return [QPointF(x, y) for x in self.ends(step)]


def limit_of(step: RangeStep, edge: Edge) -> float | None:
    """Return one limit of a step."""
    return step.low if edge == "low" else step.high
