"""Layouts: kept under a name, chosen, renamed, deleted, and there again at the next start."""

from pathlib import Path
from tempfile import mkdtemp

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from dle_desktop.app import demo
from dle_desktop.app.program import Program
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from dle_desktop.services.settings import SettingsFile
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets.main_window import MainWindow
from dle_desktop.widgets.tracks_dialog import TracksDialog
from tests.fakes import FakePrompts

FEW = ViewOptions(hidden=("damage", "events"))


def menu(program: Program) -> QMenu:
    found = next(
        one
        for one in program.window.findChildren(QMenu)
        if one.title().replace("&", "") == "Layout"
    )
    found.aboutToShow.emit()
    return found


def entry(program: Program, text: str) -> QAction:
    return next(one for one in menu(program).actions() if one.text().replace("&&", "&") == text)


def ticked(program: Program) -> list[str]:
    return [one.text() for one in menu(program).actions() if one.isChecked()]


def save(program: Program, prompts: FakePrompts, name: str, view: ViewOptions) -> None:
    program.workspace.timeline.set_options(view)
    prompts.answer = name
    program.actions.action("save_layout").trigger()


def test_a_layout_is_saved_chosen_and_left_again(program: Program, prompts: FakePrompts) -> None:
    assert ticked(program) == ["As usual"]
    save(program, prompts, " For  clinic ", FEW)
    assert ticked(program) == ["For clinic"]
    entry(program, "As usual").trigger()
    assert program.workspace.timeline.options == DEFAULT_VIEW
    entry(program, "For clinic").trigger()
    assert program.workspace.timeline.options == FEW


def test_nothing_is_saved_without_a_name(program: Program, prompts: FakePrompts) -> None:
    save(program, prompts, "  ", FEW)
    prompts.answer = None
    program.actions.action("save_layout").trigger()
    assert program.settings.values.layouts == ""
    assert ticked(program) == []


@pytest.mark.parametrize(("choice", "kept"), [(None, FEW), (0, DEFAULT_VIEW)])
def test_a_name_that_is_taken_asks_before_it_replaces(
    program: Program, prompts: FakePrompts, choice: int | None, kept: ViewOptions
) -> None:
    save(program, prompts, "Clinic", FEW)
    prompts.choice = choice
    save(program, prompts, "Clinic", DEFAULT_VIEW)
    entry(program, "Clinic").trigger()
    assert program.workspace.timeline.options == kept


def test_a_layout_is_renamed_and_deleted_and_comes_back(
    program: Program, prompts: FakePrompts
) -> None:
    save(program, prompts, "One", FEW)
    save(program, prompts, "Two", ViewOptions(hidden=("activity",)))
    prompts.answer = "One"
    entry(program, "&Rename…").trigger()
    bar = program.workspace.messages
    assert bar.text.text() == 'There is a layout "One" already.'
    prompts.answer = "A & B"
    entry(program, "&Rename…").trigger()
    assert ticked(program) == ["A && B"]
    entry(program, "&Delete").trigger()
    assert ticked(program) == []
    bar.remedy.click()
    assert ticked(program) == ["A && B"]


def test_as_usual_can_be_neither_renamed_nor_deleted(program: Program) -> None:
    assert not entry(program, "&Rename…").isEnabled()
    assert not entry(program, "&Delete").isEnabled()


def start(folder: Path) -> Program:
    """Start on a new library and the settings of the last time."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    made = Program(application, MainWindow("#FFFFFF"), SettingsFile(folder / "s"), FakePrompts())
    made.furnish(CaseStore.open(demo.make(Path(mkdtemp(dir=folder)))))
    return made


def test_view_and_layouts_are_there_at_the_next_start(tmp_path: Path) -> None:
    first = start(tmp_path)
    assert isinstance(first.prompts, FakePrompts)
    save(first, first.prompts, "Clinic", FEW)
    first.workspace.timeline.set_options(ViewOptions(heights=(("activity", 2.0),)))
    first.window.close()
    again = start(tmp_path)
    assert again.workspace.timeline.options.height("activity") == 2.0
    entry(again, "Clinic").trigger()
    assert again.workspace.timeline.options == FEW
    again.window.close()


def test_broken_layouts_do_not_keep_the_program_from_starting(tmp_path: Path) -> None:
    (tmp_path / "s").write_text('{"view": "{", "layouts": "[7, null]", "page": "letter"}')
    made = start(tmp_path)
    assert made.workspace.timeline.options == DEFAULT_VIEW
    assert made.settings.values.page == "letter"
    made.window.close()


def test_the_list_of_tracks_opens_once_and_again_after_it_was_closed(program: Program) -> None:
    tracks = program.actions.action("tracks")
    tracks.trigger()
    tracks.trigger()
    (dialog,) = program.window.findChildren(TracksDialog)
    dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    tracks.trigger()
    assert len(program.window.findChildren(TracksDialog)) == 1
