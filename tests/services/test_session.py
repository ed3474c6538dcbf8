"""The session: one way to change cases, stored before it is shown."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError, LibraryReadOnly, OnlyInMemory
from dle_desktop.services.session import Session
from dle_desktop.storage.case_store import CaseStore


def a_case(label: str = "Case A") -> Case:
    return Case(id=str(uuid4()), label=label)


def fixed_clock() -> datetime:
    return datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    del qtbot
    made = Session(CaseStore.create(tmp_path / "library.json"), clock=fixed_clock)
    yield made
    with suppress(DleError):  # where a test let a save fail
        made.close()


def reopened(session: Session) -> tuple[Case, ...]:
    with CaseStore.open(session.store.path, read_only=True) as store:
        return store.cases()


def test_an_added_case_is_open_and_on_disk(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.case_changed) as told:
        assert session.apply([(None, a_case())], "New case")
    assert session.case is not None
    assert told.args == [session.case]
    assert reopened(session) == (session.case,)
    assert (session.case.revision, session.case.changed) == (1, "2026-03-01T09:30:00Z")


def test_an_edit_that_changes_nothing_is_no_step(session: Session, qtbot: QtBot) -> None:
    session.apply([(None, a_case())], "New case")
    assert session.case is not None
    with qtbot.assertNotEmitted(session.case_changed):
        assert session.edit(replace(session.case, revision=9, changed=None), "Change label")
    assert session.undo_stack.count() == 1


def test_undo_and_redo_are_stored_and_count_the_revision_on(session: Session) -> None:
    session.apply([(None, a_case("before"))], "New case")
    assert session.case is not None
    session.edit(replace(session.case, label="after"), "Change label")
    assert session.undo_stack.undoText() == "Change label"
    assert session.undo()
    assert (session.case.label, session.case.revision) == ("before", 3)
    assert reopened(session) == (session.case,)
    assert session.redo()
    assert (session.case.label, session.case.revision) == ("after", 4)
    assert reopened(session) == (session.case,)


def test_undoing_a_new_case_leaves_no_case_open(session: Session) -> None:
    session.apply([(None, a_case())], "New case")
    session.undo()
    assert session.case is None
    assert session.cases == ()
    assert session.redo()
    assert session.case is not None


def test_nothing_to_undo_is_said_by_the_answer(session: Session) -> None:
    assert not session.undo()
    assert not session.redo()


def test_undo_opens_the_case_it_was_about(session: Session) -> None:
    first, second = a_case("first"), a_case("second")
    session.apply([(None, first)], "New case")
    session.apply([(None, second)], "New case")
    session.open_case(first.id)
    session.edit(replace(session.case or first, label="renamed"), "Change label")
    session.open_case(second.id)
    session.undo()
    assert session.case is not None
    assert session.case.label == "first"


def test_a_deleted_case_comes_back_with_undo_and_its_revision_goes_on(session: Session) -> None:
    case = a_case()
    session.apply([(None, case)], "New case")
    session.apply([(session.case, None)], "Delete case")
    assert [trashed.case.id for trashed in session.trash()] == [case.id]
    session.undo()
    assert session.trash() == ()
    assert session.case is not None
    assert session.case.revision == 2


def test_emptying_the_trash_ends_a_history_that_could_bring_the_case_back(
    session: Session,
) -> None:
    session.apply([(None, a_case())], "New case")
    session.apply([(session.case, None)], "Delete case")
    assert session.empty_trash()
    assert session.trash() == ()
    assert session.undo_stack.count() == 0


def test_emptying_the_trash_keeps_the_history_of_other_cases(session: Session) -> None:
    session.apply([(None, a_case())], "New case")
    assert session.empty_trash()
    assert session.undo_stack.count() == 1


def test_a_refused_change_is_told_and_has_not_happened(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.apply([(None, a_case("kept"))], "New case")
    kept = session.case
    assert kept is not None

    def full_disk(*_args: object, **_options: object) -> None:
        raise DleError("no room")

    monkeypatch.setattr(session.store, "apply", full_disk)
    with qtbot.waitSignal(session.failed), qtbot.assertNotEmitted(session.case_changed):
        assert not session.edit(replace(kept, label="lost"), "Change label")
    assert session.case is kept
    assert session.undo_stack.count() == 1
    with qtbot.waitSignal(session.failed):
        assert not session.undo()
    assert session.undo_stack.index() == 1


def test_a_read_only_library_refuses_every_change(session: Session, qtbot: QtBot) -> None:
    session.apply([(None, a_case())], "New case")
    reader = Session(CaseStore.open(session.store.path, read_only=True))
    with qtbot.waitSignal(reader.failed) as told:
        assert not reader.apply([(None, a_case())], "New case")
    assert isinstance(told.args[0], LibraryReadOnly)


def test_another_library_takes_the_place_of_the_first(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.apply([(None, a_case())], "New case")
    with qtbot.waitSignals([session.library_changed, session.case_changed]):
        session.use_store(CaseStore.create(tmp_path / "other.json"))
    assert session.cases == ()
    assert session.case is None
    assert not session.undo()


class SlowDisk:
    """A disk that confirms nothing until it is let go, and then may fail."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.gate = Event()
        self.fails = False
        self._sync = os.fdatasync
        patch.setattr(os, "fdatasync", self._wait)

    def _wait(self, descriptor: int) -> None:
        self.gate.wait(20)
        if self.fails:
            raise OSError(errno.EIO, "lost")
        self._sync(descriptor)


def test_the_window_does_not_wait_for_a_slow_disk(
    session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[bool] = []
    session.slow_changed.connect(told.append)
    session.apply([(None, a_case())], "New case")
    disk = SlowDisk(monkeypatch)
    assert session.edit(replace(session.case or a_case(), label="shown at once"), "Rename")
    assert session.case is not None
    assert session.case.label == "shown at once"
    assert told == [True]
    disk.gate.set()
    qtbot.waitUntil(lambda: told == [True, False])
    assert reopened(session) == (session.case,)


def test_a_save_that_fails_later_is_told_and_kept_in_the_window(
    session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[DleError] = []
    session.failed.connect(told.append)
    session.apply([(None, a_case())], "New case")
    disk = SlowDisk(monkeypatch)
    disk.fails = True
    assert session.edit(replace(session.case or a_case(), label="only here"), "Rename")
    disk.gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], OnlyInMemory)
    assert session.case is not None
    assert session.case.label == "only here"
    assert not session.edit(replace(session.case, label="refused"), "Rename")
    session.store.copy_to(tmp_path / "copy.json")
    with CaseStore.open(tmp_path / "copy.json") as copy:
        assert copy.cases() == (session.case,)
