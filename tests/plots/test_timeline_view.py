"""The timeline by mouse and keys: zoom, pan, cursor, records, palettes, and many cases in a row."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dle_desktop.domain.case import Case
from dle_desktop.drawing.figure import Lane, Plot
from dle_desktop.drawing.palette import DARK, LIGHT
from dle_desktop.drawing.view_options import ViewOptions
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import (
    BUNDLED,
    NON_RESPONDER,
    PATIENT_1,
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_lab,
    bundled,
)
from tests.plots.views import shown_view, stack_of

LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
Open = Callable[..., TimelineView]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    def open_(case: Case | None = None, width: int = 1000, height: int = 700) -> TimelineView:
        return shown_view(qtbot, case or bundled(RESPONDER), width, height)

    return open_


def place(view: TimelineView, day: float, y: float = 40.0) -> QPoint:
    """Return where a study day is, in the stack's pixels."""
    scale = view.stack.scale_of_time()
    assert scale is not None
    return QPointF(scale.x(day), y).toPoint()


def middle_of(view: TimelineView, key: str) -> float:
    """Return the height of the middle of a track."""
    layout = view.stack.layout_
    assert layout is not None
    for track in layout.tracks:
        content = track.content
        name = content.drug if isinstance(content, Lane) else getattr(content, "kind", "events")
        if name == key:
            return (track.top + track.bottom) / 2
    raise AssertionError(key)


