"""The figures and the finding of monitoring in words."""

import pytest

from dle_desktop.domain.case import Event, LabResult
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.monitoring_figures import (
    CHOSEN,
    blood_counts_figure,
    monitoring_findings,
    overdue_text,
    pregnancy_tests_figure,
)
from tests.domain.courses import count, course, day, dose, review
from tests.test_sample_cases import bundled

LASTING = course(dose(0, None, 5, ongoing=True))
WEEKS = tuple(count(7 * week) for week in range(9))
TESTS = (
    Event(id="e2", kind="pregnancy test", moment=day(9)),
    Event(id="e1", kind="pregnancy test", moment=day(2)),
)


@pytest.mark.parametrize(
    ("labs", "end", "value", "detail", "brief", "warns"),
    [
        ((), 90, None, None, None, False),
        (
            WEEKS,
            80,
            "none late",
            "9 of 9 done in time; next due month 2.8",
            "9 of 9 in time",
            False,
        ),
        (
            WEEKS,
            90,
            "1 due",
            "9 of 10 done in time; due: month 2.8; next due month 3.7",
            "since month 2.8",
            False,
        ),
        (
            WEEKS,
            92,
            "1 overdue",
            "9 of 10 done in time; overdue: month 2.8; next due month 3.7",
            "since month 2.8",
            True,
        ),
        (
            (*WEEKS[:5], *WEEKS[8:]),
            92,
            "1 overdue",
            (
                "6 of 10 done in time; overdue: month 2.8; not done in time: months 1.1, 1.4, 1.6; "
                "next due month 3.7"
            ),
            "since month 2.8",
            True,
        ),
        (
            (*WEEKS[:4], *WEEKS[8:]),
            80,
            "4 not done in time",
            (
                "5 of 9 done in time; not done in time: 1 earlier and months 1.1, 1.4, 1.6; "
                "next due month 2.8"
            ),
            "of 9 due",
            False,
        ),
    ],
)
def test_the_blood_counts(
    labs: tuple[LabResult, ...],
    end: int,
    value: str | None,
    detail: str | None,
    brief: str | None,
    warns: bool,
) -> None:
    found = blood_counts_figure(review(LASTING, labs=labs, end=end))
    assert (found.value, found.detail, found.brief) == (value, detail, brief)
    assert found.warns is warns
    assert found.records == tuple(lab.id for lab in labs)


def test_the_arithmetic_adds_up_to_all_that_was_due() -> None:
    labs = (*WEEKS[:5], *WEEKS[8:])
    found = blood_counts_figure(review(LASTING, labs=labs, end=92))
    assert found.arithmetic == "10 due until month 3 = 6 done in time + 3 not + 1 overdue"


def test_a_stopped_drug_has_no_next_count() -> None:
    found = blood_counts_figure(review(course(dose(0, 50, 5)), labs=WEEKS, end=90))
    assert (found.value, found.detail) == ("none late", "8 of 8 done in time")


def test_a_drug_in_doubt_asks_for_nothing() -> None:
    found = blood_counts_figure(review(course(dose(0, None, 5)), labs=WEEKS, end=90))
    assert (found.value, found.detail) == (None, None)


def test_the_rule_says_the_numbers_in_force() -> None:
    rule = blood_counts_figure(review(LASTING, labs=WEEKS, end=80)).rule
    for words in (
        "weekly for 2 months, then monthly",
        "28 days",
        "within 3 days of a weekly",
        "7 days of a monthly",
        "more than 28 days",
        "and after a higher dose",
    ):
        assert words in rule
    assert CHOSEN not in rule


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"blood_counts": "expert-2008"}, "every 2 weeks (expert, del(5q) MDS) (chosen for"),
        ({"months": "calendar"}, "months by the calendar from the start (chosen for"),
        ({"weekly_window_days": 1}, "within 1 day (chosen for this case) of a weekly"),
        ({"monthly_window_days": 9}, "9 days (chosen for this case) of a monthly"),
        ({"held_days": 14}, "more than 14 days (chosen for"),
        ({"anew_on_increase": False}, "but not after a higher dose (chosen for"),
    ],
)
def test_the_rule_says_what_was_chosen_for_the_case(rules: dict[str, object], words: str) -> None:
    seen = review(LASTING, labs=WEEKS, end=80, **rules)  # type: ignore[arg-type]
    rule = blood_counts_figure(seen).rule
    assert words in rule
    assert rule.count(CHOSEN) == 1


@pytest.mark.parametrize(
    ("key", "month", "window"),
    [
        ("expert-2008", False, False),
        ("label-mcl", True, True),
        ("label-myeloma", False, True),
    ],
)
def test_the_rule_says_nothing_of_months_a_schedule_does_not_have(
    key: str, month: bool, window: bool
) -> None:
    rule = blood_counts_figure(review(LASTING, labs=WEEKS, end=80, blood_counts=key)).rule
    assert ("a month is 28 days" in rule) is month
    assert ("7 days of a monthly day" in rule) is window


def test_the_source_is_that_of_the_schedule() -> None:
    seen = review(LASTING, labs=WEEKS, end=80, blood_counts="label-myeloma")
    assert "US label, myeloma (general knowledge, not checked" in blood_counts_figure(seen).source


