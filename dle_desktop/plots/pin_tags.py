"""The tags of pins on the time axis: letter and day in a flag; a click on one asks to remove it.

They are painted on the axis beneath the cursor's own tag; the axis knows nothing of pins.
"""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from dle_desktop.drawing.axes import day_text
from dle_desktop.drawing.canvas import BODY, Canvas
from dle_desktop.drawing.measure import Measure
from dle_desktop.plots.pins import Pin, Pins
from dle_desktop.plots.strips import AxisStrip

_TOP, _BELOW, _HEIGHT, _LETTER = 2.0, 21.0, 18.0, 18.0


class PinTags(QObject):
    """Paints the flags and takes the clicks on them from the axis.

    Signals
    -------
    removal_requested(str)
        The letter of the pin whose flag was clicked.
    """

    removal_requested = Signal(str)

    def __init__(self, axis: AxisStrip) -> None:
        super().__init__(axis)
        self.pins = Pins()
        axis.beneath_tag = self.paint
        axis.setMouseTracking(True)
        axis.installEventFilter(self)

    @property
    def _axis(self) -> AxisStrip:
        """The axis: asked of Qt, for two objects that hold each other die at any moment."""
        return cast("AxisStrip", self.parent())

    def show_pins(self, pins: Pins) -> None:
        """Show other pins."""
        self.pins = pins
        self._axis.update()

    def flags(self) -> dict[str, QRectF]:
        """Return where the flag of each pin in sight is; where two meet, only letters fit."""
        scale, figure = self._axis.scale_of_time, self._axis.figure
        if scale is None or figure is None:
            return {}
        measure, cursor = Measure(self._axis.unit), self._axis.cursor_day
        px = measure.px
        under = None if cursor is None else scale.x(cursor)  # the cursor's own tag is in front
        shown = [pin for pin in self.pins.held if scale.first <= pin.day <= scale.last]
        places = [scale.x(pin.day) for pin in shown]
        found: dict[str, QRectF] = {}
        ends = {px(_TOP): scale.left, px(_BELOW): scale.left}
        for pin in sorted(shown, key=_day):
            x = scale.x(pin.day)
            width = measure.width(self.words(pin), BODY, strong=True) + px(14)
            hidden = under is not None and abs(under - x) < width + px(4)
            alone = sum(abs(other - x) < width + px(4) for other in places) == 1 and not hidden
            width, top = width if alone else px(_LETTER), px(_BELOW if hidden else _TOP)
            left = min(max(x - width / 2, ends[top]), scale.right - width)
            found[pin.letter] = QRectF(left, top, width, px(_HEIGHT))
            ends[top] = left + width + 1
        return found

    def words(self, pin: Pin) -> str:
        """Return what a flag with room says."""
        zero = self._axis.figure.zero if self._axis.figure is not None else None
        return f"{pin.letter}  {day_text(pin.day, self._axis.axis, zero)}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take clicks on flags from the axis."""
        if isinstance(event, QMouseEvent) and self.pins.held:
            letter = self._letter_at(event.position())
            if event.type() == QEvent.Type.MouseMove and letter is not None:
                self._axis.setCursor(Qt.CursorShape.PointingHandCursor)
                words = self.tr("Click removes pin {letter}").format(letter=letter)
                self._axis.setToolTip(words)
                return True
            if event.type() in {QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonPress}:
                if event.type() == QEvent.Type.MouseButtonRelease and letter is not None:
                    self.removal_requested.emit(letter)
                return letter is not None
        return super().eventFilter(watched, event)

    def paint(self, canvas: Canvas) -> None:
        """Paint the flags."""
        palette, painter, flags = self._axis.palette_, canvas.painter, self.flags()
        for pin in self.pins.held:
            box = flags.get(pin.letter)
            if box is None:
                continue
            painter.setPen(canvas.pen(palette.color("ink"), 1.0))
            painter.setBrush(palette.color("surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            words = self.words(pin) if box.width() > canvas.px(_LETTER) else pin.letter
            canvas.text(box.center().x(), box.top() + canvas.px(13.5), words, BODY, align="center",
                        strong=True)  # fmt: skip

    def _letter_at(self, at: QPointF) -> str | None:
        boxes = reversed(self.flags().items())  # the one painted last lies on top
        return next((letter for letter, box in boxes if box.contains(at)), None)


def _day(pin: Pin) -> float:
    return pin.day
