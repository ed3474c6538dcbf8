"""The tab of the case's own data: rows that are stored when typing in them has ended."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.services.session import Session
from dle_desktop.widgets.case_fields import case_draft, case_fields, case_from_draft
from dle_desktop.widgets.fields import Wrong

if TYPE_CHECKING:
    from dle_desktop.widgets.field_rows import FieldRows


class CaseTab(QWidget):
    """Label, diagnosis, day 0, subject, notes and provenance of the open case."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._case: Case | None = None
        self._fields = case_fields()
        self._rows: FieldRows | None = None

    @property
    def rows(self) -> "FieldRows":
        """The rows; the tab is furnished when it is first looked at."""
        if self._rows is None:
            from dle_desktop.widgets.field_rows import FieldRows  # noqa: PLC0415 - when looked at

            self._rows = FieldRows(self._fields)
            area = QScrollArea()
            area.setWidget(self._rows)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.viewport().setAutoFillBackground(False)
            self._rows.setAutoFillBackground(False)
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(area)
            self._rows.changed.connect(self._on_changed)
            self._rows.committed.connect(self._on_committed)
        return self._rows

    def show_case(self, case: Case | None) -> None:
        """Show a case; a hidden tab waits until it is looked at."""
        self._case = case
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the case."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        self.rows.setEnabled(self._case is not None)
        self.rows.set_read_only(self._session.read_only)
        self.rows.set_draft(case_draft(self._case) if self._case else {})
        self.rows.show_reasons({})

    def _typed(self) -> Case | None:
        if self._case is None:
            return None
        try:
            case = case_from_draft(self.rows.draft(), self._case)
        except Wrong as wrong:
            self.rows.show_reasons(wrong.reasons)
            return None
        self.rows.show_reasons({})
        return case

    def _on_changed(self, _key: str) -> None:
        self._typed()

    def _on_committed(self, key: str) -> None:
        case = self._typed()
        if case is None or case == self._case or self._session.read_only:
            return
        title = next(field.title for field in self._fields if field.key == key)
        self._session.edit(case, self.tr("Change {field}").format(field=title.lower()))
