"""CTCAE grades at and beside every boundary, and the dose that explains the lowest value.

The tables are `clinical.md` 4.3 (grades, boundary rule, lower limits) and 7.1 (dose at a visit).
"""

from pathlib import Path

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Comparator, Course, Dose, LabResult
from dle_desktop.domain.dates import Interval, day_zero, exactly, resolve
from dle_desktop.domain.dosing import Span, known_span
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.placed_labs import labs_of, placed_labs
from dle_desktop.domain.toxicity import VERSION, DoseThen, dose_then, grade, grade_limits, nadir
from tests.cdisc import subject_case
from tests.domain.cases import CASE_ID

COUNT = "10*9/L"


def result(
    analyte: str,
    value: float | None,
    unit: str | None = COUNT,
    low: float | None = None,
    comparator: Comparator | None = None,
    day: int | None = 0,
) -> LabResult:
    moment = None if day is None else Moment(offset=f"P{day}D")
    return LabResult(
        id=f"l{day}-{value}",
        moment=moment,
        analyte=analyte,
        value=value,
        unit=unit,
        low=low,
        comparator=comparator,
    )


@pytest.mark.parametrize(
    ("analyte", "unit", "low", "grades"),
    [
        # clinical.md 4.3: "Neutrophil count decreased | < LLN to 1.5 | < 1.5 to 1.0 | < 1.0 to 0.5
        # | < 0.5", and its boundary rule: 1.50 G1, 1.49 G2, 1.00 G2, 0.99 G3, 0.50 G3, 0.49 G4
        (
            "neutrophils", COUNT, 1.8,
            {1.8: 0, 1.79: 1, 1.5: 1, 1.49: 2, 1.0: 2, 0.99: 3, 0.5: 3, 0.49: 4, 0: 4},
        ),
        (
            "ANC", "cells/uL", 1800,
            {1800: 0, 1799: 1, 1500: 1, 1499: 2, 1000: 2, 999: 3, 500: 3, 499: 4},
        ),
        # "White blood cell decreased | < LLN to 3.0 | < 3.0 to 2.0 | < 2.0 to 1.0 | < 1.0"
        (
            "WBC", COUNT, 4.0,
            {4.0: 0, 3.99: 1, 3.0: 1, 2.99: 2, 2.0: 2, 1.99: 3, 1.0: 3, 0.99: 4, 0: 4},
        ),
        (
            "WBC", "/mm3", 4000,
            {4000: 0, 3999: 1, 3000: 1, 2999: 2, 2000: 2, 1999: 3, 1000: 3, 999: 4},
        ),
        # "Platelet count decreased | < LLN to 75 | < 75 to 50 | < 50 to 25 | < 25"
        (
            "platelets", COUNT, 150,
            {150: 0, 149: 1, 75: 1, 74.9: 2, 50: 2, 49.9: 3, 25: 3, 24.9: 4, 0: 4},
        ),
        (
            "PLT", "/uL", 150_000,
            {150_000: 0, 149_999: 1, 75_000: 1, 74_999: 2, 50_000: 2, 49_999: 3, 25_000: 3,
             24_999: 4},
        ),
        # "Anemia, Hgb g/dL (mmol/L) | < LLN to 10.0 (6.2) | < 10.0 to 8.0 (4.9) | < 8.0 |
        # life-threatening (clinical, not numeric)"
        ("Hgb", "g/dL", 12, {12: 0, 11.9: 1, 10.0: 1, 9.99: 2, 8.0: 2, 7.99: 3, 3: 3, 0: 3}),
        ("Hgb", "g/L", 120, {120: 0, 119: 1, 100: 1, 99: 2, 80: 2, 79: 3}),
        ("Hgb", " mmol/L", 7.4, {7.4: 0, 7.39: 1, 6.2: 1, 6.19: 2, 4.9: 2, 4.89: 3}),
        # "Lymphocyte count decreased | < LLN to 0.8 | < 0.8 to 0.5 | < 0.5 to 0.2 | < 0.2"
        (
            "lymphocytes", COUNT, 1.0,
            {1: 0, 0.99: 1, 0.8: 1, 0.79: 2, 0.5: 2, 0.49: 3, 0.2: 3, 0.19: 4, 0: 4},
        ),
        (
            "ALC", "cells/uL", 1000,
            {1000: 0, 999: 1, 800: 1, 799: 2, 500: 2, 499: 3, 200: 3, 199: 4},
        ),
    ],
)  # fmt: skip
def test_every_boundary_belongs_to_the_milder_grade(
    analyte: str, unit: str, low: float, grades: dict[float, int]
) -> None:
    found = {value: grade(result(analyte, value, unit, low)) for value in grades}
    assert {value: one.grade for value, one in found.items() if one} == grades
    assert {one.version for one in found.values() if one} == {"CTCAE 5.0"}


