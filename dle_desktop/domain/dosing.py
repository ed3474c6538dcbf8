"""Doses as they were taken: mean daily amounts, and a course cut into segments of one amount.

A dose is recorded as written; here it becomes numbers that can be drawn and read on a day. What is
not reported stays None: no amount, no height; no frequency, no daily mean (`clinical.md` 5.2). It
does not know about cumulative doses or steroid equivalents.
"""

from datetime import date
from math import ceil, floor, inf
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.case import (
    Case,
    Course,
    Dose,
    DoseStatus,
    Frequency,
    Taper,
    TaperStep,
)
from dle_desktop.domain.dates import Interval, day_zero, exactly, moments_of, resolve
from dle_desktop.domain.holds import Hold, holds_of
from dle_desktop.domain.remembered import remembered

# Mean administrations per day. None: no daily mean exists (clinical.md 5.2: "as needed" doses are
# excluded, single doses are events, weekly and rarer doses are never shown as mg/d).
PER_DAY: dict[Frequency, float | None] = {
    "QD": 1.0, "BID": 2.0, "TID": 3.0, "QID": 4.0, "Q4H": 6.0, "Q6H": 4.0, "Q8H": 3.0,
    "Q12H": 2.0, "QOD": 0.5, "21-of-28": 21 / 28, "weekly": None, "q2w": None, "q4w": None,
    "single": None, "PRN": None, "other": None,
}  # fmt: skip
# Days between administrations that are drawn as ticks, not as an area.
TICK_DAYS: dict[Frequency, float] = {"weekly": 7.0, "q2w": 14.0, "q4w": 28.0, "single": inf}
# Spelled as `str.casefold` leaves them: it turns the micro sign into a Greek mu.
TO_MG: dict[str, float] = {
    "mg": 1.0, "g": 1000.0, "ug": 0.001, "mcg": 0.001, "\N{GREEK SMALL LETTER MU}g": 0.001,
}  # fmt: skip
OPEN_FADE_DAYS = 60.0  # how far an open "before" or "after" is drawn beyond the known span
OPEN_STEP_DAYS = 1e6  # stands for an open side of a taper's step: beyond any date of a case

SegmentKind = Literal["step", "wedge", "ticks", "unknown"]
EndKind = Literal["closed", "ongoing", "not reported"]
_Edge = tuple[Interval, float]


class Span(Struct, frozen=True):
    """The first and last study day anything in the case is known of."""

    first: float
    last: float


class Daily(Struct, frozen=True):
    """A mean daily amount and its unit."""

    amount: float
    unit: str


class Segment(Struct, frozen=True, kw_only=True):
    """A stretch of one course at one amount, or a wedge between two whose steps are unknown.

    `level_from` and `level_to` are amounts per `per` in `unit` (equal but for a wedge), None where
    the amount is not reported. `start` and `end` have finite bounds: open sides are clipped to the
    known span of the case. `hold` is what interrupted the dose where this segment ends; `slope` the
    study days between which a wedge falls where a hold was cut out of it.
    """

    dose: Dose
    kind: SegmentKind
    start: Interval
    end: Interval
    level_from: float | None
    level_to: float | None
    unit: str
    per: Literal["d", "week", "2 weeks", "4 weeks", "dose", ""]
    end_kind: EndKind
    tick_days: float | None = None
    hold: Dose | None = None
    slope: tuple[float, float] | None = None

    @property
    def alternate(self) -> bool:
        """Whether the drug was taken every other day, so that the level is a mean."""
        return self.dose.frequency == "QOD"

    def day_count(self, day: float) -> int:
        """Return which day of the segment a study day is; the day it starts is the first."""
        return floor(day) - floor(self.start.at) + 1


@remembered(16)
def known_span(case: Case) -> Span | None:
    """Return the study days between which the case has records, None for a case without any.

    A plan is no record: a planned dose makes nothing known.
    """
    zero = day_zero(case)
    moments = set(moments_of(case, planned=False))
    days = [place.at for moment in moments if (place := resolve(moment, zero))]
    return Span(min(days), max(days)) if days else None


def mean_daily(dose: Dose, amount: float | None = None) -> Daily | None:
    """Return amount x administrations per day, in mg where the unit allows; None if not computable.

    Parameters
    ----------
    dose
        The dose as written.
    amount
        Amount per administration in the dose's unit; the dose's own amount by default (a taper's
        step passes its own).
    """
    given = dose.amount if amount is None else amount
    per_day = PER_DAY[dose.frequency] if dose.frequency else None
    if given is None or per_day is None:
        return None
    unit = (dose.unit or "").strip()
    if unit.casefold() in TO_MG:
        return Daily(given * per_day * TO_MG[unit.casefold()], "mg")
    return Daily(given * per_day, unit)


