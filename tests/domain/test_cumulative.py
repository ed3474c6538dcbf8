"""Cumulative doses: exact where all is known, bounds where it is not, never a made-up figure.

The vectors are `clinical.md` 5.2 (3,500 mg in 140 d; weekly drugs; as needed) and 3 (the taper of
the first published patient: > 0 and < 9.1 g).
"""

import json
from datetime import date
from math import inf, isclose

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.bounds import Bounds
from dle_desktop.domain.case import Case, Course, Dose, Taper, TaperStep
from dle_desktop.domain.cumulative import Intake, intake, stretches, weighted
from dle_desktop.domain.dates import Interval, day_zero
from dle_desktop.domain.dosing import Span, known_span
from dle_desktop.domain.moments import Moment
from dle_desktop.resources import read_bytes
from tests.domain.cases import cases

SPAN = Span(-30, 400)


def day(number: int) -> Moment:
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def month(number: int, certainty: str = "exact") -> Moment:
    return Moment(offset=f"P{number}M", certainty=certainty)  # type: ignore[arg-type]


def dose(name: str, start: Moment | None, amount: float | None, **more: object) -> Dose:
    fields = {"frequency": "QD", **more}
    return Dose(id=name, start=start, amount=amount, **fields)  # type: ignore[arg-type]


def taken(*doses: Dose) -> Intake:
    return intake((Course(id="c", drug="prednisone", doses=doses),), None, SPAN)


def staircase() -> tuple[Dose, ...]:
    """Return the steps of `clinical.md` 5.2, first as doses."""
    steps = ((60, 14), (50, 14), (40, 14), (30, 14), (20, 28), (10, 28), (5, 28))
    doses, at = [], 0
    for amount, days in steps:
        doses.append(dose(f"d{at}", day(at), amount, end=day(at + days)))
        at += days
    return tuple(doses)


def test_the_published_staircase_adds_up() -> None:
    """`clinical.md` 5.2: 3,500 mg in 140 d, mean 25.0 mg/d."""
    whole = taken(*staircase()).between(0, 140)
    assert whole == Bounds(3500, 3500)
    assert (whole.text(), whole.low / 140) == ("3.5 g", 25.0)


def test_the_same_staircase_as_one_taper_adds_up() -> None:
    steps = tuple(
        TaperStep(start=one.start, amount=one.amount)
        for one in staircase()
        if one.start and one.amount
    )
    taper = Taper(from_amount=60, to_amount=0, steps=steps)
    whole = taken(dose("t", day(0), None, end=day(140), taper=taper))
    assert whole.between(-inf, inf) == Bounds(3500, 3500)
    assert whole.records == ("t",)


def test_a_taper_without_steps_has_two_bounds_and_no_figure() -> None:
    """`clinical.md` 3: 60 mg/d to 0 within 5 months is > 0 and < 9.1 g; 4.6 g only if linear."""
    taper = Taper(from_amount=60, to_amount=0)
    whole = taken(dose("t", day(0), None, end=month(5, "before"), taper=taper)).between(0, 300)
    assert (whole.low, round(whole.high), whole.strict) == (0, 9131, True)
    assert whole.text() == "> 0 and < 9.1 g"


def test_the_first_published_patient_has_the_bounds_of_the_abstract() -> None:
    """`clinical.md` 3: "> 0 and < 9.1 g" of prednisone within the five months of the taper."""
    (data,) = json.loads(read_bytes("cases/shah-2009-patient-1.json"))["cases"]
    case = msgspec.convert(data, Case)
    span = known_span(case)
    assert span is not None
    prednisone = tuple(course for course in case.courses if course.drug == "prednisone")
    assert intake(prednisone, None, span).between(0, 152.1875).text() == "> 0 and < 9.1 g"


