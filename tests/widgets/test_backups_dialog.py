"""Backups on screen: made at the close, looked into, brought back, a second place and none."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QFileDialog, QPushButton

from dle_desktop.app.program import Program
from dle_desktop.services.session import Session
from dle_desktop.storage.backups import folder_of
from dle_desktop.widgets.backups_dialog import BackupsDialog
from dle_desktop.widgets.case_page_dialog import CasePageDialog
from tests.fakes import FakePrompts
from tests.widgets.conftest import open_case


def opened(program: Program, prompts: FakePrompts) -> BackupsDialog:
    program.actions.action("backups").trigger()
    dialog = prompts.shown[-1]
    assert isinstance(dialog, BackupsDialog)
    return dialog


def press(dialog: BackupsDialog, words: str) -> None:
    buttons = dialog.findChildren(QPushButton)
    next(one for one in buttons if words in one.text().replace("&", "")).click()


def rename(session: Session, label: str) -> None:
    session.edit(replace(open_case(session), label=label), "Rename")


def said(program: Program) -> str:
    message = program.workspace.messages.message
    assert message is not None
    return message.text


def test_closing_makes_one_where_something_changed(program: Program, session: Session) -> None:
    folder = folder_of(session.store.path)
    rename(session, "Another")
    program.close()
    assert len(list(folder.iterdir())) == 1


def test_closing_after_mere_reading_makes_none(program: Program, session: Session) -> None:
    folder = folder_of(session.store.path)
    program.close()
    assert not folder.exists()


def test_one_is_made_looked_into_and_brought_back(
    program: Program, prompts: FakePrompts, session: Session
) -> None:
    before = open_case(session).label
    dialog = opened(program, prompts)
    assert dialog.backups.count() == 0
    assert not dialog.all.isEnabled()
    press(dialog, "Back up now")
    assert said(program) == "The library is backed up."
    assert dialog.backups.count() == 1
    assert dialog.cases.count() == len(session.cases)
    rename(session, "Another")
    dialog = opened(program, prompts)
    assert dialog.cases.item(0).text() == f"{before}: different now"
    assert not dialog.one.isEnabled()
    dialog.cases.setCurrentRow(0)
    assert [case.label for case in dialog.picked()] == [before]
    press(dialog, "Look at it")
    page = prompts.shown[-1]
    assert isinstance(page, CasePageDialog)
    assert page.page.count == 1
    press(dialog, "Restore these cases")
    assert open_case(session).label == before
    assert said(program).startswith("1 case is as in the backup of ")
    program.actions.action("undo").trigger()
    assert open_case(session).label == "Another"
    dialog = opened(program, prompts)
    press(dialog, "Restore everything")
    assert said(program).startswith("4 cases are as in the backup of ")


def test_a_damaged_one_is_told(program: Program, prompts: FakePrompts, session: Session) -> None:
    press(opened(program, prompts), "Back up now")
    (file,) = folder_of(session.store.path).iterdir()
    file.write_bytes(b"{")
    dialog = opened(program, prompts)
    assert dialog.cases.count() == 0
    assert file.name in said(program)


def test_a_second_place_is_chosen_and_taken_away(
    program: Program, prompts: FakePrompts, session: Session, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    second = tmp_path / "stick"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(second))
    dialog = opened(program, prompts)
    press(dialog, "Second place")
    assert program.settings.values.backup_folder == str(second)
    rename(session, "Another")
    press(dialog, "Back up now")
    assert len(list(second.iterdir())) == 1
    prompts.choice = None
    press(dialog, "Second place")
    assert program.settings.values.backup_folder == str(second)
    prompts.choice = 1
    press(dialog, "Second place")
    assert program.settings.values.backup_folder is None


def test_they_begin_soon_after_the_start_and_see_what_was_stored_before(
    program: Program, session: Session
) -> None:
    rename(session, "Another")
    assert program._backups is None
    assert program._later.isActive()
    assert program._later.interval() <= 5000
    program._later.timeout.emit()
    assert program._backups is not None
    program._backups[0].make_if_changed()
    assert len(list(folder_of(session.store.path).iterdir())) == 1
