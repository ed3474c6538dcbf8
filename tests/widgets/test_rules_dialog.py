"""The rules of a case are chosen by keys alone, in one step, or only read."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.domain.rules import Rules
from dle_desktop.services.session import Session
from dle_desktop.widgets.rules_dialog import RulesDialog
from tests.drawing.pictures import RESPONDER, bundled
from tests.widgets.conftest import open_case


@pytest.fixture
def dialog(program: Program, qtbot: QtBot) -> RulesDialog:
    program.actions.action("case_rules").trigger()
    opened = program.window.findChild(RulesDialog)
    assert isinstance(opened, RulesDialog)
    qtbot.waitUntil(opened.isVisible)
    return opened


def line(dialog: RulesDialog, key: str) -> QLineEdit:
    control = dialog.control(key)
    assert isinstance(control, QLineEdit)
    return control


def retype(dialog: RulesDialog, key: str, text: str) -> None:
    line(dialog, key).selectAll()
    QTest.keyClicks(line(dialog, key), text)


def test_the_shortcut_is_in_the_list(program: Program) -> None:
    keys = {words: key for _, words, key in program.actions.shortcuts()}
    assert keys["Rules of this case"] == "Ctrl+Shift+R"


def test_a_rule_is_typed_and_stored_as_one_step(dialog: RulesDialog, session: Session) -> None:
    retype(dialog, "weekly_window_days", "1")
    retype(dialog, "held_days", "14")
    QTest.keyClick(line(dialog, "held_days"), Qt.Key.Key_Return)
    assert open_case(session).rules == Rules(weekly_window_days=1, held_days=14)
    assert session.undo_stack.undoText() == "Change rules"
    session.undo()
    assert open_case(session).rules == Rules()


def test_a_schedule_is_chosen_by_keys(
    dialog: RulesDialog, session: Session, program: Program
) -> None:
    before = program.workspace.header.buttons["monitoring"].accessibleName()
    QTest.keyClick(dialog.control("blood_counts"), Qt.Key.Key_End)
    assert "US label, myeloma" in dialog.note("blood_counts")
    QTest.keyClick(dialog.ok, Qt.Key.Key_Space)
    assert open_case(session).rules.blood_counts == "label-myeloma"
    assert program.workspace.header.buttons["monitoring"].accessibleName() != before


def test_escape_changes_nothing(dialog: RulesDialog, session: Session) -> None:
    retype(dialog, "held_days", "14")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert open_case(session).rules == Rules()
    assert not session.undo_stack.canUndo()


def test_nothing_chosen_is_no_step(dialog: RulesDialog, session: Session) -> None:
    QTest.keyClick(dialog.ok, Qt.Key.Key_Space)
    assert not session.undo_stack.canUndo()


def test_a_chosen_rule_says_so_and_what_the_default_is(dialog: RulesDialog) -> None:
    assert dialog.note("held_days") == "default 28; our convention"
    retype(dialog, "held_days", "14")
    assert dialog.note("held_days") == "chosen for this case; default 28"
    line(dialog, "held_days").clear()
    assert dialog.note("held_days") == "default 28; our convention"


def test_back_to_the_defaults(dialog: RulesDialog, session: Session) -> None:
    retype(dialog, "held_days", "14")
    QTest.keyClick(dialog.control("cycles"), Qt.Key.Key_End)
    QTest.keyClick(dialog.defaults, Qt.Key.Key_Space)
    assert line(dialog, "held_days").text() == "28"
    QTest.keyClick(dialog.ok, Qt.Key.Key_Space)
    assert open_case(session).rules == Rules()


def test_what_is_wrong_is_said_beside_it_and_cannot_be_stored(dialog: RulesDialog) -> None:
    retype(dialog, "flare_points", "some")
    assert "no number" in dialog.note("flare_points")
    assert not dialog.ok.isEnabled()
    retype(dialog, "flare_points", "5")
    assert dialog.ok.isEnabled()


def test_tab_reaches_every_rule(dialog: RulesDialog) -> None:
    first = dialog.control("baseline")
    first.setFocus()
    seen = set()
    for _ in range(30):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert set(Rules.__struct_fields__) <= seen


def test_every_control_has_a_name_to_be_read_out(dialog: RulesDialog) -> None:
    names = [dialog.control(key).accessibleName() for key in Rules.__struct_fields__]
    assert all(names)
    assert len(set(names)) == len(names)


def made(qtbot: QtBot, store: Callable[[Rules], str], *, read_only: bool = False) -> RulesDialog:
    dialog = RulesDialog(bundled(RESPONDER), store, read_only=read_only)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_what_could_not_be_stored_stays_and_says_why(qtbot: QtBot) -> None:
    def full(_rules: Rules) -> str:
        return "The disk is full."

    dialog = made(qtbot, full)
    retype(dialog, "held_days", "14")
    QTest.keyClick(dialog.ok, Qt.Key.Key_Space)
    assert dialog.isVisible()
    assert dialog._failure.text() == "Not stored. The disk is full."


def test_in_a_library_read_only_the_rules_are_just_read(qtbot: QtBot) -> None:
    def never(_rules: Rules) -> str:
        raise AssertionError

    dialog = made(qtbot, never, read_only=True)
    assert line(dialog, "held_days").isReadOnly()
    choice = dialog.control("blood_counts")
    assert isinstance(choice, QComboBox)
    assert not choice.isEnabled()
    assert not dialog.defaults.isEnabled()
    assert dialog.ok.isHidden()
