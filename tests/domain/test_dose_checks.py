"""Checks of doses: found beyond doubt, or not at all."""

import pytest

from dle_desktop.domain.case import Case, Course, Dose, Frequency, Taper, TaperStep
from dle_desktop.domain.dose_checks import dose_findings
from dle_desktop.domain.moments import Certainty, Moment
from tests.domain.cases import CASE_ID


def day(number: int, certainty: Certainty = "exact") -> Moment:
    return Moment(offset=f"P{number}D", certainty=certainty)


def codes(*doses: Dose, end: Moment | None = None) -> list[tuple[str, tuple[str, ...]]]:
    course = Course(id="c", drug="prednisone", doses=doses)
    case = Case(id=CASE_ID, label="Case", courses=(course,), follow_up_end=end)
    return [(found.code, found.records) for found in dose_findings(case)]


def test_doses_one_after_the_other_are_fine() -> None:
    assert (
        codes(
            Dose(id="a", start=day(0), end=day(30), amount=60),
            Dose(id="b", start=day(30), end=day(60), amount=40),
            Dose(id="c1", start=day(60), ongoing=True, last_known=day(90), amount=20),
        )
        == []
    )


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (Dose(id="a", start=day(0), end=day(31)), Dose(id="b", start=day(30), end=day(60)), True),
        (Dose(id="b", start=day(30), end=day(60)), Dose(id="a", start=day(0), end=day(31)), True),
        (
            Dose(id="a", start=day(0), ongoing=True, last_known=day(5)),
            Dose(id="b", start=day(30), end=day(60)),
            True,
        ),
        (
            Dose(id="a", start=day(0), last_known=day(40)),
            Dose(id="b", start=day(30), end=day(60)),
            True,
        ),
        (Dose(id="a", start=day(0)), Dose(id="b", start=day(30), end=day(60)), False),
        (
            Dose(id="a", start=day(0), end=day(31, "about")),
            Dose(id="b", start=day(30), end=day(60)),
            False,
        ),
        (
            Dose(id="a", start=day(0), end=day(90)),
            Dose(id="b", start=day(30, "after"), end=day(60)),
            False,
        ),
        (
            Dose(id="a", start=day(0), end=day(90, "before")),
            Dose(id="b", start=day(30), end=day(60)),
            False,
        ),
    ],
)
def test_doses_of_one_course_that_surely_overlap_are_found(
    first: Dose, second: Dose, found: bool
) -> None:
    assert codes(first, second, end=day(90)) == ([("overlap", ("a", "b"))] if found else [])


@pytest.mark.parametrize("frequency", ["single", "PRN"])
def test_pulses_and_doses_as_needed_may_come_on_top(frequency: Frequency) -> None:
    assert (
        codes(
            Dose(id="a", start=day(0), end=day(90)),
            Dose(id="b", start=day(30), end=day(31), frequency=frequency),
        )
        == []
    )


def test_an_overlap_is_with_the_dose_that_reaches_furthest() -> None:
    assert codes(
        Dose(id="a", start=day(0), end=day(90)),
        Dose(id="b", start=day(10), end=day(20)),
        Dose(id="c1", start=day(30), end=day(60)),
    ) == [("overlap", ("a", "b")), ("overlap", ("a", "c1"))]


def test_the_same_drug_by_another_route_is_no_overlap() -> None:
    courses = tuple(
        Course(
            id=route,
            drug="methylprednisolone",
            route=route,
            doses=(Dose(id=f"{route}-dose", start=day(0), end=day(30)),),
        )
        for route in ("oral", "intravenous")
    )
    assert list(dose_findings(Case(id=CASE_ID, label="Case", courses=courses))) == []


@pytest.mark.parametrize(
    ("dose", "code"),
    [
        (Dose(id="d", start=day(30), end=day(29)), "end-before-start"),
        (Dose(id="d", start=day(30), last_known=day(29)), "end-before-start"),
        (Dose(id="d", amount=5), "start-missing"),
        (Dose(id="d", start=day(0), ongoing=True), "ongoing-open"),
        (Dose(id="d", start=day(0), end=day(9), amount=0), "dose-zero"),
    ],
)
def test_what_is_to_be_looked_at_in_a_dose_is_found(dose: Dose, code: str) -> None:
    assert codes(dose) == [(code, ("d",))]


@pytest.mark.parametrize(
    "dose",
    [
        Dose(id="d", start=day(30), end=day(30)),
        Dose(id="d", start=day(30), end=day(29, "about")),
        Dose(id="d", start=day(30), end=day(5, "after")),
        Dose(id="d", start=day(0), end=day(9), amount=None),
    ],
)
def test_doubt_is_no_fault(dose: Dose) -> None:
    assert codes(dose) == []


def test_an_ongoing_dose_is_known_until_follow_up_ended() -> None:
    assert codes(Dose(id="d", start=day(0), ongoing=True), end=day(90)) == []


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ((0, 30, 60), None),
        ((30, 0), "steps-out-of-order"),
        ((0, 90), None),
        ((0, 91), "step-after-end"),
    ],
)
def test_the_steps_of_a_taper_follow_each_other_until_its_end(
    steps: tuple[int, ...], code: str | None
) -> None:
    taper = Taper(
        from_amount=60,
        to_amount=0,
        steps=tuple(TaperStep(start=day(number), amount=5) for number in steps),
    )
    dose = Dose(id="d", start=day(0), end=day(90), taper=taper)
    assert codes(dose) == ([(code, ("d",))] if code else [])


def test_a_taper_without_steps_is_fine() -> None:
    taper = Taper(from_amount=60, to_amount=0)
    assert codes(Dose(id="d", start=day(0), end=day(90), taper=taper)) == []


def test_the_sentence_names_the_doses() -> None:
    course = Course(
        id="c",
        drug="prednisone",
        doses=(
            Dose(id="a", start=day(0), end=day(31), amount=60),
            Dose(id="b", start=day(30), end=day(60), amount=40),
        ),
    )
    (found,) = dose_findings(Case(id=CASE_ID, label="Case", courses=(course,)))
    assert found.message == "Prednisone 60 mg from day 0 and prednisone 40 mg from day 30 overlap."
