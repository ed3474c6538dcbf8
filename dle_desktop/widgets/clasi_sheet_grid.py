"""The grid of a CLASI sheet: 13 zones by four items and what is asked once, typed as digits.

Arrows move, a digit sets, Backspace makes it not examined; what an item cannot have is refused with
the reason. It holds the items while they are typed and stores nothing.
"""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dle_desktop.domain.clasi_items import (
    ASKED_ONCE,
    ROW_ITEMS,
    SCALP_SCARRING,
    ZONES,
    Cell,
    ClasiItems,
    counted,
    levels,
    side_of,
    value_at,
    with_value,
)
from dle_desktop.drawing.palette import Palette
from dle_desktop.widgets.clasi_words import cell_name, item_name, levels_text, meanings, zone_name
from dle_desktop.widgets.plain_text import tr

ROWS = (*ZONES, *ASKED_ONCE)
ROW_HEIGHT, HEADER_HEIGHT, NAMES_WIDTH, COLUMN_WIDTH = 23, 38, 148, 84
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_TINT = 0.36  # how strong the highest value is painted


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


class SheetCell(QStyledItemDelegate):
    """Paints a value on a tint of its score; what only follows from the tick is faint."""

    def __init__(self, model: SheetModel, colours: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.colours = colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell."""
        cell, box = self._model.cell(index), QRect(option.rect)
        painter.save()
        painter.fillRect(box.adjusted(0, box.height() - 1, 0, 0), self.colours.color("line"))
        if levels(cell):
            self._paint_value(painter, cell, box, str(index.data() or ""))
        view = self.parent()
        if isinstance(view, QTableView) and view.currentIndex() == index:
            strong = self.colours.color("accent" if view.hasFocus() else "muted")
            painter.setPen(QPen(strong, 2))
            painter.drawRoundedRect(box.adjusted(2, 1, -2, -3), 3, 3)
        painter.restore()

    def _paint_value(self, painter: QPainter, cell: Cell, box: QRect, text: str) -> None:
        typed = value_at(self._model.items, cell)
        if typed:
            share = _TINT * typed / levels(cell)[-1]
            tint = self.colours.color(side_of(cell), share if cell.zone else share / 2)
            painter.fillRect(box.adjusted(1, 0, -1, -1), tint)
        painter.setPen(self.colours.color("muted" if typed is None else "ink"))
        if cell.zone:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text or "·")
        else:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            shown = text or f"·  {levels_text(cell.item)}"
            shown = painter.fontMetrics().elidedText(
                shown, Qt.TextElideMode.ElideRight, box.width() - 14
            )
            painter.drawText(box.adjusted(10, 0, -4, 0), left, shown)


class SheetGrid(QTableView):
    """The grid itself; letters and Enter are asked of the sheet by signals."""

    refused = Signal(str)
    moved = Signal(object)  # Cell
    clear_requested = Signal()
    copy_requested = Signal()
    store_requested = Signal()

    def __init__(self, model: SheetModel, colours: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.cells = SheetCell(model, colours, self)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(tr("CLASI by zones"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self.go_to(Cell("scalp", "erythema"))

    def cell(self) -> Cell:
        """Return the item the next digit is for."""
        return self._model.cell(self.currentIndex())

    def go_to(self, cell: Cell) -> None:
        """Move to an item."""
        self.setCurrentIndex(self._model.place(cell))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set, empty or ask; arrows and the rest are the table's own."""
        key, command = Qt.Key(event.key()), Qt.KeyboardModifier.ControlModifier
        requests = {
            Qt.Key.Key_R: self.clear_requested,
            Qt.Key.Key_L: self.copy_requested,
            Qt.Key.Key_Return: self.store_requested,
            Qt.Key.Key_Enter: self.store_requested,
        }
        if event.modifiers() & command:
            if key == Qt.Key.Key_Z:
                self._model.back()
            else:
                super().keyPressEvent(event)
        elif key in requests:
            requests[key].emit()
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._set(None)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._set(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell where the grid is now."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.moved.emit(self._model.cell(current))

    def _set(self, value: int | None) -> None:
        cell = self.cell()
        try:
            items = with_value(self._model.items, cell, value)
        except ValueError:
            self.refused.emit(_why_not(cell, value))
        else:
            self.refused.emit("")
            self._model.put(items)

    def _lay_out(self) -> None:
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        for header in (columns, rows):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        columns.setFixedHeight(HEADER_HEIGHT)
        columns.setDefaultSectionSize(COLUMN_WIDTH)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.setFixedWidth(NAMES_WIDTH)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        for row in range(len(ZONES), len(ROWS)):
            self.setSpan(row, 0, 1, len(ROW_ITEMS))
        self.setFixedSize(
            NAMES_WIDTH + COLUMN_WIDTH * len(ROW_ITEMS) + 2,
            HEADER_HEIGHT + ROW_HEIGHT * len(ROWS) + 2,
        )


def _side_name(cell: Cell) -> str:
    return tr("activity") if side_of(cell) == "activity" else tr("damage")


def _why_not(cell: Cell, value: int | None) -> str:
    if not levels(cell):
        return tr("Scarring of the scalp is asked once, below: “{name}”.").format(
            name=item_name(SCALP_SCARRING.item)
        )
    possible = ", ".join(map(str, levels(cell)))
    return tr("{name} cannot be {value}: {possible} only.").format(
        name=cell_name(cell), value=value, possible=possible
    )
