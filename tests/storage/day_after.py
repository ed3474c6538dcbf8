"""What is found the day after a power cut, and whether a person may be content with it.

The day is the one of `working_day`. It does not know how a library is kept.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tinydb import TinyDB

from dle_desktop.errors import DleError, LibraryMissing
from dle_desktop.storage import atomic_file
from dle_desktop.storage.case_store import CaseStore
from tests.storage.cases import NOON, make_case
from tests.storage.power_cut import Recorder, State, Trace, restore
from tests.storage.working_day import CREATED, EXPECTED, Listed, listed_by, live

Patch = Callable[[pytest.MonkeyPatch], None]
LIBRARY = Path("Bücher") / "library.json"  # the store makes the folder too
ONE_MORE = make_case(99)
_NOTE = atomic_file._own_prefix(Path(f"{LIBRARY.name}.owner"))


def lock_file(name: str) -> bool:
    """Say whether a file only tells who writes: its states would crowd out those that matter."""
    file = name.rpartition("/")[2]
    return file.endswith((".lock", ".owner")) or file.startswith(_NOTE)


def nobody(_name: str) -> bool:
    """Ignore nothing."""
    return False


def sync_nothing(patch: pytest.MonkeyPatch) -> None:
    """Do without syncing: a simulated disk needs no real one."""
    patch.setattr(os, "fsync", lambda _descriptor: None)
    patch.setattr(os, "fdatasync", lambda _descriptor: None, raising=False)  # not on macOS


def recorded_day(
    folder: Path, mutant: Patch | None = None, ignore: Callable[[str], bool] = lock_file
) -> Trace:
    """Live the day in a new folder, with a storage made wrong if need be."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as quick:
        sync_nothing(quick)
        with Recorder(folder, ignore) as recorder, pytest.MonkeyPatch.context() as patch:
            if mutant is not None:
                mutant(patch)
            live(folder / LIBRARY, recorder.acknowledge)
    return recorder.trace


def faults(found: Iterable[State], folder: Path) -> Iterator[tuple[str, State]]:
    """Yield what is wrong with each state, or nothing, each in a folder of its own."""
    for number, state in enumerate(found):
        place = folder / f"state-{number}"
        with pytest.MonkeyPatch.context() as quick:
            sync_nothing(quick)
            fault = fault_of(state, place)
        if not fault:
            shutil.rmtree(place)  # thousands of folders would weigh on the next run
        yield fault, state


def fault_of(state: State, folder: Path) -> str:
    """Return what is wrong with a library found like that, or nothing."""
    restore(state, folder)
    # A negative number marks a step of which nobody knows whether it was done.
    acknowledged = max((0, *state.marks))
    under_way = 1 + abs(state.marks[-1]) if state.marks else CREATED
    path = folder / LIBRARY
    try:
        with CaseStore.open(path, read_only=True) as reader:
            found = listed_by(reader)
        possible = range(acknowledged, under_way + 1)
        if found not in [EXPECTED.get(number) for number in possible]:
            return "lost" if found in EXPECTED.values() else "mixed"
        if acknowledged and not _stock_tinydb_reads(path, under_way):
            return "stock TinyDB reads something else"
        return _fault_of_going_on(path, found)
    except LibraryMissing:
        return "missing" if acknowledged else ""
    except (DleError, ValueError, OSError) as error:
        return type(error).__name__


def _stock_tinydb_reads(path: Path, under_way: int) -> bool:
    # It may be behind, but what it shows was once the whole library.
    with TinyDB(path, access_mode="r") as database:
        found = {case["id"]: case for case in database.table("cases").all()}
        known = [DOCUMENTS.get(number) for number in range(CREATED, under_way + 1)]
        return "about" in database.tables() and found in known


def _fault_of_going_on(path: Path, found: Listed) -> str:
    with CaseStore.open(path) as writer:
        if listed_by(writer) != found:
            return "a writer finds something else than a reader"
        writer.apply([ONE_MORE], [], NOON)
        if writer.check().problems:
            return "the check finds problems"
    with CaseStore.open(path, read_only=True) as reader:
        went_on = listed_by(reader) == ((*found[0], ONE_MORE), found[1])
    return "" if went_on else "the next save is lost"


def documents(held: Listed) -> dict[str, Any]:
    """Return cases as stock TinyDB shows them, by their id."""
    return {case.id: msgspec.json.decode(msgspec.json.encode(case)) for case in held[0]}


DOCUMENTS = {number: documents(held) for number, held in EXPECTED.items()}
