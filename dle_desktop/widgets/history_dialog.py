"""The history of a case: each stored change, what it changed, and the case as it was then."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.domain.case import Case
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.report import Report
from dle_desktop.storage.history import Entry
from dle_desktop.widgets.change_words import changed_lines, entry_words
from dle_desktop.widgets.page_view import PageView
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

States = Sequence[tuple[Entry, Case | None]]


class HistoryDialog(QDialog):
    """Lists the entries of a case, the newest first.

    Signals
    -------
    restore_requested(object)
        A state of the case (`Case`) is to be brought back.
    """

    restore_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History of this case"))
        self.resize(980, 620)
        self._states: States = ()
        self._read_only = False
        self._text = plain_label(role="muted", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Changes, the newest first"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.changes = self._table()
        self.nothing = plain_label(role="muted", wrap=True)
        self.nothing.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        changed = QWidget()
        column = QVBoxLayout(changed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.nothing)
        column.addWidget(self.changes, 1)
        self.page = PageView()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(changed, self.tr("&What changed"))
        self.tabs.addTab(self.page, self.tr("As it &was then"))
        parts = QSplitter()
        parts.addWidget(self.list)
        parts.addWidget(self.tabs)
        parts.setSizes([380, 600])
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(4 * GRID)
        self.restore = self._button(self.tr("&Restore this state"), self._on_restore)
        close = self._button(self.tr("Close"), self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        buttons.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        whole.setSpacing(3 * GRID)
        whole.addWidget(self._text)
        whole.addWidget(parts, 1)
        whole.addLayout(buttons)
        self.list.currentRowChanged.connect(self._on_row)
        self.tabs.currentChanged.connect(self._on_tab)
        QShortcut(QKeySequence.StandardKey.Close, self, self.accept)

    def show_states(self, label: str, states: States, *, read_only: bool, broken: int) -> None:
        """Show the entries of a case, each with the case as it was after it.

        Parameters
        ----------
        label
            The case's label.
        states
            The newest first.
        read_only
            Whether nothing can be brought back.
        broken
            How many entries of the library's history do not hold.
        """
        self._states, self._read_only = states, read_only
        proof = self.tr(
            "Every entry holds the checksum of the one before, so one that was changed, left out "
            "or put in later is found; who can write the file could still make all of it anew."
        )
        if broken:
            words = self.tr("{count} entries of this library's history do not hold.")
            one = self.tr("1 entry of this library's history does not hold.")
            proof = (one if broken == 1 else words).format(count=broken)
        self._text.setText(f"{label}. {proof}")
        self.list.clear()
        for entry, _ in states:
            self.list.addItem(entry_words(entry))
        if states:
            self.list.setCurrentRow(0)
        else:
            self.nothing.setText(self.tr("Nothing was stored since the history began."))
        self._show_row()

    def chosen(self) -> Case | None:
        """Return the case as it was after the chosen entry."""
        row = self.list.currentRow()
        return self._states[row][1] if 0 <= row < len(self._states) else None

    def _on_row(self, _row: int) -> None:
        self._show_row()

    def _on_tab(self, _tab: int) -> None:
        self._show_page()

    def _show_row(self) -> None:
        row = self.list.currentRow()
        lines = []
        if 0 <= row < len(self._states):
            entry, after = self._states[row]
            before = self._states[row + 1][1] if row + 1 < len(self._states) else None
            lines = list(changed_lines(entry, before, after))
            self.nothing.setText(self._why_nothing(entry))
        self.changes.setRowCount(len(lines))
        for at, line in enumerate(lines):
            for column, words in enumerate(line):
                self.changes.setItem(at, column, QTableWidgetItem(words))
        self.changes.resizeRowsToContents()
        self.changes.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        newest = row == 0 and bool(self._states) and self._states[0][0].kind != "deleted"
        known = self.chosen() is not None
        self.restore.setEnabled(known and not newest and not self._read_only)
        self.tabs.setTabEnabled(1, known)
        self._show_page()

    def _why_nothing(self, entry: Entry) -> str:
        if entry.kind == "created":
            return self.tr("The case was new.")
        if entry.kind == "deleted":
            return self.tr("The case was put in the trash.")
        if entry.content and entry.changes is None:
            return self.tr("What changed is gone for good, with the case.")
        return self.tr("Nothing but the revision changed.")

    def _show_page(self) -> None:
        case = self.chosen()
        if case is None or self.tabs.currentIndex() != 1:
            return
        self.page.show_documents([Report(case, SnapshotOptions())])

    def _on_restore(self) -> None:
        case = self.chosen()
        if case is not None:
            self.restore_requested.emit(case)

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        headings = (self.tr("What"), self.tr("Before"), self.tr("After"))
        table.setHorizontalHeaderLabels(headings)
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setAccessibleName(self.tr("What the chosen step changed"))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setWordWrap(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        return table

    def _button(self, words: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button
