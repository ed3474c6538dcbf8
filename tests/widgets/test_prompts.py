"""The real dialogs: plain text, the safe answer first, Escape answers nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dle_desktop.widgets.prompts import CASE_FILES, QtPrompts


@pytest.fixture
def asking(qtbot: QtBot) -> QtPrompts:
    window = QWidget()
    qtbot.addWidget(window)
    return QtPrompts(window)


def when_asked(answer: Callable[[QDialog], None]) -> None:
    """Answer the next dialog as soon as it is up."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            answer(dialog)
        else:
            QTimer.singleShot(0, look)

    QTimer.singleShot(0, look)


def press(words: str) -> Callable[[QDialog], None]:
    def answer(dialog: QDialog) -> None:
        button = next(one for one in dialog.findChildren(QAbstractButton) if one.text() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    return answer


def enter(dialog: QDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def escape(dialog: QDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("words", "place"), [("First", 0), ("Second", 1), ("Cancel", None)])
def test_the_answer_is_the_place_of_the_option(
    asking: QtPrompts, words: str, place: int | None
) -> None:
    when_asked(press(words))
    assert asking.choose("Title", "Text", ("First", "Second")) == place


def test_escape_answers_nothing(asking: QtPrompts) -> None:
    when_asked(escape)
    assert asking.choose("Title", "Text", ("First",)) is None


def test_a_hostile_question_is_plain_text(asking: QtPrompts) -> None:
    seen: list[tuple[str, Qt.TextFormat]] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        seen.append((dialog.text(), dialog.textFormat()))
        dialog.reject()

    when_asked(look)
    asking.choose("Title", "<b>Dr. Approved</b>", ("First",))
    assert seen == [("<b>Dr. Approved</b>", Qt.TextFormat.PlainText)]


def test_something_only_to_read_is_closed(asking: QtPrompts) -> None:
    when_asked(press("Close"))
    assert asking.choose("About", "Text", ("Close",)) == 0


def type_name(dialog: QDialog) -> None:
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Clinic")
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_line_typed_replaces_what_was_there_and_enter_takes_it(asking: QtPrompts) -> None:
    when_asked(type_name)
    assert asking.text("Save layout", "Name", "before") == "Clinic"


def test_escape_gives_no_line(asking: QtPrompts) -> None:
    when_asked(escape)
    assert asking.text("Save layout", "Name", "before") is None


def choose_file(path: Path) -> Callable[[QDialog], None]:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile(str(path))
        dialog.done(QDialog.DialogCode.Accepted)

    return answer


def test_a_file_to_write_gets_its_ending(asking: QtPrompts, tmp_path: Path) -> None:
    when_asked(choose_file(tmp_path / "out"))
    assert asking.save_file("Export", CASE_FILES, tmp_path / "case.json") == tmp_path / "out.json"


def test_a_library_may_be_one_that_is_not_there_yet(asking: QtPrompts, tmp_path: Path) -> None:
    when_asked(choose_file(tmp_path / "new.json"))
    assert asking.open_file("Open", CASE_FILES, tmp_path) == tmp_path / "new.json"


@pytest.mark.parametrize("method", ["open_file", "save_file"])
def test_no_file_chosen_is_none(asking: QtPrompts, tmp_path: Path, method: str) -> None:
    when_asked(escape)
    assert getattr(asking, method)("Title", CASE_FILES, tmp_path / "x.json") is None


@pytest.mark.parametrize(("safe", "place"), [(True, 0), (False, None)])
def test_enter_never_takes_what_is_not_safe(
    asking: QtPrompts, safe: bool, place: int | None
) -> None:
    when_asked(enter)
    assert asking.choose("Title", "Text", ("Empty",), safe=safe) == place
