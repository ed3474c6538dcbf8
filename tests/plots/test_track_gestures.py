"""Arranging tracks on the picture: names move tracks, borders size them, the cursor says so."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dle_desktop.drawing.layout import Track, key_of
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import RESPONDER, bundled
from tests.plots.views import shown_view, stack_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, bundled(RESPONDER), 1000, 900)


def track(view: TimelineView, key: str) -> Track:
    layout = stack_of(view).layout_
    assert layout is not None
    return next(one for one in layout.tracks if key_of(one.content) == key)


def keys(view: TimelineView) -> list[str]:
    layout = stack_of(view).layout_
    assert layout is not None
    return [key_of(one.content) for one in layout.tracks]


def paper(view: TimelineView) -> QWidget:
    viewport: QWidget = stack_of(view).viewport()
    return viewport


def name_of(view: TimelineView, key: str) -> QPoint:
    return QPoint(60, round(track(view, key).top + 8))


def border_of(view: TimelineView, key: str) -> QPoint:
    return QPoint(60, round(track(view, key).bottom + 4))


def drag(view: TimelineView, start: QPoint, end: QPoint, *, let_go: bool = True) -> None:
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(paper(view), LEFT, none, start)
    QTest.mouseMove(paper(view), (start + end) / 2)
    QTest.mouseMove(paper(view), end)
    if let_go:
        QTest.mouseRelease(paper(view), LEFT, none, end)


def shape_at(view: TimelineView, at: QPoint) -> Qt.CursorShape:
    """Move the pointer, wherever the screen ends, and return the shape it takes."""
    none = Qt.MouseButton.NoButton
    place = QPointF(at)
    move = QMouseEvent(
        QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(paper(view), move)
    return paper(view).cursor().shape()


def test_a_name_dragged_up_puts_its_track_there(view: TimelineView) -> None:
    before = keys(view)
    top = QPoint(60, 2)
    drag(view, name_of(view, "damage"), top)
    assert keys(view) == ["damage", *(key for key in before if key != "damage")]


def test_a_name_dragged_below_the_last_track_puts_it_last(view: TimelineView) -> None:
    drag(view, name_of(view, "activity"), QPoint(60, round(track(view, keys(view)[-1]).bottom)))
    assert keys(view)[-1] == "activity"


def test_a_name_put_where_it_was_changes_nothing(view: TimelineView) -> None:
    start = name_of(view, "activity")
    drag(view, start, start + QPoint(10, 6))
    assert view.options == DEFAULT_VIEW
    QTest.mouseClick(paper(view), LEFT, Qt.KeyboardModifier.NoModifier, start)
    assert view.options == DEFAULT_VIEW


def test_a_border_dragged_down_makes_its_track_so_much_higher(view: TimelineView) -> None:
    before = track(view, "damage").height
    start = border_of(view, "damage")
    drag(view, start, start + QPoint(0, 40))
    assert track(view, "damage").height == pytest.approx(before + 40, abs=2)
    assert [key for key, _ in view.options.heights] == ["damage"]


def test_a_double_click_on_a_border_brings_the_usual_height_back(view: TimelineView) -> None:
    view.set_options(ViewOptions(heights=(("damage", 2.0),)))
    at = border_of(view, "damage")
    QTest.mouseDClick(paper(view), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert view.options == DEFAULT_VIEW


def test_escape_takes_a_drag_back(view: TimelineView) -> None:
    start = border_of(view, "damage")
    drag(view, start, start + QPoint(0, 40), let_go=False)
    assert view.options != DEFAULT_VIEW
    assert not view.at_rest()
    view.escape()
    assert view.options == DEFAULT_VIEW
    drag(view, name_of(view, "damage"), QPoint(60, 2), let_go=False)
    view.escape()
    assert view.options == DEFAULT_VIEW


def test_the_days_shown_stay(view: TimelineView) -> None:
    view.set_visible(50.0, 300.0)
    drag(view, name_of(view, "damage"), QPoint(60, 2))
    assert view.visible() == pytest.approx((50.0, 300.0))


def test_the_pointer_says_what_can_be_dragged(view: TimelineView) -> None:
    shapes = [shape_at(view, at) for at in (name_of(view, "damage"), border_of(view, "damage"))]
    assert shapes == [Qt.CursorShape.OpenHandCursor, Qt.CursorShape.SizeVerCursor]
    assert shape_at(view, QPoint(400, 300)) not in shapes


def test_a_drag_of_a_name_shows_where_it_would_stand(view: TimelineView) -> None:
    before = paper(view).grab().toImage()
    drag(view, name_of(view, "damage"), QPoint(60, 4), let_go=False)
    assert paper(view).grab().toImage() != before


def test_hidden_tracks_are_told_beside_the_axis(view: TimelineView, qtbot: QtBot) -> None:
    assert not view.hidden_note.isVisible()
    view.set_options(ViewOptions(hidden=("damage", "events", "drug:elsewhere")))
    assert view.hidden_note.isVisible()
    assert view.hidden_note.text() == "2 tracks hidden"
    with qtbot.waitSignal(view.tracks_requested):
        view.hidden_note.click()
    view.set_options(ViewOptions(hidden=("damage",)))
    assert view.hidden_note.text() == "1 track hidden"
    view.set_options(DEFAULT_VIEW)
    assert not view.hidden_note.isVisible()


def test_everything_is_larger_for_a_class_and_usual_again(view: TimelineView) -> None:
    usual = track(view, "drug:lenalidomide")
    view.set_unit(1.4)
    assert track(view, "drug:lenalidomide").height == pytest.approx(usual.height * 1.4, rel=0.2)
    assert view.axis.height() == 56
    scale = view.stack.scale_of_time()
    assert scale is not None
    assert scale.left > 200
    view.set_unit(1.0)
    assert track(view, "drug:lenalidomide") == usual
