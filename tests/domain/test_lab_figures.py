"""The figure of the blood count."""

import pytest

from dle_desktop.domain.case import Case, LabResult
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.lab_figures import blood_count_figure
from dle_desktop.domain.moments import Moment
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
            "day 90, below the lower limit 1.8, lowest 1.2 ×10⁹/L at day 60",
            ("l90", "l60"),
        ),
        (
            (lab(0, 3700, "cells/uL", low=1800),),
            "3.7 ×10⁹/L",
            "day 0, lower limit 1.8, lowest 3.7 ×10⁹/L at day 0",
            ("l0",),
        ),
        (
            (lab(0, 0.5, comparator="<"),),
            "<0.5 ×10⁹/L",
            "day 0, lower limit not reported, lowest <0.5 ×10⁹/L at day 0",
            ("l0",),
        ),
        (
            (lab(0, 1.6, low=1.8), lab(9, 1.0, low=1.8, comparator=">")),
            ">1 ×10⁹/L",
            "day 9, lower limit 1.8, lowest 1.6 ×10⁹/L at day 0",
            ("l9", "l0"),
        ),
        (
            (lab(9, 1.8, low=1.8, comparator="<"),),
            "<1.8 ×10⁹/L",
            "day 9, below the lower limit 1.8, lowest <1.8 ×10⁹/L at day 9",
            ("l9",),
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
