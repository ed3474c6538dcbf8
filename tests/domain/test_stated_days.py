"""A day is said in the way its record says days, and never surer than it was by going along."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.dates import exactly, resolve
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.stated_days import moment_on, shifted
from tests.domain.cases import moments

ZERO = date(2022, 1, 3)


@pytest.mark.parametrize(
    ("day", "zero", "like", "said"),
    [
        (14, ZERO, None, Moment(date="2022-01-17")),
        (13.6, ZERO, Moment(date="2022-01"), Moment(date="2022-01-17")),
        (14, ZERO, Moment(offset="P5M"), Moment(offset="P14D")),
        (-3, None, None, Moment(offset="-P3D")),
        (1e9, None, None, Moment(offset="P73200D")),
        (1e9, ZERO, None, Moment(date="2199-12-31")),
        (-1e9, ZERO, None, Moment(date="1900-01-01")),
    ],
)
def test_a_day_keeps_the_kind_of_what_it_replaces(
    day: float, zero: date | None, like: Moment | None, said: Moment
) -> None:
    assert moment_on(day, zero, like) == said


@given(st.integers(-30_000, 30_000), moments)
def test_a_day_that_was_said_is_that_day(day: int, like: Moment) -> None:
    assert resolve(moment_on(day, ZERO, like), ZERO) == exactly(float(day))


@pytest.mark.parametrize(
    ("moment", "after"),
    [
        (Moment(date="2022-01-03"), Moment(date="2022-01-17")),
        (Moment(date="2022-01-03", certainty="before"),
         Moment(date="2022-01-17", certainty="before")),
        (Moment(offset="P10D", certainty="about"), Moment(offset="P24D", certainty="about")),
        (Moment(date="2022-01"), Moment(date="2022-01-30", certainty="about")),
        (Moment(offset="P2W"), Moment(offset="P28D", certainty="about")),
        (None, None),
    ],
)  # fmt: skip
def test_what_goes_along_is_no_surer_than_it_was(
    moment: Moment | None, after: Moment | None
) -> None:
    assert shifted(moment, 14, ZERO) == after


def test_a_date_without_a_calendar_stays() -> None:
    assert shifted(Moment(date="2022"), 14, None) == Moment(date="2022")
