"""Moves: a day changes and nothing else; kinds, order and values stay."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop.domain.case import (
    Anchor,
    Assessment,
    Case,
    Course,
    Dose,
    Event,
    LabResult,
    Taper,
    TaperStep,
)
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.edges import Edge, edges_of
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.moves import Move, dose_after, doses_after, moved, start_of
from dle_desktop.domain.records import RecordMissing, find_record
from tests.domain.cases import CASE_ID, cases
from tests.domain.test_edges import a_dose, a_taper, day


def a_case(*doses: Dose, **more: Any) -> Case:
    course = Course(id="c", drug="lenalidomide", doses=doses)
    return Case(id=CASE_ID, label="Case", index_drug="lenalidomide", courses=(course,), **more)


def edge_of(case: Case, part: str, dose_id: str = "a") -> Edge:
    zero = day_zero(case)
    edges = [edge for course in case.courses for edge in edges_of(course.doses, zero)]
    return next(one for one in edges if one.part == part and one.dose_id == dose_id)


def after(case: Case, part: str, to: float, dose_id: str = "a") -> tuple[Dose, ...]:
    edge = edge_of(case, part, dose_id)
    return moved(case, Move(record_id=dose_id, day=to, edge=edge)).courses[0].doses


def test_an_end_goes_to_the_day_and_keeps_its_kind() -> None:
    date = Moment(date="2022-01-31")
    case = a_case(a_dose("a", 0), anchor=Anchor(date="2022-01-03"))
    (dose,) = after(a_case(replace(case.courses[0].doses[0], end=date), anchor=case.anchor),
                    "end", 42)  # fmt: skip
    assert (dose.start, dose.end) == (day(0), Moment(date="2022-02-14"))


@pytest.mark.parametrize("said", [Moment(offset="P1M"), Moment(offset="P30D", certainty="about")])
def test_an_end_in_doubt_is_stated_to_the_day(said: Moment) -> None:
    (dose,) = after(a_case(replace(a_dose("a", 0), end=said)), "end", 42)
    assert dose.end == day(42)


def test_an_edge_that_comes_back_to_its_day_changes_nothing() -> None:
    case = a_case(replace(a_dose("a", 0), end=Moment(offset="P1M")))
    move = Move(record_id="a", day=30.2, edge=edge_of(case, "end"))
    assert moved(case, move) is case


def test_an_edge_between_two_doses_moves_both() -> None:
    first, second = after(a_case(a_dose("a", 0, 30), a_dose("b", 30, 60)), "end", 40)
    assert (first.end, second.start, second.end) == (day(40), day(40), day(60))


@pytest.mark.parametrize(("to", "held"), [(-50, 1), (400, 59)])
def test_an_end_never_passes_its_start_nor_the_end_of_the_next(to: float, held: int) -> None:
    first, second = after(a_case(a_dose("a", 0, 30), a_dose("b", 30, 60)), "end", to)
    assert first.end == second.start == day(held)


def test_an_ongoing_dose_stays_ongoing_when_its_start_or_last_known_day_moves() -> None:
    case = a_case(a_dose("a", 0, ongoing=True, last_known=day(50)))
    (begun,) = after(case, "start", 5)
    (known,) = after(case, "last known", 80)
    assert (begun.ongoing, begun.start, begun.last_known) == (True, day(5), day(50))
    assert (known.ongoing, known.start, known.last_known) == (True, day(0), day(80))


def test_a_step_of_a_taper_moves_alone_and_the_first_with_the_start() -> None:
    case = a_case(a_dose("a", 0, 30, taper=a_taper(0, 10, 20)))
    starts = [step.start for step in after(case, "step", 14)[0].taper.steps or ()]  # type: ignore[union-attr]
    assert starts == [day(0), day(14), day(20)]
    (begun,) = after(case, "start", -4)
    assert begun.taper is not None
    assert begun.start == day(-4)
    assert [step.start for step in begun.taper.steps or ()] == [day(-4), day(10), day(20)]


def test_a_step_that_is_gone_moves_nothing() -> None:
    dose = a_dose("a", 0, 30)
    edge = Edge(dose_id="a", part="step", day=10, exact=True)
    assert doses_after((dose,), edge, 12, None) == (dose,)
    assert doses_after((dose,), edge, 10, None) == (dose,)


def test_a_whole_dose_moves_with_its_steps_and_keeps_its_doubt() -> None:
    taper = Taper(from_amount=40, to_amount=0, steps=(TaperStep(start=day(10), amount=20),))
    dose = replace(a_dose("a", 0, taper=taper), end=Moment(offset="P30D", certainty="about"))
    (made,) = moved(a_case(dose), Move(record_id="a", day=7)).courses[0].doses
    assert made.taper is not None
    assert (made.start, made.end) == (day(7), Moment(offset="P37D", certainty="about"))
    assert made.taper.steps == (TaperStep(start=day(17), amount=20),)
    assert dose_after(dose, 7, None) == made


@pytest.mark.parametrize("dose", [a_dose("a", 0, 30), a_dose("a", None)])
def test_a_whole_dose_that_stays_or_lies_nowhere_changes_nothing(dose: Dose) -> None:
    case = a_case(dose)
    assert moved(case, Move(record_id="a", day=0)) is case


def test_a_dose_without_start_moves_by_what_is_known() -> None:
    assert start_of(a_dose("a", None, 30), None) == 30
    assert start_of(a_dose("a", None, last_known=day(9)), None) == 9
    assert start_of(a_dose("a", None), None) is None


def test_visits_results_and_events_move_in_time_and_keep_their_values() -> None:
    case = a_case(
        assessments=(Assessment(id="v", moment=day(5), until=day(15), activity=9),),
        labs=(LabResult(id="l", moment=day(5), analyte="ANC", value=1.4),),
        events=(Event(id="e", moment=day(5), end=day(8)), Event(id="n")),
    )
    for record_id in "vle":
        case = moved(case, Move(record_id=record_id, day=12))
    assert case.assessments == (Assessment(id="v", moment=day(12), until=day(22), activity=9),)
    assert case.labs == (LabResult(id="l", moment=day(12), analyte="ANC", value=1.4),)
    assert case.events == (Event(id="e", moment=day(12), end=day(15)), Event(id="n"))
    assert moved(case, Move(record_id="v", day=12.2)) is case
    assert moved(case, Move(record_id="n", day=3)) is case


@pytest.mark.parametrize("record_id", ["gone", "c"])
def test_what_is_not_there_cannot_be_moved(record_id: str) -> None:
    with pytest.raises(RecordMissing):
        moved(a_case(a_dose("a", 0)), Move(record_id=record_id, day=3))


def test_day_0_moves_with_the_dose_that_makes_it_and_its_offsets_say_the_days_meant() -> None:
    dose = Dose(id="a", start=Moment(date="2022-01-03"), end=day(30))
    case = moved(a_case(dose), Move(record_id="a", day=14))
    (made,) = case.courses[0].doses
    assert day_zero(case) is not None
    assert str(day_zero(case)) == "2022-01-17"
    assert (made.start, made.end) == (Moment(date="2022-01-17"), day(30))
    both = (replace(dose, end=day(30)), a_dose("b", 30, 60))
    joint = moved(a_case(*both), Move(record_id="a", day=-10, edge=edge_of(a_case(*both), "start")))
    assert joint.courses[0].doses[0].start == Moment(date="2021-12-24")


@given(cases(), st.integers(-2000, 2000), st.data())
def test_no_edge_leaves_an_end_before_its_start(case: Case, to: int, data: st.DataObject) -> None:
    zero = day_zero(case)
    edges = [edge for course in case.courses for edge in edges_of(course.doses, zero)]
    if not edges:
        return
    edge = data.draw(st.sampled_from(edges))
    if edge.least > edge.most or not -30_000 < edge.held(to) < 30_000:
        return
    for course in case.courses:
        for dose in doses_after(course.doses, edge, edge.held(to), zero):
            start, end = resolve(dose.start, zero), resolve(dose.end, zero)
            if dose.id in {edge.dose_id, *edge.joined} and edge.part in {"start", "end"}:
                assert start is None or end is None or start.at <= end.at


@given(cases(), st.integers(-400, 400), st.data())
def test_a_move_changes_one_record_and_keeps_all_the_rest(
    case: Case, by: int, data: st.DataObject
) -> None:
    records = [one for one in case.records() if not isinstance(one, Course)]
    if not records:
        return
    record = data.draw(st.sampled_from(records))
    made = moved(case, Move(record_id=record.id, day=by))
    for before in records:
        now = find_record(made, before.id)
        assert now == before or before is record
        assert type(now) is type(before)
    assert replace(made, courses=case.courses, assessments=case.assessments, labs=case.labs,
                   events=case.events) == case  # fmt: skip
