"""Cutting doses: ended on a day, or split in two."""

import pytest

from dle_desktop.domain.case import Anchor, Dose, DoseStatus, Taper, TaperStep
from dle_desktop.domain.dose_cuts import can_split, end_dose, hand_on, split_dose
from dle_desktop.domain.edits import EditRefused
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.records import RecordMissing
from tests.domain.test_edges import a_dose, a_taper, day
from tests.domain.test_moves import a_case


def test_an_ongoing_dose_ends_on_a_day() -> None:
    case = end_dose(a_case(a_dose("a", 0, ongoing=True, last_known=day(90))), "a", 40)
    assert case.courses[0].doses == (a_dose("a", 0, 40),)


def test_an_end_without_any_day_known_is_written_as_the_case_counts() -> None:
    relative = end_dose(a_case(Dose(id="a")), "a", 40)
    dated = end_dose(a_case(Dose(id="a"), anchor=Anchor(date="2022-01-03")), "a", 14)
    assert relative.courses[0].doses[0].end == day(40)
    assert dated.courses[0].doses[0].end == Moment(date="2022-01-17")


@pytest.mark.parametrize("on", [0, -4])
def test_a_dose_never_ends_before_it_begins(on: float) -> None:
    with pytest.raises(EditRefused):
        end_dose(a_case(a_dose("a", 0, 30)), "a", on)


def test_a_dose_is_split_and_each_part_keeps_what_is_its_own() -> None:
    dose = a_dose("a", 0, ongoing=True, amount=5.0, reason="flare", stop_reason="well")
    first, second = split_dose(a_case(dose), "a", 40, new_id="b").courses[0].doses
    assert first == a_dose("a", 0, 40, amount=5.0, reason="flare")
    assert second == a_dose("b", 40, ongoing=True, amount=5.0, stop_reason="well")


@pytest.mark.parametrize(
    ("on", "first", "second"),
    [
        (15, ((0, 10), 30.0), ((20,), 30.0)),
        (10, ((0,), 40.0), ((10, 20), 40.0)),
        (25, ((0, 10, 20), 20.0), (None, 20.0)),
    ],
)
def test_the_steps_of_a_taper_go_to_the_part_they_lie_in(
    on: float, first: tuple[tuple[int, ...], float], second: tuple[tuple[int, ...] | None, float]
) -> None:
    case = a_case(a_dose("a", 0, 30, taper=a_taper(0, 10, 20)))
    early, late = split_dose(case, "a", on, new_id="b").courses[0].doses
    assert early.taper == Taper(from_amount=40, to_amount=first[1], steps=_steps(first[0]))
    if second[0] is None:
        assert (late.taper, late.amount) == (None, second[1])
    else:
        taper = Taper(from_amount=second[1], to_amount=0, steps=_steps(second[0]))
        assert (late.taper, late.amount) == (taper, None)


def _steps(days: tuple[int, ...]) -> tuple[TaperStep, ...]:
    return tuple(TaperStep(start=day(on), amount=40 - on) for on in days)


def test_a_part_before_the_first_step_is_a_plain_dose() -> None:
    case = a_case(a_dose("a", 0, 30, taper=a_taper(20)))
    early, late = split_dose(case, "a", 10, new_id="b").courses[0].doses
    assert (early.taper, early.amount) == (None, 40)
    assert late.taper == Taper(from_amount=40, to_amount=0, steps=_steps((20,)))


@pytest.mark.parametrize(
    ("dose", "on"),
    [
        (a_dose("a", 0, 30), 0),
        (a_dose("a", 0, 30), 30),
        (a_dose("a", 0, 30, taper=Taper(from_amount=40, to_amount=0)), 10),
        (a_dose("a", 0, frequency="single"), 10),
    ],
)
def test_a_dose_is_not_split_where_it_is_not_taken_or_not_known(dose: Dose, on: float) -> None:
    case = a_case(dose)
    assert not can_split(case, dose, on)
    with pytest.raises(EditRefused):
        split_dose(case, "a", on, new_id="b")


def test_a_dose_that_is_gone_cannot_be_cut() -> None:
    with pytest.raises(RecordMissing):
        end_dose(a_case(), "a", 3)


@pytest.mark.parametrize(
    ("dose", "start", "end"),
    [
        (a_dose("a", 0, ongoing=True), day(40), day(40)),
        (a_dose("a", None), day(40), day(40)),
        (a_dose("a", 0, 30), day(40), day(30)),
        (a_dose("a", 0, ongoing=True), day(0), None),
        (a_dose("a", 0, ongoing=True), None, None),
    ],
)
def test_a_dose_without_an_end_ends_where_the_next_begins(
    dose: Dose, start: Moment | None, end: Moment | None
) -> None:
    following = Dose(id="next", start=start)
    (made,) = hand_on(a_case(dose), "a", following).courses[0].doses
    assert (made.end, made.ongoing) == (end, dose.ongoing and end is None)


@pytest.mark.parametrize("status", ["held", "planned"])
def test_a_hold_or_a_plan_ends_no_dose(status: DoseStatus) -> None:
    case = a_case(a_dose("a", 0, ongoing=True))
    assert hand_on(case, "a", Dose(id="next", start=day(40), status=status)) is case
