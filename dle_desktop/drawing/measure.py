"""Measures of text: widths, elisions, line breaks and boxes, without a painter.

Sizes are design pixels (1/96 inch), results device pixels; `unit` is how many of these one is.
"""

from functools import cache
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from dle_desktop.drawing.fonts import font

SMALL, BODY, HEAD = 10, 11, 19  # the three text sizes, in design pixels
Align = Literal["left", "center", "right"]


@cache
def _metrics(pixels: int, strong: bool) -> QFontMetricsF:
    return QFontMetricsF(font(pixels, strong=strong))


@cache
def _width(text: str, pixels: int, strong: bool) -> float:
    return _metrics(pixels, strong).horizontalAdvance(text)


class Measure:
    """Measures text at a unit of device pixels per design pixel.

    No text is smaller than `least` device pixels.
    """

    def __init__(self, unit: float = 1.0, least: float = 0.0) -> None:
        self.unit = unit
        self.least = least

    def pixels(self, size: int) -> int:
        """Return a text size in whole device pixels."""
        return round(max(size * self.unit, self.least))

    def px(self, size: float) -> float:
        """Return a length in device pixels."""
        return size * self.unit

    def width(self, text: str, size: int = BODY, *, strong: bool = False) -> float:
        """Return the advance of a text in device pixels."""
        return _width(text, self.pixels(size), strong)

    def elided(self, text: str, width: float, size: int = BODY, *, strong: bool = False) -> str:
        """Return the text, ended with an ellipsis where it is wider than `width` device pixels."""
        if self.width(text, size, strong=strong) <= width:
            return text
        metrics = _metrics(self.pixels(size), strong)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        # Letters that join another way before the ellipsis can come out wider than Qt reckoned.
        while len(shown) > 1 and self.width(shown, size, strong=strong) > width:
            shown = f"{shown[:-2].rstrip()}…"
        return shown

    def wrapped(self, text: str, width: float, size: int = BODY) -> list[str]:
        """Return the text broken at spaces into lines of at most `width` device pixels."""
        lines: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for word in paragraph.split():
                longer = f"{line} {word}" if line else word
                if line and self.width(longer, size) > width:
                    lines.append(line)
                    line = word
                else:
                    line = longer
            lines.append(line)
        return [self.elided(line, width, size) for line in lines]

    def text_box(
        self, x: float, baseline: float, text: str, size: int, align: Align, *, strong: bool
    ) -> QRectF:
        """Return the box a text takes, in device pixels."""
        width = self.width(text, size, strong=strong)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        return QRectF(left, baseline - self.px(size * 0.86), width, self.px(size * 1.1))
