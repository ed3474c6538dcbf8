"""Figures in parts: every track once, in order, none higher than its page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.figure_parts import least_height, parts_of
from dle_desktop.drawing.layout import contents_of, key_of, lay_out
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.pictures import BUNDLED, a_case, a_course, a_dose, bundled

pytestmark = pytest.mark.usefixtures("qapp")
NAMES = 160.0


def lanes(count: int, **view: object) -> Figure:
    courses = tuple(
        a_course(a_dose(0, 100, id=f"d{n}"), id=f"c{n}", drug=f"drug-{n}") for n in range(count)
    )
    return figure_of(a_case(courses=courses), ViewOptions(**view))  # type: ignore[arg-type]


@given(st.integers(1, 60), st.floats(160.0, 900.0), st.floats(300.0, 1000.0))
def test_every_track_stands_once_in_order_and_fits(count: int, height: float, width: float) -> None:
    figure = lanes(count)
    parts = parts_of(figure, width, height, NAMES)
    keys = [key_of(item) for part in parts for item in contents_of(part)]
    assert keys == [key_of(item) for item in contents_of(figure)]
    for part in parts:
        assert lay_out(part, width, height, names=NAMES).height <= height + 1e-6


@pytest.mark.parametrize("name", BUNDLED)
def test_what_fits_is_one_figure(name: str) -> None:
    figure = figure_of(bundled(name))
    assert parts_of(figure, 600.0, least_height(figure, 600.0, NAMES), NAMES) == (figure,)


def test_a_track_made_higher_than_a_page_has_its_usual_height_there() -> None:
    figure = figure_of(bundled(BUNDLED[0]), ViewOptions(heights=(("activity", 40.0),)))
    for part in parts_of(figure, 600.0, 500.0, NAMES):
        assert lay_out(part, 600.0, 500.0, names=NAMES).height <= 500.0 + 1e-6
