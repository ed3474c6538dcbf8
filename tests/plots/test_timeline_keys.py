"""The keys of the timeline: tracks, days, visits, dose edges, pins and records without a mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import RESPONDER, bundled
from tests.plots.views import shown_view

K = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, bundled(RESPONDER))


def press(view: TimelineView, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(view, key, held)


def test_down_and_up_walk_the_tracks_and_stop_at_the_ends(view: TimelineView) -> None:
    pointing = view.pointing
    keys = pointing.track_keys()
    press(view, K.Key_Down)
    assert (pointing.track_key, view.ringed) == (keys[0], True)
    press(view, K.Key_Up)
    assert pointing.track_key == keys[0]
    press(view, *[K.Key_Down] * 30)
    assert pointing.track_key == keys[-1]
    pointing.choose_track(None)
    press(view, K.Key_Up)
    assert pointing.track_key == keys[-1]


@pytest.mark.parametrize(
    ("track", "start", "key", "held", "cursor"),
    [
        ("events", 0.0, K.Key_Right, CONTROL, 28.0),
        ("drug:lenalidomide", 0.0, K.Key_Right, CONTROL, 308.0),
        ("drug:lenalidomide", 400.0, K.Key_Left, SHIFT, 308.0),
        (None, 300.0, K.Key_Right, SHIFT, 308.0),
        ("drug:lenalidomide", 400.0, K.Key_Right, SHIFT, 400.0),
        ("events", 10.0, K.Key_Right, ALT, 10.0),
    ],
)
def test_arrows_go_by_the_records_and_edges_of_the_track(
    view: TimelineView, track: str | None, start: float, key: Qt.Key,
    held: Qt.KeyboardModifier, cursor: float,
) -> None:  # fmt: skip
    view.pointing.choose_track(track)
    view.set_cursor(start)
    press(view, key, held=held)
    assert view.cursor_day() == cursor


def test_space_pins_and_unpins_and_delete_takes_the_nearest(view: TimelineView) -> None:
    press(view, K.Key_Space)
    assert not view.pointing.pins.held
    for day in (100.0, 200.0, 300.0):
        view.set_cursor(day)
        press(view, K.Key_Space)
    press(view, K.Key_Space)
    assert [pin.day for pin in view.pointing.pins.held] == [100, 200]
    view.set_cursor(120.0)
    press(view, K.Key_Delete)
    assert [pin.day for pin in view.pointing.pins.held] == [200]


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter])
def test_enter_opens_the_record_of_the_track_at_the_cursor(
    view: TimelineView, qtbot: QtBot, key: Qt.Key
) -> None:
    view.pointing.choose_track("drug:lenalidomide")
    view.set_cursor(400.0)
    with qtbot.waitSignal(view.record_activated) as told:
        press(view, key)
    assert told.args == ["d-lenalidomide-10"]


def test_keys_that_mean_nothing_here_are_left_to_others(view: TimelineView) -> None:
    before = view.cursor_day(), view.pointing.track_key
    press(view, K.Key_Up, held=CONTROL)
    press(view, K.Key_Q)
    assert (view.cursor_day(), view.pointing.track_key) == before
