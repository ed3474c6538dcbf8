"""The time axis: months are calendar months where there is a calendar, ticks fit and are right."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop.domain.dosing import Span
from dle_desktop.domain.months import month_day
from dle_desktop.drawing.axes import (
    AxisMode,
    TimeAxis,
    TimeScale,
    Unit,
    calendar_ticks,
    day_text,
    grain_of,
    length_text,
    moment_text,
    range_text,
    relative_ticks,
    signed,
    ticks_between,
    title,
)
from dle_desktop.drawing.time_axis import CALENDAR, RELATIVE, Origin
from dle_desktop.drawing.time_scale import Folds

ZERO = date(2024, 1, 31)
UNITS: tuple[Unit, ...] = ("auto", "day", "week", "month")
zeros = st.none() | st.dates(date(1950, 1, 1), date(2150, 12, 31))
stretches = st.tuples(st.floats(-8000, 8000), st.floats(3, 12_000))


@given(stretches, st.floats(-500, 500), st.floats(1, 4000), st.floats(-20_000, 20_000))
def test_a_day_is_read_back_from_its_position(
    stretch: tuple[float, float], left: float, width: float, day: float
) -> None:
    scale = TimeScale(stretch[0], stretch[0] + stretch[1], left, width)
    assert scale.day(scale.x(day)) == pytest.approx(day, abs=1e-3)
    assert scale.x(scale.first) == left
    assert scale.x(scale.last) == pytest.approx(scale.right)


@given(stretches, zeros, st.integers(2, 30))
@example((-61.0, 800.0), date(2020, 2, 29), 8)
def test_relative_ticks_fit_and_say_their_day(
    stretch: tuple[float, float], zero: date | None, most: int
) -> None:
    first, last = stretch[0], stretch[0] + stretch[1]
    ticks = relative_ticks(first, last, zero, most)
    assert all(first <= tick.day <= last for tick in ticks)
    assert len(ticks) <= most + 2
    size = {"day": 1, "week": 7}.get(grain_of(first, last))
    for tick in ticks:
        number = int(tick.text.replace("\N{MINUS SIGN}", "-"))
        assert tick.day == (month_day(number, zero) if size is None else number * size)
        assert tick.strong == (number == 0)
        assert "-" not in tick.text


@given(stretches, st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(2, 30))
@example((-40.0, 800.0), date(2023, 12, 31), 6)
def test_calendar_ticks_stand_on_the_days_they_name(
    stretch: tuple[float, float], zero: date, most: int
) -> None:
    first, last = stretch[0], stretch[0] + stretch[1]
    ticks = calendar_ticks(first, last, zero, most)
    assert all(first <= tick.day <= last for tick in ticks)
    assert len(ticks) <= most + 2
    for tick in ticks:
        on = zero + timedelta(days=int(tick.day))
        said = {f"{on.day} {on:%b}"} if stretch[1] <= 62 else {f"{on:%b}", f"{on.year}"}
        assert tick.text in said
        assert stretch[1] <= 62 or on.day == 1


def test_each_turn_of_the_year_is_strong_and_says_the_year() -> None:
    ticks = calendar_ticks(-30, 800, date(2023, 11, 15), 12)
    assert [tick.text for tick in ticks if tick.strong] == ["2024", "2025", "2026"]
    assert "Jan" not in {tick.text for tick in ticks}


def test_calendar_ticks_cross_the_leap_day() -> None:
    days = {tick.text: tick.day for tick in calendar_ticks(0, 10, date(2024, 2, 25), 20)}
    assert days["29 Feb"] == 4
    assert days["1 Mar"] == 5


@pytest.mark.parametrize(
    ("length", "grain"), [(45, "day"), (46, "week"), (130, "week"), (131, "month")]
)
def test_the_axis_counts_as_a_clinic_would(length: float, grain: str) -> None:
    assert grain_of(0, length) == grain


@pytest.mark.parametrize(
    ("day", "mode", "zero", "said"),
    [
        (-3.0, "relative", None, "day \N{MINUS SIGN}3"),
        (0.0, "relative", None, "day 0"),
        (44.9, "relative", None, "day 44"),
        (304.375, "relative", None, "month 10.0"),
        (-304.375, "relative", None, "month \N{MINUS SIGN}10.0"),
        (366.0, "relative", ZERO, "month 12.0"),
        (29.0, "calendar", ZERO, "29 Feb 2024"),
        (29.9, "calendar", ZERO, "29 Feb 2024"),
        (-0.5, "calendar", ZERO, "30 Jan 2024"),
        (29.0, "calendar", None, "day 29"),
    ],
)
def test_a_day_is_told_in_words(day: float, mode: AxisMode, zero: date | None, said: str) -> None:
    assert day_text(day, TimeAxis(mode), zero) == said


@pytest.mark.parametrize(
    ("day", "grain", "mode", "said"),
    [
        (0.0, "month", "relative", "month 0"),
        (-0.4, "month", "relative", "month 0"),
        (-31.0, "month", "relative", "month \N{MINUS SIGN}1"),
        (44.0, "month", "relative", "month 1.5"),
        (44.0, "week", "relative", "day 44"),
        (-44.0, "day", "relative", "day \N{MINUS SIGN}44"),
        (1.0, "month", "calendar", "1 Feb 2024"),
    ],
)
def test_a_column_tells_every_moment_in_one_unit(
    day: float, grain: str, mode: AxisMode, said: str
) -> None:
    assert moment_text(day, grain, mode, ZERO) == said  # type: ignore[arg-type]


def test_the_title_says_what_is_counted_and_where_no_calendar_is_known() -> None:
    since = "first lenalidomide dose"
    assert title(TimeAxis("relative"), 0, 600, since, None) == f"months since {since}"
    assert title(TimeAxis("relative"), 0, 30, since, None) == f"days since {since}"
    assert (
        title(TimeAxis("calendar"), 0, 600, since, ZERO)
        == f"calendar; day 0 is 31 Jan 2024, {since}"
    )
    assert (
        title(TimeAxis("calendar"), 0, 60, since, None)
        == f"weeks since {since}; no calendar date known"
    )


def test_the_range_is_told_in_the_axis_own_unit() -> None:
    since = "diagnosis"
    assert range_text(TimeAxis("relative"), -61, 670, since, None) == (
        "months \N{MINUS SIGN}2 to 22 since diagnosis"
    )
    assert range_text(TimeAxis("relative"), 0, 70, since, None) == "weeks 0 to 10 since diagnosis"
    assert range_text(TimeAxis("calendar"), 0, 29, since, ZERO) == "31 Jan 2024 to 29 Feb 2024"


def test_negative_numbers_have_a_true_minus() -> None:
    assert (signed(-12), signed(0), signed(3)) == ("\N{MINUS SIGN}12", "0", "3")


def counted_from(day: float, unit: Unit = "auto") -> TimeAxis:
    return TimeAxis(unit=unit, origin=Origin("key", day, "10 mg/d", "10 mg/d (month 10)"))


@given(stretches, zeros, st.integers(2, 30), st.integers(-4000, 4000), st.sampled_from(UNITS))
@example((-61.0, 800.0), date(2020, 2, 29), 8, 308, "month")
@example((-400.0, 800.0), date(2024, 1, 31), 8, -31, "month")
def test_ticks_count_from_the_origin_in_whole_days(
    stretch: tuple[float, float], zero: date | None, most: int, origin: int, unit: Unit
) -> None:
    first, last = stretch[0], stretch[0] + stretch[1]
    axis = counted_from(float(origin), unit)
    ticks = relative_ticks(first, last, zero, most, axis)
    assert all(first <= tick.day <= last for tick in ticks)
    assert len(ticks) <= most + 2
    grain = grain_of(first, last, unit)
    for tick in ticks:
        number = int(tick.text.replace("\N{MINUS SIGN}", "-"))
        assert tick.strong == (number == 0) == (tick.day == origin)
        if grain != "month":
            assert tick.day == origin + number * {"day": 1, "week": 7}[grain]
        elif zero is None:
            assert tick.day == pytest.approx(origin + number * 30.4375)
        else:  # the same day of the month as the origin, or the month's last
            began = zero + timedelta(days=origin)
            on = zero + timedelta(days=int(tick.day))
            assert (on.year - began.year) * 12 + on.month - began.month == number
            assert on.day == began.day or (on + timedelta(days=1)).day == 1


@given(stretches, st.sampled_from(UNITS))
def test_a_unit_too_long_for_what_is_shown_gives_way(
    stretch: tuple[float, float], unit: Unit
) -> None:
    first, last = stretch[0], stretch[0] + stretch[1]
    if unit != "auto" and stretch[1] >= 61:
        assert grain_of(first, last, unit) == unit
    assert relative_ticks(first, last, None, 30, TimeAxis(unit=unit)) or stretch[1] < 14


@pytest.mark.parametrize(
    ("day", "unit", "said"),
    [
        (308.0, "auto", "day 0"),
        (307.0, "auto", "day \N{MINUS SIGN}1"),
        (352.9, "auto", "day 44"),
        (353.0, "auto", "month 1.5"),
        (353.0, "day", "day 45"),
        (315.0, "week", "week 1"),
        (312.0, "week", "week 0 (day 4)"),
        (306.0, "week", "week \N{MINUS SIGN}1 (day \N{MINUS SIGN}2)"),
        (308.4, "month", "month 0.0"),
        (307.0, "month", "month 0.0"),
        (0.0, "month", "month \N{MINUS SIGN}10.1"),
    ],
)
def test_a_day_is_told_from_the_origin_in_its_unit(day: float, unit: Unit, said: str) -> None:
    assert day_text(day, counted_from(308.0, unit), ZERO) == said


def test_a_calendar_month_is_counted_from_the_origins_date() -> None:
    axis = counted_from(29.0)  # 29 Feb 2024
    assert day_text(29.0 + 366 - 1, axis, ZERO) == "month 12.0"  # 28 Feb 2025
    assert day_text(29.0 - 62, axis, ZERO) == "month \N{MINUS SIGN}2.0"  # 29 Dec 2023


def test_title_and_range_say_what_is_counted_from() -> None:
    axis, day_0 = counted_from(308.0), "first dose"
    assert title(axis, 0, 600, day_0, ZERO) == "months since 10 mg/d"
    assert title(counted_from(308.0, "week"), 0, 600, day_0, ZERO) == "weeks since 10 mg/d"
    by_date = replace(axis, mode="calendar")
    assert title(by_date, 0, 600, day_0, ZERO) == "calendar; 10 mg/d on 4 Dec 2024"
    assert range_text(axis, 0, 600, day_0, None) == "months \N{MINUS SIGN}10 to 10 since 10 mg/d"


@pytest.mark.parametrize(
    ("days", "said"),
    [(30, "1 month"), (183, "6 months"), (426, "14 months"), (731, "2 years"), (1100, "3 years"),
     (1150, "38 months")],
)  # fmt: skip
def test_a_length_is_said_in_months_or_whole_years(days: float, said: str) -> None:
    assert length_text(days) == said


@pytest.mark.parametrize("axis", [RELATIVE, CALENDAR])
def test_no_tick_stands_in_a_fold_and_the_others_are_as_close_as_elsewhere(axis: TimeAxis) -> None:
    folds = Folds((Span(400.0, 4000.0),), 60.0)
    scale = TimeScale(-30, 4500, 0, 800, folds)
    ticks = ticks_between(scale, axis, ZERO, 18)
    assert not [tick for tick in ticks if 400 < tick.day < 4000]
    unfolded = ticks_between(TimeScale(-30, 960, 0, 800), axis, ZERO, 18)
    assert ticks[1].day - ticks[0].day == pytest.approx(unfolded[1].day - unfolded[0].day, abs=3)
