"""Backups of a session: when something is new, in two places, and brought back in one step."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from dle_desktop.errors import DleError
from dle_desktop.services.backups import Backups
from dle_desktop.services.session import Session
from dle_desktop.services.settings import SettingsFile
from dle_desktop.storage.backups import folder_of
from dle_desktop.storage.case_store import CaseStore
from tests.drawing.pictures import BUNDLED, bundled

pytestmark = pytest.mark.usefixtures("qapp")
CASES = tuple(bundled(name) for name in BUNDLED)


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 25, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = CaseStore.create(tmp_path / "library.json")
    store.apply(CASES, (), "2026-11-25T08:00:00Z")
    made = Session(store)
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def backups(session: Session, settings: SettingsFile) -> Backups:
    return Backups(session, settings, now=Clock())


def rename(session: Session, label: str) -> None:
    session.edit(replace(session.cases[0], label=label), "Rename")


def test_one_is_made_only_where_something_changed(session: Session, backups: Backups) -> None:
    backups.make_if_changed()
    assert backups.found() == ()
    rename(session, "Another")
    backups.make_if_changed()
    assert len(backups.found()) == 1
    backups.make_if_changed()
    assert len(backups.found()) == 1
    assert backups.make() is None  # asked for, but the same is there


def test_stock_tinydb_and_we_read_it(session: Session, backups: Backups) -> None:
    from tinydb import TinyDB  # noqa: PLC0415

    made = backups.make()
    assert made is not None
    assert {one.case.id for one in backups.held(made)} == {case.id for case in session.cases}
    with TinyDB(made.path, access_mode="r") as read:
        assert len(read.table("cases")) == len(CASES)


def test_a_second_place_has_the_same(
    session: Session, backups: Backups, settings: SettingsFile, tmp_path: Path
) -> None:
    second = tmp_path / "stick"
    settings.change(backup_folder=str(second))
    rename(session, "Another")
    backups.make_if_changed()
    (first,) = backups.found()
    assert (second / first.path.name).read_bytes() == first.path.read_bytes()


def test_a_place_that_cannot_be_written_is_told_and_tried_again(
    session: Session, backups: Backups, settings: SettingsFile, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    settings.change(backup_folder=str(blocked / "x"))
    heard: list[DleError] = []
    backups.failed.connect(heard.append)
    rename(session, "Another")
    backups.make_if_changed()
    assert len(heard) == 1
    assert len(backups.found()) == 1  # beside the library there is one all the same
    settings.change(backup_folder=None)
    rename(session, "A third")
    backups.make_if_changed()
    assert len(backups.found()) == 2


def test_cases_are_told_apart_and_brought_back_in_one_step(
    session: Session, backups: Backups
) -> None:
    made = backups.make()
    assert made is not None
    first, second, *_ = session.cases
    rename(session, "Another")
    session.apply([(session.cases[1], None)], "Delete")
    states = {one.case.id: one.state for one in backups.held(made)}
    assert states[first.id] == "other"
    assert states[second.id] == "gone"
    assert sorted(states.values()) == ["gone", "other", "same", "same"]
    gone = next(one.case for one in backups.held(made) if one.case.id == second.id)
    assert backups.restore([gone], whole=False, when="then")
    assert session.case_of(second.id) is not None
    assert session.cases[0].label == "Another"
    assert session.undo_stack.undoText() == "Restore from then"
    assert len(backups.found()) == 2  # the present state was backed up first
    session.undo()
    assert session.case_of(second.id) is None


def test_all_is_as_it_was_and_what_came_later_is_in_the_trash(
    session: Session, backups: Backups
) -> None:
    made = backups.make()
    assert made is not None
    before = session.cases
    rename(session, "Another")
    later = replace(before[0], id="99999999-9999-4999-8999-999999999999", label="Later")
    session.apply([(None, later)], "New")
    cases = [one.case for one in backups.held(made)]
    assert backups.restore(cases, whole=True, when="then")
    assert [case.label for case in session.cases] == [case.label for case in before]
    assert session.cases[0].revision > before[0].revision  # it never goes back
    assert [one.case.label for one in session.trash()] == ["Later"]
    session.undo()
    assert {case.label for case in session.cases} >= {"Another", "Later"}


def test_a_library_for_reading_makes_none(session: Session, settings: SettingsFile) -> None:
    path = session.store.path
    session.use_store(CaseStore.open(path, read_only=True))
    assert Backups(session, settings).make() is None
    assert not folder_of(path).exists()


def test_a_damaged_backup_is_told(session: Session, backups: Backups) -> None:
    rename(session, "Another")
    made = backups.make()
    assert made is not None
    made.path.write_bytes(b"{")
    with pytest.raises(DleError):
        backups.held(made)


def test_half_an_hour_of_work_is_backed_up_behind_it(
    session: Session, backups: Backups, qtbot: QtBot
) -> None:
    backups.make_behind()
    assert not session.store.storage.writer.busy
    rename(session, "Another")
    backups.make_behind()
    qtbot.waitUntil(lambda: not session.store.storage.writer.busy)
    (made,) = backups.found()
    assert session.store.storage.unfolded == 0
    assert [held.state for held in backups.held(made)] == ["same"] * 4
    backups.make_behind()
    assert len(backups.found()) == 1


def test_a_backup_that_fails_behind_is_told_and_tried_again(
    session: Session, backups: Backups, qtbot: QtBot
) -> None:
    rename(session, "Another")
    folder_of(session.store.path).touch()  # a file where the folder should be
    with qtbot.waitSignal(backups.failed):
        backups.make_behind()
    qtbot.waitUntil(lambda: not session.store.storage.writer.busy)
    folder_of(session.store.path).unlink()
    backups.make_behind()
    qtbot.waitUntil(lambda: len(backups.found()) == 1)


def test_a_library_that_takes_nothing_more_is_told(
    session: Session, backups: Backups, qtbot: QtBot
) -> None:
    rename(session, "Another")
    session.store.storage.writer.failed = OSError()
    with qtbot.waitSignal(backups.failed):
        backups.make_behind()
    session.store.storage.writer.failed = None
