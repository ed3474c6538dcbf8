"""Typing into a table cell: checked at every key, the reason below the cell, no wrong commit.

A wrong text cannot be entered: Enter and Tab stay in the cell. Leaving the cell with the mouse
keeps the old value and tells why (`refused`).
"""

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from dle_desktop.widgets.field_editors import (
    Control,
    control_text,
    make_control,
    mark_wrong,
    set_control_text,
)
from dle_desktop.widgets.fields import Wrong
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.record_model import RecordModel

_Index = QModelIndex | QPersistentModelIndex
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


class CellEditor(QStyledItemDelegate):
    """Makes, checks and reads the control a cell is typed into."""

    refused = Signal(str)  # why a cell kept its old value

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._control: Control | None = None
        self._index = QPersistentModelIndex()
        self._reason: QLabel | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Make the control of the cell's field."""
        del option
        control = make_control(cast("RecordModel", index.model()).field(index), parent)
        self._control, self._index = control, QPersistentModelIndex(index)
        self._reason = plain_label(role="cell-reason", wrap=True)
        self._reason.setParent(parent)
        if isinstance(control, QLineEdit):
            control.textChanged.connect(self._on_typed)
        elif isinstance(control, QComboBox):
            control.activated.connect(self._on_chosen)
        return control

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Start with the cell's text, all of it selected."""
        control = cast("Control", editor)
        set_control_text(control, str(index.data(Qt.ItemDataRole.EditRole) or ""))
        if isinstance(control, QLineEdit):
            control.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand a right text over; keep the old value otherwise."""
        text = control_text(cast("Control", editor))
        if text == str(index.data(Qt.ItemDataRole.EditRole) or ""):
            return
        reason = self._reason_for(index, text)
        if reason:
            self.refused.emit(reason)
        else:
            model.setData(index, text)

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:
        """Take the reason away with the control."""
        if self._reason is not None:
            self._reason.deleteLater()
        self._reason, self._control = None, None
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the cell while its text is wrong."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _ENDS
            and self._reason is not None
            and self._reason.text()
        ):
            return True
        return super().eventFilter(watched, event)

    def _reason_for(self, index: _Index, text: str) -> str:
        try:
            cast("RecordModel", index.model()).proposal(index, text)
        except Wrong as wrong:
            return next(iter(wrong.reasons.values()))
        return ""

    def _on_typed(self, text: str) -> None:
        if self._control is None or self._reason is None or not self._index.isValid():
            return
        reason = self._reason_for(self._index, text)
        mark_wrong(self._control, reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        if reason:
            self._place(self._reason, self._control)

    def _on_chosen(self) -> None:
        if self._control is not None:
            self.commitData.emit(self._control)
            self.closeEditor.emit(self._control, QStyledItemDelegate.EndEditHint.NoHint)

    def _place(self, reason: QLabel, control: QWidget) -> None:
        """Put the reason below the cell, above it where there is no room."""
        ground = control.parentWidget() or control
        reason.setFixedWidth(min(ground.width() - 8, 260))
        reason.setFixedHeight(reason.heightForWidth(reason.width()))
        at = control.geometry().bottomLeft() + QPoint(0, 2)
        if at.y() + reason.height() > ground.height():
            at.setY(control.geometry().top() - reason.height() - 2)
        at.setX(max(0, min(at.x(), ground.width() - reason.width())))
        reason.move(at)
        reason.raise_()
