"""The rules as texts and back, with their defaults and what these are worth."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from dle_desktop.domain.case import Case
from dle_desktop.domain.rules import Rules
from dle_desktop.widgets.fields import Wrong
from dle_desktop.widgets.rule_fields import (
    rule_sections,
    rules_draft,
    rules_from_draft,
    schedule_standing,
)
from tests.drawing.pictures import RESPONDER, a_case, a_score, bundled
from tests.strategies import cases

RULES = [rule for part in rule_sections(a_case()) for rule in part.fields]
KEYS = [rule.key for rule in RULES]


def test_every_rule_of_a_case_is_offered_once() -> None:
    assert sorted(KEYS) == sorted(Rules.__struct_fields__)


@given(cases())
def test_rules_come_back_from_their_texts(case: Case) -> None:
    assert rules_from_draft(rules_draft(case.rules)) == case.rules


def test_what_is_left_empty_is_the_programs_own() -> None:
    draft = dict.fromkeys(KEYS, "") | {"anew_on_increase": "yes"}
    assert rules_from_draft(draft) == Rules()


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        ("held_days", "a while", "is no number"),
        ("held_days", "2.5", "whole number"),
        ("held_days", "400", "at most 366"),
        ("flare_points", "0", "at least 1"),
        ("weekly_window_days", "29", "at most 28"),
    ],
)
def test_what_the_case_cannot_hold_is_said_at_its_field(key: str, text: str, reason: str) -> None:
    with pytest.raises(Wrong) as wrong:
        rules_from_draft({**rules_draft(Rules()), key: text})
    assert reason in wrong.value.reasons[key]


def test_a_convention_of_ours_is_called_so_and_a_published_rule_published() -> None:
    standings = {rule.key: rule.standing for rule in RULES}
    published = {key for key, standing in standings.items() if standing.startswith("published: ")}
    assert published == {"pregnancy_tests", "cycles"}
    assert {standings[key] for key in set(KEYS) - published} == {"our convention"}
    assert schedule_standing("paper") == "published: Shah 2009, Arch Dermatol 145:303-6"
    assert "not checked" in schedule_standing("label-myeloma")


def test_the_baseline_is_chosen_among_the_clasi_with_a_total() -> None:
    case = a_case(
        assessments=(
            a_score(-7, 18, 4),
            a_score(0, None),
            a_score(1, 9, instrument="RCLASI"),
            a_score(2, None, 3, moment=None),
        )
    )
    (baseline, *_) = rule_sections(case)[0].fields
    assert [choice.words for choice in baseline.field.choices] == [
        "by the rule below",
        "day -7: activity 18, damage 4",
        "date not reported: damage 3",
    ]


def test_a_baseline_that_was_deleted_is_said_to_be_gone() -> None:
    case = replace(bundled(RESPONDER), rules=Rules(baseline="gone"))
    (baseline, *_) = rule_sections(case)[0].fields
    assert baseline.field.words("gone") == "a record that is not there any more"
