"""Changing marks by dragging: a visit, a result or an event moved in time, or a new one placed.

Values never change by dragging. They ask on release and change nothing themselves.
"""

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt

from dle_desktop.domain.dosing import number_text
from dle_desktop.domain.moves import Move
from dle_desktop.drawing.axes import TimeScale, day_text
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Figure, Plot
from dle_desktop.drawing.layout import Track
from dle_desktop.plots.dose_gestures import CONTROL, with_control
from dle_desktop.plots.drag_preview import move_text, paint_days, paint_ghost, paint_words
from dle_desktop.plots.edit_requests import EditRequests, Refusal, Wanted, wanted_at
from dle_desktop.plots.gestures import Pointer, QuietGesture, moved
from dle_desktop.plots.hits import events_at, record_at
from dle_desktop.plots.snapping import days_of, snapped


class Mark(Struct, frozen=True):
    """A mark under the pointer: its record, its day and where it stands."""

    record_id: str
    day: float
    y: float
    exact: bool
    fast: Refusal | None = None  # why it cannot be moved


def mark_at(pointer: Pointer) -> Mark | None:
    """Return the visit, result or event under the pointer; lanes and what was due have none."""
    track = pointer.track
    if track is None or not pointer.inside or not _takes_marks(pointer):
        return None
    box = QRectF(pointer.scale.left, track.top, pointer.scale.width, track.height)
    found = record_at(track, box, pointer.scale, pointer.at)
    here = pointer.at.y()
    if isinstance(track.content, Plot):
        marks = [
            Mark(one.record_id, one.place.at,
                 box.bottom() - box.height() * track.content.share(one.value),
                 one.place.exact, "calculated" if one.calculated else None)
            for one in track.content.points
        ]  # fmt: skip
        readings = track.content.words
        marks += [Mark(one.record_id, one.place.at, here, one.place.exact) for one in readings]
    elif isinstance(track.content, tuple):
        shown = events_at(track.content, box, pointer.scale, pointer.at)
        fast: Refusal | None = "counted" if shown is not None and shown.counted else None
        marks = [Mark(one.record_id, one.place.at, here, one.place.exact, fast)
                 for one in track.content]  # fmt: skip
    else:
        return None
    return next((mark for mark in marks if mark.record_id == found), None)


class MarkDrag(QuietGesture):
    """Drag a mark with Ctrl: its record goes to another day, its values stay."""

    def __init__(self, requests: EditRequests) -> None:
        self._requests = requests
        self._start: Pointer | None = None
        self._mark: Mark | None = None
        self._snaps: tuple[float, ...] = ()
        self._day: float | None = None

    def begins(self, pointer: Pointer) -> bool:
        """Take a press with Ctrl on a mark."""
        figure = self._requests.figure
        if not (self._requests.allowed and figure is not None and with_control(pointer)):
            return False
        mark = mark_at(pointer)
        if mark is None:
            return False
        self._start, self._mark, self._day = pointer, mark, None
        self._snaps = days_of(figure, mark.day)
        return True

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Show that the mark can be moved, while Ctrl is held."""
        if not self._requests.allowed or pointer.keys != CONTROL:
            return None
        return Qt.CursorShape.SizeHorCursor if mark_at(pointer) is not None else None

    def moves(self, pointer: Pointer) -> None:
        """Follow the pointer in time."""
        start, mark = self._start, self._mark
        if start is None or mark is None or mark.fast is not None:
            return
        if self._day is not None or moved(start.at, pointer.at):
            self._day = snapped(pointer, mark.day + pointer.day - start.day, self._snaps)
            self._requests.dragged_to.emit(self._day)

    def ends(self, pointer: Pointer) -> None:
        """Ask for the move."""
        start, mark, day = self._start, self._mark, self._day
        self.cancels()
        if start is None or mark is None:
            return
        if mark.fast is not None and moved(start.at, pointer.at):
            self._requests.refused.emit(mark.fast)
        elif day is not None and day != round(mark.day):
            self._requests.move(Move(record_id=mark.record_id, day=day))

    def cancels(self) -> None:
        """Leave the mark where it was."""
        self._start = self._mark = self._day = None

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint the mark where it would be, and both days in words."""
        figure, mark, start = self._requests.figure, self._mark, self._start
        if figure is None or mark is None or start is None or self._day is None:
            return
        if start.track is not None:
            paint_days(canvas, scale, height, start.track, (mark.day, self._day))
        at = QPointF(scale.x(self._day), mark.y)
        paint_ghost(canvas, at)
        text = move_text("moves", mark.day, self._day, figure, self._requests.axis)
        if not mark.exact:
            text += ", then known to the day"
        paint_words(canvas, scale, (at.x(), at.y(), at.y() + 8), text)


