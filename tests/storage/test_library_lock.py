"""One writer at a time, named to the next one, and gone with its process."""

import errno
import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import NoReturn

import pytest
from filelock import FileLock

from dle_desktop.errors import FileUnwritable, LibraryLocked
from dle_desktop.storage import atomic_file
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.library_lock import LibraryLock, Owner
from tests.storage.test_atomic_file import FailingCall


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    CaseStore.create(path).close()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.other_process", "hold", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_told_who_holds_the_library_and_may_read(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    with pytest.raises(LibraryLocked) as caught:
        CaseStore.open(path)
    assert f"@{os.uname().nodename} pid {holder.pid} since 20" in caught.value.holder
    with CaseStore.open(path, read_only=True) as reader:
        assert reader.cases() == ()


def test_the_lock_goes_with_a_killed_process(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    CaseStore.open(path).close()


def test_the_lock_goes_with_a_process_that_closes(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    holder.communicate()
    assert holder.returncode == 0
    CaseStore.open(path).close()


def test_two_stores_of_one_process_exclude_each_other(path: Path, store: CaseStore) -> None:
    with pytest.raises(LibraryLocked):
        CaseStore.open(path)
    store.close()
    CaseStore.open(path).close()


def test_lock_and_note_are_private_and_the_note_goes(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path / "l")
    assert {file.name for file in tmp_path.iterdir()} == {"l.lock", "l.owner"}
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in tmp_path.iterdir())
    lock.release()
    lock.release()
    assert not (tmp_path / "l.owner").exists()


def test_a_lock_may_be_released_by_another_thread(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path / "l")
    thread = Thread(target=lock.release)
    thread.start()
    thread.join()
    LibraryLock(tmp_path / "l").release()


def test_half_a_note_is_removed_by_the_next_holder(tmp_path: Path) -> None:
    (tmp_path / f"{atomic_file._own_prefix(tmp_path / 'l.owner')}00.tmp").write_bytes(b"half")
    LibraryLock(tmp_path / "l").release()
    assert [file.name for file in tmp_path.iterdir()] == ["l.lock"]


@pytest.mark.parametrize("note", [None, b"", b"[]", b"\xff", b'{"user":1}', b" " * 5000])
def test_a_holder_without_a_readable_note_is_unknown(tmp_path: Path, note: bytes | None) -> None:
    with FileLock(tmp_path / "l.lock"):
        if note is not None:
            (tmp_path / "l.owner").write_bytes(note)
        with pytest.raises(LibraryLocked) as caught:
            LibraryLock(tmp_path / "l")
    assert caught.value.holder == "another process"


def test_a_note_cannot_break_the_line_it_is_shown_in() -> None:
    owner = Owner(user="a\n\x1b[31m\u202eb" * 40, host="h", pid=1, since="s")
    assert str(owner).isprintable()
    assert len(str(owner)) < 120


def test_a_full_disk_keeps_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", FailingCall("replace", errno.ENOSPC))
        lock = LibraryLock(tmp_path / "l")
    assert not (tmp_path / "l.owner").exists()
    with pytest.raises(LibraryLocked):
        LibraryLock(tmp_path / "l")
    lock.release()


def test_a_user_without_a_name_may_hold_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_uid: int) -> NoReturn:
        raise KeyError("no such user")

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    lock = LibraryLock(tmp_path / "l")
    with pytest.raises(LibraryLocked, match=r"\?@"):
        LibraryLock(tmp_path / "l")
    lock.release()


def test_where_no_lock_can_be_made_nothing_is_opened_for_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "l.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileUnwritable, match="ELOOP"):
        LibraryLock(tmp_path / "l")
    assert not (tmp_path / "elsewhere").exists()

    def unsupported(_lock: FileLock, **_options: object) -> NoReturn:
        raise NotImplementedError

    monkeypatch.setattr(FileLock, "acquire", unsupported)
    with pytest.raises(FileUnwritable, match="ENOTSUP"):
        LibraryLock(tmp_path / "other")
