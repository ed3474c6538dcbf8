"""Results with their place in time, and the neutrophils calculated from results of one day."""

import pytest

from dle_desktop.domain.case import Anchor, Case, LabResult
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.placed_labs import all_labs, labs_of, placed_labs
from tests.domain.cases import CASE_ID


def lab(
    name: str, analyte: str, value: float | None, day: int | str | None = 3, **more: object
) -> LabResult:
    unit = "%" if analyte in {"neutrophils %", "segs", "bands"} else "10*9/L"
    moment = Moment(offset=f"P{day}D") if isinstance(day, int) else None
    moment = Moment(offset=day) if isinstance(day, str) else moment
    fields = {"unit": unit, "moment": moment, **more}
    return LabResult(id=name, analyte=analyte, value=value, **fields)  # type: ignore[arg-type]


def neutrophils(*labs: LabResult) -> list[tuple[float | None, tuple[str, ...]]]:
    case = Case(id=CASE_ID, label="Case", labs=labs)
    return [(one.result.value, one.records) for one in labs_of(case, "neutrophils")]


WHITE = lab("w", "WBC", 6.0)
SHARE = lab("n", "neutrophils %", 50.0)
SEGS, BANDS = lab("s", "segs", 45.0), lab("b", "bands", 5.0)
MADE = [(3.0, ("w", "n"))]


@pytest.mark.parametrize(
    ("labs", "found"),
    [
        ((WHITE, SHARE), MADE),
        ((SHARE, WHITE), MADE),
        ((WHITE, SEGS, BANDS), [(3.0, ("w", "s", "b"))]),
        ((WHITE, SEGS), [(2.7, ("w", "s"))]),
        ((WHITE, BANDS), []),
        ((WHITE, SHARE, SEGS, BANDS), MADE),  # the whole share leads its parts
        ((WHITE,), []),
        ((SHARE,), []),
        # a measured count of that day stands, in whatever unit; words are no count
        ((WHITE, SHARE, lab("a", "ANC", 2.9)), [(2.9, ("a",))]),
        ((WHITE, SHARE, lab("a", "ANC", 2.9, unit="furlong")), [(2.9, ("a",))]),
        ((WHITE, SHARE, lab("a", "ANC", None, text="clotted")), [(None, ("a",)), *MADE]),
        ((WHITE, SHARE, lab("a", "ANC", 2.9, day=4)), [*MADE, (2.9, ("a",))]),
        # of the same day, known to the day
        ((WHITE, lab("n", "neutrophils %", 50.0, day=4)), []),
        ((lab("w", "WBC", 6.0, "P1M"), lab("n", "neutrophils %", 50.0, "P1M")), []),
        ((lab("w", "WBC", 6.0, None), lab("n", "neutrophils %", 50.0, None)), []),
        # several that agree are one; that differ, none
        ((WHITE, lab("w2", "WBC", 6000, unit="/uL"), SHARE), MADE),
        ((WHITE, lab("w2", "WBC", 6.1), SHARE), []),
        ((WHITE, lab("w2", "WBC", 6.0, comparator="<"), SHARE), []),
        ((WHITE, SHARE, lab("n2", "neutrophils %", 51.0)), []),
        ((WHITE, SEGS, BANDS, lab("b2", "bands", 6.0)), []),
        ((lab("w", "WBC", 6.0, unit="furlong"), SHARE), []),
        ((WHITE, lab("n", "neutrophils %", 50.0, unit="furlong")), []),
        ((WHITE, lab("n", "neutrophils %", 101.0)), []),
        ((WHITE, lab("n", "neutrophils %", None, text="see film")), []),
    ],
)
def test_neutrophils_are_calculated_where_a_day_has_none_measured(
    labs: tuple[LabResult, ...], found: list[tuple[float | None, tuple[str, ...]]]
) -> None:
    assert neutrophils(*labs) == found


def test_a_calculated_count_is_derived_not_stored() -> None:
    case = Case(id=CASE_ID, label="Case", labs=(WHITE, SHARE))
    assert [one.result for one in placed_labs(case)] == [WHITE, SHARE]
    assert len(all_labs(case)) == 3
    made = all_labs(case)[-1]
    assert (made.made_of, made.result.calculated, made.label) == (
        (WHITE, SHARE),
        True,
        "neutrophils",
    )
    assert all_labs(case) is all_labs(Case(id=CASE_ID, label="Other", labs=case.labs))


def test_a_case_with_a_calendar_is_remembered_by_its_results_too() -> None:
    labs = (lab("a", "Vitamin  D", 9.0, unit="ug/L"),)
    first, second = (
        Case(id=CASE_ID, label=label, labs=labs, anchor=Anchor(date="2024-05-01"))
        for label in ("one", "two")
    )
    assert placed_labs(first) is placed_labs(second)
    assert placed_labs(first)[0].label == "Vitamin D"