@pytest.mark.parametrize(
    ("doses", "first", "last", "expected"),
    [
        ((), -inf, inf, Bounds(0, 0)),
        # half-open: the day asked about does not count
        ((dose("a", day(0), 5, end=day(100)),), 0, 100, Bounds(500, 500)),
        ((dose("a", day(0), 5, end=day(100)),), 10, 20, Bounds(50, 50)),
        ((dose("a", day(0), 5, end=day(100)),), 99, 100.5, Bounds(5, 5)),
        ((dose("a", day(0), 5, end=day(100)),), 100, 300, Bounds(0, 0)),
        ((dose("a", day(0), 0.5, unit="g", end=day(10)),), 0, 100, Bounds(5000, 5000)),
        ((dose("a", day(0), 5, frequency="QOD", end=day(10)),), 0, 100, Bounds(25, 25)),
        ((dose("a", day(0), 0, end=day(10)),), 0, 100, Bounds(0, 0)),
        # ongoing: as far as the case is known, or up to the next dose of the course
        ((dose("a", day(0), 5, ongoing=True),), 0, inf, Bounds(2000, 2000)),
        (
            (dose("a", day(0), 5, ongoing=True), dose("b", day(10), 1, end=day(20))),
            0,
            inf,
            Bounds(60, 60),
        ),
        # known to a day, and whether further is open
        ((dose("a", day(0), 5, ongoing=True, last_known=day(50)),), 0, 100, Bounds(250, 500)),
        ((dose("a", day(0), 5, last_known=day(50)),), 0, 100, Bounds(250, 500)),
        ((dose("a", day(0), 5),), 0, 100, Bounds(0, 500)),
        ((dose("a", day(0), 5),), 0, inf, Bounds(0, inf)),
        (
            (dose("a", day(0), 5), dose("b", day(10), 1, end=day(20))),
            0,
            inf,
            Bounds(10, 60),
        ),
        # a change known to the month: one of the two amounts, never both, never none
        (
            (dose("a", day(0), 5, end=month(4)), dose("b", month(4), 10, end=day(200))),
            0,
            200,
            Bounds(5 * 136.96875 + 10 * 63.03125, 5 * 106.53125 + 10 * 93.46875),
        ),
        # ends known to the month
        ((dose("a", day(0), 10, end=month(4)),), 0, 200, Bounds(1065.3125, 1369.6875)),
        ((dose("a", day(0), 10, end=day(-1)),), 0, 200, Bounds(0, 0)),
        # open dates
        ((dose("a", day(0), 5, end=Moment(offset="P9D", certainty="after")),), 0, 99,
         Bounds(45, 495)),
        ((dose("a", day(0), 5, end=Moment(offset="P9D", certainty="after")),), 0, inf,
         Bounds(45, inf)),
        # "within 5 months" is at most 5 months also where something followed
        (
            (dose("a", day(0), 5, end=month(5, "before")), dose("b", day(300), 1, end=day(310))),
            0,
            200,
            Bounds(0, 5 * 152.1875),
        ),
        ((dose("a", Moment(offset="P9D", certainty="before"), 5, end=day(19)),), -inf, inf,
         Bounds(50, inf)),
        ((dose("a", None, 5, end=day(19)),), 0, 100, Bounds(0, 95)),
        ((dose("a", Moment(offset="P9D", certainty="after"), 5, end=day(19)),), 0, 99,
         Bounds(0, 50)),
        ((dose("a", month(1, "after"), 5, end=day(100)),), 0, 99, Bounds(0, 5 * (99 - 30.4375))),
        # amount, frequency or unit not known
        ((dose("a", day(0), None, end=day(10)),), 0, 100, Bounds(0, inf, strict=True)),
        ((dose("a", day(0), 5, frequency=None, end=day(10)),), 0, 100, Bounds(0, inf, strict=True)),
        ((dose("a", day(0), 5, unit="mg/kg", end=day(10)),), 0, 100, Bounds(0, inf, strict=True)),
        ((dose("a", day(0), 5, unit=None, end=day(10)),), 20, 100, Bounds(0, 0)),
        # weekly and rarer: per administration, on days 0, 7, 14 ...
        ((dose("a", day(0), 15, frequency="weekly", end=day(28)),), 0, 100, Bounds(60, 60)),
        ((dose("a", day(3), 15, frequency="weekly", end=day(31)),), 0, 100, Bounds(60, 60)),
        ((dose("a", day(3), 15, frequency="weekly", end=day(31)),), 10, 17, Bounds(15, 15)),
        ((dose("a", day(3), 15, frequency="weekly", end=day(31)),), -inf, 4, Bounds(15, 15)),
        ((dose("a", day(3), 15, frequency="weekly", end=day(31)),), 4, 10, Bounds(0, 0)),
        ((dose("a", day(0), 15, unit=" MG ", frequency="weekly", end=day(28)),), 0, 100,
         Bounds(60, 60)),
        ((dose("a", month(1), 300, frequency="q4w", end=day(200)),), 60, 116, Bounds(600, 900)),
        ((dose("a", month(1), 300, frequency="q4w", end=day(200)),), 0, 46, Bounds(0, 600)),
        ((dose("a", day(0), 15, frequency="weekly", end=day(28)),), 1, 21, Bounds(30, 30)),
        ((dose("a", day(0), 15, frequency="weekly", end=day(29)),), 0, 100, Bounds(75, 75)),
        ((dose("a", day(0), 15, frequency="weekly", end=day(29)),), 50, 60, Bounds(0, 0)),
        ((dose("a", day(0), 300, frequency="q4w", end=month(4)),), 0, 100, Bounds(1200, 1200)),
        ((dose("a", day(0), 300, frequency="q4w", end=month(4)),), 0, 106.53125,
         Bounds(1200, 1200)),
        ((dose("a", day(0), 300, frequency="q4w", end=month(4)),), 0, 200, Bounds(900, 1500)),
        ((dose("a", month(1), 300, frequency="q2w", end=day(15)),), 200, 300, Bounds(0, 0)),
        ((dose("a", day(0), 15, frequency="weekly"),), 0, inf, Bounds(0, inf)),
        ((dose("a", day(5), 1, unit="g", frequency="single"),), 0, 10, Bounds(1000, 1000)),
        ((dose("a", day(5), 1, unit="g", frequency="single"),), 5, 6, Bounds(1000, 1000)),
        ((dose("a", day(5), 1, unit="g", frequency="single"),), 6, 9, Bounds(0, 0)),
        ((dose("a", day(5), 1, unit="g", frequency="single"),), 0, 5, Bounds(0, 0)),
        ((dose("a", month(1), 1, unit="g", frequency="single"),), 0, 30, Bounds(0, 1000)),
        ((dose("a", day(5), None, frequency="single"),), 0, 10, Bounds(0, inf, strict=True)),
        # a single dose on top of a course does not end it
        (
            (dose("a", day(0), 5, ongoing=True), dose("s", day(9), 100, frequency="single")),
            0,
            20,
            Bounds(200, 200),
        ),
    ],
)  # fmt: skip
def test_at_least_and_at_most(
    doses: tuple[Dose, ...], first: float, last: float, expected: Bounds
) -> None:
    found = taken(*doses).between(first, last)
    assert found.low == pytest.approx(expected.low)
    assert found.high == pytest.approx(expected.high)
    assert found.strict == expected.strict


