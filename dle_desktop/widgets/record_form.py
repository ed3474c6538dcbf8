"""The form of one record: its fields in rows, checked as typed, OK only when all is right.

It is built from a record kind and hands a record over to be stored; it closes when that is done.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from dle_desktop.widgets.field_editors import set_control_text
from dle_desktop.widgets.field_rows import FieldRows
from dle_desktop.widgets.fields import Draft, RecordKind, Wrong
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

WIDTH, HEIGHT = 460, 620
Store = Callable[[Any, bool], str]  # record, whether it is new -> why it was not stored
Suggest = Callable[[Draft], Draft]  # what fields not typed into would say beside the others


class RecordForm(QDialog):
    """A dialog to add or to change one record; `filled` is what is known of a new one."""

    def __init__(
        self,
        kind: RecordKind[Any],
        draft: Draft,
        old: Any | None,
        store: Store,
        suggest: Suggest | None = None,
        parent: QWidget | None = None,
        filled: Draft | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._old = old
        self._store = store
        self._suggest = suggest
        said = {**draft, **(filled or {})}
        self._suggested = dict(suggest(said)) if suggest else {}
        title = kind.add_text if old is None else kind.change_text
        self.setWindowTitle(title)
        self.rows = FieldRows(kind.form_fields)
        self.rows.set_draft({**draft, **self._suggested})
        self._blank = self.rows.draft() if old is None else None
        self.rows.set_draft({**said, **self._suggested})
        self._failure = plain_label(role="warning", wrap=True)
        self._failure.hide()
        buttons = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        self._buttons = QDialogButtonBox(buttons)
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(plain_label(title, role="heading"))
        layout.addWidget(_scrolled(self.rows), 1)
        layout.addWidget(self._failure)
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
        self._follow()
        said_something = self.rows.draft() != self._blank
        self._ok.setEnabled(self._built() is not None and said_something)

    def _follow(self) -> None:
        """Let the fields nobody typed into follow the others."""
        if self._suggest is None:
            return
        draft = self.rows.draft()
        untouched = {key for key, text in self._suggested.items() if draft[key] == text}
        typed = {key: "" if key in untouched else text for key, text in draft.items()}
        suggested = self._suggest(typed)
        for key in untouched:
            set_control_text(self.rows.control(key), suggested[key])
            self._suggested[key] = suggested[key]

    def _on_accepted(self) -> None:
        record = self._built()
        if record is None:
            return
        failure = self._store(record, self._old is None)
        if failure:  # what was typed must not be lost with the form
            self._failure.setText(self.tr("Not stored. {reason}").format(reason=failure))
            self._failure.show()
        else:
            self.accept()


def _scrolled(rows: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(rows)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)
    return area
