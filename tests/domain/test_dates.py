"""Where moments lie: day 0, intervals of doubt, calendar months."""

from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.case import (
    Anchor,
    AnchorKind,
    Assessment,
    Case,
    Course,
    Dose,
    Event,
    LabResult,
    Taper,
    TaperStep,
)
from dle_desktop.domain.dates import (
    DAYS_PER_MONTH,
    add_months,
    calendar_date,
    day_zero,
    exactly,
    moments_of,
    resolve,
    stated_zero,
)
from dle_desktop.domain.moments import Certainty, Moment
from tests.domain.cases import CASE_ID, cases, days, moments

ZERO = date(2024, 1, 31)


def _case(
    *starts: str, anchor: str | None = None, kind: AnchorKind = "first index dose", visit: str = ""
) -> Case:
    return Case(
        id=CASE_ID,
        label="Case",
        index_drug="lenalidomide",
        anchor=Anchor(kind=kind, date=anchor),
        courses=(
            Course(id="other", drug="dapsone", doses=(Dose(id="o", start=Moment(date="2020")),)),
            Course(
                id="course",
                drug="Revlimid",
                doses=tuple(
                    Dose(id=f"d{number}", start=Moment(date=start))
                    for number, start in enumerate(starts)
                ),
            ),
        ),
        assessments=(Assessment(id="a", moment=Moment(date=visit)),) if visit else (),
    )


@given(moments, st.none() | days)
def test_an_interval_holds_the_place_where_it_is_drawn(moment: Moment, zero: date | None) -> None:
    place = resolve(moment, zero)
    assert (place is None) == (moment.date is not None and zero is None)
    if place is not None:
        assert place.low <= place.at <= place.high
        assert place.bounded == (moment.certainty in ("exact", "about"))


@given(moments, days)
def test_doubt_only_widens_an_interval(moment: Moment, zero: date) -> None:
    certainties: tuple[Certainty, ...] = ("exact", "about", "before", "after")
    places = [
        resolve(Moment(date=moment.date, offset=moment.offset, certainty=certainty), zero)
        for certainty in certainties
    ]
    exact, about, before, after = places
    assert exact
    assert about
    assert before
    assert after
    assert about.low <= exact.low <= exact.high <= about.high
    assert (before.low, before.high) == (-inf, exact.high)
    assert (after.low, after.high) == (exact.low, inf)


@pytest.mark.parametrize(
    ("moment", "low", "high"),
    [
        (Moment(date="2024-02-01"), 1, 1),
        (Moment(date="2024-02"), 1, 29),
        (Moment(date="2025"), 336, 700),
        (Moment(offset="P14D"), 14, 14),
        (Moment(offset="-P3D"), -3, -3),
        (Moment(offset="P0M"), 0, 0),
        (Moment(offset="P2W"), 11, 17),
        (Moment(offset="P1M", certainty="exact"), 29 - DAYS_PER_MONTH / 2, 29 + DAYS_PER_MONTH / 2),
        (Moment(offset="P1Y"), 366 - 182.625, 366 + 182.625),
        (Moment(offset="P14D", certainty="about"), 11, 17),
    ],
)
def test_a_moment_is_as_wide_as_its_doubt(moment: Moment, low: float, high: float) -> None:
    place = resolve(moment, ZERO)
    assert place is not None
    assert (place.low, place.high) == (low, high)
    assert place.exact == (low == high)


def test_a_month_without_a_calendar_counts_the_mean_month() -> None:
    place = resolve(Moment(offset="P1Y2M"), None)
    assert place is not None
    assert place.at == 14 * 30.4375


def test_nothing_and_a_date_without_a_calendar_cannot_be_placed() -> None:
    assert resolve(None, ZERO) is None
    assert resolve(Moment(date="2024"), None) is None


def test_an_exact_day_is_no_wider_than_itself() -> None:
    assert (exactly(3).low, exactly(3).at, exactly(3).high) == (3, 3, 3)


@pytest.mark.parametrize(
    ("case", "zero", "stated"),
    [
        (_case("2024-05-17", anchor="2024-01-01"), "2024-01-01", True),
        (_case("2024-05-17", "2024-03-01", visit="2023-12"), "2024-03-01", True),
        (_case("2024-05", visit="2023-12"), "2020-01-01", False),
        (_case("2024-05-17", kind="diagnosis"), "2020-01-01", False),
        (_case(), "2020-01-01", False),
    ],
)
def test_day_0_is_the_anchor_else_the_first_index_dose_else_the_first_date(
    case: Case, zero: str, stated: bool
) -> None:
    assert day_zero(case) == date.fromisoformat(zero)
    assert stated_zero(case) == (date.fromisoformat(zero) if stated else None)


def test_a_case_without_dates_has_no_calendar() -> None:
    case = Case(id=CASE_ID, label="Case", follow_up_end=Moment(offset="P5M"))
    assert day_zero(case) is None


def test_every_moment_of_a_case_is_found() -> None:
    offsets = [Moment(offset=f"P{number}D") for number in range(10)]
    case = Case(
        id=CASE_ID,
        label="Case",
        courses=(
            Course(
                id="c",
                drug="prednisone",
                doses=(
                    Dose(
                        id="d",
                        start=offsets[0],
                        end=offsets[1],
                        last_known=offsets[2],
                        taper=Taper(
                            from_amount=60,
                            to_amount=0,
                            steps=(TaperStep(start=offsets[3], amount=40),),
                        ),
                    ),
                    Dose(id="d2", taper=Taper(from_amount=60, to_amount=0)),
                ),
            ),
        ),
        assessments=(Assessment(id="a", moment=offsets[4], until=offsets[5]),),
        labs=(LabResult(id="l", analyte="ANC", moment=offsets[6]),),
        events=(Event(id="e", moment=offsets[7], end=offsets[8]), Event(id="e2")),
        follow_up_end=offsets[9],
    )
    assert list(moments_of(case)) == offsets


@given(cases())
def test_every_moment_of_any_case_can_be_placed(case: Case) -> None:
    zero = day_zero(case)
    assert all(resolve(moment, zero) for moment in moments_of(case))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", -2, "2023-11-30"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_months_are_calendar_months_clipped_to_their_last_day(
    start: str, months: int, end: str
) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("day", "iso"), [(0, "2024-01-31"), (0.9, "2024-01-31"), (-0.1, "2024-01-30")]
)
def test_a_study_day_has_its_calendar_date(day: float, iso: str) -> None:
    assert calendar_date(day, ZERO).isoformat() == iso
