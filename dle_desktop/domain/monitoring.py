"""Monitoring: when blood counts were due while the index drug was taken, and which were done.

The schedules are data (`clinical.md` 4.1). "Today" is the day the case is reviewed on, its last
follow-up, never the clock. A case without any count reports none: nothing is then called late.
It does not know what a count showed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from math import inf
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.analytes import Analyte
from dle_desktop.domain.case import Event, LabResult
from dle_desktop.domain.dates import Interval, exactly
from dle_desktop.domain.dose_figures import courses_of
from dle_desktop.domain.drugs import generic_name
from dle_desktop.domain.evidence import Source, published, unchecked
from dle_desktop.domain.exposure import Step, changes, steps
from dle_desktop.domain.figures import Review
from dle_desktop.domain.placed_labs import labs_of

# Our conventions (clinical.md 4.1, "due-date algorithm"), none of them published.
WEEKLY_WINDOW, MONTHLY_WINDOW = 3, 7
BASELINE_DAYS_BEFORE = 14  # the count before the first dose is drawn when the drug is prescribed
LONGEST_STEP_DAYS = 28  # so far ahead the next day is looked for
HELD_DAYS = 28  # nothing is due while the drug is held for longer; then the weeks begin anew
MONITORED_DRUG = "lenalidomide"

Status = Literal["done", "due", "late"]


class Phase(Struct, frozen=True):
    """Every so many days, up to and with day `until`; the window holds to both sides."""

    until: float
    every: int
    window: int


class Schedule(Struct, frozen=True, kw_only=True):
    """A schedule of blood counts, and what a count must hold to be one."""

    key: str
    label: str
    source: Source
    phases: tuple[Phase, ...]
    analytes: tuple[Analyte, ...] = ("neutrophils",)
    anew_on_increase: bool = True  # case 1's neutropenia followed the doubling of the dose

    def days(self, last: float) -> tuple[tuple[int, int], ...]:
        """Return the days after the start on which a count is due, up to `last`, and the window."""
        found = [(0, self.phases[0].window)]
        for phase in self.phases:
            while (day := found[-1][0] + phase.every) <= min(phase.until, last):
                found.append((day, phase.window))
        return tuple(found)


_WEEKS_THEN_MONTHS = (Phase(56, 7, WEEKLY_WINDOW), Phase(inf, 28, MONTHLY_WINDOW))

# clinical.md 4.1; the first is the default. No schedule exists for DLE: the use is off-label.
SCHEDULES: tuple[Schedule, ...] = (
    Schedule(
        key="paper", label="weekly for 2 months, then monthly",
        source=published("schedule: Shah 2009, Arch Dermatol 145:303-6"), phases=_WEEKS_THEN_MONTHS,
    ),
    Schedule(
        key="label-del5q", label="weekly for 8 weeks, then monthly (US label, del(5q) MDS)",
        source=published("schedule: US label, boxed warning, 2010"), phases=_WEEKS_THEN_MONTHS,
    ),
    Schedule(
        key="expert-2008", label="weekly for 2 months, then every 2 weeks (expert, del(5q) MDS)",
        source=published("schedule: Giagounidis 2008, doi 10.1007/s00277-008-0449-0"),
        phases=(Phase(56, 7, WEEKLY_WINDOW), Phase(inf, 14, WEEKLY_WINDOW)),
    ),
    Schedule(
        key="label-mcl", label="weekly for 28 days, every 2 weeks to day 112, then monthly",
        source=published("schedule: US label, mantle cell lymphoma"),
        phases=(Phase(28, 7, WEEKLY_WINDOW), Phase(112, 14, WEEKLY_WINDOW),
                Phase(inf, 28, MONTHLY_WINDOW)),
    ),
    Schedule(
        key="label-myeloma", label="weekly for 56 days, days 57 and 71, then every 28 days",
        source=unchecked("schedule: US label, myeloma"),
        phases=(Phase(56, 7, WEEKLY_WINDOW), Phase(84, 14, WEEKLY_WINDOW),
                Phase(inf, 28, MONTHLY_WINDOW)),
    ),
)  # fmt: skip
DEFAULT_SCHEDULE = SCHEDULES[0]


class Due(Struct, frozen=True):
    """A day on which something was due, between `low` and `high`, and the record that met it."""

    day: float
    low: float
    high: float
    status: Status
    record: LabResult | Event | None = None


class Monitoring(Struct, frozen=True):
    """All that was due until the day of review, in order, and the next day if the drug goes on."""

    schedule: Schedule
    dues: tuple[Due, ...]
    next_day: float | None

    def of(self, status: Status) -> tuple[Due, ...]:
        """Return what has a status."""
        return tuple(one for one in self.dues if one.status == status)


class Run(Struct, frozen=True):
    """A stretch with one count of weeks; the drug went on after its `end` if it `goes_on`."""

    start: Interval
    end: float
    goes_on: bool


Found = tuple[Interval, LabResult | Event]


class Evidence:
    """What was done and when, to be asked for what lies within a window."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.found = sorted(found, key=_low)
        self._lows = [place.low for place, _ in self.found]
        self._widest = max((place.high - place.low for place, _ in self.found), default=0.0)

    def meeting(self, due: Due) -> list[Found]:
        """Return what may lie within the window."""
        first = bisect_left(self._lows, due.low - self._widest)
        end = bisect_right(self._lows, due.high)
        return [one for one in self.found[first:end] if one[0].high >= due.low]


