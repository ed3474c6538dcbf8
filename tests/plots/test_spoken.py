"""What a screen reader is told: every track in a sentence, "not reported" where it is so."""

from hypothesis import given

from dle_desktop.domain.case import Case
from dle_desktop.drawing.series import figure_of
from dle_desktop.plots.spoken import spoken_summary, value_on
from tests.drawing.crowds import crowded_cases
from tests.drawing.due_cases import COUNTED
from tests.drawing.pictures import (
    PATIENT_1,
    PATIENT_2,
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_lab,
    an_event,
    bundled,
)  # fmt: skip
from tests.strategies import cases


def said(case: Case) -> str:
    return spoken_summary(figure_of(case))


def test_the_published_patients_are_told_without_numbers_they_do_not_have() -> None:
    first, second = said(bundled(PATIENT_1)), said(bundled(PATIENT_2))
    assert "lenalidomide: 5 mg/d, then 10 mg/d." in first
    assert "CLASI damage: no change." in first
    assert "Events: mild neutropenia." in first
    assert "blood counts: not reported." in first
    assert "lenalidomide: dose not reported." in second
    assert "CLASI damage: not reported." in second


def test_values_are_told_from_first_to_last() -> None:
    assert "CLASI activity: 15 values, from 19 to 5 at month 22." in said(bundled(RESPONDER))


def test_what_is_calculated_and_what_is_not_drawn_is_told() -> None:
    labs = (a_lab(0, 2.0, calculated=True), a_lab(7, 1.5), a_lab(9, 1400, unit="furlong"))
    text = said(a_case(labs=labs))
    assert "neutrophils: 2 values (1 calculated), from 2 to 1.5 at month 0. 1 not drawn" in text
    assert "not reported. 1 not drawn, the unit" in said(a_case(labs=labs[2:]))


def test_what_was_due_is_told_with_what_was_missed() -> None:
    assert (
        "Blood counts: 5 of 10 due were done in time; not done in time: months 0.9, 1.1, 1.4; "
        "overdue: month 1.8; still due: month 2.8."
    ) in said(COUNTED)


def test_events_of_one_day_are_told_together() -> None:
    made = (
        an_event(0, "visit", "seen"),
        an_event(0, "biopsy", "skin"),
        an_event(9, "note", "well"),
    )
    assert "Events: 2 on one day, seen and skin; well." in said(a_case(events=made))


def test_very_many_events_are_told_by_their_number() -> None:
    made = [an_event(n, "note", f"n{n}") for n in range(30)] + [an_event(50, "death")]
    assert "31 events: 30 note, 1 death." in said(a_case(events=tuple(made)))


def test_a_case_of_nothing_is_told_as_not_reported() -> None:
    assert said(a_case()).count("not reported") == 3
    assert spoken_summary(None) == ""


@given(cases() | crowded_cases())
def test_any_case_can_be_told(case: Case) -> None:
    text = said(case)
    for name in ("CLASI activity", "CLASI damage"):
        assert text.count(f"{name}: ") >= 1


def test_what_was_held_and_planned_is_told_in_turn() -> None:
    doses = (
        a_dose(0, 100, id="taken"), a_dose(40, 50, None, id="held", status="held"),
        a_dose(100, 200, 10.0, id="planned", status="planned"),
    )  # fmt: skip
    figure = figure_of(a_case(courses=(a_course(*doses),)))
    assert "lenalidomide: 5 mg/d, then held, then 5 mg/d; planned 10 mg/d." in spoken_summary(
        figure
    )
    assert value_on(figure.lanes[0], 45.0) == "held"
    assert value_on(figure.lanes[0], 150.0) == "none"


def test_a_drug_only_planned_is_told_as_planned() -> None:
    case = a_case(courses=(a_course(a_dose(0, 9, None, id="p", status="planned")),))
    assert "lenalidomide: planned dose not reported." in said(case)
