"""What a person does with whole cases, files, paper and the view."""

import errno
import os
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.drawing.palette import DARK, LIGHT
from dle_desktop.errors import FileUnwritable
from dle_desktop.exchange.case_json import read_cases, write_cases
from dle_desktop.services.session import Session
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets.actions import MENUS, TABLE
from dle_desktop.widgets.help_dialog import ReadingDialog, ShortcutsDialog
from dle_desktop.widgets.import_dialog import ImportDialog
from dle_desktop.widgets.trash_dialog import TrashDialog
from tests.fakes import FakePrompts
from tests.storage.test_atomic_file import FailingCall
from tests.widgets.conftest import open_case


def trigger(program: Program, name: str) -> None:
    action = program.actions.action(name)
    assert action.isEnabled()
    action.trigger()


def import_dialog(program: Program) -> ImportDialog:
    return next(one for one in program.window.findChildren(ImportDialog) if one.isVisible())


def test_a_deleted_case_is_undone_from_the_message(program: Program, session: Session) -> None:
    label = open_case(session).label
    trigger(program, "delete_case")
    bar = program.workspace.messages
    assert bar.text.text() == f"{label} is in the trash."
    bar.remedy.click()
    assert open_case(session).label == label
    assert not bar.isVisible()


def test_the_case_beside_a_deleted_one_is_opened(program: Program, session: Session) -> None:
    trigger(program, "delete_case")
    assert open_case(session).label == "Case 2 (illustrative)"
    trigger(program, "undo")
    assert open_case(session).label == "Case 1 (illustrative)"


def test_the_trash_restores_and_is_emptied_after_a_question(
    program: Program, session: Session, prompts: FakePrompts
) -> None:
    trigger(program, "delete_case")
    session.open_case(session.cases[0].id)
    trigger(program, "delete_case")
    trigger(program, "trash")
    dialog = program.window.findChild(TrashDialog)
    assert dialog is not None
    assert dialog.list.count() == 2
    dialog.restore.click()
    assert len(session.trash()) == 1
    dialog.empty.click()
    assert len(session.trash()) == 1  # the question was not answered
    prompts.choice = 0
    dialog.empty.click()
    assert session.trash() == ()
    assert "cannot be undone" in prompts.asked[-1]
    dialog.close()


def test_enter_in_the_trash_restores_one_case_once(program: Program, session: Session) -> None:
    trigger(program, "delete_case")
    trigger(program, "delete_case")
    trigger(program, "trash")
    dialog = program.window.findChild(TrashDialog)
    assert dialog is not None
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert len(session.trash()) == 1
    dialog.close()


