"""The printed snapshots of a case: when, how, and whether the same page can be drawn again."""

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

from dle_desktop.domain.case import Case
from dle_desktop.domain.print_changes import since
from dle_desktop.domain.printed import Printed
from dle_desktop.printing.reprint import drawn_otherwise, since_words
from dle_desktop.widgets.moment_words import date_words
from dle_desktop.widgets.paper_options import TEMPLATES
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

_ID = Qt.ItemDataRole.UserRole
_DATE = len("YYYY-MM-DD")


class PrintedDialog(QDialog):
    """Lists the prints of a case, the last first.

    Signals
    -------
    again_requested(object)
        A print (`Printed`) is to be shown again.
    removal_requested(object)
        A print is to be forgotten.
    """

    again_requested = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Printed snapshots"))
        self.resize(620, 380)
        self._text = plain_label(role="muted", wrap=True)
        self._prints: dict[str, Printed] = {}
        self._read_only = False
        self.list = QListWidget()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Prints, the last first"))
        self.again = QPushButton(self.tr("&Show again…"))
        self.remove = QPushButton(self.tr("&Delete"))
        close = QPushButton(self.tr("Close"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.again)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self._text)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.again.setDefault(True)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemDoubleClicked.connect(self._on_again)
        self.again.clicked.connect(self._on_again)
        self.remove.clicked.connect(self._on_remove)
        close.clicked.connect(self.accept)
        QShortcut(QKeySequence.StandardKey.Close, self, self.accept)

    def show_prints(self, case: Case, *, read_only: bool) -> None:
        """Show what was printed of a case, as it compares with the case now."""
        self._read_only = read_only
        self._prints = {one.id: one for one in case.printed}
        self.list.clear()
        for one in reversed(case.printed):
            item = QListWidgetItem(self._words(case, one))
            item.setData(_ID, one.id)
            self.list.addItem(item)
        self._text.setText(
            self.tr("The number of a print is in the footer of its paper.")
            if case.printed
            else self.tr("Nothing was printed or saved as a snapshot yet.")
        )
        self.list.setVisible(bool(case.printed))
        if case.printed:
            self.list.setCurrentRow(0)
        self._enable()

    def _words(self, case: Case, one: Printed) -> str:
        changed = since(case, one)
        now = self.tr("the case is as it was") if changed.nothing else since_words(changed)
        if drawn_otherwise(one):
            now += self.tr(", drawn by version {version}").format(version=one.version)
        text = self.tr("{id}, {when}: {template}, revision {revision}; {now}")
        return text.format(
            id=one.id, when=date_words(one.when[:_DATE]), revision=one.revision, now=now,
            template=TEMPLATES[one.template].lower(),
        )  # fmt: skip

    def _chosen(self) -> Printed | None:
        items = self.list.selectedItems()
        return self._prints.get(items[0].data(_ID)) if items else None

    def _enable(self) -> None:
        self.again.setEnabled(self._chosen() is not None)
        self.remove.setEnabled(self._chosen() is not None and not self._read_only)

    def _on_again(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.again_requested.emit(chosen)

    def _on_remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None and not self._read_only:
            self.removal_requested.emit(chosen)
