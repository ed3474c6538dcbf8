"""A tab of records: the table, what can be done with it, and the form it opens.

Every change goes `gesture -> kind -> session.edit`; the panel keeps the selection, never data.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dle_desktop import wording
from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.widgets.fields import Draft, RecordKind
from dle_desktop.widgets.plain_text import plain_label, set_role
from dle_desktop.widgets.record_model import RecordModel
from dle_desktop.widgets.record_table import RecordTable
from dle_desktop.widgets.theme import GRID

Also = Callable[[Case, Any], Case]  # the case with a record stored, the record -> the case to keep


class _Parts(NamedTuple):
    table: RecordTable
    empty: QLabel
    add: QPushButton
    edit: QPushButton
    remove: QPushButton


class RecordPanel(QWidget):
    """The records of one kind of the open case."""

    selection_moved = Signal()

    def __init__(
        self,
        kind: RecordKind[Any],
        session: Session,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._session = session
        self._messages = messages
        self._stale = True
        self._case: Case | None = None
        self.model = RecordModel(kind, self)
        self.model.read_only = session.read_only
        self._parts: _Parts | None = None
        self._failure = ""
        session.failed.connect(self._on_failed)

    @property
    def table(self) -> RecordTable:
        """The table; the panel is furnished when it is first looked at."""
        return self._furnished().table

    @property
    def add_button(self) -> QPushButton:
        """The button that opens the form of a new record."""
        return self._furnished().add

    @property
    def edit_button(self) -> QPushButton:
        """The button that opens the form of the selected record."""
        return self._furnished().edit

    @property
    def remove_button(self) -> QPushButton:
        """The button that deletes the selected record."""
        return self._furnished().remove

    def show_case(self, case: Case | None) -> None:
        """Show the records of a case; a hidden tab waits until it is looked at."""
        self._case = case
        self._stale = True
        self.model.read_only = self._session.read_only
        if self.isVisible():
            self._refresh()

    def event(self, event: QEvent) -> bool:
        """Let a letter typed into the table begin a cell: it is no command of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self._session.read_only
            and self._parts is not None
            and self._parts.table.hasFocus()
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            and event.text().isprintable()
            and event.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the case."""
        super().showEvent(event)
        self._refresh()

    def holds(self, record_id: str) -> bool:
        """Return whether the case has such a record of this kind."""
        if self._case is None:
            return False
        return any(
            self.kind.record_id(record) == record_id for record in self.kind.records(self._case)
        )

    def add(self) -> None:
        """Open the form of a new record."""
        self.add_filled({})

    def add_filled(self, filled: Draft, also: Also | None = None) -> None:
        """Open the form of a new record with something in it.

        Parameters
        ----------
        filled
            What its fields say at first.
        also
            What else storing it changes, as one step.
        """
        case = self._session.case
        if case is not None and not self._session.read_only:
            self._open_form(self.kind.blank(case), None, filled, also)

    def edit(self, record_id: str | None = None) -> None:
        """Open the form of a record, by default of the selected one."""
        self._refresh()
        wanted = record_id or self.table.selected_id()
        if wanted is None or self._session.read_only:
            return
        if self.table.select(wanted):
            record = self.model.record(self.model.row_of(wanted))
            self._open_form(self.kind.draft(record), record)

    def remove(self) -> None:
        """Delete the selected record."""
        case, record_id = self._session.case, self.table.selected_id()
        if case is not None and record_id is not None and not self._session.read_only:
            self._session.edit(self.kind.remove(case, record_id), self.kind.remove_text)

    @property
    def has_selection(self) -> bool:
        """Whether a record is selected."""
        return self._parts is not None and self._parts.table.selected_id() is not None

    def more_buttons(self) -> tuple[QPushButton, ...]:
        """Return further buttons for what can be done with this kind of records."""
        return ()

    def _furnished(self) -> "_Parts":
        if self._parts is None:
            self._parts = _Parts(
                table=RecordTable(self.model, self),
                empty=plain_label(self.kind.empty_text, role="muted", wrap=True),
                add=link_button(f"+ {self.kind.add_text}"),
                edit=link_button(self.tr("Edit")),
                remove=link_button(self.tr("Delete")),
            )
            self._lay_out(self._parts)
            self._connect(self._parts)
        return self._parts

    def _lay_out(self, parts: "_Parts") -> None:
        parts.table.setAccessibleName(self.kind.add_text.partition(" ")[2])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2 * GRID, 0, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(parts.empty)
        layout.addWidget(parts.table, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(parts.add)
        for button in self.more_buttons():
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(parts.edit)
        buttons.addWidget(parts.remove)
        layout.addLayout(buttons)
        layout.addStretch(0)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _connect(self, parts: "_Parts") -> None:
        self.model.change_proposed.connect(self._on_change_proposed)
        parts.table.add_requested.connect(self.add)
        parts.table.form_requested.connect(self._on_edit)
        parts.table.removal_requested.connect(self.remove)
        parts.table.selection_moved.connect(self._on_selection_moved)
        parts.table.cell_editor.refused.connect(self._on_refused)
        parts.add.clicked.connect(self.add)
        parts.edit.clicked.connect(self._on_edit)
        parts.remove.clicked.connect(self.remove)

    def _refresh(self) -> None:
        if not self._stale:
            return
        self._stale = False
        parts = self._furnished()
        focus = QApplication.focusWidget()
        typing = focus is not None and parts.table.isAncestorOf(focus)
        parts.table.show_case(self._case)
        if typing:  # the cell's editor has gone: the keys go on in the table
            parts.table.setFocus()
        rows = self.model.rowCount()
        parts.table.setVisible(rows > 0)
        parts.empty.setVisible(rows == 0)
        self._enable()

    def _enable(self) -> None:
        may_change = not self._session.read_only and self._case is not None
        parts = self._furnished()
        parts.add.setEnabled(may_change)
        parts.edit.setEnabled(may_change and self.has_selection)
        parts.remove.setEnabled(may_change and self.has_selection)
        self.selection_moved.emit()

    def _on_selection_moved(self) -> None:
        """Show as selected what the next key would edit or delete, also when focus chose it."""
        rows = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows |= QItemSelectionModel.SelectionFlag.Rows
        table = self.table
        table.selectionModel().select(table.currentIndex(), rows)
        self._enable()

    def _open_form(
        self, draft: Any, old: Any | None, filled: Draft | None = None, also: Also | None = None
    ) -> None:
        from dle_desktop.widgets.record_form import RecordForm  # noqa: PLC0415 - when asked

        suggest = self._suggest if old is None else None
        store = partial(self.store, also=also)
        form = RecordForm(self.kind, draft, old, store, suggest, self.window(), filled)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.open()

    def _on_edit(self) -> None:
        self.edit()

    def _suggest(self, draft: Draft) -> Draft:
        return self.kind.suggest(self._case, draft) if self._case is not None else {}

    def store(self, record: Any, new: bool, also: Also | None = None) -> str:
        """Store what a form made; return why it could not be."""
        case = self._session.case
        if case is None:
            return self.tr("No case is open.")
        text = self.kind.add_text if new else self.kind.change_text
        self._failure = ""
        made = self.kind.put(case, record, new=new)
        if not self._session.edit(also(made, record) if also is not None else made, text):
            return self._failure
        self._refresh()
        self.table.select(self.kind.record_id(record))
        return ""

    def _on_failed(self, error: DleError) -> None:
        self._failure = wording.sentence(error)

    def _on_change_proposed(self, record: Any) -> None:
        case = self._session.case
        if case is not None:
            self._session.edit(self.kind.put(case, record, new=False), self.kind.change_text)

    def _on_refused(self, reason: str) -> None:
        self._messages.warn(self.tr("Not changed. {reason}").format(reason=reason))


def link_button(text: str) -> QPushButton:
    """Return a button that looks like a link."""
    button = QPushButton(text)
    set_role(button, "link")
    return button
