"""Text to read: the guide, the list of changes, the shortcuts, and what this program is.

Only the program's own bundled text is shown as rich text here, never data; and what such a text
names is not fetched.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from dle_desktop import resources
from dle_desktop.widgets.theme import GRID


class ClosedText(QTextBrowser):
    """Rich text that reads no file: a picture or sheet it names stays out."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return an empty picture for anything: given nothing, Qt looks for itself."""
        del kind, name
        empty = QImage(1, 1, QImage.Format.Format_ARGB32)
        empty.fill(Qt.GlobalColor.transparent)
        return empty


class ReadingDialog(QDialog):
    """A bundled Markdown text."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(720, 640)
        self.text = ClosedText()
        self.text.setMarkdown(resources.read_text(name))
        _space_out(self.text.document())
        self.text.setAccessibleName(title)
        _lay_out(self, self.text)


class ShortcutsDialog(QDialog):
    """Every shortcut, as the actions have it."""

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(520, 640)
        self.table = QTableWidget(len(rows), 3)
        self.table.setHorizontalHeaderLabels([self.tr("Menu"), self.tr("What"), self.tr("Keys")])
        self.table.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.setColumnWidth(2, 160)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                self.table.setItem(number, column, QTableWidgetItem(text))
        _lay_out(self, self.table)


def _space_out(document: QTextDocument) -> None:
    """Set headings and paragraphs apart: Qt leaves no room around those of Markdown."""
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        if shape.headingLevel() and block != document.begin():
            shape.setTopMargin(3 * GRID)
        shape.setBottomMargin(GRID)
        QTextCursor(block).setBlockFormat(shape)
        block = block.next()


def _lay_out(dialog: QDialog, content: QWidget) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
    column.setSpacing(3 * GRID)
    column.addWidget(content, 1)
    column.addWidget(buttons)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
