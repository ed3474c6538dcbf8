"""The stack: one day stands at one place in tracks, axis and view boxes, at any width and ratio."""

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dle_desktop.domain.case import Anchor, Case, Event
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.figure import Plot
from dle_desktop.drawing.palette import LIGHT
from dle_desktop.drawing.picture import ticks_of
from dle_desktop.drawing.series import figure_of
from dle_desktop.plots.still_stack import StillStack
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.due_cases import COUNTED
from tests.drawing.pictures import (
    BUNDLED,
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_lab,
    a_score,
    bundled,
)
from tests.plots.views import shown_view, stack_of

WIDTHS = (620, 801, 1000, 1277, 1900)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, bundled(RESPONDER))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("days", [None, (100.0, 300.0), (-63.0, -3.0)])
def test_a_day_stands_at_one_place_in_boxes_tracks_axis_and_overview(
    view: TimelineView, width: int, days: tuple[float, float] | None
) -> None:
    view.resize(width, 700)
    QApplication.processEvents()
    if days is not None:
        view.set_visible(*days)
    scale = view.stack.scale_of_time()
    assert scale is not None
    assert view.axis.scale_of_time == scale == view.overview.scale_of_time
    assert view.axis.mapTo(view, QPointF(0, 0)).x() == view.stack.mapTo(view, QPointF(0, 0)).x()
    first, last = view.visible()
    for share in (0.0, 0.25, 0.61, 1.0):
        day = first + share * (last - first)
        for box in stack_of(view).boxes.values():
            at = stack_of(view).mapFromScene(box.mapViewToScene(QPointF(day, 0.5)))
            exact = box.mapViewToScene(QPointF(day, 0.5)).x()
            assert exact == pytest.approx(scale.x(day), abs=0.5)
            assert at.x() == pytest.approx(scale.x(day), abs=1)
    for item in stack_of(view).items_:
        assert item.scale_of_time == scale


