"""Toxicity: CTCAE grades of blood counts, and the lowest value with the dose that explains it.

A grade is a number of a stated version; what the number alone does not decide is "not gradable".
It does not know events that a clinician graded, nor fever, transfusion or what to do about a grade.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from math import inf, nextafter
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain import labs
from dle_desktop.domain.analytes import Analyte
from dle_desktop.domain.case import Comparator, Course, LabResult
from dle_desktop.domain.dates import Interval
from dle_desktop.domain.dosing import Segment, Span, segments
from dle_desktop.domain.placed_labs import PlacedLab
from dle_desktop.domain.standing import level_text, standing

VERSION = "CTCAE 5.0"
SOURCE = "CTCAE v5.0, National Cancer Institute 2017"
GRADE_RULE = (
    "the lower limit of a grade belongs to the milder grade; grade 1 lies below that laboratory's "
    "own lower limit"
)

# Below the first: grade 2, below the second: grade 3, below the third: grade 4 (clinical.md 4.3).
# Anaemia of grade 4 is clinical, no number. Canonical units.
_LIMITS: dict[Analyte, tuple[float, ...]] = {
    "neutrophils": (1.5, 1.0, 0.5),
    "white cells": (3.0, 2.0, 1.0),
    "platelets": (75.0, 50.0, 25.0),
    "haemoglobin": (10.0, 8.0),
    "lymphocytes": (0.8, 0.5, 0.2),
}
# The table gives haemoglobin in mmol/L with limits of its own: 6.2 is grade 1, though 9.99 g/dL.
_LIMITS_MMOL = (6.2, 4.9)


def grade_limits(analyte: str) -> tuple[float, ...]:
    """Return below what an analyte is of grade 2, 3 and 4, in its canonical unit; () if ungraded.

    Above the first lies grade 1, up to the lower limit of whichever laboratory.
    """
    return next((limits for name, limits in _LIMITS.items() if name == analyte), ())


Obstacle = Literal["lower limit missing", "the bound leaves it open", "unit in doubt"]


class Grading(Struct, frozen=True):
    """The grade of one result, 0 for not below the limits; None where `obstacle` prevents one.

    `in_range`: the value lies at or above that laboratory's own lower limit, whatever the grade.
    """

    grade: int | None
    obstacle: Obstacle | None = None
    in_range: bool = False
    version: str = VERSION

    @property
    def text(self) -> str:
        """The grade with its version, or why there is none."""
        if self.grade is None:
            return f"not gradable ({self.obstacle})"
        within = ", within that laboratory's range" if self.grade and self.in_range else ""
        return f"grade {self.grade} ({self.version}){within}"


@lru_cache(maxsize=32_768)
def grade(result: LabResult) -> Grading | None:
    """Return the grade of a result, None where nothing can be said: no count, no number, no unit.

    The five counts of `clinical.md` 4.3 are graded, by the number alone.
    """
    known = labs.canonical(result)
    if known is None or known.analyte not in _LIMITS:
        return None
    if doubtful(known):
        return Grading(None, "unit in doubt")
    limits, value, low = _LIMITS[known.analyte], known.value, _lower_limit(known)
    if result.value is not None and "".join((result.unit or "").casefold().split()) == "mmol/l":
        limits, value, low = _LIMITS_MMOL, result.value, result.low if low is not None else None
    lowest, highest = _range(value, result.comparator)
    worst, best = _grade(lowest, limits, low), _grade(highest, limits, low)
    if worst is None:
        return Grading(None, "lower limit missing")
    if worst != best:
        return Grading(None, "the bound leaves it open")
    return Grading(best, in_range=low is not None and lowest >= low)


def doubtful(known: labs.Canonical) -> bool:
    """Whether a count is negative or so high that its unit was probably another (x 1,000).

    An implausibly low one is graded all the same: a grade 4 must not be hidden by a question.
    """
    most = labs.PLAUSIBLE.get(known.analyte, (0.0, inf))[1]
    return not 0 <= known.value <= most


def _lower_limit(known: labs.Canonical) -> float | None:
    """Return the laboratory's lower limit where it is one that such a count can have."""
    if known.low is None or not labs.plausible(replace(known, value=known.low)):
        return None
    return known.low


def _range(value: float, comparator: Comparator | None) -> tuple[float, float]:
    match comparator:
        case "<":
            return -inf, nextafter(value, -inf)
        case "<=":
            return -inf, value
        case ">":
            return nextafter(value, inf), inf
        case ">=":
            return value, inf
        case _:
            return value, value


