"""The right button: a drag moves the days along, a click asks for the menu of the place.

Also here: the press with Ctrl on a case that may not be changed, which is told why.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt

from dle_desktop.plots.dose_gestures import segment_at, with_control
from dle_desktop.plots.edit_requests import EditRequests, Spot, wanted_at
from dle_desktop.plots.gestures import Pointer, QuietGesture, moved
from dle_desktop.plots.hits import record_at
from dle_desktop.plots.range_gestures import Pan, ShowRange


class MenuPan(Pan):
    """Pans as `Pan` does; a click with the right button asks for a menu."""

    def __init__(
        self, show_range: ShowRange, requests: EditRequests, on_screen: Callable[[QPointF], QPoint]
    ) -> None:
        super().__init__(show_range)
        self._requests = requests
        self._on_screen = on_screen
        self._pressed: Pointer | None = None

    def begins(self, pointer: Pointer) -> bool:
        """Take what pans, and remember where the right button went down."""
        right = pointer.buttons == Qt.MouseButton.RightButton
        self._pressed = pointer if right and pointer.inside else None
        return super().begins(pointer)

    def moves(self, pointer: Pointer) -> None:
        """Pan once the press has become a drag."""
        pressed = self._pressed
        if pressed is not None and not moved(pressed.at, pointer.at):
            return
        self._pressed = None
        super().moves(pointer)

    def ends(self, pointer: Pointer) -> None:
        """Let go, or ask for the menu where nothing was dragged."""
        super().ends(pointer)
        pressed, self._pressed = self._pressed, None
        if pressed is not None:
            self._requests.menu_requested.emit(self._spot(pressed))

    def cancels(self) -> None:
        """Go back, and open nothing."""
        self._pressed = None
        super().cancels()

    def _spot(self, pointer: Pointer) -> Spot:
        day = float(round(pointer.day))
        cut = segment_at(pointer)
        found = cut.dose.id if cut is not None else None
        track = pointer.track
        if track is not None and found is None:
            box = QRectF(pointer.scale.left, track.top, pointer.scale.width, track.height)
            found = record_at(track, box, pointer.scale, pointer.at)
        return Spot(
            day=day,
            record_ids=(found,) if found is not None else (),
            wanted=wanted_at(track, day),
            at=self._on_screen(pointer.at),
        )


class Refused(QuietGesture):
    """A press with Ctrl where nothing may be changed: says so on release."""

    def __init__(self, requests: EditRequests) -> None:
        self._requests = requests

    def begins(self, pointer: Pointer) -> bool:
        """Take the press if the case may not be changed."""
        return with_control(pointer) and not self._requests.allowed

    def moves(self, pointer: Pointer) -> None:
        """Do nothing."""

    def ends(self, pointer: Pointer) -> None:
        """Tell why nothing happens."""
        del pointer
        self._requests.refused.emit("read only")
