"""Checks of a case: what a person should look at, the gravest first."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from dle_desktop.domain.case import Anchor, Assessment, Case, Course, Dose, Event, LabResult
from dle_desktop.domain.checks import Finding, findings
from dle_desktop.domain.moments import Moment
from tests.domain.cases import CASE_ID, cases


def day(number: int) -> Moment:
    return Moment(offset=f"P{number}D")


BARE = Case(id=CASE_ID, label="Case")
GOOD = Case(
    id=CASE_ID,
    label="Case",
    index_drug="lenalidomide",
    courses=(
        Course(
            id="c",
            drug="lenalidomide",
            doses=(Dose(id="d", start=day(0), end=day(3), amount=5, frequency="QD"),),
        ),
    ),
    assessments=(Assessment(id="a", moment=day(0), activity=18),),
    labs=(LabResult(id="l", analyte="ANC", moment=day(0), value=3.7, unit="10*9/L", low=1.8),),
    events=(Event(id="e", moment=day(9), end=day(19)),),
    follow_up_end=day(90),
)


def codes(case: Case) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(found.code, found.severity, found.records) for found in findings(case)]


@pytest.mark.parametrize("case", [BARE, GOOD])
def test_nothing_is_found_where_nothing_is_to_be_looked_at(case: Case) -> None:
    assert findings(case) == ()


@pytest.mark.parametrize(("begins", "days"), [(5, "2 days"), (40, "37 days")])
def test_a_pause_of_the_index_drug_is_noted(begins: int, days: str) -> None:
    (course,) = GOOD.courses
    later = Dose(id="d2", start=day(begins), end=day(60), amount=5, frequency="QD")
    case = replace(GOOD, courses=(replace(course, doses=(*course.doses, later)),))
    (found,) = (one for one in findings(case) if one.code == "gap")
    assert (found.severity, found.records) == ("note", ("d", "d2"))
    assert f"for {days} from month 0.1 on" in found.message


@given(cases())
def test_every_finding_is_a_sentence_about_records_of_the_case(case: Case) -> None:
    ids = {record.id for record in case.records()}
    ranks = [("fault", "question", "note").index(found.severity) for found in findings(case)]
    assert ranks == sorted(ranks)
    for found in findings(case):
        assert set(found.records) <= ids
        assert found.message[0] == found.message[0].upper()
        assert found.message.endswith((".", "?"))


@pytest.mark.parametrize(
    ("case", "guessed"),
    [
        (replace(GOOD, events=(Event(id="e", moment=Moment(date="2024-05")),)), True),
        (
            replace(
                GOOD,
                follow_up_end=None,
                events=(Event(id="e", moment=Moment(date="2024-05")),),
                anchor=Anchor(date="2024-05-01"),
            ),
            False,
        ),
        (replace(BARE, events=(Event(id="e", moment=Moment(date="2024-05")),)), False),
    ],
)
def test_dates_beside_offsets_need_a_stated_day_0(case: Case, guessed: bool) -> None:
    found = [one for one in findings(case) if one.code == "day-zero-guessed"]
    assert bool(found) is guessed
    assert not guessed or "2024-05-01" in found[0].message


@pytest.mark.parametrize(
    ("field", "record"),
    [
        ("assessments", Assessment(id="x", moment=day(91), activity=3)),
        ("labs", LabResult(id="x", analyte="ferritin", moment=day(91), value=9)),
        ("events", Event(id="x", moment=day(91))),
    ],
)
def test_a_record_after_the_end_of_follow_up_is_questioned(field: str, record: object) -> None:
    case = replace(GOOD, **{field: (*getattr(GOOD, field), record)})
    assert codes(case) == [("after-follow-up", "question", ("x",))]


@pytest.mark.parametrize("moment", [day(90), Moment(offset="P91D", certainty="about")])
def test_a_record_that_may_lie_within_follow_up_is_not(moment: Moment) -> None:
    assert codes(replace(GOOD, events=(Event(id="x", moment=moment),))) == []


def test_an_undated_record_is_noted() -> None:
    case = replace(GOOD, events=(Event(id="x", text="zoster"),))
    assert findings(case) == (
        Finding(
            "date-missing",
            "note",
            "The date of the event “zoster” is not reported: it cannot be drawn.",
            ("x",),
        ),
    )


@pytest.mark.parametrize(
    ("field", "record"),
    [
        ("assessments", Assessment(id="x", moment=day(9), until=day(8))),
        ("events", Event(id="x", moment=day(9), end=day(8))),
    ],
)
def test_a_span_that_ends_before_it_begins_is_a_fault(field: str, record: object) -> None:
    case = replace(GOOD, **{field: (*getattr(GOOD, field), record)})
    assert codes(case) == [("end-before-start", "fault", ("x",))]


def test_a_unit_that_is_not_known_is_questioned() -> None:
    lab = LabResult(id="x", analyte="ANC", moment=day(3), value=1.4, unit="furlong")
    assert codes(replace(GOOD, labs=(lab,))) == [("unit-unknown", "question", ("x",))]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (replace(GOOD, courses=()), ("index-dose-missing", "note", ())),
        (replace(GOOD, assessments=()), ("baseline-missing", "note", ())),
        (
            replace(GOOD, assessments=(Assessment(id="a", moment=day(9), activity=18),)),
            ("baseline-late", "note", ("a",)),
        ),
    ],
)
def test_a_missing_or_late_baseline_is_noted(
    case: Case, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    assert codes(case) == [expected]


def test_the_gravest_comes_first() -> None:
    case = replace(
        GOOD, assessments=(), events=(Event(id="x"), Event(id="y", moment=day(9), end=day(8)))
    )
    assert [found.severity for found in findings(case)] == ["fault", "note", "note"]


def test_missed_blood_counts_are_noted() -> None:
    (course,) = GOOD.courses
    longer = replace(course, doses=(replace(course.doses[0], end=day(30)),))
    case = replace(GOOD, courses=(longer,))
    assert codes(case) == [("count-late", "note", ())]


@pytest.mark.parametrize(
    ("anchor", "start", "found"),
    [
        (Anchor(date="2024-05-01"), Moment(date="2024-05-15"), True),
        (Anchor(date="2024-05-01"), Moment(date="2024-05-01"), False),
        (Anchor(date="2024-05-10"), Moment(date="2024-05"), False),  # somewhere in that month
        (Anchor(date="2024-05-01", kind="diagnosis"), Moment(date="2024-05-15"), False),
        (Anchor(), day(14), True),
        (Anchor(), None, False),
    ],
)
def test_a_day_0_that_is_not_the_first_index_dose_is_found(
    anchor: Anchor, start: Moment | None, found: bool
) -> None:
    course = replace(GOOD.courses[0], doses=(Dose(id="d", start=start, amount=5, frequency="QD"),))
    case = replace(BARE, index_drug="lenalidomide", anchor=anchor, courses=(course,))
    said = [one for one in codes(case) if one[0] == "day-zero-elsewhere"]
    assert said == ([("day-zero-elsewhere", "question", ("d",))] if found else [])
