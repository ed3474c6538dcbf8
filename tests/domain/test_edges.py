"""Edges: which days of a course can be taken hold of, and how far each may go."""

from math import inf

import pytest

from dle_desktop.domain.case import Dose, Taper, TaperStep
from dle_desktop.domain.edges import Edge, edges_of
from dle_desktop.domain.moments import Certainty, Moment


def day(number: int) -> Moment:
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def a_dose(name: str, start: int | None, end: int | None = None, **more: object) -> Dose:
    moments = {"start": start, "end": end}
    said = {key: day(number) for key, number in moments.items() if number is not None}
    return Dose(id=name, **{**said, **more})  # type: ignore[arg-type]


def a_taper(*steps: int) -> Taper:
    made = tuple(TaperStep(start=day(on), amount=40 - on) for on in steps)
    return Taper(from_amount=40, to_amount=0, steps=made)


def told(*doses: Dose) -> dict[tuple[str, str, int], tuple[float, float, float]]:
    return {
        (edge.dose_id, edge.part, edge.step): (edge.day, edge.least, edge.most)
        for edge in edges_of(doses, None)
    }


def test_a_dose_has_a_start_before_its_end() -> None:
    assert told(a_dose("a", 0, 30)) == {
        ("a", "end", 0): (30, 1, inf),
        ("a", "start", 0): (0, -inf, 29),
    }


def test_one_edge_moves_both_where_a_dose_ends_as_the_next_begins() -> None:
    edges = edges_of((a_dose("a", 0, 30), a_dose("b", 30, 60), a_dose("c", 61, 90)), None)
    first = edges[0]
    assert (first.dose_id, first.joined, first.least, first.most) == ("a", ("b",), 1, 59)
    assert [(one.dose_id, one.part) for one in edges] == [
        ("a", "end"), ("b", "end"), ("c", "end"), ("a", "start"), ("c", "start"),
    ]  # fmt: skip


@pytest.mark.parametrize("certainty", ["exact", "about"])
def test_an_edge_is_as_sure_as_all_it_moves(certainty: Certainty) -> None:
    late = Dose(id="b", start=Moment(offset="P30D", certainty=certainty))
    first = edges_of((a_dose("a", 0, 30), late), None)[0]
    assert first.exact is (certainty == "exact")


@pytest.mark.parametrize(
    ("dose", "edges"),
    [
        (a_dose("a", 0, ongoing=True), {("a", "start", 0): (0, -inf, inf)}),
        (
            a_dose("a", 0, ongoing=True, last_known=day(50)),
            {("a", "last known", 0): (50, 1, inf), ("a", "start", 0): (0, -inf, 49)},
        ),
        (a_dose("a", None, 30), {("a", "end", 0): (30, -inf, inf)}),
        (a_dose("a", 5, 5, frequency="single"), {}),
        (a_dose("a", None), {}),
    ],
)
def test_what_is_not_reported_has_no_edge(
    dose: Dose, edges: dict[tuple[str, str, int], tuple[float, float, float]]
) -> None:
    assert told(dose) == edges


def test_steps_of_a_taper_stay_in_order_and_the_first_begins_with_the_dose() -> None:
    assert told(a_dose("a", 0, 30, taper=a_taper(0, 20, 10, 40))) == {
        ("a", "end", 0): (30, 1, inf),
        ("a", "start", 0): (0, -inf, 9),
        ("a", "step", 2): (10, 1, 19),
        ("a", "step", 1): (20, 11, 29),
    }


def test_steps_of_a_dose_without_start_or_end_are_bound_by_each_other() -> None:
    assert told(a_dose("a", None, taper=a_taper(10, 20))) == {
        ("a", "step", 0): (10, -inf, 19),
        ("a", "step", 1): (20, 11, inf),
    }


@pytest.mark.parametrize(("wanted", "held"), [(-5, 1), (12.4, 12), (99, 29)])
def test_a_day_is_held_within_what_an_edge_allows(wanted: float, held: float) -> None:
    edge = Edge(dose_id="a", part="end", day=10, exact=True, least=1, most=29)
    assert edge.held(wanted) == held


def test_a_plan_that_begins_where_a_dose_ends_does_not_move_with_it() -> None:
    edges = edges_of((a_dose("a", 0, 30), a_dose("b", 30, 60, status="planned")), None)
    assert [(edge.dose_id, edge.part, edge.joined) for edge in edges] == [
        ("a", "end", ()), ("b", "end", ()), ("a", "start", ()), ("b", "start", ()),
    ]  # fmt: skip
