"""The figure of the blood count."""

from pathlib import Path

import pytest

from dle_desktop.domain.case import Case, Course, Dose, LabResult
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.lab_figures import (
    COUNTS,
    blood_count_figure,
    count_figures,
    without_unreported_counts,
)
from dle_desktop.domain.moments import Moment
from tests.cdisc import subject_case
from tests.domain.cases import CASE_ID


def lab(
    day: int | None, value: float | None, unit: str | None = "10*9/L", **more: object
) -> LabResult:
    fields = {"analyte": "ANC", "id": f"l{day}", **more}
    moment = None if day is None else Moment(offset=f"P{day}D")
    return LabResult(moment=moment, value=value, unit=unit, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("results", "value", "detail", "records"),
    [
        ((), None, None, ()),
        ((lab(None, 1.4),), None, None, ()),
        (
            (lab(90, 1.4, low=1.8), lab(0, 3.7), lab(60, 1.2)),
            "1.4 ×10⁹/L",
            (
                "day 90, grade 2 (CTCAE 5.0), below the lower limit 1.8, "
                "lowest 1.2 ×10⁹/L at day 60, grade 2 (CTCAE 5.0)"
            ),
            ("l90", "l60"),
        ),
        (
            (lab(0, 3700, "cells/uL", low=1800),),
            "3.7 ×10⁹/L",
            "day 0, grade 0 (CTCAE 5.0), lower limit 1.8, lowest 3.7 ×10⁹/L at day 0",
            ("l0",),
        ),
        (
            (lab(0, 0.5, comparator="<"),),
            "<0.5 ×10⁹/L",
            "day 0, grade 4 (CTCAE 5.0), lower limit not reported, lowest <0.5 ×10⁹/L at day 0",
            ("l0",),
        ),
        (
            (lab(0, 1.6, low=1.8), lab(9, 1.0, low=1.8, comparator=">")),
            ">1 ×10⁹/L",
            (
                "day 9, not gradable (the bound leaves it open), lower limit 1.8, "
                "lowest 1.6 ×10⁹/L at day 0, grade 1 (CTCAE 5.0)"
            ),
            ("l9", "l0"),
        ),
        (
            (lab(9, 1.8, low=1.8, comparator="<"),),
            "<1.8 ×10⁹/L",
            (
                "day 9, not gradable (the bound leaves it open), below the lower limit 1.8, "
                "lowest <1.8 ×10⁹/L at day 9"
            ),
            ("l9",),
        ),
        (
            (lab(0, 3.7, calculated=True),),
            "3.7 ×10⁹/L",
            ("day 0, calculated, not gradable (lower limit missing), lowest 3.7 ×10⁹/L at day 0"),
            ("l0",),
        ),
        (
            (lab(0, 2.0, low=1.8, comparator=">"),),
            ">2 ×10⁹/L",
            "day 0, grade 0 (CTCAE 5.0), lower limit 1.8",
            ("l0",),
        ),
        ((lab(0, 0.0, "furlong"),), "0 furlong", "day 0, unit not known", ("l0",)),
        ((lab(0, 2.0, None),), "2", "day 0, unit not known", ("l0",)),
        ((lab(0, None, None, text="clotted"),), "clotted", "day 0", ("l0",)),
        ((lab(0, None),), None, None, ()),
    ],
)
def test_the_last_count_its_limit_and_the_lowest(
    results: tuple[LabResult, ...],
    value: str | None,
    detail: str | None,
    records: tuple[str, ...],
) -> None:
    found = blood_count_figure(review_of(Case(id=CASE_ID, label="Case", labs=results)))
    assert (found.label, found.value) == ("Neutrophils, last", value)
    assert (found.detail, found.records) == (detail, records)


def test_white_cells_stand_in_where_there_are_no_neutrophils() -> None:
    case = Case(id=CASE_ID, label="Case", labs=(lab(0, 6.8, analyte="Leukocytes"),))
    found = blood_count_figure(review_of(case))
    assert (found.label, found.value) == ("White cells, last", "6.8 ×10⁹/L")


