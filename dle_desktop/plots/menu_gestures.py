"""The right button: a drag moves the days along, a click asks for the menu of the place.

Also here: the press with Ctrl on a case that may not be changed, which is told why.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt

from dle_desktop.plots.dose_gestures import segment_at, with_control
from dle_desktop.plots.edit_requests import EditRequests, Spot, wanted_at
from dle_desktop.plots.gestures import Pointer, QuietGesture, moved
from dle_desktop.plots.hits import events_at, record_at
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
        return Spot(
            day=day,
            record_ids=_records_at(pointer),
            wanted=wanted_at(pointer.track, day),
            at=self._on_screen(pointer.at),
        )


def _records_at(pointer: Pointer) -> tuple[str, ...]:
    """Return the ids of what is drawn under the pointer: several where events are counted."""
    cut, track = segment_at(pointer), pointer.track
    if cut is not None or track is None:
        return () if cut is None else (cut.dose.id,)
    box = QRectF(pointer.scale.left, track.top, pointer.scale.width, track.height)
    if isinstance(track.content, tuple):
        shown = events_at(track.content, box, pointer.scale, pointer.at)
        return () if shown is None else tuple(one.record_id for one in shown.members)
    found = record_at(track, box, pointer.scale, pointer.at)
    return () if found is None else (found,)


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
