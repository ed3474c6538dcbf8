"""Wheels and fingers: notches, fine wheels, sideways wheels, pinches."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture
from pytestqt.qtbot import QtBot

from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import RESPONDER, bundled
from tests.plots.views import shown_view, stack_of

NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    made = shown_view(qtbot, bundled(RESPONDER))
    made.set_visible(100, 500)
    return made


def place(view: TimelineView, day: float) -> QPoint:
    scale = view.stack.scale_of_time()
    assert scale is not None
    return QPointF(scale.x(day), 60).toPoint()


def turn(
    view: TimelineView, turned: QPoint, pixels: QPoint | None = None,
    keys: Qt.KeyboardModifier = NONE, day: float = 300,
) -> None:  # fmt: skip
    target, at = view.stack.viewport(), place(view, day)
    event = QWheelEvent(
        QPointF(at), QPointF(target.mapToGlobal(at)), pixels or QPoint(), turned,
        Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, event)


def pinch(view: TimelineView, kind: Qt.NativeGestureType, value: float, day: float = 300) -> None:
    target, at = view.stack.viewport(), QPointF(place(view, day))
    event = QNativeGestureEvent(
        kind, QPointingDevice.primaryPointingDevice(), 2, at, at,
        QPointF(target.mapToGlobal(at.toPoint())), value, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(target, event)


def length(view: TimelineView) -> float:
    first, last = view.visible()
    return last - first


def test_a_fine_wheel_zooms_by_as_little_as_it_turns(view: TimelineView) -> None:
    for _ in range(8):
        turn(view, QPoint(0, 15))
    assert length(view) == pytest.approx(400 * 0.85)


@pytest.mark.parametrize("turned", [QPoint(0, 120), QPoint(120, 120), QPoint(120, 0)])
def test_ctrl_and_the_wheel_zoom_however_it_is_turned(view: TimelineView, turned: QPoint) -> None:
    turn(view, turned, keys=CONTROL)
    assert length(view) == pytest.approx(400 * 0.85)


def test_a_wheel_turned_sideways_pans(view: TimelineView) -> None:
    turn(view, QPoint(-120, 0))
    assert view.visible() == pytest.approx((132, 532))


def test_two_fingers_sideways_move_the_days_as_far_as_they_go(view: TimelineView) -> None:
    before = place(view, 300).x()
    turn(view, QPoint(-40, 3), QPoint(-37, 2))
    assert place(view, 300).x() == pytest.approx(before - 37, abs=1)


def test_shift_and_a_fine_wheel_pan(view: TimelineView) -> None:
    turn(view, QPoint(0, -60), QPoint(0, -20), SHIFT)
    assert view.visible() == pytest.approx((116, 516))


@pytest.mark.parametrize("day", [150.0, 300.0, 450.0])
def test_fingers_apart_zoom_about_what_is_between_them(view: TimelineView, day: float) -> None:
    before = place(view, day).x()
    pinch(view, Qt.NativeGestureType.ZoomNativeGesture, 0.25, day)
    assert length(view) == pytest.approx(400 / 1.25)
    assert place(view, day).x() == pytest.approx(before, abs=1)
    pinch(view, Qt.NativeGestureType.ZoomNativeGesture, -0.2, day)
    assert length(view) == pytest.approx(400)


def test_a_double_tap_with_two_fingers_shows_everything(view: TimelineView) -> None:
    pinch(view, Qt.NativeGestureType.SmartZoomNativeGesture, 1.0)
    assert view.shows_all()


def test_two_fingers_on_a_touchscreen_zoom_too(view: TimelineView) -> None:
    fingers = QPinchGesture()
    fingers.setScaleFactor(1.6)
    target, at = view.stack.viewport(), place(view, 300)
    fingers.setCenterPoint(QPointF(target.mapToGlobal(at)))
    touched = QGestureEvent([fingers])
    assert stack_of(view)._touch.takes(touched)
    assert length(view) == pytest.approx(250)
    assert place(view, 300).x() == pytest.approx(at.x(), abs=1)


def test_other_gestures_change_nothing(view: TimelineView) -> None:
    pinch(view, Qt.NativeGestureType.RotateNativeGesture, 20.0)
    pinch(view, Qt.NativeGestureType.ZoomNativeGesture, -3.0)
    turn(view, QPoint(0, 0))
    assert view.visible() == pytest.approx((100, 500))


def test_a_burst_of_the_wheel_is_one_step_back(view: TimelineView) -> None:
    for _ in range(5):
        turn(view, QPoint(0, 120))
    view.go_back()
    assert view.visible() == pytest.approx((100, 500))


def test_without_a_case_nothing_is_moved(view: TimelineView) -> None:
    at = place(view, 300)
    touch = stack_of(view)._touch
    view.show_case(None)
    touch.pinch(2.0, QPointF(at))
    assert not touch.takes(QEvent(QEvent.Type.User))
    assert view.figure is None
