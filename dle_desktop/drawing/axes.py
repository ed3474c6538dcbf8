"""The time axis: days to pixels, and the ticks, in months, weeks or days since day 0 or calendar.

Months are calendar months where the case has a calendar, else 30.4375 days (`dates`). Ticks are
computed from whole days: no seconds, no time zones.
"""

import calendar
from datetime import date
from math import ceil, floor
from typing import Literal

from msgspec import Struct

from dle_desktop.domain.dates import DAYS_PER_MONTH, calendar_date
from dle_desktop.domain.months import month_day, months_since, months_text

AxisMode = Literal["relative", "calendar"]
Grain = Literal["day", "week", "month"]


class TimeScale(Struct, frozen=True):
    """Where a study day lies: `first` at `left`, `last` at `left + width`, linear between."""

    first: float
    last: float
    left: float
    width: float

    def x(self, day: float) -> float:
        """Return the horizontal position of a study day."""
        return self.left + (day - self.first) * self.width / (self.last - self.first)

    def day(self, x: float) -> float:
        """Return the study day at a horizontal position."""
        return self.first + (x - self.left) * (self.last - self.first) / self.width

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


class Tick(Struct, frozen=True):
    """A labelled place on the axis; `strong` marks day 0 and the turn of a year."""

    day: float
    text: str
    strong: bool = False


def grain_of(first: float, last: float) -> Grain:
    """Return the unit a relative axis counts in: what a clinic would say of such a stretch."""
    length = last - first
    if length <= 45:  # noqa: PLR2004
        return "day"
    return "week" if length <= 130 else "month"  # noqa: PLR2004


def relative_ticks(first: float, last: float, zero: date | None, most: int) -> list[Tick]:
    """Return at most about `most` ticks in days, weeks or months since day 0."""
    grain = grain_of(first, last)
    if grain == "month":
        low = floor(first / DAYS_PER_MONTH) - 1
        high = ceil(last / DAYS_PER_MONTH) + 1
        step = _step((last - first) / DAYS_PER_MONTH, most, (1, 2, 3, 6, 12, 24, 60, 120, 240))
        numbers = [n for n in range(low, high + 1) if n % step == 0]
        placed = [(month_day(number, zero), number) for number in numbers]
    else:
        size = 7 if grain == "week" else 1
        step = _step((last - first) / size, most, (1, 2, 4, 7, 8, 14, 28))
        low, high = floor(first / size), ceil(last / size)
        placed = [(float(n * size), n) for n in range(low, high + 1) if n % step == 0]
    return [
        Tick(day, signed(number), strong=number == 0)
        for day, number in placed
        if first <= day <= last
    ]


def calendar_ticks(first: float, last: float, zero: date, most: int) -> list[Tick]:
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


def _step(count: float, most: int, steps: tuple[int, ...]) -> int:
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


def title(mode: AxisMode, first: float, last: float, anchor: str, zero: date | None) -> str:
    """Return what the axis counts: "months since first lenalidomide dose", "calendar"."""
    if mode == "calendar" and zero is not None:
        return f"calendar; day 0 is {_full(zero)}, {anchor}"
    unit = grain_of(first, last)
    words = f"{unit}s since {anchor}"
    return f"{words}; no calendar date known" if mode == "calendar" else words


def range_text(mode: AxisMode, first: float, last: float, anchor: str, zero: date | None) -> str:
    """Return the stretch shown: "months -2 to 22 since first lenalidomide dose"."""
    if mode == "calendar" and zero is not None:
        return f"{_full(calendar_date(first, zero))} to {_full(calendar_date(last, zero))}"
    unit = grain_of(first, last)
    if unit == "month":
        low, high = round(months_since(first, zero)), round(months_since(last, zero))
    else:
        size = 7 if unit == "week" else 1
        low, high = round(first / size), round(last / size)
    return f"{unit}s {signed(low)} to {signed(high)} since {anchor}"


def moment_text(day: float, grain: Grain, mode: AxisMode, zero: date | None) -> str:
    """Return a study day in a table's words, in one unit down the column: "month 2.1"."""
    if mode == "calendar" and zero is not None:
        return _full(calendar_date(day, zero))
    if grain != "month":
        return f"day {signed(floor(day))}"
    return f"month {months_text(day, zero)}"


def _full(on: date) -> str:
    return f"{on.day} {calendar.month_abbr[on.month]} {on.year}"


def day_text(day: float, mode: AxisMode, zero: date | None) -> str:
    """Return a study day as the cursor's tag reads it: "month 13.4", "12 Apr 2022", "day -3"."""
    if mode == "calendar" and zero is not None:
        return _full(calendar_date(day, zero))
    if abs(day) < 45:  # noqa: PLR2004
        return f"day {signed(floor(day))}"
    months = months_since(day, zero)
    return f"month {f'{months:.1f}'.replace('-', chr(0x2212))}"
