"""A look at the whole library counts what is there and names what is wrong."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dle_desktop.storage import atomic_file, backups, journal_file
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


def test_another_library_in_its_place_is_told(path: Path, filled: CaseStore) -> None:
    filled.fold()
    path.write_bytes(path.read_bytes().replace(b"Fall 1", b"Case 1"))
    assert filled.check().problems == ("changed outside", "checksum")


def test_a_missing_file_is_told(path: Path, filled: CaseStore) -> None:
    path.unlink()
    report = filled.check()
    assert (report.problems, report.size_bytes) == (("unreadable",), 0)


def test_a_key_written_twice_is_told(path: Path, filled: CaseStore) -> None:
    filled.close()
    text = path.read_bytes().replace(b'"label":', b'"label":"shadowed","label":', 1)
    path.write_bytes(text)
    with CaseStore.open(path, read_only=True) as store:
        assert store.check().problems == ("repeated key",)


def test_a_torn_journal_is_told(path: Path, filled: CaseStore) -> None:
    filled.close()
    beside = journal_file.path_of(path)
    beside.write_bytes(beside.read_bytes() + b"CJ1 half")
    with CaseStore.open(path, read_only=True) as reader:
        assert reader.check().problems == ("torn",)
    with CaseStore.open(path) as writer:
        assert writer.check().problems == ()
    beside.unlink()
    with CaseStore.open(path) as writer:
        assert writer.check().problems == ()
        beside.mkdir()
        assert writer.check().problems == ("unreadable",)
        beside.rmdir()


def test_a_document_that_is_no_case_and_a_forged_history_are_told(
    path: Path, filled: CaseStore
) -> None:
    tables = filled.storage._tables
    tables["cases"]["1"] = tables["cases"]["1"].replace(b'"label":', b'"lebal":')
    tables["history"]["2"] = tables["history"]["2"].replace(b"created", b"deleted")
    path.write_bytes(filled.storage.text())
    journal_file.path_of(path).unlink()
    assert filled.check().problems == ("no case", "history")


def test_a_backup_that_cannot_be_read_whole_is_told(path: Path, filled: CaseStore) -> None:
    folder = backups.folder_of(path)
    day = datetime(2024, 5, 20, tzinfo=UTC)
    backups.back_up(filled.text(), folder, path.stem, day)
    report = filled.check()
    assert (report.problems, report.backups) == ((), 1)
    harmed = filled.text().replace(b"Fall 1", b"Fall 9")
    backups.back_up(harmed, folder, path.stem, day + timedelta(hours=1))
    assert filled.check().problems == ("backup",)
    backups.back_up(b"{", folder, path.stem, day + timedelta(hours=2))
    assert filled.check().problems == ("backup",)


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
