"""The figure of response in words."""

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Assessment, Dose
from dle_desktop.domain.figures import Figure, review_of
from dle_desktop.domain.response_figures import response_figure, rule_figures
from dle_desktop.domain.rules import Rules
from tests.domain.courses import course, dose, review, visit
from tests.test_sample_cases import bundled

LASTING = (dose(0, None, 5, ongoing=True),)


def told(*visits: Assessment, doses: tuple[Dose, ...] = LASTING) -> Figure:
    return response_figure(review(course(*doses), visits=visits, end=700))


def test_the_illustrative_responder() -> None:
    found = response_figure(review_of(bundled("illustrative-responder")))
    assert found.value == ("CLASI-50 between month 0.9 and 2.1, lost at 10.1, again from 11")
    assert found.detail == (
        "confirmed at the next visit, "
        "CLASI-70 between month 5 and 6.9, lost at 8.9, again from 14, "
        "flare by month 10.1 (5 to 10, our definition)"
    )
    assert found.brief == "CLASI-50 met"


def test_the_illustrative_non_responder() -> None:
    found = response_figure(review_of(bundled("illustrative-non-responder")))
    assert (found.value, found.detail, found.brief) == ("none by any rule", None, "none")
    assert found.records == ("a-02", "a-06")


@pytest.mark.parametrize("name", ["shah-2009-patient-1", "shah-2009-patient-2"])
def test_the_published_cases_report_no_score(name: str) -> None:
    found = response_figure(review_of(bundled(name)))
    assert (found.value, found.detail, found.brief, found.records) == (None, None, None, ())


def test_a_baseline_alone_tells_no_response() -> None:
    assert told(visit(0, 18)).value is None


@pytest.mark.parametrize(
    ("visits", "value", "detail", "brief"),
    [
        (
            (visit(0, 18), visit(61, 0), visit(91, 0)),
            "CLASI-50 between month 0 and 2",
            (
                "kept at every later visit, CLASI-70 between month 0 and 2, "
                "complete response between month 0 and 2"
            ),
            "CLASI-50 met",
        ),
        (
            (visit(0, 18), visit(61, 14), visit(91, 15)),
            "fall of 4 points between month 0 and 2, lost at 3",
            "not confirmed at the next visit",
            "fall of 4 points lost",
        ),
        (
            (visit(0, 10), visit(61, 8)),
            "fall of 20 % between month 0 and 2",
            "no visit within 112 days to confirm it",
            "fall of 20 % met",
        ),
        (
            (visit(0, 3), visit(61, 0)),
            "complete response between month 0 and 2",
            "no visit within 112 days to confirm it, baseline under 8: no rule in per cent",
            "complete response met",
        ),
        (
            (visit(0, 6), visit(61, 5)),
            "none by any rule",
            "baseline under 8: no rule in per cent",
            "none",
        ),
    ],
)
def test_the_figure(visits: tuple[Assessment, ...], value: str, detail: str, brief: str) -> None:
    found = told(*visits)
    assert (found.value, found.detail, found.brief) == (value, detail, brief)


@pytest.mark.parametrize(
    ("doses", "what"),
    [
        ((dose(0, 80, 5),), "a stop"),
        ((dose(0, 80, 10), dose(80, None, 5, ongoing=True)), "a reduction"),
    ],
)
def test_a_relapse_is_told_with_its_lag_and_its_doses(doses: tuple[Dose, ...], what: str) -> None:
    found = told(visit(0, 18), visit(61, 9), visit(122, 15), doses=doses)
    assert (found.detail or "").endswith(
        f"flare by month 4 (9 to 15, our definition), relapse seen 42 days after {what} of the dose"
    )
    assert found.records == ("a0", "a61", "a122", *(one.id for one in doses))


def test_a_baseline_shortly_before_day_0_is_month_0() -> None:
    assert told(visit(-1, 18), visit(61, 9)).value == "CLASI-50 between month 0 and 2"


def test_many_spells_and_flares_are_counted() -> None:
    swings = tuple(visit(30 * at, 18 if at % 2 == 0 else 9) for at in range(13))
    found = told(*swings)
    assert (found.value or "").endswith("again from 6.9, lost at 7.9, and 2 more times")
    assert (found.detail or "").endswith("6 flares in all")
    (one_more,) = (
        one.value
        for one in rule_figures(review(course(*LASTING), visits=swings[:11], end=700))
        if one.key == "response_clasi-50"
    )
    assert (one_more or "").endswith(", and 1 more time")


# clinical.md 2.2 and 2.3: each rule at its own total from a baseline of 18, as an interval.
def test_each_rule_is_told_by_itself() -> None:
    seen = review(course(*LASTING), visits=(visit(-7, 18), visit(30, 13), visit(60, 9)), end=90)
    found = {one.label: (one.value, one.detail, one.arithmetic) for one in rule_figures(seen)}
    assert found == {
        "Fall of 4 points": (
            "between month −0.2 and 1",
            "0 to 30 days after the first dose, kept at every later visit",
            "18, then 13",
        ),
        "Fall of 20 %": (
            "between month −0.2 and 1",
            "0 to 30 days after the first dose, kept at every later visit",
            "18, then 13",
        ),
        "CLASI-50": (
            "between month 1 and 2",
            "30 to 60 days after the first dose, no visit within 112 days to confirm it",
            "13, then 9",
        ),
        "CLASI-70": ("not met", None, None),
        "Complete response": ("not met", None, None),
    }


def test_the_totals_that_meet_each_rule_are_the_arithmetic_of_the_response() -> None:
    assert told(visit(0, 18), visit(60, 9)).arithmetic == (
        "baseline 18; fall of 4 points: 14 or less, fall of 20 %: 14 or less, CLASI-50: 9 or less, "
        "CLASI-70: 5 or less, complete response: 0"
    )
    assert told(visit(0, 3), visit(60, 2)).arithmetic == "baseline 3; complete response: 0"
    assert told(visit(0, 0), visit(60, 2)).arithmetic == ("baseline 0; no rule can be met from it")


def test_a_rule_that_is_not_asked_says_why() -> None:
    seen = review(course(*LASTING), visits=(visit(0, 6), visit(60, 1)), end=90)
    found = {one.key: (one.value, one.detail) for one in rule_figures(seen)}
    assert found["response_clasi-50"] == (None, "not asked from a baseline under 8")
    from_zero = review(course(*LASTING), visits=(visit(0, 0), visit(60, 1)), end=90)
    assert rule_figures(from_zero)[0].detail == "not asked from a baseline under 1"


def test_without_the_first_dose_the_time_to_response_is_not_told() -> None:
    seen = review(visits=(visit(0, 18), visit(60, 9)), end=90, index_drug=None)
    chosen = review_of(replace(seen.case, rules=Rules(baseline="a0")))
    found = {one.key: (one.value, one.detail) for one in rule_figures(chosen)}
    assert found["response_clasi-50"] == (
        "between month 0 and 2", "no visit within 112 days to confirm it"
    )  # fmt: skip
