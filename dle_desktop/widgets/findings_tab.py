"""The tab of findings: what in the case asks for a look, each with the records it is about."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.domain.case import Case
from dle_desktop.domain.checks import Finding, findings
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.widgets import icons
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

_PADDING = 4 * GRID  # left and right of a row's text, and its spacing
_RECORDS_ROLE = Qt.ItemDataRole.UserRole + 1


class _Wrapped(QStyledItemDelegate):
    """A row as high as its text, wrapped within the padding of the style sheet."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a row."""
        # Qt tells the height for the whole width, the padding of the style sheet included.
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(0, 0, -_PADDING, 0)
        return super().sizeHint(narrower, index)


class FindingsTab(QWidget):
    """Findings as a list; Enter or a double click shows the record."""

    record_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: Palette = LIGHT
        self._findings: tuple[Finding, ...] = ()
        self._none = plain_label(self.tr("Nothing to look at was found."), role="muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setItemDelegate(_Wrapped(self.list))
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
            item.setData(_RECORDS_ROLE, finding.records)
            self.list.addItem(item)
        self.list.setVisible(bool(self._findings))
        self._none.setVisible(not self._findings)

    def _on_activated(self, item: QListWidgetItem) -> None:
        records = item.data(_RECORDS_ROLE)
        if records:
            self.record_requested.emit(records[0])