def stepped(start: Moment, end: Moment, *steps: tuple[Moment, float]) -> Bounds:
    """Return all that was taken in a taper from 60 mg a day by these steps."""
    told = tuple(TaperStep(start=at, amount=amount) for at, amount in steps)
    taper = Taper(from_amount=60, to_amount=0, steps=told)
    return taken(dose("t", start, None, end=end, taper=taper)).between(-inf, inf)


AFTER_10 = Moment(offset="P10D", certainty="after")
BEFORE_10 = Moment(offset="P10D", certainty="before")


@pytest.mark.parametrize(
    ("end", "steps", "expected"),
    [
        (day(30), ((AFTER_10, 20),), Bounds(60 * 10 + 20 * 20, 60 * 30)),
        (day(30), ((BEFORE_10, 20),), Bounds(20 * 30, 60 * 10 + 20 * 20)),
        (day(30), ((AFTER_10, 0),), Bounds(60 * 10, 60 * 30)),
        # some time after the start: until then the first amount
        (day(30), ((Moment(offset="P0D", certainty="after"), 20),), Bounds(20 * 30, 60 * 30)),
        (day(40), ((month(1), 20),), Bounds(60 * 15.21875 + 20 * 24.78125, 60 * 40)),
        # the end is open: so is how long the first amount was taken
        (AFTER_10, ((Moment(offset="P5D", certainty="after"), 20),), Bounds(60 * 5 + 20 * 5, inf)),
    ],
)
def test_a_step_of_open_date_opens_the_bounds_no_further_than_its_taper(
    end: Moment, steps: tuple[tuple[Moment, float], ...], expected: Bounds
) -> None:
    assert stepped(day(0), end, *steps) == expected


def test_a_step_written_before_the_start_of_its_taper_stays_as_open_as_it_is() -> None:
    assert stepped(day(15), day(30), (BEFORE_10, 20)) == Bounds(20 * 20, inf)


def test_the_open_start_of_a_taper_leaves_its_later_steps_as_they_are() -> None:
    begun = Moment(offset="P9D", certainty="before")
    assert stepped(begun, day(30), (day(20), 20)) == Bounds(60 * 11 + 20 * 10, inf)
    steps = (TaperStep(start=day(20), amount=20),)
    taper = Taper(from_amount=60, to_amount=0, steps=steps)
    found = taken(dose("t", begun, None, end=day(30), taper=taper))
    assert found.between(9, inf) == Bounds(60 * 11 + 20 * 10, 60 * 11 + 20 * 10)


