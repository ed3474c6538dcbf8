"""The list of tracks, worked by keys and clicks, live on the timeline."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.drawing.layout import contents_of, key_of
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.widgets.tracks_dialog import TracksDialog
from tests.drawing.pictures import NON_RESPONDER, RESPONDER, bundled

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def timeline(qtbot: QtBot) -> TimelineView:
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show_case(bundled(RESPONDER))
    return view


@pytest.fixture
def dialog(timeline: TimelineView, qtbot: QtBot) -> Iterator[TracksDialog]:
    made = TracksDialog(timeline)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    with qtbot.waitSignal(made.destroyed):
        made.close()


def drawn(timeline: TimelineView) -> list[str]:
    assert timeline.figure is not None
    return [key_of(one) for one in contents_of(timeline.figure)]


def put_in_front(dialog: TracksDialog, name: str) -> int:
    names = [dialog.list.item(row).text().partition(",")[0] for row in range(dialog.list.count())]
    dialog.list.setCurrentRow(names.index(name))
    return names.index(name)


def test_space_hides_a_track_and_shows_it_again(
    timeline: TimelineView, dialog: TracksDialog
) -> None:
    put_in_front(dialog, "CLASI damage")
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert "damage" not in drawn(timeline)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert timeline.options == DEFAULT_VIEW


def test_another_laboratory_value_is_drawn_besides(
    timeline: TimelineView, dialog: TracksDialog
) -> None:
    put_in_front(dialog, "platelets")
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert {"lab:neutrophils", "lab:platelets"} <= set(drawn(timeline))


def test_alt_and_an_arrow_move_a_track_and_stay_with_it(
    timeline: TimelineView, dialog: TracksDialog
) -> None:
    row = put_in_front(dialog, "CLASI damage")
    QTest.keyClick(dialog.list, Qt.Key.Key_Up, ALT)
    assert drawn(timeline).index("damage") < drawn(timeline).index("activity")
    assert dialog.list.currentRow() == row - 1
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, ALT)
    assert drawn(timeline).index("damage") > drawn(timeline).index("activity")


def test_the_first_track_goes_no_higher(timeline: TimelineView, dialog: TracksDialog) -> None:
    dialog.list.setCurrentRow(0)
    assert not dialog.up.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_Up, ALT)
    assert timeline.options == DEFAULT_VIEW
    dialog.down.click()
    assert dialog.list.currentRow() == 1


def test_height_by_slider_and_by_number_agree(timeline: TimelineView, dialog: TracksDialog) -> None:
    put_in_front(dialog, "CLASI damage")
    dialog.slider.setValue(200)
    assert timeline.options.height("damage") == 2.0
    assert dialog.height_box.value() == 200
    assert dialog.list.currentItem().text() == "CLASI damage, 200 %"
    dialog.height_box.setValue(100)
    assert timeline.options == DEFAULT_VIEW


def test_as_usual_undoes_what_moves_tracks_and_keeps_the_rest(
    timeline: TimelineView, dialog: TracksDialog
) -> None:
    timeline.set_options(
        ViewOptions(order=("damage",), hidden=("events",), analytes=("platelets",),
                    heights=(("activity", 2.0),), grade_bands=True)
    )  # fmt: skip
    dialog.usual.click()
    assert timeline.options == ViewOptions(grade_bands=True)


def test_a_row_dropped_elsewhere_moves_its_track(
    timeline: TimelineView, dialog: TracksDialog
) -> None:
    row = put_in_front(dialog, "CLASI damage")
    item = dialog.list.model().index(row, 0).parent()
    dialog.list.model().moveRow(item, row, item, 0)
    assert drawn(timeline)[0] == "damage"


def test_the_list_follows_the_case(timeline: TimelineView, dialog: TracksDialog) -> None:
    timeline.show_case(bundled(NON_RESPONDER))
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert "clobetasol" in names
    assert "prednisone" not in names
    timeline.show_case(None)
    assert dialog.list.count() == 0
    assert not dialog.slider.isEnabled()


def test_a_timeline_that_goes_first_is_no_fault(qtbot: QtBot) -> None:
    view = TimelineView()
    view.show_case(bundled(RESPONDER))
    dialog = TracksDialog(view, view)
    dialog.show()
    with qtbot.waitSignal(dialog.destroyed):
        view.deleteLater()
