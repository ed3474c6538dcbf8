"""Walking a track by keys: the days of its records, the edges of its doses, the record at a day.

It knows one track's content or the whole figure, never a pixel.
"""

from collections.abc import Iterable
from typing import Literal

from dle_desktop.drawing.figure import Blank, DueTrack, EventMark, Figure, Lane, Plot

Content = Blank | Lane | Plot | DueTrack | tuple[EventMark, ...]
TableName = Literal["dose", "assessment", "lab", "event"]


def record_days(content: Content) -> list[tuple[float, str]]:
    """Return the days of a track's records with their ids, in order of day."""
    found: Iterable[tuple[float, str]]
    if isinstance(content, Blank):
        found = ()
    elif isinstance(content, Lane):
        found = {(one.start.at, one.dose.id) for one in content.drawn}
    elif isinstance(content, Plot):
        values = [(one.place.at, one.record_id) for one in content.points]
        found = (*values, *((one.place.at, one.record_id) for one in content.words))
    elif isinstance(content, DueTrack):
        found = ((one.shown, one.record.id if one.record else "") for one in content.dues)
    else:
        found = ((mark.place.at, mark.record_id) for mark in content)
    return sorted(found)


def visit_days(figure: Figure) -> list[float]:
    """Return the days of all visits with a CLASI."""
    return sorted({point.place.at for plot in figure.plots[:2] for point in plot.points})


def edge_days(lanes: Iterable[Lane]) -> list[float]:
    """Return the days a dose begins, changes or ends."""
    cuts = [cut for lane in lanes for cut in lane.segments]
    ends = [cut.end.at for cut in cuts if cut.end_kind == "closed"]
    return sorted({*(cut.start.at for cut in cuts), *ends})


def record_on(content: Content, day: float | None) -> str | None:
    """Return the record a day's value comes from: the last until that day, else the first."""
    if isinstance(content, Lane) and day is not None:
        for one in content.drawn:
            if one.start.at <= day < one.end.at:
                return one.dose.id
    dated = [(at, record) for at, record in record_days(content) if record]
    until = [record for at, record in dated if day is None or at < day // 1 + 1]
    if until:
        return until[-1]
    return dated[0][1] if dated else None


def table_of(content: Content) -> TableName:
    """Return which table holds a track's records."""
    if isinstance(content, (Blank, Lane)):
        return "dose"
    if isinstance(content, Plot):
        return "lab" if content.kind == "lab" else "assessment"
    if isinstance(content, DueTrack):
        return "lab" if content.title == "blood counts" else "event"
    return "event"


def step(days: list[float], here: float, sign: int) -> float | None:
    """Return the next of some days ahead of here, None if there is none."""
    ahead = [day for day in days if (day - here) * sign > 1e-6]  # noqa: PLR2004
    if not ahead:
        return None
    return min(ahead) if sign > 0 else max(ahead)
