"""Prints of a case: which records changed since, and not a word of them kept."""

from collections import Counter
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop.domain.case import Assessment, Case, Course, Dose, Event, LabResult
from dle_desktop.domain.print_changes import (
    MOST_DIGESTS,
    MOST_PRINTED,
    kept,
    next_id,
    since,
    with_digests,
    without,
)
from dle_desktop.domain.printed import Printed
from tests.domain.cases import cases
from tests.drawing.pictures import a_case, a_course, a_dose, a_lab, a_score, an_event

DAY = "2026-11-25"
CASE = a_case(
    courses=(a_course(a_dose(0, 100), a_dose(100, 200, 10.0, id="d2")),),
    assessments=(a_score(0, 20, 4),), labs=(a_lab(9, 2.5),), events=(an_event(30, "flare"),),
)  # fmt: skip


def printed(case: Case, snapshot_id: str = f"S-{DAY}-1") -> Printed:
    one = Printed(
        id=snapshot_id, when=f"{DAY}T10:00:00+01:00", revision=case.revision, version="0.1.0"
    )
    return with_digests(case, one)


@given(cases())
def test_nothing_changed_right_after_a_print(case: Case) -> None:
    one = printed(case)
    assert since(case, one).nothing
    assert since(kept(replace(case, revision=7, changed="2026-11-25T10:00:00Z"), one), one).nothing
    read = msgspec.json.decode(msgspec.json.encode(one), type=Printed)
    assert since(case, read).nothing


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"assessments": (a_score(0, 19, 4),)}, {"changed": {"assessment": 1}}),
        ({"assessments": ()}, {"removed": 1}),
        ({"labs": (*CASE.labs, a_lab(20, 3.0))}, {"added": {"result": 1}}),
        ({"events": (an_event(30, "flare", "worse"),)}, {"changed": {"event": 1}}),
        (
            {"courses": (a_course(a_dose(0, 90), a_dose(100, 200, 12.0, id="d2")),)},
            {"changed": {"dose": 2}},
        ),
        (
            {"courses": (a_course(*CASE.courses[0].doses, route="oral"),)},
            {"changed": {"course": 1}},
        ),
        ({"label": "Another"}, {"itself": True}),
        ({"notes": "n"}, {"itself": True}),
        ({"synthetic": True}, {"itself": True}),
    ],
)
def test_what_changed_is_told_by_kind(change: dict[str, Any], told: dict[str, Any]) -> None:
    found = since(replace(CASE, **change), printed(CASE))
    expected: dict[str, Any] = {"added": {}, "changed": {}, "removed": 0, "itself": False} | told
    assert {name: getattr(found, name) for name in expected} == expected
    assert not found.nothing


@given(cases(), st.data())
def test_a_record_taken_away_is_the_only_change(case: Case, data: st.DataObject) -> None:
    if not case.labs:
        return
    place = data.draw(st.integers(0, len(case.labs) - 1))
    fewer = replace(case, labs=(*case.labs[:place], *case.labs[place + 1 :]))
    found = since(fewer, printed(case))
    assert (found.removed, found.added, found.changed, found.itself) == (1, {}, {}, False)


KINDS = {
    Course: "course", Dose: "dose", Assessment: "assessment", LabResult: "result", Event: "event",
}  # fmt: skip


def content(case: Case) -> dict[str, tuple[str, object]]:
    """Return kind and content of every record, told another way than the digests do."""
    found: dict[str, tuple[str, object]] = {}
    for record in case.records():
        bare = replace(record, doses=()) if isinstance(record, Course) else record
        found[record.id] = KINDS[type(record)], bare
    for course in case.courses:
        for dose in course.doses:
            found[dose.id] = "dose", (course.id, dose)
    return found


