"""The grid of a CLASI sheet: 13 zones by four items and what is asked once, typed as digits.

Arrows move, a digit sets, Backspace makes it not examined; what an item cannot have is refused with
the reason. The items are the model's; nothing is stored here.
"""

from PySide6.QtCore import (
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
    ROW_ITEMS,
    SCALP_SCARRING,
    ZONES,
    Cell,
    levels,
    side_of,
    value_at,
    with_value,
)
from dle_desktop.drawing.palette import Palette
from dle_desktop.widgets.clasi_sheet_model import ROWS, SheetModel
from dle_desktop.widgets.clasi_words import cell_name, item_name, levels_text
from dle_desktop.widgets.plain_text import tr

ROW_HEIGHT, HEADER_HEIGHT, NAMES_WIDTH, COLUMN_WIDTH = 23, 38, 148, 84
_Index = QModelIndex | QPersistentModelIndex
_TINT = 0.36  # how strong the highest value is painted


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


def _why_not(cell: Cell, value: int | None) -> str:
    if not levels(cell):
        return tr("Scarring of the scalp is asked once, below: “{name}”.").format(
            name=item_name(SCALP_SCARRING.item)
        )
    possible = ", ".join(map(str, levels(cell)))
    return tr("{name} cannot be {value}: {possible} only.").format(
        name=cell_name(cell), value=value, possible=possible
    )
