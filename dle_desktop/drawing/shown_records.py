"""Which records of a case stand in the picture: in the tracks shown, within the days shown.

A figure in, names of tracks and record ids out. It does not know what the records say.
"""

from collections.abc import Iterable, Iterator

from dle_desktop.domain.dates import Interval
from dle_desktop.drawing.figure import EventMark, Figure, Lane, Plot
from dle_desktop.drawing.layout import contents_of, key_of


def shown_records(figure: Figure, first: float, last: float) -> tuple[tuple[str, str], ...]:
    """Return track and id of the records drawn between two study days, from the top track down.

    A record counts where any part of it, its doubt included, lies within the days; it comes once in
    a track, however many stretches it is drawn in.
    """
    found: dict[tuple[str, str], None] = {}
    marks: Iterable[tuple[str, Interval, Interval]]
    for content in contents_of(figure):
        if isinstance(content, Lane):
            marks = ((one.dose.id, one.start, one.end) for one in content.drawn)
        elif isinstance(content, Plot):
            marks = _marks_of(content)
        elif isinstance(content, tuple):
            marks = (_mark(one) for one in content)
        else:
            continue
        for record_id, start, end in marks:
            if start.low <= last and end.high >= first:
                found[key_of(content), record_id] = None
    return tuple(found)


def _marks_of(plot: Plot) -> Iterator[tuple[str, Interval, Interval]]:
    places = [(point.place, point.record_id, point.place) for point in plot.points]
    places += [(words.place, words.record_id, words.until or words.place) for words in plot.words]
    for place, record_id, until in sorted(places, key=lambda one: one[0].at):
        yield record_id, place, until


def _mark(event: EventMark) -> tuple[str, Interval, Interval]:
    return event.record_id, event.place, event.until or event.place