def test_the_lowest_names_the_dose_that_explains_it() -> None:
    doses = (
        Dose(id="d5", start=Moment(offset="P0D"), end=Moment(offset="P60D"), amount=5,
             frequency="QD"),
        Dose(id="d10", start=Moment(offset="P60D"), ongoing=True, amount=10, frequency="QD"),
    )  # fmt: skip
    case = Case(
        id=CASE_ID,
        label="Case",
        index_drug="lenalidomide",
        courses=(Course(id="c", drug="Revlimid", doses=doses),),
        labs=(lab(60, 1.2, low=1.8), lab(90, 2.0, low=1.8)),
    )
    found = blood_count_figure(review_of(case))
    assert found.detail == (
        "day 90, grade 0 (CTCAE 5.0), lower limit 1.8, lowest 1.2 ×10⁹/L at day 60, "
        "grade 2 (CTCAE 5.0), lenalidomide: on 5 mg/d (day 61 of this step, no other dose before "
        "it, changed that day to 10 mg/d)"
    )
    assert found.records == ("l90", "l60", "d5", "d10")
    assert "CTCAE v5.0" in found.source


@pytest.mark.parametrize(
    ("result", "brief"),
    [
        (lab(0, 1.2, calculated=True), "grade 2 (CTCAE 5.0), calc."),
        (lab(0, 3.7, calculated=True), "calculated"),
        (lab(0, 1.2, low=1.1), "grade 2 (CTCAE 5.0)"),
        (lab(0, 3.7, low=1.8), "lower limit 1.8"),
        (lab(0, 3.7), "lower limit not reported"),
        (lab(0, 3.7, "furlong"), None),
    ],
)
def test_the_brief_is_the_grade_else_the_limit(result: LabResult, brief: str | None) -> None:
    case = Case(id=CASE_ID, label="Case", labs=(result,))
    assert blood_count_figure(review_of(case)).brief == brief


TWO_STEPS = (
    Dose(id="d5", start=Moment(offset="P0D"), end=Moment(offset="P20D"), amount=5, frequency="QD"),
    Dose(id="d10", start=Moment(offset="P20D"), ongoing=True, amount=10, frequency="QD"),
)


@pytest.mark.parametrize(
    ("key", "low", "lowest", "unit", "shown"),
    [
        ("white_cells", 4.0, 2.9, "10*9/L", "×10⁹/L"),
        ("platelets", 150.0, 74.0, "10*9/L", "×10⁹/L"),
        ("haemoglobin", 12.0, 9.9, "g/dL", "g/dL"),
        ("lymphocytes", 1.0, 0.7, "10*9/L", "×10⁹/L"),
    ],
)
def test_every_count_has_a_figure_of_its_last_and_lowest_value(
    key: str, low: float, lowest: float, unit: str, shown: str
) -> None:
    labs = tuple(
        lab(day, value, unit, analyte=COUNTS[key], low=low)
        for day, value in ((25, lowest), (30, low))
    )
    course = Course(id="c", drug="lenalidomide", doses=TWO_STEPS)
    case = Case(
        id=CASE_ID, label="Case", index_drug="lenalidomide", labs=labs, courses=(course,)
    )  # fmt: skip
    found = {one.key: one for one in count_figures(review_of(case))}
    assert [one for one in COUNTS if found[one].value is not None] == [key]
    assert found[key].label == f"{COUNTS[key].capitalize()}, last"
    assert found[key].value == f"{low:g} {shown}"
    assert found[key].detail == (
        f"day 30, grade 0 (CTCAE 5.0), lower limit {low:g}, lowest {lowest:g} {shown} at day 25, "
        "grade 2 (CTCAE 5.0), lenalidomide: on 10 mg/d (day 6 of this step, 5 mg/d before it)"
    )
    assert found[key].records == ("l30", "l25", "d10", "d5")


