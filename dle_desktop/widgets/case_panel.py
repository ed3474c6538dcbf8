"""The left side: search, the cases it finds, and how many they are.

It says which case a person chose; opening it is the session's business.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from dle_desktop.domain.briefs import CaseBrief
from dle_desktop.domain.case import Case
from dle_desktop.drawing.palette import Palette
from dle_desktop.widgets.case_list_model import CaseListModel, CaseOf
from dle_desktop.widgets.case_row import CaseRow
from dle_desktop.widgets.plain_text import plain_label, set_role
from dle_desktop.widgets.theme import GRID

WIDTH = 236


class SearchLine(QLineEdit):
    """A line to search in: Down goes on to the list, Escape clears."""

    list_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand Down and Enter on, clear on Escape."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.list_requested.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class CasePanel(QWidget):
    """The list of cases with its search."""

    case_chosen = Signal(str)
    why_requested = Signal(object)  # the place of the open case's row, on the list

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "side")
        self.model = CaseListModel(self)
        self.search = SearchLine()
        self.search.setPlaceholderText(self.tr("Search cases"))
        self.search.setAccessibleName(self.tr("Search cases"))
        self.search.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Cases"))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = CaseRow(self)
        self.list.setItemDelegate(self._row)
        self.count = plain_label(role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 3 * GRID, 0, 3 * GRID)
        layout.setSpacing(2 * GRID)
        search_row = QVBoxLayout()
        search_row.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        search_row.addWidget(self.search)
        layout.addLayout(search_row)
        layout.addWidget(self.list, 1)
        count_row = QVBoxLayout()
        count_row.setContentsMargins(5 * GRID, 0, 3 * GRID, 0)
        count_row.addWidget(self.count)
        layout.addLayout(count_row)
        self.search.textChanged.connect(self._on_search)
        self.search.list_requested.connect(self._on_list_requested)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._selected: str | None = None
        self._last_row: int | None = None

    def show_cases(self, cases: Sequence[CaseBrief | Case], case_of: CaseOf | None = None) -> None:
        """Show the library's cases; what is seen of a brief is asked for by its id."""
        self.model.set_cases(cases, case_of)
        self._after_reset()

    def select(self, case_id: str | None) -> None:
        """Mark the open case."""
        self._selected = case_id
        row = self.model.row_of(case_id)
        if row >= 0:
            self._last_row = row
        current = self.list.currentIndex()
        if row == (current.row() if current.isValid() else -1):
            return
        self.list.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())

    def step(self, rows: int) -> None:
        """Choose the case some rows further down."""
        count = self.model.rowCount()
        if count:
            row = min(max(self.list.currentIndex().row() + rows, 0), count - 1)
            self.case_chosen.emit(self.model.id_of(row))

    def explain_here(self, at: QPoint | None) -> bool:
        """Ask about the row at a point of the screen, which opens it, else about the open one."""
        if at is None and not self.list.hasFocus():
            return False
        if at is not None:
            index = self.list.indexAt(self.list.viewport().mapFromGlobal(at))
            if not index.isValid():
                return False
            self.list.setCurrentIndex(index)
        self.why_requested.emit(self.list.visualRect(self.list.currentIndex()))
        return True

    def neighbour(self) -> str | None:
        """Return the case that took the place of the one marked last, None if none was."""
        count = self.model.rowCount()
        if self._last_row is None or count == 0:
            return None
        return self.model.id_of(min(self._last_row, count - 1))

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self._row.colours = colours
        # Not `viewport().update()`: to name the viewport's kind loads all kinds of widgets, 7 ms.
        self.list.doItemsLayout()

    def _on_search(self, text: str) -> None:
        self.model.search(text)
        self._after_reset()

    def _after_reset(self) -> None:
        self._show_count()
        self.select(self._selected)

    def _on_list_requested(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            self.step(1)

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            chosen = self.model.id_of(current.row())
            if chosen != self._selected:
                self.case_chosen.emit(chosen)

    def _show_count(self) -> None:
        total, shown = self.model.total, self.model.rowCount()
        if total == 0:
            text = self.tr("no cases yet")
        elif shown < total:
            text = self.tr("{shown} of {total} shown").format(shown=shown, total=total)
        elif total == 1:
            text = self.tr("1 case")
        else:
            text = self.tr("{total} cases, all shown").format(total=total)
        self.count.setText(text)
