"""Any sequence of steps, crashes, folds, backups and restores leaves what a plain model says."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tinydb import TinyDB

from dle_desktop.domain.case import Case
from dle_desktop.storage import backups, history, journal_file
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.history import HISTORY
from tests.storage.cases import NOON, case_id, make_case

NUMBERS = st.integers(1, 4)
WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
State = tuple[dict[str, Case], dict[str, Case]]  # cases and trash, by id


def without_repeats(states: list[Case]) -> list[Case]:
    """Return the states without those that are as the one before."""
    return [case for at, case in enumerate(states) if not at or case != states[at - 1]]


class Library(RuleBasedStateMachine):
    """A library beside two dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="dle-any-"))
        self.path = self.folder / "library.json"
        self.store = CaseStore.create(self.path)
        self.cases: dict[str, Case] = {}
        self.trash: dict[str, Case] = {}
        self.undo: list[State] = []
        self.kept: list[tuple[Path, dict[str, Case]]] = []
        self.past: dict[str, list[Case]] = {}
        self.now = datetime(2024, 5, 20, tzinfo=UTC)

    @rule(number=NUMBERS, notes=WORDS)
    def put(self, number: int, notes: str) -> None:
        old = self.cases.get(case_id(number), self.trash.get(case_id(number)))
        revision = 1 if old is None else old.revision + 1
        self._put([make_case(number, revision=revision, notes=notes)])

    @rule(number=NUMBERS)
    def remove(self, number: int) -> None:
        if case_id(number) in self.cases:
            self._remember()
            self.store.apply([], [case_id(number)], NOON)
            self.trash[case_id(number)] = self.cases.pop(case_id(number))

    @rule(number=NUMBERS, notes=WORDS)
    def two_in_one_step(self, number: int, notes: str) -> None:
        self._put([make_case(number, notes=notes), make_case(number + 10, notes=notes)])

    @precondition(lambda self: self.undo)
    @rule()
    def undo_last(self) -> None:
        cases, trash = self.undo.pop()
        puts = [case for key, case in cases.items() if self.cases.get(key) != case]
        gone = [key for key in self.cases if key not in cases]
        self.store.apply(puts, gone, NOON)
        trash = {**self.trash, **{key: self.cases[key] for key in gone}}
        self.cases = dict(cases)
        self.trash = {key: case for key, case in trash.items() if key not in cases}
        for case in puts:
            self.past.setdefault(case.id, []).append(case)

    @rule()
    def empty_trash(self) -> None:
        self.store.empty_trash(NOON)
        for key in self.trash:
            self.past.pop(key, None)
        self.trash, self.undo = {}, []

    @rule()
    def fold(self) -> None:
        self.store.fold()
        with TinyDB(self.path, access_mode="r") as database:
            found = {one["id"] for one in database.table("cases")}
        assert found == self.cases.keys()

    @rule()
    def crash(self) -> None:
        """Leave everything as a kill does, and open it again."""
        files = [self.path, journal_file.path_of(self.path)]
        before = [file.read_bytes() for file in files]
        self.store.close()
        for file, data in zip(files, before, strict=True):
            file.write_bytes(data)
        self.store = CaseStore.open(self.path)

    @rule(cut=st.integers(1, 60))
    def crash_within_a_step(self, cut: int) -> None:
        """Leave the first bytes of a step that was never acknowledged."""
        self.store.apply([make_case(99)], [], NOON)
        whole = journal_file.path_of(self.path).read_bytes()
        start = whole[:-1].rindex(b"\n") + 1
        base = self.path.read_bytes()
        self.store.close()
        self.path.write_bytes(base)
        journal_file.path_of(self.path).write_bytes(
            whole[: start + min(cut, len(whole) - start - 1)]
        )
        self.store = CaseStore.open(self.path)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = CaseStore.open(self.path)

    @rule()
    def back_up(self) -> None:
        self.now += timedelta(hours=1)
        made = backups.back_up(self.store.text(), backups.folder_of(self.path), "library", self.now)
        if made is not None:
            self.kept.append((made.path, dict(self.cases)))

    @precondition(lambda self: self.kept)
    @rule()
    def restore(self) -> None:
        path, cases = self.kept[-1]
        with CaseStore.open(path, read_only=True) as backup:
            found = backup.cases()
        assert {case.id: case for case in found} == cases
        self._remember()
        gone = [key for key in self.cases if key not in cases]
        self.store.apply(found, gone, NOON)
        self.trash.update({key: self.cases[key] for key in gone})
        for case in found:
            self.past.setdefault(case.id, []).append(case)
        self.cases = dict(cases)
        self.trash = {key: case for key, case in self.trash.items() if key not in cases}

    @invariant()
    def the_library_is_the_model(self) -> None:
        with CaseStore.open(self.path, read_only=True) as reader:
            for store in (self.store, reader):
                assert {case.id: case for case in store.cases()} == self.cases
                assert {brief.id for brief in store.briefs()} == self.cases.keys()
                assert {one.case.id: one.case for one in store.trash()} == self.trash
        for key, case in self.cases.items():
            assert self.store.case(key) == case

    @invariant()
    def the_history_holds_and_knows_every_state(self) -> None:
        assert history.broken_links(self.store.storage.documents(HISTORY)) == []
        for key, past in self.past.items():
            told = [case for _, case in self.store.states(key) if case is not None]
            changed = [
                case for case, after in zip(told, [None, *told], strict=False) if case != after
            ]
            distinct = [
                case for case, before in zip(past, [None, *past], strict=False) if case != before
            ]
            assert changed == distinct[::-1]

    def teardown(self) -> None:
        assert self.store.check().problems == ()
        self.store.close()
        shutil.rmtree(self.folder)

    def _put(self, cases: list[Case]) -> None:
        self._remember()
        self.store.apply(cases, [], NOON)
        for case in cases:
            self.cases[case.id] = case
            self.trash.pop(case.id, None)
            self.past.setdefault(case.id, []).append(case)

    def _remember(self) -> None:
        self.undo.append((dict(self.cases), dict(self.trash)))


TestLibrary = Library.TestCase
TestLibrary.settings = settings(stateful_step_count=25, deadline=None)
