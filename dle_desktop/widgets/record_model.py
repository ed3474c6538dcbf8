"""The table of one kind of record as Qt's item model; it proposes changes and makes none."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QGuiApplication, QPalette

from dle_desktop.domain.case import Case
from dle_desktop.widgets.fields import Field, RecordKind
from dle_desktop.widgets.plain_text import tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NO_INDEX = QModelIndex()
_TEXT_ROLES = {
    Role.DisplayRole, Role.ForegroundRole, Role.AccessibleTextRole, Role.ToolTipRole,
}  # fmt: skip


class RecordModel(QAbstractTableModel):
    """The records of a case, one a row."""

    change_proposed = Signal(object)  # the record as it should be

    def __init__(self, kind: RecordKind[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.read_only = False
        self._records: tuple[Any, ...] = ()

    def show_case(self, case: Case | None) -> None:
        """Show the records of a case."""
        self.beginResetModel()
        self._records = () if case is None else self.kind.records(case)
        self.endResetModel()

    def record(self, row: int) -> Any:
        """Return the record of a row."""
        return self._records[row]

    def row_of(self, record_id: str) -> int:
        """Return the row of a record, -1 if it is not shown."""
        ids = [self.kind.record_id(record) for record in self._records]
        return ids.index(record_id) if record_id in ids else -1

    def field(self, index: Index) -> Field:
        """Return the field of a cell."""
        return self.kind.columns[index.column()]

    def proposal(self, index: Index, text: str) -> Any:
        """Return the record as it would be with a text in a cell, or raise `fields.Wrong`."""
        record = self._records[index.row()]
        draft = self.kind.with_cell(self.kind.draft(record), self.field(index).key, text)
        return self.kind.build(draft, record)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of records."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of fields that are columns."""
        return 0 if parent.isValid() else len(self.kind.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """Return a column's title, on the side its values are."""
        if orientation == Qt.Orientation.Vertical or section >= len(self.kind.columns):
            return None
        field = self.kind.columns[section]
        if role == Role.DisplayRole:
            return field.title
        return _alignment(field) if role == Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Return a cell's text, muted "not reported" where there is none."""
        record, field = self._records[index.row()], self.field(index)
        if role == Role.EditRole:
            return self.kind.edit_text(record, field.key)
        if role == Role.TextAlignmentRole:
            return _alignment(field)
        if role not in _TEXT_ROLES:
            return None
        text = self.kind.cell_text(record, field.key)
        if role == Role.ForegroundRole:
            return None if text else QBrush(_muted())
        if not text:
            text = self.tr("not reported")
        if role == Role.ToolTipRole:
            return tip(text)
        return f"{field.title}: {text}" if role == Role.AccessibleTextRole else text

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells be typed into unless the library is read-only."""
        del index
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base if self.read_only else base | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Propose the record with a text in a cell; the text has been found right before."""
        if role != Role.EditRole or self.read_only:
            return False
        self.change_proposed.emit(self.proposal(index, str(value)))
        return True


def _alignment(field: Field) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if field.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _muted() -> QPalette.ColorRole | object:
    return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
