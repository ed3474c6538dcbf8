"""Held spans are taken out of what was taken, plans count nowhere."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop.domain.case import Course, Dose, Taper, TaperStep
from dle_desktop.domain.checks import findings
from dle_desktop.domain.clasi import first_index_day
from dle_desktop.domain.cumulative import intake
from dle_desktop.domain.dates import day_zero, exactly
from dle_desktop.domain.dose_figures import index_drug_figure, so_far_figure
from dle_desktop.domain.dosing import (
    Segment,
    Span,
    interruptions,
    known_span,
    planned_segments,
    segments,
)
from dle_desktop.domain.exposure import changes, pauses
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.regimens import stretches
from dle_desktop.domain.standing import held_text, standing
from dle_desktop.domain.steroids import steroids_of
from tests.domain.courses import course, day, dose, review

SPAN = Span(0.0, 200.0)


def hold(
    start: int | None, end: int | None = None, amount: float | None = None, **changes: object
) -> Dose:
    """Return a hold from a study day until another."""
    given_fields = {"id": f"hold-{start}", "status": "held", "frequency": None, **changes}
    return dose(start, end, amount, **given_fields)


def spans(taken: Course) -> list[tuple[float, float]]:
    """Return from when until when something of a course was taken."""
    return [(cut.start.at, cut.end.at) for cut in segments(taken, None, SPAN)]


@pytest.mark.parametrize(
    ("doses", "left"),
    [
        ((dose(0, 100, 5), hold(40, 54)), [(0, 40), (54, 100)]),
        ((dose(0, 100, 5), hold(40, 140)), [(0, 40)]),
        ((dose(0, 100, 5), hold(-9, 14)), [(14, 100)]),
        ((dose(0, 100, 5), hold(0, 100)), []),
        ((dose(0, 100, 5), hold(100, 120)), [(0, 100)]),
        ((dose(0, 100, 5), hold(40, ongoing=True)), [(0, 40)]),
        ((dose(0, 100, 5), dose(120, 150, 5), hold(40)), [(0, 40), (120, 150)]),
        ((dose(0, 100, 5), hold(40, 50), hold(45, 60)), [(0, 40), (60, 100)]),
        ((dose(0, 100, 5), hold(40, 40)), [(0, 100)]),
        ((dose(0, 100, 5), hold(None, 50)), [(0, 100)]),
        ((dose(0, None, 5, ongoing=True), hold(40, 54)), [(0, 40), (54, 200)]),
        ((dose(0, None, 5, ongoing=True), hold(190, 200)), [(0, 190), (200, 200)]),
        ((dose(0, None, 5, last_known=day(30)), hold(40, 54)), [(0, 40), (54, 54)]),
        ((dose(0, None, 5), dose(50, 90, 9), hold(45, 60)), [(0, 45), (60, 90)]),
        ((dose(0, None, 5), dose(50, 90, 9), hold(60, 70)), [(0, 50), (50, 60), (70, 90)]),
        ((dose(50, 50, 1000, frequency="single"), hold(40, 60)), [(50, 50)]),
        ((dose(40, 60, 5, frequency="PRN"), hold(45, 50)), [(40, 60)]),
    ],
)
def test_a_hold_takes_its_days_out_of_the_course(
    doses: tuple[Dose, ...], left: list[tuple[float, float]]
) -> None:
    assert spans(course(*doses)) == left


def test_a_hold_to_a_date_the_case_cannot_place_takes_nothing_out() -> None:
    dated = replace(hold(40), end=Moment(date="2021-01-01"))
    assert spans(course(dose(0, 100, 5), dated)) == [(0, 100)]


def test_a_weekly_drug_resumes_on_the_day_it_would_have_been_given() -> None:
    weekly = dose(0, 70, 15, frequency="weekly")
    assert spans(course(weekly, hold(14, 15))) == [(0, 14), (21, 70)]
    assert spans(course(weekly, hold(60, 69))) == [(0, 60)]
    taken = intake([course(weekly, hold(14, 15))], None, SPAN)
    assert taken.between(0, 70).low == 9 * 15


def test_what_is_left_says_what_interrupted_it() -> None:
    before, after = segments(course(dose(0, 100, 5), hold(40, 54)), None, SPAN)
    assert (before.hold and before.hold.id, before.end_kind, after.hold) == (
        "hold-40", "closed", None
    )  # fmt: skip


def test_a_taper_goes_on_falling_where_it_was_interrupted() -> None:
    wedge = dose(0, 100, None, taper=Taper(from_amount=60, to_amount=0))
    before, after = segments(course(wedge, hold(40, 54)), None, SPAN)
    assert before.slope == after.slope == (0, 100)
    taken = intake([course(wedge, hold(40, 54))], None, SPAN).between(0, 100)
    assert (taken.low, taken.high) == (0, 86 * 60)


def test_a_step_of_a_taper_is_interrupted_like_any_dose() -> None:
    stairs = dose(0, 90, None, taper=Taper(
        from_amount=60, to_amount=20,
        steps=(TaperStep(start=day(30), amount=40), TaperStep(start=day(60), amount=20)),
    ))  # fmt: skip
    assert spans(course(stairs, hold(35, 40))) == [(0, 30), (30, 35), (40, 60), (60, 90)]
    taken = intake([course(stairs, hold(35, 40))], None, SPAN).between(0, 90)
    assert taken.low == taken.high == 30 * 60 + 25 * 40 + 30 * 20


def test_days_on_drug_pauses_and_sums_leave_a_hold_out() -> None:
    held = course(dose(0, 100, 5), hold(40, 54, reason="neutropenia"))
    seen = review(held, end=100)
    figure = so_far_figure(seen)
    assert figure.value == "430 mg"
    assert "86 days on it" in (figure.detail or "")
    assert [(one.start, one.days) for one in pauses(seen, (held,))] == [(40, 14)]
    assert [one.kind for one in changes(seen, (held,))] == ["stop", "restart", "stop"]
    assert [(one.start, one.end) for one in stretches(seen) if one.taken] == [(0, 40), (54, 100)]


def test_a_single_missed_day_parts_no_stretch_of_treatment() -> None:
    seen = review(course(dose(0, 100, 5), hold(40, 41)), end=100)
    assert [(one.start, one.end) for one in stretches(seen) if one.taken] == [(0, 100)]


def test_a_doubtful_hold_gives_two_bounds() -> None:
    about = replace(hold(40), end=Moment(offset="P54D", certainty="about"))
    taken = intake([course(dose(0, 100, 5), about)], None, SPAN).between(0, 100)
    assert (taken.low, taken.high) == ((40 + 43) * 5, (40 + 49) * 5)


def test_an_open_dose_before_a_hold_was_taken_until_it() -> None:
    taken = intake([course(dose(0, None, 5), hold(40, ongoing=True))], None, SPAN)
    assert taken.between(0, inf).low == taken.between(0, inf).high == 200


@pytest.mark.parametrize(
    ("end", "told"),
    [(None, "held from day 40: rash"), (120, "held from day 40: rash"), (90, None)],
)
def test_the_dose_now_says_that_it_is_held(end: int | None, told: str | None) -> None:
    held = course(dose(0, 80, 5), hold(40, end, reason="rash", ongoing=end is None))
    stands = standing((held,), 100, None, SPAN)
    assert (held_text(stands.held) if stands.held else None) == told
    figure = index_drug_figure(review(held, end=100))
    assert figure.value == ("held" if told else "stopped")
    if told:
        assert figure.records == ("dose-0-80-5", "hold-40")


def test_a_hold_without_reason_or_start_is_still_told() -> None:
    assert held_text(hold(None)) == "held"


def test_a_plan_counts_nowhere() -> None:
    plan = dose(100, 400, 10, status="planned")
    taken = course(dose(0, 100, 5), plan)
    seen = review(taken)
    assert spans(taken) == [(0, 100)]
    assert seen.span == Span(0, 100)
    assert intake([taken], None, SPAN).between(0, inf).high == 500
    assert [(cut.start.at, cut.end.at, cut.level_from) for cut in
            planned_segments(taken, None, SPAN)] == [(100, 400, 10)]  # fmt: skip


def test_a_plan_is_no_first_dose_and_sets_no_day_0() -> None:
    plan = replace(dose(None, None, 5, status="planned"), start=Moment(date="2020-01-01"))
    later = replace(dose(None, None, 5, id="later"), start=Moment(date="2021-01-01"))
    case = review(course(plan, later)).case
    assert str(day_zero(case)) == "2021-01-01"
    assert first_index_day(case) == 0


def test_only_a_plan_makes_nothing_known() -> None:
    case = review(course(dose(0, 9, 5, status="planned"))).case
    assert known_span(case) is None
    assert index_drug_figure(review(*case.courses)).value is None


def test_holds_of_a_steroid_hold_its_pulses_too() -> None:
    weekly = {"drug": "methylprednisolone", "route": "intravenous"}
    pulses = dose(0, 70, 500, frequency="weekly")
    found = steroids_of(review(course(pulses, hold(14, 28), **weekly), end=70))
    assert found is not None
    assert found.pulses.between(-inf, inf).low == 8 * 625
    heavy = steroids_of(review(course(hold(14, 28, amount=500), **weekly), end=70))
    assert heavy is not None
    assert heavy.pulses.between(-inf, inf).high == 0


@pytest.mark.parametrize(
    ("doses", "codes"),
    [
        ((dose(0, 100, 5), hold(40, 54)), []),
        ((dose(0, 100, 5), hold(0, 10)), []),
        ((dose(0, 100, 5), hold(140, 154)), ["hold-of-nothing"]),
        ((dose(0, 100, 5), hold(None, 54)), ["hold-of-nothing"]),
        ((dose(0, 100, 5), hold(40)), ["hold-open"]),
        ((dose(0, 100, 5), hold(40, ongoing=True)), []),
        ((dose(0, 100, 5), dose(0, 100, 5, id="plan", status="planned")), []),
        ((dose(0, 100, 5), hold(40, 54, amount=0)), []),
        ((dose(0, 100, 5), dose(None, None, None, id="plan", status="planned")), []),
    ],
)
def test_holds_are_checked_and_plans_overlap_nothing(
    doses: tuple[Dose, ...], codes: list[str]
) -> None:
    found = [one.code for one in findings(review(course(*doses), end=100).case)]
    asked = {"hold-of-nothing", "hold-open", "overlap", "start-missing", "dose-zero"}
    assert sorted(code for code in found if code in asked) == codes


def test_the_holds_of_a_course_stand_in_order() -> None:
    found = interruptions(course(dose(0, 100, 5), hold(60, 70), hold(40)), None, SPAN)
    assert [(one.start, one.end) for one in found] == [
        (exactly(40), None), (exactly(60), exactly(70)),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(-20, 220), st.integers(1, 60)), max_size=5))
def test_no_day_of_a_hold_is_taken_and_every_other_is(holds: list[tuple[int, int]]) -> None:
    held = [hold(start, start + length, id=f"h{n}") for n, (start, length) in enumerate(holds)]
    cuts: tuple[Segment, ...] = segments(course(dose(0, 200, 5), *held), None, SPAN)
    for number in range(200):
        out = any(start <= number < start + length for start, length in holds)
        taken = any(cut.start.at <= number < cut.end.at for cut in cuts)
        assert taken != out
