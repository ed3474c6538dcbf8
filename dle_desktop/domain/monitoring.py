"""Monitoring: when blood counts were due while the index drug was taken, and which were done.

The schedule, its windows and what begins the weeks anew are the case's rules (`clinical.md` 4.1). A
case without any count reports none: nothing is then called late. It does not know what a count
showed.
"""

from functools import partial

from msgspec import Struct

from dle_desktop.domain.dates import Interval, exactly
from dle_desktop.domain.dose_figures import courses_of
from dle_desktop.domain.drugs import generic_name
from dle_desktop.domain.due_days import Due, Evidence, Monitoring, judged
from dle_desktop.domain.exposure import Step, changes, steps
from dle_desktop.domain.figures import Review
from dle_desktop.domain.months import month_after
from dle_desktop.domain.placed_labs import labs_of
from dle_desktop.domain.remembered import remembered
from dle_desktop.domain.rules import Rules
from dle_desktop.domain.schedules import schedule_of

# Our conventions (clinical.md 4.1, "due-date algorithm"), none of them published.
BASELINE_DAYS_BEFORE = 14  # the count before the first dose is drawn when the drug is prescribed
LONGEST_STEP_DAYS = 28  # so far ahead the next day is looked for
_CALENDAR_STEP_DAYS = 45  # the first step to a calendar month is longer: day 112 to month 5
MONITORED_DRUG = "lenalidomide"


class Run(Struct, frozen=True):
    """A stretch with one count of weeks; the drug went on after its `end` if it `goes_on`."""

    start: Interval
    end: float
    goes_on: bool


def monitored(review: Review) -> bool:
    """Return whether the case's index drug is one with a schedule."""
    return generic_name(review.case.index_drug or "") == MONITORED_DRUG


@remembered(16)
def blood_counts(review: Review) -> Monitoring | None:
    """Return the counts due by the case's rules; None where no count or no such drug is reported.

    Only a neutrophil count satisfies: "any CBC with ANC" (`clinical.md` 4.1).
    """
    counts = Evidence(
        (one.place, one.result)
        for one in labs_of(review.case, "neutrophils")
        if one.place and one.place.bounded
    )
    if not counts.found or not monitored(review):
        return None
    rules = review.case.rules
    schedule = schedule_of(rules)
    runs = _runs(review, rules)
    asked: list[Due] = []
    for number, run in enumerate(runs):
        doubt = max(run.start.high - run.start.at, run.start.at - run.start.low)
        month = partial(month_after, run.start.at, zero=review.zero)
        for day, window in schedule.days(run.end - run.start.at, rules, month):
            at = run.start.at + day
            first = number == day == 0
            low = at - doubt - (BASELINE_DAYS_BEFORE if first else window)
            due = Due(at, low, at + doubt + window)
            if at < run.end and (due.high < run.end or run.goes_on or counts.meeting(due)):
                asked.append(due)
    active = bool(runs) and runs[-1].end > review.day
    return judged(asked, counts, review.day, active=active)


def _runs(review: Review, rules: Rules) -> tuple[Run, ...]:
    """Return the stretches in which the weeks are counted from one start."""
    courses = courses_of(review.case, review.case.index_drug)
    rises = {one.day for one in changes(review, courses) if one.rises}
    ahead = _CALENDAR_STEP_DAYS if rules.months == "calendar" else LONGEST_STEP_DAYS
    runs: list[Run] = []
    for step in steps(review, courses):
        if not step.sure:
            continue
        goes_on = any(piece.cut.end_kind == "ongoing" for piece in step.pieces)
        goes_on = goes_on and step.end >= review.day
        end = step.end + ahead + 1 if goes_on else step.end
        held = bool(runs) and step.start - runs[-1].end <= rules.held_days
        if held and not (rules.anew_on_increase and step.start in rises):
            runs[-1] = Run(runs[-1].start, end, goes_on)
        else:
            if held:  # what was due up to the rise is due
                runs[-1] = Run(runs[-1].start, step.start, goes_on=False)
            runs.append(Run(_begin(step), end, goes_on))
    return tuple(runs)


def _begin(step: Step) -> Interval:
    starts = (piece.cut.start for piece in step.pieces if piece.start == step.start)
    return next(starts, exactly(step.start))
