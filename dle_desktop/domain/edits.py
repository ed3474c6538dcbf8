"""Edits: pure functions from a case to the changed case, one per thing a person does.

An edit returns the same object when it changes nothing, so that nothing is recorded. It refuses
what the file format could not give back unchanged. It does not know undo, storage or revisions.
"""

from typing import Any, TypeVar, get_type_hints

import msgspec
from msgspec.structs import replace

from dle_desktop.domain.case import Assessment, Case, Course, Dose, Event, LabResult
from dle_desktop.domain.held import EditRefused, held
from dle_desktop.domain.records import RecordMissing, course_of, find_course, new_id

__all__ = [
    "EditRefused",
    "RecordMissing",
    "add_assessment",
    "add_dose",
    "add_event",
    "add_lab",
    "duplicate_case",
    "new_case",
    "new_id",
    "remove_assessment",
    "remove_dose",
    "remove_event",
    "remove_lab",
    "replace_assessment",
    "replace_dose",
    "replace_event",
    "replace_lab",
    "set_case_fields",
    "set_course_fields",
]

CASE_FIELDS = frozenset(
    {
        "label", "subject", "diagnosis", "index_drug", "anchor", "follow_up_end", "rules", "notes",
        "provenance", "synthetic",
    }
)  # fmt: skip
COURSE_FIELDS = frozenset({"drug", "group", "route", "note", "source"})

_Value = TypeVar("_Value")
_Shelved = TypeVar("_Shelved", Assessment, LabResult, Event)


def new_case(label: str, *, case_id: str) -> Case:
    """Return an empty case with a label."""
    return Case(id=_checked(case_id, Case, "id"), label=_checked(label, Case, "label"))


def duplicate_case(case: Case, *, case_id: str, label: str) -> Case:
    """Return a copy under a new id and label, with no history of its own yet."""
    return replace(
        case,
        id=_checked(case_id, Case, "id"),
        label=_checked(label, Case, "label"),
        revision=0,
        created=None,
        changed=None,
    )


def set_case_fields(case: Case, **changes: Any) -> Case:
    """Return the case with some of `CASE_FIELDS` changed.

    Raises
    ------
    EditRefused
        If a value does not fit its field.
    TypeError
        If a field is not one a person edits.
    """
    return _with_fields(case, changes, CASE_FIELDS)


def set_course_fields(case: Case, course_id: str, **changes: Any) -> Case:
    """Return the case with some of `COURSE_FIELDS` of one course changed.

    Raises
    ------
    EditRefused
        If a value does not fit its field.
    RecordMissing
        If there is no such course.
    TypeError
        If a field is not one a person edits.
    """
    course = _standing(case.courses, course_id)
    changed = _with_fields(course, changes, COURSE_FIELDS)
    return case if changed is course else _with_course(case, changed)


def add_dose(case: Case, drug: str, dose: Dose, route: str | None = None) -> Case:
    """Return the case with a dose more, in the course of that drug and route or in a new one.

    Raises
    ------
    EditRefused
        If the dose, the drug or the route cannot be held, or the dose's id is taken.
    """
    dose = _new(case, dose)
    course = find_course(case, drug, route)
    if course is None:
        course = Course(
            id=new_id("course"),
            drug=_checked(drug, Course, "drug"),
            route=_checked(route, Course, "route"),
            doses=(dose,),
        )
        return replace(case, courses=(*case.courses, course))
    return _with_course(case, replace(course, doses=(*course.doses, dose)))


def replace_dose(
    case: Case,
    dose: Dose,
    drug: str | None = None,
    route: str | msgspec.UnsetType | None = msgspec.UNSET,
) -> Case:
    """Return the case with the dose of the same id replaced; another drug or route moves it.

    Raises
    ------
    EditRefused
        If the dose, the drug or the route cannot be held.
    RecordMissing
        If the case holds no dose of that id.
    """
    home = course_of(case, dose.id)
    drug = home.drug if drug is None else drug
    route = home.route if route is msgspec.UNSET else route
    if find_course(replace(case, courses=(home,)), drug, route) is None:
        return add_dose(remove_dose(case, dose.id), drug, dose, route)
    doses = _replaced(home.doses, dose)
    return case if doses is home.doses else _with_course(case, replace(home, doses=doses))


