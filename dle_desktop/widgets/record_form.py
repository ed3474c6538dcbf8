"""The form of one record: its fields in rows, checked as typed, OK only when all is right.

It is built from a record kind and gives back a record; adding it to a case is the panel's business.
"""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from dle_desktop.widgets.field_rows import FieldRows
from dle_desktop.widgets.fields import Draft, RecordKind, Wrong
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

WIDTH, HEIGHT = 460, 620


class RecordForm(QDialog):
    """A dialog to add or to change one record."""

    finished_record = Signal(object, bool)  # the record, and whether it is new

    def __init__(
        self, kind: RecordKind[Any], draft: Draft, old: Any | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._old = old
        title = kind.add_text if old is None else kind.change_text
        self.setWindowTitle(title)
        self.rows = FieldRows(kind.form_fields)
        self.rows.set_draft(draft)
        buttons = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        self._buttons = QDialogButtonBox(buttons)
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(plain_label(title, role="heading"))
        layout.addWidget(_scrolled(self.rows), 1)
        layout.addWidget(self._buttons)
        self.resize(WIDTH, HEIGHT)
        self.rows.changed.connect(self._on_changed)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._on_changed()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first field."""
        super().showEvent(event)
        self.rows.control(self._kind.form_fields[0].key).setFocus()

    def _built(self) -> Any | None:
        try:
            record = self._kind.build(self.rows.draft(), self._old)
        except Wrong as wrong:
            self.rows.show_reasons(wrong.reasons)
            return None
        self.rows.show_reasons({})
        return record

    def _on_changed(self, _key: str = "") -> None:
        self._ok.setEnabled(self._built() is not None)

    def _on_accepted(self) -> None:
        record = self._built()
        if record is not None:
            self.accept()
            self.finished_record.emit(record, self._old is None)


def _scrolled(rows: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(rows)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)
    return area
