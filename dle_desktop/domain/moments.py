"""The moment: when something was, as exactly as it is known and no more.

A moment is a calendar date of day, month or year precision (ISO 8601 reduced), or an offset from
day 0 (ISO 8601 duration of one sign, `-` in front allowed), each exact, about, before or after.
It does not know where day 0 lies; `dates.resolve` turns it into an interval of study days.
"""

import re
from datetime import date as calendar_date
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta, Struct

Certainty = Literal["exact", "about", "before", "after"]
DATE_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$(?!\n)"
OFFSET_PATTERN = r"^-?P([0-9]{1,4}Y)?([0-9]{1,5}M)?([0-9]{1,5}W)?([0-9]{1,6}D)?$(?!\n)"
FIRST_YEAR, LAST_YEAR = 1900, 2199

_OFFSET = re.compile(r"(-?)P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?", re.ASCII)


class Moment(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """A calendar date or an offset from day 0, with its certainty.

    Raises
    ------
    ValueError
        If not exactly one of `date` and `offset` is given, or if it does not exist.
    """

    date: Annotated[str, Meta(pattern=DATE_PATTERN)] | None = None
    offset: Annotated[str, Meta(pattern=OFFSET_PATTERN)] | None = None
    certainty: Certainty = "exact"

    def __post_init__(self) -> None:
        """Refuse what no calendar has: month 13, 30 February, a year outside 1900-2199."""
        if (self.date is None) == (self.offset is None):
            raise ValueError("a moment is either a date or an offset from day 0")
        if self.date is not None:
            first_day(self.date)
        if self.offset is not None:
            split_offset(self.offset)


@lru_cache(maxsize=65_536)  # a file repeats its days; reading one asks for each again
def first_day(text: str) -> calendar_date:
    """Return the first day of an ISO 8601 date of year, month or day precision.

    Raises
    ------
    ValueError
        If the text is no such date, or lies outside 1900-2199.
    """
    if not re.fullmatch(DATE_PATTERN, text, re.ASCII):
        raise ValueError("a date is written YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"a year lies between {FIRST_YEAR} and {LAST_YEAR}")
    try:
        return calendar_date(year, month, day)
    except ValueError as error:
        raise ValueError(f"no calendar has the date {text}") from error


@lru_cache(maxsize=65_536)
def split_offset(text: str) -> tuple[int, int, int, int, int]:
    """Return (sign, years, months, weeks, days) of an ISO 8601 duration such as P5M or -P2W.

    Raises
    ------
    ValueError
        If the text is no such duration, or names no unit, or reaches beyond 200 years.
    """
    found = _OFFSET.fullmatch(text)
    if found is None or all(part is None for part in found.groups()[1:]):
        raise ValueError("an offset is written like P14D, P2W, P5M or -P1Y")
    years, months, weeks, days = (int(part or 0) for part in found.groups()[1:])
    if years * 366 + months * 31 + weeks * 7 + days > 200 * 366:
        raise ValueError("an offset reaches at most 200 years")
    return (-1 if found.group(1) else 1), years, months, weeks, days
