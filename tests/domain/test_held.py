"""What a case can hold, and the words of a refusal."""

import math

import pytest

from dle_desktop.domain.case import Assessment, Dose, LabResult
from dle_desktop.domain.held import EditRefused, held
from dle_desktop.domain.texts import Line, Text


@pytest.mark.parametrize(
    ("value", "field", "reason"),
    [
        (Dose(id="d", amount=-1), "amount", "the number has to be at least 0"),
        (Dose(id="d", amount=2e6), "amount", "the number has to be at most 1000000"),
        (Dose(id="d", unit="m\ng"), "unit", "line breaks"),
        (Dose(id="d", note="\x1b"), "note", "control characters"),
        (LabResult(id="l", analyte=""), "analyte", "something has to be written here"),
        (LabResult(id="l", analyte="x" * 121), "analyte", "at most 120 characters"),
        (LabResult(id="l", analyte="ANC", value=math.nan), None, "finite"),
        (LabResult(id="l", analyte="ANC", value=math.inf), None, "finite"),
        (Assessment(id="a", instrument="SLEDAI"), "instrument", "SLEDAI"),  # type: ignore[arg-type]
        (Assessment(id="a", note="\ud800"), None, "half a character"),
        (Assessment(id="", activity=3), "id", "plain text"),
    ],
)
def test_a_value_no_file_can_hold_is_refused_in_plain_words(
    value: object, field: str | None, reason: str
) -> None:
    with pytest.raises(EditRefused) as refused:
        held(value, type(value))
    assert refused.value.field == field
    assert reason in refused.value.reason


def test_a_refused_field_is_named_by_its_asker() -> None:
    with pytest.raises(EditRefused) as refused:
        held("a\nb", Line, "label")
    assert refused.value.field == "label"


@pytest.mark.parametrize("text", ["", "café µg ≤ 5", "العربية", "emoji 👩🏽"])
def test_text_of_any_language_is_held(text: str) -> None:
    assert held(text, Line) == text


def test_notes_keep_their_lines() -> None:
    assert held("one\n\ttwo\n", Text) == "one\n\ttwo\n"
