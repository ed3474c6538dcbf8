"""The right side: the read-out at the cursor, and below it the records in tabs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.drawing.palette import Palette
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.widgets.assessment_panel import AssessmentPanel
from dle_desktop.widgets.case_tab import CaseTab
from dle_desktop.widgets.dose_kind import DoseKind
from dle_desktop.widgets.event_kind import EventsKind
from dle_desktop.widgets.fields import Draft
from dle_desktop.widgets.findings_tab import FindingsTab
from dle_desktop.widgets.lab_kind import LabKind
from dle_desktop.widgets.plain_text import set_role
from dle_desktop.widgets.read_out import ReadOutPanel
from dle_desktop.widgets.record_panel import Also, RecordPanel
from dle_desktop.widgets.regimens_tab import RegimensTab
from dle_desktop.widgets.theme import GRID

WIDTH = 404


class SidePanel(QWidget):
    """Read-out and records of the open case."""

    selection_moved = Signal()

    def __init__(self, session: Session, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "side")
        self.read_out = ReadOutPanel()
        self._rule = QFrame()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Records"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        self.clasi = AssessmentPanel(session, messages)
        panels = (
            RecordPanel(DoseKind(), session, messages),
            self.clasi,
            RecordPanel(LabKind(), session, messages),
            RecordPanel(EventsKind(), session, messages),
        )
        self.panels = {panel.kind.name: panel for panel in panels}
        self.case_tab = CaseTab(session)
        self.regimens = RegimensTab()
        self.findings = FindingsTab()
        titles = {
            "dose": self.tr("Doses"),
            "assessment": self.tr("CLASI"),
            "lab": self.tr("Labs"),
            "event": self.tr("Events"),
        }
        for name, panel in self.panels.items():
            self.tabs.addTab(panel, titles[name])
            panel.selection_moved.connect(self.selection_moved)
        self.tabs.addTab(self.regimens, self.tr("Regimens"))
        self.tabs.addTab(self.case_tab, self.tr("Case"))
        self.tabs.addTab(self.findings, self.tr("Findings"))
        self._lay_out()
        self.tabs.currentChanged.connect(self.selection_moved)
        self.findings.record_requested.connect(self.show_record)
        self.findings.counted.connect(self._on_counted)

    def show_case(self, case: Case | None) -> None:
        """Show a case."""
        self.read_out.show_case(case)
        for panel in self.panels.values():
            panel.show_case(case)
        self.case_tab.show_case(case)
        self.regimens.show_case(case)
        self.findings.show_case(case)
        for part in (self.read_out, self._rule, self.tabs):
            part.setVisible(case is not None)

    def _on_counted(self, count: int) -> None:
        title = self.tr("Findings {count}").format(count=count) if count else self.tr("Findings")
        self.tabs.setTabText(self.tabs.indexOf(self.findings), title)

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self.read_out.set_palette(colours)
        self.findings.set_palette(colours)
        self.clasi.set_palette(colours)

    def current_panel(self) -> RecordPanel | None:
        """Return the panel of records that is in front, if one is."""
        widget = self.tabs.currentWidget()
        return widget if isinstance(widget, RecordPanel) else None

    def add(self, name: str) -> None:
        """Bring a kind of records to the front and add one."""
        panel = self.panels[name]
        self.tabs.setCurrentWidget(panel)
        panel.add()

    def add_filled(self, name: str, filled: Draft, also: Also | None = None) -> None:
        """Bring a kind of records to the front and add one that says something already."""
        panel = self.panels[name]
        self.tabs.setCurrentWidget(panel)
        panel.add_filled(filled, also)

    def open_clasi_sheet(self) -> None:
        """Open the sheet of the CLASI selected in front, else of a new one."""
        in_front = self.current_panel() is self.clasi
        self.tabs.setCurrentWidget(self.clasi)
        if in_front and self.clasi.selected_clasi() is not None:
            self.clasi.open_selected_sheet()
        else:
            self.clasi.open_new_sheet()

    def show_record(self, record_id: str) -> bool:
        """Bring the record with an id to the front; return whether it is there."""
        for panel in self.panels.values():
            if panel.holds(record_id):
                self.tabs.setCurrentWidget(panel)
                panel.table.select(record_id)
                panel.table.setFocus()
                return True
        return False

    def show_table(self, name: str, record_id: str | None) -> None:
        """Bring the table of a kind to the front, with a record selected, and the keys into it."""
        if record_id is None or not self.show_record(record_id):
            panel = self.panels[name]
            self.tabs.setCurrentWidget(panel)
            panel.table.setFocus()

    def select_record(self, record_id: str) -> None:
        """Select a record in its table; the keys stay where they are, and so does another tab."""
        if self.current_panel() is None:
            return
        panel = next((one for one in self.panels.values() if one.holds(record_id)), None)
        if panel is not None:
            self.tabs.setCurrentWidget(panel)
            panel.table.select(record_id)

    def selected_record(self) -> str | None:
        """Return the id of the record selected in the table in front, None without one."""
        panel = self.current_panel()
        return panel.table.selected_id() if panel is not None and panel.has_selection else None

    def edit_record(self, record_id: str) -> None:
        """Open the form of the record with an id."""
        if self.show_record(record_id):
            panel = self.current_panel()
            if panel is not None:
                panel.edit(record_id)

    def _lay_out(self) -> None:
        self._rule.setFixedHeight(1)
        set_role(self._rule, "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 3 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.read_out)
        column.addWidget(self._rule)
        column.addWidget(self.tabs, 1)
