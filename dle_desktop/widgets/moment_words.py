"""Moments and days in words for the screen: 17 May 2024, May 2024, about month 5, month 13.4.

What is shown here can be typed back (`domain.entry`), certainty included.
"""

from datetime import date

from dle_desktop.domain.dates import DAYS_PER_MONTH
from dle_desktop.wording import MONTHS, date_words, moment_words

__all__ = ["MONTHS", "date_words", "day_words", "moment_words", "month_text"]


def day_words(day: date) -> str:
    """Return a calendar date with its month as a name."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_text(day: float) -> str:
    """Return a study day as months since day 0 with one decimal."""
    text = f"{day / DAYS_PER_MONTH:.1f}".replace("-", "\u2212")
    return "0" if text in {"0.0", "\u22120.0"} else text
