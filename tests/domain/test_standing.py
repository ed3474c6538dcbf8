"""What was taken on a study day, and how surely that is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.case import Case, Course, Dose, Taper
from dle_desktop.domain.dates import day_zero
from dle_desktop.domain.dosing import Span, known_span
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.standing import Standing, level_text, standing
from tests.domain.cases import cases

SPAN = Span(0, 600)


def day(number: int) -> Moment:
    return Moment(offset=f"P{number}D")


def held(*doses: Dose, on: float, visit: bool = False) -> Standing:
    course = Course(id="c", drug="lenalidomide", doses=doses)
    return standing((course,), on, None, SPAN, visit=visit)


def ids(found: Standing) -> tuple[list[str], list[str], str | None]:
    return (
        [cut.dose.id for cut in found.sure],
        [cut.dose.id for cut in found.doubtful],
        found.last_over.dose.id if found.last_over else None,
    )


FIVE = Dose(id="five", start=day(0), end=day(300), amount=5, frequency="QD")
TEN = Dose(id="ten", start=day(300), end=day(500), amount=10, frequency="QD")


@pytest.mark.parametrize(
    ("on", "visit", "expected"),
    [
        (-1, False, ([], [], None)),
        (0, False, (["five"], [], None)),
        (0, True, ([], [], None)),
        (299, False, (["five"], [], None)),
        (300, False, (["ten"], [], "five")),
        (300, True, (["five"], [], None)),
        (301, True, (["ten"], [], "five")),
        (500, False, ([], [], "ten")),
        (500, True, (["ten"], [], "five")),
        (550, False, ([], [], "ten")),
    ],
)
def test_the_dose_before_the_change_explains_a_score_of_that_day(
    on: float, visit: bool, expected: tuple[list[str], list[str], str | None]
) -> None:
    assert ids(held(TEN, FIVE, on=on, visit=visit)) == expected


@pytest.mark.parametrize(
    ("dose", "sure"),
    [
        (Dose(id="d", start=day(0), ongoing=True), True),
        (Dose(id="d", start=day(0), ongoing=True, last_known=day(90)), True),
        (Dose(id="d", start=day(0)), False),
        (Dose(id="d", start=day(0), last_known=day(90)), False),
        (Dose(id="d", start=day(0), last_known=day(400)), True),
        (Dose(id="d", ongoing=True), True),
        (Dose(id="d", ongoing=True, last_known=day(90)), True),
        (Dose(id="d", ongoing=True, last_known=day(500)), False),
        (Dose(id="d", end=day(500)), False),
    ],
)
def test_only_what_is_said_to_be_taken_is_sure(dose: Dose, sure: bool) -> None:
    assert ids(held(dose, on=400)) == ((["d"], [], None) if sure else ([], ["d"], None))


def test_a_dose_of_unknown_end_gives_way_to_the_next() -> None:
    first = Dose(id="first", start=day(0), amount=5, frequency="QD")
    assert ids(held(first, TEN, on=400)) == (["ten"], [], "first")
    assert ids(held(first, TEN, on=550)) == ([], [], "ten")


def test_single_doses_are_no_standing_treatment() -> None:
    pulse = Dose(id="pulse", start=day(10), amount=500, frequency="single")
    assert ids(held(pulse, on=10)) == ([], [], None)


def test_a_standing_rests_on_what_is_taken_else_on_what_was() -> None:
    assert held(FIVE, TEN, on=400).records == ("ten",)
    assert held(FIVE, TEN, on=550).records == ("ten",)
    assert held(on=0).records == ()


@pytest.mark.parametrize(
    ("dose", "text"),
    [
        (FIVE, "5 mg/d"),
        (
            Dose(id="d", start=day(0), frequency="QD", taper=Taper(from_amount=60, to_amount=0)),
            "60 to 0 mg/d (taper, steps not reported)",
        ),
        (Dose(id="d", start=day(0), as_written="low-dose"), "low-dose"),
        (Dose(id="d", start=day(0)), "dose not reported"),
        (Dose(id="d", start=day(0), amount=5, frequency="PRN"), "5 mg as needed"),
        (Dose(id="d", start=day(0), amount=5), "5 mg, how often is not reported"),
        (
            Dose(id="d", start=day(0), amount=5, frequency="other", as_written="5 mg on Mondays"),
            "5 mg on Mondays",
        ),
    ],
)
def test_a_level_is_worded(dose: Dose, text: str) -> None:
    found = held(dose, on=1)
    assert [level_text(cut) for cut in (*found.sure, *found.doubtful)] == [text]


@given(cases(), st.floats(-1000, 1000), st.booleans())
def test_no_dose_is_taken_before_it_begins(case: Case, on: float, visit: bool) -> None:
    span = known_span(case)
    if span is None:
        return
    found = standing(case.courses, on, day_zero(case), span, visit=visit)
    assert all(cut.start.at <= on for cut in (*found.sure, *found.doubtful))
