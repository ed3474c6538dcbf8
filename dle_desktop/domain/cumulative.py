"""The cumulative dose: how much of a drug was taken between two study days, at least and at most.

Where dates, the steps of a taper, amounts or frequencies are not known the answer is two bounds,
open where nothing limits it; a figure that the records do not give is never made up. It does not
know steroid equivalents (a factor is given to it) nor which drug matters.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor, inf, isfinite

from msgspec import Struct

from dle_desktop.domain.bounds import Bounds
from dle_desktop.domain.case import Course
from dle_desktop.domain.dates import Interval, resolve
from dle_desktop.domain.dosing import OPEN_STEP_DAYS, TO_MG, Segment, Span, segments

RULE = (
    "mean daily dose times days from the first dose on, half-open (the day itself does not count); "
    "weekly and rarer drugs per administration, doses as needed left out; two bounds where dates, "
    "steps or amounts are not known, “before month 5” counting as at most 5 months"
)


class Rate(Struct, frozen=True):
    """From `start` until `end` (study days) between `low` and `high` mg a day were taken.

    `sure`: that anything was in force is beyond doubt.
    """

    start: float
    end: float
    low: float
    high: float
    sure: bool = False


class Stretch(Struct, frozen=True):
    """A segment with the true ends of its doubt: infinite where the records set no end.

    Between `low` and `high` mg were taken a day, or at each administration of a weekly drug.
    """

    cut: Segment
    start: Interval
    end: Interval
    low: float
    high: float


class Intake(Struct, frozen=True):
    """What was taken of some courses, prepared to be asked for any two days.

    `as_needed` are the doses left out, `unknown` those without a known amount in mg.
    """

    rates: tuple[Rate, ...]
    ticks: tuple[Stretch, ...]
    records: tuple[str, ...]
    as_needed: tuple[str, ...]
    unknown: tuple[str, ...]
    strict: bool

    def between(self, first: float, last: float) -> Bounds:
        """Return what was taken from one study day until, not including, another, in mg."""
        low = high = 0.0
        for rate in self.rates:
            days = min(rate.end, last) - max(rate.start, first)
            if days > 0:
                low += rate.low * days if rate.low else 0.0
                high += rate.high * days
        for stretch in self.ticks:
            fewest, most = _administrations(stretch, first, last)
            low += fewest * stretch.low
            high += most * stretch.high if most else 0.0
        return Bounds(low, high, strict=self.strict and low < high)

    def days(self, first: float, last: float) -> Bounds:
        """Return on how many days anything was taken; weekly and rarer drugs have none."""
        sure = possible = 0.0
        for rate in self.rates:
            days = max(0.0, min(rate.end, last) - max(rate.start, first))
            possible += days
            sure += days if rate.sure else 0.0
        return Bounds(sure, possible)

    def terms(self, first: float, last: float) -> tuple[tuple[float, float], ...]:
        """Return (days, mg a day) of each level in turn, none where one of them is not exact."""
        found: list[tuple[float, float]] = []
        for rate in self.rates:
            days = min(rate.end, last) - max(rate.start, first)
            if days <= 0:
                continue
            if rate.low != rate.high:  # so is what has no end
                return ()
            if found and found[-1][1] == rate.low:
                found[-1] = (found[-1][0] + days, rate.low)
            else:
                found.append((days, rate.low))
        return tuple(found)


def intake(courses: Iterable[Course], zero: date | None, span: Span) -> Intake:
    """Prepare the courses of one drug to be summed.

    Parameters
    ----------
    courses
        The courses.
    zero
        Calendar date of day 0, None for a case without a calendar.
    span
        The case's known span.
    """
    return weighted([(course, 1.0) for course in courses], zero, span)


def weighted(courses: Iterable[tuple[Course, float]], zero: date | None, span: Span) -> Intake:
    """Prepare courses to be summed, each times a factor (to an equivalent of another drug)."""
    chains: list[list[Stretch]] = []
    ticks: list[Stretch] = []
    as_needed: list[str] = []
    for course, factor in courses:
        as_needed += [
            dose.id for dose in course.doses if dose.frequency == "PRN" and dose.status == "taken"
        ]
        found = stretches(course, factor, zero, span)
        ticks += [stretch for stretch in found if stretch.cut.tick_days is not None]
        chains += _chains([stretch for stretch in found if stretch.cut.tick_days is None])
    every = [*ticks, *(stretch for chain in chains for stretch in chain)]
    return Intake(
        rates=_rates(chains),
        ticks=tuple(ticks),
        records=tuple(dict.fromkeys(stretch.cut.dose.id for stretch in every)),
        as_needed=tuple(as_needed),
        unknown=tuple(
            dict.fromkeys(stretch.cut.dose.id for stretch in every if stretch.high == inf)
        ),
        strict=any(stretch.low != stretch.high for stretch in every),
    )


def stretches(course: Course, factor: float, zero: date | None, span: Span) -> tuple[Stretch, ...]:
    """Return what was taken of a course in order of its start; not what was as needed or 0."""
    cuts = tuple(cut for cut in segments(course, zero, span) if cut.dose.frequency != "PRN")
    found = []
    for cut in cuts:
        if cut.level_from != 0 or cut.level_to:
            low, high = levels(cut)
            start, end = _start(cut, cuts, zero), _end(cut, cuts, zero)
            found.append(Stretch(cut, start, end, low * factor, high * factor))
    return tuple(found)


def levels(cut: Segment) -> tuple[float, float]:
    """Return the least and the most mg per day, or per administration of a tick."""
    mg = TO_MG.get(cut.unit.strip().casefold())
    if mg is None or cut.level_from is None or cut.level_to is None or not cut.per:
        return 0.0, inf
    return mg * min(cut.level_from, cut.level_to), mg * max(cut.level_from, cut.level_to)


def _start(cut: Segment, cuts: Sequence[Segment], zero: date | None) -> Interval:
    """Return when a segment began, open again where drawing had to clip it."""
    first, last = _ends_of_dose(cut, cuts)
    if cut is not first:
        return _step(cut.start, _start(first, cuts, zero), _end(last, cuts, zero))
    begun, moment = _unclipped(cut.start), cut.dose.start
    if moment is None or moment.certainty == "before":
        return Interval(-inf, begun.high, begun.at)
    if moment.certainty == "after":  # "after month 5" is at least 5 months
        return Interval(begun.low if moment.offset is None else begun.at, inf, begun.at)
    return begun


def _ends_of_dose(cut: Segment, cuts: Sequence[Segment]) -> tuple[Segment, Segment]:
    """Return the first and the last segment of a segment's dose: its steps, its parts by holds."""
    own = [one for one in cuts if one.dose is cut.dose]
    return own[0], own[-1]


