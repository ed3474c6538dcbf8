"""Response lines: from the baseline's day, at the highest total that meets a rule."""

import pytest

from dle_desktop.domain.case import Case
from dle_desktop.domain.rules import Rules
from dle_desktop.drawing.response_lines import response_levels
from tests.drawing.pictures import a_case, a_course, a_dose, a_score


def from_baseline(total: int) -> Case:
    return a_case(courses=(a_course(a_dose(0, 100)),), assessments=(a_score(-3, total),))


@pytest.mark.parametrize(
    ("total", "lines"),
    [
        (18, {18: "baseline 18", 14: "\u22124 points, \u221220 %", 9: "CLASI-50", 5: "CLASI-70"}),
        (24, {24: "baseline 24", 20: "\u22124 points", 19: "\u221220 %", 12: "CLASI-50",
              7: "CLASI-70"}),
        (7, {7: "baseline 7", 3: "\u22124 points"}),
        (3, {3: "baseline 3"}),
    ],
)  # fmt: skip
def test_a_line_lies_where_its_rule_is_met_and_none_in_per_cent_under_8(
    total: int, lines: dict[int, str]
) -> None:
    levels = response_levels(from_baseline(total))
    assert {int(level.value): level.text for level in levels} == lines
    assert {level.since for level in levels} == {-3}
    assert [level.text for level in levels if level.minor] == (["CLASI-70"] if total >= 8 else [])


def test_the_baseline_may_be_chosen_for_the_case() -> None:
    scores = (a_score(0, 20), a_score(50, 12))
    case = a_case(
        courses=(a_course(a_dose(0, 100)),), assessments=scores, rules=Rules(baseline="score-50")
    )
    first = response_levels(case)[0]
    assert (first.text, first.since) == ("baseline 12", 50)


def test_without_a_baseline_there_is_no_line() -> None:
    assert response_levels(a_case(assessments=(a_score(200, 20),))) == ()
