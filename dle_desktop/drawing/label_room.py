"""Room for labels in a plot: what texts and lines leave free.

Lines run to the right, as points in device pixels; a label keeps off every line and every text that
was there before. It does not know what the labels say.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

Line = Sequence[QPointF]
# How far labels keep off, sideways and upright, in design pixels.
_OFF_TEXTS, _OFF_RULERS, _OFF_CURVES = (4.0, 2.0), (2.0, 0.5), (5.0, 4.5)


class LabelRoom:
    """What is taken of a plot.

    Parameters
    ----------
    curves
        The curves, with marks on them.
    texts
        Where texts stand already.
    rulers
        Thin lines.
    unit
        Device pixels per design pixel.
    """

    def __init__(
        self, curves: Iterable[Line], texts: Iterable[QRectF], rulers: Iterable[Line], unit: float
    ) -> None:
        self._curves = [line for line in curves if line]
        self._texts = list(texts)
        self._rulers = [line for line in rulers if line]
        self._unit = unit

    def free(self, box: QRectF) -> bool:
        """Return whether a label in this box would meet nothing."""
        off_texts = self._wider(box, _OFF_TEXTS)
        if any(off_texts.intersects(text) for text in self._texts):
            return False
        off_rulers, off_curves = self._wider(box, _OFF_RULERS), self._wider(box, _OFF_CURVES)
        return not (
            any(crosses(line, off_rulers) for line in self._rulers)
            or any(crosses(line, off_curves) for line in self._curves)
        )

    def take(self, box: QRectF) -> None:
        """Take a box for a text."""
        self._texts.append(box)

    def _wider(self, box: QRectF, by: tuple[float, float]) -> QRectF:
        sideways, upright = by[0] * self._unit, by[1] * self._unit
        return box.adjusted(-sideways, -upright, sideways, upright)


def crosses(line: Line, box: QRectF) -> bool:
    """Return whether a rightward line enters a box."""
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    first = bisect_left(line, left, key=QPointF.x)
    end = bisect_right(line, right, key=QPointF.x)
    if any(top <= point.y() <= bottom for point in line[first:end]):
        return True
    for one, two in pairwise(line[max(first - 1, 0) : end + 1]):
        width = two.x() - one.x()
        if width <= 0:
            ends = one.y(), two.y()
        else:
            rise = (two.y() - one.y()) / width
            ends = (
                one.y() + rise * (max(left, one.x()) - one.x()),
                one.y() + rise * (min(right, two.x()) - one.x()),
            )
        if min(ends) <= bottom and max(ends) >= top:
            return True
    return False
