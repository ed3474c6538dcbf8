"""The store keeps whole cases: all that was acknowledged, nothing else, in a plain TinyDB file."""

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB

from dle_desktop.errors import (
    DleError,
    FileUnreadable,
    FileUnwritable,
    LibraryDamaged,
    LibraryMissing,
    LibraryReadOnly,
    NewerFormat,
)
from dle_desktop.storage import journal_file
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.case_documents import TrashedCase
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.tinydb_json import NotStorable
from tests.storage.cases import NOON, case_id, make_case, rewritten
from tests.storage.test_atomic_file import FailingCall

LATER = "2024-06-01T08:30:00Z"


def reread(path: Path) -> CaseStore:
    return CaseStore.open(path, read_only=True)


def test_a_new_library_is_empty_private_and_says_what_it_is(path: Path, store: CaseStore) -> None:
    assert (store.cases(), store.trash(), store.path, store.read_only) == ((), (), path, False)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    (about,) = json.loads(path.read_bytes())["about"].values()
    assert (about["format"], about["version"]) == ("dle-desktop library", 1)


def test_cases_come_back_as_they_were_in_their_order(path: Path, store: CaseStore) -> None:
    cases = tuple(make_case(number) for number in (9, 2, 5))
    store.apply(cases, [], NOON)
    assert store.cases() == cases
    assert reread(path).cases() == cases
    store.close()
    with CaseStore.open(path) as again:
        assert again.cases() == cases


def test_stock_tinydb_reads_every_field(path: Path, store: CaseStore) -> None:
    store.apply([make_case(1)], [], NOON)
    store.fold()
    with TinyDB(path, access_mode="r") as database:
        (document,) = database.table("cases").all()
    assert document == msgspec.json.decode(msgspec.json.encode(make_case(1)))
    assert path.read_bytes().isascii()


def test_a_changed_case_replaces_the_whole_old_one_in_its_place(
    path: Path, store: CaseStore
) -> None:
    store.apply([make_case(1, notes="penicillin allergy"), make_case(2)], [], NOON)
    store.apply([make_case(1, revision=1)], [], NOON)
    assert reread(path).cases() == (make_case(1, revision=1), make_case(2))
    assert b"penicillin" not in path.read_bytes()


def test_a_removed_case_waits_in_the_trash_and_comes_back_to_its_place(
    path: Path, store: CaseStore
) -> None:
    store.apply([make_case(1), make_case(2)], [], NOON)
    store.apply([], [case_id(1)], NOON)
    assert store.cases() == (make_case(2),)
    assert store.trash() == (TrashedCase(case=make_case(1), when=NOON),)
    assert reread(path).trash() == store.trash()
    store.apply([], [case_id(1)], LATER)
    assert store.trash()[0].when == NOON
    store.apply([store.trash()[0].case], [], LATER)
    assert store.cases() == (make_case(1), make_case(2))
    assert reread(path).cases() == store.cases()
    assert reread(path).trash() == ()


def test_emptying_the_trash_leaves_no_byte_of_the_case(path: Path, store: CaseStore) -> None:
    store.apply([make_case(1, notes="ZZCANARY"), make_case(2)], [], NOON)
    store.apply([], [case_id(1)], NOON)
    assert b"ZZCANARY" in journal_file.path_of(path).read_bytes()
    store.empty_trash()
    assert store.trash() == reread(path).trash() == ()
    assert store.cases() == reread(path).cases() == (make_case(2),)
    for file in path.parent.iterdir():
        assert b"ZZCANARY" not in file.read_bytes()
    assert [one.kind for one in store.entries(case_id(1))] == [
        "created",
        "deleted",
        "gone for good",
    ]
    store.apply([make_case(3), make_case(1)], [], NOON)
    assert reread(path).cases() == (make_case(2), make_case(3), make_case(1))


def test_nothing_to_do_writes_nothing(path: Path, store: CaseStore) -> None:
    before = path.stat()
    store.apply([], [], NOON)
    store.empty_trash()
    assert path.stat().st_ino == before.st_ino


def test_many_changes_are_one_write(path: Path, store: CaseStore) -> None:
    store.apply([make_case(1), make_case(2)], [], NOON)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", FailingCall("replace", errno.EIO, first=2))
        store.apply([make_case(3), make_case(2, revision=1)], [case_id(1)], NOON)
    assert reread(path).cases() == (make_case(2, revision=1), make_case(3))


