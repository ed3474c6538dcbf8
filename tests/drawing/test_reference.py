"""The reference range over time: each result's own, held halfway to its neighbours."""

from itertools import pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.drawing.figure import RangeStep
from dle_desktop.drawing.reference import range_steps

LIMITS = st.none() | st.sampled_from((1.5, 1.8, 7.5))


def test_the_range_steps_halfway_between_results_of_two_laboratories() -> None:
    assert range_steps([(0, 1.5, 7.0), (10, 1.5, 7.0), (20, 1.8, 7.5)]) == (
        RangeStep(-inf, 15.0, 1.5, 7.0),
        RangeStep(15.0, inf, 1.8, 7.5),
    )


def test_a_result_without_a_range_neither_ends_nor_changes_it() -> None:
    steps = range_steps([(0, 1.5, None), (10, None, None), (20, 1.5, None)])
    assert steps == (RangeStep(-inf, inf, 1.5, None),)
    assert range_steps([(0, None, None)]) == ()


def test_of_several_results_of_a_day_the_first_and_the_last_hold() -> None:
    steps = range_steps([(5, 1.5, None), (5, 1.8, None), (5, 2.0, None)])
    assert steps == (RangeStep(-inf, 5.0, 1.5, None), RangeStep(5.0, inf, 2.0, None))


@given(st.lists(st.tuples(st.integers(-99, 99).map(float), LIMITS, LIMITS), max_size=12))
def test_steps_follow_each_other_from_beginning_to_end(
    rows: list[tuple[float, float | None, float | None]],
) -> None:
    steps = range_steps(sorted(rows, key=lambda row: row[0]))
    assert all(one.last == two.first for one, two in pairwise(steps))
    assert all(one.first < one.last for one in steps)
    assert not steps or (steps[0].first, steps[-1].last) == (-inf, inf)
    assert bool(steps) == any(low or high for _, low, high in rows)
