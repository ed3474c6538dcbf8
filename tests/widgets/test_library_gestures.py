"""The history on screen, the check, and a library another program changed while it is open."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.services.library_care import LibraryCare
from dle_desktop.services.session import Session
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets.history_dialog import HistoryDialog
from tests.fakes import FakePrompts
from tests.storage.cases import NOON
from tests.widgets.conftest import open_case
from tests.widgets.test_backups_dialog import rename, said


def history(program: Program, prompts: FakePrompts) -> HistoryDialog:
    program.actions.action("history").trigger()
    dialog = prompts.shown[-1]
    assert isinstance(dialog, HistoryDialog)
    return dialog


def cells(dialog: HistoryDialog) -> list[list[str]]:
    table = dialog.changes
    found = [[table.item(row, column) for column in range(3)] for row in range(table.rowCount())]
    return [[item.text() for item in row if item is not None] for row in found]


def test_the_history_tells_each_change_and_brings_a_state_back(
    program: Program, prompts: FakePrompts, session: Session
) -> None:
    before = open_case(session)
    rename(session, "Another")
    session.edit(replace(open_case(session), notes="No <b>markup</b>"), "Edit notes")
    dialog = history(program, prompts)
    assert dialog.list.count() == 3
    assert "Edit notes, revision" in dialog.list.item(0).text()
    assert cells(dialog)[0][0] == "notes"
    assert cells(dialog)[0][2] == "No <b>markup</b>"
    assert not dialog.restore.isEnabled()
    dialog.list.setCurrentRow(1)
    assert cells(dialog) == [["label", before.label, "Another"]]
    dialog.list.setCurrentRow(2)
    assert cells(dialog) == []
    assert dialog.nothing.text() == "The case was new."
    dialog.tabs.setCurrentIndex(1)
    assert dialog.page.count >= 1
    dialog.restore.click()
    assert open_case(session).label == before.label
    assert "as it was at revision" in said(program)
    assert dialog.list.count() == 4
    session.undo()
    assert open_case(session).label == "Another"


def test_records_are_named_in_the_history(
    program: Program, prompts: FakePrompts, session: Session
) -> None:
    case = open_case(session)
    first = replace(case.assessments[0], activity=33, damage=None)
    gone = replace(case, assessments=(first, *case.assessments[1:-1]), events=())
    session.edit(gone, "Several")
    rows = cells(history(program, prompts))
    whats = [row[0] for row in rows]
    scores = [what for what in whats if what.endswith("activity")]
    assert scores[0].startswith("CLASI")
    assert any("33" in row[2] for row in rows)
    assert any(row[2] == "not reported" for row in rows)


def test_a_history_that_was_forged_says_so(
    program: Program, prompts: FakePrompts, session: Session
) -> None:
    rename(session, "Another")
    texts = session.store.storage._tables["history"]
    texts["1"] = texts["1"].replace(b"created", b"deleted")
    dialog = history(program, prompts)
    assert "do not hold" in dialog._text.text() or "does not hold" in dialog._text.text()


def test_the_check_counts_and_names_what_is_wrong(program: Program, session: Session) -> None:
    program.actions.action("check_library").trigger()
    assert said(program).startswith("Everything was read, checksums and history hold. 4 cases")
    session.store.path.chmod(0o644)
    program.actions.action("check_library").trigger()
    assert "other users of this computer" in said(program)


def changed_elsewhere(session: Session, tmp_path: Path) -> None:
    """Put a copy with one more edit in place of the open library, as a sync does."""
    session.store.fold()
    copy = tmp_path / "elsewhere" / "library.json"
    copy.parent.mkdir()
    shutil.copy(session.store.path, copy)
    with CaseStore.open(copy) as other:
        first, second, *_ = other.cases()
        other.apply([replace(first, notes="theirs"), replace(second, notes="theirs")], [], NOON)
    copy.replace(session.store.path)


def test_a_change_by_another_program_is_noticed_and_both_come_together(
    program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    program._begin_backups()
    session.edit(replace(open_case(session), notes="before"), "Edit")
    changed_elsewhere(session, tmp_path)
    assert not session.edit(replace(open_case(session), notes="refused"), "Edit")
    assert "another program changed it" in said(program)
    QApplication.sendEvent(program.window, QEvent(QEvent.Type.WindowActivate))
    assert "Nothing was overwritten" in prompts.asked[-1]
    assert "Nothing more can be saved" in said(program)
    asked = len(prompts.asked)
    QApplication.sendEvent(program.window, QEvent(QEvent.Type.WindowActivate))
    assert len(prompts.asked) == asked
    prompts.choice = 0
    program.workspace.messages.remedy.click()
    assert "together now" in said(program)
    assert {case.notes for case in session.cases} >= {"theirs"}
    assert len(session.cases) == 4
    assert session.edit(replace(open_case(session), notes="again"), "Edit")
    assert session.store.check().problems == ()
    assert len(list(tmp_path.glob("*saved here*"))) == 1


def test_both_can_be_kept_as_two_libraries(
    program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    changed_elsewhere(session, tmp_path)
    case = open_case(session)
    session.store.storage._disk.unfolded = 0
    prompts.choice = 1
    program._care().settle_change()
    assert "What was in this window is in" in said(program)
    assert "theirs" in {one.notes for one in session.cases}
    (kept,) = tmp_path.glob("*saved here*.json")
    with CaseStore.open(kept, read_only=True) as mine:
        assert mine.case(case.id) == case


def test_what_cannot_be_settled_is_told(
    program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    session.edit(replace(open_case(session), notes="mine"), "Edit")
    changed_elsewhere(session, tmp_path)
    theirs = session.store.path.read_bytes()
    session.store.path.write_bytes(b"{")
    prompts.choice = 0
    program._care().settle_change()
    assert program.workspace.messages.message is not None
    assert program.workspace.messages.message.level == "error"
    assert not session.edit(replace(open_case(session), notes="refused"), "Edit")
    session.store.path.write_bytes(theirs)
    program._care().settle_change()
    assert "together now" in said(program)
    assert session.edit(replace(open_case(session), notes="again"), "Edit")


def test_a_quiet_moment_folds(program: Program, session: Session, qtbot: QtBot) -> None:
    care = LibraryCare(session)
    rename(session, "Another")
    qtbot.waitUntil(lambda: session.store.storage.unfolded == 1)  # a busy disk takes its time
    care.fold()
    qtbot.waitUntil(lambda: session.store.storage.unfolded == 0)
    assert program.session is session


def test_a_fold_that_fails_waits_for_the_next_quiet_moment(
    session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    care = LibraryCare(session)
    rename(session, "Another")
    qtbot.waitUntil(lambda: session.store.storage.unfolded == 1)
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", _refuse)
        care.fold()
        qtbot.waitUntil(lambda: not session.store.storage.writer.busy)
    assert session.store.storage.unfolded == 1
    assert session.edit(replace(open_case(session), notes="x"), "Edit")


def _refuse(*_: object) -> None:
    raise OSError(28, "full")
