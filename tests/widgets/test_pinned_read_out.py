"""The read-out with pins: the pinned day, what changed since, its reasons, and a copy of it all."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.plots.pointing import Pointing
from dle_desktop.services.session import Session
from dle_desktop.widgets.read_out import ReadOutPanel
from dle_desktop.widgets.why_popover import WhyPopover
from tests.widgets.test_reading import bundled


@pytest.fixture
def pointing(program: Program) -> Pointing:
    return program.workspace.timeline.pointing


@pytest.fixture
def read_out(program: Program) -> ReadOutPanel:
    return program.workspace.side.read_out


def test_the_pinned_day_is_read_while_the_cursor_is_away(
    program: Program, pointing: Pointing, read_out: ReadOutPanel
) -> None:
    pointing.pin(100.0)
    assert read_out.text().startswith("Day 100,")
    program.workspace.timeline.set_cursor(400.0)
    assert read_out.text().startswith("Day 400,")
    program.workspace.timeline.set_cursor(None)
    assert read_out.text().startswith("Day 100,")


def test_a_pin_and_the_cursor_are_measured_then_two_pins(
    program: Program, pointing: Pointing, read_out: ReadOutPanel
) -> None:
    pointing.pin(100.0)
    program.workspace.timeline.set_cursor(408.0)
    assert "From A to cursor: 308 days (10.1 months). Lenalidomide from 5 to 10" in read_out.text()
    pointing.pin(408.0)
    program.workspace.timeline.set_cursor(None)
    assert "From A to B: 308 days (10.1 months)." in read_out.text()
    pointing.escape()
    assert "From" not in read_out.text()


def test_each_row_of_what_changed_explains_itself(
    pointing: Pointing, read_out: ReadOutPanel
) -> None:
    pointing.pin(0.0)
    pointing.pin(308.0)
    rows = read_out.rows()
    place = next(i for i, row in enumerate(rows) if row.value.startswith("18 → 10"))
    QApplication.processEvents()  # the panel takes its new height
    at = read_out._row_rect(place).center()
    QTest.mouseClick(read_out, Qt.MouseButton.LeftButton, pos=QPoint(40, at.y()))
    box = read_out.findChildren(WhyPopover)[-1]
    assert box.text().startswith("CLASI activity between day 0 and day 308: 18 → 10, −8 (−44 %)")
    assert "10 − 18 = −8 points" in box.text()
    box.close()


def test_where_room_is_scarce_every_row_is_one_line_and_none_is_cut(
    pointing: Pointing, read_out: ReadOutPanel
) -> None:
    pointing.pin(0.0)
    pointing.pin(308.0)
    QApplication.processEvents()
    last = read_out._row_rect(len(read_out.rows()) - 1)
    assert read_out.height() < read_out.sizeHint().height()
    assert last.bottom() <= read_out.height()
    read_out.grab()


def test_a_resting_read_out_describes_itself(
    program: Program, read_out: ReadOutPanel, qtbot: QtBot
) -> None:
    program.workspace.timeline.set_cursor(100.0)
    qtbot.waitUntil(lambda: read_out.accessibleDescription() == read_out.text())
    assert read_out.text().startswith("Day 100,")


def test_keys_reach_every_row_of_what_changed(pointing: Pointing, read_out: ReadOutPanel) -> None:
    pointing.pin(0.0)
    pointing.pin(308.0)
    read_out.setFocus()
    for _ in range(40):
        QTest.keyClick(read_out, Qt.Key.Key_Down)
    last = read_out.rows()[-1]
    assert read_out.accessibleDescription().startswith(f"{last.label}: {last.value}")
    assert last.label == "haemoglobin"


def test_pins_make_room_and_give_it_back(pointing: Pointing, read_out: ReadOutPanel) -> None:
    before = read_out.sizeHint().height()
    pointing.pin(0.0)
    waiting = read_out.sizeHint().height()
    read_out.grab()
    pointing.pin(308.0)
    assert before < waiting < read_out.sizeHint().height()
    pointing.escape()
    assert read_out.sizeHint().height() == before


def test_the_read_out_is_copied_by_key_menu_and_action(
    program: Program, read_out: ReadOutPanel
) -> None:
    board = QGuiApplication.clipboard()
    read_out.setFocus()
    for copy in (by_key, by_menu, by_action):
        board.setText("")
        copy(program)
        assert board.text() == read_out.text() != ""


def by_key(program: Program) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(program.workspace.side.read_out, Qt.Key.Key_C, control)


def by_menu(program: Program) -> None:
    read_out = program.workspace.side.read_out
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, QPoint(5, 5), read_out.mapToGlobal(QPoint(5, 5))
    )
    QApplication.sendEvent(read_out, asked)
    menu = read_out.findChildren(QMenu)[-1]
    menu.actions()[0].trigger()
    menu.close()


def by_action(program: Program) -> None:
    program.actions.action("copy_read_out").trigger()


def test_another_case_has_no_pins(
    session: Session, pointing: Pointing, read_out: ReadOutPanel
) -> None:
    pointing.pin(100.0)
    session.open_case(bundled("Case 2 (illustrative)").id)
    assert pointing.pins.held == ()
    assert "From" not in read_out.text()
