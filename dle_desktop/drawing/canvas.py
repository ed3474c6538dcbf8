"""The canvas: a painter with a palette, a typeface and a unit, the same for screen and paper.

All sizes are given in design pixels (1/96 inch); `unit` is how many device pixels one of them is: 1
on screen, the printer's dots per inch / 96 on paper. It knows nothing of cases or days.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import floor, hypot
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGradient, QPainter, QPen, QPolygonF

from dle_desktop.drawing.fonts import font
from dle_desktop.drawing.measure import BODY, HEAD, SMALL, Align, Measure
from dle_desktop.drawing.palette import Palette

__all__ = ["BODY", "HEAD", "SMALL", "Align", "Canvas", "hatch_lines"]

Dash = Literal["solid", "dash", "dot"]
_DENSE = 64  # more points than this are stroked piece by piece, and dotted
_DASHES: dict[Dash, list[float]] = {"solid": [], "dash": [5.0, 3.0], "dot": [1.2, 2.6]}


class Canvas(Measure):
    """Paints text, lines, areas and marks in design pixels.

    Parameters
    ----------
    painter
        An active painter whose transformation is the device's own.
    palette
        The colours.
    unit
        Device pixels per design pixel.
    texts
        If given, each text painted is noted there with its box, in device pixels.
    invites
        Whether empty places say how to fill them: on screen, never on paper.
    refers
        Whether what has no room on paper says that a table has it.
    least_text, least_line
        In device pixels: no text is smaller and no line is finer.
    """

    def __init__(
        self,
        painter: QPainter,
        palette: Palette,
        unit: float = 1.0,
        texts: list[tuple[QRectF, str]] | None = None,
        *,
        invites: bool = False,
        refers: bool = True,
        least_text: float = 0.0,
        least_line: float = 0.0,
    ) -> None:
        super().__init__(unit, least_text)
        self._least_line = least_line
        self.invites = invites
        self.refers = refers and not invites
        self.painter = painter
        self.palette = palette
        self.texts = texts
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: int = BODY,
        color: QColor | None = None,
        *,
        align: Align = "left",
        strong: bool = False,
    ) -> QRectF:
        """Paint one line of plain text and return its box."""
        box = self.text_box(x, baseline, text, size, align, strong=strong)
        if text:
            self.painter.setFont(font(self.pixels(size), strong=strong))
            self.painter.setPen(color or self.palette.color("ink"))
            self.painter.drawText(QPointF(box.left(), baseline), text)
            if self.texts is not None:
                self.texts.append((box, text))
        return box

    def pen(self, color: QColor, width: float = 1.0, dash: Dash = "solid") -> QPen:
        """Return a pen of `width` design pixels; it is kept, so never change it: copy it."""
        return _pen(color.rgba(), max(self.px(width), self._least_line), width, dash)

    def snapped(self, value: float) -> float:
        """Return a coordinate on the middle of a device pixel on screen, unchanged on paper."""
        return floor(value) + 0.5 if self.unit == 1.0 else value

    def hline(
        self, y: float, left: float, right: float, color: QColor, width: float = 1.0,
        dash: Dash = "solid",
    ) -> None:  # fmt: skip
        """Paint a level line, crisp on screen."""
        self.painter.setPen(self.pen(color, width, dash))
        y = self.snapped(y)
        self.painter.drawLine(QLineF(left, y, right, y))

    def vline(
        self, x: float, top: float, bottom: float, color: QColor, width: float = 1.0,
        dash: Dash = "solid",
    ) -> None:  # fmt: skip
        """Paint an upright line."""
        self.painter.setPen(self.pen(color, width, dash))
        self.painter.drawLine(QLineF(x, top, x, bottom))

    def path(
        self, points: Sequence[QPointF], color: QColor, width: float = 1.4, dash: Dash = "solid"
    ) -> None:
        """Paint an open line through points."""
        self.painter.setPen(self.pen(color, width, dash))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(points) > _DENSE:  # stroking one long zigzag costs a hundred times its pieces
            pairs = list(points[:-1]) * 2  # as pairs of points: no line needs to be made of them
            pairs[0::2], pairs[1::2] = points[:-1], points[1:]
            self.painter.drawLines(pairs)
        else:
            self.painter.drawPolyline(QPolygonF(points))

    def area(self, points: Sequence[QPointF], brush: QColor | QGradient) -> None:
        """Fill a polygon without an outline."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QBrush(brush))
        self.painter.drawPolygon(QPolygonF(points))

    def shape(
        self, points: Sequence[QPointF], color: QColor, fill: QColor | None, width: float = 1.4
    ) -> None:
        """Paint a closed shape with outline and optional fill."""
        self.painter.setPen(self.pen(color, width))
        self.painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        self.painter.drawPolygon(QPolygonF(points))

    def shapes(
        self, corners: Sequence[tuple[float, float]], half: float, places: Sequence[QPointF],
        color: QColor, fill: QColor, width: float,
    ) -> None:  # fmt: skip
        """Paint one closed shape, `half` device pixels to each side, at many places."""
        polygon = QPolygonF([QPointF(half * x, half * y) for x, y in corners])
        self.painter.setPen(self.pen(color, width))
        self.painter.setBrush(fill)
        for place in places:
            self.painter.drawPolygon(polygon.translated(place))

    def circles(
        self, places: Sequence[QPointF], radius: float, color: QColor, fill: QColor, width: float
    ) -> None:
        """Paint circles of a radius in design pixels."""
        size = self.px(radius)
        if fill == color and len(places) > _DENSE:
            pen = QPen(self.pen(color, 2 * radius + width))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            self.painter.setPen(pen)
            self.painter.drawPoints(QPolygonF(places))
            return
        self.painter.setPen(self.pen(color, width))
        self.painter.setBrush(fill)
        for place in places:
            self.painter.drawEllipse(place, size, size)

    def clear(self, box: QRectF) -> None:
        """Lay the ground's colour under a text that stands on lines."""
        ground = box.adjusted(-self.px(1.5), 0, self.px(1.5), 0)
        corners = [ground.topLeft(), ground.topRight(), ground.bottomRight(), ground.bottomLeft()]
        self.area(corners, self.palette.color("surface"))

    def hatch(
        self, polygon: Sequence[QPointF], color: QColor, *, gap: float = 5.0, slope: float = 1.0
    ) -> None:
        """Fill a convex polygon with slanted lines, cut by arithmetic: a clip is lost in SVG."""
        lines = hatch_lines(polygon, self.px(gap), slope)
        self.painter.setPen(self.pen(color, 0.8))
        self.painter.drawLines(lines)


