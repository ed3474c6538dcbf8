"""Finding records: by id, by drug and route."""

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Course, Dose, Event
from dle_desktop.domain.records import (
    MOST_REVISIONS,
    RecordMissing,
    course_of,
    doses_of,
    find_course,
    find_record,
    next_revision,
)
from dle_desktop.storage.case_documents import to_document
from tests.domain.cases import CASE_ID

CASE = Case(
    id=CASE_ID,
    label="Case",
    courses=(
        Course(id="c1", drug="Revlimid", route="oral", doses=(Dose(id="d1"), Dose(id="d2"))),
        Course(id="c2", drug="prednisone", route="oral", doses=(Dose(id="d3"),)),
        Course(id="c3", drug="prednisone", route="intravenous", doses=(Dose(id="d4"),)),
    ),
    events=(Event(id="e1"),),
)


@pytest.mark.parametrize("record_id", ["c1", "d3", "e1"])
def test_a_record_is_found_by_its_id(record_id: str) -> None:
    found = find_record(CASE, record_id)
    assert found is not None
    assert found.id == record_id


def test_what_is_not_there_is_not_found() -> None:
    assert find_record(CASE, "d9") is None
    with pytest.raises(RecordMissing) as missing:
        course_of(CASE, "e1")
    assert missing.value.record_id == "e1"


def test_a_dose_knows_its_course() -> None:
    assert course_of(CASE, "d4").id == "c3"


@pytest.mark.parametrize(
    ("drug", "route", "found"),
    [
        ("revlimid ", "Oral", "c1"),
        ("Revlimid", None, "c1"),
        ("prednisone", "intravenous", "c3"),
        ("prednisone", None, None),
        ("prednisone", "topical", None),
        ("dapsone", None, None),
    ],
)
def test_a_course_is_found_by_drug_and_route(
    drug: str, route: str | None, found: str | None
) -> None:
    course = find_course(CASE, drug, route)
    assert (course.id if course else None) == found


def test_a_brand_name_is_its_drug() -> None:
    assert [dose.id for dose in doses_of(CASE, "lenalidomide")] == ["d1", "d2"]
    assert doses_of(CASE, None) == ()


def test_a_revision_follows_all_others_and_stays_one_a_file_can_hold() -> None:
    assert next_revision(3, 7) == 8
    last = replace(CASE, revision=next_revision(0, MOST_REVISIONS))
    assert to_document(last)[1].revision == MOST_REVISIONS
