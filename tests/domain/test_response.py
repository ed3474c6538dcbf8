"""Response: every rule at and beside its threshold, as intervals between visits; flares."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from dle_desktop.domain.case import Assessment, Case, Dose, Reading
from dle_desktop.domain.figures import Review, review_of
from dle_desktop.domain.response import (
    RULES,
    Evaluation,
    Response,
    RuleKey,
    Spell,
    evaluate,
    threshold,
    threshold_text,
)
from dle_desktop.domain.rules import Rules
from tests.domain.cases import cases
from tests.domain.courses import course, day, dose, review, visit

LASTING = course(dose(0, None, 5, ongoing=True))


def evaluated(seen: Review) -> Evaluation:
    found = evaluate(seen)
    assert found is not None
    return found


def rule(key: RuleKey, *visits: Assessment) -> Response:
    found = evaluated(review(LASTING, visits=visits, end=700)).responses
    return next(one for one in found if one.rule.key == key)


# clinical.md 2.2: >= 4 points and >= 20 % [F13], CLASI-50 [F7], CLASI-70 [F17], complete = 0 [F18];
# 7.1 "Compare with >= on exact fractions (50.0 % counts), not on rounded text".
@pytest.mark.parametrize(
    ("key", "then", "now", "met"),
    [
        ("points", 18, 14, True),
        ("points", 18, 15, False),
        ("points", 4, 0, True),
        ("percent", 20, 16, True),
        ("percent", 20, 17, False),
        ("percent", 21, 17, False),  # 19.0 %
        ("percent", 9, 7, True),  # 22.2 %
        ("percent", 11, 9, False),  # 18.2 %
        ("percent", 8, 6, True),  # 25 %, and 2 points only
        ("clasi-50", 18, 9, True),  # 50.0 % exactly
        ("clasi-50", 18, 10, False),
        ("clasi-50", 19, 9, True),
        ("clasi-50", 19, 10, False),  # 47.4 %
        ("clasi-50", 70, 35, True),
        ("clasi-50", 69, 35, False),  # 49.3 %
        ("clasi-70", 10, 3, True),  # 70.0 % exactly
        ("clasi-70", 10, 4, False),
        ("clasi-70", 23, 7, False),  # 69.6 %, "70 %" when rounded
        ("clasi-70", 20, 6, True),
        ("complete", 18, 0, True),
        ("complete", 18, 1, False),
        ("complete", 1, 0, True),
    ],
)
def test_a_rule_at_and_beside_its_threshold(key: RuleKey, then: int, now: int, met: bool) -> None:
    assert bool(rule(key, visit(0, then), visit(60, now)).spells) is met


# clinical.md 2.2 "Minimum baseline for %: >= 8. Below 8: show points ... Baseline 0: % undefined".
@pytest.mark.parametrize(
    ("then", "offered"),
    [
        (8, ["points", "percent", "clasi-50", "clasi-70", "complete"]),
        (7, ["points", "complete"]),
        (0, []),
    ],
)
def test_per_cent_is_not_offered_under_a_baseline_of_8(then: int, offered: list[str]) -> None:
    found = evaluated(review(LASTING, visits=(visit(0, then), visit(60, 0)), end=700)).responses
    assert [one.rule.key for one in found if one.offered] == offered
    assert all(not one.spells for one in found if not one.offered)
    assert len(found) == len(RULES)


@pytest.mark.parametrize(
    ("key", "baseline", "text"),
    [
        ("points", 18, "14 or less"),
        ("points", 4, "0"),
        ("points", 3, ""),  # no total lies 4 points under it
        ("percent", 9, "7 or less"),
        ("clasi-50", 18, "9 or less"),
        ("clasi-70", 23, "6 or less"),
        ("complete", 18, "0"),
    ],
)
def test_the_highest_total_that_meets_a_rule(key: RuleKey, baseline: int, text: str) -> None:
    (asked,) = (one for one in RULES if one.key == key)
    assert threshold_text(asked, baseline) == text
    assert threshold(asked, baseline) == (int(text.split(maxsplit=1)[0]) if text else None)


def days(spell: Spell) -> tuple[float, float, float, float | None, str]:
    lost = spell.lost.place.at if spell.lost else None
    places = (spell.without.place.at, spell.first.place.at, spell.last.place.at)
    return (*places, lost, spell.confirmation)


# clinical.md 2.3: "first visit meeting the rule; confirmed if the next visit <= 16 wk later still
# meets it; sustained if every later visit does ... report as interval (last visit without, first
# visit with), never interpolate".
@pytest.mark.parametrize(
    ("visits", "spells", "sustained"),
    [
        ((), [], False),
        (((60, 9),), [(0, 60, 60, None, "no visit in time")], False),
        (((30, 12), (60, 9)), [(30, 60, 60, None, "no visit in time")], False),
        (((60, 9), (172, 9)), [(0, 60, 172, None, "confirmed")], True),
        (((60, 9), (173, 9)), [(0, 60, 173, None, "no visit in time")], True),
        (((60, 9), (172, 10)), [(0, 60, 60, 172, "not confirmed")], False),
        (((60, 9), (173, 10)), [(0, 60, 60, 173, "no visit in time")], False),
        (((60, 9), (90, 9), (120, 12)), [(0, 60, 90, 120, "confirmed")], False),
        (
            ((30, 9), (60, 8), (90, 10), (120, 12), (150, 7), (180, 7)),
            [(0, 30, 60, 90, "confirmed"), (120, 150, 180, None, "confirmed")],
            False,
        ),
    ],
)
def test_met_lost_and_met_again(
    visits: tuple[tuple[int, int], ...],
    spells: list[tuple[float, float, float, float | None, str]],
    sustained: bool,
) -> None:
    found = rule("clasi-50", visit(0, 18), *(visit(*one) for one in visits))
    assert [days(one) for one in found.spells] == spells
    assert found.sustained is sustained


def test_only_visits_after_baseline_and_first_dose_count() -> None:
    early = (visit(-20, 5), visit(-10, 18), visit(-5, None, 3))
    assert rule("clasi-50", *early, visit(30, 18)).spells == ()
    late = (visit(7, 18), visit(30, 9))  # no total before the first dose: the baseline is late
    assert days(rule("clasi-50", *late).spells[0])[:2] == (7, 30)


@pytest.mark.parametrize(
    ("chosen", "first"),
    [("a-60", 30), ("a60", 90)],  # after the first dose, and after the baseline
)
def test_a_chosen_baseline_does_not_make_earlier_visits_count(chosen: str, first: float) -> None:
    visits = (visit(-60, 25), visit(-10, 9), visit(30, 9), visit(60, 18), visit(90, 8))
    case = replace(review(LASTING, visits=visits, end=700).case, rules=Rules(baseline=chosen))
    assert evaluated(review_of(case)).visits[0].place.at == first
    no_drug = evaluated(review_of(replace(case, index_drug=None)))
    assert no_drug.base.assessment.id == chosen
    assert all(one.place.at > no_drug.base.place.at for one in no_drug.visits)


def test_without_a_baseline_nothing_is_asked() -> None:
    words = Assessment(id="w", moment=day(20), activity_reading=Reading(direction="improved"))
    seen = review(LASTING, visits=(words, visit(60, 9)), end=700)
    assert evaluate(seen) is None
    assert evaluate(review(visits=(visit(0, 9),), index_drug=None)) is None


def flare_days(*scores: int) -> list[tuple[float, float, float]]:
    visits = tuple(visit(30 * number, score) for number, score in enumerate(scores))
    found = evaluated(review(LASTING, visits=visits, end=700)).flares
    return [(one.lowest.place.at, one.before.place.at, one.seen.place.at) for one in found]


# clinical.md 2.2 "Flare ... rise >= 4 points and >= 20 % above the lowest score since response ...
# if that lowest score is 0, only the >= 4 points apply".
@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ((18, 22, 26), []),  # no response, no flare
        ((18, 15, 20), []),  # a fall of 3 points is no response
        ((18, 24, 20, 26), []),  # nor is a fall to above the baseline
        ((18, 5, 9), [(30, 30, 60)]),
        ((18, 5, 8), []),
        ((60, 20, 24), [(30, 30, 60)]),  # 20 % exactly
        ((60, 21, 25), []),  # 19.0 %
        ((18, 0, 4), [(30, 30, 60)]),
        ((18, 0, 3), []),
        ((18, 8, 5, 8, 9), [(60, 90, 120)]),  # from the lowest, between the two last visits
        ((18, 5, 5, 9), [(60, 60, 90)]),
        ((18, 5, 10, 15), [(30, 30, 60)]),  # one flare that goes on
        ((18, 5, 10, 15, 12, 16), [(30, 30, 60)]),
        ((18, 5, 10, 15, 14, 11, 16), [(30, 30, 60), (150, 150, 180)]),
    ],
)
def test_a_flare(scores: tuple[int, ...], found: list[tuple[float, float, float]]) -> None:
    assert flare_days(*scores) == found


FELL = (visit(0, 18), visit(60, 5), visit(200, 5))


# clinical.md 7.1 "Relapse after change: first flare (2.2) within 90 d (editable) after
# reduction/stop/hold, with lag in days".
@pytest.mark.parametrize(
    ("doses", "seen", "found"),
    [
        ((dose(0, 210, 5),), 300, [("stop", 90)]),
        ((dose(0, 210, 5),), 301, []),
        ((dose(0, 210, 5),), 211, [("stop", 1)]),
        ((dose(0, 210, 5),), 210, []),  # that day's score belongs to the old dose
        ((dose(0, 210, 10), dose(210, None, 5, ongoing=True)), 240, [("reduction", 30)]),
        ((dose(0, 210, 5), dose(210, None, 10, ongoing=True)), 240, []),
        ((dose(0, 210, 5), dose(400, None, 5, ongoing=True)), 240, [("stop", 30)]),
        ((dose(0, 100, 5), dose(100, 210, 10)), 240, [("stop", 30)]),
        ((dose(0, None, 5, ongoing=True),), 240, []),
    ],
)
def test_a_relapse_after_less_of_the_drug(
    doses: tuple[Dose, ...], seen: int, found: list[tuple[str, float]]
) -> None:
    case = review(course(*doses), visits=(*FELL, visit(seen, 12), visit(seen + 5, 13)), end=700)
    assert [(one.change.kind, one.lag_days) for one in evaluated(case).relapses] == found


def test_a_relapse_is_the_first_flare_after_a_change_alone() -> None:
    twice = (visit(220, 12), visit(235, 5), visit(250, 12))
    seen = review(course(dose(0, 210, 5)), visits=(*FELL, *twice), end=700)
    found = evaluated(seen)
    assert len(found.flares) == 2
    assert [one.lag_days for one in found.relapses] == [10]


@given(cases())
def test_no_response_begins_before_the_baseline(case: Case) -> None:
    seen = review_of(case)
    found = evaluate(seen)
    if found is None:
        return
    for response in found.responses:
        for spell in response.spells:
            assert spell.without.place.at <= spell.first.place.at <= spell.last.place.at
    assert all(one.lowest.value < one.seen.value for one in found.flares)
    assert all(0 < one.lag_days <= 90 for one in found.relapses)
