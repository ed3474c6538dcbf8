"""Between two days: doses then and now and their sum, changes of scores and labs, never made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.between import Between, days_text
from dle_desktop.domain.case import Case, LabResult
from dle_desktop.domain.day_figure import DayFigure
from dle_desktop.domain.day_parts import DayParts
from tests.domain.cases import cases
from tests.domain.courses import count, course, day, dose, review, visit

TWO_STEPS = course(dose(0, 100, 5), dose(100, 300, 10))


def rows(case: Case, first: float, last: float) -> dict[str, DayFigure]:
    return {one.label: one for one in Between(DayParts(case, "neutrophils")).on(first, last)}


@pytest.mark.parametrize(
    ("first", "last", "value", "detail"),
    [
        (50, 150, "5 → 10 mg/d", "750 mg taken"),
        (10, 20.9, "5 mg/d", "50 mg taken"),
        (50, 350, "5 mg/d → none", "2.2 g taken"),
        (-10, 10, "none → 5 mg/d", "50 mg taken"),
    ],
)
def test_a_drug_is_told_then_and_now_with_what_was_taken(
    first: float, last: float, value: str, detail: str
) -> None:
    row = rows(review(TWO_STEPS, end=400).case, first, last)["lenalidomide"]
    assert (row.value, row.detail) == (value, detail)


def test_a_drug_taken_neither_then_nor_now_nor_between_is_not_told() -> None:
    case = review(TWO_STEPS, end=400).case
    assert "lenalidomide" not in rows(case, 310, 320)


def test_what_is_not_known_exactly_is_told_with_bounds() -> None:
    doubtful = course(dose(0, None, 5), drug="prednisone")
    row = rows(review(doubtful, end=100).case, 10, 60)["prednisone"]
    assert row.detail == "between 0 and 250 mg taken, whether still taken is not reported"
    assert row.tone == "muted"


def test_an_amount_that_is_not_known_gives_no_sum() -> None:
    unknown = course(dose(0, 100, None))
    row = rows(review(unknown, end=100).case, 10, 60)["lenalidomide"]
    assert row.detail == ""


@pytest.mark.parametrize(
    ("visits", "value", "detail"),
    [
        ((visit(0, 18, 9), visit(60, 10, 9)), "18 → 10, −8 (−44 %)", "10 days old and same day"),
        ((visit(0, 4, 0), visit(40, 2, 0)), "4 → 2, −2", "10 and 20 days old"),
        ((visit(-90, 4, 0), visit(40, 2, 0)), "4 → 2, −2", "3 months and 20 days old"),
        ((visit(0, 4, 0), visit(60, 2, 0)), "4 → 2, −2", "10 days old and same day"),
        ((visit(0, 0, 0), visit(60, 2, 0)), "0 → 2, +2", "10 days old and same day"),
        ((visit(0, 18, 9),), "no new visit", "none since 18, 60 days old"),
        ((visit(30, 18, 9),), None, "18 by the later day, none by the earlier"),
        ((visit(10, 18, 0), visit(60, 18, 0)), "18 → 18, unchanged", "both same day"),
        ((), None, ""),
    ],
)
def test_a_score_changes_between_two_real_values_with_their_ages(
    visits: tuple[object, ...], value: str | None, detail: str
) -> None:
    case = review(visits=visits, end=400).case  # type: ignore[arg-type]
    row = rows(case, 10, 60)["CLASI activity"]
    assert (row.value, row.detail) == (value, detail)


def lab(number: int, value: float | None, **changes: object) -> LabResult:
    given: dict[str, object] = {
        "id": f"l{number}", "moment": day(number), "analyte": "ANC", "value": value,
        "unit": "10*9/L",
    }  # fmt: skip
    return LabResult(**(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("labs", "value", "detail"),
    [
        ((count(10, 2.4), count(60, 1.4)), "2.4 → 1.4 10*9/L", "−1, both same day"),
        ((count(10, 1.4), count(60, 2.4)), "1.4 → 2.4 10*9/L", "+1, both same day"),
        ((count(10, 1.4),), "no new value", "none since 1.4 10*9/L, 50 days old"),
        ((count(20, 1.4),), None, "1.4 10*9/L by the later day, none by the earlier"),
        ((count(90, 1.4),), None, ""),
        ((lab(10, 2.4), lab(60, 1.4, comparator="<")), "2.4 → <1.4 10*9/L", "both same day"),
        ((lab(10, 2.4), lab(60, 9, unit="pt")), "2.4 10*9/L → 9 pt", "both same day"),
        ((lab(10, 2.4), lab(60, None, unit=None, text="low")), "2.4 10*9/L → low",
         "both same day"),
    ],
)  # fmt: skip
def test_a_laboratory_value_changes_where_both_can_be_compared(
    labs: tuple[LabResult, ...], value: str | None, detail: str
) -> None:
    row = rows(review(labs=labs, end=400).case, 10, 60)["neutrophils"]
    assert (row.value, row.detail) == (value, detail)


def test_reasons_tell_the_sum_and_the_arithmetic() -> None:
    case = review(TWO_STEPS, visits=(visit(0, 18), visit(140, 10)), end=400).case
    between = Between(DayParts(case))
    dose_figure, score = between.explain(50, 150, 0), between.explain(50, 150, 1)
    assert dose_figure.arithmetic == "50 d of 5 mg/d + 50 d of 10 mg/d = 750 mg"
    assert score.arithmetic == "10 − 18 = −8 points; −8 ÷ 18 = −44.4 %"
    assert score.records == ("a0", "a140")


def test_no_sum_is_told_of_weekly_doses() -> None:
    weekly = course(dose(0, 100, 15, frequency="weekly"), drug="methotrexate")
    figure = Between(DayParts(review(weekly, end=100).case)).explain(0, 50, 0)
    assert (figure.arithmetic, figure.detail) == (None, "120 mg taken")


def test_no_per_cent_of_nothing() -> None:
    case = review(visits=(visit(0, 0), visit(60, 2)), end=100).case
    assert Between(DayParts(case)).explain(10, 60, 0).arithmetic == "2 − 0 = 2 points"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [(1.5, 2.1, "1 day"), (0, 12, "12 days"), (0, 224, "224 days (7.4 months)")],
)
def test_days_apart(first: float, last: float, text: str) -> None:
    assert days_text(first, last) == text


@given(cases(), st.integers(-200, 3000), st.integers(0, 900))
def test_every_figure_between_explains_itself(case: Case, first: int, length: int) -> None:
    between = Between(DayParts(case))
    known = {record.id for record in case.records()}
    for place, told in enumerate(between.on(first, first + length)):
        figure = between.explain(first, first + length, place)
        assert figure.value == told.value
        assert set(figure.records) <= known