def _low(found: Found) -> float:
    return found[0].low


def blood_counts(review: Review, schedule: Schedule = DEFAULT_SCHEDULE) -> Monitoring | None:
    """Return the counts due by a schedule; None where no count or no such drug is reported."""
    counts = _counts(review, schedule)
    if not counts.found or generic_name(review.case.index_drug or "") != MONITORED_DRUG:
        return None
    asked: list[Due] = []
    for number, run in enumerate(_runs(review, schedule)):
        doubt = max(run.start.high - run.start.at, run.start.at - run.start.low)
        for day, window in schedule.days(run.end - run.start.at):
            at = run.start.at + day
            first = number == day == 0
            low = at - doubt - (BASELINE_DAYS_BEFORE if first else window)
            due = Due(at, low, at + doubt + window, "due")
            if at < run.end and (due.high < run.end or run.goes_on or counts.meeting(due)):
                asked.append(due)
    return Monitoring(schedule, *judged(asked, counts, review.day))


def judged(
    asked: list[Due], evidence: Evidence, today: float
) -> tuple[tuple[Due, ...], float | None]:
    """Return what was asked until today with its status, and the first day asked after it.

    A record known to the day meets every day whose window it lies in; one that is not meets one.
    """
    used: set[str] = set()
    found: list[Due] = []
    for due in asked:
        if due.day > today:
            return tuple(found), due.day
        meeting = [one for one in evidence.meeting(due) if one[1].id not in used]
        place, record = min(meeting, key=_Nearest(due.day), default=(None, None))
        if place is not None and record is not None:
            found.append(replace(due, status="done", record=record))
            used |= set() if place.exact else {record.id}
        else:
            found.append(replace(due, status="late" if today > due.high else "due"))
    return tuple(found), None


class _Nearest:
    """A key that sorts by the distance from a day."""

    def __init__(self, day: float) -> None:
        self._day = day

    def __call__(self, found: Found) -> float:
        return abs(found[0].at - self._day)


def _counts(review: Review, schedule: Schedule) -> Evidence:
    """Return the results that are counts of the kind asked for, with two known sides."""
    return Evidence(
        (one.place, one.result)
        for analyte in schedule.analytes
        for one in labs_of(review.case, analyte)
        if one.place and one.place.bounded
    )


def _runs(review: Review, schedule: Schedule) -> tuple[Run, ...]:
    """Return the stretches in which the weeks are counted from one start."""
    courses = courses_of(review.case, review.case.index_drug)
    rises = {one.day for one in changes(review, courses) if one.rises}
    runs: list[Run] = []
    for step in steps(review, courses):
        if not step.sure:
            continue
        goes_on = any(piece.cut.end_kind == "ongoing" for piece in step.pieces)
        goes_on = goes_on and step.end >= review.day
        end = step.end + LONGEST_STEP_DAYS + 1 if goes_on else step.end
        held = bool(runs) and step.start - runs[-1].end <= HELD_DAYS
        if held and not (schedule.anew_on_increase and step.start in rises):
            runs[-1] = Run(runs[-1].start, end, goes_on)
        else:
            if held:  # what was due up to the rise is due
                runs[-1] = Run(runs[-1].start, step.start, goes_on=False)
            runs.append(Run(_begin(step), end, goes_on))
    return tuple(runs)


def _begin(step: Step) -> Interval:
    starts = (piece.cut.start for piece in step.pieces if piece.start == step.start)
    return next(starts, exactly(step.start))
