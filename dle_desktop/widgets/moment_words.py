"""Moments and days in words for the screen: 17 May 2024, May 2024, about month 5, month 13.4.

What is shown here can be typed back (`domain.entry`), certainty included.
"""

from datetime import date

from dle_desktop.domain.dates import DAYS_PER_MONTH
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.moments import Moment

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment_words(moment: Moment | None) -> str:
    """Return a moment with its month as a name; nothing for None."""
    if moment is None or moment.date is None:
        return format_moment(moment)
    words = date_words(moment.date)
    return words if moment.certainty == "exact" else f"{moment.certainty} {words}"


def date_words(text: str) -> str:
    """Return an ISO 8601 date of day, month or year precision with its month as a name."""
    year, *rest = text.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def day_words(day: date) -> str:
    """Return a calendar date with its month as a name."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_text(day: float) -> str:
    """Return a study day as months since day 0 with one decimal."""
    text = f"{day / DAYS_PER_MONTH:.1f}".replace("-", "\u2212")
    return "0" if text in {"0.0", "\u22120.0"} else text
