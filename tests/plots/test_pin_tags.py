"""The flags of pins on the axis: letter and day where there is room, and a click takes one away."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.plots.pin_tags import PinTags
from dle_desktop.plots.strips import AxisStrip
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import RESPONDER, bundled
from tests.plots.views import shown_view

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, bundled(RESPONDER))


def flag(view: TimelineView, letter: str) -> QPoint:
    return view.pointing.tags.flags()[letter].center().toPoint()


def test_a_click_on_a_flag_removes_its_pin(view: TimelineView) -> None:
    for day in (100.0, 400.0):
        view.pointing.pin(day)
    QTest.mouseClick(view.axis, LEFT, pos=flag(view, "A"))
    assert [pin.letter for pin in view.pointing.pins.held] == ["B"]


def test_a_click_beside_the_flags_removes_nothing(view: TimelineView) -> None:
    view.pointing.pin(100.0)
    QTest.mouseClick(view.axis, LEFT, pos=flag(view, "A") + QPoint(200, 0))
    assert view.pointing.pins.held


def test_the_pointer_is_told_what_a_click_would_do(view: TimelineView) -> None:
    view.pointing.pin(100.0)
    QTest.mouseMove(view.axis, flag(view, "A"))
    assert view.axis.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert "removes pin A" in view.axis.toolTip()
    QTest.mouseMove(view.axis, flag(view, "A") + QPoint(200, 0))
    assert view.axis.toolTip() == ""


def test_flags_that_would_meet_show_their_letters_alone(view: TimelineView) -> None:
    view.pointing.pin(100.0)
    alone = view.pointing.tags.flags()["A"].width()
    view.pointing.pin(110.0)
    boxes = view.pointing.tags.flags()
    assert boxes["A"].width() == boxes["B"].width() < alone
    view.pointing.remove_pin("B")
    view.set_cursor(101.0)
    assert view.pointing.tags.flags()["A"].width() < alone


def test_a_pin_out_of_sight_has_no_flag_and_flags_stay_on_the_axis(view: TimelineView) -> None:
    view.pointing.pin(100.0)
    view.set_visible(200, 400)
    assert view.pointing.tags.flags() == {}
    view.set_visible(100, 400)
    scale = view.axis.scale_of_time
    assert scale is not None
    assert view.pointing.tags.flags()["A"].left() >= scale.left


def test_an_axis_without_a_case_has_no_flags(qtbot: QtBot) -> None:
    axis = AxisStrip()
    qtbot.addWidget(axis)
    tags = PinTags(axis)
    QTest.mouseClick(axis, LEFT)
    assert tags.flags() == {}
