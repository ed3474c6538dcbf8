"""The time scale: days to pixels and back, one to one, whatever is folded."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.dosing import Span
from dle_desktop.drawing.time_scale import UNFOLDED, Folds, TimeScale

days = st.floats(-8000, 8000)


@st.composite
def some_folds(draw: st.DrawFn) -> Folds:
    edges = draw(st.lists(st.integers(-6000, 6000), min_size=2, max_size=12, unique=True))
    edges.sort()
    spans = tuple(Span(float(a), float(b)) for a, b in zip(edges[::2], edges[1::2], strict=False))
    shortest = min(span.last - span.first for span in spans)
    return Folds(spans, draw(st.floats(0.05, 0.9)) * shortest)


folds_or_none = st.just(UNFOLDED) | some_folds()


@given(folds_or_none, days, days)
def test_later_days_stand_further_right(folds: Folds, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert folds.place(low) <= folds.place(high)
    if high - low > 1e-3:
        assert folds.place(low) < folds.place(high)


@given(folds_or_none, days)
def test_a_day_is_read_back_from_its_place(folds: Folds, day: float) -> None:
    assert folds.day(folds.place(day)) == pytest.approx(day, abs=1e-6)
    assert folds.place(folds.day(day)) == pytest.approx(day, abs=1e-6)


@given(some_folds(), st.sampled_from((0, 1)), st.integers(0, 5))
def test_no_day_jumps_at_the_edges_of_a_fold(folds: Folds, end: int, number: int) -> None:
    span = folds.spans[number % len(folds.spans)]
    edge = (span.first, span.last)[end]
    before, at, after = (folds.place(edge + step) for step in (-1e-4, 0, 1e-4))
    assert 0 < at - before < 1e-3
    assert 0 < after - at < 1e-3


@given(some_folds(), days, st.floats(0, 500))
def test_outside_folds_a_day_is_as_wide_as_anywhere(
    folds: Folds, day: float, length: float
) -> None:
    if any(span.first < day + length and span.last > day for span in folds.spans):
        return
    assert folds.length(day, day + length) == pytest.approx(length, abs=1e-6)


@given(some_folds())
def test_every_fold_is_of_one_width(folds: Folds) -> None:
    for span in folds.spans:
        assert folds.length(span.first, span.last) == pytest.approx(folds.size)
        assert folds.at((span.first + span.last) / 2) == span
        assert folds.at(span.first) is None
        assert folds.at(span.last) is None


@given(folds_or_none, days, st.floats(30, 9000), st.floats(0, 1))
def test_the_scale_reaches_from_edge_to_edge(
    folds: Folds, first: float, length: float, share: float
) -> None:
    scale = TimeScale(first, first + length, 172.0, 770.0, folds)
    assert scale.x(scale.first) == pytest.approx(scale.left)
    assert scale.x(scale.last) == pytest.approx(scale.right)
    x = scale.left + share * scale.width
    assert scale.x(scale.day(x)) == pytest.approx(x, abs=1e-4)
    places = [scale.x(first + step * length / 20) for step in range(21)]
    assert all(one < other for one, other in pairwise(places))


@given(folds_or_none, days, st.floats(30, 9000), st.floats(-400, 400))
def test_a_moved_picture_shows_each_day_so_many_pixels_further(
    folds: Folds, first: float, length: float, pixels: float
) -> None:
    scale = TimeScale(first, first + length, 172.0, 770.0, folds)
    moved = TimeScale(*scale.moved(pixels), 172.0, 770.0, folds)
    middle = scale.day(500.0)
    assert moved.x(middle) == pytest.approx(500.0 + pixels, abs=1e-3)


@given(folds_or_none, days, st.floats(30, 9000), st.floats(0.3, 3), st.floats(172, 942))
def test_zooming_leaves_a_position_where_it_is(
    folds: Folds, first: float, length: float, factor: float, x: float
) -> None:
    scale = TimeScale(first, first + length, 172.0, 770.0, folds)
    zoomed = TimeScale(*scale.zoomed(factor, x), 172.0, 770.0, folds)
    assert zoomed.x(scale.day(x)) == pytest.approx(x, abs=1e-3)
    assert zoomed.per_day == pytest.approx(scale.per_day / factor, rel=1e-6)
