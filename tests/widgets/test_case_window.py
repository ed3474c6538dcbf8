"""Further windows: their own days and tracks, the same case, gone without a trace."""

import gc

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.drawing.view_options import ViewOptions
from dle_desktop.widgets.case_window import CaseWindow
from tests.widgets.conftest import open_case

FEW = ViewOptions(hidden=("damage",))


def opened(program: Program) -> CaseWindow:
    before = {id(one) for one in windows()}
    program.actions.action("new_window").trigger()
    return next(one for one in windows() if id(one) not in before)


def windows() -> list[CaseWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CaseWindow)]


def let_go() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def test_it_begins_with_what_is_shown_and_goes_its_own_way(program: Program) -> None:
    main = program.workspace.timeline
    main.set_options(FEW)
    main.set_visible(10.0, 200.0)
    window = opened(program)
    assert window.timeline.options == FEW
    assert [round(day) for day in window.timeline.visible()] == [10, 200]
    window.timeline.set_visible(50.0, 90.0)
    window.timeline.set_options(ViewOptions())
    assert main.options == FEW
    assert [round(day) for day in main.visible()] == [10, 200]
    window.close()


def test_it_counts_from_what_the_main_window_counts_from(program: Program) -> None:
    main = program.workspace.timeline
    assert main.figure is not None
    main.count_from(f"event:{main.figure.events[0].record_id}")
    window = opened(program)
    assert window.timeline.time == main.time
    main.count_from("")
    assert window.timeline.time.origin is not None
    window.close()


def test_no_title_names_a_patient(program: Program) -> None:
    first, second = opened(program), opened(program)
    label = open_case(program.session).label
    assert label not in first.windowTitle()
    assert first.windowTitle() != second.windowTitle()
    for window in (first, second):
        window.close()


def test_it_follows_edits_of_its_case_and_stays_with_it(program: Program) -> None:
    window, case = opened(program), open_case(program.session)
    window.timeline.set_cursor(100.0)
    program.session.edit(replace(case, label="Edited"), "Rename")
    assert window.header.title.text() == "Edited"
    assert window.timeline.cursor_day() == 100.0
    other = next(one.id for one in program.session.cases if one.id != case.id)
    program.session.open_case(other)
    assert window.header.title.text() == "Edited"
    window.close()


def test_it_closes_with_its_case(program: Program) -> None:
    window, case = opened(program), open_case(program.session)
    program.session.apply([(case, None)], "Delete")
    assert not window.isVisible()


def test_a_record_opened_there_opens_in_the_main_window(program: Program) -> None:
    window, case = opened(program), open_case(program.session)
    other = next(one.id for one in program.session.cases if one.id != case.id)
    program.session.open_case(other)
    window.timeline.record_activated.emit(case.assessments[0].id)
    assert open_case(program.session).id == case.id
    side = program.workspace.side
    assert side.tabs.currentWidget() is side.panels["assessment"]
    window.close()


def test_its_keys_are_its_own(program: Program, qtbot: QtBot) -> None:
    window = opened(program)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.timeline.hasFocus() or window.isActiveWindow())
    axis = window.timeline.time.mode
    window.turn_axis()
    assert window.timeline.time.mode != axis
    assert program.workspace.timeline.time.mode == axis
    window.show_tracks()
    window.show_tracks()
    window.close()


def test_closing_the_main_window_closes_them(program: Program) -> None:
    window = opened(program)
    program.window.close()
    assert not window.isVisible()


def test_fifty_windows_opened_and_closed_leave_nothing(program: Program) -> None:
    def once() -> None:
        opened(program).close()
        let_go()

    once()
    widgets, objects = len(QApplication.allWidgets()), len(gc.get_objects())
    for _ in range(50):
        once()
    assert windows() == []
    assert len(QApplication.allWidgets()) <= widgets
    assert len(gc.get_objects()) < objects + 2000
