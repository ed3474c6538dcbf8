"""After a power cut at any moment the library opens and holds all that was acknowledged."""

import hashlib
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest
from tinydb import TinyDB

from dle_desktop.storage import journal_file
from dle_desktop.storage.atomic_file import Beside
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.journal import Header
from dle_desktop.storage.journal_file import JournalFile
from tests.storage.day_after import (
    DOCUMENTS,
    LIBRARY,
    Patch,
    faults,
    lock_file,
    nobody,
    recorded_day,
    sync_nothing,
)
from tests.storage.failing_calls import SYNCS
from tests.storage.power_cut import InPlaceStorage, Recorder, State, Trace, restore, states
from tests.storage.working_day import CLOSED, CREATED, EXPECTED, listed_by

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be synced there")
LONG = os.environ.get("DLE_LONG") == "1"


class Mutant(NamedTuple):
    """A storage made wrong on purpose, while it writes or while it reads after the cut."""

    patch: Patch
    while_reading: bool = False


def sync_only(patch: pytest.MonkeyPatch, *, folders: bool) -> None:
    for name in SYNCS:
        real = getattr(os, name)

        def some(descriptor: int, real: Callable[[int], None] = real) -> None:
            if is_folder(descriptor) is folders:
                real(descriptor)

        patch.setattr(os, name, some)


def is_folder(descriptor: int) -> bool:
    return os.path.isdir(descriptor)  # noqa: PTH112 - not a path


def sync_after_replacing(patch: pytest.MonkeyPatch) -> None:
    fsync, replace = os.fsync, os.replace

    def only_folders(descriptor: int) -> None:
        if is_folder(descriptor):
            fsync(descriptor)

    def replace_then_sync(old: Path, new: Path) -> None:
        replace(old, new)
        descriptor = os.open(new, os.O_RDONLY)
        fsync(descriptor)
        os.close(descriptor)

    patch.setattr(os, "fsync", only_folders)
    patch.setattr(os, "replace", replace_then_sync)


def copy_instead_of_replacing(patch: pytest.MonkeyPatch) -> None:
    def copy(old: Path, new: Path) -> None:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(descriptor, old.read_bytes())
        os.fsync(descriptor)
        os.close(descriptor)
        old.unlink()

    patch.setattr(os, "replace", copy)


def leave_out_fold_lines(patch: pytest.MonkeyPatch) -> None:
    append = JournalFile.append

    def without(journal: JournalFile, line: bytes, last: bytes) -> None:
        if b'"fold"' not in line:
            append(journal, line, last)

    patch.setattr(JournalFile, "append", without)


def begin_the_journal_before_the_file_is_there(patch: pytest.MonkeyPatch) -> None:
    take_place = Beside.take_place

    def late(beside: Beside) -> None:
        if beside._path.name == "library.json":
            path = journal_file.path_of(beside._path)
            digest = hashlib.sha256(beside._temporary.read_bytes()).hexdigest()
            JournalFile.begin(path, Header(n=0, base=digest, app="")).close()
        take_place(beside)

    patch.setattr(Beside, "take_place", late)


