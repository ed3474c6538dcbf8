"""What changed in a case is told field by field, and taking it back gives the case before."""

import msgspec
import pytest
from hypothesis import given
from msgspec import UNSET
from msgspec.structs import replace

from dle_desktop.domain.briefs import CaseBrief, brief_of
from dle_desktop.domain.case import Assessment, Case, Course, Dose, Subject, Taper, TaperStep
from dle_desktop.domain.field_changes import ORDER, FieldChange, field_changes, taken_back
from dle_desktop.domain.moments import Moment
from tests.strategies import cases

A, B, C = (Assessment(id=name, moment=Moment(date="2024"), activity=1) for name in "abc")
CASE = Case(id="00000000-0000-4000-8000-000000000001", label="One", assessments=(A, B, C))


def changes(after: Case) -> dict[tuple[str, ...], tuple[object, object]]:
    found = field_changes(CASE, after)
    assert taken_back(after, found) == CASE
    assert taken_back(CASE, field_changes(after, CASE)) == after
    return {one.path: (one.old, one.new) for one in found}


def test_nothing_changed_is_no_change() -> None:
    assert field_changes(CASE, replace(CASE)) == ()


def test_a_field_of_a_record_is_told_by_the_records_id() -> None:
    after = replace(CASE, assessments=(A, replace(B, activity=9), C))
    assert changes(after) == {("assessments", "b", "activity"): (1, 9)}


def test_a_field_that_was_not_reported_is_unset() -> None:
    after = replace(CASE, notes="x", subject=Subject(name="n"))
    assert changes(after) == {
        ("notes",): (UNSET, "x"),
        ("subject",): (UNSET, {"name": "n"}),
    }


def test_records_come_go_and_change_places() -> None:
    new = replace(B, id="new")
    assert list(changes(replace(CASE, assessments=(A, B, C, new)))) == [("assessments", "new")]
    assert list(changes(replace(CASE, assessments=(A, B)))) == [("assessments", "c")]
    assert set(changes(replace(CASE, assessments=(B, C)))) == {
        ("assessments", ORDER), ("assessments", "a"),
    }  # fmt: skip
    assert set(changes(replace(CASE, assessments=(C, A, B)))) == {("assessments", ORDER)}
    assert set(changes(replace(CASE, assessments=(new, C, A)))) == {
        ("assessments", ORDER), ("assessments", "b"), ("assessments", "new"),
    }  # fmt: skip
    assert list(changes(replace(CASE, assessments=()))) == [("assessments",)]
    assert list(changes(replace(CASE, courses=(Course(id="k", drug="d"),)))) == [("courses",)]


def test_a_list_without_ids_is_one_value() -> None:
    steps = tuple(TaperStep(start=Moment(offset=f"P{n}D"), amount=20 - n) for n in (1, 2))
    tapers = [Taper(from_amount=20, to_amount=5, steps=one) for one in (steps, steps[:1])]
    doses = [Dose(id="d", start=Moment(offset="P0D"), taper=taper) for taper in tapers]
    before, after = (
        replace(CASE, courses=(Course(id="k", drug="prednisone", doses=(dose,)),)) for dose in doses
    )
    (change,) = field_changes(before, after)
    assert change.path == ("courses", "k", "doses", "d", "taper", "steps")
    assert taken_back(after, [change]) == before


def test_changes_of_another_case_are_refused() -> None:
    for change in (
        FieldChange(("assessments", "z", "activity"), 1, 2),
        FieldChange(("label",), UNSET, "One"),
        FieldChange(("label", "x", "y"), 1, 2),
        FieldChange(("assessments", ORDER), ["a"], ["b"]),
        FieldChange(("revision",), "x", 0),
    ):
        with pytest.raises(ValueError, match="not the changes"):
            taken_back(CASE, [change])


@given(cases())
def test_any_change_can_be_taken_back(case: Case) -> None:
    assert taken_back(CASE, field_changes(case, CASE)) == case
    assert taken_back(case, field_changes(CASE, case)) == CASE


@given(cases())
def test_the_brief_says_what_the_case_says(case: Case) -> None:
    assert msgspec.json.decode(msgspec.json.encode(case), type=CaseBrief) == brief_of(case)
