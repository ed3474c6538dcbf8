"""The values table: what a spreadsheet gets says what is known, and never computes."""

import csv
import io

import pytest

from dle_desktop.domain.case import Anchor, Case, Reading, Taper, TaperStep
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.values_table import HEADS, as_text, values_table
from tests.drawing.pictures import a_case, a_course, a_dose, a_lab, a_score, an_event, day

DRUG = "drug:lenalidomide"


def rows(case: Case, *drawn: tuple[str, str]) -> list[dict[str, str]]:
    table = csv.DictReader(io.StringIO(values_table(case, drawn)), dialect="excel-tab")
    assert tuple(table.fieldnames or ()) == HEADS
    return list(table)


def row(case: Case, track: str, record_id: str) -> dict[str, str]:
    (only,) = rows(case, (track, record_id))
    return only


def test_a_dose_says_from_when_until_when_how_much() -> None:
    dose = a_dose(0, 100, reason="flare", stop_reason="cytopenia")
    case = a_case(courses=(a_course(dose),))
    found = row(case, DRUG, dose.id)
    assert list(found.values()) == [
        "dose", "lenalidomide", "0", "100", "0", "day 0 to day 100", "5", "mg",
        "QD; flare; stopped: cytopenia",
    ]  # fmt: skip


def test_what_is_not_known_of_a_dose_is_not_reported() -> None:
    dose = a_dose(0, None, None, unit=None, frequency=None, start=None)
    found = row(a_case(courses=(a_course(dose),)), DRUG, dose.id)
    unknown = {key for key, cell in found.items() if "not reported" in cell}
    assert unknown == {"from", "to", "study day", "date as written", "value", "unit"}


def test_an_ongoing_dose_says_until_when_it_is_known() -> None:
    dose = a_dose(0, ongoing=True, last_known=day(50))
    found = row(a_case(courses=(a_course(dose),)), DRUG, dose.id)
    assert (found["to"], found["date as written"]) == ("50", "day 0 to at least day 50")
    assert "ongoing" in found["remark"]


@pytest.mark.parametrize(
    ("steps", "said"),
    [(None, "taper, steps not reported"), ((TaperStep(start=day(9), amount=20),), "")],
)
def test_a_taper_says_its_ends(steps: tuple[TaperStep, ...] | None, said: str) -> None:
    taper = Taper(from_amount=60, to_amount=0, steps=steps)
    dose = a_dose(0, 100, None, taper=taper, frequency=None)
    found = row(a_case(courses=(a_course(dose, drug="prednisone"),)), "drug:prednisone", dose.id)
    assert (found["value"], found["remark"]) == ("60 to 0", said)


def test_the_two_scores_of_a_visit_are_two_lines() -> None:
    score = a_score(28, 18, 4)
    found = rows(a_case(assessments=(score,)), ("activity", score.id), ("damage", score.id))
    assert [(one["kind"], one["value"]) for one in found] == [
        ("CLASI activity", "18"), ("CLASI damage", "4"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("activity", "reading", "cells"),
    [
        (None, Reading(direction="improved", text="much better"), ("much better", "", "")),
        (None, Reading(direction="improved"), ("improved", "", "")),
        (9, Reading(direction="improved"), ("9", "points", "improved")),
        (None, None, ("not reported", "", "")),
    ],
)
def test_a_reading_in_words_is_told_as_words(
    activity: int | None, reading: Reading | None, cells: tuple[str, ...]
) -> None:
    score = a_score(28, activity, activity_reading=reading)
    found = row(a_case(assessments=(score,)), "activity", score.id)
    assert (found["value"], found["unit"], found["remark"]) == cells


def test_a_result_keeps_its_sign_its_unit_and_its_limits() -> None:
    lab = a_lab(7, 0.5, comparator="<", low=1.8, high=7.5, calculated=True)
    found = row(a_case(labs=(lab,)), "lab:neutrophils", lab.id)
    assert (found["value"], found["unit"]) == ("<0.5", lab.unit)
    assert found["remark"] == "lower limit 1.8; upper limit 7.5; calculated"


def test_a_result_in_words_is_told_as_words() -> None:
    lab = a_lab(7, None, text="clotted", unit=None, low=None, high=None)
    found = row(a_case(labs=(lab,)), "lab:neutrophils", lab.id)
    assert (found["value"], found["unit"], found["remark"]) == ("clotted", "not reported", "")


def test_an_event_says_its_grade_with_its_version() -> None:
    graded = an_event(10, "adverse event", "neutropenia", grade=2, grade_version="CTCAE 5.0")
    plain = an_event(20, "flare", ongoing=True)
    found = rows(a_case(events=(graded, plain)), ("events", graded.id), ("events", plain.id))
    assert [(one["name"], one["value"], one["unit"], one["remark"]) for one in found] == [
        ("neutropenia", "grade 2", "CTCAE 5.0", ""), ("flare", "", "", "ongoing"),
    ]  # fmt: skip


def test_a_doubtful_date_tells_its_bounds_and_how_it_was_written() -> None:
    event = an_event(0, moment=Moment(date="2024-05", certainty="before"))
    case = a_case(events=(event,), anchor=Anchor(date="2024-05-01"))
    found = row(case, "events", event.id)
    assert (found["from"], found["to"], found["study day"]) == ("not reported", "30", "15")
    assert found["date as written"] == "before 2024-05"


def test_a_record_that_is_not_of_the_case_is_left_out() -> None:
    score = a_score(0, 1)
    assert rows(a_case(assessments=(score,)), ("activity", "nobody"), ("events", score.id)) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_text_that_looks_like_a_formula_stays_text(start: str) -> None:
    event = an_event(10, "note", f'{start}HYPERLINK("http://x")')
    found = row(a_case(events=(event,)), "events", event.id)
    assert found["name"].startswith(f"'{start}")


def test_text_is_one_line_and_one_cell() -> None:
    assert as_text(" a\tb\n=c ") == "a b =c"
    assert as_text(" =1") == "'=1"


@pytest.mark.parametrize("status", ["planned", "held"])
def test_what_was_not_taken_says_so(status: str) -> None:
    dose = a_dose(0, 100, status=status)
    found = row(a_case(courses=(a_course(dose),)), DRUG, dose.id)
    assert list(found.values())[-1] == f"{status}; QD"
