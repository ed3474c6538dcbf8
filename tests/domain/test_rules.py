"""The rules of a case: what is chosen changes the figures and says so; the rest is the default."""

import msgspec
import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Assessment, Case
from dle_desktop.domain.checks import findings
from dle_desktop.domain.clasi import baseline
from dle_desktop.domain.edits import remove_assessment, set_case_fields
from dle_desktop.domain.figures import Review, review_of
from dle_desktop.domain.regimens import stretches
from dle_desktop.domain.response import evaluate
from dle_desktop.domain.response_figures import response_figure
from dle_desktop.domain.rules import Rules
from dle_desktop.domain.score_figures import baseline_figure
from tests.domain.courses import course, day, dose, review, visit

LASTING = course(dose(0, 122, 10), dose(122, None, 5, ongoing=True))


def ruled(rules: Rules, *visits: Assessment, end: int = 700) -> Review:
    case = review(LASTING, visits=visits, end=end).case
    return review_of(replace(case, rules=rules))


def test_defaults_are_not_written_into_the_file() -> None:
    case = ruled(Rules(flare_points=6)).case
    assert b'"rules":{"flare_points":6}' in msgspec.json.encode(case)
    assert b"flare_points" not in msgspec.json.encode(ruled(Rules()).case)


def test_a_number_that_was_chosen_says_so() -> None:
    assert Rules().number("flare_points") == "4"
    assert Rules(flare_points=6).number("flare_points") == "6 (chosen for this case)"


# clinical.md 7.1 "Baseline: ... User may override"
@pytest.mark.parametrize(
    ("chosen", "value", "late", "was_chosen"),
    [(None, 18, False, False), ("a-90", 25, False, True), ("a0", 18, False, True),
     ("a60", 9, True, True), ("gone", 18, False, False)],
)  # fmt: skip
def test_a_chosen_baseline_comes_before_the_rule(
    chosen: str | None, value: int, late: bool, was_chosen: bool
) -> None:
    seen = ruled(Rules(baseline=chosen), visit(-90, 25), visit(0, 18), visit(60, 9))
    found = baseline(seen.case, "activity")
    assert found is not None
    assert (found.score.value, found.late, found.chosen) == (value, late, was_chosen)
    told = baseline_figure(seen, "activity").detail or ""
    assert ("chosen for this case" in told) == was_chosen


def test_a_chosen_baseline_needs_no_index_drug() -> None:
    case = replace(ruled(Rules(baseline="a0"), visit(0, 18)).case, index_drug=None)
    found = baseline(case, "activity")
    assert found is not None
    assert (found.late, found.chosen) == (False, True)


@pytest.mark.parametrize(("chosen", "records"), [("gone", ()), ("words", ("words",))])
def test_a_chosen_baseline_that_cannot_be_one_is_a_finding(
    chosen: str, records: tuple[str, ...]
) -> None:
    seen = ruled(Rules(baseline=chosen), visit(0, 18), Assessment(id="words", moment=day(0)))
    (found,) = (one for one in findings(seen.case) if one.code == "baseline-unusable")
    assert found.records == records


def test_deleting_the_chosen_baseline_brings_the_rule_back() -> None:
    case = ruled(Rules(baseline="a60", flare_points=5), visit(0, 18), visit(60, 9)).case
    assert remove_assessment(case, "a60").rules == Rules(flare_points=5)
    assert remove_assessment(case, "a0").rules == case.rules


def test_the_window_of_the_baseline_can_be_chosen() -> None:
    wide = ruled(Rules(baseline_days_before=60), visit(-50, 18), visit(3, 12))
    found = baseline(wide.case, "activity")
    assert found is not None
    assert found.score.value == 18
    assert "60 (chosen for this case)" in baseline_figure(wide, "activity").rule


@pytest.mark.parametrize(
    ("rules", "flares", "relapses", "confirmation"),
    [
        (Rules(), 1, 1, "no visit in time"),
        (Rules(flare_points=7), 0, 0, "no visit in time"),
        (Rules(flare_percent=70), 0, 0, "no visit in time"),
        (Rules(relapse_within_days=40), 1, 0, "no visit in time"),
        (Rules(confirmed_within_days=150), 1, 1, "confirmed"),
    ],
)
def test_flare_relapse_and_confirmation_follow_the_rules(
    rules: Rules, flares: int, relapses: int, confirmation: str
) -> None:
    seen = ruled(rules, visit(0, 20), visit(30, 9), visit(165, 15))
    found = evaluate(seen)
    assert found is not None
    assert (len(found.flares), len(found.relapses)) == (flares, relapses)
    assert found.responses[0].spells[0].confirmation == confirmation
    chosen = rules != Rules()
    assert ("chosen for this case" in response_figure(seen).rule) == chosen


def test_few_visits_can_be_chosen() -> None:
    visits = (visit(30, 10), visit(60, 9), visit(90, 9))
    few = [one.few for one in stretches(ruled(Rules(few_visits=4), *visits))]
    assert few == [True, True]
    assert [one.few for one in stretches(ruled(Rules(), *visits))] == [False, True]


def test_rules_are_edited_like_any_field_of_the_case() -> None:
    case: Case = ruled(Rules()).case
    changed = set_case_fields(case, rules=Rules(cycles="irregular"))
    assert changed.rules.cycles == "irregular"
    assert set_case_fields(case, rules=Rules()) is case