def _step(edge: Interval, begun: Interval, over: Interval) -> Interval:
    """Return when a step of a taper gave way to the next: while the taper lasted, if open."""
    return Interval(max(edge.low, begun.low), min(edge.high, over.high), edge.at)


def _unclipped(edge: Interval) -> Interval:
    low = -inf if edge.low <= -OPEN_STEP_DAYS else edge.low
    return Interval(low, inf if edge.high >= OPEN_STEP_DAYS else edge.high, edge.at)


def _end(cut: Segment, cuts: Sequence[Segment], zero: date | None) -> Interval:
    """Return when a segment ended; an open end reaches to the next dose of the course."""
    later = (one for one in cuts if one.start.at > cut.start.at and one.tick_days != inf)
    following = next(later, None)
    if cut.hold is not None:
        first, _ = _ends_of_dose(cut, cuts)
        held = _unclipped(cut.end)
        return Interval(max(held.low, _start(first, cuts, zero).low), held.high, held.at)
    if cut.end_kind == "closed":
        first, last = _ends_of_dose(cut, cuts)
        if cut is last:
            return _closed_end(cut)
        return _step(cut.end, _start(first, cuts, zero), _end(last, cuts, zero))
    known = resolve(cut.dose.last_known, zero)
    if cut.end_kind == "ongoing" and known is None:
        return _unclipped(following.start) if following else cut.end
    limit = _unclipped(following.start).high if following else inf
    sure = min(known.low if known else cut.start.high, limit)
    return Interval(sure, limit, min(cut.end.at, limit))


def _closed_end(cut: Segment) -> Interval:
    end, moment = cut.end, cut.dose.end
    if moment is None:  # a single dose
        return end
    if moment.certainty == "after":
        return Interval(end.low, inf, end.at)
    if moment.certainty == "before" and moment.offset is not None:
        return Interval(end.low, end.at, end.at)  # "within 5 months" is at most 5 months
    return end


def _chains(found: Sequence[Stretch]) -> list[list[Stretch]]:
    """Join what follows without a gap: of two neighbours one is in force, whatever the doubt."""
    chains: list[list[Stretch]] = []
    for stretch in found:
        for chain in chains:
            end = chain[-1].end
            if (end.low, end.high) == (stretch.start.low, stretch.start.high):
                chain.append(stretch)
                break
        else:
            chains.append([stretch])
    return chains


def _rates(chains: Sequence[Sequence[Stretch]]) -> tuple[Rate, ...]:
    edges = {
        day
        for chain in chains
        for stretch in chain
        for edge in (stretch.start, stretch.end)
        for day in (edge.low, edge.high)
    }
    rates = []
    for start, end in pairwise(sorted(edges)):
        low = sum(_least(chain, start) for chain in chains)
        high = sum(_most(chain, start) for chain in chains)
        if high:
            sure = any(_in_force(chain, start) for chain in chains)
            rates.append(Rate(start, end, low, high, sure))
    return tuple(rates)


def _least(chain: Sequence[Stretch], day: float) -> float:
    if _in_force(chain, day):
        return min(stretch.low for stretch in chain if _possible(stretch, day))
    return 0.0


def _in_force(chain: Sequence[Stretch], day: float) -> bool:
    return chain[0].start.high <= day < chain[-1].end.low


def _most(chain: Sequence[Stretch], day: float) -> float:
    return max((stretch.high for stretch in chain if _possible(stretch, day)), default=0.0)


def _possible(stretch: Stretch, day: float) -> bool:
    return stretch.start.low <= day < stretch.end.high


def _administrations(stretch: Stretch, first: float, last: float) -> tuple[int, float]:
    """Return how often at least and at most a drug was given from one day until another."""
    start, end, every = stretch.start, stretch.end, stretch.cut.tick_days or inf
    if every == inf:
        surely = first <= start.low and start.high < last
        return int(surely), int(start.low < last and start.high >= first)
    if start.exact and (end.exact or last <= end.low):
        given = _first_from(start.low, min(end.low, last), every)
        return _same(given - _first_from(start.low, min(first, end.low, last), every))
    fewest = floor(max(0.0, min(end.low, last) - max(start.high, first)) / every)
    days = max(0.0, min(end.high, last) - max(start.low, first))
    return fewest, floor(days / every) + 1 if isfinite(days) and days else days


def _same(count: int) -> tuple[int, float]:
    return count, count


def _first_from(start: float, day: float, every: float) -> int:
    """Return how many administrations lie before a day."""
    return max(0, ceil((day - start) / every)) if day > -inf else 0
