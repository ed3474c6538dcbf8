"""What a person asks the picture to change: moves, new records and menus, as requests.

Whoever holds the case listens and does it; the picture knows no session and changes nothing itself.
"""

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QObject, QPoint, Signal

from dle_desktop.domain.case import Dose, DoseStatus
from dle_desktop.domain.moves import Move
from dle_desktop.drawing.figure import Blank, DueTrack, EventMark, Figure, Lane, Plot
from dle_desktop.drawing.layout import Track
from dle_desktop.drawing.time_axis import RELATIVE, TimeAxis

RecordName = Literal["dose", "assessment", "lab", "event"]
Refusal = Literal["read only", "calculated", "counted"]


class Wanted(Struct, frozen=True, kw_only=True):
    """A record to be added: its kind, its day, and what its place on the picture says of it.

    `like` is the dose a new one resembles or holds, `ends` one without an end that ends as it
    begins.
    """

    kind: RecordName
    day: float
    until: float | None = None
    drug: str | None = None
    like: Dose | None = None
    status: DoseStatus = "taken"
    ends: str | None = None
    side: Literal["activity", "damage"] | None = None
    analyte: str | None = None
    value: float | None = None


class Spot(Struct, frozen=True, kw_only=True):
    """A place a menu was asked for: the day, the records there, what could be added, and where."""

    day: float
    record_ids: tuple[str, ...]
    wanted: Wanted | None
    at: QPoint  # on the screen


class EditRequests(QObject):
    """The requests of one picture.

    Signals
    -------
    move_requested(object)
        A `Move`: an edge, a dose or a mark was dragged to another day.
    record_requested(object)
        A `Wanted`: a new record, to be confirmed in its form.
    menu_requested(object)
        A `Spot`: a menu for a place.
    refused(str)
        A `Refusal`: why a gesture does nothing.
    dragged_to(object)
        The study day something is dragged to while it is, so that the cursor goes along.
    """

    move_requested = Signal(object)
    record_requested = Signal(object)
    menu_requested = Signal(object)
    refused = Signal(str)
    dragged_to = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.allowed = False  # whether the case may be changed at all
        self.figure: Figure | None = None
        self.axis: TimeAxis = RELATIVE

    def move(self, move: Move) -> None:
        """Ask for a move."""
        self.move_requested.emit(move)

    def add(self, wanted: Wanted) -> None:
        """Ask for a new record."""
        self.record_requested.emit(wanted)


def wanted_at(track: Track | None, day: float, y: float | None = None) -> Wanted | None:
    """Return the record that would be added at a place of a track, None where none would.

    Parameters
    ----------
    track
        The track.
    day
        The study day.
    y
        The height in design pixels, for a score; None for none. A laboratory value is never read
        off a picture.
    """
    content = track.content if track is not None else None
    if track is None or content is None or isinstance(content, DueTrack):
        return None
    if isinstance(content, Blank):
        return Wanted(kind="dose", day=day)
    if isinstance(content, Lane):
        return Wanted(kind="dose", day=day, drug=content.drug, like=nearest_dose(content, day))
    if isinstance(content, Plot):
        if content.kind == "lab":
            return Wanted(kind="lab", day=day, analyte=content.key.partition(":")[2] or None)
        value = None if y is None else _value(track, content, y)
        return Wanted(kind="assessment", day=day, side=content.kind, value=value)
    return Wanted(kind="event", day=day)


def nearest_dose(lane: Lane, day: float) -> Dose | None:
    """Return the dose of a lane taken nearest to a day."""
    away = [
        (max(cut.start.at - day, day - cut.end.at, 0.0), number)
        for number, cut in enumerate(lane.segments)
    ]
    return lane.segments[min(away)[1]].dose if away else None


def records_on(figure: Figure, day: float) -> tuple[str, ...]:
    """Return the ids of the doses drawn on a day and of all that was recorded on it."""
    found = [
        cut.dose.id
        for lane in figure.lanes
        for cut in lane.drawn
        if cut.start.at <= day <= cut.end.at
    ]
    marks: list[EventMark] = list(figure.events)
    found += [mark.record_id for mark in marks if round(mark.place.at) == round(day)]
    for plot in figure.plots:
        found += [one.record_id for one in plot.points if round(one.place.at) == round(day)]
        found += [one.record_id for one in plot.words if round(one.place.at) == round(day)]
    return tuple(dict.fromkeys(found))


def _value(track: Track, plot: Plot, y: float) -> float:
    share = min(max((track.bottom - y) / track.height, 0.0), 1.0)
    return float(round(plot.bottom + (plot.top - plot.bottom) * share))
