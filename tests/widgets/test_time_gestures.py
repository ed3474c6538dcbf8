"""Time by menus and keys: presets, back and forward, units, origins, folds, on screen and paper."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.domain.case import Event
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.view_options import ViewOptions
from dle_desktop.services.session import Session
from dle_desktop.widgets.actions import COUNT_FROM
from tests.fakes import FakePrompts
from tests.widgets.conftest import open_case


def trigger(program: Program, name: str) -> None:
    action = program.actions.action(name)
    assert action.isEnabled(), name
    action.trigger()


def shown(program: Program) -> tuple[float, float]:
    return program.workspace.timeline.visible()


def can(program: Program, name: str) -> bool:
    return program.actions.action(name).isEnabled()


@pytest.fixture(autouse=True)
def awake(program: Program) -> None:
    program.workspace.timeline.wake()


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("on_drug", (-20.16, 692.16)),
        ("last_months", (488 - 5.52, 672 + 5.52)),
        ("zoom_all", (-63, 703.5)),
    ],
)
def test_a_preset_shows_its_days(program: Program, name: str, days: tuple[float, float]) -> None:
    program.workspace.timeline.set_visible(100, 200)
    trigger(program, name)
    assert shown(program) == pytest.approx(days, abs=0.1)


def test_around_the_selected_record_are_three_months_on_either_side(program: Program) -> None:
    assert program.workspace.side.show_record("e-neutropenia")
    trigger(program, "around_record")
    first, last = shown(program)
    assert (396 - first, last - 396) == pytest.approx((91, 91), abs=2)


def test_without_a_selected_record_there_is_nothing_to_show_around(program: Program) -> None:
    side = program.workspace.side
    side.tabs.setCurrentWidget(side.findings)
    assert not can(program, "around_record")


def test_a_case_without_the_drug_has_no_time_on_it(program: Program, session: Session) -> None:
    session.edit(replace(open_case(session), courses=()), "Clear")
    assert not can(program, "on_drug")
    trigger(program, "last_months")
    empty = replace(open_case(session), assessments=(), labs=(), events=(), follow_up_end=None)
    session.edit(empty, "Clear")
    assert not can(program, "last_months")


def test_back_and_forward_are_there_when_there_is_where_to_go(program: Program) -> None:
    assert not can(program, "back")
    before = shown(program)
    trigger(program, "on_drug")
    assert not can(program, "forward")
    drug = shown(program)
    trigger(program, "back")
    assert shown(program) == pytest.approx(before)
    assert not can(program, "back")
    trigger(program, "forward")
    assert shown(program) == pytest.approx(drug)
    assert can(program, "back")
    assert not can(program, "forward")


def test_going_back_in_time_undoes_no_data(program: Program, session: Session) -> None:
    session.edit(replace(open_case(session), label="Edited"), "Edit")
    trigger(program, "on_drug")
    trigger(program, "back")
    assert open_case(session).label == "Edited"


def test_keys_reach_them_from_the_timeline(program: Program, qtbot: QtBot) -> None:
    timeline = program.workspace.timeline
    timeline.set_visible(100, 200)
    timeline.setFocus()
    qtbot.waitUntil(timeline.hasFocus)
    QTest.keyClick(timeline, Qt.Key.Key_PageDown)
    assert shown(program) == pytest.approx((200, 300))
    QTest.keyClick(timeline, Qt.Key.Key_PageUp)
    assert shown(program) == pytest.approx((100, 200))
    QTest.keyClick(timeline, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(program) == pytest.approx((200, 300))
    QTest.keyClick(timeline, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert shown(program) == pytest.approx((-20.16, 692.16), abs=0.1)


def test_page_keys_in_a_table_leave_the_timeline_alone(program: Program, qtbot: QtBot) -> None:
    before = shown(program)
    table = program.workspace.side.panels["dose"].table
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    QTest.keyClick(table, Qt.Key.Key_PageDown)
    assert shown(program) == before


@pytest.mark.parametrize("unit", ["day", "week", "month", "auto"])
def test_a_unit_is_chosen_and_remembered(program: Program, unit: str) -> None:
    trigger(program, f"unit_{unit}")
    assert program.workspace.timeline.time.unit == unit
    assert program.settings.values.unit == unit
    assert program.actions.action(f"unit_{unit}").isChecked()


def test_folding_is_ticked_and_remembered(program: Program) -> None:
    trigger(program, "fold_empty")
    assert program.workspace.timeline.time.folded
    assert program.settings.values.empty_folded
    assert program.actions.action("fold_empty").isChecked()
    trigger(program, "fold_empty")
    assert not program.workspace.timeline.time.folded


def offered(program: Program) -> dict[str, QAction]:
    """Return what the menu offers to count from, by its words."""
    menu = program.actions.menu(COUNT_FROM)
    menu.aboutToShow.emit()
    found = {}
    for action in menu.actions():
        inner = action.menu()
        members = inner.actions() if inner is not None else [action]  # type: ignore[attr-defined]
        found.update({one.text(): one for one in members})
    return found


def test_the_case_is_counted_from_what_the_menu_offers(program: Program, session: Session) -> None:
    choices = offered(program)
    assert choices["Day 0: first lenalidomide dose"].isChecked()
    choices["Lenalidomide 10 mg/d (month 10.1)"].trigger()
    assert program.workspace.timeline.time.start == 308
    read_out = program.workspace.side.read_out
    told = "Day 672, month 22.0, month 12.0 since lenalidomide 10 mg per day, 2 January 2023."
    assert read_out.text().startswith(told)
    again = offered(program)
    assert again["Lenalidomide 10 mg/d (month 10.1)"].isChecked()
    assert not again["Day 0: first lenalidomide dose"].isChecked()
    mine = open_case(session).id
    session.open_case(next(case.id for case in session.cases if "Case 2" in case.label))
    assert read_out.text().startswith("Day 210, month 6.9")
    session.open_case(mine)
    assert "since lenalidomide 10 mg per day" in read_out.text()
    offered(program)["Day 0: first lenalidomide dose"].trigger()
    assert program.workspace.timeline.time.origin is None


def test_events_of_a_kind_are_offered_in_a_menu_of_their_own(
    program: Program, session: Session
) -> None:
    case = open_case(session)
    more = tuple(
        Event(id=f"f{day}", kind="flare", moment=Moment(offset=f"P{day}D"), text="R&D & scalp")
        for day in (60, 200)
    )
    session.edit(replace(case, events=case.events + more), "Add flares")
    offered(program)["2nd flare: R&&D && scalp (month 6.5)"].trigger()
    assert program.workspace.timeline.time.start == 200
    titles = [action.text() for action in program.actions.menu(COUNT_FROM).actions()]
    assert "Flare" in titles
    for _ in range(3):
        assert len(offered(program)) == len(offered(program))


def test_nothing_is_offered_without_a_case(program: Program, session: Session) -> None:
    for case in session.cases:
        session.apply([(case, None)], "Delete")
    offered(program)
    trigger_names = ("back", "forward", "on_drug", "type_range", "around_record")
    assert not any(can(program, name) for name in trigger_names)
    program.workspace.open_range_bar()
    assert program.workspace._range_bar is None


def test_paper_tells_time_as_the_screen_does(
    program: Program, prompts: FakePrompts, tmp_path: Path
) -> None:
    offered(program)["Lenalidomide 10 mg/d (month 10.1)"].trigger()
    trigger(program, "fold_empty")
    prompts.target = tmp_path / "case.pdf"
    trigger(program, "snapshot")
    pages = (page.extract_text() for page in PdfReader(prompts.target).pages)
    text = " ".join(" ".join(pages).split())
    assert "months since lenalidomide 10 mg/d" in text
    assert "The axis counts from lenalidomide 10 mg/d, day 308" in text


def test_a_menu_of_a_menu_is_named_with_its_own_in_the_list_of_shortcuts(program: Program) -> None:
    rows = {words: (menu, keys) for menu, words, keys in program.actions.shortcuts()}
    assert rows["Back"] == ("Timeline > Time range", "Alt+Left")


def test_one_scale_of_doses_is_ticked_whoever_chose_it(program: Program) -> None:
    assert program.actions.action("scale_own").isChecked()
    trigger(program, "scale_root")
    timeline = program.workspace.timeline
    assert timeline.figure is not None
    assert all(lane.rooted for lane in timeline.figure.lanes if lane.peak)
    assert program.actions.action("scale_root").isChecked()
    timeline.set_options(ViewOptions(dose_scale="common"))
    assert program.actions.action("scale_common").isChecked()