def test_a_converted_value_is_shown_without_the_figures_a_conversion_makes_up() -> None:
    case = Case(id=CASE_ID, label="Case", labs=(lab(0, 7.4, "mmol/L", analyte="Hb"),))
    assert {one.key: one.value for one in count_figures(review_of(case))}["haemoglobin"] == (
        "11.92 g/dL"
    )


WHITE = lab(0, 6.0, analyte="WBC", id="w")
DIFFERENTIAL = (
    WHITE,
    lab(0, 52.0, "%", analyte="segs", id="s"),
    lab(0, 3.0, "%", analyte="bands", id="b"),
    lab(60, 2.8, analyte="WBC", id="w60"),
    lab(60, 45.0, "%", analyte="segmented neutrophils", id="s60"),
)


def test_calculated_neutrophils_lead_the_figure_with_their_arithmetic() -> None:
    found = blood_count_figure(review_of(Case(id=CASE_ID, label="Case", labs=DIFFERENTIAL)))
    assert (found.label, found.value) == ("Neutrophils, last", "1.26 ×10⁹/L")
    assert found.detail == (
        "day 60, calculated without bands, grade 2 (CTCAE 5.0), lower limit not reported, "
        "lowest 1.26 ×10⁹/L at day 60"
    )
    assert found.arithmetic == (
        "day 60: white cells 2.8 ×10⁹/L × segmented neutrophils 45 % / 100 = 1.26 ×10⁹/L; bands "
        "not reported, counted as none"
    )
    assert found.records == ("w60", "s60")
    assert "/ 100" in found.rule


def test_a_calculated_lowest_value_is_marked_beside_a_measured_last_one() -> None:
    labs = (*DIFFERENTIAL[:3], lab(90, 4.0, low=1.8))
    found = blood_count_figure(review_of(Case(id=CASE_ID, label="Case", labs=labs)))
    assert found.detail == (
        "day 90, grade 0 (CTCAE 5.0), lower limit 1.8, lowest 3.3 ×10⁹/L at day 0, calculated, "
        "not gradable (lower limit missing)"
    )
    assert found.records == ("l90", "w", "s", "b")
    assert found.arithmetic is not None
    assert found.arithmetic.startswith("day 0: white cells 6 ×10⁹/L × (segmented")


def test_measured_counts_need_no_arithmetic() -> None:
    found = blood_count_figure(review_of(Case(id=CASE_ID, label="Case", labs=(lab(0, 1.4),))))
    assert found.arithmetic is None


@pytest.mark.parametrize(
    ("labs", "keys"),
    [
        ((), []),
        ((lab(0, 1.4),), []),
        ((lab(0, 1.4), WHITE), ["white_cells"]),
        ((WHITE,), []),  # they lead already, in the place of the neutrophils
    ],
)
def test_counts_that_are_not_reported_are_not_listed(
    labs: tuple[LabResult, ...], keys: list[str]
) -> None:
    review = review_of(Case(id=CASE_ID, label="Case", labs=labs))
    kept = without_unreported_counts((blood_count_figure(review), *count_figures(review)))
    assert [one.key for one in kept] == ["blood_count", *keys]


def test_the_lowest_white_cells_of_a_trial_subject_are_not_blamed_on_the_later_step(
    shared_data: Path,
) -> None:
    review = review_of(subject_case(shared_data, "CDISC018"))
    leading, white = blood_count_figure(review), count_figures(review)[0]
    assert (white.key, white.value, white.detail) == ("white_cells", leading.value, leading.detail)
    assert white.detail is not None
    assert white.detail.endswith(
        "lowest 2.8 ×10⁹/L at 2012-12-31, grade 2 (CTCAE 5.0), zanomaline: on 54 mg/d "
        "(day 15 of this step, no other dose before it)"
    )
    assert "81" not in white.detail
    assert white.arithmetic is None
