"""Moments without the calendar: counted from day 0, or as years only.

Each answer says how the moment was treated, as a code. It does not know which moments a case has.
"""

from datetime import date
from typing import Final, Literal, NamedTuple

from msgspec.structs import replace

from dle_desktop.domain.dates import DAYS_PER_MONTH, Interval, calendar_date, resolve
from dle_desktop.domain.moments import FIRST_YEAR, LAST_YEAR, Moment, split_offset

DAYS_PER_YEAR: Final = 365.25
How = Literal["days", "years"]
Treated = Literal[
    "moments-days", "moments-kept", "moments-whole", "moments-weeks", "moments-open",
    "moments-years", "moments-dropped",
]  # fmt: skip


class Reduced(NamedTuple):
    """What is left of a moment, None where nothing could be, and how it was treated."""

    moment: Moment | None
    treated: Treated


_NOTHING: Final = Reduced(None, "moments-dropped")


def reduced_moment(moment: Moment, zero: date | None, how: How) -> Reduced:
    """Return a moment as it may leave, counted from day 0 or as a year."""
    try:
        return _in_days(moment, zero) if how == "days" else _in_years(moment, zero)
    except ValueError:  # further away than a moment can tell
        return _NOTHING


def _in_days(moment: Moment, zero: date | None) -> Reduced:
    """Count a moment in days.

    One known to the day, and the edge of what is only before or after, keeps its day.
    """
    bare = resolve(replace(moment, certainty="exact"), zero)
    if zero is None or bare is None:
        return Reduced(moment, "moments-kept") if moment.offset is not None else _NOTHING
    if bare.exact:
        return Reduced(_days(bare.low, moment), "moments-days")
    if moment.date is None:
        return Reduced(moment, "moments-kept")
    if moment.certainty in {"before", "after"}:
        edge = bare.high if moment.certainty == "before" else bare.low
        return Reduced(_days(edge, moment), "moments-days")
    return _in_whole_ones(moment, bare)


def _in_whole_ones(moment: Moment, bare: Interval) -> Reduced:
    """Count what is known to a month or a year only.

    The nearest whole month or year is as wide as the one that was written and off by half of it at
    most. Around day 0 there is no such: a month becomes about a week, a year what is before its
    end.
    """
    is_year = len(moment.date or "") == len("YYYY")
    unit, length = ("Y", DAYS_PER_YEAR) if is_year else ("M", DAYS_PER_MONTH)
    if count := round(bare.at / length):
        return Reduced(_offset(count, unit, moment), "moments-whole")
    if is_year:
        return Reduced(replace(_days(bare.high, moment), certainty="before"), "moments-open")
    weeks = round(bare.at / 7) or (1 if bare.at >= 0 else -1)
    return Reduced(replace(_offset(weeks, "W", moment), certainty="about"), "moments-weeks")


def _in_years(moment: Moment, zero: date | None) -> Reduced:
    bare = resolve(replace(moment, certainty="exact"), zero)
    if bare is None:
        return _NOTHING
    if zero is None:
        count = round(bare.at / DAYS_PER_YEAR)
        return Reduced(_offset(count, "Y", moment), "moments-years") if count else _NOTHING
    first, middle, last = (calendar_date(d, zero).year for d in (bare.low, bare.at, bare.high))
    year, certainty = middle, moment.certainty
    if certainty == "before":
        year = last
    elif certainty == "after":
        year = first
    elif first != last:
        certainty = "about"
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _NOTHING
    return Reduced(Moment(date=f"{year:04}", certainty=certainty), "moments-years")


def _days(day: float, moment: Moment) -> Moment:
    return _offset(round(day), "D", moment)


def _offset(count: int, unit: str, moment: Moment) -> Moment:
    text = f"{'-' if count < 0 else ''}P{abs(count)}{unit}"
    split_offset(text)
    return Moment(offset=text, certainty=moment.certainty)
