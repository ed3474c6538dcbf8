"""The figure of the blood count."""

from pathlib import Path

import pytest

from dle_desktop.domain.case import Case, Course, Dose, LabResult
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.lab_figures import blood_count_figure
from dle_desktop.domain.moments import Moment
from tests.cdisc import subject_case
from tests.domain.cases import CASE_ID


def lab(
    day: int | None, value: float | None, unit: str | None = "10*9/L", **more: object
) -> LabResult:
    fields = {"analyte": "ANC", **more}
    moment = None if day is None else Moment(offset=f"P{day}D")
    return LabResult(id=f"l{day}", moment=moment, value=value, unit=unit, **fields)  # type: ignore[arg-type]


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
        (lab(0, 1.2, low=1.1), "grade 2 (CTCAE 5.0)"),
        (lab(0, 3.7, low=1.8), "lower limit 1.8"),
        (lab(0, 3.7), "lower limit not reported"),
        (lab(0, 3.7, "furlong"), None),
    ],
)
def test_the_brief_is_the_grade_else_the_limit(result: LabResult, brief: str | None) -> None:
    case = Case(id=CASE_ID, label="Case", labs=(result,))
    assert blood_count_figure(review_of(case)).brief == brief


def test_the_lowest_white_cells_of_a_trial_subject_are_not_blamed_on_the_later_step(
    shared_data: Path,
) -> None:
    found = blood_count_figure(review_of(subject_case(shared_data, "CDISC018")))
    assert found.detail is not None
    assert found.detail.endswith(
        "lowest 2.8 ×10⁹/L at 2012-12-31, grade 2 (CTCAE 5.0), zanomaline: on 54 mg/d "
        "(day 15 of this step, no other dose before it)"
    )
    assert "81" not in found.detail
