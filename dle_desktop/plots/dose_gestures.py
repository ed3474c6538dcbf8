"""Changing doses by dragging: an edge, or a whole dose with Ctrl.

They show what would be and ask for it on release; they change nothing.
"""

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt

from dle_desktop.domain.case import Dose
from dle_desktop.domain.dates import resolve
from dle_desktop.domain.dosing import Segment
from dle_desktop.domain.edges import Edge, edges_of
from dle_desktop.domain.moves import Move, dose_after, doses_after, start_of
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Figure, Lane
from dle_desktop.drawing.layout import Track
from dle_desktop.plots.drag_preview import (
    doses_of,
    dragged,
    move_text,
    paint_days,
    paint_lane,
    paint_words,
)
from dle_desktop.plots.edit_requests import EditRequests
from dle_desktop.plots.gestures import Pointer, QuietGesture, moved
from dle_desktop.plots.snapping import days_of, snapped

EDGE_REACH = 4.0  # pixels
CONTROL = Qt.KeyboardModifier.ControlModifier
_VERBS = {"start": "starts", "end": "ends", "last known": "last known", "step": "step from"}


def plain(pointer: Pointer) -> bool:
    """Whether a press is one of the left button alone, where days are."""
    return not pointer.keys and pointer.buttons == Qt.MouseButton.LeftButton and pointer.inside


def with_control(pointer: Pointer) -> bool:
    """Whether a press is one of the left button with Ctrl, where days are."""
    left = pointer.buttons == Qt.MouseButton.LeftButton
    return left and pointer.inside and pointer.keys == CONTROL


def edge_at(pointer: Pointer, figure: Figure) -> Edge | None:
    """Return the edge of a dose under the pointer."""
    track = pointer.track
    if track is None or not isinstance(track.content, Lane) or not pointer.inside:
        return None
    if not track.top - 2 <= pointer.at.y() <= track.bottom + 2:
        return None
    edges = edges_of(doses_of(track.content), figure.zero)
    away = [
        (abs(pointer.scale.x(edge.day) - pointer.at.x()), number)
        for number, edge in enumerate(edges)
    ]
    nearest = min(away, default=None)
    return edges[nearest[1]] if nearest is not None and nearest[0] <= EDGE_REACH else None


def segment_at(pointer: Pointer) -> Segment | None:
    """Return the segment of a lane the pointer is on."""
    content = pointer.track.content if pointer.track is not None else None
    if not isinstance(content, Lane):
        return None
    near = 6 / pointer.scale.per_day
    for cut in content.segments:
        slack = near if cut.start.at == cut.end.at else 0.0
        if cut.start.at - slack <= pointer.day <= cut.end.at + slack:
            return cut
    return None


class Held(Struct):
    """What is held while a drag lasts; `day` is None until it has become one."""

    start: Pointer
    figure: Figure
    track: Track
    was: float
    snaps: tuple[float, ...]
    day: float | None = None


class EdgeDrag(QuietGesture):
    """Drag an edge: the dose begins or ends on another day; a click is told as before."""

    def __init__(self, requests: EditRequests, click: Callable[[float], None]) -> None:
        self._requests = requests
        self._click = click
        self._held: Held | None = None
        self._edge: Edge | None = None

    def begins(self, pointer: Pointer) -> bool:
        """Take a plain press on an edge."""
        figure = self._requests.figure
        if not (self._requests.allowed and figure is not None and plain(pointer)):
            return False
        edge = edge_at(pointer, figure)
        if edge is None or pointer.track is None:
            return False
        self._edge = edge
        snaps = days_of(figure, edge.day)
        self._held = Held(pointer, figure, pointer.track, edge.day, snaps)
        return True

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Show that the edge can be moved."""
        figure = self._requests.figure
        if not self._requests.allowed or figure is None or pointer.keys:
            return None
        return Qt.CursorShape.SplitHCursor if edge_at(pointer, figure) is not None else None

    def moves(self, pointer: Pointer) -> None:
        """Follow the pointer, within what the edge allows."""
        held, edge = self._held, self._edge
        if held is None or edge is None:
            return
        if held.day is not None or moved(held.start.at, pointer.at):
            day = edge.day + pointer.day - held.start.day
            held.day = edge.held(snapped(pointer, day, held.snaps))
            self._requests.dragged_to.emit(held.day)

    def ends(self, pointer: Pointer) -> None:
        """Ask for the move."""
        held, edge = self._held, self._edge
        self.cancels()
        if held is None or edge is None:
            return
        if held.day is None:
            self._click(pointer.day)
        elif held.day != round(edge.day):
            self._requests.move(Move(record_id=edge.dose_id, day=held.day, edge=edge))

    def cancels(self) -> None:
        """Leave the edge where it was."""
        self._held = self._edge = None

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint the lane as it would be, and both days in words."""
        held, edge = self._held, self._edge
        if held is None or edge is None or held.day is None:
            return
        doses = doses_of(_lane(held.track))
        paint_doses(
            canvas, scale, held, doses_after(doses, edge, held.day, held.figure.zero), height
        )
        text = move_text(_VERBS[edge.part], edge.day, held.day, held.figure, self._requests.axis)
        if not edge.exact:
            text += ", then known to the day"
        paint_words(canvas, scale, (scale.x(held.day), held.track.top, held.track.bottom), text)