def wheel(view: TimelineView, at: QPoint, notches: int, modifiers: Qt.KeyboardModifier) -> None:
    target = view.stack.viewport()
    event = QWheelEvent(
        QPointF(at), QPointF(target.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, event)


def point(view: TimelineView, at: QPointF, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    target = view.stack.viewport()
    moved = QMouseEvent(
        QMouseEvent.Type.MouseMove, at, QPointF(target.mapToGlobal(at.toPoint())),
        Qt.MouseButton.NoButton, held, NONE,
    )  # fmt: skip
    QApplication.sendEvent(target, moved)


def drag(
    view: TimelineView,
    start: QPoint,
    end: QPoint,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    keys: Qt.KeyboardModifier = NONE,
) -> None:
    target = view.stack.viewport()
    QTest.mousePress(target, button, keys, start)
    for share in (0.2, 0.5, 0.8, 1.0):
        at = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        point(view, at, button)
    QTest.mouseRelease(target, button, keys, end)


def test_the_whole_case_is_shown_at_first(opened: Open) -> None:
    view = opened()
    assert view.figure is not None
    assert view.visible() == pytest.approx((view.figure.span.first, view.figure.span.last))


@pytest.mark.parametrize("day", [0.0, 200.0, 600.0])
def test_the_wheel_zooms_about_the_pointer(opened: Open, day: float) -> None:
    view = opened()
    first, last = view.visible()
    at = place(view, day)
    wheel(view, at, 2, NONE)
    shown = view.visible()
    assert shown[1] - shown[0] == pytest.approx((last - first) * 0.85**2)
    scale = view.stack.scale_of_time()
    assert scale is not None
    assert scale.x(day) == pytest.approx(at.x(), abs=1)


def test_the_wheel_with_shift_pans(opened: Open) -> None:
    view = opened()
    view.set_visible(100, 300)
    wheel(view, place(view, 200), -1, SHIFT)
    first, last = view.visible()
    assert (first, last) == pytest.approx((116, 316))


@pytest.mark.parametrize("track", ["lenalidomide", "activity", "lab"])
@pytest.mark.parametrize(
    ("button", "keys"),
    [
        (Qt.MouseButton.LeftButton, SHIFT),
        (Qt.MouseButton.MiddleButton, NONE),
        (Qt.MouseButton.RightButton, NONE),
    ],
)
def test_a_drag_pans_every_track_alike(
    opened: Open, track: str, button: Qt.MouseButton, keys: Qt.KeyboardModifier
) -> None:
    view = opened()
    view.set_visible(100, 300)
    y = middle_of(view, track)
    drag(view, place(view, 200, y), place(view, 150, y), button, keys)
    first, last = view.visible()
    assert (first, last) == pytest.approx((150, 350), abs=8)
    for box in stack_of(view).boxes.values():
        assert tuple(box.viewRange()[0]) == pytest.approx((first, last))


@pytest.mark.parametrize("track", ["lenalidomide", "activity", "lab"])
@pytest.mark.parametrize("days", [(100, 300), (300, 100)])
def test_a_frame_drawn_in_any_track_is_zoomed_to(
    opened: Open, track: str, days: tuple[int, int]
) -> None:
    view = opened()
    y = middle_of(view, track)
    drag(view, place(view, days[0], y), place(view, days[1], y))
    assert view.visible() == pytest.approx((100, 300), abs=3)


def test_a_frame_no_wider_than_a_slip_of_the_hand_zooms_nowhere(opened: Open) -> None:
    view = opened()
    before = view.visible()
    at = place(view, 200)
    drag(view, at, at + QPoint(3, 0))
    drag(view, at, at + QPoint(5, 0))
    assert view.visible() == before


def test_escape_forgets_a_frame_and_takes_a_pan_back(opened: Open) -> None:
    view = opened()
    view.set_visible(100, 300)
    target = view.stack.viewport()
    for keys in (NONE, SHIFT):
        QTest.mousePress(target, Qt.MouseButton.LeftButton, keys, place(view, 200))
        point(view, QPointF(place(view, 250)), Qt.MouseButton.LeftButton)
        view.grab()
        QTest.keyClick(view, Qt.Key.Key_Escape)
        assert view.visible() == pytest.approx((100, 300))
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, keys, place(view, 250))
        assert view.visible() == pytest.approx((100, 300))


def test_neither_wheel_nor_drag_leaves_the_case_behind(opened: Open) -> None:
    view = opened()
    assert view.figure is not None
    whole = view.figure.whole
    for _ in range(40):
        wheel(view, place(view, 300), -3, NONE)
    first, last = view.visible()
    assert last - first <= 3.001 * (whole.last - whole.first)
    for _ in range(60):
        wheel(view, place(view, 300), 3, NONE)
    first, last = view.visible()
    assert 2.9 < last - first < 30


@pytest.mark.parametrize(
    ("track", "day", "record"),
    [
        ("lenalidomide", 100, "d-lenalidomide-5"),
        ("lenalidomide", 400, "d-lenalidomide-10"),
        ("prednisone", 600, "d-prednisone-restart"),
        ("events", 396, "e-neutropenia"),
    ],
)
def test_a_double_click_opens_the_record(
    opened: Open, qtbot: QtBot, track: str, day: float, record: str
) -> None:
    view = opened()
    y = middle_of(view, track)
    with qtbot.waitSignal(view.record_activated) as told:
        QTest.mouseDClick(
            view.stack.viewport(), Qt.MouseButton.LeftButton, NONE, place(view, day, y)
        )
    assert told.args == [record]


def test_a_double_click_opens_a_score(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    assert view.stack.layout_ is not None
    track = next(
        track
        for track in view.stack.layout_.tracks
        if isinstance(track.content, Plot) and track.content.key == "activity"
    )
    assert isinstance(track.content, Plot)
    point = track.content.points[2]
    y = track.bottom - track.height * point.value / track.content.top
    at = place(view, point.place.at, y)
    with qtbot.waitSignal(view.record_activated) as told:
        QTest.mouseDClick(view.stack.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    assert told.args == [point.record_id]


def test_a_double_click_elsewhere_shows_the_whole_case(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    assert view.figure is not None
    view.set_visible(400, 500)
    y = middle_of(view, "activity")
    with qtbot.assertNotEmitted(view.record_activated):
        QTest.mouseDClick(
            view.stack.viewport(), Qt.MouseButton.LeftButton, NONE, place(view, 450, y - 60)
        )
    assert view.visible() == pytest.approx((view.figure.span.first, view.figure.span.last))


def test_the_pointer_carries_the_cursor_and_leaving_takes_it_away(
    opened: Open, qtbot: QtBot
) -> None:
    view = opened()
    with qtbot.waitSignal(view.cursor_moved) as told:
        point(view, QPointF(place(view, 312)))
    assert told.args is not None
    assert told.args[0] == pytest.approx(312, abs=1)
    with qtbot.waitSignal(view.cursor_moved) as told:
        point(view, QPointF(20, 40))
    assert told.args == [None]


@pytest.mark.parametrize(
    ("start", "key", "modifiers", "cursor"),
    [
        (100.0, LEFT, NONE, 99.0),
        (100.0, RIGHT, NONE, 101.0),
        (-1.0, RIGHT, NONE, 0.0),
        (None, RIGHT, NONE, -27.0),
        (None, LEFT, NONE, 671.0),
        (10.0, RIGHT, CONTROL, 28.0),
        (28.0, LEFT, CONTROL, 0.0),
        (0.0, Qt.Key.Key_Home, NONE, -28.0),
        (0.0, Qt.Key.Key_End, NONE, 672.0),
        (0.0, Qt.Key.Key_Escape, NONE, None),
    ],
)
def test_keys_move_the_cursor(
    opened: Open,
    start: float | None,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    cursor: float | None,
) -> None:
    view = opened()
    view.set_cursor(start)
    told: list[float | None] = []
    view.cursor_moved.connect(told.append)
    QTest.keyClick(view, key, modifiers)
    assert view.cursor_day() == cursor
    assert told == [cursor]


def test_the_last_visit_has_none_after_it(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    view.set_cursor(672.0)
    with qtbot.assertNotEmitted(view.cursor_moved):
        QTest.keyClick(view, RIGHT, CONTROL)


def test_the_cursor_is_brought_back_into_sight(opened: Open) -> None:
    view = opened()
    view.set_visible(100, 200)
    view.set_cursor(100.0)
    QTest.keyClick(view, LEFT)
    first, last = view.visible()
    assert first < 99 < last
    assert last - first == pytest.approx(100)


def test_the_cursor_is_a_line_through_every_track(opened: Open) -> None:
    view = opened()
    view.set_cursor(450.0)
    image = view.stack.grab().toImage()
    x = place(view, 450).x()
    accent = QColor(LIGHT.accent)
    height = view.stack.height()
    for y in range(30, height - 30, 40):
        row = [image.pixelColor(x + shift, y) for shift in (-1, 0, 1)]
        assert min(_distance(color, accent) for color in row) < 140, y


def _distance(one: QColor, two: QColor) -> int:
    return (
        abs(one.red() - two.red()) + abs(one.green() - two.green()) + abs(one.blue() - two.blue())
    )


def test_an_edit_keeps_range_and_cursor_and_another_case_does_not(opened: Open) -> None:
    view = opened()
    view.set_visible(100, 300)
    view.set_cursor(150.0)
    edited = replace(bundled(RESPONDER), label="Edited")
    view.show_case(edited)
    assert view.visible() == pytest.approx((100, 300))
    assert view.cursor_day() == 150
    view.show_case(bundled(NON_RESPONDER))
    assert view.figure is not None
    assert view.visible() == pytest.approx((view.figure.span.first, view.figure.span.last))
    assert view.cursor_day() is None


def test_nothing_is_shown_of_no_case(opened: Open) -> None:
    view = opened()
    view.show_case(None)
    view.zoom_all()
    view.zoom_in()
    view.zoom_out()
    view.set_cursor(5.0)
    for key in (LEFT, Qt.Key.Key_Home, Qt.Key.Key_Escape):
        QTest.keyClick(view, key)
    wheel(view, QPoint(300, 100), 1, NONE)
    QTest.mouseDClick(view.stack.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(300, 100))
    image = view.stack.grab().toImage()
    assert view.figure is None
    assert view.accessibleDescription() == ""
    assert {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    } == {LIGHT.surface.casefold()}


def test_many_drugs_scroll_and_are_not_cut(opened: Open) -> None:
    courses = tuple(
        a_course(a_dose(0, 100, id=f"d{n}"), id=f"c{n}", drug=f"drug {n}") for n in range(20)
    )
    view = opened(a_case(courses=courses), 900, 400)
    assert view.stack.layout_ is not None
    assert view.stack.height() >= view.stack.layout_.axis_top - 1
    assert view._scroll.verticalScrollBar().maximum() > 0
    view.show_case(bundled(PATIENT_1))
    view.resize(900, 900)
    QApplication.processEvents()
    assert view._scroll.verticalScrollBar().maximum() == 0


def test_zoom_in_and_out_keep_the_cursor_in_place(opened: Open) -> None:
    view = opened()
    view.set_visible(100, 500)
    view.set_cursor(200.0)
    before = place(view, 200).x()
    view.zoom_in()
    assert view.visible()[1] - view.visible()[0] == pytest.approx(280)
    assert place(view, 200).x() == pytest.approx(before, abs=1)
    view.zoom_out()
    assert view.visible() == pytest.approx((100, 500))


def test_what_is_visible_is_told(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    with qtbot.waitSignal(view.visible_changed) as told:
        view.set_visible(50, 90)
    assert told.args == pytest.approx([50, 90])


def test_the_overview_moves_what_is_shown(opened: Open) -> None:
    view = opened()
    view.set_visible(100, 200)
    whole = view.overview.whole()
    assert whole is not None
    start, end = (QPoint(round(whole.x(day)), 20) for day in (120, 420))
    QTest.mousePress(view.overview, Qt.MouseButton.LeftButton, NONE, start)
    assert view.visible() == pytest.approx((100, 200), abs=2)
    QTest.mouseMove(view.overview, end)
    QTest.mouseRelease(view.overview, Qt.MouseButton.LeftButton, NONE, end)
    assert view.visible() == pytest.approx((400, 500), abs=4)
    QTest.mouseMove(view.overview, start)
    assert view.visible() == pytest.approx((400, 500), abs=4)


def test_the_axis_counts_as_it_is_told(opened: Open) -> None:
    view = opened()
    months = view.axis.grab().toImage()
    view.set_time(mode="calendar")
    assert view.time.mode == "calendar"
    assert view.axis.grab().toImage() != months
    view.set_time(mode="relative")
    assert view.axis.grab().toImage() == months


def test_another_palette_repaints_everything(opened: Open) -> None:
    view = opened()
    for palette in (DARK, LIGHT):
        view.set_palette(palette)
        for part in (view.stack, view.axis, view.overview):
            image = part.grab().toImage()
            assert image.pixelColor(2, 2).name() == palette.surface.casefold()
        image = view.stack.grab().toImage()
        names = {image.pixelColor(x, y).name() for x in range(172) for y in range(300)}
        assert palette.ink.casefold() in names


def test_another_analyte_is_drawn_where_a_case_has_it(opened: Open) -> None:
    labs = (a_lab(0, 4.0), a_lab(9, 250.0, id="p", analyte="platelets"))
    view = opened(a_case(labs=labs))
    assert view.figure is not None
    assert view.figure.plots[-1].title == "neutrophils"
    view.set_options(ViewOptions(analytes=("platelets",)))
    assert view.figure.plots[-1].title == "platelets"
    view.show_case(a_case(labs=(a_lab(0, 4.0),)))
    assert view.figure.plots[-1].title == "neutrophils"


def test_a_screen_reader_is_told_what_is_not_reported(opened: Open) -> None:
    view = opened(a_case())
    said = view.accessibleDescription()
    assert "CLASI activity: not reported." in said
    assert "CLASI damage: not reported." in said


def test_many_cases_in_a_row_leave_nothing_behind(opened: Open) -> None:
    view = opened()
    counts = set()
    for number in range(200):
        view.show_case(bundled(BUNDLED[number % 4]))
        if number % 4 == 0:
            counts.add(len(stack_of(view).scene().items()))
    assert len(counts) == 1
    assert len(stack_of(view).boxes) <= 4


@pytest.mark.parametrize(
    ("reason", "ringed"),
    [(Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.MouseFocusReason, False)],
)
def test_the_keys_show_where_they_are_and_a_click_does_not(
    opened: Open, reason: Qt.FocusReason, ringed: bool
) -> None:
    view = opened()
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, reason))
    corner = view.grab().toImage().pixelColor(0, 0)
    assert (corner == LIGHT.color("accent")) == ringed
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut))
    assert view.grab().toImage().pixelColor(0, 0) != LIGHT.color("accent")


def test_alt_left_and_right_are_steps_through_what_was_shown(opened: Open) -> None:
    view = opened()
    whole = view.visible()
    view.set_visible(100, 300)
    drag(view, place(view, 150), place(view, 250))
    zoomed = view.visible()
    assert zoomed == pytest.approx((150, 250), abs=3)
    view.go_back()
    assert view.visible() == pytest.approx((100, 300))
    view.go_back()
    view.go_back()
    assert view.visible() == pytest.approx(whole)
    view.go_forward()
    view.go_forward()
    assert view.visible() == pytest.approx(zoomed)


def test_a_pan_is_one_step_and_one_that_escape_takes_back_is_none(opened: Open) -> None:
    view = opened()
    view.set_visible(100, 300)
    drag(view, place(view, 200), place(view, 150), Qt.MouseButton.MiddleButton)
    drag(view, place(view, 200), place(view, 180), Qt.MouseButton.MiddleButton)
    view.go_back()
    assert view.visible() == pytest.approx((150, 350), abs=8)
    view.go_back()
    assert view.visible() == pytest.approx((100, 300))
    target = view.stack.viewport()
    QTest.mousePress(target, Qt.MouseButton.MiddleButton, NONE, place(view, 200))
    point(view, QPointF(place(view, 250)), Qt.MouseButton.MiddleButton)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.history.can_go_forward
    view.go_back()
    assert view.shows_all()


def test_an_edit_and_another_size_are_no_steps(opened: Open) -> None:
    view = opened()
    view.set_visible(100, 300)
    view.show_case(replace(bundled(RESPONDER), label="Edited"))
    view.resize(700, 500)
    QApplication.processEvents()
    view.go_back()
    assert view.shows_all()
    assert not view.history.can_go_back


def test_each_case_is_gone_back_in_by_itself(opened: Open) -> None:
    view = opened()
    view.set_visible(100, 300)
    view.show_case(bundled(NON_RESPONDER))
    assert not view.history.can_go_back
    view.show_case(bundled(RESPONDER))
    view.go_back()
    assert view.visible() == pytest.approx((100, 300))


def test_a_screen_on_begins_where_the_last_one_ended(opened: Open) -> None:
    view = opened()
    view.set_visible(100, 300)
    view.page(1)
    assert view.visible() == pytest.approx((300, 500))
    view.page(-1)
    assert view.visible() == pytest.approx((100, 300))


def test_the_axis_counts_from_an_origin_and_marks_it_through_every_track(
    opened: Open, qtbot: QtBot
) -> None:
    view = opened()
    before = view.stack.grab().toImage()
    with qtbot.waitSignal(view.time_changed) as told:
        view.count_from("dose:d-lenalidomide-10:10 mg/d")
    assert told.args == [view.time]
    assert view.time.start == 308
    image = view.stack.grab().toImage()
    x = place(view, 308).x()
    changed = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x + s, y) != before.pixelColor(x + s, y) for s in (-1, 0, 1))
    ]
    assert len(changed) > image.height() / 2
    view.count_from("")
    assert view.stack.grab().toImage() == before


