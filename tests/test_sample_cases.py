"""The bundled cases: the published ones say what the abstract says, the others that they do not."""

import re

import pytest

from dle_desktop import resources
from dle_desktop.domain.case import Case, Subject
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.case_json import parse_cases, write_cases

PUBLISHED = ("shah-2009-patient-1", "shah-2009-patient-2")
ILLUSTRATIVE = ("illustrative-responder", "illustrative-non-responder")


def bundled(name: str) -> Case:
    result = parse_cases(resources.read_bytes(f"cases/{name}.json"))
    assert result.problems == result.notes == ()
    (case,) = result.cases
    return case


def test_exactly_these_cases_are_bundled_and_each_has_an_id_of_its_own() -> None:
    assert set(resources.names("cases")) == {
        f"cases/{name}.json" for name in (*PUBLISHED, *ILLUSTRATIVE)
    }
    assert len({bundled(name).id for name in (*PUBLISHED, *ILLUSTRATIVE)}) == 4


@pytest.mark.parametrize("name", [*PUBLISHED, *ILLUSTRATIVE])
def test_each_file_is_what_the_program_would_write(name: str) -> None:
    assert write_cases([bundled(name)], app=None) == resources.read_bytes(f"cases/{name}.json")


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_case_holds_no_number_the_abstract_does_not_give(name: str) -> None:
    case = bundled(name)
    assert not case.synthetic
    assert case.subject == Subject()
    assert case.labs == ()
    assert day_zero(case) is None
    assert case.follow_up_end is None
    assert all(one.activity is one.damage is None for one in case.assessments)
    assert all(event.grade is None for event in case.events)
    assert case.provenance.doi == "10.1001/archdermatol.2009.30"
    # Numbers of the abstract: mg/d, months; and those of the citation and of our own list (a)-(e).
    amounts = {
        value
        for course in case.courses
        for dose in course.doses
        for value in (
            dose.amount,
            *((dose.taper.from_amount, dose.taper.to_amount) if dose.taper else ()),
        )
    }
    assert amounts <= {None, 0.0, 5.0, 10.0, 60.0}
    months = re.findall(r"P(\d+)[DM]", resources.read_text(f"cases/{name}.json"))
    assert {int(month) for month in months} <= {0, 1, 5, 6, 10, 22}


def test_the_first_patient_is_told_as_the_abstract_tells_it() -> None:
    case = bundled("shah-2009-patient-1")
    lenalidomide, prednisone = case.courses
    first, doubled = lenalidomide.doses
    assert (first.amount, first.frequency, first.as_written) == (5.0, "QD", "5 mg/d")
    assert (first.start, first.end) == (Moment(offset="P0D"), Moment(offset="P10M"))
    assert (doubled.amount, doubled.start) == (10.0, Moment(offset="P10M"))
    assert (doubled.end, doubled.ongoing, doubled.last_known) == (
        None,
        False,
        Moment(offset="P22M"),
    )
    taper, restart = prednisone.doses
    assert taper.taper is not None
    assert (taper.taper.from_amount, taper.taper.to_amount, taper.taper.steps) == (60.0, 0.0, None)
    assert taper.end == Moment(offset="P5M", certainty="before")
    assert (restart.amount, restart.end, restart.ongoing) == (5.0, None, False)
    assert restart.start == Moment(offset="P5M", certainty="after")
    assert restart.reason == "restarted to manage symptoms of systemic LE"
    readings = {
        (one.activity_reading.direction, one.activity_reading.text)
        for one in case.assessments
        if one.activity_reading
    }
    assert readings == {
        ("improved", "improvement noted within 1 month"),
        ("worse", "slight worsening"),
        ("improved", "sustained reduction"),
    }
    assert [one.damage_reading.direction for one in case.assessments if one.damage_reading] == [
        "unchanged"
    ]
    (neutropenia,) = case.events
    assert (neutropenia.kind, neutropenia.text) == ("adverse event", "mild neutropenia")
    assert neutropenia.moment == Moment(offset="P10M", certainty="after")


def test_the_second_patient_is_told_as_the_abstract_tells_it() -> None:
    case = bundled("shah-2009-patient-2")
    ((dose,),) = (course.doses for course in case.courses)
    assert (dose.amount, dose.frequency) == (None, None)
    assert dose.as_written == "low-dose, mg not stated"
    assert (dose.start, dose.end) == (Moment(offset="P0D"), Moment(offset="P6M"))
    assert dose.stop_reason is not None
    (assessment,) = case.assessments
    assert assessment.activity_reading is not None
    assert assessment.activity_reading.direction == "unchanged"
    assert assessment.damage_reading is None
    assert case.events == ()


@pytest.mark.parametrize("name", ILLUSTRATIVE)
def test_an_illustrative_case_says_so_in_label_file_and_provenance(name: str) -> None:
    case = bundled(name)
    assert case.synthetic
    assert case.label.endswith("(illustrative)")
    assert case.provenance.text == "illustrative, not from the paper"
    assert case.provenance.doi is None
    notice = b'"synthetic_notice": "illustrative, not from the paper"'
    assert notice in resources.read_bytes(f"cases/{name}.json")


def test_the_responder_follows_the_story_with_a_calendar() -> None:
    case = bundled("illustrative-responder")
    zero = day_zero(case)
    assert str(zero) == "2021-03-01"
    scores = [one.activity for one in case.assessments]
    assert scores == [19, 18, 11, 9, 8, 6, 5, 8, 10, 7, 6, 5, 5, 4, 5]
    assert {one.damage for one in case.assessments} == {9, None}
    counts = [lab for lab in case.labs if lab.analyte == "neutrophils"]
    assert len(counts) == 35
    assert {(lab.unit, lab.low, lab.high) for lab in counts} == {("10*9/L", 1.8, 7.5)}
    lowest = min(counts, key=lambda lab: lab.value or 0.0)
    placed = resolve(lowest.moment, zero)
    assert lowest.value == 1.2
    assert placed is not None
    assert placed.at == 396  # month 13
    days = [resolve(lab.moment, zero) for lab in counts]
    assert all(day is not None and day.exact for day in days)
    assert days == sorted(days, key=lambda day: day.at if day else 0.0)


def test_the_non_responder_stops_at_month_six_without_a_calendar() -> None:
    case = bundled("illustrative-non-responder")
    assert day_zero(case) is None
    scores = [one.activity for one in case.assessments if one.activity is not None]
    assert min(scores) >= 22
    assert max(scores) <= 25
    (dose,) = case.courses[0].doses
    assert dose.end == Moment(offset="P183D")
    assert dose.stop_reason == "no response after 6 months"
