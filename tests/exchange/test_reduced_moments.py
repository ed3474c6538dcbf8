"""Moments without the calendar: days from day 0, or years only."""

from datetime import date

import pytest

from dle_desktop.domain.moments import Certainty, Moment
from dle_desktop.exchange.reduced_moments import How, reduced_moment

ZERO = date(2024, 1, 10)


@pytest.mark.parametrize(
    ("written", "certainty", "left", "certainty_left", "treated"),
    [
        ("2024-01-10", "exact", "P0D", "exact", "moments-days"),
        ("2024-03-01", "exact", "P51D", "exact", "moments-days"),
        ("2023-12-31", "about", "-P10D", "about", "moments-days"),
        ("2024-03-01", "before", "P51D", "before", "moments-days"),
        ("2024-03", "exact", "P2M", "exact", "moments-whole"),
        ("2024-03", "about", "P2M", "about", "moments-whole"),
        ("2024-03", "before", "P81D", "before", "moments-days"),
        ("2024-03", "after", "P51D", "after", "moments-days"),
        ("2021", "exact", "-P3Y", "exact", "moments-whole"),
        ("2024-01", "exact", "P1W", "about", "moments-weeks"),
        ("2024", "exact", "P356D", "before", "moments-open"),
        ("P1M3D", "exact", "P34D", "exact", "moments-days"),
        ("P5M", "about", "P5M", "about", "moments-kept"),
        ("-P2W", "exact", "-P2W", "exact", "moments-kept"),
        ("P0M", "exact", "P0D", "exact", "moments-days"),
    ],
)
def test_a_moment_is_counted_from_day_0(
    written: str, certainty: Certainty, left: str, certainty_left: Certainty, treated: str
) -> None:
    expected = Moment(offset=left, certainty=certainty_left)
    assert reduced_moment(moment(written, certainty), ZERO, "days") == (expected, treated)


@pytest.mark.parametrize(
    ("zero", "week"),
    [
        (date(2024, 1, 1), "P2W"),
        (date(2024, 1, 16), "P1W"),
        (date(2024, 1, 17), "-P1W"),
        (date(2024, 1, 31), "-P2W"),
    ],
)
def test_a_month_around_day_0_becomes_about_a_week(zero: date, week: str) -> None:
    expected = Moment(offset=week, certainty="about")
    assert reduced_moment(Moment(date="2024-01"), zero, "days") == (expected, "moments-weeks")


@pytest.mark.parametrize(
    ("written", "certainty", "left", "certainty_left"),
    [
        ("2024-03-01", "exact", "2024", "exact"),
        ("2024-03", "about", "2024", "about"),
        ("2021", "before", "2021", "before"),
        ("P14D", "exact", "2024", "exact"),
        ("P1Y", "exact", "2025", "about"),
        ("P1Y", "before", "2025", "before"),
        ("P1Y", "after", "2024", "after"),
        ("-P10D", "exact", "2023", "exact"),
    ],
)
def test_only_the_year_remains(
    written: str, certainty: Certainty, left: str, certainty_left: Certainty
) -> None:
    expected = Moment(date=left, certainty=certainty_left)
    told = reduced_moment(moment(written, certainty), ZERO, "years")
    assert told == (expected, "moments-years")


@pytest.mark.parametrize(
    ("written", "zero", "how"),
    [
        ("2024-03-01", None, "days"),
        ("2024-03-01", None, "years"),
        ("P5M", None, "years"),
        ("2199-01-01", date(1900, 1, 1), "days"),
        ("P50Y", date(2199, 1, 1), "years"),
    ],
)
def test_what_cannot_be_told_is_dropped(written: str, zero: date | None, how: How) -> None:
    assert reduced_moment(moment(written), zero, how) == (None, "moments-dropped")


def test_without_a_calendar_offsets_stay_or_become_whole_years() -> None:
    offset = Moment(offset="P14M", certainty="about")
    assert reduced_moment(offset, None, "days") == (offset, "moments-kept")
    year = Moment(offset="P1Y", certainty="about")
    assert reduced_moment(offset, None, "years") == (year, "moments-years")


def moment(written: str, certainty: Certainty = "exact") -> Moment:
    if "P" in written:
        return Moment(offset=written, certainty=certainty)
    return Moment(date=written, certainty=certainty)