def test_below_a_limit_the_next_grade_begins_and_what_has_no_grade_has_none() -> None:
    assert grade_limits("neutrophils") == (1.5, 1.0, 0.5)
    assert grade_limits("haemoglobin") == (10.0, 8.0)
    assert grade_limits("creatinine") == ()


@pytest.mark.parametrize(
    ("analyte", "unit", "limit", "below"),
    [
        # clinical.md 4.3: "No LLN -> values above the G2 limit are not gradable, not G0"
        ("neutrophils", COUNT, 1.5, 1.49),
        ("white cells", COUNT, 3.0, 2.99),
        ("platelets", COUNT, 75, 74.9),
        ("haemoglobin", "g/dL", 10.0, 9.99),
        ("haemoglobin", "mmol/L", 6.2, 6.19),
        ("lymphocytes", COUNT, 0.8, 0.79),
    ],
)
def test_without_a_lower_limit_only_grade_2_and_worse_can_be_told(
    analyte: str, unit: str, limit: float, below: float
) -> None:
    found = [grade(result(analyte, value, unit)) for value in (limit, below)]
    assert [one.text for one in found if one] == [
        "not gradable (lower limit missing)",
        "grade 2 (CTCAE 5.0)",
    ]


@pytest.mark.parametrize(
    ("analyte", "unit"),
    [("neutrophils", "%"), ("lymphocytes", "%"), ("segs", "%"), ("bands", "%"), ("ANC", "%")],
)
def test_a_share_of_the_white_cells_has_no_grade(analyte: str, unit: str) -> None:
    assert grade(result(analyte, 0.4, unit)) is None


@pytest.mark.parametrize(
    ("value", "low", "comparator", "text"),
    [
        # without a lower limit, values above the grade 2 limit are not gradable, not grade 0
        (1.5, None, None, "not gradable (lower limit missing)"),
        (3.7, None, None, "not gradable (lower limit missing)"),
        (1.49, None, None, "grade 2 (CTCAE 5.0)"),
        # clinical.md 4.3, Duffy-null: "if LLN < 1.5 and value >= LLN, show grade by number and
        # within lab range"
        (1.2, 1.1, None, "grade 2 (CTCAE 5.0), within that laboratory's range"),
        (1.1, 1.1, None, "grade 2 (CTCAE 5.0), within that laboratory's range"),
        (1.0, 1.1, None, "grade 2 (CTCAE 5.0)"),
        (3.7, 1.8, None, "grade 0 (CTCAE 5.0)"),
        # a bound is graded only if every value it allows has one grade
        (0.5, 1.8, "<", "grade 4 (CTCAE 5.0)"),
        (0.5, 1.8, "<=", "not gradable (the bound leaves it open)"),
        (0.4, 1.8, "<=", "grade 4 (CTCAE 5.0)"),
        (1.0, 1.8, "<", "not gradable (the bound leaves it open)"),
        (1.0, None, "<", "not gradable (the bound leaves it open)"),
        (1.8, 1.8, ">=", "grade 0 (CTCAE 5.0)"),
        (1.8, 1.8, ">", "grade 0 (CTCAE 5.0)"),
        (1.7, 1.8, ">=", "not gradable (the bound leaves it open)"),
        (1.7, 1.8, ">", "not gradable (the bound leaves it open)"),
        (1.0, None, ">", "not gradable (the bound leaves it open)"),
        (1.8, None, ">", "not gradable (lower limit missing)"),
        # factor 1,000 (4.4): no grade 0 from a unit that is probably another
        (1400, 1.8, None, "not gradable (unit in doubt)"),
        (50.1, 1.8, None, "not gradable (unit in doubt)"),
        (50, 1.8, None, "grade 0 (CTCAE 5.0)"),
        (-1, 1.8, None, "not gradable (unit in doubt)"),
        (0.04, 1.8, None, "grade 4 (CTCAE 5.0)"),
        (1.6, 1800, None, "not gradable (lower limit missing)"),
    ],
)
def test_what_the_number_does_not_decide_is_not_gradable(
    value: float, low: float | None, comparator: Comparator | None, text: str
) -> None:
    found = grade(result("neutrophils", value, COUNT, low, comparator))
    assert found is not None
    assert found.text == text
    assert found.in_range is ("within" in text or "grade 0" in text)


