"""The laboratory values of a day: age, grade, range, and the unit they are graded in."""

import pytest

from dle_desktop.domain.case import LabResult
from dle_desktop.domain.day_labs import DayLabs
from tests.domain.courses import count, day, review


def anc(value: float | None, **changes: object) -> LabResult:
    given: dict[str, object] = {
        "id": "l", "moment": day(9), "analyte": "ANC", "value": value, "unit": "10*9/L",
    }  # fmt: skip
    return LabResult(**(given | changes))  # type: ignore[arg-type]


def of(*found: LabResult, drawn: str | None = None) -> DayLabs:
    return DayLabs(review(labs=found, end=100), drawn)


@pytest.mark.parametrize(
    ("lab", "value", "detail", "tone"),
    [
        (anc(3.7, low=1.8), "3.7 10*9/L", "3 days old", "plain"),
        (anc(1.4, low=1.8), "1.4 10*9/L", "3 days old, grade 2 (CTCAE 5.0), below 1.8", "warning"),
        (anc(9.0, low=1.8, high=7.5), "9 10*9/L", "3 days old, above 7.5", "warning"),
        (anc(1.2, low=1.1, comparator="<="), "<=1.2 10*9/L",
         "3 days old, not gradable (the bound leaves it open)", "plain"),
        (anc(None, text="low"), "low", "3 days old", "plain"),
        (anc(None), None, "3 days old", "plain"),
        (anc(4.0, analyte="ferritin", unit=None), "4", "3 days old", "plain"),
    ],
)  # fmt: skip
def test_a_day_tells_the_last_result(
    lab: LabResult, value: str | None, detail: str, tone: str
) -> None:
    (figure,) = of(lab).on(12)
    assert (figure.value, figure.detail, figure.tone) == (value, detail, tone)


def test_before_the_first_result_none_is_reported() -> None:
    labs = of(anc(3.7))
    (figure,) = labs.on(8)
    assert (figure.value, figure.tone) == (None, "muted")
    assert labs.explain(8, 0).records == ()


def test_three_analytes_are_told_the_drawn_one_first() -> None:
    found = [
        count(number, analyte=name)
        for name, often in (("WBC", 4), ("PLT", 3), ("ANC", 2), ("ferritin", 1))
        for number in range(often)
    ]
    assert [one.label for one in of(*found, drawn="neutrophils").on(50)] == [
        "neutrophils", "white cells", "platelets",
    ]  # fmt: skip


def test_a_result_without_a_date_is_told_on_no_day() -> None:
    assert of(anc(3.7, moment=None)).on(50) == ()


def test_a_converted_value_shows_its_conversion() -> None:
    figure = of(anc(1400, unit="/uL")).explain(12, 0)
    assert figure.arithmetic == "1400 /uL = 1.4 ×10⁹/L"
    assert figure.records == ("l",)
    assert "CTCAE" in figure.source


def test_what_has_no_grade_names_no_table_of_grades() -> None:
    figure = of(anc(4.0, analyte="ferritin")).explain(12, 0)
    assert "CTCAE" not in figure.source
    assert figure.arithmetic is None
