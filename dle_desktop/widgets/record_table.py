"""The table view of records: keys and clicks; what they do is asked of the panel by signals."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.widgets.cell_editor import CellEditor
from dle_desktop.widgets.record_model import RecordModel

ROW_HEIGHT = 28
HEADER_HEIGHT = 26


class RecordTable(QTableView):
    """Records in rows; F2, a double click or typing edits a cell, Enter opens the form."""

    add_requested = Signal()
    form_requested = Signal()
    removal_requested = Signal()
    selection_moved = Signal()

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._model = model
        self.cell_editor = CellEditor(self)
        self.setItemDelegate(self.cell_editor)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._wanted: list[int] = []  # the widths of what the columns hold
        self._room = 0
        self._lay_columns()
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def selected_id(self) -> str | None:
        """Return the id of the selected record."""
        row = self.currentIndex().row()
        if not 0 <= row < self._model.rowCount():
            return None
        return self._model.kind.record_id(self._model.record(row))

    def select(self, record_id: str, column: int | None = None) -> bool:
        """Select a record, in a column or the present one; return whether it is here."""
        row = self._model.row_of(record_id)
        if row >= 0:
            wanted = self.currentIndex().column() if column is None else column
            self.setCurrentIndex(self._model.index(row, max(0, wanted)))
        return row >= 0

    def show_case(self, case: Case | None) -> None:
        """Show a case's records; the selected record stays selected if it is still there."""
        selected, row = self.selected_id(), self.currentIndex().row()
        column = max(0, self.currentIndex().column())
        self._model.show_case(case)
        count = self._model.rowCount()
        if selected is not None and not self.select(selected, column) and count:
            self.setCurrentIndex(self._model.index(min(row, count - 1), column))
        self.setMaximumHeight(HEADER_HEIGHT + ROW_HEIGHT * count + 8)
        self._measure()
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert adds, Enter opens the form, Delete deletes; the rest is the table's own."""
        requests = {
            Qt.Key.Key_Insert: self.add_requested,
            Qt.Key.Key_Return: self.form_requested,
            Qt.Key.Key_Enter: self.form_requested,
            Qt.Key.Key_Delete: self.removal_requested,
        }
        request = requests.get(Qt.Key(event.key()))
        editing = self.state() == QAbstractItemView.State.EditingState
        if request is None or editing or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            request.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._room = event.size().width()  # of what shows rows, beside a scroll bar
        self._share_width()

    def _lay_columns(self) -> None:
        header = self.horizontalHeader()
        header.setFixedHeight(HEADER_HEIGHT)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(32)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _measure(self) -> None:
        self.ensurePolished()  # in the type of the theme
        header = self.horizontalHeader()
        self._wanted = [
            max(self.sizeHintForColumn(number), header.sectionSizeHint(number))
            for number in range(len(self._model.kind.columns))
        ]

    def _share_width(self) -> None:
        """Give each column what it holds; where that is too much, cut the widest first."""
        if not (self._wanted and self._room):
            return
        header = self.horizontalHeader()
        for number, width in enumerate(shared(self._wanted, self._room)):
            header.resizeSection(number, width)

    def _on_row_changed(self) -> None:
        self.selection_moved.emit()


def shared(wanted: list[int], room: int) -> list[int]:
    """Return widths that fill the room: as wanted and the rest evenly, or the widest cut down."""
    spare = room - sum(wanted)
    if spare >= 0:
        return [width + spare // len(wanted) for width in wanted]
    cap = max(wanted)
    while cap > 1 and sum(min(width, cap) for width in wanted) > room:
        cap -= 1
    return [min(width, cap) for width in wanted]
