"""The read-out in sentences: signs and short forms become words, nothing is left out."""

from datetime import date

import pytest

from dle_desktop.widgets.read_out_row import Row, Section
from dle_desktop.widgets.read_out_words import day_sentence, row_sentence, section_sentences


@pytest.mark.parametrize(
    ("day", "zero", "text"),
    [
        (312.4, date(2021, 3, 1), "Day 312, month 10.2, 7 January 2022."),
        (-14, None, "Day minus 14, month minus 0.5."),
    ],
)
def test_a_day_is_a_sentence(day: float, zero: date | None, text: str) -> None:
    assert day_sentence(day, zero) == text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (Row("lenalidomide", "10 mg/d", "day 4 of this step, 1.6 g so far"),
         "Lenalidomide 10 mg per day, day 4 of this step, 1.6 g so far."),
        (Row("lenalidomide", "5 → 10 mg/d", ""), "Lenalidomide from 5 to 10 mg per day."),
        (Row("methotrexate", "15 mg/week", ""), "Methotrexate 15 mg per week."),
        (Row("CLASI activity", "6 mild", "12 days old, −12 (−67 %)"),
         "CLASI activity 6, mild, measured 12 days ago, minus 12 points (67 %) from baseline."),
        (Row("CLASI activity", "19 moderate", "same day, +1 (+6 %)"),
         "CLASI activity 19, moderate, measured that day, plus 1 point (6 %) from baseline."),
        (Row("CLASI damage", "9", "1 day old, unchanged"),
         "CLASI damage 9, measured 1 day ago, unchanged from baseline."),
        (Row("CLASI damage", "not reported"), "CLASI damage not reported."),
        (Row("neutrophils", "1.4 10⁹/L", "8 days old, grade 2 (CTCAE 5.0), below 1.8"),
         "Neutrophils 1.4 × 10⁹ per litre, measured 8 days ago, grade 2 (CTCAE 5.0), below 1.8."),
        (Row("haemoglobin", "12.6 g/dL", "2 months old"),
         "Haemoglobin 12.6 g per decilitre, measured 2 months ago."),
        (Row("events", "flare", "same day"), "Events flare, that day."),
    ],
)  # fmt: skip
def test_a_row_is_a_sentence(row: Row, text: str) -> None:
    assert row_sentence(row) == text


def test_what_changed_is_told_between_its_two_ends() -> None:
    rows = (
        Row("lenalidomide", "5 → 10 mg/d", "2 g taken"),
        Row("CLASI activity", "18 → 10, −8 (−44 %)", "9 and 44 days old"),
        Row("neutrophils", "2.9 → 1.2 10⁹/L", "−1.7, both same day"),
    )
    assert section_sentences(Section(0, 60, "A → B: 60 days", rows)) == [
        "From A to B: 60 days.",
        "Lenalidomide from 5 to 10 mg per day, 2 g taken.",
        "CLASI activity from 18 to 10, minus 8 points (44 %), 9 and 44 days old.",
        "Neutrophils from 2.9 to 1.2 × 10⁹ per litre, minus 1.7, both same day.",
    ]
