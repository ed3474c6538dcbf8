"""The edges of a course's doses: the days where an amount begins or ends, and how far each may go.

Where one dose ends exactly where others begin, that is one edge and moves all of them. It moves
nothing (`moves` does) and does not know where an edge is drawn.
"""

from datetime import date
from math import ceil, floor, inf
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.case import Dose
from dle_desktop.domain.dates import Interval, resolve

EdgePart = Literal["start", "end", "last known", "step"]


class Edge(Struct, frozen=True, kw_only=True):
    """One day of a dose that can be moved between the study days `least` and `most`.

    `step` counts the steps of a taper in file order; `joined` are the doses that begin where this
    one ends. An edge that is not `exact` is known less well than to the day.
    """

    dose_id: str
    part: EdgePart
    day: float
    exact: bool
    least: float = -inf
    most: float = inf
    step: int = 0
    joined: tuple[str, ...] = ()

    def held(self, day: float) -> float:
        """Return a day held within what the edge allows, rounded to the day."""
        return max(self.least, min(self.most, float(round(day))))


def edges_of(doses: tuple[Dose, ...], zero: date | None) -> tuple[Edge, ...]:
    """Return the edges of the doses of one course, in file order, joined ones once.

    A single dose has none: it is moved as a whole. Nor has an ongoing dose an end, but the day on
    which it is last known to have been taken is one.
    """
    found: list[Edge] = []
    joined: set[str] = set()
    standing = [dose for dose in doses if dose.frequency != "single"]
    begun: dict[float | None, list[Dose]] = {}
    for dose in standing:
        begun.setdefault(_day(dose, zero), []).append(dose)
    for dose in standing:
        for edge in _ends(dose, zero):
            nexts = begun.get(edge.day, []) if edge.part == "end" else []
            others = [one for one in nexts if one is not dose and one.status == dose.status]
            joined.update(other.id for other in others)
            found.append(_joining(edge, others, zero))
    for dose in standing:
        start = resolve(dose.start, zero)
        if start is not None and dose.id not in joined:
            most = _latest_start(dose, zero)
            found.append(_edge(dose, "start", start, most=most))
        found.extend(_steps(dose, zero))
    return tuple(found)


def _joining(edge: Edge, others: list[Dose], zero: date | None) -> Edge:
    """Return an end that takes along the doses that begin there."""
    starts = [place for other in others if (place := resolve(other.start, zero)) is not None]
    return replace(
        edge,
        exact=edge.exact and all(place.exact for place in starts),
        most=min([edge.most, *(_latest_start(other, zero) for other in others)]),
        joined=tuple(other.id for other in others),
    )


def _ends(dose: Dose, zero: date | None) -> list[Edge]:
    start = resolve(dose.start, zero)
    end, known = resolve(dose.end, zero), resolve(dose.last_known, zero)
    least = floor(start.at) + 1.0 if start is not None else -inf
    if end is not None:
        return [_edge(dose, "end", end, least=least)]
    return [_edge(dose, "last known", known, least=least)] if known is not None else []


def _steps(dose: Dose, zero: date | None) -> list[Edge]:
    """Return the edges between a taper's steps; one that begins with the dose is its start."""
    first = _day(dose, zero)
    places = sorted(
        (place.at, number, place)
        for number, step in enumerate((dose.taper.steps or ()) if dose.taper else ())
        if (place := resolve(step.start, zero)) and (first is None or place.at > first)
    )
    last = _last_day(dose, zero)
    edges = []
    for order, (day, number, place) in enumerate(places):
        if day >= last:
            break
        before = places[order - 1][0] if order else -inf if first is None else first
        after = min(places[order + 1][0] if order + 1 < len(places) else inf, last)
        least = before if before == -inf else floor(before) + 1.0
        most = after if after == inf else ceil(after) - 1.0
        edges.append(replace(_edge(dose, "step", place, least=least, most=most), step=number))
    return edges


def _latest_start(dose: Dose, zero: date | None) -> float:
    """Return the last day the dose may begin: before its end and before a taper's next step."""
    first = _day(dose, zero)
    days = [edge.day for edge in _steps(dose, zero)[:1]]
    latest = min([_last_day(dose, zero), *days])
    return latest if latest == inf or first is None else ceil(latest) - 1.0


def _last_day(dose: Dose, zero: date | None) -> float:
    place = resolve(dose.end if dose.end is not None else dose.last_known, zero)
    return inf if place is None else place.at


def _day(dose: Dose, zero: date | None) -> float | None:
    place = resolve(dose.start, zero)
    return None if place is None else place.at


def _edge(
    dose: Dose, part: EdgePart, place: Interval, least: float = -inf, most: float = inf
) -> Edge:
    return Edge(dose_id=dose.id, part=part, day=place.at, exact=place.exact, least=least, most=most)
