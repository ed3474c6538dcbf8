"""Several cases on paper: ticked, drawn with progress while the window lives, stopped at will."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.widgets.batch_dialog import BatchDialog
from tests.fakes import FakePrompts


@pytest.fixture
def dialog(program: Program, prompts: FakePrompts, tmp_path: Path) -> BatchDialog:
    program.actions.action("several").trigger()
    shown = prompts.shown[-1]
    assert isinstance(shown, BatchDialog)
    (tmp_path / "out").mkdir()
    shown.folder.setText(str(tmp_path / "out"))
    shown.show()
    return shown


def said(program: Program) -> str:
    message = program.workspace.messages.message
    assert message is not None
    return message.text


def test_a_file_of_each_ticked_case(
    dialog: BatchDialog, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    assert dialog.list.count() == len(program.session.cases)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.count.text() == "3 of 4 cases"
    dialog.begin.click()
    assert dialog.under_way
    assert dialog.stop.isEnabled()
    assert not dialog.list.isEnabled()
    qtbot.waitUntil(lambda: not dialog.under_way)
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == 3
    assert said(program) == f"3 files are in {tmp_path / 'out'}."
    assert program.settings.values.folder == str(tmp_path / "out")


def test_a_book_of_all(dialog: BatchDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.kind.setCurrentIndex(dialog.kind.findData("book"))
    dialog.begin.click()
    qtbot.waitUntil(lambda: not dialog.under_way)
    (file,) = (tmp_path / "out").iterdir()
    assert "Contents" in PdfReader(file).pages[0].extract_text()


def test_escape_stops_and_leaves_whole_files(
    dialog: BatchDialog, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.begin.click()
    qtbot.waitUntil(lambda: dialog.progress.value() >= 250)
    dialog.reject()
    assert not dialog.under_way
    assert dialog.isVisible()
    files = list((tmp_path / "out").iterdir())
    assert 1 <= len(files) < 4
    for file in files:
        PdfReader(file, strict=True)
    assert said(program).startswith(f"{len(files)} file")
    dialog.reject()
    assert not dialog.isVisible()


def test_a_folder_that_is_not_there_is_told(
    dialog: BatchDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.folder.setText(str(tmp_path / "gone"))
    heard: list[object] = []
    dialog.failed.connect(heard.append)
    dialog.begin.click()
    qtbot.waitUntil(lambda: not dialog.under_way)
    assert len(heard) == 1
    dialog.folder.setText("")
    assert not dialog.begin.isEnabled()


def test_only_what_the_search_finds_is_offered(program: Program, prompts: FakePrompts) -> None:
    program.workspace.cases.model.search("Shah")
    program.actions.action("several").trigger()
    dialog = prompts.shown[-1]
    assert isinstance(dialog, BatchDialog)
    assert {dialog.list.item(row).text() for row in range(dialog.list.count())} == {
        "Shah 2009, patient 1", "Shah 2009, patient 2",
    }  # fmt: skip
