"""The figures of the skin: baseline, now, best; words stay words."""

import pytest

from dle_desktop.domain.case import Assessment, Case, Course, Dose, Reading
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.score_figures import baseline_figure, best_figure, now_figure
from tests.domain.cases import CASE_ID


def day(number: int) -> Moment:
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def _case(*visits: Assessment, index_drug: str | None = "lenalidomide") -> Case:
    doses = (
        Dose(id="five", start=day(0), end=day(300), amount=5, frequency="QD"),
        Dose(id="ten", start=day(300), amount=10, frequency="QD", ongoing=True),
    )
    return Case(
        id=CASE_ID,
        label="Case",
        index_drug=index_drug,
        courses=(Course(id="c", drug="lenalidomide", doses=doses),),
        assessments=visits,
    )


def visit(number: int, activity: int | None = None, damage: int | None = None) -> Assessment:
    return Assessment(id=f"a{number}", moment=day(number), activity=activity, damage=damage)


WORSE = Assessment(
    id="worse",
    moment=day(350),
    activity_reading=Reading(direction="worse", text="slight worsening"),
    damage_reading=Reading(direction="unchanged"),
)


@pytest.mark.parametrize(
    ("visits", "value", "detail"),
    [
        ((visit(-40, 18),), None, None),
        ((visit(-14, 19), visit(0, 18)), "18", "day 0"),
        ((visit(9, 18),), "18", "day 9, after the first index dose"),
    ],
)
def test_the_baseline(visits: tuple[Assessment, ...], value: str, detail: str) -> None:
    found = baseline_figure(review_of(_case(*visits)), "activity")
    assert (found.value, found.detail) == (value, detail)


@pytest.mark.parametrize(
    ("visits", "value", "detail", "records"),
    [
        ((), None, None, ()),
        ((visit(0, 18),), "18", "moderate, the baseline itself, day 0", ("a0",)),
        (
            (visit(0, 17), visit(90, 5)),
            "5",
            "mild, −12 points (−70.6 %) from 17, day 90",
            ("a90", "a0"),
        ),
        (
            (visit(0, 20), visit(90, 21)),
            "21",
            "severe, +1 point (+5.0 %) from 20, day 90",
            ("a90", "a0"),
        ),
        (
            (visit(0, 7), visit(90, 5)),
            "5",
            "mild, −2 points (−28.6 %, baseline under 8) from 7, day 90",
            ("a90", "a0"),
        ),
        (
            (visit(0, 0), visit(90, 5)),
            "5",
            "mild, +5 points from 0, per cent undefined, day 90",
            ("a90", "a0"),
        ),
        ((visit(0, 9), visit(90, 9)), "9", "mild, no change from 9, day 90", ("a90", "a0")),
        ((visit(90, 5),), "5", "mild, no baseline, day 90", ("a90",)),
        (
            (visit(90, 5), WORSE),
            "5",
            "mild, no baseline, day 90, later worse (in words, no number): “slight worsening”",
            ("a90", "worse"),
        ),
        ((WORSE, visit(400, 5)), "5", "mild, no baseline, day 400", ("a400",)),
        ((WORSE,), None, "worse (in words, no number): “slight worsening”", ("worse",)),
    ],
)
def test_activity_now(
    visits: tuple[Assessment, ...], value: str | None, detail: str | None, records: tuple[str, ...]
) -> None:
    found = now_figure(review_of(_case(*visits)), "activity")
    assert (found.value, found.detail, found.records) == (value, detail, records)


@pytest.mark.parametrize(
    ("visits", "value", "detail"),
    [
        ((visit(0, 18, 9), visit(90, 5, 9)), "9", "no change from 9, day 90"),
        ((visit(0, 18, 10), visit(90, 5)), "10", "the baseline itself, day 0"),
        ((WORSE,), None, "unchanged (in words, no number)"),
        ((Assessment(id="a", damage_reading=Reading(direction="worse")), WORSE), None,
         "unchanged (in words, no number)"),
        ((Assessment(id="a", instrument="RCLASI", damage=12, moment=day(0),
                     damage_reading=Reading(direction="worse")),), None, None),
    ],
)  # fmt: skip
def test_damage_now_has_no_band(
    visits: tuple[Assessment, ...], value: str | None, detail: str | None
) -> None:
    found = now_figure(review_of(_case(*visits)), "damage")
    assert (found.value, found.detail) == (value, detail)


@pytest.mark.parametrize(
    ("visits", "value", "detail"),
    [
        ((visit(0, 3),), None, None),
        ((visit(0, 18), visit(90, 6), visit(120, 6)), "6", "mild, day 90, on 5 mg/d"),
        ((visit(90, 6), visit(300, 4)), "4", "mild, day 300, on 5 mg/d"),
        ((visit(90, 6), visit(350, 4)), "4", "mild, day 350, on 10 mg/d"),
    ],
)
def test_the_best_activity_and_the_dose_before_it(
    visits: tuple[Assessment, ...], value: str | None, detail: str | None
) -> None:
    found = best_figure(review_of(_case(*visits)))
    assert (found.value, found.detail) == (value, detail)


def test_without_an_index_drug_there_is_no_best() -> None:
    assert best_figure(review_of(_case(visit(90, 6), index_drug=None))).value is None


def test_a_best_without_a_recorded_dose_names_none() -> None:
    case = _case(visit(90, 6), index_drug="thalidomide")
    assert best_figure(review_of(case)).detail == "mild, day 90"
