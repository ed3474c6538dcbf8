"""Lags: from each change of dose to the first visit that differs by 4 points, in time only."""

import pytest

from dle_desktop.domain.case import Assessment, Dose
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.lags import lag_figure, lags
from tests.domain.courses import course, day, dose, review, visit
from tests.test_sample_cases import bundled

TWO_STEPS = (dose(0, 300, 5), dose(300, None, 10, ongoing=True))


# clinical.md 7.1 "Lag: dose change -> first visit with >= 4 points change, each way; association
# only, never called effect"; a score of the day of a change belongs to the dose before it.
@pytest.mark.parametrize(
    ("doses", "visits", "expected"),
    [
        ((), (visit(0, 18),), []),
        (TWO_STEPS, (), [("start", None), ("increase", None)]),
        (TWO_STEPS, (visit(0, 18), visit(30, 14)), [("start", 30), ("increase", None)]),
        (TWO_STEPS, (visit(0, 18), visit(30, 15)), [("start", None), ("increase", None)]),
        (
            TWO_STEPS,
            (visit(0, 18), visit(30, 9), visit(300, 13), visit(330, 17)),
            [("start", 30), ("increase", 30)],
        ),
        (
            TWO_STEPS,  # what is seen on the day of the increase is not after it
            (visit(0, 18), visit(300, 9), visit(330, 8)),
            [("start", 300), ("increase", None)],
        ),
        (
            (dose(0, 100, 5), dose(150, 200, 5)),
            (visit(0, 10), visit(140, 15), visit(180, 10)),
            [("start", None), ("stop", 40), ("restart", 30), ("stop", None)],
        ),
        (
            TWO_STEPS,  # not even the second of that day
            (visit(0, 18), Assessment(id="again", moment=day(0), activity=9)),
            [("start", None), ("increase", None)],
        ),
        ((dose(0, 300, 5),), (visit(30, 9), visit(60, 18)), [("start", None), ("stop", None)]),
        ((dose(0, None, 5),), (visit(0, 18), visit(30, 9)), []),  # in doubt at once
    ],
)
def test_each_change_is_followed_to_the_next(
    doses: tuple[Dose, ...], visits: tuple[Assessment, ...], expected: list[tuple[str, float]]
) -> None:
    found = lags(review(course(*doses), visits=visits, end=400))
    assert [(one.kind, one.days) for one in found] == expected


def test_the_figure_of_the_illustrative_responder() -> None:
    found = lag_figure(review_of(bundled("illustrative-responder")))
    assert found.value == "2 of 2 changes of dose"
    assert found.detail == (
        "the first dose at month 0: −7 points after 28 days; "
        "an increase at month 10.1: −4 points after 56 days"
    )
    assert "no effect is claimed" in found.rule


def test_one_change_without_a_change_of_the_score() -> None:
    seen = review(course(TWO_STEPS[1]), visits=(visit(300, 18), visit(330, 17)), end=400)
    found = lag_figure(seen)
    assert found.value == "0 of 1 change of dose"
    assert found.detail == "the first dose at month 9.9: no such change seen before the next"
    assert found.records == (TWO_STEPS[1].id, "a300")


def test_every_kind_of_change_is_told_in_words() -> None:
    doses = (dose(0, 50, 10), dose(50, 100, 5), dose(200, 300, 5))
    found = lag_figure(review(course(*doses), visits=(visit(0, 18), visit(210, 26)), end=400))
    none = "no such change seen before the next"
    assert found.detail == (
        f"the first dose at month 0: {none}; a reduction at month 1.6: {none}; "
        f"a stop at month 3.3: {none}; a restart at month 6.6: +8 points after 10 days; "
        f"a stop at month 9.9: {none}"
    )


@pytest.mark.parametrize("name", ["shah-2009-patient-1", "shah-2009-patient-2"])
def test_the_published_cases_report_no_lag(name: str) -> None:
    found = lag_figure(review_of(bundled(name)))
    assert (found.value, found.detail, found.records) == (None, None, ())
