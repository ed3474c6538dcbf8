"""The time axis in ticks and words: months, weeks or days since an origin, or calendar.

Months are calendar months where the case has a calendar, else 30.4375 days (`dates`). Ticks are
computed from whole days: no seconds, no time zones.
"""

import calendar
from datetime import date
from math import ceil, floor

from msgspec import Struct

from dle_desktop.domain.dates import DAYS_PER_MONTH, calendar_date
from dle_desktop.domain.months import month_day, months_since, months_text
from dle_desktop.drawing.time_axis import RELATIVE, AxisMode, Grain, TimeAxis, Unit
from dle_desktop.drawing.time_scale import TimeScale

__all__ = ["AxisMode", "Grain", "Tick", "TimeAxis", "TimeScale", "Unit"]

_SIZE: dict[Grain, float] = {"day": 1.0, "week": 7.0, "month": DAYS_PER_MONTH}
_STEPS: dict[Grain, tuple[int, ...]] = {
    "day": (1, 2, 7, 14, 28, 50, 100, 200, 500, 1000, 2000, 5000),
    "week": (1, 2, 4, 8, 12, 24, 52, 104, 260, 520),
    "month": (1, 2, 3, 6, 12, 24, 60, 120, 240, 480),
}
_LEAST_UNITS = 2  # fewer of a unit in sight would be an axis of one tick


class Tick(Struct, frozen=True):
    """A labelled place on the axis; `strong` marks day 0 and the turn of a year."""

    day: float
    text: str
    strong: bool = False


def grain_of(first: float, last: float, unit: Unit = "auto") -> Grain:
    """Return the unit a relative axis counts in: the chosen one, where enough of it is in sight.

    Else, and by default, what a clinic would say of such a stretch.
    """
    length = last - first
    if unit != "auto" and length >= _LEAST_UNITS * _SIZE[unit]:
        return unit
    if length <= 45:  # noqa: PLR2004
        return "day"
    return "week" if length <= 130 else "month"  # noqa: PLR2004


def relative_ticks(
    first: float, last: float, zero: date | None, most: float, axis: TimeAxis = RELATIVE
) -> list[Tick]:
    """Return at most about `most` ticks in days, weeks or months since the origin of the axis."""
    grain = grain_of(first, last, axis.unit)
    size, start, began = _SIZE[grain], axis.start, axis.date(zero)
    step = _step((last - first) / size, most, _STEPS[grain])
    low, high = floor((first - start) / size) - 1, ceil((last - start) / size) + 1
    ticks = []
    for number in range(low - low % step, high + 1, step):
        day = month_day(number, began) if grain == "month" else number * size
        if first <= start + day <= last:
            ticks.append(Tick(start + day, signed(number), strong=number == 0))
    return ticks


