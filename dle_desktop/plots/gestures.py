"""Gestures: what a press, drag or click on the stack may mean, one object for each meaning.

The stack asks its gestures in order which of them takes a press; that one has the pointer until it
ends or Escape cancels it. A gesture may paint over the kept picture while it lasts. What the stack
shows, and what a case is, it is told through `Pointer`.
"""

from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import QPointF, Qt

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.layout import Track

CLICK_REACH = 4.0  # a press that moved less, in pixels, was a click


class Pointer(Struct, frozen=True):
    """Where the pointer is: pixels of the stack, the study day there, and what is held down."""

    at: QPointF
    scale: TimeScale
    track: Track | None
    buttons: Qt.MouseButton
    keys: Qt.KeyboardModifier
    unit: float = 1.0  # pixels of a design pixel

    @property
    def day(self) -> float:
        """The study day under the pointer."""
        return self.scale.day(self.at.x())

    @property
    def inside(self) -> bool:
        """Whether it is between the names and the values, where days are."""
        return self.scale.left <= self.at.x() <= self.scale.right


class Overlay(Protocol):
    """What is painted over the kept picture at every frame."""

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint it (`height` is the stack's, in pixels)."""
        ...


class Gesture(Protocol):
    """One meaning of a press; `begins` says whether it takes this one."""

    def begins(self, pointer: Pointer) -> bool:
        """Take a press, or leave it to the next gesture."""
        ...

    def moves(self, pointer: Pointer) -> None:
        """Follow the pointer."""
        ...

    def ends(self, pointer: Pointer) -> None:
        """Do what the gesture means."""
        ...

    def cancels(self) -> None:
        """Forget it: nothing has happened."""
        ...

    def doubles(self, pointer: Pointer) -> bool:
        """Take a double click, or leave it to the next gesture."""
        ...

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Return the cursor's shape where a press would begin this gesture, else None."""
        ...

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint over the kept picture while it lasts (`height` is the stack's, in pixels)."""
        ...


class QuietGesture:
    """A gesture that shows no cursor of its own and paints nothing: to be built upon."""

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Show the usual cursor."""
        del pointer
        return None

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint nothing."""

    def cancels(self) -> None:
        """Forget nothing."""

    def doubles(self, pointer: Pointer) -> bool:
        """Leave a double click to others."""
        del pointer
        return False


def moved(start: QPointF, now: QPointF) -> bool:
    """Whether a press has become a drag."""
    return (now - start).manhattanLength() >= CLICK_REACH
