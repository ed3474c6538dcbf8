"""Wheels and fingers: how far a turn, a swipe or a pinch moves or widens the days shown.

A wheel zooms about the pointer; a wheel with Shift, or turned sideways, pans; two fingers apart
zoom in. Fine wheels and touchpads move as far as they say, not by notches.
"""

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, Qt, SignalInstance
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from dle_desktop.drawing.axes import TimeScale

WHEEL_STEP = 0.85  # one notch shows so much of what was shown before
_NOTCH, _PAN_STEP = 120.0, 0.08  # Qt's units of a notch; a notch pans by so much of the range
_LEAST, _MOST = 0.2, 5.0  # one step of a pinch


class Rolled(Protocol):
    """What is moved: a stack of tracks over one time scale."""

    all_requested: SignalInstance

    def scale_of_time(self) -> TimeScale | None:
        """Return where study days lie now."""
        ...

    def roll(self, first: float, last: float) -> None:
        """Show other days, as one of many small turns."""
        ...

    def viewport(self) -> QWidget:
        """Return what the fingers touch."""
        ...


class Touch:
    """Turns what wheels and fingers do into ranges of days."""

    def __init__(self, stack: Rolled) -> None:
        self._stack = stack
        stack.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom about the pointer, or pan."""
        scale = self._stack.scale_of_time()
        if scale is None:
            return
        turned, keys = event.angleDelta(), event.modifiers()
        upright = keys & Qt.KeyboardModifier.ControlModifier
        sideways = 0 if upright or abs(turned.x()) <= abs(turned.y()) else turned.x()
        if keys & Qt.KeyboardModifier.ShiftModifier and not upright:
            sideways = turned.y() or turned.x()
        if sideways:
            pixels: float = event.pixelDelta().x()
            if not pixels or keys & Qt.KeyboardModifier.ShiftModifier:
                pixels = sideways / _NOTCH * _PAN_STEP * scale.width
            self._stack.roll(*scale.moved(pixels))
        elif turned.y() or turned.x():
            notches = (turned.y() or turned.x()) / _NOTCH
            self._stack.roll(*scale.zoomed(WHEEL_STEP**notches, event.position().x()))

    def takes(self, event: QEvent) -> bool:
        """Take a pinch; return whether it was one."""
        if isinstance(event, QNativeGestureEvent):
            return self._takes_native(event)
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self._stack.viewport().mapFromGlobal(pinch.centerPoint())
                self.pinch(pinch.scaleFactor(), at)
                event.accept(pinch)
                return True
        return False

    def _takes_native(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.pinch(1.0 + event.value(), event.position())
            return True
        if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
            self._stack.all_requested.emit()
            return True
        return False

    def pinch(self, factor: float, at: QPointF) -> None:
        """Show a day `factor` times as wide as before, what is between the fingers staying."""
        scale = self._stack.scale_of_time()
        if scale is not None and factor > 0:
            wider = 1.0 / min(max(factor, _LEAST), _MOST)
            self._stack.roll(*scale.zoomed(wider, at.x()))
