"""Moving in time by dragging: a frame drawn with the left button is zoomed to, others pan.

They ask for a range of study days and know nothing else of the stack.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import BODY, Canvas
from dle_desktop.plots.gestures import Pointer, QuietGesture, moved

ShowRange = Callable[[float, float], None]
_LEAST_FRAME = 6.0  # pixels; a narrower frame is a slip of the hand


class FrameZoom(QuietGesture):
    """Drag with the left button: the days inside the frame fill the stack; a click tells its place.

    Parameters
    ----------
    show_range
        What to call with the first and the last study day of a frame.
    click
        What to call with the place of a press that did not become a frame.
    """

    def __init__(self, show_range: ShowRange, click: Callable[[Pointer], None]) -> None:
        self._show_range = show_range
        self._click = click
        self._start: QPointF | None = None
        self._now: QPointF | None = None

    def begins(self, pointer: Pointer) -> bool:
        """Take a plain press of the left button where days are."""
        plain = not pointer.keys and pointer.buttons == Qt.MouseButton.LeftButton
        if not (plain and pointer.inside):
            return False
        self._start, self._now = pointer.at, None
        return True

    def moves(self, pointer: Pointer) -> None:
        """Draw the frame, held within the days."""
        if self._start is not None and (self._now is not None or moved(self._start, pointer.at)):
            x = min(max(pointer.at.x(), pointer.scale.left), pointer.scale.right)
            self._now = QPointF(x, pointer.at.y())

    def ends(self, pointer: Pointer) -> None:
        """Zoom to the frame."""
        start, now = self._start, self._now
        self.cancels()
        if start is not None and now is None:
            self._click(pointer)
        if start is None or now is None or abs(now.x() - start.x()) < _LEAST_FRAME:
            return
        days = sorted((pointer.scale.day(start.x()), pointer.scale.day(now.x())))
        self._show_range(days[0], days[1])

    def cancels(self) -> None:
        """Take the frame away."""
        self._start = self._now = None

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint the frame and how many days it holds."""
        if self._start is None or self._now is None:
            return
        left, right = sorted((self._start.x(), self._now.x()))
        accent = canvas.palette.color("accent")
        canvas.painter.setPen(Qt.PenStyle.NoPen)
        canvas.painter.setBrush(canvas.palette.color("accent", 0.10))
        canvas.painter.drawRect(QRectF(left, 0, right - left, height))
        for x in (left, right):
            canvas.vline(x, 0, height, accent, 1.0)
        days = round(abs(scale.day(right) - scale.day(left)))
        words = "1 day" if days == 1 else f"{days} days"
        middle = (left + right) / 2
        box = canvas.text_box(middle, self._now.y(), words, BODY, "center", strong=True)
        canvas.clear(box)
        canvas.text(middle, self._now.y(), words, BODY, accent, align="center", strong=True)


class Pan(QuietGesture):
    """Drag with the middle or right button, or the left with Shift: the days move along."""

    def __init__(self, show_range: ShowRange) -> None:
        self._show_range = show_range
        self._held: tuple[float, TimeScale] | None = None

    def begins(self, pointer: Pointer) -> bool:
        """Take a press of the middle or right button, or of the left with Shift."""
        shifted = pointer.keys == Qt.KeyboardModifier.ShiftModifier
        left = pointer.buttons == Qt.MouseButton.LeftButton and shifted
        other = pointer.buttons in (Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)
        if not (left or other):
            return False
        self._held = (pointer.at.x(), pointer.scale)
        return True

    def moves(self, pointer: Pointer) -> None:
        """Keep the day that was taken hold of under the pointer."""
        if self._held is None:
            return
        start, scale = self._held
        self._show_range(*scale.moved(pointer.at.x() - start))

    def ends(self, pointer: Pointer) -> None:
        """Let go."""
        del pointer
        self._held = None

    def cancels(self) -> None:
        """Go back to where it began."""
        if self._held is not None:
            self._show_range(self._held[1].first, self._held[1].last)
        self._held = None