def test_a_limit_that_no_haemoglobin_in_mmol_can_have_is_none() -> None:
    found = [grade(result("Hgb", 6.2, "mmol / L", low)) for low in (7.4, 120)]
    assert [one.text for one in found if one] == [
        "grade 1 (CTCAE 5.0)",
        "not gradable (lower limit missing)",
    ]


@pytest.mark.parametrize(
    "lab",
    [
        result("CRP", 5, "mg/L"),
        result("ferritin", 5, "ug/L"),
        result("neutrophils", 1.4, "furlong"),
        result("neutrophils", 1.4, None),
        result("neutrophils", None),
    ],
)
def test_other_analytes_units_and_words_have_no_grade(lab: LabResult) -> None:
    assert grade(lab) is None


@pytest.mark.parametrize(
    ("values", "lowest"),
    [
        ((), None),
        (((0, 3.7, None), (60, 1.2, None), (90, 1.4, None)), 60),
        (((0, 1.2, None), (60, 1.2, None)), 0),
        (((0, 0.5, None), (60, 0.5, "<")), 60),
        (((0, 0.5, "<="), (60, 0.5, None)), 0),
        (((0, 0.1, ">"), (30, 0.2, ">="), (60, 1.2, None)), 60),
        (((0, -1, None), (None, 0.2, None), (60, 1.2, None)), 60),
    ],
)
def test_the_lowest_value_is_the_earliest_dated_one(
    values: tuple[tuple[int | None, float, Comparator | None], ...], lowest: int | None
) -> None:
    labs = tuple(
        result("ANC", value, comparator=comparator, day=day) for day, value, comparator in values
    )
    other = (result("WBC", 0.1, day=5), result("ANC", None, day=6))
    case = Case(id=CASE_ID, label="Case", labs=tuple(
        replace(one, id=f"l{number}") for number, one in enumerate((*labs, *other))
    ))  # fmt: skip
    found = nadir(labs_of(case, "neutrophils"))
    assert (found.place.at if found else None) == lowest


def test_of_equal_values_of_one_day_the_first_entered_is_the_lowest_and_an_undated_one_never() -> (
    None
):
    first, second = (replace(result("ANC", 1.2), id=name) for name in ("first", "second"))
    undated = replace(result("ANC", 0.2, day=None), id="undated")
    found = nadir(placed_labs(Case(id=CASE_ID, label="Case", labs=(undated, first, second))))
    assert found is not None
    assert found.result is first


def day(number: int) -> Moment:
    return Moment(offset=f"P{number}D")


def mg(name: str, start: Moment | None, amount: float, **more: object) -> Dose:
    return Dose(id=name, start=start, amount=amount, frequency="QD", **more)  # type: ignore[arg-type]


TWO_STEPS = (mg("a", day(0), 5, end=day(100)), mg("b", day(100), 10, end=day(200)))
THREE_STEPS = (*TWO_STEPS, mg("c", day(200), 15, end=day(300)))
MONTHS = (
    mg("a", day(0), 5, end=Moment(offset="P10M")),
    mg("b", Moment(offset="P10M"), 10, ongoing=True),
)