@remembered(256)
def segments(course: Course, zero: date | None, span: Span) -> tuple[Segment, ...]:
    """Return what was taken of the course, cut into segments, in order of their start.

    Holds are cut out of it; planned doses are not in it.

    Parameters
    ----------
    course
        The course to cut.
    zero
        Calendar date of day 0, None for a case without a calendar.
    span
        The case's known span: an ongoing dose without a last-known day ends at its last day and is
        never carried further.
    """
    cut = _cut(course, "taken", zero, span)
    for hold in interruptions(course, zero, span):
        cut = tuple(piece for segment in cut for piece in _without(segment, hold, cut))
    return tuple(sorted(cut, key=_start_day))


@remembered(64)
def planned_segments(course: Course, zero: date | None, span: Span) -> tuple[Segment, ...]:
    """Return what was planned of the course, cut into segments; it counts in no figure."""
    return _cut(course, "planned", zero, span)


@remembered(64)
def interruptions(course: Course, zero: date | None, span: Span) -> tuple[Hold, ...]:
    """Return the holds of the course, in order of their start."""
    return holds_of(course, zero, tuple(map(_start_day, _cut(course, "taken", zero, span))))


def _cut(course: Course, status: DoseStatus, zero: date | None, span: Span) -> tuple[Segment, ...]:
    cut: list[Segment] = []
    for dose in course.doses:
        bounds = _bounds(dose, zero, span) if dose.status == status else None
        if bounds is None:
            continue
        start, end, end_kind = bounds
        if dose.taper is None:
            cut.append(_flat(dose, dose.amount, start, end, end_kind))
        elif dose.taper.steps is None:
            cut.append(_wedge(dose, dose.taper, start, end, end_kind))
        else:
            edges = _edges(dose.taper.steps, zero)
            cut.extend(_staircase(dose, dose.taper.from_amount, edges, start, end, end_kind))
    return _up_to_the_next(tuple(sorted(cut, key=_start_day)))


def _without(segment: Segment, hold: Hold, cut: tuple[Segment, ...]) -> list[Segment]:
    """Return what a hold leaves of a segment: before it, after it, both or nothing.

    Single doses and doses as needed are given on top of a course: its holds do not touch them. An
    open end reaches to a hold before the next dose: until then the drug was taken.
    """
    if segment.tick_days == inf or segment.dose.frequency == "PRN":
        return [segment]
    begin, limit = segment.start.at, segment.end.at
    opened = segment.end_kind != "closed"
    if opened:
        later = (one.start.at for one in cut if one.start.at > begin and one.tick_days != inf)
        limit = min(later, default=inf)
    until = inf if hold.end is None else hold.end.at
    if hold.start.at >= limit or until <= begin:
        return [segment]
    slope = segment.slope or (begin, segment.end.at) if segment.kind == "wedge" else None
    left = []
    if begin < hold.start.at:
        before = replace(segment, end=hold.start, end_kind="closed", hold=hold.dose, slope=slope)
        left.append(before)
    if hold.end is not None and until < limit:
        start = _on_the_beat(segment, hold.end)
        if opened or start.at < limit:
            end = segment.end if segment.end.at >= start.at else exactly(start.at)
            left.append(replace(segment, start=start, end=end, slope=slope))
    return left


def _on_the_beat(segment: Segment, end: Interval) -> Interval:
    """Return when a segment resumes: a weekly drug on the day it would have been given anyway."""
    gap, first = segment.tick_days, segment.start.at
    if gap is None:
        return end
    low, high, at = (first + gap * ceil((day - first) / gap) for day in (end.low, end.high, end.at))
    return Interval(low, high, at)


def _start_day(segment: Segment) -> float:
    return segment.start.at


def _bounds(dose: Dose, zero: date | None, span: Span) -> tuple[Interval, Interval, EndKind] | None:
    """Place start and end of a dose; None where a given moment cannot be placed at all."""
    start = resolve(dose.start, zero)
    if dose.start is None:  # not reported: somewhere in the known span
        start = Interval(-inf, inf, span.first)
    if start is None:
        return None
    end_kind: EndKind = "closed"
    last_known = resolve(dose.last_known, zero)
    end = resolve(dose.end, zero)
    if dose.end is None:
        end_kind = "ongoing" if dose.ongoing else "not reported"
        end = last_known or exactly(max(span.last, start.at))
    if end is None:
        return None
    low = min(span.first, start.at - OPEN_FADE_DAYS) if start.low == -inf else start.low
    high = max(start.at, end.at) if start.high == inf else start.high
    start = Interval(low, high, start.at)
    end_at = max(end.at, start.at)
    end_low = min(start.high, end_at) if end.low == -inf else end.low
    end_high = max(span.last, end_at + OPEN_FADE_DAYS) if end.high == inf else end.high
    return start, Interval(min(end_low, end_at), max(end_high, end_at), end_at), end_kind


