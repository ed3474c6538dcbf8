"""Rows for events on paper: as many as it takes to write every event's words in full.

On the screen the days alone give the rows, so that no track grows while a person looks closer;
paper is looked at as it is.
"""

from msgspec.structs import replace
from PySide6.QtCore import QRectF

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.event_marks import place_events, said_in_full
from dle_desktop.drawing.figure import EVENTS_KEY, EventMark, Figure
from dle_desktop.drawing.layout import EVENT_ROW, event_rows
from dle_desktop.drawing.measure import Measure

_MOST_ROWS = 10


def with_rows_for_words(figure: Figure, scale: TimeScale, spare: float) -> Figure:
    """Return the figure with as many rows of events as say the most, the fewest of these.

    `spare` is how much higher the track may grow than it usually is; where the figure is too high
    already it goes on another page, and may grow as it needs to.
    """
    options, usual = figure.options, event_rows(figure.events)
    if not figure.events or EVENTS_KEY in options.hidden:
        return figure
    best, least = usual, len(figure.events) + 1
    most = _MOST_ROWS if spare < 0 else min(_MOST_ROWS, usual + int(spare / EVENT_ROW))
    for rows in range(usual, most + 1):
        unsaid = _unsaid(figure.events, rows, scale)
        if unsaid < least:
            best, least = rows, unsaid
        if not unsaid:
            break
    if least:
        best = max(best, min(2, most))  # the hint at the table stands below the name
    heights = {**dict(options.heights), EVENTS_KEY: best / usual}
    return replace(figure, options=replace(options, heights=tuple(heights.items())))


def _unsaid(events: tuple[EventMark, ...], rows: int, scale: TimeScale) -> int:
    box = QRectF(scale.left, 0.0, scale.width, rows * EVENT_ROW)
    return sum(not said_in_full(one) for one in place_events(Measure(), events, box, scale))