class DoseDrag(QuietGesture):
    """Drag a dose with Ctrl: all of it begins and ends so many days earlier or later."""

    def __init__(self, requests: EditRequests) -> None:
        self._requests = requests
        self._held: Held | None = None
        self._dose: Dose | None = None

    def begins(self, pointer: Pointer) -> bool:
        """Take a press with Ctrl on a dose."""
        figure, cut = self._requests.figure, segment_at(pointer)
        if not (self._requests.allowed and with_control(pointer) and cut is not None):
            return False
        was = start_of(cut.dose, figure.zero) if figure is not None else None
        if figure is None or pointer.track is None or was is None:
            return False
        snaps = days_of(figure, *(day for day in _ends(cut.dose, figure) if day is not None))
        self._dose = cut.dose
        self._held = Held(pointer, figure, pointer.track, was, snaps)
        return True

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Show that the dose can be moved, while Ctrl is held."""
        if not self._requests.allowed or pointer.keys != CONTROL or not pointer.inside:
            return None
        return Qt.CursorShape.SizeHorCursor if segment_at(pointer) is not None else None

    def moves(self, pointer: Pointer) -> None:
        """Follow the pointer; the end of the dose snaps as its start does."""
        held, dose = self._held, self._dose
        if held is None or dose is None:
            return
        if held.day is None and not moved(held.start.at, pointer.at):
            return
        by = pointer.day - held.start.day
        held.day = snapped(pointer, held.was + by, held.snaps)
        end = _ends(dose, held.figure)[1]
        if held.day == round(held.was + by) and end is not None:
            held.day = float(round(held.was + snapped(pointer, end + by, held.snaps) - end))
        self._requests.dragged_to.emit(held.day)

    def ends(self, pointer: Pointer) -> None:
        """Ask for the move."""
        del pointer
        held, dose = self._held, self._dose
        self.cancels()
        if held is not None and dose is not None and held.day not in {None, round(held.was)}:
            self._requests.move(Move(record_id=dose.id, day=held.day or 0.0))

    def cancels(self) -> None:
        """Leave the dose where it was."""
        self._held = self._dose = None

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint the lane as it would be, and both days in words."""
        held, dose = self._held, self._dose
        if held is None or dose is None or held.day is None:
            return
        after = dose_after(dose, held.day, held.figure.zero)
        doses = tuple(after if one is dose else one for one in doses_of(_lane(held.track)))
        paint_doses(canvas, scale, held, doses, height)
        text = move_text("moves", held.was, held.day, held.figure, self._requests.axis)
        paint_words(canvas, scale, (scale.x(held.day), held.track.top, held.track.bottom), text)


def paint_doses(
    canvas: Canvas, scale: TimeScale, held: Held, doses: tuple[Dose, ...], height: float
) -> None:
    """Paint a lane with other doses, within the days shown, and the old and the new day."""
    if held.day is None:
        return
    lane = dragged(_lane(held.track), doses, held.figure, held.day)
    canvas.painter.save()
    canvas.painter.setClipRect(QRectF(scale.left - 1, 0, scale.width + 60, height))
    paint_lane(canvas, held.track, lane, scale)
    paint_days(canvas, scale, height, held.track, (held.was, held.day))
    canvas.painter.restore()


def _lane(track: Track) -> Lane:
    assert isinstance(track.content, Lane)  # noqa: S101 - no gesture begins elsewhere
    return track.content


def _ends(dose: Dose, figure: Figure) -> tuple[float | None, float | None]:
    start, end = resolve(dose.start, figure.zero), resolve(dose.end, figure.zero)
    return (start.at if start else None, end.at if end else None)
