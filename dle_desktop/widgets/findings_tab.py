"""The tab of findings: what in the case asks for a look, each with its records and its rule."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.domain.case import Case
from dle_desktop.domain.finding import Finding
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.widgets import icons
from dle_desktop.widgets.plain_text import plain_label, set_role
from dle_desktop.widgets.record_link import RecordLink
from dle_desktop.widgets.theme import GRID
from dle_desktop.widgets.why import FIRST_RECORDS, Why
from dle_desktop.widgets.why_words import record_names

_PADDING = 4 * GRID  # left and right of a row's text, and its spacing


class _FindingList(QListWidget):
    """A list no higher than its items, so that what goes with one stands right below."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width: the words are broken anew."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the items, where there is room."""
        if self.count():
            first, last = (self.visualItemRect(self.item(row)) for row in (0, self.count() - 1))
            self.setMaximumHeight(last.bottom() - first.top() + 1 + 2 * self.spacing())


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
    """Findings as a list; below it the records of the one selected, and its rule."""

    record_requested = Signal(str)
    why_requested = Signal(object)  # Why
    day_requested = Signal(float)
    counted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: Palette = LIGHT
        self._case: Case | None = None
        self._findings: tuple[Finding, ...] = ()
        self._stale = False  # what the case asks a look for was not looked for yet
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look)
        self._names: Mapping[str, str] | None = None  # made when a finding is first selected
        self._none = plain_label(self.tr("Nothing to look at was found."), role="muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = _FindingList()
        self.list.setWordWrap(True)
        self.list.setItemDelegate(_Wrapped(self.list))
        self.list.setAccessibleName(self.tr("Findings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self.why_button = QPushButton(self.tr("Why?"))
        self._foot = QWidget()
        self._links = QVBoxLayout()
        self._lay_out()
        self.list.itemActivated.connect(self._on_activated)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.why_button.clicked.connect(self._on_why)

    def show_case(self, case: Case | None) -> None:
        """Show the findings of a case; a hidden tab looks for them once the case is painted."""
        self._case, self._names = case, None
        self._findings = ()
        self._stale = True
        if self.isVisible():
            self._look()
        else:
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Look now that it is looked at."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        if self._stale:
            from dle_desktop.domain.checks import findings  # noqa: PLC0415 - after the first frame

            self._stale = False
            self._later.stop()
            self._findings = () if self._case is None else findings(self._case)
            self._fill()
            self.counted.emit(len(self._findings))

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self._fill()

    def explain_here(self, at: QPoint | None) -> bool:
        """Explain the finding at a point of the screen, else the one selected, if any."""
        if at is not None:
            view = self.list.viewport()
            item = self.list.itemAt(view.mapFromGlobal(at))
            if item is None:
                return False
            self.list.setCurrentItem(item)
        return self._on_why()

    def _lay_out(self) -> None:
        set_role(self.why_button, "link")
        self._links.setSpacing(0)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(self._links, 1)
        row.addWidget(self.why_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * GRID, 0, 0)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot)
        column.addStretch()

    def _fill(self) -> None:
        self.list.clear()
        for finding in self._findings:
            grave = finding.severity != "note"
            sign = icons.icon("warning" if grave else "info", self._colours)
            self.list.addItem(QListWidgetItem(sign, finding.message))
        self.list.fit()
        self.list.setVisible(bool(self._findings))
        self._none.setVisible(not self._findings)
        self._on_row_changed()

    def _selected(self) -> Finding | None:
        row = self.list.currentRow()
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def _on_row_changed(self, *_: object) -> None:
        """Offer the records of the finding selected."""
        for link in self._foot.findChildren(RecordLink):
            self._links.removeWidget(link)
            link.deleteLater()
        finding = self._selected()
        self._foot.setVisible(finding is not None)
        if finding is None or self._case is None:
            return
        if self._names is None:
            self._names = record_names(self._case)
        named = [one for one in finding.records if one in self._names]
        left = Qt.AlignmentFlag.AlignLeft
        for record_id in named[:FIRST_RECORDS]:
            link = RecordLink(self._names[record_id], self.width() - 20 * GRID)
            link.clicked.connect(partial(self._on_record, record_id))
            self._links.addWidget(link, 0, left)
            link.show()
        rest = len(named) - FIRST_RECORDS
        if rest > 0:
            more = RecordLink(self.tr("and {count} more").format(count=rest))
            more.clicked.connect(self._on_why)
            self._links.addWidget(more, 0, left)
            more.show()

    def _on_record(self, record_id: str, *_: object) -> None:
        self.record_requested.emit(record_id)

    def _on_activated(self) -> None:
        """Show the record of a finding, or its day; of several records let a person choose."""
        finding = self._selected()
        if finding is not None and finding.day is not None:
            self.day_requested.emit(finding.day)
        elif finding is not None and len(finding.records) == 1:
            self.record_requested.emit(finding.records[0])
        else:
            self._on_why()

    def _on_why(self) -> bool:
        finding = self._selected()
        if finding is None or self._case is None:
            return False
        from dle_desktop.domain.finding_rules import finding_figure  # noqa: PLC0415 - when asked

        place = self.list.visualItemRect(self.list.currentItem())
        self.why_requested.emit(Why((finding_figure(finding, self._case.rules),), self.list, place))
        return True
