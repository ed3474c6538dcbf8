"""Whichever call fails: it is told, memory is what the disk holds, and nothing is lost."""

import errno
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from dle_desktop.errors import DleError
from dle_desktop.storage import journal_file
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.journal import Journal
from dle_desktop.storage.journal_file import JournalFile
from dle_desktop.storage.step import Step
from tests.storage.day_after import LIBRARY, Patch, faults, lock_file, sync_nothing
from tests.storage.failing_calls import SYNCS, WRITES, FailingCalls, Written
from tests.storage.failing_day import FailingDay
from tests.storage.power_cut import Recorder, State, states

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="other calls are made there")
LONG = os.environ.get("DLE_LONG") == "1"


def sound(_patch: pytest.MonkeyPatch) -> None:
    pass


def failing_days(
    folder: Path,
    code: int,
    *,
    first: int = 1,
    every: int = 1,
    trusting: bool = False,
    mutant: Patch = sound,
    **how: Any,
) -> Iterator[tuple[FailingCalls, Recorder]]:
    """Live one day for each call of it, in which that call fails, until there is no such call."""
    for number in count(first, every):
        day = folder / str(number)
        day.mkdir()
        recorder = Recorder(day, lock_file)
        disk = FailingCalls(day, number, code, **how, told=recorder.failed)
        with pytest.MonkeyPatch.context() as quick:
            sync_nothing(quick)
            # What fails does not reach the recorder: a sync that failed made nothing safe.
            with recorder, disk, pytest.MonkeyPatch.context() as patch:
                mutant(patch)
                FailingDay(day / LIBRARY, disk, recorder.acknowledge, trusting=trusting).live()
        if not disk.failed:
            return
        shutil.rmtree(day)
        yield disk, recorder


def states_of_failing_days(days: Iterable[tuple[FailingCalls, Recorder]]) -> Iterator[State]:
    for _, recorder in days:
        yield from states(recorder.trace, per_cut=2)


def test_whichever_call_fails_it_is_told_and_nothing_is_lost(memory: Path) -> None:
    failed = {disk.failed[0].split()[0] for disk, _ in failing_days(memory, errno.ENOSPC, every=4)}
    assert failed >= {"open", "write", "close", "replace", "unlink"}
    assert failed & SYNCS


def test_whatever_fails_for_ever_is_told_and_nothing_is_lost(memory: Path) -> None:
    days = failing_days(memory, errno.EIO, forever=True, every=7)
    assert sum(len(disk.failed) > 1 for disk, _ in days) > 10


@pytest.mark.parametrize(("written", "forever"), [("half", False), ("short", True)])
def test_half_a_write_is_told_and_nothing_is_lost(
    memory: Path, written: Written, forever: bool
) -> None:
    days = failing_days(memory, errno.EFBIG, written=written, forever=forever, only=WRITES)
    assert sum(1 for _ in days) > 10


def test_a_save_whose_sync_failed_is_not_acknowledged(memory: Path) -> None:
    days = failing_days(memory, errno.EIO, only=SYNCS, first=2, every=13)
    for fault, state in faults(states_of_failing_days(days), memory):
        assert not fault, f"{fault}: {state}"


# A line that was not confirmed is read by the next opening: a power cut must not take it back.
def test_what_an_opened_library_shows_is_safe(memory: Path) -> None:
    days = failing_days(memory, errno.EIO, only={"fdatasync"}, trusting=True)
    for fault, state in faults(states_of_failing_days(days), memory):
        assert not fault, f"{fault}: {state}"


# Where the new folder cannot be removed either, the second attempt finds it, with an unsafe name.
@pytest.mark.parametrize("forever", [False, True])
def test_a_creation_tried_again_makes_the_name_of_its_folder_safe(
    memory: Path, forever: bool
) -> None:
    days = failing_days(memory, errno.EIO, only=SYNCS | {"rmdir"}, forever=forever)
    for fault, state in faults(states_of_failing_days(islice(days, 1)), memory):
        assert not fault, f"{fault}: {state}"