def gaps() -> Case:
    """Return a case with two empty years, and visits on either side."""
    days = (0, 60, 120, 850, 900, 1700, 1760)
    return a_case(
        anchor=Anchor(date="2019-05-31"),
        courses=(a_course(a_dose(0, 120)),),
        assessments=tuple(a_score(day, 9, 2) for day in days),
        events=(Event(id="flare", kind="flare", moment=Moment(offset="P850D")),),
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("origin", ["", "event:flare"])
@pytest.mark.parametrize("mode", ["relative", "calendar"])
@pytest.mark.parametrize("days", [None, (500.0, 1200.0), (-90.0, 870.0)])
def test_folds_and_origins_leave_a_day_at_one_place(
    qtbot: QtBot, width: int, origin: str, mode: str, days: tuple[float, float] | None
) -> None:
    view = shown_view(qtbot, gaps(), width, 700)
    view.set_time(mode=mode, folded=True)
    view.count_from(origin)
    if days is not None:
        view.set_visible(*days)
    scale, figure = view.stack.scale_of_time(), view.figure
    assert scale is not None
    assert figure is not None
    assert len(scale.folds.spans) == 2
    assert view.axis.scale_of_time == scale == view.overview.scale_of_time
    for day in (-20.0, 0.0, 60.0, 400.0, 850.0, 900.5, 1300.0, 1760.0):
        for box in stack_of(view).boxes.values():
            place = box.folds.place(day)
            at = box.mapViewToScene(QPointF(place, 0.5)).x()
            assert at == pytest.approx(scale.x(day), abs=0.5)
    for item in stack_of(view).items_:
        assert item.scale_of_time == scale
    for tick in ticks_of(figure, scale, view.time, 1.0):
        assert scale.left - 0.5 <= scale.x(tick.day) <= scale.right + 0.5
    view.zoom_all()
    whole, shown = view.overview.whole(), view.stack.scale_of_time()
    assert whole is not None
    assert shown is not None
    for day in (0.0, 400.0, 850.0, 1760.0):
        assert whole.x(day) == pytest.approx(shown.x(day), abs=0.5)


def test_values_stand_at_one_height_in_box_and_track(view: TimelineView) -> None:
    assert view.stack.layout_ is not None
    for track in view.stack.layout_.tracks:
        if not isinstance(track.content, Plot):
            continue
        box = stack_of(view).boxes[track.content.key]
        top = track.content.top
        for value, y in ((0.0, track.bottom), (top, track.top)):
            assert box.mapViewToScene(QPointF(0, value)).y() == pytest.approx(y, abs=0.5)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("folded", [False, True])
def test_marks_of_a_day_are_painted_in_one_column_at_any_pixel_ratio(
    qtbot: QtBot, width: int, ratio: float, folded: bool
) -> None:
    case = a_case(
        courses=(a_course(a_dose(200, 200, 15.0, frequency="single"), drug="methotrexate"),),
        assessments=(a_score(0, 5, 2), a_score(200, 15, 15), a_score(400, 5, 2)),
        labs=(a_lab(0, 1.0), a_lab(200, 3.5), a_lab(400, 1.0)),
    )
    made = shown_view(qtbot, case, width, 600)
    made.set_time(folded=folded)
    assert bool(stack_of(made).folds.spans) is folded
    stack = stack_of(made)
    picture = stack._painted(
        QSize(round(stack.width() * ratio), round(stack.height() * ratio)), ratio
    ).toImage()
    scale = stack.scale_of_time()
    assert scale is not None
    assert stack.layout_ is not None
    x = scale.x(200) * ratio
    for track in stack.layout_.tracks:
        plot = hasattr(track.content, "points")
        middle = (track.top + track.bottom) / 2
        top, bottom = (track.top, middle) if plot else (middle, track.bottom - 3)
        columns = _inked(picture, x - 6 * ratio, x + 6 * ratio, top * ratio, bottom * ratio)
        assert columns, track.content
        assert (columns[0] + columns[-1] + 1) / 2 == pytest.approx(x, abs=0.75)
    axis = QImage(round(made.axis.width() * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    axis.setDevicePixelRatio(ratio)
    painter = QPainter(axis)
    made.axis.render(painter, QPointF(0, 0).toPoint())
    painter.end()
    zero = scale.x(0) * ratio
    columns = _inked(axis, zero - 6 * ratio, zero + 6 * ratio, 2.2 * ratio, 4.5 * ratio)
    assert (columns[0] + columns[-1] + 1) / 2 == pytest.approx(zero, abs=0.75)


def _inked(image: QImage, left: float, right: float, top: float, bottom: float) -> list[int]:
    ground = LIGHT.color("surface").lightness()
    return [
        column
        for column in range(round(left), round(right) + 1)
        if min(
            image.pixelColor(column, row).lightness() for row in range(int(top) + 1, int(bottom))
        )
        < ground - 70
    ]


@pytest.mark.parametrize("name", BUNDLED)
def test_the_picture_survives_any_size(view: TimelineView, name: str) -> None:
    view.show_case(bundled(name))
    for size in ((1, 1), (50, 60), (300, 2000), (2500, 200), (1000, 700)):
        view.resize(*size)
        QApplication.processEvents()
        view.grab()
    assert view.figure is not None
    assert view.visible() == pytest.approx((view.figure.span.first, view.figure.span.last))


def test_moving_the_cursor_does_not_paint_the_picture_anew(view: TimelineView) -> None:
    view.grab()
    kept = stack_of(view)._picture
    assert kept is not None
    view.set_cursor(100.0)
    view.grab()
    assert stack_of(view)._picture is kept
    view.set_visible(0, 100)
    view.grab()
    assert stack_of(view)._picture is not kept


@pytest.mark.parametrize("name", BUNDLED)
def test_the_still_picture_is_the_one_that_wakes(qtbot: QtBot, name: str) -> None:
    still = StillStack()
    qtbot.addWidget(still)
    figure = figure_of(bundled(name))
    view = shown_view(qtbot, bundled(name))
    stack = stack_of(view)
    still.room = stack.room
    still.resize(stack.size())
    still.show_figure(figure, keep_range=False)
    assert still.layout_ == stack.layout_
    assert still.range_ == pytest.approx(stack.range_)
    one, two = still.grab().toImage(), stack.grab().toImage()
    assert one.size() == two.size()
    different = sum(
        abs(one.pixelColor(x, y).lightness() - two.pixelColor(x, y).lightness()) > 8
        for x in range(0, one.width(), 3)
        for y in range(0, one.height(), 3)
    )
    assert different == 0


def test_a_still_picture_takes_no_gestures_and_follows_its_size(qtbot: QtBot) -> None:
    still = StillStack()
    qtbot.addWidget(still)
    still.show_figure(figure_of(bundled(RESPONDER)), keep_range=False)
    shown = still.range_
    still.zoom(0.5)
    still.set_cursor_day(5.0)
    assert still.range_ == shown
    still.show()
    still.resize(900, 500)
    assert still.layout_ is not None
    scale = still.scale_of_time()
    assert scale is not None
    assert (scale.left, scale.width) == (still.layout_.left, still.layout_.width)


@pytest.mark.parametrize(("on", "record", "cursor"), [(46, "lab-46", None), (28, None, 28.0)])
def test_a_double_click_opens_a_count_and_goes_to_a_missed_day(
    qtbot: QtBot, on: float, record: str | None, cursor: float | None
) -> None:
    view = shown_view(qtbot, COUNTED)
    stack = stack_of(view)
    assert stack.layout_ is not None
    track, scale = stack.layout_.tracks[-1], stack.scale_of_time()
    assert scale is not None
    opened: list[str] = []
    view.record_activated.connect(opened.append)
    at = QPointF(scale.x(on), track.top + track.height / 2).toPoint()
    QTest.mouseDClick(stack.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == ([record] if record else [])
    assert cursor is None or view.cursor_day() == cursor


def test_the_lanes_box_ends_above_the_plots(qtbot: QtBot) -> None:
    view = shown_view(qtbot, COUNTED)
    stack = stack_of(view)
    plots = [box for key, box in stack.boxes.items() if key != "timeline"]
    assert "blood counts" in stack.boxes
    lanes = stack.boxes["timeline"].sceneBoundingRect()
    assert not any(lanes.intersects(box.sceneBoundingRect()) for box in plots)
