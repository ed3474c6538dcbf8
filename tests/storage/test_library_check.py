"""A look at the whole library counts what is there and names what is wrong."""

from pathlib import Path

import pytest

from dle_desktop.storage import atomic_file
from dle_desktop.storage.case_store import CaseStore
from tests.storage.cases import NOON, case_id, make_case


@pytest.fixture
def filled(store: CaseStore) -> CaseStore:
    store.apply([make_case(1), make_case(2), make_case(3)], [], NOON)
    store.apply([], [case_id(3)], NOON)
    return store


def test_a_sound_library_has_counts_and_no_problem(path: Path, filled: CaseStore) -> None:
    report = filled.check()
    assert (report.cases, report.trashed, report.problems) == (2, 1, ())
    assert report.size_bytes == path.stat().st_size


def test_a_file_changed_outside_is_told(path: Path, filled: CaseStore) -> None:
    path.write_bytes(path.read_bytes()[:-5])
    assert filled.check().problems == ("changed outside",)


def test_a_missing_file_is_told(path: Path, filled: CaseStore) -> None:
    path.unlink()
    report = filled.check()
    assert (report.problems, report.size_bytes) == (("unreadable",), 0)


def test_a_key_written_twice_is_told(path: Path, filled: CaseStore) -> None:
    filled.close()
    text = path.read_bytes().replace(b'"label":', b'"label":"shadowed","label":', 1)
    path.write_bytes(text)
    with CaseStore.open(path, read_only=True) as store:
        assert store.check().problems == ("checksum", "repeated key")


def test_a_file_others_may_read_is_told(path: Path, filled: CaseStore) -> None:
    path.chmod(0o640)
    assert filled.check().problems == ("open to others",)


def test_leftovers_are_told_to_the_writer_and_removed_at_the_next_opening(
    path: Path, filled: CaseStore
) -> None:
    left = path.with_name(f"{atomic_file._own_prefix(path)}00.tmp")
    left.write_bytes(b"half a library")
    assert filled.check().problems == ("left over",)
    filled.close()
    with CaseStore.open(path, read_only=True) as reader:
        assert reader.check().problems == ()
        assert left.exists()
    with CaseStore.open(path) as writer:
        assert writer.check().problems == ()
        assert not left.exists()
