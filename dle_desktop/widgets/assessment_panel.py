"""The tab of assessments: the table of records, and the CLASI sheet of one of them.

A sheet is stored like any other change; the panel knows nothing of zones.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from dle_desktop.domain import records
from dle_desktop.domain.case import Assessment
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.widgets.assessment_kind import AssessmentKind
from dle_desktop.widgets.record_panel import RecordPanel, link_button

if TYPE_CHECKING:
    from dle_desktop.widgets.clasi_sheet import ClasiSheet


class AssessmentPanel(RecordPanel):
    """The assessments of the open case."""

    def __init__(self, session: Session, messages: Messages) -> None:
        super().__init__(AssessmentKind(), session, messages)
        self.new_sheet_button = link_button(self.tr("+ Sheet"))
        self.sheet_button = link_button(self.tr("Open sheet"))
        self.new_sheet_button.clicked.connect(self.open_new_sheet)
        self.sheet_button.clicked.connect(self.open_selected_sheet)
        self.selection_moved.connect(self._enable_sheets)
        self._colours = LIGHT
        self._sheet: ClasiSheet | None = None

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on, an open sheet too."""
        self._colours = colours
        if self._sheet is not None:
            self._sheet.set_palette(colours)

    def more_buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons that open sheets."""
        return self.new_sheet_button, self.sheet_button

    def selected_clasi(self) -> Assessment | None:
        """Return the selected assessment if it is a CLASI."""
        case, selected = self._session.case, self.table.selected_id()
        if case is None:
            return None
        return next(
            (one for one in case.assessments if one.id == selected and one.instrument == "CLASI"),
            None,
        )

    def open_new_sheet(self) -> None:
        """Open an empty sheet for a new visit."""
        self._open(Assessment(id=records.new_id("assessment")))

    def open_selected_sheet(self) -> None:
        """Open the sheet of the selected CLASI."""
        found = self.selected_clasi()
        if found is not None:
            self._open(found)

    def _open(self, assessment: Assessment) -> None:
        case = self._session.case
        if case is None or self._session.read_only:
            return
        from dle_desktop.widgets.clasi_sheet import ClasiSheet  # noqa: PLC0415 - no start waits

        self._sheet = ClasiSheet(case, assessment, self.store, self._colours, self.window())
        self._sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet.finished.connect(self._on_finished)
        self._sheet.open()

    def _on_finished(self) -> None:
        self._sheet = None

    def _enable_sheets(self) -> None:
        may_change = not self._session.read_only and self._session.case is not None
        self.new_sheet_button.setEnabled(may_change)
        self.sheet_button.setEnabled(may_change and self.selected_clasi() is not None)