@lru_cache(maxsize=1024)
def _pen(rgba: int, size: float, width: float, dash: Dash) -> QPen:
    """Return a pen: a frame needs hundreds of a few dozen kinds."""
    pen = QPen(QColor.fromRgba(rgba), size)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if _DASHES[dash]:
        pen.setDashPattern([length / width for length in _DASHES[dash]])
    return pen


def hatch_lines(polygon: Sequence[QPointF], gap: float, slope: float) -> list[QLineF]:
    """Return the lines of a slope and a given distance inside a convex polygon.

    Lines lie at fixed places of the plane, so that two polygons side by side hatch seamlessly.
    """
    step = gap * hypot(1.0, slope)
    offsets = [point.y() + slope * point.x() for point in polygon]
    lines = []
    for number in range(floor(min(offsets) / step) + 1, floor(max(offsets) / step) + 1):
        cuts = list(_cuts(polygon, offsets, number * step))
        if len(cuts) >= 2:  # noqa: PLR2004 - a line has two ends
            first, last = min(cuts, key=QPointF.x), max(cuts, key=QPointF.x)
            lines.append(QLineF(first, last))
    return lines


def _cuts(polygon: Sequence[QPointF], offsets: Sequence[float], level: float) -> Iterable[QPointF]:
    for number, point in enumerate(polygon):
        after = polygon[(number + 1) % len(polygon)]
        here, there = offsets[number] - level, offsets[(number + 1) % len(polygon)] - level
        if (here < 0) != (there < 0):
            share = here / (here - there)
            yield point + (after - point) * share
