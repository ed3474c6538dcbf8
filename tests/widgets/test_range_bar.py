"""The range bar: typed days are shown, what encloses nothing is refused with its reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.services.session import Session
from dle_desktop.widgets.range_bar import RangeBar


@pytest.fixture
def bar(program: Program, qtbot: QtBot) -> RangeBar:
    program.workspace.timeline.wake()
    program.workspace.timeline.set_visible(100, 200)
    program.actions.action("type_range").trigger()
    qtbot.waitUntil(program.workspace.range_bar.first.hasFocus)
    return program.workspace.range_bar


def type_into(bar: RangeBar, first: str, last: str) -> None:
    for field, text in ((bar.first, first), (bar.last, last)):
        field.selectAll()
        QTest.keyClicks(field, text) if text else field.clear()


def test_it_begins_with_the_days_shown(bar: RangeBar) -> None:
    assert (bar.first.text(), bar.last.text()) == ("day 100", "day 200")
    assert bar.first.selectedText() == "day 100"
    assert "count from first lenalidomide dose" in bar.reason.text()


def test_enter_shows_the_typed_days_and_gives_the_keys_back(
    bar: RangeBar, program: Program, qtbot: QtBot
) -> None:
    type_into(bar, "day -14", "2 Jan 2022")
    QTest.keyClick(bar.last, Qt.Key.Key_Return)
    assert program.workspace.timeline.visible() == pytest.approx((-14, 307))
    assert not bar.isVisible()
    qtbot.waitUntil(program.workspace.timeline.hasFocus)


def test_what_is_wrong_is_said_while_it_is_typed(bar: RangeBar, program: Program) -> None:
    type_into(bar, "day 50", "day 10")
    assert bar.reason.text() == "The end has to lie behind the beginning."
    assert not bar.show_button.isEnabled()
    QTest.keyClick(bar.last, Qt.Key.Key_Return)
    assert bar.isVisible()
    assert program.workspace.timeline.visible() == pytest.approx((100, 200))
    type_into(bar, "12", "")
    assert bar.reason.text().startswith("12 what?")
    type_into(bar, "", "day 50")
    assert bar.show_button.isEnabled()


def test_escape_and_cancel_leave_the_days_shown(bar: RangeBar, program: Program) -> None:
    type_into(bar, "day 0", "day 9")
    QTest.keyClick(bar.first, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert program.workspace.timeline.visible() == pytest.approx((100, 200))
    program.workspace.open_range_bar()
    assert bar.first.text() == "day 100"
    bar.put_away()
    bar.put_away()  # twice is once


def test_it_counts_as_the_axis_does(bar: RangeBar, program: Program) -> None:
    bar.put_away()
    program.workspace.timeline.count_from("dose:d-lenalidomide-10:10 mg/d")
    program.workspace.open_range_bar()
    assert bar.first.text() == "day -208"
    type_into(bar, "day 0", "day 40")
    bar.show_button.click()
    assert program.workspace.timeline.visible() == pytest.approx((308, 348))
    program.actions.action("calendar").trigger()
    program.workspace.open_range_bar()
    assert (bar.first.text(), bar.last.text()) == ("3 Jan 2022", "12 Feb 2022")


def test_another_case_puts_it_away(bar: RangeBar, session: Session) -> None:
    session.open_case(next(case.id for case in session.cases if "Case 2" in case.label))
    assert not bar.isVisible()


def test_other_keys_pass(bar: RangeBar) -> None:
    QTest.keyClick(bar, Qt.Key.Key_F5)
    assert bar.isVisible()
