"""The tab of findings: what in the case asks for a look, each with the records it is about."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.domain.checks import Finding, findings
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.widgets import icons
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

_FINDING_ROLE = Qt.ItemDataRole.UserRole + 1


class FindingsTab(QWidget):
    """Findings as a list; Enter or a double click shows the record, or the day where none is."""

    record_requested = Signal(str)
    day_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: Palette = LIGHT
        self._findings: tuple[Finding, ...] = ()
        self._none = plain_label(self.tr("Nothing to look at was found."), role="muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Findings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * GRID, 0, 0)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        self.list.itemActivated.connect(self._on_activated)

    @property
    def count(self) -> int:
        """The number of findings."""
        return len(self._findings)

    def show_case(self, case: Case | None) -> None:
        """Show the findings of a case."""
        self._findings = () if case is None else findings(case)
        self._fill()

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        for finding in self._findings:
            grave = finding.severity != "note"
            sign = icons.icon("warning" if grave else "info", self._colours)
            item = QListWidgetItem(sign, finding.message)
            item.setData(_FINDING_ROLE, finding)
            self.list.addItem(item)
        self.list.setVisible(bool(self._findings))
        self._none.setVisible(not self._findings)

    def _on_activated(self, item: QListWidgetItem) -> None:
        finding: Finding = item.data(_FINDING_ROLE)
        if finding.records:
            self.record_requested.emit(finding.records[0])
        elif finding.day is not None:
            self.day_requested.emit(finding.day)