def calendar_ticks(first: float, last: float, zero: date, most: float) -> list[Tick]:
    """Return ticks on the first of a month or a year, or on days of a short stretch."""
    start, end = calendar_date(first, zero), calendar_date(last, zero)
    length = last - first
    if length <= 62:  # noqa: PLR2004 - days need room for "12 Mar"
        step = _step(length, most, (1, 2, 7, 14, 28))
        days = range(ceil(first), floor(last) + 1)
        anchor = ceil(first)
        return [
            Tick(float(day), _day_words(calendar_date(day, zero)))
            for day in days
            if (day - anchor) % step == 0
        ]
    step = _step(length / DAYS_PER_MONTH, most, (1, 2, 3, 6, 12, 24, 60, 120))
    low, high = start.year * 12 + start.month - 1, end.year * 12 + end.month
    ticks = []
    for month in range(low, high + 1):
        if month % step:
            continue
        on = date(month // 12, month % 12 + 1, 1)
        day = float((on - zero).days)
        if first <= day <= last:
            ticks.append(Tick(day, _month_words(on, step), strong=on.month == 1))
    return ticks


def _step(count: float, most: float, steps: tuple[int, ...]) -> int:
    return next((step for step in steps if count / step <= most), steps[-1])


def _day_words(on: date) -> str:
    return f"{on.day} {calendar.month_abbr[on.month]}"


def _month_words(on: date, step: int) -> str:
    if on.month == 1 or step >= 12:  # noqa: PLR2004
        return str(on.year)
    return calendar.month_abbr[on.month]


def signed(number: int) -> str:
    """Return a whole number with a true minus sign."""
    return f"\u2212{-number}" if number < 0 else str(number)


def title(axis: TimeAxis, first: float, last: float, anchor: str, zero: date | None) -> str:
    """Return what the axis counts: "months since first lenalidomide dose", "calendar"."""
    if axis.by_calendar(zero):
        began = axis.date(zero)
        assert began is not None  # noqa: S101 - the calendar is known
        if axis.origin is not None:
            return f"calendar; {axis.origin.text} on {_full(began)}"
        return f"calendar; day 0 is {_full(began)}, {anchor}"
    words = f"{grain_of(first, last, axis.unit)}s since {axis.since(anchor)}"
    return f"{words}; no calendar date known" if axis.mode == "calendar" else words


def range_text(axis: TimeAxis, first: float, last: float, anchor: str, zero: date | None) -> str:
    """Return the stretch shown: "months -2 to 22 since first lenalidomide dose"."""
    if zero is not None and axis.by_calendar(zero):
        return f"{_full(calendar_date(first, zero))} to {_full(calendar_date(last, zero))}"
    unit, start, began = grain_of(first, last, axis.unit), axis.start, axis.date(zero)
    if unit == "month":
        low, high = (round(months_since(day - start, began)) for day in (first, last))
    else:
        low, high = (round((day - start) / _SIZE[unit]) for day in (first, last))
    return f"{unit}s {signed(low)} to {signed(high)} since {axis.since(anchor)}"


def moment_text(day: float, grain: Grain, mode: AxisMode, zero: date | None) -> str:
    """Return a study day in a table's words, in one unit down the column: "month 2.1"."""
    if mode == "calendar" and zero is not None:
        return _full(calendar_date(day, zero))
    if grain != "month":
        return f"day {signed(floor(day))}"
    return f"month {months_text(day, zero)}"


def _full(on: date) -> str:
    return f"{on.day} {calendar.month_abbr[on.month]} {on.year}"


def day_text(day: float, axis: TimeAxis, zero: date | None) -> str:
    """Return a study day as the cursor's tag reads it: "month 13.4", "12 Apr 2022", "day -3"."""
    if zero is not None and axis.by_calendar(zero):
        return _full(calendar_date(day, zero))
    away = floor(day) - axis.start
    unit = axis.unit
    if unit == "auto":
        unit = "day" if abs(day - axis.start) < 45 else "month"  # noqa: PLR2004
    if unit == "day":
        return f"day {signed(int(away))}"
    if unit == "week":  # whole weeks and the days beyond: nobody counts tenths of a week
        weeks, days = divmod(int(away), 7)
        return f"week {signed(weeks)}" + (f" (day {signed(int(away))})" if days else "")
    return f"month {months_words(day - axis.start, axis.date(zero))}"


def months_words(day: float, zero: date | None) -> str:
    """Return days as months with one decimal and a true minus sign: "13.4"."""
    return f"{months_since(day, zero):.1f}".replace("-", "\u2212").replace("\u22120.0", "0.0")


def length_text(days: float) -> str:
    """Return how long a stretch is, as it is written on a fold: "14 months", "3 years"."""
    months = round(days / DAYS_PER_MONTH)
    if months >= 24 and months % 12 == 0:  # noqa: PLR2004 - two years are said in years
        return f"{months // 12} years"
    return "1 month" if months == 1 else f"{months} months"


def ticks_between(scale: TimeScale, axis: TimeAxis, zero: date | None, most: int) -> list[Tick]:
    """Return the ticks that fit a scale: as close as without folds, and none inside a fold."""
    length = scale.last - scale.first
    most_even = most * length / scale.folds.length(scale.first, scale.last)
    if zero is not None and axis.by_calendar(zero):
        ticks = calendar_ticks(scale.first, scale.last, zero, most_even)
    else:
        ticks = relative_ticks(scale.first, scale.last, zero, most_even, axis)
    return [tick for tick in ticks if scale.folds.at(tick.day) is None]
