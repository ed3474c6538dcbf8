"""A finding shows its record, or where it has none the day it is about."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dle_desktop.app.program import Program
from dle_desktop.widgets.findings_tab import FindingsTab


def activate(tab: FindingsTab, words: str) -> None:
    texts = [tab.list.item(row).text() for row in range(tab.list.count())]
    row = next(number for number, text in enumerate(texts) if words in text)
    tab.list.setCurrentRow(row)
    QTest.keyClick(tab.list, Qt.Key.Key_Return)


def test_missed_counts_move_the_cursor_to_the_first_of_them_and_into_sight(
    program: Program,
) -> None:
    timeline, side = program.workspace.timeline, program.workspace.side
    side.tabs.setCurrentWidget(side.findings)
    timeline.wake()
    timeline.set_visible(0, 100)
    activate(side.findings, "3 blood counts in a row")
    assert timeline.cursor_day() == 343
    first, last = timeline.visible()
    assert first < 343 < last