@given(cases(), cases(), st.data())
def test_edits_at_random_are_told_by_kind(case: Case, other: Case, data: st.DataObject) -> None:
    """Any part of a case is replaced by that of another whose records have the same ids."""
    parts = ("courses", "assessments", "labs", "events", "label", "notes", "subject")
    taken = data.draw(st.sets(st.sampled_from(parts)))
    edited = replace(case, **{name: getattr(other, name) for name in taken})
    before, after = content(case), content(edited)
    found = since(edited, printed(case))
    added = [kind for key, (kind, _) in after.items() if key not in before]
    changed = [
        kind
        for key, (kind, now) in after.items()
        if key in before and repr(before[key][1]) != repr(now)
    ]
    assert found.added == Counter(added)
    assert found.changed == Counter(changed)
    assert found.removed == len(before.keys() - after.keys())
    assert found.itself == (
        (case.label, case.notes, case.subject) != (edited.label, edited.notes, edited.subject)
    )
    brief = replace(printed(case), digests={}, itself=None, whole="0" * 16)
    assert since(case, brief).somewhere


def test_a_dose_moved_to_another_drug_is_changed() -> None:
    one, two = a_course(a_dose(0, 9), id="a"), a_course(id="b", drug="prednisone")
    case = a_case(courses=(one, two))
    moved = a_case(courses=(replace(one, doses=()), replace(two, doses=one.doses)))
    assert since(moved, printed(case)).changed == {"dose": 1}


def test_a_record_called_like_the_case_hides_nothing() -> None:
    case = replace(CASE, labs=(replace(CASE.labs[0], id="case"),))
    one = printed(case)
    assert since(case, one).nothing
    assert since(replace(case, label="Another"), one).itself
    assert since(replace(case, labs=()), one).removed == 1


def test_many_prints_of_many_records_stay_small_and_tell_whether_all_is_as_it_was() -> None:
    many = tuple(a_lab(day, 3.0, id=f"l{day}") for day in range(MOST_DIGESTS // 4))
    bare = replace(CASE, labs=many)
    case = bare
    for number in range(1, 9):
        case = kept(case, printed(bare, f"S-{DAY}-{number}"))
    assert len(msgspec.json.encode(case.printed)) < 1_000_000
    assert [one.whole is None for one in case.printed] == [False] * 5 + [True] * 3
    changed = replace(case, labs=(*many[:-1], replace(many[-1], value=4.0)))
    for one in case.printed:
        assert since(case, one).nothing
        assert not since(changed, one).nothing
        assert since(changed, one).somewhere is (one.whole is not None)


def test_a_print_of_no_records_that_gave_way_tells_of_the_first_record() -> None:
    many = tuple(a_lab(day, 3.0, id=f"l{day}") for day in range(MOST_DIGESTS + 1))
    case = kept(replace(a_case(), labs=many), printed(a_case(), f"S-{DAY}-1"))
    first = kept(case, printed(case, f"S-{DAY}-2")).printed[0]
    assert first.whole is not None
    assert since(a_case(), first).nothing
    assert since(case, first).somewhere


def test_digests_differ_from_print_to_print_and_keep_no_word() -> None:
    case = replace(
        CASE, label="Ada Lovelace", notes="secret", events=(an_event(1, "note", "rash"),)
    )
    prints = printed(case, "S-2026-11-25-1"), printed(case, "S-2026-11-25-2")
    one, two = (print_.digests | {"": print_.itself or ""} for print_ in prints)
    assert one.keys() == two.keys()
    assert not set(one.values()) & set(two.values())
    text = msgspec.json.encode(printed(case)).decode()
    for word in ("Ada", "secret", "rash", "lenalidomide"):
        assert word not in text.replace("course-lenalidomide", "")


def test_ids_count_within_the_day() -> None:
    case = CASE
    for number in (1, 2, 3):
        assert next_id(case, DAY) == f"S-{DAY}-{number}"
        case = kept(case, printed(case, next_id(case, DAY)))
    assert next_id(case, "2026-11-26") == "S-2026-11-26-1"
    gone = without(case, case.printed[0])
    assert [one.id for one in gone.printed] == [f"S-{DAY}-2", f"S-{DAY}-3"]
    assert next_id(gone, DAY) == f"S-{DAY}-4"  # never used again while a later one is kept


def test_only_so_many_are_kept() -> None:
    case = CASE
    for number in range(1, MOST_PRINTED + 3):
        case = kept(case, printed(CASE, f"S-{DAY}-{number}"))
    assert len(case.printed) == MOST_PRINTED
    assert case.printed[0].id == f"S-{DAY}-3"
