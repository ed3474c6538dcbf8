"""What lies under the pointer: the record a place on the picture belongs to."""

from operator import itemgetter

from PySide6.QtCore import QPointF, QRectF

from dle_desktop.domain.due_days import Due
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.curves import marks_of
from dle_desktop.drawing.event_marks import ShownEvents, place_events
from dle_desktop.drawing.figure import Blank, DueTrack, EventMark, Lane, Plot
from dle_desktop.drawing.layout import Track
from dle_desktop.drawing.measure import BODY, Measure

_REACH = 9.0  # a mark is hit within so many pixels of its middle
_NEAR_MARK, _NEAR_BAR = 4.0, 3.0


def record_at(
    track: Track, box: QRectF, scale: TimeScale, at: QPointF, unit: float = 1.0
) -> str | None:
    """Return the id of the record drawn at a point of a track, None where nothing is."""
    content = track.content
    if isinstance(content, Blank):
        return None
    if isinstance(content, Lane):
        day = scale.day(at.x())
        for one in content.drawn:
            if one.start.at <= day <= one.end.at:
                return one.dose.id
        return None
    places: list[tuple[float, str]]
    if isinstance(content, Plot):
        places = [
            (_distance(at, mark), point.record_id) for mark, point in marks_of(content, scale, box)
        ]
        places += [(abs(at.x() - scale.x(w.place.at)), w.record_id) for w in content.words]
    elif isinstance(content, DueTrack):
        due = _due_at(content, scale, at)
        return due.record.id if due and due.record else None
    else:
        found = events_at(content, box, scale, at, unit)
        return None if found is None else found.gravest.record_id
    nearest = min(places, default=None)
    return nearest[1] if nearest is not None and nearest[0] <= _REACH else None


def missed_day_at(track: Track, scale: TimeScale, at: QPointF) -> float | None:
    """Return the day of what was due and not done that is drawn at a point, None if none is."""
    due = _due_at(track.content, scale, at) if isinstance(track.content, DueTrack) else None
    return due.day if due and due.record is None else None


def _due_at(track: DueTrack, scale: TimeScale, at: QPointF) -> Due | None:
    places = [(abs(at.x() - scale.x(one.shown)), one) for one in track.dues]
    away, due = min(places, key=itemgetter(0))
    return due if away <= _REACH else None


def events_at(
    marks: tuple[EventMark, ...], box: QRectF, scale: TimeScale, at: QPointF, unit: float = 1.0
) -> ShownEvents | None:
    """Return the event or the counted mark at a point of the events track, its words and bar too.

    A mark comes before words, and words before a bar.
    """
    shown = place_events(Measure(unit), marks, box, scale)
    near = [(_apart(one.box, at), one) for one in shown if one.box is not None]
    nearest = min(near, key=lambda found: found[0], default=None)
    if nearest is not None and nearest[0] <= _NEAR_MARK:
        return nearest[1]
    for one in shown:
        half = (BODY / 2 + 1) * unit
        words = QRectF(one.text_left, one.middle.y() - half, one.text_width, 2 * half)
        if one.text and words.contains(at):
            return one
    for one in shown:
        bars = (*one.bars, *one.dots)
        if any(
            bar.left <= at.x() <= bar.right and abs(at.y() - bar.y) <= _NEAR_BAR for bar in bars
        ):
            return one
    return None


def _apart(box: QRectF, at: QPointF) -> float:
    """Return how far a point is from a box, 0 within it."""
    sideways = max(box.left() - at.x(), at.x() - box.right(), 0.0)
    return max(sideways, box.top() - at.y(), at.y() - box.bottom())


def _distance(at: QPointF, mark: QPointF) -> float:
    return float(max(abs(at.x() - mark.x()), abs(at.y() - mark.y()) / 2))
