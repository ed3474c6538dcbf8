"""The trash: deleted cases, to bring back one by one or to empty for good."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.storage.case_documents import TrashedCase
from dle_desktop.widgets.moment_words import date_words
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

_CASE_ROLE = Qt.ItemDataRole.UserRole + 1
_DATE = len("YYYY-MM-DD")


class TrashDialog(QDialog):
    """Shows the trash and asks for what is chosen."""

    restore_requested = Signal(object)  # the cases
    emptying_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Trash"))
        self.resize(480, 380)
        self._text = plain_label(role="muted", wrap=True)
        self.list = QListWidget()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(self.tr("Deleted cases"))
        self.restore = QPushButton(self.tr("&Restore"))
        self.empty = QPushButton(self.tr("&Empty trash…"))
        close = QPushButton(self.tr("Close"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.restore)
        buttons.addWidget(self.empty)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self._text)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.list.itemSelectionChanged.connect(self._enable)
        self.restore.setDefault(True)  # Enter in the list is its; the list must not take it too
        self.list.itemDoubleClicked.connect(self._on_restore)
        self.restore.clicked.connect(self._on_restore)
        self.empty.clicked.connect(self.emptying_requested)
        close.clicked.connect(self.accept)
        QShortcut(QKeySequence.StandardKey.Close, self, self.accept)

    def show_trash(self, trash: tuple[TrashedCase, ...], *, read_only: bool) -> None:
        """Show what lies in the trash."""
        self._read_only = read_only
        self.list.clear()
        for trashed in reversed(trash):
            when = date_words(trashed.when[:_DATE])
            text = self.tr("{label}, deleted on {when}").format(label=trashed.case.label, when=when)
            item = QListWidgetItem(text)
            item.setData(_CASE_ROLE, trashed.case.id)
            self.list.addItem(item)
        self._cases = {trashed.case.id: trashed.case for trashed in trash}
        self._text.setText(
            self.tr("A restored case goes back to the list with all its records.")
            if trash
            else self.tr("The trash is empty.")
        )
        self.list.setVisible(bool(trash))
        if trash:
            self.list.setCurrentRow(0)
        self._enable()

    def _enable(self) -> None:
        self.restore.setEnabled(bool(self.list.selectedItems()) and not self._read_only)
        self.empty.setEnabled(self.list.count() > 0 and not self._read_only)

    def _on_restore(self) -> None:
        chosen = [self._cases[item.data(_CASE_ROLE)] for item in self.list.selectedItems()]
        if chosen and not self._read_only:
            self.restore_requested.emit(chosen)
