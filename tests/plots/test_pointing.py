"""Pointing: a click pins, two clicks open and leave no pin, Escape lets go step by step."""

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.drawing.event_marks import place_events
from dle_desktop.drawing.measure import Measure
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import NON_RESPONDER, RESPONDER, bundled
from tests.plots.test_timeline_view import middle_of, place, point
from tests.plots.views import shown_view

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, bundled(RESPONDER))


def click(view: TimelineView, day: float, y: float = 300.0) -> None:
    QTest.mouseClick(view.stack.viewport(), LEFT, pos=place(view, day, y))


def pins(view: TimelineView) -> list[float]:
    return [pin.day for pin in view.pointing.pins.held]


def test_a_click_pins_the_day_and_the_cursor_goes_on(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.pointing.pins_changed):
        click(view, 200)
    assert pins(view) == pytest.approx([200], abs=1)
    point(view, QPointF(place(view, 300)))
    assert view.cursor_day() == pytest.approx(300, abs=1)
    assert pins(view) == pytest.approx([200], abs=1)


def test_a_double_click_leaves_no_pin(view: TimelineView, qtbot: QtBot) -> None:
    y = middle_of(view, "lenalidomide")
    at = place(view, 100, y)
    target = view.stack.viewport()
    with qtbot.waitSignal(view.record_activated):
        QTest.mouseClick(target, LEFT, pos=at)
        assert pins(view)
        QTest.mouseDClick(target, LEFT, pos=at)
        QTest.mouseRelease(target, LEFT, pos=at)
    assert pins(view) == []


def test_a_drag_to_zoom_leaves_no_pin(view: TimelineView) -> None:
    target = view.stack.viewport()
    QTest.mousePress(target, LEFT, pos=place(view, 100, 300))
    point(view, QPointF(place(view, 300, 300)), LEFT)
    QTest.mouseRelease(target, LEFT, pos=place(view, 300, 300))
    assert pins(view) == []


def test_escape_lets_go_of_the_gesture_then_the_pins_then_the_cursor(view: TimelineView) -> None:
    click(view, 200)
    view.set_cursor(300.0)
    QTest.mousePress(view.stack.viewport(), LEFT, pos=place(view, 100))
    for held, cursor in ((1, 300.0), (0, 300.0), (0, None)):
        QTest.keyClick(view, Qt.Key.Key_Escape)
        assert (len(pins(view)), view.cursor_day()) == (held, cursor)


def test_a_click_on_a_mark_tells_its_record_and_pins(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.pointing.record_clicked) as told:
        click(view, 400, middle_of(view, "lenalidomide"))
    assert told.args == ["d-lenalidomide-10"]
    assert pins(view)


def test_a_click_on_an_event_tells_it_and_keeps_its_card_open_instead(
    view: TimelineView, qtbot: QtBot
) -> None:
    click(view, 200)
    layout, scale = view.stack.layout_, view.stack.scale_of_time()
    assert layout is not None
    assert scale is not None
    track = next(one for one in layout.tracks if isinstance(one.content, tuple))
    assert isinstance(track.content, tuple)
    box = QRectF(scale.left, track.top, scale.width, track.height)
    shown = place_events(Measure(), track.content, box, scale)
    mark = next(one for one in shown if one.gravest.record_id == "e-neutropenia")
    with qtbot.waitSignal(view.pointing.record_clicked) as told:
        QTest.mouseClick(view.stack.viewport(), LEFT, pos=mark.middle.toPoint())
    assert told.args == ["e-neutropenia"]
    assert len(pins(view)) == 1
    QTest.mouseDClick(view.stack.viewport(), LEFT, pos=mark.middle.toPoint())
    assert len(pins(view)) == 1


@pytest.mark.parametrize(("snapping", "day"), [(True, 28.0), (False, 26.0)])
def test_the_cursor_snaps_when_it_is_told_to(
    view: TimelineView, snapping: bool, day: float
) -> None:
    view.pointing.snapping = snapping
    point(view, QPointF(place(view, 26, 300)))
    assert view.cursor_day() == pytest.approx(day, abs=1)
    assert (view.axis.cursor_note == "visit") == snapping
    click(view, 26)
    assert pins(view) == pytest.approx([day], abs=1)


def test_pins_stay_with_an_edit_and_go_with_the_case(view: TimelineView) -> None:
    click(view, 200)
    view.pointing.mark("e-neutropenia")
    view.pointing.choose_track("lab:neutrophils")
    view.show_case(bundled(RESPONDER))
    assert pins(view)
    view.show_case(bundled(NON_RESPONDER))
    assert pins(view) == []
    assert view.pointing.marking.record is None


def test_without_a_case_there_is_nothing_to_point_at(view: TimelineView, qtbot: QtBot) -> None:
    view.show_case(None)
    with qtbot.assertNotEmitted(view.pointing.table_requested):
        view.pointing.ask_table()
        view.pointing.open_record()
    assert view.pointing.track_keys() == []
    assert view.pointing.track_content() is None


@pytest.mark.parametrize(
    ("track", "day", "asked"),
    [
        (None, 30.0, ["assessment", "a-03"]),
        ("drug:lenalidomide", 400.0, ["dose", "d-lenalidomide-10"]),
        ("events", None, ["event", "e-neutropenia"]),
    ],
)
def test_the_table_of_a_track_is_asked_for_with_its_record(
    view: TimelineView, qtbot: QtBot, track: str | None, day: float | None, asked: list[str]
) -> None:
    view.pointing.choose_track(track)
    view.set_cursor(day)
    with qtbot.waitSignal(view.pointing.table_requested) as told:
        view.pointing.ask_table()
    assert told.args is not None
    assert told.args[0] == asked[0]
    assert track is None or told.args == asked