def test_missed_counts_in_a_row_are_one_finding() -> None:
    labs = (*WEEKS[:2], *WEEKS[3:5], *WEEKS[8:])
    late_once, late, overdue = monitoring_findings(review(LASTING, labs=labs, end=92))
    by = "(weekly for 2 months, then monthly)"
    assert (late_once.code, late_once.severity) == ("count-late", "note")
    assert late_once.message == f"1 blood count was due and not done in time {by}: month 0.5."
    assert late.message == (
        f"3 blood counts in a row were due and not done in time {by}: months 1.1, 1.4, 1.6."
    )
    assert (late.records, late.day) == ((), 35)
    assert (overdue.code, overdue.severity, overdue.day) == ("count-overdue", "question", 84)
    assert overdue.message == f"1 blood count is overdue {by}: month 2.8."


def test_several_overdue_counts_are_one_finding() -> None:
    (found,) = monitoring_findings(review(LASTING, labs=WEEKS, end=120))
    assert found.message.startswith("2 blood counts in a row are overdue")


def test_without_a_late_count_there_is_no_finding() -> None:
    assert tuple(monitoring_findings(review(LASTING, labs=WEEKS, end=80))) == ()


def test_missed_pregnancy_tests_are_findings_where_they_apply() -> None:
    seen = review(LASTING, events=TESTS, end=20, sex="female", pregnancy_tests="apply")
    found = [(one.code, one.message, one.day) for one in monitoring_findings(seen)]
    assert found == [
        (
            "test-late",
            (
                "2 pregnancy tests in a row were due and not done in time: "
                "months \N{MINUS SIGN}0.3, 0."
            ),
            -10,
        ),
        ("test-overdue", "1 pregnancy test is overdue: month 0.5.", 14),
    ]


def test_overdue_counts_and_tests_are_told_together() -> None:
    seen = review(LASTING, labs=WEEKS, end=92, pregnancy_tests="apply")
    assert overdue_text(seen) == "9 overdue"
    assert overdue_text(review(LASTING, labs=WEEKS, end=92)) == "1 overdue"
    assert overdue_text(review(LASTING, labs=WEEKS, end=80)) == ""


@pytest.mark.parametrize("name", ["shah-2009-patient-1", "shah-2009-patient-2"])
def test_the_published_cases_report_no_count_and_none_is_late(name: str) -> None:
    seen = review_of(bundled(name))
    found = blood_counts_figure(seen)
    assert (found.value, found.detail, found.records) == (None, None, ())
    assert tuple(monitoring_findings(seen)) == ()


def test_the_illustrative_responder_has_late_counts() -> None:
    found = blood_counts_figure(review_of(bundled("illustrative-responder")))
    assert (found.value, found.brief) == ("5 not done in time", "of 37 due")


@pytest.mark.parametrize(
    ("sex", "rule", "drug", "events", "value", "detail"),
    [
        ("male", None, "lenalidomide", (), "not applicable", None),
        ("male", "apply", "lenalidomide", TESTS, "not applicable", None),
        ("female", "do not apply", "lenalidomide", TESTS, "not applicable", None),
        ("female", None, "lenalidomide", (), None, "not known whether they apply"),
        (
            None,
            None,
            "Revlimid",
            TESTS,
            None,
            "not known whether they apply; 2 recorded, last day 9",
        ),
        ("female", None, None, TESTS, None, None),
        (
            "female",
            "apply",
            "lenalidomide",
            TESTS,
            "1 overdue",
            (
                "1 of 4 done in time; overdue: month 0.5; not done in time: months "
                "\N{MINUS SIGN}0.3, 0; next due month 0.7"
            ),
        ),
    ],
)
def test_pregnancy_tests(
    sex: str | None,
    rule: str | None,
    drug: str | None,
    events: tuple[Event, ...],
    value: str | None,
    detail: str | None,
) -> None:
    seen = review(LASTING, sex=sex, index_drug=drug, end=20, events=events, pregnancy_tests=rule)
    found = pregnancy_tests_figure(seen)
    assert (found.value, found.detail) == (value, detail)
    assert found.warns is ("overdue" in (value or ""))


def test_where_they_apply_but_no_dose_is_sure_nothing_was_due() -> None:
    found = pregnancy_tests_figure(review(pregnancy_tests="apply", end=20))
    assert (found.value, found.detail) == (None, "nothing was due")


@pytest.mark.parametrize(
    ("sex", "rules", "words"),
    [
        ("male", {}, "not to males"),
        ("female", {}, "nothing is called late"),
        ("female", {"pregnancy_tests": "do not apply"}, "that they do not apply is chosen"),
        ("female", {"pregnancy_tests": "apply"}, "every 4 weeks (cycles not reported"),
        ("female", {"pregnancy_tests": "apply", "cycles": "regular"}, "4 weeks (cycles regular)"),
        ("female", {"pregnancy_tests": "apply", "cycles": "irregular"}, "2 weeks (cycles irreg"),
    ],
)
def test_the_rule_of_pregnancy_tests_says_what_is_in_force(
    sex: str, rules: dict[str, object], words: str
) -> None:
    seen = review(LASTING, sex=sex, **rules)  # type: ignore[arg-type]
    assert words in pregnancy_tests_figure(seen).rule
