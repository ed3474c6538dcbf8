"""A protected library: nothing in plain on the disk, and nothing taken that was not sealed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from tinydb import TinyDB

from dle_desktop.errors import (
    DleError,
    FileUnwritable,
    LibraryConflict,
    LibraryReadOnly,
    LibrarySealed,
    SealBroken,
    WrongPassphrase,
)
from dle_desktop.storage import backups, journal_file, protection
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.merge import of_journal
from dle_desktop.storage.salvage import salvage
from dle_desktop.storage.sealing import Seal
from tests.storage.cases import NOON, case_id, make_case
from tests.storage.test_atomic_file import FailingCall
from tests.storage.test_sealing import LEAST_KIB

SECRET = "a long passphrase"  # noqa: S105 - of a library that the test makes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("sealed") / "library.json"
    with CaseStore.create(path) as store:
        store.apply([make_case(n, notes=f"ZZCANARY {n}") for n in (1, 2, 3)], [], NOON)
        store.apply([], [case_id(3)], NOON)
        code = protection.protect(store, SECRET, memory_kib=LEAST_KIB)
    return path, code


@pytest.fixture
def sealed(made: tuple[Path, str], tmp_path: Path) -> Path:
    path = tmp_path / "library.json"
    for one, other in (
        (made[0], path),
        (journal_file.path_of(made[0]), journal_file.path_of(path)),
    ):
        shutil.copy(one, other)
    return path


@pytest.fixture(scope="module")
def seal(made: tuple[Path, str]) -> Seal:
    with CaseStore.open(made[0], read_only=True, unlock=protection.by_secret(SECRET)) as store:
        found = store.storage.seal
    assert isinstance(found, Seal)
    return found


def unlocked(seal: Seal) -> Callable[[bytes], Seal]:
    return lambda _lock: seal


def test_nothing_is_in_plain_and_stock_tinydb_opens_it(sealed: Path, seal: Seal) -> None:
    with CaseStore.open(sealed, unlock=unlocked(seal)) as store:
        store.apply([replace(make_case(1), notes="ZZCANARY again")], [], NOON)
        for file in sealed.parent.iterdir():
            assert b"ZZCANARY" not in file.read_bytes()
            assert b"Fall" not in file.read_bytes()
    with TinyDB(sealed, access_mode="r") as database:
        assert len(database.table("cases").all()) == 2
        assert set(database.table("cases").all()[0]) == {"v", "s"}
    with CaseStore.open(sealed, unlock=unlocked(seal)) as store:
        assert [case.notes for case in store.cases()] == ["ZZCANARY again", "ZZCANARY 2"]
        assert [one.case.id for one in store.trash()] == [case_id(3)]
        assert [one.kind for one in store.entries(case_id(1))] == ["created", "changed"]
        assert store.check().problems == ()


def test_passphrase_and_recovery_code_open_it_and_nothing_else(
    sealed: Path, made: tuple[Path, str]
) -> None:
    for secret in (SECRET, made[1], made[1].lower().replace("-", " ")):
        with CaseStore.open(sealed, unlock=protection.by_secret(secret)) as store:
            assert len(store.cases()) == 2
    for wrong in ("", "a long passphrasé", made[1][:-1] + "0"):
        with pytest.raises(WrongPassphrase):
            CaseStore.open(sealed, unlock=protection.by_secret(wrong))
    for read_only in (False, True):
        with pytest.raises(LibrarySealed):
            CaseStore.open(sealed, read_only)
    with CaseStore.open(sealed, unlock=protection.by_secret(SECRET)):
        pass


def test_the_passphrase_can_be_changed(sealed: Path, made: tuple[Path, str], seal: Seal) -> None:
    with CaseStore.open(sealed, unlock=unlocked(seal)) as store:
        protection.change_passphrase(store, "another passphrase")
    with pytest.raises(WrongPassphrase):
        CaseStore.open(sealed, unlock=protection.by_secret(SECRET))
    for secret in ("another passphrase", made[1]):
        with CaseStore.open(sealed, unlock=protection.by_secret(secret)) as store:
            assert len(store.cases()) == 2


def test_protection_can_be_taken_away(sealed: Path, seal: Seal) -> None:
    with CaseStore.open(sealed, unlock=unlocked(seal)) as store:
        protection.take_away(store)
        store.apply([make_case(9)], [], NOON)
    with CaseStore.open(sealed) as store:
        assert store.cases() == (
            make_case(1, notes="ZZCANARY 1"), make_case(2, notes="ZZCANARY 2"), make_case(9),
        )  # fmt: skip
        assert store.storage.lock is None
        assert store.check().problems == ()
    assert b"ZZCANARY" in sealed.read_bytes()


def swapped(data: bytes) -> bytes:
    with_place = data.split(b'"cases":{"1":{', 1)[1]
    first, rest = with_place.split(b',"2":', 1)
    second = rest.split(b"}}", 1)[0].split(b"},", 1)[0].rstrip(b"}") + b"}"
    both = b'"cases":{"1":{' + first + b',"2":' + second
    assert both in data
    return data.replace(both, b'"cases":{"1":' + second + b',"2":{' + first)


def left_out(data: bytes) -> bytes:
    start = data.index(b',"2":', data.index(b'"cases":{"1":{'))
    return data[:start] + data[data.index(b"}", start) + 1 :]


@pytest.mark.parametrize(
    "harm",
    [
        swapped,
        left_out,
        lambda data: data.replace(b'"memory_kib":65536', b'"memory_kib":1024'),
        lambda data: data.replace(b'"memory_kib":65536', b'"memory_kib":1099511627776'),
        lambda data: data.replace(b'"manifest":"', b'"manifest":"0'),
        lambda data: data.replace(b'"3":{"manifest"', b'"4":{"manifest"'),
    ],
    ids=["swapped", "left out", "weakened", "memory bomb", "manifest", "no manifest"],
)
def test_what_was_not_sealed_so_is_refused(
    sealed: Path, seal: Seal, harm: Callable[[bytes], bytes]
) -> None:
    harmed = harm(sealed.read_bytes())
    assert harmed != sealed.read_bytes()
    sealed.write_bytes(harmed)
    unlock = protection.by_secret(SECRET) if b"memory" in harmed else unlocked(seal)
    with pytest.raises(DleError) as caught:
        CaseStore.open(sealed, unlock=unlock)
    assert isinstance(caught.value, SealBroken)
    assert sealed.read_bytes() == harmed


def test_a_flipped_bit_of_a_case_is_noticed(sealed: Path, seal: Seal) -> None:
    data = bytearray(sealed.read_bytes())
    at = data.index(b'"s":"', data.index(b'"cases":{')) + 200
    data[at] = ord("A") if data[at] != ord("A") else ord("B")
    sealed.write_bytes(data)
    with pytest.raises(SealBroken):
        CaseStore.open(sealed, unlock=unlocked(seal))
    found = salvage(sealed, seal)
    assert sorted(one.fate for one in found) == ["lost", "whole", "whole"]


def test_a_new_library_can_be_protected_from_its_first_byte(
    sealed: Path, seal: Seal, made: tuple[Path, str]
) -> None:
    lock = protection.lock_in(sealed)
    path = sealed.with_name("new.json")
    with CaseStore.create(path, lock, seal) as store:
        store.apply([make_case(1)], [], NOON)
        with pytest.raises(SealBroken):
            protection.change_passphrase(_plain(path), "x")
    with CaseStore.open(path, unlock=protection.by_secret(made[1])) as store:
        assert store.cases() == (make_case(1),)
    with CaseStore.open(path, read_only=True, unlock=unlocked(seal)) as store:
        for change in (protection.take_away, lambda one: protection.protect(one, "x")):
            with pytest.raises(LibraryReadOnly):
                change(store)


def _plain(path: Path) -> CaseStore:
    return CaseStore.create(path.with_name("plain.json"))


def test_a_lock_that_is_none_is_not_taken_for_one(sealed: Path) -> None:
    data = sealed.read_bytes()
    sealed.write_bytes(data.replace(b'"memory_kib":65536', b'"memory_kib":"x"'))
    assert protection.lock_in(sealed) is None
    sealed.write_bytes(data[: data.index(b'"memory_kib"')])
    assert protection.lock_in(sealed) is None


def test_backups_are_sealed_and_can_be_looked_into(sealed: Path, seal: Seal) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415

    with CaseStore.open(sealed, unlock=unlocked(seal)) as store:
        made = backups.back_up(
            store.text(), backups.folder_of(sealed), "library", datetime.now(UTC)
        )
        assert made is not None
        assert b"ZZCANARY" not in made.path.read_bytes()
        with CaseStore.open(made.path, read_only=True, unlock=unlocked(seal)) as backup:
            assert backup.cases() == store.cases()
        assert store.check().problems == ()
    with pytest.raises(SealBroken):
        CaseStore.open(made.path, read_only=True, unlock=unlocked(Seal(seal.library, bytes(32))))


def test_a_damaged_protected_library_is_salvaged_with_its_key(sealed: Path, seal: Seal) -> None:
    sealed.write_bytes(sealed.read_bytes()[:-40])
    assert protection.lock_in(sealed) is not None
    assert {one.case_id for one in salvage(sealed, seal)} >= {case_id(1), case_id(2)}
    assert all(one.fate == "lost" for one in salvage(sealed))
    sealed.write_bytes(b"{}")
    assert protection.lock_in(sealed) is None


def test_a_conflict_of_a_protected_library_needs_its_key(sealed: Path, seal: Seal) -> None:
    older = sealed.read_bytes()
    store = CaseStore.open(sealed, unlock=unlocked(seal))
    store.apply([replace(make_case(1), notes="mine")], [], NOON)
    journal = journal_file.path_of(sealed).read_bytes()
    store.close()
    sealed.write_bytes(older.replace(b'"app":"', b'"app":"x'))
    journal_file.path_of(sealed).write_bytes(journal)
    with pytest.raises(LibraryConflict):
        CaseStore.open(sealed, unlock=unlocked(seal))
    assert [case.notes for case in of_journal(sealed, seal).cases] == ["mine"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_protection_that_fails_changes_nothing(path: Path, store: CaseStore, call: str) -> None:
    store.apply([make_case(1)], [], NOON)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, FailingCall(call, 28))
        with pytest.raises(FileUnwritable):
            protection.protect(store, SECRET, memory_kib=LEAST_KIB)
    assert store.storage.lock is None
    store.apply([make_case(2)], [], NOON)
    store.close()
    with CaseStore.open(path) as again:
        assert len(again.cases()) == 2


def test_protection_whose_journal_cannot_begin_anew_is_on_all_the_same(
    path: Path, store: CaseStore
) -> None:
    store.apply([make_case(1)], [], NOON)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", FailingCall("replace", 13, first=2))
        code = protection.protect(store, SECRET, memory_kib=LEAST_KIB)
    store.apply([make_case(2)], [], NOON)
    store.storage.writer.close()
    for secret in (SECRET, code):
        with CaseStore.open(path, read_only=True, unlock=protection.by_secret(secret)) as reader:
            assert reader.cases() == (make_case(1), make_case(2))
    store.fold()
    for file in path.parent.iterdir():
        assert b"Fall" not in file.read_bytes()


def test_protection_the_disk_does_not_confirm_is_the_last_thing_written(
    path: Path, store: CaseStore
) -> None:
    store.apply([make_case(1)], [], NOON)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", FailingCall("fsync", 5, first=2))
        with pytest.raises(WriteUnconfirmed):
            protection.protect(store, SECRET, memory_kib=LEAST_KIB)
    with pytest.raises(FileUnwritable):
        store.apply([make_case(2)], [], NOON)
    assert path.read_bytes().count(b'"s":') > 0