def remove_dose(case: Case, dose_id: str) -> Case:
    """Return the case without a dose; a course goes with its last dose.

    Raises
    ------
    RecordMissing
        If the case holds no dose of that id.
    """
    home = course_of(case, dose_id)
    left = tuple(dose for dose in home.doses if dose.id != dose_id)
    if left:
        return _with_course(case, replace(home, doses=left))
    return replace(case, courses=tuple(one for one in case.courses if one.id != home.id))


def add_assessment(case: Case, assessment: Assessment) -> Case:
    """Return the case with an assessment more; EditRefused if it cannot be held."""
    return replace(case, assessments=(*case.assessments, _new(case, assessment)))


def replace_assessment(case: Case, assessment: Assessment) -> Case:
    """Return the case with the assessment of the same id replaced; RecordMissing if none is."""
    return _with_records(case, "assessments", _replaced(case.assessments, assessment))


def remove_assessment(case: Case, assessment_id: str) -> Case:
    """Return the case without an assessment; RecordMissing if it has none of that id.

    A baseline that was chosen goes with it: the rule holds again.
    """
    left = _with_records(case, "assessments", _without(case.assessments, assessment_id))
    if case.rules.baseline != assessment_id:
        return left
    return replace(left, rules=replace(case.rules, baseline=None))


def add_lab(case: Case, lab: LabResult) -> Case:
    """Return the case with a lab result more; EditRefused if it cannot be held."""
    return replace(case, labs=(*case.labs, _new(case, lab)))


def replace_lab(case: Case, lab: LabResult) -> Case:
    """Return the case with the lab result of the same id replaced; RecordMissing if none is."""
    return _with_records(case, "labs", _replaced(case.labs, lab))


def remove_lab(case: Case, lab_id: str) -> Case:
    """Return the case without a lab result; RecordMissing if it has none of that id."""
    return _with_records(case, "labs", _without(case.labs, lab_id))


def add_event(case: Case, event: Event) -> Case:
    """Return the case with an event more; EditRefused if it cannot be held."""
    return replace(case, events=(*case.events, _new(case, event)))


def replace_event(case: Case, event: Event) -> Case:
    """Return the case with the event of the same id replaced; RecordMissing if none is."""
    return _with_records(case, "events", _replaced(case.events, event))


def remove_event(case: Case, event_id: str) -> Case:
    """Return the case without an event; RecordMissing if it has none of that id."""
    return _with_records(case, "events", _without(case.events, event_id))


_Struct = TypeVar("_Struct", Case, Course)
_Record = TypeVar("_Record", Dose, Assessment, LabResult, Event)
_Standing = TypeVar("_Standing", Course, Dose, Assessment, LabResult, Event)


def _with_fields(value: _Struct, changes: dict[str, Any], allowed: frozenset[str]) -> _Struct:
    unknown = sorted(set(changes) - allowed)
    if unknown:
        raise TypeError(f"not a field a person edits: {', '.join(unknown)}")
    checked = {name: _checked(new, type(value), name) for name, new in changes.items()}
    if all(getattr(value, name) == new for name, new in checked.items()):
        return value
    return replace(value, **checked)


def _with_course(case: Case, course: Course) -> Case:
    courses = tuple(course if one.id == course.id else one for one in case.courses)
    return replace(case, courses=courses)


def _with_records(case: Case, shelf: str, records: tuple[_Shelved, ...]) -> Case:
    return case if records is getattr(case, shelf) else replace(case, **{shelf: records})


def _new(case: Case, record: _Record) -> _Record:
    if any(record.id == one.id for one in case.records()):
        raise EditRefused("id", f"the case already has a record {record.id!r}")
    return held(record, type(record))


def _standing(records: tuple[_Standing, ...], record_id: str) -> _Standing:
    for record in records:
        if record.id == record_id:
            return record
    raise RecordMissing(record_id)


def _replaced(records: tuple[_Record, ...], record: _Record) -> tuple[_Record, ...]:
    if _standing(records, record.id) == record:
        return records
    kept = held(record, type(record))
    return tuple(kept if one.id == record.id else one for one in records)


def _without(records: tuple[_Shelved, ...], record_id: str) -> tuple[_Shelved, ...]:
    gone = _standing(records, record_id)
    return tuple(record for record in records if record is not gone)


def _checked(value: _Value, owner: type[Case | Course], field: str) -> _Value:
    return held(value, get_type_hints(owner, include_extras=True)[field], field)
