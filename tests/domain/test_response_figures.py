"""The figure of response in words."""

import pytest

from dle_desktop.domain.case import Assessment, Dose
from dle_desktop.domain.figures import Figure, review_of
from dle_desktop.domain.response_figures import response_figure
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
            "no visit within 16 weeks to confirm it",
            "fall of 20 % met",
        ),
        (
            (visit(0, 3), visit(61, 0)),
            "complete response between month 0 and 2",
            "no visit within 16 weeks to confirm it, baseline under 8: no rule in per cent",
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
