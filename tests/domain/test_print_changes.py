"""Prints of a case: which records changed since, and not a word of them kept."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop.domain.case import Case
from dle_desktop.domain.print_changes import (
    MOST_PRINTED,
    THE_CASE,
    digests_of,
    kept,
    next_id,
    since,
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
    return Printed(
        id=snapshot_id, when=f"{DAY}T10:00:00+01:00", revision=case.revision, version="0.1.0",
        digests=digests_of(case, snapshot_id),
    )  # fmt: skip


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


def test_digests_differ_from_print_to_print_and_keep_no_word() -> None:
    case = replace(
        CASE, label="Ada Lovelace", notes="secret", events=(an_event(1, "note", "rash"),)
    )
    one, two = digests_of(case, "S-2026-11-25-1"), digests_of(case, "S-2026-11-25-2")
    assert one.keys() == two.keys()
    assert not set(one.values()) & set(two.values())
    text = msgspec.json.encode(printed(case)).decode()
    for word in ("Ada", "secret", "rash", "lenalidomide"):
        assert word not in text.replace("course-lenalidomide", "")
    assert THE_CASE in one


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
