"""Exporting the open case with reduced identifiers: the choices, the check list, the file."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.domain.case import Anchor, Case, Course, Dose, Event, Subject
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.case_json import read_cases
from dle_desktop.services.session import Session
from dle_desktop.widgets.deidentify_dialog import DeidentifyDialog
from tests.fakes import FakePrompts
from tests.widgets.conftest import open_case

CASE = Case(
    id="00000000-0000-4000-8000-000000000001",
    label="Anna",
    subject=Subject(name="Anna Miller", birth_year=1970),
    anchor=Anchor(date="2024-01-01"),
    courses=(
        Course(
            id="c",
            drug="prednisone",
            doses=(Dose(id="d", start=Moment(offset="P0D"), note="by Miller"),),
        ),
    ),
    events=(
        Event(id="e1", moment=Moment(date="2024-02-01"), text="seen by Miller on 3.4.19"),
        Event(id="e2", moment=Moment(date="2024-03-01"), text="rash"),
    ),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> DeidentifyDialog:
    made = DeidentifyDialog(CASE)
    qtbot.addWidget(made)
    return made


def asked(program: Program) -> DeidentifyDialog:
    action = program.actions.action("export_reduced")
    assert action.isEnabled()
    action.trigger()
    return next(one for one in program.window.findChildren(DeidentifyDialog) if one.isVisible())


def saved(dialog: DeidentifyDialog, qtbot: QtBot) -> Case:
    with qtbot.waitSignal(dialog.save_requested) as saying:
        dialog.save.click()
    case = saying.args[0]
    assert isinstance(case, Case)
    return case


def lines(dialog: DeidentifyDialog) -> list[str]:
    return [dialog.checks.item(row).text() for row in range(dialog.checks.count())]


def test_no_free_text_is_ticked_and_each_says_what_it_may_hold(
    dialog: DeidentifyDialog, qtbot: QtBot
) -> None:
    assert [dialog.texts.item(row).text() for row in range(3)] == [
        "prednisone › dose day 0 › note (may hold a capitalised word)\nby Miller",
        (
            "seen by Miller on 3.4.19 › text (may hold a date, a capitalised word)\n"
            "seen by Miller on 3.4.19"
        ),
        "rash › text\nrash",
    ]
    assert dialog.confirmed() == frozenset()
    assert [event.text for event in saved(dialog, qtbot).events] == [None, None]
    assert "Free texts removed: 3" in lines(dialog)


def test_a_free_text_goes_with_it_once_it_is_ticked_by_key(
    dialog: DeidentifyDialog, qtbot: QtBot
) -> None:
    dialog.show()
    dialog.texts.setFocus()
    dialog.texts.setCurrentRow(2)
    QTest.keyClick(dialog.texts, Qt.Key.Key_Space)
    assert [event.text for event in saved(dialog, qtbot).events] == [None, "rash"]
    assert "Free texts that you confirmed and that stay as they are: 1" in lines(dialog)


def test_the_check_list_follows_the_choice(dialog: DeidentifyDialog, qtbot: QtBot) -> None:
    assert "Dates now counted in days from day 0: 3" in lines(dialog)
    left = saved(dialog, qtbot)
    assert left.events[0].moment == Moment(offset="P31D")
    dialog.how.setCurrentIndex(1)
    assert "Moments of which only the year is left: 3" in lines(dialog)
    left = saved(dialog, qtbot)
    assert left.events[0].moment == Moment(date="2024")
    assert left.subject == Subject(age_years=54)


def test_a_case_without_free_texts_shows_no_empty_list(qtbot: QtBot) -> None:
    dialog = DeidentifyDialog(replace(CASE, courses=(), events=()))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.texts.isVisible()


def test_the_open_case_is_saved_where_it_is_asked_for(
    program: Program, session: Session, prompts: FakePrompts, tmp_path: Path, qtbot: QtBot
) -> None:
    case = open_case(session)
    dialog = asked(program)
    dialog.save.click()
    assert dialog.isVisible()  # no place was chosen: what was ticked is not lost
    assert prompts.asked[-1] == "Export: Case A.json"
    prompts.target = tmp_path / "out.json"
    with qtbot.waitSignal(dialog.destroyed):  # nothing of the case stays behind
        dialog.save.click()
    message = program.workspace.messages.message
    assert message is not None
    assert message.text == f"Case A was exported with reduced identifiers to {prompts.target}."
    (left,) = read_cases(prompts.target).cases
    assert left.label == "Case A"
    assert len(left.records()) == len(case.records())
    assert not {one.id for one in left.records()} & {one.id for one in case.records()}
    assert b"DLE Desktop" not in prompts.target.read_bytes()


def test_a_place_that_cannot_be_written_is_told(
    program: Program, prompts: FakePrompts, tmp_path: Path
) -> None:
    dialog = asked(program)
    prompts.target = tmp_path / "nowhere" / "out.json"
    dialog.save.click()
    assert dialog.isVisible()
    message = program.workspace.messages.message
    assert message is not None
    assert "could not be written" in message.text
    dialog.reject()
