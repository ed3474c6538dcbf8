"""Layouts in the settings: what is broken falls back on its own, the rest is kept."""

import logging

import pytest

from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from dle_desktop.services.layouts import (
    LONGEST_NAME,
    MOST_LAYOUTS,
    NamedLayout,
    layouts_from,
    layouts_text,
    tidy_name,
    view_from,
    view_text,
    with_layout,
)

CHOSEN = ViewOptions(
    order=("events", "drug:prednisone"), hidden=("damage",), heights=(("activity", 1.5),),
    analytes=("neutrophils", "platelets"), dose_scale="root", grade_bands=True,
)  # fmt: skip


@pytest.mark.parametrize("view", [DEFAULT_VIEW, CHOSEN])
def test_a_view_comes_back_as_it_was(view: ViewOptions) -> None:
    assert view_from(view_text(view)) == view


def test_the_usual_view_takes_no_room() -> None:
    assert view_text(DEFAULT_VIEW) == ""
    assert layouts_text(()) == ""


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("{", DEFAULT_VIEW),
        ("[" * 100_000, DEFAULT_VIEW),
        ("[1]", DEFAULT_VIEW),
        ('{"order": "events", "hidden": ["damage"]}', ViewOptions(hidden=("damage",))),
        ('{"heights": [["activity", "tall"]], "grade_bands": true}', ViewOptions(grade_bands=True)),
        ('{"dose_scale": "cubic", "newer": 1}', DEFAULT_VIEW),
    ],
)
def test_what_is_broken_is_as_usual_and_the_rest_is_kept(
    text: str, view: ViewOptions, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert view_from(text) == view
    assert caplog.records


def test_named_layouts_come_back_in_their_order() -> None:
    named = (NamedLayout("Clinic", CHOSEN), NamedLayout("A&B", DEFAULT_VIEW))
    assert layouts_from(layouts_text(named)) == named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ('{"name": "x"}', []),
        ('[1, {"name": 2}, {"name": ""}, {"name": "two\\nlines"}, {"name": "kept"}]', ["kept"]),
        ('[{"name": "one", "view": 3}, {"name": "one"}]', ["one"]),
    ],
)
def test_a_broken_layout_is_left_out(text: str, names: list[str]) -> None:
    found = layouts_from(text)
    assert [one.name for one in found] == names
    assert all(one.view == DEFAULT_VIEW for one in found)


def test_there_is_a_most_of_layouts() -> None:
    many = tuple(NamedLayout(f"layout {n}", CHOSEN) for n in range(MOST_LAYOUTS + 3))
    assert len(layouts_from(layouts_text(many))) == MOST_LAYOUTS


def test_saving_under_a_name_that_is_there_replaces_it() -> None:
    named = with_layout(with_layout((), "a", CHOSEN), "b", CHOSEN)
    assert with_layout(named, "a", DEFAULT_VIEW) == (
        NamedLayout("a", DEFAULT_VIEW), NamedLayout("b", CHOSEN),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  two   words ", "two words"), ("tab\there", "tabhere"), ("x" * 99, "x" * LONGEST_NAME)],
)
def test_a_name_is_one_short_line(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept
