"""The reading mode: one case in large type, everything else away, and back."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.drawing.event_marks import place_events
from dle_desktop.drawing.measure import Measure
from dle_desktop.plots.hits import record_at
from dle_desktop.widgets.large_read_out import LargeReadOut
from dle_desktop.widgets.reading_mode import UNIT
from tests.plots.views import stack_of


@pytest.fixture
def reading(program: Program, qtbot: QtBot) -> Program:
    program.window.activateWindow()
    program.workspace.cases.list.setFocus()
    QTest.keyClick(program.window, Qt.Key.Key_F11)
    qtbot.waitUntil(program.window.isFullScreen)
    return program


def page(program: Program) -> LargeReadOut:
    return next(one for one in program.window.findChildren(LargeReadOut) if one.isVisible())


def pages(program: Program) -> int:
    return sum(one.isVisible() for one in program.window.findChildren(LargeReadOut))


def test_only_header_timeline_and_read_out_show(reading: Program) -> None:
    work = reading.workspace
    assert work.header.isVisible()
    assert work.timeline.isVisible()
    assert page(reading).text().startswith("Month ")
    assert not work.cases.isVisible()
    assert not work.side.isVisible()
    assert not reading.window.menuBar().isVisible()


def test_the_type_is_larger(reading: Program) -> None:
    assert reading.workspace.timeline.stack.unit == UNIT
    assert reading.workspace.header.height() > 90


def test_the_read_out_follows_the_cursor(reading: Program) -> None:
    reading.workspace.timeline.set_cursor(312.0)
    assert "day 312" in page(reading).text()


def test_what_changed_between_pins_is_told_first(reading: Program) -> None:
    timeline = reading.workspace.timeline
    timeline.pointing.pin(60.0)
    timeline.pointing.pin(500.0)
    timeline.set_cursor(312.0)
    said = page(reading).text()
    assert said.startswith("A \N{RIGHTWARDS ARROW} B: 440 days")
    assert said.index("lenalidomide: 5 \N{RIGHTWARDS ARROW} 10 mg/d") < said.index("day 312")
    timeline.escape()
    assert page(reading).text().startswith("Month ")


def test_pins_set_before_are_told_too(program: Program, qtbot: QtBot) -> None:
    program.workspace.timeline.pointing.pin(60.0)
    program.workspace.timeline.pointing.pin(500.0)
    program.actions.action("reading").trigger()
    qtbot.waitUntil(lambda: pages(program) == 1)
    assert page(program).text().startswith("A ")


def test_keys_still_zoom_turn_the_axis_and_go_to_the_next_case(reading: Program) -> None:
    timeline, before = reading.workspace.timeline, reading.session.case
    days = timeline.visible()
    QTest.keyClick(timeline, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert timeline.visible() != days
    QTest.keyClick(timeline, Qt.Key.Key_R)
    assert timeline.time.mode == "calendar"
    assert not reading.workspace.side.isVisible()
    QTest.keyClick(timeline, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert reading.session.case != before
    assert reading.session.case == timeline.case


def test_escape_first_lets_the_cursor_go_then_leaves(reading: Program, qtbot: QtBot) -> None:
    timeline = reading.workspace.timeline
    timeline.set_cursor(100.0)
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.cursor_day() is None
    assert pages(reading) == 1
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not reading.window.isFullScreen())
    assert pages(reading) == 0


def test_escape_lets_pins_go_before_it_leaves(reading: Program) -> None:
    timeline = reading.workspace.timeline
    timeline.pointing.pin(60.0)
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.pointing.pins.held == ()
    assert pages(reading) == 1


def test_the_read_out_counts_from_what_the_axis_counts_from(reading: Program) -> None:
    timeline = reading.workspace.timeline
    timeline.set_cursor(312.0)
    before = page(reading).text().splitlines()[0]
    assert timeline.figure is not None
    timeline.count_from(f"event:{timeline.figure.events[0].record_id}")
    assert page(reading).text().splitlines()[0] != before


def test_an_event_is_found_where_it_is_drawn_in_large_type(reading: Program) -> None:
    stack = stack_of(reading.workspace.timeline)
    assert stack.layout_ is not None
    track = next(one for one in stack.layout_.tracks if isinstance(one.content, tuple))
    scale = stack.scale_of_time()
    assert scale is not None
    assert isinstance(track.content, tuple)
    box = QRectF(scale.left, track.top, scale.width, track.height)
    for shown in place_events(Measure(UNIT), track.content, box, scale):
        assert shown.box is not None
        at = shown.box.center()
        assert record_at(track, box, scale, at, stack.unit) == shown.gravest.record_id


def test_everything_is_back_afterwards(reading: Program) -> None:
    reading.actions.action("reading").trigger()
    work = reading.workspace
    assert work.cases.isVisible()
    assert work.side.isVisible()
    assert reading.window.menuBar().isVisible()
    assert work.timeline.stack.unit == 1.0
    assert work.header.height() < 90
    assert pages(reading) == 0


def test_a_panel_that_was_hidden_before_stays_hidden(program: Program) -> None:
    program.actions.action("show_records").trigger()
    program.actions.action("reading").trigger()
    program.actions.action("reading").trigger()
    assert not program.workspace.side.isVisible()
    assert program.workspace.cases.isVisible()


def test_it_ends_with_the_last_case(reading: Program) -> None:
    for case in reading.session.cases:
        reading.session.apply([(case, None)], "Delete")
    assert pages(reading) == 0


def test_the_theme_reaches_it(reading: Program) -> None:
    before = page(reading).grab().toImage().pixelColor(2, 2)
    reading.actions.action("theme_dark").trigger()
    assert page(reading).grab().toImage().pixelColor(2, 2) != before
    reading.actions.action("theme_light").trigger()
