"""The library file is a TinyDB storage: whole, private, and never written over another's change."""

import errno
import os
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from dle_desktop.errors import (
    FileUnreadable,
    FileUnwritable,
    LibraryDamaged,
    LibraryMissing,
)
from dle_desktop.storage import journal_file, library_files
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.library_files import require_writable
from dle_desktop.storage.table_ops import Change
from dle_desktop.storage.tinydb_json import NotStorable, encode
from dle_desktop.storage.tinydb_storage import LibraryStorage
from tests.storage.test_atomic_file import FailingCall


def put(table: str, doc_id: int, document: object) -> Change:
    return Change(table, doc_id, encode(document))


def state(file: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in file.parent.iterdir()}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.json"


@pytest.fixture
def storage(file: Path) -> LibraryStorage:
    return LibraryStorage.create(file, [put("t", 1, {"a": "ä"}), put("u", 1, {"b": 1})])


@pytest.mark.usefixtures("storage")
def test_tinydb_works_on_it_and_stock_tinydb_reads_it(file: Path) -> None:
    with TinyDB(file, storage=LibraryStorage) as database:
        table = database.table("t")
        table.insert({"a": "ö"})
        table.update({"a": "é"}, where("a") == "ä")
        table.insert({"a": "gone"})
        table.remove(where("a") == "gone")
    with TinyDB(file, access_mode="r") as database:
        assert database.table("t").all() == [{"a": "é"}, {"a": "ö"}]
        assert database.table("u").all() == [{"b": 1}]
    assert file.read_bytes().isascii()


def test_a_commit_changes_all_it_names_and_nothing_else(
    file: Path, storage: LibraryStorage
) -> None:
    before = storage.documents("u")["1"]
    storage.commit([Change("t", 1, None), put("t", 7, {"x": None}), put("new", 1, {})])
    for reader in (storage, LibraryStorage(file)):
        assert reader.read() == {"t": {"7": {"x": None}}, "u": {"1": {"b": 1}}, "new": {"1": {}}}
        assert reader.documents("u")["1"] == before
        assert reader.documents("unknown") == {}


def test_what_is_read_is_nobody_elses(storage: LibraryStorage) -> None:
    storage.read()["t"]["1"]["a"] = "changed by a reader"
    assert storage.read()["t"]["1"] == {"a": "ä"}


def test_a_document_that_cannot_be_stored_changes_nothing(
    file: Path, storage: LibraryStorage
) -> None:
    before = state(file)
    with pytest.raises(NotStorable):
        storage.write({"t": {1: {"good": 1}, 2: {"bad": {1, 2}}}})
    assert state(file) == before
    assert storage.read() == LibraryStorage(file).read()


def test_a_save_grows_the_journal_alone_and_a_fold_brings_the_file_up(
    file: Path, storage: LibraryStorage
) -> None:
    before = file.stat()
    storage.commit([put("t", 2, {"a": 2})])
    storage.commit([Change("t", 1, None)])
    assert file.stat() == before
    assert (storage.unfolded, LibraryStorage(file).read()) == (2, storage.read())
    storage.fold()
    with TinyDB(file, access_mode="r") as database:
        assert database.table("t").all() == [{"a": 2}]
    assert (storage.unfolded, storage.text()) == (0, file.read_bytes())
    assert len(journal_file.path_of(file).read_bytes().splitlines()) == 1
    storage.commit([put("t", 3, {"a": 3})])
    assert LibraryStorage(file).read() == storage.read()


def test_closing_folds_and_leaves_plain_tinydb(file: Path, storage: LibraryStorage) -> None:
    storage.commit([put("t", 2, {"a": 2})])
    storage.close()
    storage.close()
    with TinyDB(file, access_mode="r") as database:
        assert database.table("t").all() == [{"a": "ä"}, {"a": 2}]
    again = LibraryStorage(file)
    assert (again.unfolded, again.trusted, again.differing) == (0, True, [])
    with pytest.raises(FileUnwritable):
        storage.commit([put("t", 3, {})])