@pytest.mark.long
@pytest.mark.skipif(not LONG, reason="takes long: set DLE_LONG=1")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EFBIG])
@pytest.mark.parametrize("forever", [False, True])
@pytest.mark.parametrize("written", ["nothing", "half", "short"])
def test_every_failure_of_every_call_is_told_and_loses_nothing(
    memory: Path, code: int, forever: bool, written: Written
) -> None:
    only = () if written == "nothing" else WRITES
    days = failing_days(memory, code, forever=forever, written=written, only=only)
    for fault, state in faults(states_of_failing_days(days), memory):
        assert not fault, f"{fault}: {state}"


def take_a_short_write_for_a_whole_one(patch: pytest.MonkeyPatch) -> None:
    write = os.write

    def hopeful(descriptor: int, data: bytes) -> int:
        write(descriptor, data)
        return len(data)

    patch.setattr(os, "write", hopeful)


def hide_errors_of(name: str, patch: pytest.MonkeyPatch) -> None:
    real = getattr(os, name)

    def hopeful(descriptor: int, *arguments: Any) -> int | None:
        with suppress(OSError):
            real(descriptor, *arguments)
        return len(arguments[0]) if arguments else None

    patch.setattr(os, name, hopeful)


def hide_errors_of_syncs(patch: pytest.MonkeyPatch) -> None:
    for name in SYNCS:
        hide_errors_of(name, patch)


def change_memory_first(patch: pytest.MonkeyPatch) -> None:
    commit = CaseStore._commit

    def hasty(store: CaseStore, step: Step, patience: float | None) -> bool:
        store._contents.adopt(step)
        return commit(store, step, patience)

    patch.setattr(CaseStore, "_commit", hasty)


def go_on_with_an_unconfirmed_journal(patch: pytest.MonkeyPatch) -> None:
    def resume(path: Path, found: Journal) -> JournalFile:
        with path.open("r+b") as file:
            file.truncate(found.sound)
        return JournalFile(path, journal_file._open(path), found.sound, found.last)

    patch.setattr(JournalFile, "resume", resume)


MUTANTS: dict[str, tuple[Patch, Written, Collection[str]]] = {
    "a short write is taken for a whole one": (
        take_a_short_write_for_a_whole_one,
        "short",
        WRITES,
    ),
    "errors of writes are hidden": (lambda p: hide_errors_of("write", p), "half", WRITES),
    "errors of syncs are hidden": (hide_errors_of_syncs, "nothing", SYNCS),
    "an unconfirmed journal is gone on with": (
        go_on_with_an_unconfirmed_journal,
        "nothing",
        SYNCS,
    ),
    "memory is changed first": (change_memory_first, "nothing", WRITES | SYNCS),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_storage_made_wrong_is_found_out(memory: Path, mutant: str) -> None:
    patch, written, only = MUTANTS[mutant]
    days = failing_days(memory, errno.EIO, written=written, only=only, first=2, mutant=patch)
    assert goes_wrong(lambda: any(f for f, _ in faults(states_of_failing_days(days), memory)))


def goes_wrong(look: Callable[[], bool]) -> bool:
    try:
        return look()
    except (AssertionError, KeyError, DleError):
        return True


def test_calls_elsewhere_are_left_alone(memory: Path) -> None:
    (memory / "here").mkdir()
    with FailingCalls(memory / "here", 1, errno.EIO, forever=True) as disk:
        descriptor = os.open(memory / "elsewhere", os.O_WRONLY | os.O_CREAT)
        os.write(descriptor, b"well")
        os.close(descriptor)
        with pytest.raises(OSError, match="Input/output"):
            os.open(memory / "here" / "file", os.O_WRONLY | os.O_CREAT)
    assert (memory / "elsewhere").read_bytes() == b"well"
    assert disk.calls == disk.failed == ["open file"]