def sync_no_journal_line(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(os, "fdatasync", lambda _descriptor: None)


MUTANTS = {
    "a fold is not told to the journal": Mutant(leave_out_fold_lines),
    "the journal begins before the file": Mutant(begin_the_journal_before_the_file_is_there),
    "no line of the journal is synced": Mutant(sync_no_journal_line),
    "nothing is synced": Mutant(sync_nothing),
    "no file is synced": Mutant(lambda patch: sync_only(patch, folders=True)),
    "no folder is synced": Mutant(lambda patch: sync_only(patch, folders=False)),
    "synced after it took its place": Mutant(sync_after_replacing),
    "copied over the old one": Mutant(copy_instead_of_replacing),
}


def assert_no_fault(found: Iterable[State], folder: Path, at_least: int) -> None:
    seen = 0
    for fault, state in faults(found, folder):
        seen += 1
        assert not fault, f"{fault}: {state}"
    assert seen >= at_least


def test_whatever_a_power_cut_leaves_no_acknowledged_save_is_lost(memory: Path) -> None:
    trace = recorded_day(memory / "day")
    assert_no_fault(states(trace, per_cut=20), memory, at_least=300)


def test_what_is_left_of_the_locks_keeps_nobody_out(memory: Path) -> None:
    trace = recorded_day(memory / "day", ignore=nobody)
    assert_no_fault(states(trace, per_cut=6), memory, at_least=100)


@pytest.mark.long
@pytest.mark.skipif(not LONG, reason="takes long: set DLE_LONG=1")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("ignore", [lock_file, nobody])
def test_no_acknowledged_save_is_lost_in_thousands_of_power_cuts(
    memory: Path, ignore: Callable[[str], bool], seed: int
) -> None:
    trace = recorded_day(memory / "day", ignore=ignore)
    assert_no_fault(states(trace, per_cut=600, seed=seed), memory, at_least=2500)


def second_cuts(first: Iterable[State], folder: Path, per_cut: int) -> Iterator[State]:
    """Yield what a second power cut leaves, while what the first one left is opened."""
    for number, state in enumerate(first):
        begun = folder / f"begun-{number}"
        restore(state, begun)
        if not (begun / LIBRARY).exists():
            continue
        with pytest.MonkeyPatch.context() as quick:
            sync_nothing(quick)
            with Recorder(begun, lock_file) as recorder, CaseStore.open(begun / LIBRARY) as store:
                # What was shown once must stay, even if it was not acknowledged before the cut.
                possible = range(state.marks[-1] if state.marks else CREATED, CLOSED + 1)
                shown = listed_by(store)
                recorder.acknowledge(next(n for n in possible if EXPECTED[n] == shown))
        for again in states(recorder.trace, per_cut=per_cut):
            yield State(again.files, state.marks + again.marks, state.cut)
        shutil.rmtree(begun)


def test_a_second_power_cut_while_opening_loses_nothing(memory: Path) -> None:
    first = islice(states(recorded_day(memory / "day"), per_cut=4), 0, None, 7)
    assert_no_fault(second_cuts(first, memory, per_cut=4), memory, at_least=40)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_storage_made_wrong_is_found_out(memory: Path, mutant: str) -> None:
    patch, while_reading = MUTANTS[mutant]
    trace = recorded_day(memory / "day", None if while_reading else patch)
    with pytest.MonkeyPatch.context() as wrong:
        if while_reading:
            patch(wrong)
        assert any(fault for fault, _ in faults(states(trace, per_cut=20), memory))


def recorded_day_of_stock_tinydb(folder: Path) -> Trace:
    """Keep the cases of the day as stock TinyDB would: each step is one write of the whole file."""
    folder.mkdir()
    with Recorder(folder) as recorder:
        storage = InPlaceStorage(folder / LIBRARY.name)
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)  # which stock TinyDB does not do either, but its harm is another one
        os.close(descriptor)
        for number, cases in DOCUMENTS.items():
            storage.write({"cases": {case["id"][-4:]: case for case in cases.values()}})
            recorder.acknowledge(number)
        storage.close()
    return recorder.trace


def fault_of_stock_tinydb(state: State, folder: Path) -> str:
    restore(state, folder)
    acknowledged = state.marks[-1] if state.marks else 0
    try:
        with TinyDB(folder / LIBRARY.name, access_mode="r") as database:
            found = {case["id"]: case for case in database.table("cases").all()}
    except (ValueError, OSError) as error:
        return type(error).__name__ if acknowledged else ""
    possible = [DOCUMENTS.get(acknowledged, {}), DOCUMENTS.get(acknowledged + 1)]
    return "" if found in possible else "mixed"


def test_stock_tinydb_is_found_out(memory: Path) -> None:
    trace = recorded_day_of_stock_tinydb(memory / "day")
    found = Counter(
        fault_of_stock_tinydb(state, memory / f"state-{number}")
        for number, state in enumerate(states(trace, per_cut=20))
    )
    assert found["JSONDecodeError"] > 50
    assert found["mixed"] > 0
