"""Months: calendar months where there is a calendar, else of one length."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.months import month_day, months_later, months_since, months_text

ZERO = date(2024, 1, 31)
zeros = st.none() | st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("months", "day"), [(0, 0), (1, 29), (2, 60), (3, 90), (12, 366), (24, 731), (-1, -31)]
)
def test_months_are_calendar_months_clipped_to_the_months_length(months: int, day: int) -> None:
    assert month_day(months, ZERO) == day


def test_a_month_without_a_calendar_is_30_4375_days() -> None:
    assert month_day(10, None) == 304.375
    assert months_since(304.375, None) == 10


@given(zeros, st.integers(-600, 600))
def test_months_are_read_back_from_their_day(zero: date | None, months: int) -> None:
    assert months_since(month_day(months, zero), zero) == pytest.approx(months)


@given(zeros, st.floats(-8000, 8000), st.floats(0, 500))
def test_later_days_are_later_months(zero: date | None, day: float, more: float) -> None:
    assert months_since(day + more, zero) >= months_since(day, zero)


@pytest.mark.parametrize(
    ("day", "zero", "text"),
    [
        (0, None, "0"),
        (-0.4, None, "0"),
        (304.375, None, "10"),
        (64, None, "2.1"),
        (-61, None, "\N{MINUS SIGN}2"),
        (60, ZERO, "2"),
    ],
)
def test_months_are_written_with_one_decimal_at_most(
    day: float, zero: date | None, text: str
) -> None:
    assert months_text(day, zero) == text


@pytest.mark.parametrize(
    ("day", "months", "zero", "later"),
    [
        (0.0, 1, date(2024, 1, 31), 29.0),
        (29.0, -1, date(2024, 1, 31), -2.0),
        (366.5, -12, date(2024, 1, 31), 0.5),
        (10.0, 2, None, 70.875),
        (10.0, -2, None, -50.875),
    ],
)
def test_months_later_are_calendar_months_where_they_are_known(
    day: float, months: int, zero: date | None, later: float
) -> None:
    assert months_later(day, months, zero) == later
