"""Where moments lie: study days, day 0 and intervals of doubt.

Study day 0 is the case's anchor. A moment resolves to an interval of study days, as wide as it is
uncertain; positions on every axis, soft edges and "between a and b" come from that interval. The
widths given to *about* and to month offsets are this program's own convention, not a published one.
"""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from math import inf, isfinite

from msgspec import Struct

from dle_desktop.domain.case import Case
from dle_desktop.domain.drugs import generic_name
from dle_desktop.domain.moments import Moment, first_day, split_offset
from dle_desktop.domain.remembered import remembered

SHORTEST_MONTH = 28  # days
DAYS_PER_MONTH = 30.4375  # used only where no calendar exists (clinical.md 5.2)
# Half-widths in days. An offset is as exact as its smallest unit; "about" widens by as much again.
HALF_WIDTH = {"day": 0.0, "week": 3.0, "month": DAYS_PER_MONTH / 2, "year": 182.625}
ABOUT_WIDENS = {"day": 3.0, "week": 7.0, "month": DAYS_PER_MONTH / 2, "year": 182.625}


class Interval(Struct, frozen=True):
    """Study days within which a moment lies; an open side is infinite.

    `at` is where the moment is drawn and sorted: the day itself or the middle of the doubt; of a
    moment that is only *before* or *after* something, the middle of that something.
    """

    low: float
    high: float
    at: float

    @property
    def exact(self) -> bool:
        """Whether the moment is known to the day."""
        return self.low == self.high

    @property
    def bounded(self) -> bool:
        """Whether both sides of the doubt are known."""
        return isfinite(self.low) and isfinite(self.high)


def exactly(day: float) -> Interval:
    """Return the interval of a moment known to the day."""
    return Interval(day, day, day)


def moments_of(case: Case, *, planned: bool = True) -> Iterator[Moment]:
    """Yield every moment written in the case, in file order; if not `planned`, those of no plan."""
    for course in case.courses:
        for dose in course.doses:
            if dose.status == "planned" and not planned:
                continue
            yield from filter(None, (dose.start, dose.end, dose.last_known))
            for step in (dose.taper.steps or ()) if dose.taper else ():
                yield step.start
    for assessment in case.assessments:
        yield from filter(None, (assessment.moment, assessment.until))
    for lab in case.labs:
        if lab.moment is not None:
            yield lab.moment
    for event in case.events:
        yield from filter(None, (event.moment, event.end))
    if case.follow_up_end is not None:
        yield case.follow_up_end


def stated_zero(case: Case) -> date | None:
    """Return the calendar date of study day 0 where the case says it, else None.

    It is the anchor's date; else, where the anchor is the first index dose, the earliest full-date
    start of a dose of the index drug that was taken.
    """
    if case.anchor.date is not None:
        return first_day(case.anchor.date)
    if case.anchor.kind != "first index dose" or not case.index_drug:
        return None
    index = generic_name(case.index_drug)
    starts = [
        first_day(dose.start.date)
        for course in case.courses
        if generic_name(course.drug) == index
        for dose in course.doses
        if dose.status == "taken"
        and dose.start
        and dose.start.date
        and len(dose.start.date) == len("YYYY-MM-DD")
    ]
    return min(starts, default=None)


@remembered(16)
def day_zero(case: Case) -> date | None:
    """Return the calendar date of study day 0, or None where the case has no calendar.

    Rule: the date the case states (`stated_zero`); else the earliest calendar date of any record,
    month and year dates counting from their first day.
    """
    stated = stated_zero(case)
    if stated is not None:
        return stated
    dates = [first_day(moment.date) for moment in moments_of(case) if moment.date]
    return min(dates, default=None)


def resolve(moment: Moment | None, zero: date | None) -> Interval | None:
    """Return the interval of study days of a moment, or None if it cannot be placed.

    Parameters
    ----------
    moment
        The moment; None (not reported) cannot be placed.
    zero
        The calendar date of day 0 (`day_zero`), None where the case knows no calendar: then
        calendar dates cannot be placed and a month counts `DAYS_PER_MONTH` days.
    """
    return None if moment is None else _resolved(moment, zero)


@lru_cache(maxsize=65_536)  # a case is asked about the same days again and again
def _resolved(moment: Moment, zero: date | None) -> Interval | None:
    if moment.offset is not None:
        low, high, grain = _offset_days(moment.offset, zero)
    elif zero is not None and moment.date is not None:
        low, high, grain = _date_days(moment.date, zero)
    else:
        return None
    middle = (low + high) / 2
    if moment.certainty == "before":
        return Interval(-inf, high, middle)
    if moment.certainty == "after":
        return Interval(low, inf, middle)
    if moment.certainty == "about":
        return Interval(low - ABOUT_WIDENS[grain], high + ABOUT_WIDENS[grain], middle)
    return Interval(low, high, middle)


def _date_days(text: str, zero: date) -> tuple[float, float, str]:
    first = first_day(text)
    match text.count("-"):
        case 0:
            last, grain = date(first.year, 12, 31), "year"
        case 1:
            last, grain = (
                first.replace(day=calendar.monthrange(first.year, first.month)[1]),
                "month",
            )
        case _:
            last, grain = first, "day"
    return float((first - zero).days), float((last - zero).days), grain


def _offset_days(text: str, zero: date | None) -> tuple[float, float, str]:
    sign, years, months, weeks, days = split_offset(text)
    whole_months = 12 * years + months
    day: float
    if zero is None:
        day = sign * (whole_months * DAYS_PER_MONTH + 7 * weeks + days)
    else:
        moved = add_months(zero, sign * whole_months)
        day = (moved - zero).days + sign * (7 * weeks + days)
    # "P0M" is day 0 itself: the anchor is known, whatever unit it is written in.
    if days or not (whole_months or weeks):
        grain = "day"
    elif weeks:
        grain = "week"
    else:
        grain = "month" if months else "year"
    return day - HALF_WIDTH[grain], day + HALF_WIDTH[grain], grain


def add_months(start: date, months: int) -> date:
    """Return the date a number of calendar months later, clipped to the month's last day."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if start.day <= SHORTEST_MONTH:
        return date(year, month + 1, start.day)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def calendar_date(day: float, zero: date) -> date:
    """Return the calendar date of a study day (whole days, rounded down)."""
    return zero + timedelta(days=int(day // 1))
