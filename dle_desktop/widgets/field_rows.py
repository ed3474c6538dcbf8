"""Rows of fields: a title, a control, and below it the reason if what was typed is wrong.

It shows a draft, gives the draft as typed, and tells of every change and of every finished one. It
does not know what is right: whoever uses it says (`show_reasons`).
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from dle_desktop.widgets.field_editors import (
    Control,
    NoteEdit,
    control_text,
    make_control,
    mark_wrong,
    set_control_text,
    set_read_only,
)
from dle_desktop.widgets.fields import Draft, Field
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

TITLE_WIDTH = 104


class FieldRows(QWidget):
    """A column of rows, one for each field."""

    changed = Signal(str)  # the key of the field that is being typed into
    committed = Signal(str)  # the key of a field whose typing has ended

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self._controls: dict[str, Control] = {}
        self._titles: dict[str, QLabel] = {}
        self._reasons: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2 * GRID, 3 * GRID, 4 * GRID)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnMinimumWidth(0, TITLE_WIDTH)
        grid.setColumnStretch(1, 1)
        for number, field in enumerate(self._fields):
            self._add_row(grid, 2 * number, field)
        grid.setRowStretch(2 * len(self._fields), 1)

    def draft(self) -> Draft:
        """Return what is typed; fields that do not apply are empty."""
        typed = {key: control_text(control) for key, control in self._controls.items()}
        for field in self._fields:
            if not field.applies(typed):
                typed[field.key] = ""
        return typed

    def set_draft(self, draft: Draft) -> None:
        """Show a draft."""
        for key, control in self._controls.items():
            set_control_text(control, draft.get(key, ""))
        self._show_applying()

    def show_reasons(self, reasons: Mapping[str, str]) -> None:
        """Show what is wrong below the fields it is wrong with, and nothing below the others."""
        for key, control in self._controls.items():
            reason = reasons.get(key, "")
            mark_wrong(control, reason)
            label = self._reasons[key]
            label.setText(reason)
            label.setVisible(bool(reason) and not control.isHidden())

    def set_read_only(self, read_only: bool) -> None:
        """Let the rows be read but not changed."""
        for control in self._controls.values():
            set_read_only(control, read_only)

    def control(self, key: str) -> Control:
        """Return the control of a field."""
        return self._controls[key]

    def _add_row(self, grid: QGridLayout, row: int, field: Field) -> None:
        control = make_control(field, self)
        title = plain_label(field.title, role="muted", wrap=True)
        title.setBuddy(control)
        reason = plain_label(role="warning", wrap=True)
        reason.hide()
        if field.identifying:
            title.setText(f"{field.title}\n{self.tr('identifies a person')}")
        self._controls[field.key] = control
        self._titles[field.key] = title
        self._reasons[field.key] = reason
        top = Qt.AlignmentFlag.AlignTop if field.editor == "text" else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(title, row, 0, top)
        grid.addWidget(control, row, 1)
        grid.addWidget(reason, row + 1, 1)
        self._connect(field.key, control)

    def _connect(self, key: str, control: Control) -> None:
        tell_change = partial(self._on_changed, key)
        tell_end = partial(self._on_ended, key)
        if isinstance(control, QCheckBox):
            control.clicked.connect(tell_change)
            control.clicked.connect(tell_end)
        elif isinstance(control, QComboBox):
            control.activated.connect(tell_change)
            control.activated.connect(tell_end)
        elif isinstance(control, QLineEdit):
            control.textChanged.connect(tell_change)
            control.editingFinished.connect(tell_end)
        elif isinstance(control, NoteEdit):
            control.textChanged.connect(tell_change)
            control.left.connect(tell_end)

    def _on_changed(self, key: str, *_: object) -> None:
        self._show_applying()
        self.changed.emit(key)

    def _on_ended(self, key: str, *_: object) -> None:
        self.committed.emit(key)

    def _show_applying(self) -> None:
        typed = {key: control_text(control) for key, control in self._controls.items()}
        for field in self._fields:
            shown = field.applies(typed)
            self._controls[field.key].setVisible(shown)
            self._titles[field.key].setVisible(shown)
            self._reasons[field.key].setVisible(shown and bool(self._reasons[field.key].text()))
