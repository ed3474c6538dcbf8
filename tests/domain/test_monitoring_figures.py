"""The figures and the finding of monitoring in words."""

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Event, LabResult
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.monitoring_figures import (
    blood_counts_figure,
    monitoring_findings,
    pregnancy_tests_figure,
)
from tests.domain.courses import count, course, day, dose, review
from tests.test_sample_cases import bundled

LASTING = course(dose(0, None, 5, ongoing=True))
WEEKS = tuple(count(7 * week) for week in range(9))


@pytest.mark.parametrize(
    ("labs", "end", "value", "detail", "brief"),
    [
        ((), 90, None, None, None),
        (WEEKS, 80, "none late", "9 of 9 done in time, next due month 2.8", None),
        (WEEKS, 90, "1 due", "9 of 10 done in time, next due month 3.7", None),
        (
            WEEKS,
            92,
            "1 late",
            "9 of 10 done in time, late: month 2.8, next due month 3.7",
            "of 10 due",
        ),
        (
            WEEKS[:5],
            112,
            "5 late",
            ("5 of 11 done in time, late: 2 earlier and months 1.6, 1.8, 2.8, next due month 4.6"),
            "of 11 due",
        ),
    ],
)
def test_the_blood_counts(
    labs: tuple[LabResult, ...], end: int, value: str | None, detail: str | None, brief: str | None
) -> None:
    found = blood_counts_figure(review(LASTING, labs=labs, end=end))
    assert (found.value, found.detail, found.brief) == (value, detail, brief)
    assert found.records == tuple(lab.id for lab in labs)


def test_a_stopped_drug_has_no_next_count() -> None:
    found = blood_counts_figure(review(course(dose(0, 50, 5)), labs=WEEKS, end=90))
    assert (found.value, found.detail) == ("none late", "8 of 8 done in time")


def test_a_drug_in_doubt_asks_for_nothing() -> None:
    found = blood_counts_figure(review(course(dose(0, None, 5)), labs=WEEKS, end=90))
    assert (found.value, found.detail) == (None, None)


def test_late_counts_are_one_finding() -> None:
    (found,) = monitoring_findings(review(LASTING, labs=WEEKS[:5], end=112))
    assert (found.code, found.severity) == ("count-late", "question")
    assert found.message == (
        "5 blood counts were due and not done in time (weekly for 2 months, then monthly): "
        "2 earlier and months 1.6, 1.8, 2.8."
    )
    assert found.records == ("dose-0-None-5",)
    (one,) = monitoring_findings(review(LASTING, labs=WEEKS, end=92))
    assert one.message.startswith("1 blood count was due")


def test_without_a_late_count_there_is_no_finding() -> None:
    assert monitoring_findings(review(LASTING, labs=WEEKS, end=80)) == ()


@pytest.mark.parametrize("name", ["shah-2009-patient-1", "shah-2009-patient-2"])
def test_the_published_cases_report_no_count_and_none_is_late(name: str) -> None:
    seen = review_of(bundled(name))
    found = blood_counts_figure(seen)
    assert (found.value, found.detail, found.records) == (None, None, ())
    assert monitoring_findings(seen) == ()


def test_the_illustrative_responder_has_late_counts() -> None:
    found = blood_counts_figure(review_of(bundled("illustrative-responder")))
    assert (found.value, found.brief) == ("5 late", "of 37 due")


TESTS = (
    Event(id="e2", kind="pregnancy test", moment=day(9)),
    Event(id="e1", kind="pregnancy test", moment=day(2)),
)


@pytest.mark.parametrize(
    ("sex", "drug", "events", "value", "detail"),
    [
        ("male", "lenalidomide", (), "not applicable", None),
        (
            "female",
            "lenalidomide",
            (),
            None,
            "not known whether they apply",
        ),
        (
            None,
            "Revlimid",
            TESTS,
            None,
            "not known whether they apply; 2 recorded, last day 9",
        ),
        ("female", None, TESTS, None, None),
    ],
)
def test_pregnancy_tests(
    sex: str | None,
    drug: str | None,
    events: tuple[Event, ...],
    value: str | None,
    detail: str | None,
) -> None:
    seen = review(LASTING, sex=sex, index_drug=drug, end=90)
    found = pregnancy_tests_figure(replace(seen, case=replace(seen.case, events=events)))
    assert (found.value, found.detail) == (value, detail)
