"""Speech: keys that move the cursor announce the read-out, or the track they walk."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program


def test_a_key_announces_the_whole_read_out(program: Program, qtbot: QtBot) -> None:
    work = program.workspace
    work.timeline.set_cursor(407.0)
    QTest.keyClick(work.timeline, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(work.speech.said))
    assert work.speech.said == work.side.read_out.text()
    assert work.speech.said.startswith("Day 408, month 13.4, 13 April 2022. Lenalidomide 10 mg")


def test_on_a_track_the_day_and_that_track_are_announced(program: Program, qtbot: QtBot) -> None:
    work = program.workspace
    qtbot.waitUntil(lambda: len(work.timeline.spoken.children_) > 0)
    work.timeline.pointing.choose_track("activity")
    work.timeline.set_cursor(407.0)
    QTest.keyClick(work.timeline, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(work.speech.said))
    assert work.speech.said == (
        "Day 408, month 13.4, 13 April 2022. CLASI activity: 6, 44 days old."
    )


def test_a_held_key_is_announced_once(program: Program, qtbot: QtBot) -> None:
    work = program.workspace
    work.timeline.set_cursor(400.0)
    told = QSignalSpy(work.speech._pause.timeout)
    for _ in range(8):
        QTest.keyClick(work.timeline, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: told.count() > 0)
    assert told.count() == 1
    assert work.speech.said.startswith("Day 408")


def test_the_mouse_announces_nothing(program: Program) -> None:
    program.workspace.timeline.set_cursor(100.0)
    assert not program.workspace.speech._pause.isActive()
