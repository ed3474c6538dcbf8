"""File and journal are read as they belong together, and nothing is made over what is left."""

from pathlib import Path

import pytest

from dle_desktop.errors import FileUnwritable
from dle_desktop.storage import atomic_file, journal_file, library_files
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.journal_file import JournalFile
from dle_desktop.storage.table_ops import Change
from dle_desktop.storage.tinydb_json import encode
from dle_desktop.storage.tinydb_storage import LibraryStorage
from tests.storage.cases import NOON, case_id, make_case


def test_a_reader_that_comes_while_a_writer_folds_looks_again(
    path: Path, store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply([make_case(1)], [], NOON)
    read = journal_file.read
    looks: list[int] = []

    def then_fold(beside: Path) -> object:
        found = read(beside)
        if not looks:
            looks.append(1)
            store.fold()
        return found

    monkeypatch.setattr(journal_file, "read", then_fold)
    with CaseStore.open(path, read_only=True) as reader:
        assert reader.cases() == (make_case(1),)


def test_a_reader_does_not_look_for_ever(
    path: Path, store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply([make_case(1)], [], NOON)
    read = journal_file.read
    looks: list[int] = []

    def then_fold(beside: Path) -> object:
        found = read(beside)
        looks.append(1)
        store.apply([make_case(1, revision=len(looks))], [], NOON)
        store.fold()
        return found

    monkeypatch.setattr(journal_file, "read", then_fold)
    library_files.read_both(path)
    assert len(looks) < 20


def test_nothing_is_made_beside_a_journal_that_may_be_all_that_is_left(
    path: Path, store: CaseStore
) -> None:
    store.apply([make_case(1)], [], NOON)
    store.storage.writer.close()
    store._lock.release()  # type: ignore[union-attr]  # as after a kill
    path.unlink()
    with pytest.raises(FileUnwritable, match="EEXIST"):
        CaseStore.create(path)
    journal_file.path_of(path).write_bytes(b"damaged")
    with pytest.raises(FileUnwritable, match="EEXIST"):
        CaseStore.create(path)
    journal_file.path_of(path).unlink()
    CaseStore.create(path).close()
    path.unlink()
    CaseStore.create(path).close()


def test_a_journal_that_others_changed_is_not_gone_on_with(path: Path, store: CaseStore) -> None:
    store.apply([make_case(1)], [], NOON)
    beside = journal_file.path_of(path)
    text = beside.read_bytes()
    beside.write_bytes(text + text)
    assert store.storage.changed_outside()
    with pytest.raises(FileUnwritable, match="changed outside"):
        store.apply([make_case(2)], [], NOON)
    beside.unlink()
    with pytest.raises(FileUnwritable, match="changed outside"):
        store.apply([make_case(2)], [], NOON)
    with pytest.raises(FileUnwritable, match="changed outside"):
        store.fold()
    beside.write_bytes(text)
    found = journal_file.read(beside)
    assert found is not None
    beside.write_bytes(text + b"more")
    for _ in range(2):
        with pytest.raises(FileUnwritable, match="changed outside"):
            JournalFile.resume(beside, found)
        beside.unlink(missing_ok=True)


@pytest.mark.parametrize("gone", [False, True])
def test_a_journal_that_cannot_begin_anew_goes_on_or_ends(
    path: Path, store: CaseStore, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    store.apply([make_case(1)], [], NOON)
    begin = JournalFile.begin

    def fails(*_: object) -> None:
        if gone:
            journal_file.path_of(path).unlink()
        raise FileUnwritable(path, "EACCES")

    monkeypatch.setattr(JournalFile, "begin", fails)
    with pytest.raises(FileUnwritable, match="EACCES"):
        store.fold()
    monkeypatch.setattr(JournalFile, "begin", begin)
    assert store.storage.stopped is gone
    if not gone:
        store.apply([make_case(2)], [], NOON)
        with CaseStore.open(path, read_only=True) as reader:
            assert reader.cases() == (make_case(1), make_case(2))
        store.fold()
        assert store.storage.unfolded == 0


def test_a_closed_journal_takes_no_line(path: Path, store: CaseStore) -> None:
    store.apply([make_case(1)], [], NOON)
    journal = store.storage._disk._journal
    assert journal is not None
    journal.close()
    with pytest.raises(FileUnwritable, match="unconfirmed"):
        journal.append(b"", b"")
    assert store.storage.stopped
    store.storage._disk.go_on()
    with pytest.raises(FileUnwritable, match="unconfirmed"):
        store.storage._disk.fold(b"")
    assert not store.storage.changed_outside()
    with CaseStore.open(path, read_only=True) as reader:
        reader.fold()
        assert reader.case(case_id(1)) == make_case(1)


def test_a_long_journal_is_folded_with_the_next_save(
    path: Path, store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dle_desktop.storage.tinydb_storage.FOLD_BYTES", 3000)
    for revision in range(9):
        store.apply([make_case(1, revision=revision)], [], NOON)
    assert store.storage.unfolded < 9
    assert journal_file.path_of(path).stat().st_size < 6000
    assert not store.storage.changed_outside()


def test_a_library_that_was_only_opened_notices_a_change(path: Path, store: CaseStore) -> None:
    store.close()
    with CaseStore.open(path) as again:
        assert not again.storage.changed_outside()
        path.write_bytes(path.read_bytes() + b" ")
        assert again.storage.changed_outside()


def test_writing_what_is_there_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    storage = LibraryStorage.create(path, [Change("t", 1, encode({"a": 1}))])
    before = atomic_file.signature_of(path)
    storage.write(storage.read())
    assert (storage.unfolded, atomic_file.signature_of(path)) == (0, before)
