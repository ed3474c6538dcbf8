"""Results with their place in time, and the neutrophils calculated from results of one day."""

import pytest

from dle_desktop.domain.case import Anchor, Case, LabResult
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.placed_labs import all_labs, differentials, labs_of, placed_labs
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
        ((WHITE, lab("w2", "WBC", 6.0, unit="furlong"), SHARE), []),
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
    assert (made.made_of, made.result.calculated, made.plausible, made.label) == (
        (WHITE, SHARE),
        True,
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


def test_results_lie_on_the_days_of_the_calendar() -> None:
    dated = lab("a", "ANC", 3.0, None, moment=Moment(date="2024-05-04"))
    case = Case(id=CASE_ID, label="Case", labs=(dated,), anchor=Anchor(date="2024-05-01"))
    assert [one.place.at for one in placed_labs(case) if one.place] == [3]


def test_results_of_an_analyte_are_those_reported_with_a_date_in_order_of_time() -> None:
    undated, empty = lab("u", "ANC", 2.0, None), lab("e", "ANC", None)
    late, early = lab("l", "ANC", 1.0, 9), lab("w", "ANC", None, 5, text="normal")
    assert neutrophils(undated, empty, late, early) == [(None, ("w",)), (1.0, ("l",))]


# clinical.md 4.4: "Factor x1000 is the common entry error: warn if ANC > 50".
@pytest.mark.parametrize(
    ("one", "label", "plausible"),
    [
        (lab("a", "ANC", 3.0), "neutrophils", True),
        (lab("a", "ANC", 1400), "neutrophils", False),
        (lab("a", "ANC", 3.0, unit="furlong"), "neutrophils", False),
        (lab("a", "ANC", None, unit="furlong", text="clotted"), "neutrophils", True),
        (lab("a", "Vitamin  D", 1400), "Vitamin D", True),
    ],
)
def test_a_known_analyte_has_its_own_name_and_values_to_be_questioned(
    one: LabResult, label: str, plausible: bool
) -> None:
    (found,) = placed_labs(Case(id=CASE_ID, label="Case", labs=(one,)))
    assert (found.label, found.plausible) == (label, plausible)


def test_a_differential_is_told_of_days_with_a_share_and_holds_only_what_makes_it() -> None:
    others = lab("p", "platelets", 200.0), lab("v", "WBC", 5.0, 9)
    found = differentials(placed_labs(Case(id=CASE_ID, label="C", labs=(WHITE, SHARE, *others))))
    assert {day: sorted(held) for day, held in found.items()} == {
        3: ["neutrophils %", "white cells"]
    }
    alone = differentials(placed_labs(Case(id=CASE_ID, label="C", labs=(SHARE,))))
    assert list(alone) == [3]
