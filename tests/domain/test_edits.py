"""Edits: each changes what it names, nothing else, and its opposite takes it back."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop.domain import edits
from dle_desktop.domain.case import (
    Assessment,
    Case,
    Course,
    Diagnosis,
    Dose,
    Event,
    LabResult,
    Record,
    Subject,
)
from dle_desktop.domain.edits import EditRefused, RecordMissing
from dle_desktop.domain.moments import Moment
from tests.domain.cases import CASE_ID, OTHER_ID, cases


def _case() -> Case:
    return Case(
        id=CASE_ID,
        label="Case 1",
        courses=(
            Course(id="c1", drug="lenalidomide", route="oral", doses=(Dose(id="d1", amount=5),)),
            Course(id="c2", drug="prednisone", doses=(Dose(id="d2", amount=60), Dose(id="d3"))),
        ),
        assessments=(Assessment(id="a1", activity=18),),
        labs=(LabResult(id="l1", analyte="ANC", value=1.4),),
        events=(Event(id="e1", kind="visit"),),
        revision=7,
        created="2024-01-01T00:00:00Z",
        changed="2024-01-02T00:00:00Z",
    )


def _others(case: Case, *changed: str) -> tuple[Record, ...]:
    """Records without the changed ones; courses are compared by their doses."""
    return tuple(
        record
        for record in case.records()
        if record.id not in changed and not isinstance(record, Course)
    )


def test_a_new_case_is_empty_and_starts_at_revision_0() -> None:
    case = edits.new_case("Case 1", case_id=CASE_ID)
    assert case == Case(id=CASE_ID, label="Case 1")


@pytest.mark.parametrize("label", ["", "   ", "two\nlines", "ends\n", "\x9b31m", "x" * 121])
def test_a_case_is_not_made_under_a_label_no_file_can_hold(label: str) -> None:
    with pytest.raises(EditRefused) as refused:
        edits.new_case(label, case_id=CASE_ID)
    assert refused.value.field == "label"


def test_a_duplicate_has_the_records_and_no_history() -> None:
    case = _case()
    copy = edits.duplicate_case(case, case_id=OTHER_ID, label="Copy")
    assert (copy.id, copy.label) == (OTHER_ID, "Copy")
    assert (copy.revision, copy.created, copy.changed) == (0, None, None)
    assert copy.records() == case.records()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", "Case 2"),
        ("subject", Subject(sex="female")),
        ("diagnosis", Diagnosis(text="discoid lupus")),
        ("index_drug", "lenalidomide"),
        ("follow_up_end", Moment(offset="P22M", certainty="about")),
        ("notes", "first line\nsecond line"),
        ("synthetic", True),
    ],
)
def test_a_case_field_is_set_and_set_back(field: str, value: object) -> None:
    case = _case()
    changed = edits.set_case_fields(case, **{field: value})
    assert getattr(changed, field) == value
    assert edits.set_case_fields(changed, **{field: getattr(case, field)}) == case


def test_setting_what_is_already_so_returns_the_same_case() -> None:
    case = _case()
    assert edits.set_case_fields(case, label="Case 1", notes=None) is case
    assert edits.set_course_fields(case, "c1", route="oral") is case
    assert edits.replace_dose(case, Dose(id="d1", amount=5)) is case
    assert edits.replace_dose(case, Dose(id="d1", amount=5), "Lenalidomide", "oral") is case
    assert edits.replace_assessment(case, case.assessments[0]) is case
    assert edits.replace_lab(case, case.labs[0]) is case
    assert edits.replace_event(case, case.events[0]) is case


@pytest.mark.parametrize("field", ["id", "revision", "courses", "changed", "nonsense"])
def test_a_field_no_person_edits_is_a_programming_error(field: str) -> None:
    with pytest.raises(TypeError, match=field):
        edits.set_case_fields(_case(), **{field: None})


def test_course_fields_are_set() -> None:
    changed = edits.set_course_fields(_case(), "c2", route="oral", drug="prednisolone")
    assert (changed.courses[1].drug, changed.courses[1].route) == ("prednisolone", "oral")
    assert changed.courses[0] == _case().courses[0]
    with pytest.raises(RecordMissing):
        edits.set_course_fields(_case(), "c9", route="oral")


def test_a_dose_joins_the_course_of_its_drug_and_route() -> None:
    changed = edits.add_dose(_case(), " Lenalidomide", Dose(id="d9", amount=10), "ORAL")
    assert [dose.id for dose in changed.courses[0].doses] == ["d1", "d9"]
    assert len(changed.courses) == 2


def test_a_dose_without_a_stated_route_joins_the_only_course_of_its_drug() -> None:
    changed = edits.add_dose(_case(), "lenalidomide", Dose(id="d9"))
    assert [dose.id for dose in changed.courses[0].doses] == ["d1", "d9"]


def test_a_dose_by_another_route_makes_its_own_course() -> None:
    changed = edits.add_dose(_case(), "prednisone", Dose(id="d9"), "intravenous")
    assert [(course.drug, course.route) for course in changed.courses[1:]] == [
        ("prednisone", None),
        ("prednisone", "intravenous"),
    ]
    unsaid = edits.add_dose(
        edits.set_course_fields(changed, "c2", route="oral"), "prednisone", Dose(id="d10")
    )
    assert unsaid.courses[-1].route is None  # two routes: nobody can say which was meant


def test_a_dose_moves_to_another_drug_and_takes_its_empty_course_along() -> None:
    changed = edits.replace_dose(_case(), Dose(id="d1", amount=50), "thalidomide")
    assert [course.drug for course in changed.courses] == ["prednisone", "thalidomide"]
    assert changed.courses[1].route == "oral"
    assert changed.courses[1].doses == (Dose(id="d1", amount=50),)


def test_a_dose_moves_to_another_route_and_leaves_its_course() -> None:
    changed = edits.replace_dose(_case(), Dose(id="d3"), route="intravenous")
    assert [len(course.doses) for course in changed.courses] == [1, 1, 1]
    assert (changed.courses[2].drug, changed.courses[2].route) == ("prednisone", "intravenous")


@pytest.mark.parametrize(
    ("edit", "record"),
    [
        (edits.replace_dose, Dose(id="none")),
        (edits.replace_assessment, Assessment(id="none")),
        (edits.replace_lab, LabResult(id="none", analyte="ANC")),
        (edits.replace_event, Event(id="none")),
        (edits.remove_dose, "none"),
        (edits.remove_assessment, "l1"),
        (edits.remove_lab, "e1"),
        (edits.remove_event, "a1"),
    ],
)
def test_a_record_that_is_not_there_cannot_be_changed(
    edit: Callable[..., Case], record: object
) -> None:
    with pytest.raises(RecordMissing):
        edit(_case(), record)


def test_a_taken_id_is_refused() -> None:
    with pytest.raises(EditRefused, match="already has a record 'd1'"):
        edits.add_event(_case(), Event(id="d1"))


def test_new_ids_differ_and_say_what_they_are_for() -> None:
    first, second = edits.new_id("dose"), edits.new_id("dose")
    assert first != second
    assert first.startswith("dose-")


NEW = Moment(offset="P3M")
ADDED = st.sampled_from(
    [
        (edits.add_assessment, edits.remove_assessment, Assessment(id="new", moment=NEW)),
        (edits.add_lab, edits.remove_lab, LabResult(id="new", analyte="ANC", value=1)),
        (edits.add_event, edits.remove_event, Event(id="new", kind="flare", moment=NEW)),
    ]
)


@given(cases(), ADDED)
def test_removing_undoes_adding(
    case: Case, added: tuple[Callable[..., Case], Callable[..., Case], Record]
) -> None:
    add, remove, record = added
    assert remove(add(case, record), "new") == case


@given(cases(), st.sampled_from(["lenalidomide", "prednisone", "new drug"]), st.booleans())
def test_removing_undoes_adding_a_dose(case: Case, drug: str, oral: bool) -> None:
    added = edits.add_dose(case, drug, Dose(id="new"), "oral" if oral else None)
    assert edits.remove_dose(added, "new") == case


@given(cases(), st.data())
def test_an_edit_leaves_every_other_record_alone(case: Case, data: st.DataObject) -> None:
    records = [record for record in case.records() if not isinstance(record, Course)]
    if not records:
        return
    record = data.draw(st.sampled_from(records))
    noted = replace(record, note="noted")
    match noted:
        case Dose():
            changed, removed = edits.replace_dose(case, noted), edits.remove_dose(case, noted.id)
        case Assessment():
            changed = edits.replace_assessment(case, noted)
            removed = edits.remove_assessment(case, noted.id)
        case LabResult():
            changed, removed = edits.replace_lab(case, noted), edits.remove_lab(case, noted.id)
        case _:
            changed, removed = edits.replace_event(case, noted), edits.remove_event(case, noted.id)
    assert noted in changed.records()
    assert _others(changed, noted.id) == _others(case, noted.id)
    assert _others(removed) == _others(case, noted.id)
    assert changed.revision == removed.revision == case.revision
