"""The cells of a foreign table: dates in any order, numbers with point or comma, flags.

What could mean two things is refused until somebody has said which. It knows no column.
"""

import re
from typing import Final, NamedTuple

from dle_desktop.domain.entry import parse_moment
from dle_desktop.domain.entry_problem import EntryProblem
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.csv_mapping import DateOrder

_UNKNOWN: Final = {
    "", "?", "na", "n/a", "nr", "nan", "null", "unknown", "not known", "not reported",
}  # fmt: skip
_TIME: Final = re.compile(
    r"(.{0,100}\d)(?:T| +)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z| ?[aApP][mM])?", re.ASCII
)
_DAY: Final = re.compile(r"(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})", re.ASCII)
_MONTH: Final = re.compile(r"(\d{1,2})[./-](\d{4})", re.ASCII)
_NUMBER: Final = re.compile(r"(<=|>=|<|>|≤|≥)? ?([+-]?\d{1,15}(?:[.,]\d{1,15})?)", re.ASCII)
_GROUPED: Final = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_SIGNS: Final = {"≤": "<=", "≥": ">="}
_FLAGS: Final = {
    "yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False,
    "0": False,
}  # fmt: skip


class Unreadable(Exception):
    """A cell that was not read: the code and facts of its problem."""

    def __init__(self, code: str, *facts: str) -> None:
        super().__init__(code, *facts)
        self.code = code
        self.facts = facts


class When(NamedTuple):
    """A moment that was read, and whether a time of day was left out of it."""

    moment: Moment
    timed: bool


class Figure(NamedTuple):
    """A number that was read, with the comparator in front of it."""

    value: float
    comparator: str | None


def is_unknown(cell: str) -> bool:
    """Whether a cell says that nothing is known."""
    return cell.strip().casefold() in _UNKNOWN


def read_when(cell: str, order: DateOrder | None) -> When:
    """Return the moment in a cell.

    Raises
    ------
    Unreadable
        If it is none, or could be two days and no order was given.
    """
    text = cell.strip()
    timed = _TIME.fullmatch(text)
    day = timed[1] if timed else text
    if found := _DAY.fullmatch(day):
        first, _, second, year = found.groups()
        return When(_in_figures(text, (first, second, year), order), timed is not None)
    if found := _MONTH.fullmatch(day):
        day = f"{found[2]}-{int(found[1]):02}"
    try:
        moment = parse_moment(day)
    except EntryProblem as error:
        raise Unreadable("value", error.text) from error
    if moment is None:
        raise Unreadable("csv-date", text)
    return When(moment, timed is not None)


def orders_of(cell: str) -> frozenset[DateOrder] | None:
    """Return the orders in which a date in figures is a day; None for any other cell."""
    found = _DAY.fullmatch(cell.strip())
    if found is None:
        return None
    return frozenset(_days(found[1], found[3], found[4]))


def _in_figures(text: str, parts: tuple[str, str, str], order: DateOrder | None) -> Moment:
    first, second, year = parts
    if len(year) != len("YYYY"):
        raise Unreadable("csv-year", text)
    days = _days(first, second, year)
    if order is not None:
        days = {key: day for key, day in days.items() if key == order}
    if not days:
        raise Unreadable("csv-date", text)
    if len(set(days.values())) > 1:
        raise Unreadable("csv-date-order", text, *sorted(days.values()))
    return Moment(date=next(iter(days.values())))


def _days(first: str, second: str, year: str) -> dict[DateOrder, str]:
    """Return the day a date in figures is in each order that makes it one."""
    texts: dict[DateOrder, str] = {
        "dmy": f"{year:0>4}-{int(second):02}-{int(first):02}",
        "mdy": f"{year:0>4}-{int(first):02}-{int(second):02}",
    }
    return {order: text for order, text in texts.items() if _exists(text)}


def _exists(text: str) -> bool:
    # A year of two figures tells as much of the order of day and month as any.
    try:
        Moment(date=f"20{text[2:]}" if text.startswith("00") else text)
    except ValueError:
        return False
    return True


def read_figure(cell: str, *, decimal_comma: bool | None) -> Figure:
    """Return the number in a cell.

    Raises
    ------
    Unreadable
        If it is none, or could be two numbers: 1,500 where nobody said what a comma is.
    """
    found = _NUMBER.fullmatch(cell.strip())
    if found is None:
        raise Unreadable("csv-number", cell)
    sign, number = found.groups()
    if decimal_comma is None and ("," in number or is_grouped(number)):
        raise Unreadable("csv-decimal", cell)
    if ("." if decimal_comma else ",") in number:
        raise Unreadable("csv-mark", cell)
    return Figure(float(number.replace(",", ".")), _SIGNS.get(sign, sign))


def is_grouped(number: str) -> bool:
    """Whether the mark in a number may separate thousands: 1.500 or 1,500, but not 1.5."""
    return _GROUPED.fullmatch(number.strip()) is not None


def read_whole(cell: str, *, decimal_comma: bool | None) -> int:
    """Return the whole number in a cell; 18.0 is one.

    Raises
    ------
    Unreadable
        If it is none.
    """
    figure = read_figure(cell, decimal_comma=decimal_comma)
    if figure.comparator is not None or not figure.value.is_integer():
        raise Unreadable("csv-integer", cell)
    return int(figure.value)


def read_flag(cell: str) -> bool:
    """Return the yes or no in a cell.

    Raises
    ------
    Unreadable
        If it is neither.
    """
    found = _FLAGS.get(cell.strip().casefold())
    if found is None:
        raise Unreadable("csv-flag", cell)
    return found


def has_figure(cell: str) -> bool:
    """Whether a cell holds a figure, so that it is no result in words."""
    return any(character.isdigit() for character in cell)
