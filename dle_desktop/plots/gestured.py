"""A picture whose pointer belongs to one gesture at a time."""

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from dle_desktop.drawing.layout import Layout
from dle_desktop.drawing.time_scale import UNFOLDED, Folds, TimeScale
from dle_desktop.plots.gestures import Gesture, Pointer


class GesturedView(pg.GraphicsView):  # type: ignore[misc]
    """Gives a press to the first gesture that takes it, and every move until the release.

    Signals
    -------
    pointed_at(object)
        The study day under the pointer, None when it left.
    """

    pointed_at = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setMouseTracking(True)
        self.layout_: Layout | None = None
        self.range_ = (0.0, 1.0)  # the first and last study day shown
        self.folds: Folds = UNFOLDED
        self.gestures: list[Gesture] = []  # asked in this order
        # What moves the range: the number of the press that holds it (0: none), or many small turns
        self.hold, self.rolling = 0, False
        self._presses = 0
        self._active: Gesture | None = None
        self._click_made = False  # whether the last press was a click on a day

    def scale_of_time(self) -> TimeScale | None:
        """Return where study days lie now, in pixels of this view."""
        if self.layout_ is None:
            return None
        return TimeScale(*self.range_, self.layout_.left, self.layout_.width, self.folds)

    def pointer(self, event: QMouseEvent) -> Pointer | None:
        """Return where a mouse event is in days and tracks, None without a picture."""
        scale = self.scale_of_time()
        if scale is None or self.layout_ is None:
            return None
        y = event.position().y()
        track = next(
            (one for one in self.layout_.tracks if one.top - 6 <= y <= one.bottom + 6), None
        )
        held = event.buttons(), event.modifiers()
        return Pointer(event.position(), scale, track, *held, self.layout_.unit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the press to the first gesture that takes it."""
        self._click_made = False
        pointer = self.pointer(event)
        if pointer is not None and self._active is None:
            self._active = next((one for one in self.gestures if one.begins(pointer)), None)
            self._presses += 1
            self.hold = self._presses if self._active is not None else 0
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer with the cursor, or with the gesture that has it."""
        pointer = self.pointer(event)
        if pointer is None:
            return
        if self._active is not None:
            self._active.moves(pointer)
            self.viewport().update()
        elif not event.buttons():
            self.pointed_at.emit(pointer.day if pointer.inside else None)
            # All are asked: each may light what is its own.
            shapes = [one.hovers(pointer) for one in self.gestures]
            shape = next((shape for shape in shapes if shape is not None), None)
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor if shape is None else shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture that has the pointer."""
        pointer, active = self.pointer(event), self._active
        self._active = None
        if active is not None and pointer is not None:
            active.ends(pointer)
            self.viewport().update()
        self.hold = 0

    def cancel_gesture(self) -> bool:
        """Forget the gesture that has the pointer; return whether there was one."""
        active, self._active = self._active, None
        if active is not None:
            active.cancels()
            self.viewport().update()
        self.hold = 0
        return active is not None

    @property
    def busy(self) -> bool:
        """Whether a gesture has the pointer."""
        return self._active is not None
