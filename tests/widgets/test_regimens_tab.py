"""The tab of regimens: its rows, its lag, and the way to the timeline."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.services.session import Session
from dle_desktop.widgets.regimens_tab import RegimensTab
from dle_desktop.widgets.why_popover import WhyPopover
from tests.widgets.test_reading import bundled


@pytest.fixture
def tab(program: Program) -> RegimensTab:
    side = program.workspace.side
    side.tabs.setCurrentWidget(side.regimens)
    return side.regimens


def _is_as_wide(widget: QWidget, width: int) -> bool:
    return abs(widget.width() - width) <= 4


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


def test_a_click_on_a_row_shows_its_stretch(tab: RegimensTab, program: Program) -> None:
    at = tab.table.visualRect(tab.table.model().index(1, 2)).center()
    QTest.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert program.workspace.timeline.visible() == pytest.approx((0, 154), abs=1)


def test_why_explains_the_figures_of_a_stretch(tab: RegimensTab) -> None:
    tab.table.setCurrentCell(4, 0)
    tab.lag.setCurrentText("28 days")
    tab.why_button.click()
    popover = tab.findChild(WhyPopover)
    assert popover is not None
    text = popover.text()
    labels = ("This stretch: 364 days", "Visits: 5", "CLASI activity: ", "CLASI damage: 9 to 9",
              "Lowest neutrophils: 1.2 ×10⁹/L", "Events: ")  # fmt: skip
    assert all(label in text for label in labels)
    assert "each 28 days later (the lag chosen)" in text
    assert "The CLASI of 2 Jan 2023" in text
    popover.close()


def test_nothing_of_a_stretch_is_cut_in_the_panel_as_it_opens(
    tab: RegimensTab, program: Program, qtbot: QtBot
) -> None:
    program.window.resize(1440, 900)
    qtbot.waitUntil(partial(_is_as_wide, program.workspace.side, 404))
    for row in range(tab.table.rowCount()):
        for column in range(tab.table.columnCount()):
            wanted = tab.table.sizeHintForIndex(tab.table.model().index(row, column)).width()
            assert tab.table.columnWidth(column) >= wanted - 4, (row, column)
