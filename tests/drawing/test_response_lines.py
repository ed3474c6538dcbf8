"""Response lines: the baseline and the totals that are a response, by the rules of the case."""

import pytest

from dle_desktop.drawing.legend import legend_of
from dle_desktop.drawing.response_lines import response_lines
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.pictures import (
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_score,
    bundled,
    outside,
    overlaps,
    painted,
)

SHOWN = ViewOptions(response_lines=True)


def from_baseline(total: int) -> list[str]:
    case = a_case(courses=(a_course(a_dose(0, 100, 10.0)),), assessments=(a_score(0, total),))
    return [words for _, words in response_lines(case)]


def test_levels_are_the_highest_totals_that_meet_each_rule() -> None:
    assert from_baseline(24) == [
        "baseline: 24", "\N{MINUS SIGN}4: 20", "\N{MINUS SIGN}20 %: 19", "CLASI-50: 12",
    ]  # fmt: skip


def test_rules_with_one_level_share_a_line() -> None:
    assert from_baseline(20)[1] == "\N{MINUS SIGN}4, \N{MINUS SIGN}20 %: 16"


def test_a_rule_that_cannot_be_asked_has_no_line() -> None:
    assert from_baseline(7) == ["baseline: 7", "\N{MINUS SIGN}4: 3"]  # per cent: from 8 points
    assert from_baseline(0) == ["baseline: 0"]


def test_without_a_baseline_there_is_no_line() -> None:
    assert response_lines(a_case(courses=(a_course(a_dose(0, 100, 10.0)),))) == ()


def test_they_are_drawn_and_explained_only_where_chosen() -> None:
    case = bundled(RESPONDER)
    plain, lined = figure_of(case), figure_of(case, SHOWN)
    assert plain.plots[0].limits == ()
    assert lined.plots[0].limits == response_lines(case)
    assert not any("CLASI-50" in line for line in legend_of(plain))
    assert any("CLASI-50" in line for line in legend_of(lined))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("width", [480.0, 900.0, 1900.0])
@pytest.mark.parametrize("total", [8, 12, 16, 20, 24, 40, 70])
def test_their_words_keep_apart(total: int, width: float) -> None:
    scores = tuple(a_score(day, max(0, total - day // 8)) for day in range(0, 300, 25))
    case = a_case(courses=(a_course(a_dose(0, 300, 10.0)),), assessments=scores)
    figure = figure_of(case, SHOWN)
    shown = painted(figure, width=width, days=(figure.span.first, figure.span.last))
    assert overlaps(shown.texts) == []
    assert outside(shown.texts, width) == []
    words = [text for _, text in shown.texts]
    assert f"baseline: {total}" in words
