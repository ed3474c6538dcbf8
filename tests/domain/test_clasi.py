"""CLASI totals over time: bands, order, baseline, change."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop.domain.case import Anchor, AnchorKind, Assessment, Case, Course, Dose
from dle_desktop.domain.clasi import (
    Change,
    band,
    baseline,
    change,
    first_index_day,
    index_start,
    scores,
)
from dle_desktop.domain.moments import Certainty, Moment
from dle_desktop.domain.rules import Rules
from tests.domain.cases import CASE_ID, cases


def day(number: int) -> Moment:
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def only(certainty: Certainty, number: int) -> Moment:
    return Moment(offset=f"P{number}D", certainty=certainty)


def _case(
    *visits: Assessment,
    doses: tuple[Dose, ...] = (),
    index_drug: str | None = "lenalidomide",
    kind: AnchorKind = "first index dose",
) -> Case:
    return Case(
        id=CASE_ID,
        label="Case",
        index_drug=index_drug,
        anchor=Anchor(kind=kind),
        courses=(Course(id="c", drug="Revlimid", doses=doses),),
        assessments=visits,
    )


def visit(number: int, activity: int | None = None, damage: int | None = None) -> Assessment:
    return Assessment(id=f"a{number}", moment=day(number), activity=activity, damage=damage)


@pytest.mark.parametrize(
    ("activity", "name"),
    [
        (0, "mild"),
        (9, "mild"),
        (10, "moderate"),
        (20, "moderate"),
        (21, "severe"),
        (70, "severe"),
    ],
)
def test_activity_has_three_bands(activity: int, name: str) -> None:
    assert band(activity) == name


def test_totals_come_in_order_of_time_those_of_one_day_as_entered() -> None:
    case = _case(
        visit(90, 5),
        visit(0, 18, 9),
        Assessment(id="same day", moment=day(0), activity=17),
        Assessment(id="words only", moment=day(30)),
    )
    assert [one.value for one in scores(case, "activity")] == [18, 17, 5]
    assert [one.value for one in scores(case, "damage")] == [9]


def test_other_instruments_and_open_dates_take_no_part() -> None:
    case = _case(
        Assessment(id="a1", moment=day(0), activity=18, instrument="RCLASI"),
        Assessment(id="a2", activity=18),
        Assessment(id="a3", moment=Moment(offset="P0D", certainty="before"), activity=18),
        Assessment(id="a4", moment=Moment(offset="P1M", certainty="about"), activity=11),
    )
    assert [one.value for one in scores(case, "activity")] == [11]


@pytest.mark.parametrize(
    ("case", "first"),
    [
        (_case(doses=(Dose(id="b", start=day(20)), Dose(id="a", start=day(7)))), 7),
        (_case(doses=(Dose(id="a", start=day(0), amount=0), Dose(id="b", start=day(9)))), 9),
        (_case(doses=(Dose(id="a"),)), 0),
        (_case(doses=(Dose(id="a", start=only("before", 7)), Dose(id="b", start=day(20)))), None),
        (_case(doses=(Dose(id="a", start=only("after", 7)), Dose(id="b", start=day(20)))), None),
        (_case(doses=(Dose(id="a", start=day(7)), Dose(id="b", start=only("after", 20)))), 7),
        # some time before day 20 may have been before day 7
        (_case(doses=(Dose(id="a", start=day(7)), Dose(id="b", start=only("before", 20)))), None),
        (_case(doses=(Dose(id="a"),), kind="diagnosis"), None),
        (_case(doses=(Dose(id="a", start=day(7)),), index_drug=None), None),
    ],
)
def test_the_first_index_dose_is_dated_or_day_0_or_unknown(case: Case, first: float | None) -> None:
    assert first_index_day(case) == first


@pytest.mark.parametrize(
    ("case", "start"),
    [
        (_case(doses=(Dose(id="a", start=day(7)),)), 7),
        (_case(kind="diagnosis"), 0),
    ],
)
def test_before_and_after_part_at_the_first_index_dose_else_at_day_0(
    case: Case, start: float
) -> None:
    assert index_start(case) == start


@pytest.mark.parametrize(
    ("days", "chosen", "late"),
    [
        ((-60, -28, -14, 28), -14, False),
        ((-14, 0, 3), 0, False),
        ((-28,), -28, False),
        ((-29, 14), 14, True),
        ((3, 7), 3, True),
    ],
)
def test_the_baseline_is_the_last_before_else_the_first_soon_after(
    days: tuple[int, ...], chosen: int, late: bool
) -> None:
    found = baseline(_case(*(visit(number, 18) for number in days)), "activity")
    assert found is not None
    assert (found.score.place.at, found.late) == (chosen, late)


@pytest.mark.parametrize("days", [(), (-29,), (15,), (-40, 20)])
def test_without_a_reading_around_the_first_dose_there_is_no_baseline(
    days: tuple[int, ...],
) -> None:
    assert baseline(_case(*(visit(number, 18) for number in days)), "activity") is None


def test_a_reading_known_to_the_year_alone_is_no_baseline() -> None:
    year, month = (
        Assessment(id="a", moment=Moment(date=text), activity=18) for text in ("2024", "2024-07")
    )
    for reading, found in ((year, False), (month, True)):
        case = _case(reading, doses=(Dose(id="d", start=Moment(date="2024-07-03")),))
        assert (baseline(case, "activity") is not None) == found


@pytest.mark.parametrize(("before", "found"), [(10, True), (9, False)])
def test_a_reading_known_as_exactly_as_the_window_is_wide_can_be_the_baseline(
    before: int, found: bool
) -> None:
    about = Assessment(id="a", moment=Moment(offset="P1W", certainty="about"), activity=18)
    rules = Rules(baseline_days_before=before, baseline_days_after=10)  # 20 days of doubt
    case = replace(_case(about), rules=rules)
    assert (baseline(case, "activity") is not None) == found


def test_without_a_first_dose_there_is_no_baseline() -> None:
    assert baseline(_case(visit(0, 18), index_drug=None), "activity") is None


def test_each_side_has_its_own_baseline() -> None:
    case = _case(visit(-14, 23, 12), visit(0, 24))
    activity, damage = baseline(case, "activity"), baseline(case, "damage")
    assert activity
    assert damage
    assert (activity.score.value, damage.score.value) == (24, 12)


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (5, 17, Change(-12, Decimal("-70.6"), baseline_low=False)),
        (5, 18, Change(-13, Decimal("-72.2"), baseline_low=False)),
        (15, 16, Change(-1, Decimal("-6.3"), baseline_low=False)),
        (9, 8, Change(1, Decimal("12.5"), baseline_low=False)),
        (6, 7, Change(-1, Decimal("-14.3"), baseline_low=True)),
        (8, 8, Change(0, Decimal("0.0"), baseline_low=False)),
        (3, 0, Change(3, None, baseline_low=True)),
        (0, 0, Change(0, None, baseline_low=True)),
    ],
)
def test_change_is_in_points_and_per_cent_of_the_baseline(
    now: int, then: int, expected: Change
) -> None:
    assert change(now, then) == expected


@given(st.integers(0, 70), st.integers(1, 70))
def test_per_cent_has_the_sign_of_the_points(now: int, then: int) -> None:
    found = change(now, then)
    assert found.percent is not None
    assert -100 <= found.percent <= 6900
    assert (found.percent > 0) == (found.points > 0)
    assert (found.percent < 0) == (found.points < 0)


@given(cases())
def test_a_baseline_is_one_of_the_totals(case: Case) -> None:
    found = baseline(case, "activity")
    assert found is None or found.score in scores(case, "activity")
