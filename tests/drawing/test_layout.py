"""The layout: every track has its room, one above the other, never cut and never overlapping."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.case import Case
from dle_desktop.drawing.layout import GAP, VALUES_WIDTH, lay_out
from dle_desktop.drawing.series import figure_of
from tests.drawing.crowds import crowded_cases
from tests.drawing.pictures import BUNDLED, a_case, a_course, a_dose, bundled
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
        getattr(after.content, "key", ""): after.height - before.height
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
