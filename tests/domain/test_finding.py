"""Findings: the words for doses and records."""

import pytest

from dle_desktop.domain.case import Assessment, Course, Dose, Event, LabResult
from dle_desktop.domain.finding import dose_name, record_name
from dle_desktop.domain.moments import Moment

START = Moment(offset="P5M", certainty="after")


@pytest.mark.parametrize(
    ("dose", "name"),
    [
        (Dose(id="d", start=START, amount=60), "prednisone 60 mg from after month 5"),
        (Dose(id="d", amount=2.5, unit=None), "prednisone 2.5"),
        (Dose(id="d", start=START), "prednisone from after month 5"),
    ],
)
def test_a_dose_is_named(dose: Dose, name: str) -> None:
    assert dose_name(Course(id="c", drug="prednisone"), dose) == name


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Assessment(id="a", moment=Moment(date="2024-05")), "the CLASI of 2024-05"),
        (Assessment(id="a", instrument="CLA-IGA"), "the CLA-IGA"),
        (LabResult(id="l", analyte="ANC", moment=Moment(offset="P3W")), "the ANC of week 3"),
        (Event(id="e", text="zoster"), "the event “zoster”"),
        (Event(id="e", kind="biopsy"), "the event “biopsy”"),
    ],
)
def test_a_record_is_named(record: Assessment | LabResult | Event, name: str) -> None:
    assert record_name(record) == name


def test_what_was_held_or_planned_is_named_so() -> None:
    course = Course(id="c", drug="prednisone")
    held = Dose(id="d", status="held", amount=5.0, start=Moment(offset="P1M"))
    assert dose_name(course, held) == "the hold of prednisone from month 1"
    plan = Dose(id="d", status="planned", amount=5.0)
    assert dose_name(course, plan) == "planned prednisone 5 mg"
