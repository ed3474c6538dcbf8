"""Cases and documents: refused when written if they would be refused when read."""

import math
from pathlib import Path

import msgspec
import pytest

from dle_desktop.domain.briefs import brief_of
from dle_desktop.domain.case import Case, Course
from dle_desktop.errors import LibraryDamaged
from dle_desktop.storage.case_documents import (
    TrashedCase,
    numbers_by_case,
    read_table,
    to_document,
    version_of,
)
from dle_desktop.storage.tinydb_json import NotStorable, decode, encode
from tests.storage.cases import NOON, make_case

PATH = Path("library.json")


def test_a_case_is_its_document() -> None:
    text, read = to_document(make_case(1))
    assert text.isascii()
    assert read == make_case(1)
    assert read_table(PATH, "cases", {"3": text}, Case) == {3: make_case(1)}


@pytest.mark.parametrize(
    "case",
    [
        msgspec.structs.replace(make_case(1), label=""),
        msgspec.structs.replace(make_case(1), id="not an id"),
        msgspec.structs.replace(make_case(1), courses=[Course(id="c9", drug="x")]),
        msgspec.structs.replace(make_case(1), notes=object()),
        msgspec.structs.replace(make_case(1), label="line\nfeed"),
    ],
)
def test_a_case_no_reader_would_take_is_not_stored(case: Case) -> None:
    with pytest.raises(NotStorable):
        to_document(case)


def test_nan_is_not_stored() -> None:
    (course,) = make_case(1).courses
    dose = msgspec.structs.replace(course.doses[0], amount=math.nan)
    course = msgspec.structs.replace(course, doses=(dose,))
    with pytest.raises(NotStorable):
        to_document(msgspec.structs.replace(make_case(1), courses=(course,)))


@pytest.mark.parametrize("doc_id", ["0", "01", "-1", " 1", "a", "", "٣", "1" * 5000])
def test_a_document_number_is_plain(doc_id: str) -> None:
    with pytest.raises(LibraryDamaged, match="cases: a document has no number"):
        read_table(PATH, "cases", {doc_id: b"{}"}, Case)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"[]", "cases 12: Expected `object`"),
        (b'{"id":"x","label":"y"}', r"cases 12: .*\$\.id"),
        (
            encode({**decode(to_document(make_case(1))[0]), "revision": "1"}),
            r"cases 12: .*\$\.revision",
        ),
        (encode({**decode(to_document(make_case(1))[0]), "later": 1}), "cases 12: .*later"),
        (
            encode({**decode(to_document(make_case(1))[0]), "anchor": {"date": "2024-02-30"}}),
            "cases 12: ",
        ),
    ],
)
def test_a_document_that_is_no_case_is_named_with_its_fault(text: bytes, reason: str) -> None:
    with pytest.raises(LibraryDamaged, match=reason):
        read_table(PATH, "cases", {"12": text}, Case)


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"1": b'{"format":"another","version":1}'},
        {"1": b'{"format":"dle-desktop library","version":0}'},
        {"1": b'{"format":"dle-desktop library","version":"1"}'},
        {"1": b'{"format":"dle-desktop library"}'},
        {"2": b'{"format":"dle-desktop library","version":1}'},
    ],
)
def test_a_file_that_does_not_say_it_is_a_library_is_refused(about: dict[str, bytes]) -> None:
    with pytest.raises(LibraryDamaged):
        version_of(PATH, about)


def test_a_newer_format_says_its_number() -> None:
    text = b'{"format":"dle-desktop library","version":2,"more":[]}'
    assert version_of(PATH, {"1": text}) == 2


def test_a_case_is_in_one_place() -> None:
    one, two = brief_of(make_case(1)), brief_of(make_case(2))
    trashed = TrashedCase(case=make_case(2), when=NOON)
    assert numbers_by_case(PATH, {1: one}, {2: trashed}) == {one.id: 1, two.id: 2}
    for cases, trash in (
        ({1: one, 2: one}, {}),
        ({1: two}, {2: trashed}),
        ({2: two}, {2: trashed}),
        ({2: one}, {2: trashed}),
    ):
        with pytest.raises(LibraryDamaged, match="contradict"):
            numbers_by_case(PATH, cases, trash)
