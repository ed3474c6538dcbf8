"""Editing on the picture in the real program: one named step each, filled forms, menus."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.domain.case import Case, Dose, Event
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.moves import Move
from dle_desktop.domain.records import find_record
from dle_desktop.plots.edit_requests import EditRequests, Spot, Wanted
from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.services.session import Session, same_content
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets.record_form import RecordForm
from tests.plots.pointing import CONTROL, LEFT, SHIFT, drag, place
from tests.plots.views import stack_of
from tests.widgets.conftest import open_case
from tests.widgets.test_editing import accept_button, form_of

FIRST, SECOND = "d-lenalidomide-5", "d-lenalidomide-10"


@pytest.fixture
def view(program: Program) -> TimelineView:
    program.workspace.timeline.wake()
    return program.workspace.timeline


@pytest.fixture
def requests(view: TimelineView) -> EditRequests:
    return view.edits


def dose(session: Session, dose_id: str) -> Dose:
    found = find_record(open_case(session), dose_id)
    assert isinstance(found, Dose)
    return found


def menu_at(program: Program, *record_ids: str, day: float = 100, wanted: Wanted | None = None,
            ) -> QMenu:  # fmt: skip
    spot = Spot(day=day, record_ids=record_ids, wanted=wanted, at=QPoint(10, 10))
    menu = program.workspace.picture.menu(spot)
    assert menu is not None
    return menu


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(text)).trigger()


def undone(program: Program, session: Session, before: Case) -> bool:
    program.actions.action("undo").trigger()
    return same_content(before, open_case(session))


def test_an_edge_dragged_is_one_step_that_can_be_undone(
    program: Program, session: Session, view: TimelineView
) -> None:
    before = open_case(session)
    drag(view, place(view, "lenalidomide", 308), place(view, "lenalidomide", 350), then=SHIFT)
    moved_to = dose(session, FIRST).end
    assert moved_to is not None
    assert moved_to == dose(session, SECOND).start != Moment(date="2022-01-03")
    assert program.actions.action("undo").text() == "&Undo move end of lenalidomide 5 mg"
    assert undone(program, session, before)


def test_a_visit_drawn_opens_its_form_and_is_stored_only_when_confirmed(
    program: Program, session: Session, view: TimelineView
) -> None:
    before = open_case(session)
    QTest.mouseClick(stack_of(view).viewport(), LEFT, CONTROL, place(view, "activity", 70, 1 / 3))
    form = form_of(program)
    draft = form.rows.draft()
    assert (draft["moment"][:7], draft["instrument"]) == ("2021-05", "CLASI")
    assert int(draft["activity"]) == pytest.approx(20, abs=1)
    assert same_content(open_case(session), before)
    assert accept_button(form).isEnabled()
    accept_button(form).click()
    assert len(open_case(session).assessments) == len(before.assessments) + 1
    assert undone(program, session, before)


def test_a_dose_drawn_opens_its_form_with_drug_days_and_amount(
    program: Program, view: TimelineView
) -> None:
    drag(view, place(view, "prednisone", 230), place(view, "prednisone", 260), CONTROL)
    draft = form_of(program).rows.draft()
    assert (draft["drug"], draft["route"], draft["unit"]) == ("prednisone", "oral", "mg")
    assert (draft["start"][:4], draft["end"][:4], draft["amount"]) == ("2021", "2021", "5")
    form_of(program).reject()


@pytest.mark.parametrize(
    ("move", "text"),
    [
        (Move(record_id=FIRST, day=20), "Move lenalidomide 5 mg"),
        (Move(record_id="d-prednisone-taper", day=30), "Move prednisone taper"),
        (Move(record_id="e-neutropenia", day=30), "Move neutropenia"),
    ],
)
def test_each_step_says_what_moved(
    session: Session, requests: EditRequests, move: Move, text: str
) -> None:
    requests.move(move)
    assert session.undo_stack.undoText().startswith(text)


def test_a_move_that_changes_nothing_or_of_a_record_that_is_gone_is_no_step(
    session: Session, requests: EditRequests
) -> None:
    requests.move(Move(record_id=FIRST, day=0))
    requests.move(Move(record_id="gone", day=10))
    assert session.undo_stack.count() == 0


def test_a_dose_offers_what_can_be_done_with_it(program: Program) -> None:
    wanted = Wanted(kind="dose", day=100, drug="lenalidomide")
    assert texts(menu_at(program, FIRST, wanted=wanted)) == [
        "Edit lenalidomide 5 mg…", "Split on month 3.3", "End on month 3.3",
        "Hold from month 3.3…", "Add next step…", "Delete lenalidomide 5 mg",
        "Add dose of lenalidomide on month 3.3…", "Add CLASI on month 3.3…",
        "Add lab on month 3.3…", "Add event on month 3.3…",
    ]  # fmt: skip
    start = menu_at(program, FIRST, day=0)
    assert [one.text() for one in start.actions() if not one.isEnabled()] == [
        "Split on day 0", "End on day 0",
    ]  # fmt: skip


def test_a_dose_is_split_ended_and_deleted_from_the_menu(
    program: Program, session: Session
) -> None:
    before = open_case(session)
    choose(menu_at(program, FIRST), "Split")
    assert dose(session, FIRST).end == Moment(date="2021-06-09")
    assert len(open_case(session).courses[0].doses) == len(before.courses[0].doses) + 1
    assert undone(program, session, before)
    choose(menu_at(program, SECOND, day=400), "End")
    assert (dose(session, SECOND).ongoing, dose(session, SECOND).end) == (
        False, Moment(date="2022-04-05"),
    )  # fmt: skip
    assert session.undo_stack.undoText() == "End lenalidomide 10 mg"
    assert undone(program, session, before)
    choose(menu_at(program, SECOND), "Delete")
    assert find_record(open_case(session), SECOND) is None
    assert undone(program, session, before)


def test_the_next_step_of_an_ongoing_dose_ends_it_in_the_same_step(
    program: Program, session: Session
) -> None:
    before = open_case(session)
    choose(menu_at(program, SECOND, day=400), "Add next step")
    form = form_of(program)
    assert form.rows.draft()["start"] == "2022-04-05"
    accept_button(form).click()
    assert (dose(session, SECOND).end, dose(session, SECOND).ongoing) == (
        Moment(date="2022-04-05"), False,
    )  # fmt: skip
    assert undone(program, session, before)


def test_a_dose_is_held_from_a_day_on_without_ending_it(program: Program, session: Session) -> None:
    before = open_case(session)
    choose(menu_at(program, SECOND, day=400), "Hold from")
    draft = form_of(program).rows.draft()
    assert (draft["drug"], draft["status"], draft["start"], draft["amount"]) == (
        "lenalidomide", "held", "2022-04-05", "",
    )  # fmt: skip
    accept_button(form_of(program)).click()
    held = next(one for one in open_case(session).courses[0].doses if one.status == "held")
    assert dose(session, SECOND).ongoing
    assert texts(menu_at(program, held.id))[:1] == ["Edit lenalidomide held…"]
    assert not [text for text in texts(menu_at(program, held.id)) if text.startswith("Hold")]
    assert undone(program, session, before)


def test_the_next_step_of_an_ended_dose_begins_where_it_ends(program: Program) -> None:
    choose(menu_at(program, FIRST), "Add next step")
    assert form_of(program).rows.draft()["start"] == "2022-01-03"
    form_of(program).reject()


def test_a_mark_is_edited_from_the_menu_and_an_empty_place_takes_a_record(
    program: Program,
) -> None:
    choose(menu_at(program, "e-neutropenia"), "Edit")
    assert form_of(program).windowTitle() == "Change event"
    form_of(program).reject()
    for kind, title in (
        ("Add lab", "Add lab"),
        ("Add event", "Add event"),
        ("Add dose", "Add dose"),
    ):
        choose(menu_at(program, day=100), kind)
        form = next(one for one in program.window.findChildren(RecordForm) if one.isVisible())
        assert form.windowTitle() == title
        said = form.rows.draft()
        assert said.get("moment", said.get("start")) == "2021-06-09"
        form.reject()


def test_several_records_of_a_day_stand_in_menus_of_their_own(program: Program) -> None:
    menu = menu_at(program, FIRST, "e-neutropenia")
    assert texts(menu)[0] == "lenalidomide 5 mg"
    assert "Add dose on month 3.3…" in texts(menu)


def test_a_text_with_an_ampersand_stays_as_written(program: Program, session: Session) -> None:
    case = open_case(session)
    event = Event(id="e-and", moment=Moment(date="2021-06-01"), text="cough & cold")
    session.edit(replace(case, events=(*case.events, event)), "Add event")
    assert texts(menu_at(program, "e-and"))[0] == "Edit cough && cold…"


def test_the_menu_opens_where_it_was_asked_for(
    program: Program, requests: EditRequests, qtbot: QtBot
) -> None:
    spot = Spot(day=100, record_ids=(FIRST,), wanted=None, at=QPoint(10, 10))
    requests.menu_requested.emit(spot)
    menu = next(one for one in program.window.findChildren(QMenu) if one.isVisible())
    assert texts(menu)[0] == "Edit lenalidomide 5 mg…"
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


@pytest.mark.parametrize(
    ("reason", "opens"),
    [(QContextMenuEvent.Reason.Keyboard, True), (QContextMenuEvent.Reason.Mouse, False)],
)
def test_the_menu_key_opens_it_and_the_mouse_does_not_open_a_second(
    program: Program, view: TimelineView, reason: QContextMenuEvent.Reason, opens: bool
) -> None:
    at = QPoint(300, 40)
    QApplication.sendEvent(view, QContextMenuEvent(reason, at, view.mapToGlobal(at)))
    menus = [one for one in program.window.findChildren(QMenu) if one.isVisible()]
    assert bool(menus) is opens
    for menu in menus:
        menu.close()


def test_the_menu_of_the_cursors_day_is_asked_for_from_the_edit_menu(
    program: Program, view: TimelineView
) -> None:
    view.set_cursor(396.0)
    program.actions.action("change_at_cursor").trigger()
    menu = next(one for one in program.window.findChildren(QMenu) if one.isVisible())
    named = [action.text() for action in menu.actions() if action.menu() is not None]
    assert "lenalidomide 10 mg" in named
    assert any("neutropenia" in name for name in named)
    menu.close()


def test_a_calculated_value_says_why_it_does_not_move(
    program: Program, requests: EditRequests
) -> None:
    requests.refused.emit("calculated")
    assert "A calculated value follows its results" in program.workspace.messages.text.text()


def test_a_library_opened_for_reading_refuses_all_and_says_so(
    program: Program, session: Session, view: TimelineView
) -> None:
    case = open_case(session)
    session.use_store(CaseStore.open(session.store.path, read_only=True))
    session.open_case(case.id)
    assert not view.edits.allowed
    at = place(view, "lenalidomide", 100)
    drag(view, at, at + QPoint(60, 0), CONTROL)
    assert "open for reading only" in program.workspace.messages.text.text()
    view.edits.menu_requested.emit(Spot(day=1, record_ids=(FIRST,), wanted=None, at=at))
    assert not [one for one in program.window.findChildren(QMenu) if one.isVisible()]
    assert same_content(open_case(session), case)