class MarkDraw(QuietGesture):
    """Press with Ctrl where no mark is: a new visit, result or event, confirmed in its form."""

    def __init__(self, requests: EditRequests) -> None:
        self._requests = requests
        self._track: Track | None = None
        self._wanted: Wanted | None = None
        self._snaps: tuple[float, ...] = ()
        self._y = 0.0

    def begins(self, pointer: Pointer) -> bool:
        """Take a press with Ctrl on a plot or among the events."""
        figure = self._requests.figure
        if not (self._requests.allowed and figure is not None and with_control(pointer)):
            return False
        if not _takes_marks(pointer):
            return False
        self._track, self._snaps = pointer.track, days_of(figure)
        self._follow(pointer)
        return self._wanted is not None

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Show that a mark can be placed, while Ctrl is held."""
        places = self._requests.allowed and pointer.keys == CONTROL and pointer.inside
        return Qt.CursorShape.CrossCursor if places and _takes_marks(pointer) else None

    def moves(self, pointer: Pointer) -> None:
        """Follow the pointer in time and value."""
        self._follow(pointer)
        if self._wanted is not None:
            self._requests.dragged_to.emit(self._wanted.day)

    def ends(self, pointer: Pointer) -> None:
        """Ask for the record; nothing is stored until its form is confirmed."""
        self._follow(pointer)
        wanted = self._wanted
        self.cancels()
        if wanted is not None:
            self._requests.add(wanted)

    def cancels(self) -> None:
        """Place nothing."""
        self._track = self._wanted = None

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint where the mark would be, and what it would say."""
        figure, wanted = self._requests.figure, self._wanted
        if figure is None or wanted is None:
            return
        x = scale.x(wanted.day)
        canvas.vline(x, 0, height, canvas.palette.color("accent", 0.35), 1.0)
        paint_ghost(canvas, QPointF(x, self._y))
        paint_words(canvas, scale, (x, self._y, self._y + 8), self._words(figure, wanted))

    def _words(self, figure: Figure, wanted: Wanted) -> str:
        what = {"assessment": wanted.side or "", "lab": wanted.analyte or "lab"}.get(
            wanted.kind, "event"
        )
        value = "" if wanted.value is None else f" {number_text(wanted.value)}"
        return f"new {what}{value} on {day_text(wanted.day, self._requests.axis, figure.zero)}"

    def _follow(self, pointer: Pointer) -> None:
        track = self._track
        if track is None:
            return
        x = min(max(pointer.at.x(), pointer.scale.left), pointer.scale.right)
        self._y = min(max(pointer.at.y(), track.top), track.bottom)
        day = snapped(pointer, pointer.scale.day(x), self._snaps)
        wanted = wanted_at(track, day, self._y)
        if wanted is not None and isinstance(track.content, Plot) and wanted.value is not None:
            share = track.content.share(wanted.value)
            self._y = track.bottom - track.height * min(1.0, share)
        self._wanted = replace(wanted, day=day) if wanted is not None else None


def _takes_marks(pointer: Pointer) -> bool:
    content = pointer.track.content if pointer.track is not None else None
    return isinstance(content, (Plot, tuple))