def _flat(
    dose: Dose, amount: float | None, start: Interval, end: Interval, end_kind: EndKind
) -> Segment:
    daily = mean_daily(dose, amount)
    unit = dose.unit or ""
    if daily is not None and "%" in unit:  # a strength, not an amount: nothing per day
        return Segment(
            dose=dose, kind="step", start=start, end=end, end_kind=end_kind,
            level_from=amount, level_to=amount, unit=unit, per="",
        )  # fmt: skip
    if daily is not None:
        return Segment(
            dose=dose, kind="step", start=start, end=end, end_kind=end_kind,
            level_from=daily.amount, level_to=daily.amount, unit=daily.unit, per="d",
        )  # fmt: skip
    if amount is not None and dose.frequency in TICK_DAYS:
        tick_days = TICK_DAYS[dose.frequency]
        return Segment(
            dose=dose, kind="ticks", start=start, end=end if tick_days < inf else start,
            end_kind=end_kind if tick_days < inf else "closed", level_from=amount,
            level_to=amount, unit=unit, per=_PER[dose.frequency], tick_days=tick_days,
        )  # fmt: skip
    return Segment(
        dose=dose, kind="unknown", start=start, end=end, end_kind=end_kind,
        level_from=amount, level_to=amount, unit=unit, per="",
    )  # fmt: skip


_PER: dict[Frequency, Literal["week", "2 weeks", "4 weeks", "dose"]] = {
    "weekly": "week",
    "q2w": "2 weeks",
    "q4w": "4 weeks",
    "single": "dose",
}


def _wedge(dose: Dose, taper: Taper, start: Interval, end: Interval, end_kind: EndKind) -> Segment:
    top, bottom = mean_daily(dose, taper.from_amount), mean_daily(dose, taper.to_amount)
    return Segment(
        dose=dose, kind="wedge", start=start, end=end, end_kind=end_kind,
        level_from=top.amount if top else taper.from_amount,
        level_to=bottom.amount if bottom else taper.to_amount,
        unit=top.unit if top else dose.unit or "", per="d" if top else "",
    )  # fmt: skip


def _edges(steps: tuple[TaperStep, ...], zero: date | None) -> list[_Edge]:
    """Return where the steps of a taper begin and their amounts, in order of time."""
    edges: list[_Edge] = []
    for step in steps:
        place = resolve(step.start, zero)
        if place is not None:
            low, high = max(place.low, -OPEN_STEP_DAYS), min(place.high, OPEN_STEP_DAYS)
            edges.append((Interval(low, high, place.at), step.amount))
    return sorted(edges, key=_edge_day)


def _staircase(
    dose: Dose,
    first_amount: float,
    edges: list[_Edge],
    start: Interval,
    end: Interval,
    end_kind: EndKind,
) -> list[Segment]:
    if end_kind == "closed":  # a step after the taper's end was not taken
        edges = [edge for edge in edges if edge[0].at < end.at]
    elif edges and edges[-1][0].at > end.at:  # known to have been taken at its last step
        end = edges[-1][0]
    if not edges or _later(edges[0][0], start):
        edges = [(start, first_amount), *edges]
    stairs = []
    for number, (edge, amount) in enumerate(edges):
        last = number == len(edges) - 1
        until = end if last else edges[number + 1][0]
        kind: EndKind = end_kind if last else "closed"
        stairs.append(_flat(dose, amount, edge, until, kind))
    return stairs


def _later(step: Interval, start: Interval) -> bool:
    """Whether a taper's first step was, or may have been, later than its start."""
    return (step.at, step.high) > (start.at, start.high)


def _edge_day(edge: _Edge) -> float:
    return edge[0].at


def _up_to_the_next(cut: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """End a segment whose end is not reported at the next one of the course: never draw it over."""
    ended: list[Segment] = []
    following = inf
    for segment in reversed(cut):
        if ended and ended[-1].start.at > segment.start.at:
            following = ended[-1].start.at
        if segment.end_kind == "not reported" and following < segment.end.at:
            ended.append(replace(segment, end=exactly(following)))
        else:
            ended.append(segment)
    return tuple(reversed(ended))


def in_force(course: Course, day: float, zero: date | None, span: Span) -> tuple[Segment, ...]:
    """Return the segments of a course in force on a study day; the last known day counts as in."""
    return tuple(
        segment
        for segment in segments(course, zero, span)
        if segment.start.at <= day
        and (day < segment.end.at or (segment.end_kind != "closed" and day == segment.end.at))
    )


def figure_text(segment: Segment) -> str:
    """Return the amount as it is written on a step ("5 mg/d", "15 mg/week"), "" if not reported."""
    if segment.level_from is None:
        return ""
    unit = f" {segment.unit}" if segment.unit else ""
    if segment.alternate:  # the level is the mean; what she took is twice that on every other day
        return f"{number_text(segment.level_from * 2)}{unit} alternate days"
    per = f"/{segment.per}" if segment.per and segment.per != "dose" else ""
    return f"{number_text(segment.level_from)}{unit}{per}"


def number_text(value: float) -> str:
    """Return a number with at most four significant decimals and no trailing zeros."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
