"""The overview: its frame is moved, widened, drawn anew and left, by mouse and by keys."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dle_desktop.drawing.palette import DARK
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import RESPONDER, a_case, a_course, a_dose, bundled
from tests.plots.views import shown_view

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    made = shown_view(qtbot, bundled(RESPONDER))
    made.set_visible(200, 400)
    return made


def place(view: TimelineView, day: float) -> QPoint:
    whole = view.overview.whole()
    assert whole is not None
    return QPoint(round(whole.x(day)), 20)


def drag(view: TimelineView, start: float, end: float) -> None:
    QTest.mousePress(view.overview, LEFT, pos=place(view, start))
    at = place(view, end)
    QTest.mouseMove(view.overview, (place(view, start) + at) / 2)
    QTest.mouseMove(view.overview, at)
    QTest.mouseRelease(view.overview, LEFT, pos=at)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (200, 100, (100, 400)),  # the left edge
        (400, 550, (200, 550)),  # the right edge
        (200, 500, (400, 500)),  # an edge drawn past the other
        (300, 420, (320, 520)),  # the middle
        (500, 600, (500, 600)),  # outside: another frame
        (150, 20, (20, 150)),
    ],
)
def test_a_drag_takes_hold_of_what_it_began_on(
    view: TimelineView, start: float, end: float, days: tuple[float, float]
) -> None:
    drag(view, start, end)
    assert view.visible() == pytest.approx(days, abs=4)


def test_where_everything_is_shown_a_drag_draws_a_frame(view: TimelineView) -> None:
    view.zoom_all()
    drag(view, 100, 300)
    assert view.visible() == pytest.approx((100, 300), abs=3)


def test_a_double_click_shows_everything(view: TimelineView) -> None:
    QTest.mouseDClick(view.overview, LEFT, pos=place(view, 300))
    assert view.shows_all()


@pytest.mark.parametrize(
    ("day", "shape"),
    [
        (200, Qt.CursorShape.SizeHorCursor),
        (400, Qt.CursorShape.SizeHorCursor),
        (300, Qt.CursorShape.OpenHandCursor),
        (500, Qt.CursorShape.ArrowCursor),
    ],
)
def test_the_pointer_shows_what_a_press_would_do(
    view: TimelineView, day: float, shape: Qt.CursorShape
) -> None:
    QTest.mouseMove(view.overview, place(view, day))
    assert view.overview.cursor().shape() == shape


def test_keys_move_and_widen_the_frame(view: TimelineView, qtbot: QtBot) -> None:
    strip = view.overview
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(strip.hasFocus)
    for key, days in (
        (Qt.Key.Key_Right, (220, 420)),
        (Qt.Key.Key_Left, (200, 400)),
        (Qt.Key.Key_Up, (230, 370)),
        (Qt.Key.Key_Down, (200, 400)),
    ):
        QTest.keyClick(strip, key)
        assert view.visible() == pytest.approx(days)
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert view.shows_all()


def test_the_ring_of_the_focus_is_painted_and_taken_away(view: TimelineView) -> None:
    before = view.overview.grab().toImage()
    came = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(view.overview, came)
    assert view.overview.grab().toImage() != before
    QApplication.sendEvent(view.overview, QFocusEvent(QEvent.Type.FocusOut))
    assert view.overview.grab().toImage() == before


def test_a_drag_is_one_step_back(view: TimelineView) -> None:
    drag(view, 300, 450)
    view.go_back()
    assert view.visible() == pytest.approx((200, 400))


def test_what_is_outside_the_frame_is_fainter(view: TimelineView) -> None:
    inside = view.overview.grab().toImage().pixelColor(place(view, 380).x(), 33)
    view.set_visible(450, 600)
    outside = view.overview.grab().toImage().pixelColor(place(view, 380).x(), 33)
    assert outside.lightness() > inside.lightness()


def test_the_miniature_is_painted_once_while_the_frame_moves(view: TimelineView) -> None:
    view.overview.grab()
    kept = view.overview._miniature
    drag(view, 300, 450)
    view.overview.grab()
    assert view.overview._miniature is kept
    view.set_palette(DARK)
    view.overview.grab()
    assert view.overview._miniature is not kept


def test_every_systemic_drug_is_in_the_miniature(qtbot: QtBot) -> None:
    drugs = ("prednisone", "hydroxychloroquine", "methotrexate", "clobetasol")
    colours = []
    for drug in drugs:
        case = a_case(courses=(a_course(a_dose(0, 400, 5.0), drug=drug, id="c"),))
        made = shown_view(qtbot, case)
        made.set_visible(-10, 300)
        image = made.overview.grab().toImage()
        x = place(made, 150).x()
        ground = image.pixelColor(x, 10)
        colours.append({image.pixelColor(x, y).name() for y in range(18, 34)} - {ground.name()})
    assert all(colours[:3])
    assert not colours[3]


def test_without_a_case_it_takes_no_keys(qtbot: QtBot) -> None:
    made = TimelineView()
    qtbot.addWidget(made)
    with qtbot.assertNotEmitted(made.overview.range_requested):
        QTest.keyClick(made.overview, Qt.Key.Key_Left)
        QTest.mouseMove(made.overview, QPoint(50, 20))