@pytest.mark.parametrize(
    ("doses", "place", "text", "records"),
    [
        ((), exactly(5), "no dose is recorded", ()),
        (TWO_STEPS, exactly(-5), "before the first dose", ("a",)),
        (
            TWO_STEPS,
            exactly(50),
            "on 5 mg/d (day 51 of this step, no other dose before it)",
            ("a",),
        ),
        # clinical.md 7.1: "if a change starts that very day, the previous dose explains that score"
        (
            TWO_STEPS,
            exactly(100),
            (
                "on 5 mg/d (day 101 of this step, no other dose before it, changed that day to "
                "10 mg/d)"
            ),
            ("a", "b"),
        ),
        (TWO_STEPS, exactly(101), "on 10 mg/d (day 2 of this step, 5 mg/d before it)", ("b", "a")),
        (TWO_STEPS, exactly(250), "off the drug (last dose 10 mg/d)", ("b",)),
        (
            (TWO_STEPS[0], mg("c", day(150), 5, ongoing=True)),
            exactly(150),
            "off the drug (last dose 5 mg/d, changed that day to 5 mg/d)",
            ("a", "c"),
        ),
        (
            (mg("a", day(0), 5),),
            exactly(300),
            "perhaps still on 5 mg/d (day 301 of this step, no other dose before it)",
            ("a",),
        ),
        (
            (Dose(id="s", start=day(0), amount=5, frequency="single"), TWO_STEPS[1]),
            exactly(150),
            "on 10 mg/d (day 51 of this step, no other dose before it)",
            ("b",),
        ),
        (
            THREE_STEPS,
            exactly(250),
            "on 15 mg/d (day 51 of this step, 10 mg/d before it)",
            ("c", "b"),
        ),
        # two doses at once: the step before both
        (
            (*TWO_STEPS, mg("c", day(150), 2.5, ongoing=True)),
            exactly(160),
            "on 10 mg/d + 2.5 mg/d (day 11 of this step, 5 mg/d before it)",
            ("b", "c", "a"),
        ),
        # the day touches the change, from either side
        (
            THREE_STEPS,
            Interval(90.0, 100.0, 95.0),
            "perhaps on 5 mg/d or 10 mg/d (the dates do not say)",
            ("a", "b"),
        ),
        (
            THREE_STEPS,
            Interval(200.0, 210.0, 205.0),
            "perhaps on 10 mg/d or 15 mg/d (the dates do not say)",
            ("b", "c"),
        ),
        # the change and the day are known to the month only: no dose is blamed
        (
            MONTHS,
            Interval(289.0, 319.0, 304.0),
            "perhaps on 5 mg/d or 10 mg/d (the dates do not say)",
            ("a", "b"),
        ),
        (MONTHS, exactly(50), "on 5 mg/d (day 51 of this step, no other dose before it)", ("a",)),
        (MONTHS[:1], exactly(300), "perhaps on 5 mg/d (the dates do not say)", ("a",)),
        (
            (*TWO_STEPS, mg("c", day(100), 2.5, ongoing=True)),
            exactly(100),
            (
                "on 5 mg/d (day 101 of this step, no other dose before it, changed that day to "
                "10 mg/d + 2.5 mg/d)"
            ),
            ("a", "b", "c"),
        ),
        (MONTHS, exactly(300), "perhaps on 5 mg/d or 10 mg/d (the dates do not say)", ("a", "b")),
        (
            MONTHS,
            Interval(390.0, 400.0, 395.0),
            "on 10 mg/d (day 92 of this step, 5 mg/d before it)",
            ("b", "a"),
        ),
    ],
)
def test_a_value_names_the_dose_that_explains_it(
    doses: tuple[Dose, ...], place: Interval, text: str, records: tuple[str, ...]
) -> None:
    course = Course(id="c", drug="lenalidomide", doses=doses)
    found = dose_then((course,), place, None, Span(-30, 400))
    assert found == DoseThen(text, records)


def test_the_white_cell_nadir_of_a_trial_subject_is_not_blamed_on_the_later_step(
    shared_data: Path,
) -> None:
    """In the reference data: 2.8 on 31 December, 81 mg from 1 January on."""
    case = subject_case(shared_data, "CDISC018")
    zero, span = day_zero(case), known_span(case)
    assert span is not None
    found = nadir(labs_of(case, "white cells"))
    assert found is not None
    assert (found.value, found.result.moment) == (2.8, Moment(date="2012-12-31"))
    graded = grade(found.result)
    assert graded is not None
    assert (graded.grade, graded.version) == (2, VERSION)
    courses = (case.courses[0],)
    then = dose_then(courses, found.place, zero, span)
    assert then.text == "on 54 mg/d (day 15 of this step, no other dose before it)"
    step = resolve(Moment(date="2013-01-01"), zero)
    assert step is not None
    assert "changed that day to 81 mg/d" in dose_then(courses, step, zero, span).text
    assert dose_then(courses, step, zero, span).text.startswith("on 54 mg/d")