def test_export_and_import_through_the_preview(
    program: Program, session: Session, prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.target = tmp_path / "all.json"
    trigger(program, "export_all")
    message = program.workspace.messages.message
    assert message is not None
    assert message.text.startswith("4 cases exported to ")
    assert len(read_cases(prompts.target).cases) == 4
    trigger(program, "delete_case")
    prompts.files = (prompts.target,)
    trigger(program, "import_files")
    dialog = import_dialog(program)
    assert dialog.ok.text() == "Import 1 case"
    assert len(session.cases) == 3  # nothing before it is confirmed
    dialog.ok.click()
    assert len(session.cases) == 4
    assert session.undo_stack.undoText() == "Import"


def test_a_changed_case_is_kept_unless_chosen_otherwise(
    program: Program, session: Session, prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.target = tmp_path / "one.json"
    trigger(program, "export_case")
    case = open_case(session)
    trigger(program, "duplicate_case")
    session.open_case(case.id)
    program.workspace.side.panels["dose"].show_case(session.case)
    panel = program.workspace.side.panels["dose"]
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    panel.remove()
    program.import_files([prompts.target])
    dialog = import_dialog(program)
    assert not dialog.ok.isEnabled()
    dialog.choose(case.id, "replace")
    assert dialog.ok.isEnabled()
    dialog.ok.click()
    assert len(open_case(session).courses[0].doses) == len(case.courses[0].doses)


def test_a_wrong_file_brings_nothing_and_says_where(program: Program, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "dle-desktop-case", "version": 1, "cases": [{"label": 5}]}')
    program.import_files([bad])
    dialog = import_dialog(program)
    top = dialog.tree.topLevelItem(0)
    assert top is not None
    assert top.text(1) == "wrong"
    lines = [child.text(0) for row in range(top.childCount()) if (child := top.child(row))]
    assert any("$.cases[0]" in line for line in lines)
    assert not dialog.ok.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("ending", [".pdf", ".svg", ".png"])
def test_a_snapshot_is_written(
    program: Program, prompts: FakePrompts, tmp_path: Path, ending: str
) -> None:
    prompts.target = tmp_path / f"page{ending}"
    trigger(program, "snapshot")
    assert prompts.target.stat().st_size > 1000


def test_printing_says_once_that_queues_keep_copies(
    program: Program, prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.prints_to = tmp_path / "printed.pdf"
    trigger(program, "print")  # the question is put away
    assert not prompts.prints_to.exists()
    prompts.choice = 0
    trigger(program, "print")
    assert prompts.prints_to.read_bytes().startswith(b"%PDF")
    assert sum("keeps a copy" in one for one in prompts.asked) == 2
    trigger(program, "print")
    assert sum("keeps a copy" in one for one in prompts.asked) == 2


def test_a_failing_disk_is_told_and_a_copy_is_offered(
    program: Program, session: Session, prompts: FakePrompts, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def full(*_args: object, **_options: object) -> None:
        raise FileUnwritable(session.store.path, "ENOSPC")

    label = open_case(session).label
    monkeypatch.setattr(session.store, "apply", full)
    trigger(program, "duplicate_case")
    assert open_case(session).label == label
    message = program.workspace.messages.message
    assert message is not None
    assert message.text.endswith("the disk is full. The change was not made.")
    prompts.target = tmp_path / "copy.json"
    program.workspace.messages.remedy.click()
    with CaseStore.open(prompts.target, read_only=True) as copy:
        assert len(copy.cases()) == 4


def test_a_slow_disk_is_told_of_and_its_end_too(program: Program, session: Session) -> None:
    session.slow_changed.emit(True)
    session.slow_changed.emit(False)
    assert program.workspace.messages.message is None
    session.slow_changed.emit(True)
    program._slow.stop()
    program._slow.timeout.emit()
    assert program.workspace.messages.message is not None
    assert "still being saved" in program.workspace.messages.message.text
    session.slow_changed.emit(False)
    assert "is saved" in program.workspace.messages.message.text


def test_closing_offers_a_place_for_what_the_disk_did_not_confirm(
    program: Program, session: Session, prompts: FakePrompts, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot,
) -> None:  # fmt: skip
    label = open_case(session).label
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", FailingCall("fdatasync", errno.EIO))
        trigger(program, "duplicate_case")
        qtbot.waitUntil(lambda: session.store.storage.stopped)  # a busy disk takes its time
    assert open_case(session).label != label
    message = program.workspace.messages.message
    assert message is not None
    assert message.level == "error"
    prompts.choice, prompts.target = 0, tmp_path / "copy.json"
    program.window.close()
    assert "may not be in the library" in prompts.asked[-2]
    with CaseStore.open(prompts.target, read_only=True) as copy:
        assert len(copy.cases()) == 5


def test_the_axis_and_the_parts_are_remembered(program: Program) -> None:
    trigger(program, "calendar")
    assert program.workspace.timeline.time.mode == "calendar"
    trigger(program, "show_records")
    assert not program.workspace.side.isVisible()
    assert program.settings.values.axis == "calendar"
    assert not program.settings.values.records_shown


def _drawn_lab(program: Program) -> str:
    figure = program.workspace.timeline.figure
    assert figure is not None
    return figure.plots[-1].title


def test_another_lab_is_drawn_and_wraps_around(program: Program) -> None:
    drawn = [_drawn_lab(program)]
    for _ in range(4):
        trigger(program, "next_lab")
        drawn.append(_drawn_lab(program))
    assert drawn[0] == "neutrophils"
    assert len(set(drawn)) == 4
    assert drawn[4] == drawn[0]


def test_paper_is_chosen_once_for_all_prints(
    program: Program, prompts: FakePrompts, tmp_path: Path
) -> None:
    trigger(program, "page_letter")
    trigger(program, "grey")
    prompts.target = tmp_path / "page.pdf"
    trigger(program, "snapshot")
    width, height = (float(side) / 72 for side in PdfReader(prompts.target).pages[0].mediabox[2:])
    assert (round(width, 1), round(height, 1)) == (11.0, 8.5)
    assert program.settings.values.palette == "grey"


def test_the_theme_changes_at_once(program: Program, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.theme.palette_changed) as told:
        trigger(program, "theme_dark")
    assert told.args == [DARK]
    trigger(program, "theme_light")
    assert program.theme.palette is LIGHT


def test_a_read_only_library_is_said_and_nothing_can_be_changed(program: Program) -> None:
    path = program.session.store.path
    program.session.use_store(CaseStore.open(path, read_only=True))
    program.session.open_case(program.session.cases[0].id)
    assert program.workspace.read_only_note.isVisible()
    for name in ("new_case", "add_dose", "delete_case", "import_files", "undo"):
        assert not program.actions.action(name).isEnabled()
    assert not program.workspace.side.panels["dose"].add_button.isEnabled()
    assert "read-only" in program.window.windowTitle()


def test_a_library_in_use_says_by_whom_and_offers_to_read(
    program: Program, prompts: FakePrompts, tmp_path: Path
) -> None:
    with CaseStore.create(tmp_path / "held.json"):
        prompts.choice = 0
        assert program._cases.use_library(tmp_path / "held.json")
    assert "Open for reading only" in prompts.asked[-1]
    assert program.session.read_only


def test_a_case_file_is_not_opened_as_a_library_but_named(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(write_cases(program.session.cases))
    assert not program._cases.use_library(path)
    message = program.workspace.messages.message
    assert message is not None
    assert "it is a case file, which File > Import brings in" in message.text


def test_keys_and_mnemonics_mean_one_thing() -> None:
    keys = [spec.keys for spec in TABLE if spec.keys]
    assert len(keys) == len(set(keys))
    menus = {spec.menu for spec in TABLE}
    assert menus >= set(MENUS)
    inner = [menu.rpartition("/") for menu in menus if "/" in menu]
    for menu in menus:
        texts = [spec.text for spec in TABLE if spec.menu == menu]
        texts += [own for above, _, own in inner if above == menu]
        letters = [text[text.index("&") + 1].casefold() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), menu


def test_the_list_of_shortcuts_is_made_from_the_actions(program: Program) -> None:
    trigger(program, "shortcuts")
    dialog = program.window.findChild(ShortcutsDialog)
    assert dialog is not None
    items = (dialog.table.item(row, 1) for row in range(dialog.table.rowCount()))
    shown = {item.text() for item in items if item is not None}
    assert {"New case", "Add dose", "Zoom in"} <= shown
    assert dialog.table.rowCount() == sum(bool(spec.keys) for spec in TABLE)
    assert program.actions.action("add_dose").shortcut() == QKeySequence("Ctrl+D")
    dialog.close()


@pytest.mark.parametrize("name", ["guide", "changes"])
def test_help_is_readable(program: Program, name: str) -> None:
    trigger(program, name)
    dialog = program.window.findChild(ReadingDialog)
    assert dialog is not None
    assert len(dialog.text.toPlainText()) > 100
    block = dialog.text.document().begin().next()
    while not block.blockFormat().headingLevel():
        block = block.next()
    assert block.blockFormat().topMargin() > 0  # a heading stands apart
    dialog.close()
