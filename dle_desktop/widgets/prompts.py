"""Questions to the person: the only place of message boxes and file dialogs.

`Prompts` is what the program asks through; a test answers in its place.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6 import QtWidgets  # each dialog's class is built when it is first named
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dle_desktop.widgets.plain_text import plain_label, tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

CASE_FILES = "Case files (*.json);;All files (*)"
LIBRARY_FILES = "Libraries (*.json);;All files (*)"
SNAPSHOT_FILES = "PDF (*.pdf);;SVG (*.svg);;PNG (*.png)"


class Prompts(Protocol):
    """What the program asks a person."""

    def choose(
        self, title: str, text: str, options: Sequence[str], *, safe: bool = True
    ) -> int | None:
        """Return which of the options was chosen, None for none; Enter takes the first if safe."""

    def open_files(self, title: str, kinds: str, folder: Path) -> tuple[Path, ...]:
        """Return the files chosen to be read."""

    def open_file(self, title: str, kinds: str, folder: Path) -> Path | None:
        """Return the one file chosen to be opened; it need not exist."""

    def save_file(self, title: str, kinds: str, wanted: Path) -> Path | None:
        """Return where to write; what is there may be replaced."""

    def text(self, title: str, label: str, value: str) -> str | None:
        """Return a line of text, None for none."""

    def printer(self, printer: "QPrinter") -> bool:
        """Return whether to print, with the printer set up."""

    def show(self, dialog: QtWidgets.QDialog) -> None:
        """Show a dialog until it is closed."""


class QtPrompts:
    """Asks with Qt's dialogs, plain text only."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def choose(
        self, title: str, text: str, options: Sequence[str], *, safe: bool = True
    ) -> int | None:
        """Ask with one button for each option."""
        box = QtWidgets.QMessageBox(self._window)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setIcon(QtWidgets.QMessageBox.Icon.NoIcon)
        taken = QtWidgets.QMessageBox.ButtonRole.AcceptRole
        buttons = [box.addButton(words, taken) for words in options]
        cancel = box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(buttons[0] if safe else cancel)
        box.setEscapeButton(cancel)
        if len(options) == 1 and options[0] == tr("Close"):
            box.removeButton(cancel)
            box.setEscapeButton(buttons[0])
        box.exec()
        clicked = box.clickedButton()
        return next((place for place, one in enumerate(buttons) if one is clicked), None)

    def open_files(self, title: str, kinds: str, folder: Path) -> tuple[Path, ...]:
        """Ask with the file dialog."""
        names, _ = QtWidgets.QFileDialog.getOpenFileNames(self._window, title, str(folder), kinds)
        return tuple(Path(name) for name in names)

    def open_file(self, title: str, kinds: str, folder: Path) -> Path | None:
        """Ask with the file dialog; a name that does not exist yet may be typed."""
        dialog = QtWidgets.QFileDialog(self._window, title, str(folder), kinds)
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptOpen)
        dialog.setDefaultSuffix("json")
        if dialog.exec() != QtWidgets.QDialog.DialogCode.Accepted:
            return None
        return Path(dialog.selectedFiles()[0])

    def save_file(self, title: str, kinds: str, wanted: Path) -> Path | None:
        """Ask with the file dialog, which also asks before it replaces a file."""
        dialog = QtWidgets.QFileDialog(self._window, title, str(wanted.parent), kinds)
        dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(wanted.suffix.lstrip("."))
        dialog.selectFile(wanted.name)
        if dialog.exec() != QtWidgets.QDialog.DialogCode.Accepted:
            return None
        chosen = Path(dialog.selectedFiles()[0])
        ending = dialog.selectedNameFilter().partition("*")[2].partition(")")[0]
        return chosen if chosen.suffix or not ending else chosen.with_suffix(ending)

    def text(self, title: str, label: str, value: str) -> str | None:
        """Ask with a small dialog of one line."""
        dialog = QtWidgets.QDialog(self._window)
        dialog.setWindowTitle(title)
        line = QtWidgets.QLineEdit(value)
        line.setAccessibleName(label)
        line.selectAll()
        offered = QtWidgets.QDialogButtonBox.StandardButton
        buttons = QtWidgets.QDialogButtonBox(offered.Ok | offered.Cancel)
        buttons.accepted.connect(dialog.accept)
        buttons.rejected.connect(dialog.reject)
        column = QVBoxLayout(dialog)
        for part in (plain_label(label), line, buttons):
            column.addWidget(part)
        dialog.resize(360, dialog.sizeHint().height())
        return line.text() if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted else None

    def printer(self, printer: "QPrinter") -> bool:
        """Ask with the print dialog."""
        from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415 - no start waits for it

        return QPrintDialog(printer, self._window).exec() == QtWidgets.QDialog.DialogCode.Accepted

    def show(self, dialog: QtWidgets.QDialog) -> None:
        """Show it over the window."""
        dialog.exec()