def _grade(value: float, limits: tuple[float, ...], low: float | None) -> int | None:
    below = sum(value < limit for limit in limits)
    if below:
        return below + 1
    if low is None:
        return None
    return 1 if value < low else 0


class Nadir(Struct, frozen=True):
    """The lowest value of an analyte and where it lies."""

    result: LabResult
    value: float
    place: Interval
    made_of: tuple[LabResult, ...] = ()


def nadir(results: Iterable[PlacedLab]) -> Nadir | None:
    """Return the lowest dated value of one analyte's results, the earliest of equals, or None.

    A value that is only "more than" something is no lowest one; nor is one whose unit is in doubt.
    """
    found: tuple[tuple[float, bool, float], PlacedLab] | None = None
    for one in results:
        known, place, sign = one.known, one.place, one.result.comparator
        if known is None or place is None or sign in (">", ">=") or doubtful(known):
            continue
        depth = known.value, sign != "<", place.at
        if found is None or depth < found[0]:
            found = depth, one
    if found is None:
        return None
    (value, _, _), lowest = found
    assert lowest.place is not None  # noqa: S101 - else it was passed over
    return Nadir(lowest.result, value, lowest.place, lowest.made_of)


class DoseThen(Struct, frozen=True):
    """The dose that explains a value, in words, and the doses this rests on."""

    text: str
    records: tuple[str, ...] = ()


def dose_then(
    courses: tuple[Course, ...], place: Interval, zero: date | None, span: Span
) -> DoseThen:
    """Return the dose in force when a value was taken, and the step before it.

    A value taken on the day of a change belongs to the previous dose (`clinical.md` 7.1). Where the
    dates do not say on which side of a change it lies, every dose it may belong to is named.

    Parameters
    ----------
    courses
        The courses of one drug.
    place
        When the value was taken, in study days.
    zero
        Calendar date of day 0, None for a case without a calendar.
    span
        The case's known span.
    """
    cuts = tuple(
        cut for course in courses for cut in segments(course, zero, span) if cut.tick_days != inf
    )
    if not cuts:
        return DoseThen("no dose is recorded")
    if any(_straddles(edge, place) for cut in cuts for edge in _edges(cut)):
        possible = tuple(
            cut for cut in cuts if cut.start.low <= place.high and place.low <= cut.end.high
        )
        return DoseThen(
            f"perhaps on {_levels(possible, ' or ')} (the dates do not say)", _ids(possible)
        )
    held = standing(courses, place.at, zero, span, visit=True)
    now = held.sure or held.doubtful
    begun = tuple(cut for cut in cuts if cut.start.at == place.at)
    to = f", changed that day to {_levels(begun)}" if begun else ""
    if now:
        hedge = "on" if held.sure else "perhaps still on"
        before = _before(cuts, now)
        step = f"{level_text(before)} before it" if before else "no other dose before it"
        told = f"day {now[-1].day_count(place.at)} of this step, {step}{to}"
        records = _ids((*now, *((before,) if before else ()), *begun))
        return DoseThen(f"{hedge} {_levels(now, ' + ')} ({told})", records)
    if held.last_over is not None:
        last = held.last_over
        return DoseThen(f"off the drug (last dose {level_text(last)}{to})", _ids((last, *begun)))
    return DoseThen("before the first dose", _ids((min(cuts, key=_start),)))


def _edges(cut: Segment) -> tuple[Interval, ...]:
    """Return where the dose changed; an open end is no change."""
    return (cut.start, cut.end) if cut.end_kind == "closed" else (cut.start,)


def _straddles(edge: Interval, place: Interval) -> bool:
    """Whether doubt about a change or about the day leaves open which came first."""
    if edge.exact and place.exact:
        return False
    return edge.low <= place.high and place.low <= edge.high


def _before(cuts: tuple[Segment, ...], now: tuple[Segment, ...]) -> Segment | None:
    began = min(cut.start.at for cut in now)
    return max((cut for cut in cuts if cut.start.at < began), key=_start, default=None)


def _start(cut: Segment) -> float:
    return cut.start.at


def _levels(cuts: tuple[Segment, ...], joint: str = " + ") -> str:
    return joint.join(dict.fromkeys(level_text(cut) for cut in cuts))


def _ids(cuts: tuple[Segment, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cut.dose.id for cut in cuts))
