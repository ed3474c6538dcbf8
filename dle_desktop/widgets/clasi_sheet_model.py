"""The items of a CLASI sheet as rows and columns, while they are typed.

A row is a zone or a question asked once. It takes any items and goes back over its changes; what a
key does is not known here.
"""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.clasi_items import (
    ASKED_ONCE,
    ROW_ITEMS,
    ZONES,
    Cell,
    ClasiItems,
    counted,
    levels,
    side_of,
)
from dle_desktop.widgets.clasi_words import cell_name, item_name, meanings, zone_name
from dle_desktop.widgets.plain_text import tr

ROWS = (*ZONES, *ASKED_ONCE)
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class SheetModel(QAbstractTableModel):
    """The items in rows; each change is told as a whole new sheet."""

    items_changed = Signal(object)  # ClasiItems

    def __init__(self, items: ClasiItems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = items
        self._before: list[ClasiItems] = []

    def put(self, items: ClasiItems) -> None:
        """Take other items; `back` returns to these."""
        if items != self.items:
            self._before.append(self.items)
            self._show(items)

    def back(self) -> None:
        """Return to the items before the last change, as often as there were changes."""
        if self._before:
            self._show(self._before.pop())

    def cell(self, index: _Index) -> Cell:
        """Return the item at a place; a row of what is asked once is one wide cell."""
        row = ROWS[index.row()]
        return Cell(row, ROW_ITEMS[index.column()]) if row in ZONES else Cell("", row)

    def place(self, cell: Cell) -> QModelIndex:
        """Return where an item stands."""
        row = ROWS.index(cell.zone or cell.item)
        return self.index(row, ROW_ITEMS.index(cell.item) if cell.zone else 0)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of zones and questions."""
        return 0 if parent is not None and parent.isValid() else len(ROWS)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return the number of items of a zone."""
        return 0 if parent is not None and parent.isValid() else len(ROW_ITEMS)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        """Return a value as text, alone or with its meaning and its name for a screen reader."""
        cell = self.cell(index)
        value = counted(self.items, cell) if levels(cell) else None
        if role == _Role.AccessibleTextRole:
            return f"{cell_name(cell)}: {self._words(cell, value)}"
        if role != _Role.DisplayRole or not levels(cell):
            return None
        if value is None or cell.zone:
            return "" if value is None else str(value)
        return f"{value}  {meanings(cell.item)[value]}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        """Return the name of a row or column; columns say which score they belong to."""
        if role == _Role.TextAlignmentRole and orientation == Qt.Orientation.Vertical:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != _Role.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            row = ROWS[section]
            return zone_name(row) if row in ZONES else item_name(row)
        cell = Cell("ears", ROW_ITEMS[section])
        return f"{item_name(cell.item)}\n{_side_name(cell)} 0–{levels(cell)[-1]}"

    def _words(self, cell: Cell, value: int | None) -> str:
        if not levels(cell):
            return tr("asked once, for the whole scalp")
        if value is None:
            return tr("not examined")
        return f"{value}, {meanings(cell.item)[value]}"

    def _show(self, items: ClasiItems) -> None:
        self.items = items
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.items_changed.emit(items)


def _side_name(cell: Cell) -> str:
    return tr("activity") if side_of(cell) == "activity" else tr("damage")
