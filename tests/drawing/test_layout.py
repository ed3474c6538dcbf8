"""The layout: every track has its room, one above the other, never cut and never overlapping."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop.domain.case import Case
from dle_desktop.drawing.layout import GAP, VALUES_WIDTH, contents_of, key_of, lay_out
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.crowds import crowded_cases
from tests.drawing.pictures import (
    BUNDLED,
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_score,
    bundled,
)
from tests.strategies import cases


@given(cases() | crowded_cases(), st.floats(1, 3000), st.floats(1, 3000))
def test_tracks_never_overlap_and_stand_above_the_axis(
    case: Case, width: float, height: float
) -> None:
    figure = figure_of(case)
    layout = lay_out(figure, width, height)
    lanes = max(1, len(figure.lanes))
    plots = len(figure.plots) + len(figure.due_tracks)
    assert len(layout.tracks) == lanes + bool(figure.events) + plots
    assert layout.tracks[0].top >= 0
    for upper, lower in pairwise(layout.tracks):
        assert upper.height > 0
        assert lower.top >= upper.bottom + GAP - 1e-6
    assert layout.tracks[-1].bottom <= layout.axis_top
    assert layout.width > 0


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("size", [(900, 560), (1100, 700), (700, 800)])
def test_a_bundled_case_fits_the_room_it_is_given(name: str, size: tuple[float, float]) -> None:
    layout = lay_out(figure_of(bundled(name)), *size)
    assert layout.height <= size[1] + 1e-6
    assert layout.left + layout.width + VALUES_WIDTH == size[0]


def test_room_to_spare_goes_to_the_activity_plot_first() -> None:
    figure = figure_of(bundled(BUNDLED[0]))
    low, high = lay_out(figure, 900, 600), lay_out(figure, 900, 800)
    gained = {
        getattr(after.content, "kind", ""): after.height - before.height
        for before, after in zip(low.tracks, high.tracks, strict=True)
    }
    assert gained["activity"] > gained["lab"] > gained["damage"] > 0
    assert gained[""] == 0
    assert high.height == pytest.approx(800)


def test_many_drugs_make_the_picture_higher_than_its_room_not_cut() -> None:
    courses = tuple(
        a_course(a_dose(0, 100, id=f"d{n}"), id=f"c{n}", drug=f"drug {n}") for n in range(20)
    )
    layout = lay_out(figure_of(a_case(courses=courses)), 900, 300)
    assert layout.height > 300
    assert min(track.height for track in layout.tracks) >= 10


def test_tracks_stand_in_the_order_chosen_and_hidden_ones_are_left_out() -> None:
    options = ViewOptions(order=("activity", "drug:prednisone"), hidden=("damage", "events"))
    layout = lay_out(figure_of(bundled(RESPONDER), options), 1000, 700)
    keys = [key_of(track.content) for track in layout.tracks]
    assert keys == [
        "activity", "drug:prednisone", "drug:lenalidomide", "drug:hydroxychloroquine",
        "lab:neutrophils", "due:blood counts",
    ]  # fmt: skip


def test_nothing_hides_everything() -> None:
    figure = figure_of(a_case())
    hidden = tuple(key_of(item) for item in contents_of(figure))
    assert contents_of(figure_of(a_case(), ViewOptions(hidden=hidden))) == contents_of(figure)


@pytest.mark.parametrize(("factor", "share"), [(2.0, 2.0), (9.0, 4.0), (0.1, 0.4)])
def test_a_track_is_as_high_as_chosen_within_reason(factor: float, share: float) -> None:
    chosen = ViewOptions(heights=(("drug:lenalidomide", factor),))
    (plain, *_), (changed, *_) = (
        lay_out(figure_of(bundled(RESPONDER), options), 1000, 2000).tracks
        for options in (ViewOptions(), chosen)
    )
    assert changed.height == pytest.approx(plain.height * share)


@pytest.mark.parametrize("height", [1000, 1400])
def test_one_visit_does_not_fill_a_tall_window(height: float) -> None:
    case = a_case(assessments=(a_score(0, 18, 4),))
    assert lay_out(figure_of(case), 2000, height).axis_top < 0.7 * height


def test_a_chosen_height_still_counts_for_a_plot_of_few_points() -> None:
    figure = figure_of(a_case(assessments=(a_score(0, 18, 4),)))
    higher = replace(figure, options=ViewOptions(heights=(("activity", 2.0),)))
    usual, chosen = (
        next(one.height for one in lay_out(shown, 2000, 1400).tracks if key_of(one.content) == key)
        for shown, key in ((figure, "activity"), (higher, "activity"))
    )
    assert chosen == pytest.approx(2 * usual)


def test_a_larger_unit_lays_out_the_same_in_fewer_design_pixels() -> None:
    figure = figure_of(bundled(RESPONDER))
    large, usual = lay_out(figure, 1400, 1120, unit=1.4), lay_out(figure, 1000, 800)
    assert large.left == pytest.approx(1.4 * usual.left)
    assert large.height == pytest.approx(1.4 * usual.height)
    assert [one.height for one in large.tracks] == pytest.approx(
        [1.4 * one.height for one in usual.tracks]
    )


def headings(*drugs: str, order: tuple[str, ...] = ()) -> list[str]:
    courses = tuple(a_course(a_dose(0, 9, id=drug), drug=drug) for drug in drugs)
    figure = figure_of(a_case(courses=courses), ViewOptions(order=order))
    return [track.heading for track in lay_out(figure, 900, 600).tracks][: len(drugs)]


def test_the_classes_of_five_drugs_are_named_where_they_begin() -> None:
    drugs = ("lenalidomide", "prednisone", "hydroxychloroquine", "quinacrine", "methotrexate")
    assert headings(*drugs) == ["", "steroids", "antimalarials", "", "immunosuppressants"]
    assert headings(*drugs[:4]) == [""] * 4


def test_an_order_that_mixes_the_classes_names_none() -> None:
    drugs = ("lenalidomide", "prednisone", "hydroxychloroquine", "quinacrine", "methotrexate")
    assert headings(*drugs, order=("drug:quinacrine", "drug:methotrexate")) == [""] * 5


def test_a_heading_is_kept_in_a_larger_unit() -> None:
    drugs = ("lenalidomide", "prednisone", "hydroxychloroquine", "quinacrine", "methotrexate")
    courses = tuple(a_course(a_dose(0, 9, id=drug), drug=drug) for drug in drugs)
    layout = lay_out(figure_of(a_case(courses=courses)), 900, 600, unit=2.0)
    assert [track.heading for track in layout.tracks][1] == "steroids"
