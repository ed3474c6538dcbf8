"""Picture and tables: what is selected in one is made out in the other, and the keys stay."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dle_desktop.app.program import Program
from dle_desktop.widgets.workspace import Workspace
from tests.plots.test_timeline_view import middle_of, place


@pytest.fixture
def work(program: Program) -> Workspace:
    program.workspace.timeline.wake()
    return program.workspace


def test_a_row_selected_in_a_table_is_made_out_and_nothing_moves(work: Workspace) -> None:
    shown = work.timeline.visible()
    work.side.tabs.setCurrentWidget(work.side.panels["event"])
    work.side.panels["event"].table.select("e-neutropenia")
    assert work.timeline.pointing.marking.record == "e-neutropenia"
    assert (work.timeline.visible(), work.timeline.cursor_day()) == (shown, None)
    work.side.tabs.setCurrentWidget(work.side.findings)
    assert work.timeline.pointing.marking.record is None


def click(work: Workspace, track: str, day: float) -> None:
    at = place(work.timeline, day, middle_of(work.timeline, track))
    QTest.mouseClick(work.timeline.stack.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_on_a_mark_selects_its_row_and_takes_no_keys(work: Workspace) -> None:
    work.cases.search.setFocus()
    click(work, "events", 396)
    panel = work.side.panels["event"]
    assert work.side.current_panel() is panel
    assert panel.table.selected_id() == "e-neutropenia"
    assert not panel.table.hasFocus()


def test_a_click_leaves_a_tab_without_records_in_front(work: Workspace) -> None:
    work.side.tabs.setCurrentWidget(work.side.findings)
    click(work, "events", 396)
    assert work.side.tabs.currentWidget() is work.side.findings


@pytest.mark.parametrize(
    ("track", "panel", "record"),
    [
        ("drug:lenalidomide", "dose", "d-lenalidomide-10"),
        ("events", "event", "e-neutropenia"),
        ("lab:neutrophils", "lab", None),
    ],
)
def test_t_goes_to_the_table_of_the_track(
    program: Program, work: Workspace, track: str, panel: str, record: str | None
) -> None:
    work.timeline.pointing.choose_track(track)
    work.timeline.set_cursor(400.0)
    program.actions.action("track_table").trigger()
    table = work.side.panels[panel].table
    assert work.side.current_panel() is work.side.panels[panel]
    assert QApplication.focusWidget() is table
    assert table.selected_id() == record or record is None


def test_a_table_without_the_record_is_brought_forward_all_the_same(work: Workspace) -> None:
    work.side.show_table("lab", None)
    assert work.side.current_panel() is work.side.panels["lab"]


def test_snapping_is_ticked_and_remembered(program: Program, work: Workspace) -> None:
    program.actions.action("snap").trigger()
    assert work.timeline.pointing.snapping
    assert program.actions.action("snap").isChecked()
    assert program.settings.values.snap
    program.actions.action("snap").trigger()
    assert not work.timeline.pointing.snapping