# clinical.md 5.2: months of a calendar; "after May" is known from its first day, "before May" to
# its last.
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (Moment(date="2024-05", certainty="after"), Moment(date="2024-06-10"), Bounds(0, 200)),
        (Moment(date="2024-05-01"), Moment(date="2024-05", certainty="before"), Bounds(0, 150)),
    ],
)
def test_a_calendar_month_is_in_doubt_to_both_its_sides(
    start: Moment, end: Moment, expected: Bounds
) -> None:
    course = Course(id="c", drug="prednisone", doses=(dose("a", start, 5, end=end),))
    assert intake((course,), date(2024, 5, 1), SPAN).between(0, 100) == expected


def test_a_dose_of_0_is_nothing_taken() -> None:
    found = taken(dose("a", day(0), 0, end=day(9)), dose("b", day(9), 5, end=day(19)))
    assert found.records == ("b",)


def test_what_gave_way_early_ended_then_and_not_on_its_last_known_day() -> None:
    doses = (dose("a", day(0), 5, ongoing=True, last_known=day(50)), dose("b", day(10), 1))
    course = Course(id="c", drug="prednisone", doses=doses)
    assert stretches(course, 1.0, None, SPAN)[0].end == Interval(10, 10, 10)


def test_the_terms_of_a_sum_are_its_levels_in_turn() -> None:
    doses = (
        dose("a", day(0), 5, end=day(10)),
        dose("b", day(10), 5, end=day(20)),
        dose("c", day(20), 10, end=day(40)),
    )
    assert taken(*doses).terms(-inf, inf) == ((20, 5), (20, 10))
    assert taken(*doses).terms(15, 30) == ((5, 5), (10, 10))
    assert taken(*doses).terms(20, 21) == ((1, 10),)
    assert taken(*doses).terms(20, 20.5) == ((0.5, 10),)
    assert taken(*doses).terms(50, 60) == ()
    assert taken(dose("a", day(0), 5)).terms(-inf, 100) == ()


def test_doses_as_needed_are_left_out_and_told() -> None:
    found = taken(dose("a", day(0), 5, end=day(10)), dose("p", day(0), 5, frequency="PRN"))
    assert found.between(0, 100) == Bounds(50, 50)
    assert (found.records, found.as_needed, found.unknown) == (("a",), ("p",), ())


def test_doses_without_a_known_amount_are_told() -> None:
    found = taken(dose("a", day(0), 5, end=day(10)), dose("u", day(20), None, end=day(30)))
    assert found.unknown == ("u",)
    assert found.between(0, 100) == Bounds(50, inf, strict=True)


def test_a_factor_makes_an_equivalent() -> None:
    course = Course(id="c", drug="methylprednisolone", doses=(dose("a", day(0), 4, end=day(10)),))
    found = weighted([(course, 1.25), (course, 1.0)], None, SPAN)
    assert found.between(0, 10) == Bounds(90, 90)


def test_days_on_the_drug_leave_out_the_gap_and_tell_the_doubt() -> None:
    doses = (dose("a", day(0), 5, end=day(50)), dose("b", day(60), 5, end=month(4)))
    assert taken(*doses).days(0, 80) == Bounds(70, 70)
    assert taken(*doses).days(0, 300) == Bounds(96.53125, 126.96875)


def _daily(case: Case) -> list[Intake]:
    span, zero = known_span(case), day_zero(case)
    return [intake((course,), zero, span) for course in case.courses if span]


@given(cases(), st.floats(-500, 500), st.floats(0, 500), st.floats(0, 500))
def test_what_was_taken_adds_up_over_time(
    case: Case, first: float, then: float, later: float
) -> None:
    for one in _daily(case):
        early = one.between(first, first + then)
        late = one.between(first + then, first + then + later)
        whole = one.between(first, first + then + later)
        assert 0 <= early.low <= early.high
        if not one.ticks:
            assert isclose(early.low + late.low, whole.low, rel_tol=1e-6, abs_tol=1e-3)
            assert isclose(early.high + late.high, whole.high, rel_tol=1e-6, abs_tol=1e-3)
        else:  # the doubt about one administration is told in both parts
            assert early.low + late.low <= whole.low * (1 + 1e-6) + 1e-3
            assert early.high + late.high >= whole.high * (1 - 1e-6) - 1e-3
