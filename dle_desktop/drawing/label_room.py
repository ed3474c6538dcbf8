"""Room for labels in a plot: what texts and lines leave free.

Lines run to the right, as points in device pixels; a label keeps off every line and every text that
was there before. It does not know what the labels say.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

Line = Sequence[QPointF]


class LabelRoom:
    """What is taken of a plot.

    Parameters
    ----------
    lines
        The curves.
    texts
        Where texts stand already.
    apart
        How far labels keep off all this, in device pixels.
    """

    def __init__(self, lines: Iterable[Line], texts: Iterable[QRectF], apart: float) -> None:
        self._lines = [line for line in lines if line]
        self._texts = list(texts)
        self._apart = apart

    def free(self, box: QRectF) -> bool:
        """Return whether a label in this box would meet nothing."""
        wide = box.adjusted(-2 * self._apart, -self._apart, 2 * self._apart, self._apart)
        if any(wide.intersects(text) for text in self._texts):
            return False
        return not any(crosses(line, wide) for line in self._lines)

    def take(self, box: QRectF) -> None:
        """Take a box for a text."""
        self._texts.append(box)

    def add_line(self, line: Line) -> None:
        """Keep labels off one more line."""
        self._lines.append(line)


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
