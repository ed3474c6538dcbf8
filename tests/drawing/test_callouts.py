"""Callouts as they are painted: the words of pinned events over no mark of the curve."""

import pytest

from dle_desktop.domain.case import Case
from dle_desktop.drawing.callouts import callout_track
from dle_desktop.drawing.layout import lay_out
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.pictures import (
    a_case,
    a_course,
    a_dose,
    a_score,
    an_event,
    overlaps,
    painted_case,
)

pytestmark = pytest.mark.usefixtures("qapp")
SCORES = tuple(a_score(60 * n, 20 - n, id=f"s{n}") for n in range(12))
WORDS = "mild neutropenia after the step to 10 mg, counts weekly from then on"


def a_pinned_case(*days: int, words: str = WORDS, pinned: bool = True) -> Case:
    return a_case(
        courses=(a_course(a_dose(0, 700)),),
        assessments=SCORES,
        events=tuple(
            an_event(on, "adverse event", words, id=f"e{on}", pinned=pinned) for on in days
        ),
    )


def test_a_pinned_event_stands_in_the_activity_plot_in_lines() -> None:
    shown = painted_case(a_pinned_case(300))
    plot = next(t for t in shown.layout.tracks if getattr(t.content, "kind", "") == "activity")
    inside = [text for box, text in shown.texts if plot.top < box.top() < plot.bottom]
    assert "A" in inside
    assert WORDS in " ".join(text for text in inside if len(text) > 8)


def test_what_is_not_pinned_has_no_callout() -> None:
    figure = figure_of(a_pinned_case(300, pinned=False))
    assert callout_track(figure, lay_out(figure, 900, 600)) is None


def test_without_an_activity_plot_nothing_is_called_out() -> None:
    figure = figure_of(a_pinned_case(300), ViewOptions(hidden=("activity",)))
    assert callout_track(figure, lay_out(figure, 900, 600)) is None


def test_long_words_are_cut_after_three_lines() -> None:
    shown = painted_case(a_pinned_case(300, words=WORDS * 4))
    assert sum(text.endswith("…") for text in shown.words) >= 1


def test_pinned_events_too_close_for_callouts_are_numbered() -> None:
    shown = painted_case(a_pinned_case(*range(300, 320)), width=620)
    assert any(text.isdigit() and box.height() < 12 for box, text in shown.texts)


def test_a_callout_leaves_the_words_of_an_empty_plot_readable() -> None:
    made = an_event(0, "improvement", "better", pinned=True)
    shown = painted_case(a_case(events=(made,)), width=480)
    assert overlaps(shown.texts) == []
    assert "No scores recorded" in shown.words