def far_apart() -> Case:
    days = (0, 60, 1500, 1560)
    return a_case(labs=tuple(a_lab(day, 3.0) for day in days))


def test_folding_shows_more_of_the_records_and_a_click_unfolds(opened: Open) -> None:
    view = opened(far_apart())
    apart = place(view, 60).x() - place(view, 0).x()
    view.set_time(folded=True)
    assert view.shows_all()
    assert place(view, 60).x() - place(view, 0).x() > 5 * apart
    middle = QPoint(place(view, 700).x(), 10)
    QTest.mouseMove(view.axis, middle)
    assert view.axis.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert "unfold" in view.axis.toolTip()
    QTest.mouseClick(view.axis, Qt.MouseButton.LeftButton, NONE, middle)
    assert place(view, 60).x() - place(view, 0).x() == pytest.approx(apart, abs=1)
    QTest.mouseMove(view.axis, middle + QPoint(5, 0))
    assert view.axis.toolTip() == ""


def test_the_days_shown_stay_when_time_is_folded(opened: Open) -> None:
    view = opened(far_apart())
    view.set_visible(-30, 900)
    view.set_time(folded=True)
    assert view.visible() == pytest.approx((-30, 900))
    view.set_time(folded=False)
    assert view.visible() == pytest.approx((-30, 900))


def test_a_drag_pans_by_pixels_also_through_a_fold(opened: Open) -> None:
    view = opened(far_apart())
    view.set_time(folded=True)
    view.set_visible(-30, 1500)
    x = place(view, 30).x()
    drag(view, place(view, 30), place(view, 30) + QPoint(40, 0), Qt.MouseButton.MiddleButton)
    assert place(view, 30).x() == pytest.approx(x + 40, abs=2)
