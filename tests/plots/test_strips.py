"""The strips: the cursor's tag stays on the axis, the frame of what is shown on the overview."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dle_desktop.drawing.palette import LIGHT
from dle_desktop.plots.overview import OverviewStrip
from dle_desktop.plots.strips import AxisStrip
from tests.drawing.pictures import RESPONDER, bundled
from tests.plots.views import shown_view


def accented(widget: QWidget) -> list[int]:
    """Return the columns of a widget with a pixel of the accent's blue, fills and inks left out."""
    image = widget.grab().toImage()
    return [
        x
        for x in range(image.width())
        if any(
            pixel.blue() - pixel.red() > 60
            for pixel in (image.pixelColor(x, y) for y in range(image.height()))
        )
    ]


@pytest.mark.parametrize("day", [-63.0, 100.0, 703.0])
def test_the_cursors_tag_stays_on_the_axis(qtbot: QtBot, day: float) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    assert accented(view.axis) == []
    view.set_cursor(day)
    scale = view.axis.scale_of_time
    assert scale is not None
    tag = accented(view.axis)
    assert scale.left - 1 <= tag[0] <= scale.x(day) + 1
    assert scale.x(day) - 1 <= tag[-1] + 1 <= scale.right + 1
    view.set_cursor(None)
    assert accented(view.axis) == []


@pytest.mark.parametrize("days", [(100.0, 300.0), (0.0, 30.0)])
def test_the_frame_stands_where_the_shown_days_are(qtbot: QtBot, days: tuple[float, float]) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    view.set_visible(*days)
    whole = view.overview.whole()
    assert whole is not None
    frame = accented(view.overview)
    assert frame[0] == pytest.approx(whole.x(days[0]), abs=4)
    assert frame[-1] == pytest.approx(whole.x(days[1]), abs=4)


def test_a_click_beside_the_frame_brings_it_there(qtbot: QtBot) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    view.set_visible(0, 100)
    whole = view.overview.whole()
    assert whole is not None
    at = QPoint(round(whole.x(500)), 20)
    QTest.mouseClick(view.overview, Qt.MouseButton.LeftButton, pos=at)
    assert view.visible() == pytest.approx((450, 550), abs=2)


def test_strips_without_a_case_are_empty_and_take_no_gestures(qtbot: QtBot) -> None:
    for strip in (AxisStrip(), OverviewStrip()):
        qtbot.addWidget(strip)
        strip.resize(300, strip.height())
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton)
        image = strip.grab().toImage()
        assert {image.pixelColor(x, 20).name() for x in range(300)} == {LIGHT.surface.casefold()}