def test_what_makes_no_sense_is_refused_and_changes_nothing(path: Path, store: CaseStore) -> None:
    store.apply([make_case(1)], [], NOON)
    before = path.read_bytes()
    bad = msgspec.structs.replace(make_case(2), label="")
    with pytest.raises(ValueError, match="twice"):
        store.apply([make_case(1)], [case_id(1)], NOON)
    with pytest.raises(KeyError):
        store.apply([make_case(2)], [case_id(7)], NOON)
    with pytest.raises(NotStorable):
        store.apply([make_case(3), bad], [], NOON)
    with pytest.raises(NotStorable):
        store.apply([], [case_id(1)], "yesterday")
    with pytest.raises(NotStorable):
        store.apply([msgspec.structs.replace(make_case(2), notes="\ud800")], [], NOON)
    assert path.read_bytes() == before
    assert store.cases() == (make_case(1),)


@pytest.mark.parametrize("call", ["write"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_refused_save_leaves_memory_and_disk_as_they_were(
    path: Path, store: CaseStore, call: str, code: int
) -> None:
    store.apply([make_case(1), make_case(2)], [], NOON)
    before = journal_file.path_of(path).read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, FailingCall(call, code))
        with pytest.raises(FileUnwritable, match=errno.errorcode[code]):
            store.apply([make_case(1, revision=1)], [case_id(2)], NOON)
    assert journal_file.path_of(path).read_bytes() == before
    assert store.cases() == reread(path).cases() == (make_case(1), make_case(2))
    assert store.trash() == reread(path).trash() == ()
    store.apply([make_case(1, revision=1)], [case_id(2)], NOON)
    assert reread(path).cases() == store.cases() == (make_case(1, revision=1),)


def test_an_unconfirmed_save_is_told_and_the_last_one(path: Path, store: CaseStore) -> None:
    store.apply([make_case(1)], [], NOON)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fdatasync", FailingCall("fdatasync", errno.EIO))
        with pytest.raises(WriteUnconfirmed):
            store.apply([make_case(2)], [case_id(1)], NOON)
    assert store.cases() == reread(path).cases() == (make_case(2),)
    with pytest.raises(FileUnwritable, match="unconfirmed"):
        store.apply([make_case(3)], [], NOON)
    copy = path.with_name("copy.json")
    store.copy_to(copy)
    assert reread(copy).cases() == store.cases() == (make_case(2),)


def test_creating_never_touches_what_is_there(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"")
    with pytest.raises(FileUnwritable, match="EEXIST"):
        CaseStore.create(path)
    assert path.read_bytes() == b""
    with pytest.raises(FileUnwritable, match="ENOTDIR"):
        CaseStore.create(path / "below a file" / "library.json")


def test_a_failed_creation_lets_go_of_the_lock(path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", FailingCall("fsync", errno.ENOSPC))
        with pytest.raises(FileUnwritable):
            CaseStore.create(path)
    CaseStore.create(path).close()


def test_a_failed_opening_lets_go_of_the_lock(path: Path, store: CaseStore) -> None:
    store.close()
    sound = path.read_bytes()
    path.write_bytes(sound[:-1])
    with pytest.raises(LibraryDamaged) as caught:
        CaseStore.open(path)
    path.write_bytes(sound)
    CaseStore.open(path).close()
    assert caught.tb  # which holds all that the failed opening held


def test_opening_what_is_missing_makes_nothing(tmp_path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(LibraryMissing):
            CaseStore.open(tmp_path / "library.json", read_only)
    assert not list(tmp_path.iterdir())


def test_a_reader_sees_and_changes_nothing_and_leaves_no_trace(
    path: Path, store: CaseStore
) -> None:
    store.apply([make_case(1)], [], NOON)
    files = sorted(path.parent.iterdir())
    with reread(path) as reader:
        assert reader.read_only
        assert reader.cases() == (make_case(1),)
        with pytest.raises(LibraryReadOnly):
            reader.apply([make_case(2)], [], NOON)
        with pytest.raises(LibraryReadOnly):
            reader.empty_trash()
        assert sorted(path.parent.iterdir()) == files


def test_a_closed_store_writes_nothing(path: Path, store: CaseStore) -> None:
    store.close()
    store.close()
    with pytest.raises(ValueError, match="closed"):
        store.apply([make_case(1)], [], NOON)
    assert reread(path).cases() == ()


def test_a_copy_is_a_library_of_its_own(tmp_path: Path, store: CaseStore, path: Path) -> None:
    store.apply([make_case(1), make_case(2)], [], NOON)
    store.apply([], [case_id(2)], NOON)
    copy = tmp_path / "copy.json"
    store.copy_to(copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    with CaseStore.open(copy) as other:
        assert (other.cases(), other.trash()) == (store.cases(), store.trash())
    with pytest.raises(FileUnwritable, match="EEXIST"):
        store.copy_to(path)


def test_tables_of_others_are_kept_to_the_byte(path: Path, store: CaseStore) -> None:
    store.close()
    data = json.loads(path.read_bytes())
    data["future"] = {"1": {"words": "für später", "n": 1.50}}
    text = json.dumps(data, indent=1)
    path.write_text(text)
    with CaseStore.open(path) as again:
        again.apply([make_case(1)], [], NOON)
    assert text.partition('"future": {\n  "1": ')[2].strip("\n }").encode() in path.read_bytes()
    assert json.loads(path.read_bytes())["future"] == data["future"]


def test_a_newer_format_is_for_reading_at_most_and_stays(path: Path, store: CaseStore) -> None:
    store.apply([make_case(1)], [], NOON)
    store.close()
    newer = rewritten(path.read_bytes(), b'"version":1', b'"version":2')
    path.write_bytes(newer)
    with pytest.raises(NewerFormat):
        CaseStore.open(path)
    assert reread(path).cases() == (make_case(1),)
    assert path.read_bytes() == newer
    path.write_bytes(rewritten(newer, b'"label"', b'"later"'))
    for read_only in (False, True):
        with pytest.raises(NewerFormat):
            CaseStore.open(path, read_only)


@pytest.mark.parametrize(
    "harm",
    [
        lambda _data: b"",
        lambda data: b"\0" * len(data),
        lambda data: data[: len(data) * 6 // 10],
        lambda data: data + data[-20:],
        lambda data: data.replace(b'"revision":4', b'"revision":NaN'),
        lambda data: data.replace(b'"revision":4', b'"revision":-4'),
        lambda data: data.replace(b'"amount":5', b'"amount":"5"'),
        lambda data: b"[" + data + b"]",
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.replace(b'"about":', b'"other":'),
        lambda data: data.replace(b'"cases":{"1":', b'"cases":{"x":'),
        lambda data: data.replace(b'"trash":{"2":{"case":', b'"trash":{"2":{"kase":'),
        lambda data: data.replace(case_id(2).encode(), case_id(1).encode()),
    ],
    ids=[
        "empty", "NUL", "cut", "tail", "NaN", "negative", "text for number", "list", "BOM",
        "UTF-16", "no about", "no number", "trash", "case twice",
    ],
)  # fmt: skip
@pytest.mark.parametrize("read_only", [False, True])
def test_a_damaged_file_is_refused_and_left_as_it_is(
    path: Path, store: CaseStore, harm: Callable[[bytes], bytes], read_only: bool
) -> None:
    store.apply([make_case(1, revision=4), make_case(2)], [], NOON)
    store.apply([], [case_id(2)], NOON)
    store.close()
    harmed = harm(path.read_bytes())
    assert harmed != path.read_bytes()
    path.write_bytes(harmed)
    for _ in range(2):
        with pytest.raises(LibraryDamaged):
            CaseStore.open(path, read_only)
    assert path.read_bytes() == harmed


@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_regular_file_is_refused_without_waiting(
    tmp_path: Path, store: CaseStore, path: Path, read_only: bool
) -> None:
    store.close()
    link, dangling, pipe = (tmp_path / name for name in ("link", "dangling", "pipe"))
    link.symlink_to(path)
    dangling.symlink_to(tmp_path / "nowhere")
    os.mkfifo(pipe)
    files = set(tmp_path.iterdir())
    for odd in (link, dangling, pipe, path.parent):
        with pytest.raises(FileUnreadable):
            CaseStore.open(odd, read_only)
        with pytest.raises(FileUnwritable, match="EEXIST"):
            CaseStore.create(odd)
    assert {file for file in tmp_path.iterdir() if file.suffix != ".lock"} == files


@pytest.mark.parametrize("name", ["Fälle Österreich ≥2.json", "名前.json", "n" * 240, "a b\n.json"])
def test_any_name_the_system_takes_is_a_name_for_a_library(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with CaseStore.create(path) as store:
        store.apply([make_case(1)], [], NOON)
    assert reread(path).cases() == (make_case(1),)


def test_a_name_without_room_for_the_lock_is_refused(tmp_path: Path) -> None:
    for length in (252, 300):
        with pytest.raises(FileUnwritable, match="ENAMETOOLONG"):
            CaseStore.create(tmp_path / ("n" * length))
    assert not list(tmp_path.iterdir())


def test_a_relative_path_stays_where_it_was_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with CaseStore.create("library.json") as store:
        monkeypatch.chdir("/")
        store.apply([make_case(1)], [], NOON)
    assert len(reread(tmp_path / "library.json").cases()) == 1


def test_every_failure_is_an_expected_one() -> None:
    assert issubclass(NotStorable, DleError)
    assert issubclass(WriteUnconfirmed, FileUnwritable)


def test_a_name_with_nobodys_home_is_a_plain_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    CaseStore.create("~nobody of that name/library.json").close()
    assert (tmp_path / "~nobody of that name" / "library.json").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be deleted there")
def test_a_current_folder_that_is_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(FileUnreadable):
        CaseStore.open("library.json")
