"""A typed stretch of time: what it encloses, what it counts from, what is refused and why."""

from datetime import date

import pytest

from dle_desktop.domain.dosing import Span
from dle_desktop.domain.entry_problem import EntryProblem
from dle_desktop.domain.typed_range import read_range

ZERO = date(2024, 1, 31)
WHOLE = Span(-60.0, 700.0)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("day 10", "day 50", (10, 50)),
        ("day -14", "week 2", (-14, 17)),
        ("", "", (-60, 700)),
        ("", "day 50", (-60, 50)),
        ("day 10", "not reported", (10, 700)),
        ("2024-02-10", "10 Mar 2024", (10, 39)),
        ("Feb 2024", "Feb 2024", (1, 29)),
        ("2025", "", (336, 700)),
        ("day 5", "day 5", (4, 6)),
    ],
)
def test_two_moments_enclose_days(first: str, last: str, days: tuple[float, float]) -> None:
    span = read_range(first, last, ZERO, WHOLE)
    assert (span.first, span.last) == days


def test_a_month_counts_from_the_origin_by_its_own_calendar() -> None:
    span = read_range("day 0", "day 30", ZERO, WHOLE, start=308.0)
    assert (span.first, span.last) == (308, 338)
    span = read_range("month 1", "2025-02-01", ZERO, WHOLE, start=308.0)
    assert span.first == pytest.approx(308 + 31 - 15.2, abs=0.1)  # 4 Jan 2025, a month wide
    assert span.last == 367


def test_without_a_calendar_months_are_of_one_length() -> None:
    span = read_range("month 1", "month 3", None, WHOLE)
    assert (span.first, span.last) == pytest.approx((15.21875, 106.53125))


@pytest.mark.parametrize(
    ("first", "last", "zero", "code"),
    [
        ("day 50", "day 10", ZERO, "reversed"),
        ("day 900", "", ZERO, "reversed"),
        ("2024-02-10", "", None, "no calendar"),
        ("before day 10", "day 50", ZERO, "open"),
        ("day 1", "after 2024", ZERO, "open"),
        ("12", "", ZERO, "no unit"),
        ("03/04/05", "", ZERO, None),
    ],
)
def test_what_encloses_nothing_is_refused(
    first: str, last: str, zero: date | None, code: str | None
) -> None:
    with pytest.raises(EntryProblem) as refused:
        read_range(first, last, zero, WHOLE)
    assert code is None or refused.value.code == code
    assert refused.value.text
