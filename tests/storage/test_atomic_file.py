"""A file is replaced as a whole or not at all, and the caller is told which."""

import errno
import fcntl
import os
from pathlib import Path
from typing import Any

import pytest

from dle_desktop.errors import FileUnreadable, FileUnwritable
from dle_desktop.storage import atomic_file
from dle_desktop.storage.atomic_file import WriteUnconfirmed, read_file, write_file

LIMIT = 1_000_000


class FailingCall:
    """A call of the operating system that fails from its n-th use on."""

    def __init__(self, name: str, code: int, first: int = 1) -> None:
        self._real: Any = getattr(os, name)
        self._code = code
        self._left = first

    def __call__(self, *arguments: Any) -> Any:
        self._left -= 1
        if self._left > 0:
            return self._real(*arguments)
        if self._real is os.close:
            self._real(*arguments)
        raise OSError(self._code, os.strerror(self._code))


def test_what_is_written_is_read_back_and_private(tmp_path: Path) -> None:
    path = tmp_path / "file"
    written = write_file(path, b"one", verify=True)
    assert read_file(path, LIMIT) == (b"one", written)
    assert atomic_file.signature_of(path) == written
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_replacing_makes_a_file_private_that_was_not(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_new_folder_is_private_and_stays_with_all_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    atomic_file.make_folder(tmp_path / "a" / "b")
    assert synced == [tmp_path.stat().st_ino, (tmp_path / "a").stat().st_ino]
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    atomic_file.make_folder(tmp_path / "a" / "b")
    assert synced[2:] == [(tmp_path / "a").stat().st_ino]  # its name may never have been safe


def test_where_a_drive_has_a_cache_of_its_own_it_is_emptied_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda *call: asked.append(call))
    with (tmp_path / "file").open("wb") as file:
        atomic_file.sync_data(file.fileno())
        assert asked == [(file.fileno(), 51)]


def test_a_file_is_removed_or_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    atomic_file.remove(tmp_path / "file")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileUnwritable, match="ENOENT"):
        atomic_file.remove(tmp_path / "file")


@pytest.mark.parametrize("call", ["write", "fsync", "close", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failing_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    path = tmp_path / "file"
    write_file(path, b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, FailingCall(call, code))
        with pytest.raises(FileUnwritable) as caught:
            write_file(path, b"new")
    assert not isinstance(caught.value, WriteUnconfirmed)
    assert caught.value.reason == errno.errorcode[code]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_half_written_file_never_takes_the_place_of_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_file(path, b"old")
    real = os.write

    def write_half(descriptor: int, data: memoryview) -> int:
        if len(data) < 4:
            raise OSError(errno.ENOSPC, "full")
        return real(descriptor, data[: len(data) // 2])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write_half)
        with pytest.raises(FileUnwritable, match="ENOSPC"):
            write_file(path, b"new and longer")
    assert path.read_bytes() == b"old"


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write

    def write_one(descriptor: int, data: memoryview) -> int:
        return real(descriptor, data[:1])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write_one)
        write_file(tmp_path / "file", b"whole")
    assert (tmp_path / "file").read_bytes() == b"whole"


def test_bytes_that_read_back_differently_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def write_wrongly(descriptor: int, data: memoryview) -> int:
        return real(descriptor, bytes(byte ^ 1 for byte in data))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write_wrongly)
        with pytest.raises(FileUnwritable, match="EIO"):
            write_file(tmp_path / "file", b"bytes", verify=True)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_synced_leaves_the_write_unconfirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", FailingCall("fsync", errno.EIO, first=2))
        with pytest.raises(WriteUnconfirmed, match="EIO"):
            write_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_system_without_folder_sync_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", FailingCall("fsync", errno.EINVAL, first=2))
        write_file(tmp_path / "file", b"new")
    with monkeypatch.context() as patch:
        patch.delattr(os, "O_DIRECTORY")
        patch.setattr(os, "fsync", FailingCall("fsync", errno.EIO, first=2))
        write_file(tmp_path / "file", b"newer")
    assert (tmp_path / "file").read_bytes() == b"newer"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable, match="ENOENT"):
        write_file(tmp_path / "no" / "file", b"")
    with pytest.raises(FileUnreadable, match="ENOENT"):
        read_file(tmp_path / "no" / "file", LIMIT)
    with pytest.raises(FileUnreadable, match="ENOENT"):
        atomic_file.signature_of(tmp_path / "no" / "file")


def test_an_error_without_a_number_is_named_by_its_type() -> None:
    assert atomic_file.errno_name(OSError("odd")) == "OSError"


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(FileUnreadable, match="EFBIG"):
        read_file(path, LIMIT)


def test_only_a_regular_file_is_read_and_nothing_hangs(tmp_path: Path) -> None:
    real, link, pipe = tmp_path / "real", tmp_path / "link", tmp_path / "pipe"
    real.write_bytes(b"x")
    link.symlink_to(real)
    os.mkfifo(pipe)
    with pytest.raises(FileUnreadable, match="ELOOP"):
        read_file(link, LIMIT)
    for path in (pipe, tmp_path, Path("/dev/zero")):
        with pytest.raises(FileUnreadable, match="not a regular file"):
            read_file(path, LIMIT)


def test_leftovers_are_found_by_their_own_file_only(tmp_path: Path) -> None:
    ours, others = tmp_path / "Müller.json", tmp_path / "other.json"
    for path in (ours, others):
        (tmp_path / f"{atomic_file._own_prefix(path)}0123.tmp").write_bytes(b"half")
    (tmp_path / f"{atomic_file._own_prefix(ours)}0123.old").write_bytes(b"not ours")
    (found,) = atomic_file.leftovers(ours)
    assert "ller" not in found.name
    assert atomic_file.remove_leftovers(ours) == 1
    assert not atomic_file.leftovers(ours)
    assert len(atomic_file.leftovers(others)) == 1
    assert atomic_file.leftovers(tmp_path / "no" / "file") == ()


def test_a_leftover_that_will_not_go_is_left(tmp_path: Path) -> None:
    path = tmp_path / "file"
    (tmp_path / f"{atomic_file._own_prefix(path)}.tmp").mkdir()
    assert atomic_file.remove_leftovers(path) == 0
