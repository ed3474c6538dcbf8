"""Drawing a new dose: Ctrl and drag in its lane, from the first to the last day.

Its form asks for the rest; nothing is stored here.
"""

from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt

from dle_desktop.drawing.axes import TimeScale, day_text
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Blank, Figure, Lane
from dle_desktop.plots.dose_gestures import CONTROL, Held, with_control
from dle_desktop.plots.drag_preview import paint_words
from dle_desktop.plots.edit_requests import EditRequests, wanted_at
from dle_desktop.plots.gestures import Pointer, QuietGesture, moved
from dle_desktop.plots.snapping import days_of, snapped


class DoseDraw(QuietGesture):
    """Drag with Ctrl where no dose is: a new one from day to day, to be confirmed in its form."""

    def __init__(self, requests: EditRequests) -> None:
        self._requests = requests
        self._held: Held | None = None

    def begins(self, pointer: Pointer) -> bool:
        """Take a press with Ctrl on a lane where nothing is taken."""
        figure = self._requests.figure
        if not (self._requests.allowed and with_control(pointer) and figure is not None):
            return False
        if pointer.track is None or not isinstance(pointer.track.content, (Lane, Blank)):
            return False
        snaps = days_of(figure)
        was = snapped(pointer, pointer.day, snaps)
        self._held = Held(pointer, figure, pointer.track, was, snaps)
        return True

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Show that a dose can be drawn, while Ctrl is held."""
        lane = pointer.track is not None and isinstance(pointer.track.content, (Lane, Blank))
        draws = self._requests.allowed and pointer.keys == CONTROL and pointer.inside and lane
        return Qt.CursorShape.CrossCursor if draws else None

    def moves(self, pointer: Pointer) -> None:
        """Follow the pointer."""
        held = self._held
        if held is not None and (held.day is not None or moved(held.start.at, pointer.at)):
            held.day = snapped(pointer, pointer.day, held.snaps)
            self._requests.dragged_to.emit(held.day)

    def ends(self, pointer: Pointer) -> None:
        """Ask for a dose from the earlier to the later day; a click leaves the end open."""
        del pointer
        held = self._held
        self.cancels()
        wanted = wanted_at(held.track, held.was) if held is not None else None
        if held is None or wanted is None:
            return
        if held.day is not None and held.day != held.was:
            first, last = sorted((held.was, held.day))
            wanted = replace(wanted_at(held.track, first) or wanted, day=first, until=last)
        self._requests.add(wanted)

    def cancels(self) -> None:
        """Draw nothing."""
        self._held = None

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint how long the dose would last."""
        del height
        held = self._held
        if held is None or held.day is None:
            return
        first, last = sorted((held.was, held.day))
        left, right = scale.x(first), scale.x(last)
        top, bottom = held.track.top, held.track.bottom
        accent = canvas.palette.color("accent")
        corners = [QPointF(left, bottom), QPointF(left, top), QPointF(right, top),
                   QPointF(right, bottom)]  # fmt: skip
        canvas.area(corners, canvas.palette.color("accent", 0.14))
        canvas.path(corners, accent, 1.6)
        paint_words(
            canvas, scale, (scale.x(held.day), top, bottom), self._words(held.figure, first, last)
        )

    def _words(self, figure: Figure, first: float, last: float) -> str:
        one, two = (day_text(day, self._requests.axis, figure.zero) for day in (first, last))
        count = round(last - first)
        return f"new dose from {one} to {two} ({count} {'day' if count == 1 else 'days'})"