def test_a_failed_write_leaves_file_and_memory_as_they_were(
    file: Path, storage: LibraryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.commit([put("t", 2, {})])
    before = state(file)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", FailingCall("write", errno.ENOSPC))
        with pytest.raises(FileUnwritable, match="ENOSPC"):
            storage.commit([put("t", 1, {"new": 1})])
    assert state(file) == before
    storage.commit([put("t", 1, {"new": 1})])
    assert LibraryStorage(file).read()["t"] == {"1": {"new": 1}, "2": {}}


def test_an_unconfirmed_write_is_in_memory_and_the_last_one(
    file: Path, storage: LibraryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.commit([put("t", 2, {})])
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", FailingCall("fdatasync", errno.EIO))
        with pytest.raises(WriteUnconfirmed):
            storage.commit([put("t", 1, {"new": 1})])
    assert storage.read()["t"]["1"] == {"new": 1}
    assert storage.stopped
    before = state(file)
    with pytest.raises(FileUnwritable, match="unconfirmed"):
        storage.commit([put("t", 3, {"next": 1})])
    assert "3" not in storage.read()["t"]
    storage.fold()
    storage.close()
    assert state(file) == before


def test_what_was_half_written_and_cannot_be_taken_back_ends_the_writing(
    file: Path, storage: LibraryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.commit([put("t", 2, {})])
    real = os.write
    left = iter((9, 0))

    def half(descriptor: int, data: bytes) -> int:
        if length := next(left):
            return real(descriptor, data[:length])
        raise OSError(errno.EIO, "no more")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        patch.setattr(os, "ftruncate", FailingCall("ftruncate", errno.EIO))
        with pytest.raises(FileUnwritable, match="EIO"):
            storage.commit([put("t", 1, {"new": 1})])
    with pytest.raises(FileUnwritable, match="unconfirmed"):
        storage.commit([put("t", 1, {"new": 1})])
    again = LibraryStorage(file)
    assert len(again.torn) == 9
    assert again.read()["t"] == {"1": {"a": "ä"}, "2": {}}
    again.commit([put("t", 1, {"new": 1})])
    again.close()
    assert LibraryStorage(file).read()["t"] == {"1": {"new": 1}, "2": {}}
    assert len(file.with_name(f"{file.name}.journal.torn-1").read_bytes()) == 9


@pytest.mark.parametrize("text", ['{"t": {"1": {"a": "theirs"}}}', "cut {"])
def test_what_another_program_wrote_is_not_overwritten(
    file: Path, storage: LibraryStorage, text: str
) -> None:
    file.write_text(text)
    with pytest.raises(FileUnwritable, match="changed outside"):
        storage.commit([put("t", 1, {"a": "ours"})])
    assert file.read_text() == text


def test_a_file_that_was_only_touched_is_still_ours(file: Path, storage: LibraryStorage) -> None:
    file.write_bytes(file.read_bytes())
    os.utime(file, (1, 1))
    storage.commit([put("t", 2, {"a": 1})])
    assert set(LibraryStorage(file).documents("t")) == {"1", "2"}


def test_a_file_that_is_gone_is_not_made_again(file: Path, storage: LibraryStorage) -> None:
    file.unlink()
    with pytest.raises(FileUnwritable, match="ENOENT"):
        storage.commit([put("t", 1, {"a": 1})])
    assert not file.exists()


def test_no_file_is_written_that_would_be_too_large_to_open(
    file: Path, storage: LibraryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.commit([put("t", 1, {"a": "y" * 400})])
    monkeypatch.setattr(library_files, "LIMIT_BYTES", 300)
    monkeypatch.setattr(journal_file, "LIMIT_BYTES", 700)
    with pytest.raises(FileUnwritable, match="EFBIG"):
        storage.commit([put("t", 1, {"a": "x" * 400})])
    with pytest.raises(FileUnwritable, match="EFBIG"):
        storage.fold()
    assert LibraryStorage(file).read()["t"] == {"1": {"a": "y" * 400}}


def test_a_copy_holds_the_same_and_never_replaces_anything(
    tmp_path: Path, file: Path, storage: LibraryStorage
) -> None:
    file.unlink()
    storage.copy_to(tmp_path / "copy.json")
    assert LibraryStorage(tmp_path / "copy.json").read() == storage.read()
    with pytest.raises(FileUnwritable, match="EEXIST"):
        storage.copy_to(tmp_path / "copy.json")


def test_opening_makes_no_file(file: Path) -> None:
    with pytest.raises(LibraryMissing):
        LibraryStorage(file)
    with pytest.raises(LibraryMissing):
        require_writable(file)
    assert not file.exists()


def test_a_damaged_file_is_told_with_its_reason(file: Path) -> None:
    file.write_bytes(b"")
    with pytest.raises(LibraryDamaged, match="empty file"):
        LibraryStorage(file)
    assert file.read_bytes() == b""


def test_a_file_marked_read_only_and_a_folder_are_not_writable(file: Path) -> None:
    file.write_bytes(b"{}")
    file.chmod(0o444)
    with pytest.raises(FileUnwritable, match="EACCES"):
        require_writable(file)
    with pytest.raises(FileUnreadable, match="not a regular file"):
        require_writable(file.parent)
    file.chmod(0o600)
    require_writable(file)


@pytest.mark.parametrize("name", ["file/library.json", "x" * 300])
def test_what_cannot_be_looked_at_is_not_taken_for_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileUnreadable):
        LibraryStorage(tmp_path / name)
    with pytest.raises(FileUnreadable):
        require_writable(tmp_path / name)
