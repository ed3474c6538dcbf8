"""The simulated power cut itself: what it may leave and what it must, call by call."""

import errno
import os
import sys
from pathlib import Path

import pytest

from tests.storage.failing_calls import FailingCalls
from tests.storage.power_cut import SECTOR, Recorder, restore, states

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be synced there")

SYNCS = [name for name in ("fsync", "fdatasync") if hasattr(os, name)]
OLD, NEW = b"old " * 200, b"new " * 400


def append(path: Path, data: bytes, *, sync: str | None = None) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, data)
    if sync is not None:
        getattr(os, sync)(descriptor)
    os.close(descriptor)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def left(recorder: Recorder, *, seed: int = 0) -> list[dict[str, bytes]]:
    """Return what may be left of a cut behind the last mark."""
    found = states(recorder.trace, per_cut=200, seed=seed)
    return [state.files for state in found if state.marks]


def test_bytes_that_were_not_synced_may_be_torn_missing_zero_or_stale(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)
    with Recorder(tmp_path) as recorder:
        append(tmp_path / "a", NEW)
        recorder.acknowledge(1)
    found = {files["a"] for files in left(recorder)}
    assert all(data.startswith(OLD) and len(data) <= len(OLD + NEW) for data in found)
    behind = {data[len(OLD) :] for data in found}
    assert {b"", NEW, bytes(len(NEW)), NEW[:1], NEW[:1].ljust(len(NEW), b"\0")} <= behind
    assert any(b"\xff" in data for data in behind)
    sector = slice(3 * SECTOR, 4 * SECTOR)
    assert any(
        not any(data[sector]) and any(data[: 3 * SECTOR]) and data.endswith(NEW[-9:])
        for data in found
        if len(data) == len(OLD + NEW)
    ), "no hole of a sector"


@pytest.mark.parametrize("sync", SYNCS)
def test_bytes_that_were_synced_are_there(tmp_path: Path, sync: str) -> None:
    (tmp_path / "a").write_bytes(OLD)
    with Recorder(tmp_path) as recorder:
        append(tmp_path / "a", NEW, sync=sync)
        recorder.acknowledge(1)
    assert left(recorder) == [{"a": OLD + NEW}]


def test_bytes_whose_sync_failed_are_not_saved_by_the_next_sync(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)
    recorder = Recorder(tmp_path)
    disk = FailingCalls(tmp_path, 1, errno.EIO, only={"fsync"}, told=recorder.failed)
    with recorder, disk:
        with pytest.raises(OSError, match="Input/output"):
            append(tmp_path / "a", NEW, sync="fsync")
        append(tmp_path / "a", b"more", sync="fsync")
        recorder.acknowledge(1)
    found = {files["a"] for files in left(recorder)}
    assert {OLD + NEW + b"more", OLD + bytes(len(NEW)) + b"more"} <= found
    assert all(len(data) == len(OLD + NEW + b"more") for data in found)


def test_what_was_overwritten_is_old_or_new_sector_by_sector(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"o" * 4 * SECTOR)
    with Recorder(tmp_path) as recorder:
        descriptor = os.open(tmp_path / "a", os.O_WRONLY)
        os.pwrite(descriptor, b"n" * 2 * SECTOR, SECTOR)
        os.close(descriptor)
        recorder.acknowledge(1)
    found = {files["a"] for files in left(recorder)}
    assert all(set(data) <= set(b"on") and len(data) == 4 * SECTOR for data in found)
    assert b"o" * 2 * SECTOR + b"n" * SECTOR + b"o" * SECTOR in found


def test_a_cut_that_was_not_synced_may_be_undone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)
    with Recorder(tmp_path) as recorder:
        os.truncate(tmp_path / "a", 10)
        recorder.acknowledge(1)
    assert {OLD, OLD[:10]} <= {files["a"] for files in left(recorder)}


def test_a_name_is_safe_only_after_its_folder_was_synced(tmp_path: Path) -> None:
    with Recorder(tmp_path) as recorder:
        append(tmp_path / "a", NEW, sync="fsync")
        recorder.acknowledge(1)
    assert left(recorder) == [{}, {"a": NEW}]
    with Recorder(tmp_path) as recorder:
        append(tmp_path / "b", NEW, sync="fsync")
        sync_folder(tmp_path)
        recorder.acknowledge(1)
    assert left(recorder) == [{"a": NEW, "b": NEW}]


def test_a_file_in_a_folder_goes_with_the_name_of_the_folder(tmp_path: Path) -> None:
    with Recorder(tmp_path) as recorder:
        (tmp_path / "f").mkdir()
        append(tmp_path / "f" / "a", NEW, sync="fsync")
        sync_folder(tmp_path / "f")
        recorder.acknowledge(1)
        sync_folder(tmp_path)
        recorder.acknowledge(2)
    assert left(recorder) == [{}, {"f/a": NEW}, {"f/a": NEW}]


def test_names_may_be_kept_out_of_their_order(tmp_path: Path) -> None:
    for name in ("a", "b", "a.new", "b.new"):
        (tmp_path / name).write_bytes(name.encode())
    with Recorder(tmp_path) as recorder:
        (tmp_path / "a.new").replace(tmp_path / "a")
        (tmp_path / "b.new").replace(tmp_path / "b")
        recorder.acknowledge(1)
    found = {(files["a"], files["b"]) for files in left(recorder)}
    assert found == {(b"a", b"b"), (b"a.new", b"b"), (b"a", b"b.new"), (b"a.new", b"b.new")}


def test_a_name_may_be_there_without_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)
    with Recorder(tmp_path) as recorder:
        append(tmp_path / "a.new", NEW)
        (tmp_path / "a.new").replace(tmp_path / "a")
        recorder.acknowledge(1)
    assert {OLD, NEW, b"", bytes(len(NEW))} <= {files["a"] for files in left(recorder)}


def test_a_removed_file_may_come_back(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)
    with Recorder(tmp_path) as recorder:
        (tmp_path / "a").unlink()
        recorder.acknowledge(1)
        sync_folder(tmp_path)
        recorder.acknowledge(2)
    assert left(recorder) == [{"a": OLD}, {}, {}]


def test_the_same_seed_finds_the_same_states(tmp_path: Path) -> None:
    with Recorder(tmp_path) as recorder:
        append(tmp_path / "a", NEW)
        recorder.acknowledge(1)
    assert left(recorder, seed=3) == left(recorder, seed=3)
    assert left(recorder, seed=3) != left(recorder, seed=4)


def test_a_state_is_put_into_a_folder_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "day" / "f").mkdir(parents=True)
    (tmp_path / "day" / "f" / "a").write_bytes(OLD)
    with Recorder(tmp_path / "day") as recorder:
        recorder.acknowledge(1)
    (_, state) = states(recorder.trace, per_cut=1)
    restore(state, tmp_path / "after")
    assert (tmp_path / "after" / "f" / "a").read_bytes() == OLD


def test_what_was_written_behind_the_recorder_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="unseen"), Recorder(tmp_path):
        (tmp_path / "unseen").write_bytes(NEW)


def test_calls_are_as_before_afterwards(tmp_path: Path) -> None:
    before = os.open, os.write, os.close, os.fsync, os.replace
    with Recorder(tmp_path):
        assert os.open is not before[0]
    assert (os.open, os.write, os.close, os.fsync, os.replace) == before
