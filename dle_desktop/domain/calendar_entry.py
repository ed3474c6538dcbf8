"""Typed calendar dates, read into ISO 8601 of day, month or year precision.

Read are dates that start with the year and dates with an English month name. Dates in figures that
start with anything else (03/04/05) are refused: they mean different days in different countries.
"""

import re
from datetime import date

from dle_desktop.domain.entry_problem import EntryProblem
from dle_desktop.domain.moments import FIRST_YEAR, LAST_YEAR

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

_MONTH_NUMBER = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
_NAME = "(?P<name>" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?P<year>\d+)"
_GAP = r"(?: ?[-/,] ?| of | |)"
# Patterns stay text until something is typed: the start of the program waits for none of them.
_READINGS = (
    r"(?P<year>\d{4})(?:([-/. ])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2}))?)?",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    rf"{_DAY}{_GAP}{_NAME}{_GAP}{_YEAR}",
    rf"(?P<year>\d{{4}}){_GAP}{_NAME}(?:{_GAP}{_DAY})?",
    rf"{_NAME}{_GAP}{_DAY}(?:, ?| ){_YEAR}",
    rf"{_NAME}{_GAP}{_YEAR}",
)
_IN_FIGURES = r"(\d+) ?([-/. ]) ?(\d+) ?\2 ?(\d+)\.?"
_TWO_FIGURES = r"(\d{1,2})[-/.](\d{4}|\d{1,2})\.?"
_TIMED = r"(\d{4}-\d{2}-\d{2})[t ]\d{1,2}[:.]\d{2}.*"
_WITHOUT_YEAR = rf"(?:{_DAY}{_GAP})?{_NAME}"


def read_date(text: str) -> str | None:
    """Return the ISO 8601 date of small-letter text, or None if it is no date at all.

    Raises
    ------
    EntryProblem
        If it is a date that no calendar has, or that could be several days.
    """
    for pattern in _READINGS:
        if found := re.fullmatch(pattern, text, re.ASCII):
            parts = found.groupdict()
            month = parts.get("name")
            number = str(_MONTH_NUMBER[month]) if month else parts.get("month")
            return _iso(parts["year"], number, parts.get("day"))
    _refuse_incomplete(text)
    return None


def _refuse_incomplete(text: str) -> None:
    if found := re.fullmatch(_IN_FIGURES, text, re.ASCII):
        raise _in_figures(text, (found[1], found[3], found[4]))
    if found := re.fullmatch(_TWO_FIGURES, text, re.ASCII):
        raise _two_figures(text, found[1], found[2])
    if found := re.fullmatch(_TIMED, text, re.ASCII):
        raise EntryProblem("a time of day", f"the time of day is not kept: write {found[1]}")
    if re.fullmatch(_WITHOUT_YEAR, text, re.ASCII):
        raise EntryProblem("no year", f"which year? Write {text.title()} and the year")


def _iso(year: str, month: str | None, day: str | None) -> str:
    if len(year) != len("YYYY"):
        raise EntryProblem("the year", "write the year with four figures, such as 2024")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise EntryProblem("out of range", f"a year lies between {FIRST_YEAR} and {LAST_YEAR}")
    if month is None:
        return year
    if not 1 <= int(month) <= len(MONTHS):
        raise EntryProblem("no such date", f"there is no month {int(month)}")
    if day is None:
        return f"{year}-{int(month):02}"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError as error:
        name = MONTHS[int(month) - 1].title()
        raise EntryProblem("no such date", f"{name} {year} has no day {int(day)}") from error


def _in_figures(text: str, parts: tuple[str, str, str]) -> EntryProblem:
    """Return the refusal of a date in figures that does not start with the year."""
    first, second, third = parts
    readings = ((third, second, first), (third, first, second), (first, second, third))
    days = list(dict.fromkeys(day for reading in readings if (day := _real_day(*reading))))
    if not days:
        return EntryProblem(
            "no such date", f"{text} is no day: write it as 2024-05-17 or 17 May 2024"
        )
    write = f"write {days[0].isoformat()} or {_in_words(days[0])}"
    if len(days) == 1:
        return EntryProblem("date in figures", f"{text} depends on the country: {write}")
    count = {2: "two", 3: "three"}[len(days)]
    return EntryProblem("ambiguous date", f"{text} could be {count} different days: {write}")


def _two_figures(text: str, first: str, second: str) -> EntryProblem:
    if len(second) == len("YYYY") and 1 <= int(first) <= len(MONTHS):
        name = MONTHS[int(first) - 1].title()
        return EntryProblem(
            "date in figures", f"{text} lacks the month's name: write {name} {second}"
        )
    return EntryProblem(
        "date in figures", f"{text} could be a day or a month: write it as 17 May 2024 or May 2024"
    )


def _real_day(year: str, month: str, day: str) -> date | None:
    full_year = int(year) + 2000 if len(year) <= len("YY") else int(year)
    try:
        found = date(full_year, int(month), int(day))
    except (ValueError, OverflowError):
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3].title()} {day.year}"
