"""The tab of regimens: its rows, its lag, and the way to the timeline."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.services.session import Session
from dle_desktop.widgets.regimens_tab import RegimensTab
from tests.widgets.test_reading import bundled


@pytest.fixture
def tab(program: Program) -> RegimensTab:
    side = program.workspace.side
    side.tabs.setCurrentWidget(side.regimens)
    return side.regimens


def cells(tab: RegimensTab) -> list[list[str]]:
    table = tab.table
    return [
        [item.text() for column in range(table.columnCount()) if (item := table.item(row, column))]
        for row in range(table.rowCount())
    ]


def test_stretches_stand_in_order_of_time(tab: RegimensTab) -> None:
    assert cells(tab) == [
        ["−1 to 0", "none", "60 to 0 mg/d", "19 to 18", "3.6", "1"],
        ["0 to 5", "5 mg/d", "60 to 0 mg/d", "18 to 6", "2.8", "4"],
        ["5 to 8.9", "5 mg/d", "none", "6 to 8", "2.7", "2"],
        ["8.9 to 10.1", "5 mg/d", "5 mg/d", "8 to 10", "2.7", "1"],
        ["10.1 to 22", "10 mg/d", "5 mg/d", "10 to 5", "1.2", "6"],
    ]


def test_a_stretch_with_few_visits_is_greyed_and_says_so(tab: RegimensTab) -> None:
    few, enough = tab.table.item(3, 0), tab.table.item(4, 0)
    assert few is not None
    assert enough is not None
    assert few.foreground() != enough.foreground()
    tab.table.setCurrentCell(3, 0)
    assert "1 visit (too few to say anything)" in tab.details.text()
    tab.table.setCurrentCell(4, 0)
    assert "too few" not in tab.details.text()
    assert "Events: neutropenia" in tab.details.text()


def test_enter_shows_a_stretch_on_the_timeline(
    tab: RegimensTab, program: Program, qtbot: QtBot
) -> None:
    tab.table.setCurrentCell(4, 0)
    tab.table.setFocus()
    with qtbot.waitSignal(tab.stretch_requested):
        QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert program.workspace.timeline.visible() == pytest.approx((308, 672), abs=1)


def test_the_button_shows_a_stretch_too(tab: RegimensTab, program: Program) -> None:
    tab.table.setCurrentCell(1, 0)
    tab.show_button.click()
    assert program.workspace.timeline.visible() == pytest.approx((0, 154), abs=1)


def test_a_lag_counts_later_visits_to_a_stretch(tab: RegimensTab) -> None:
    tab.table.setCurrentCell(4, 0)
    tab.lag.setCurrentText("56 days")
    assert tab.table.currentRow() == 4
    assert cells(tab)[4] == ["10.1 to 22", "10 mg/d", "5 mg/d", "6 to 5", "1.2", "4"]


def test_another_case_shows_its_own(tab: RegimensTab, session: Session) -> None:
    session.open_case(bundled("Shah 2009, patient 2").id)
    assert cells(tab) == [["0 to 6", "low-dose, mg not stated", "none", "NR", "NR", "0"]]


def test_a_case_without_doses_says_so(tab: RegimensTab, program: Program) -> None:
    program.actions.action("new_case").trigger()
    tab.show_button.click()  # hidden, and asks for nothing
    assert cells(tab) == []
    assert tab.table.isHidden()
