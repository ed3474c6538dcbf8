"""Choosing tracks: every choice changes the view and nothing else of it."""

import pytest
from msgspec.structs import replace

from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.layout import contents_of, key_of, lay_out
from dle_desktop.drawing.series import analytes_of, figure_of
from dle_desktop.drawing.track_choices import (
    all_shown,
    choices_of,
    factor_for,
    hidden_count,
    in_order,
    moved,
    with_height,
    with_shown,
)
from dle_desktop.drawing.view_options import DEFAULT_VIEW, MOST_HEIGHT, ViewOptions
from tests.drawing.pictures import RESPONDER, bundled

CASE = bundled(RESPONDER)


def figure(view: ViewOptions = DEFAULT_VIEW) -> Figure:
    return figure_of(CASE, view)


def keys(view: ViewOptions) -> list[str]:
    return [key_of(one) for one in contents_of(figure(view))]


def test_what_is_hidden_and_what_is_not_drawn_can_be_chosen() -> None:
    choices = choices_of(figure(ViewOptions(hidden=("damage",))), analytes_of(CASE))
    shown = {one.key: one.shown for one in choices}
    assert shown["activity"]
    assert shown["lab:neutrophils"]
    assert not shown["damage"]
    assert not shown["lab:platelets"]
    assert len(shown) == len(choices)


def test_hiding_and_showing_again_is_no_change() -> None:
    hidden = with_shown(figure(), "damage", shown=False)
    assert "damage" not in keys(hidden)
    assert with_shown(figure(hidden), "damage", shown=True) == DEFAULT_VIEW


def test_another_analyte_is_drawn_beside_the_one_there_is() -> None:
    view = with_shown(figure(), "lab:platelets", shown=True)
    assert [key for key in keys(view) if key.startswith("lab:")] == [
        "lab:neutrophils", "lab:platelets",
    ]  # fmt: skip


def test_only_hidden_tracks_of_this_case_are_counted_and_brought_back() -> None:
    view = ViewOptions(hidden=("damage", "drug:of another case"))
    assert hidden_count(figure(view)) == 1
    assert all_shown(figure(view)).hidden == ("drug:of another case",)


@pytest.mark.parametrize("place", [0, 2, 99])
def test_a_track_moves_to_its_place(place: int) -> None:
    before = keys(DEFAULT_VIEW)
    after = keys(moved(figure(), "damage", place))
    assert after.index("damage") == min(place, len(before) - 1)
    assert [key for key in after if key != "damage"] == [key for key in before if key != "damage"]


def test_a_track_that_stays_or_is_not_there_changes_nothing() -> None:
    assert moved(figure(), keys(DEFAULT_VIEW)[0], 0) == DEFAULT_VIEW
    assert moved(figure(), "lab:unheard of", 1) == DEFAULT_VIEW


def test_the_order_of_tracks_of_other_cases_is_kept() -> None:
    view = ViewOptions(order=("drug:elsewhere", "damage"))
    assert in_order(view, ("damage", "activity")).order == ("damage", "activity", "drug:elsewhere")


@pytest.mark.parametrize(
    ("factor", "heights"),
    [(1.01, ()), (2.0, (("damage", 2.0),)), (90.0, (("damage", MOST_HEIGHT),))],
)
def test_a_height_is_kept_within_its_bounds_and_only_where_unusual(
    factor: float, heights: tuple[tuple[str, float], ...]
) -> None:
    assert with_height(DEFAULT_VIEW, "damage", factor).heights == heights


@pytest.mark.parametrize("unit", [1.0, 1.4])
@pytest.mark.parametrize("key", ["damage", "lab:neutrophils", "drug:lenalidomide"])
def test_the_factor_for_a_height_gives_that_height(key: str, unit: float) -> None:
    layout = lay_out(figure(), 1000, 900, unit=unit)
    here = next(one.height for one in layout.tracks if key_of(one.content) == key)
    factor = factor_for(figure(), layout, 900, key, here * 1.3)
    view = with_height(DEFAULT_VIEW, key, factor)
    drawn = lay_out(replace(figure(), options=view), 1000, 900, unit=unit)
    after = next(one.height for one in drawn.tracks if key_of(one.content) == key)
    assert after == pytest.approx(here * 1.3, abs=1.5)
