"""The tab of regimens: the history in stretches of unchanged treatment, read only.

Stretches stand in order of time and are never ranked; one with few visits is greyed and says so.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.domain.case import Case
from dle_desktop.domain.figures import Review, review_of
from dle_desktop.widgets.plain_text import plain_label, set_role, set_tip, tip
from dle_desktop.widgets.record_table import HEADER_HEIGHT, ROW_HEIGHT, shared
from dle_desktop.widgets.theme import GRID
from dle_desktop.widgets.why import Why

if TYPE_CHECKING:
    from dle_desktop.domain.regimens import Stretch

_LAGS = (0, 7, 14, 28, 56, 84)  # days


class _StretchTable(QTableWidget):
    """A table to read whose columns share its width."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setFixedHeight(HEADER_HEIGHT)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Give each column what it holds; where that is too much, cut the widest first."""
        header = self.horizontalHeader()
        wanted = [
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            for column in range(self.columnCount())
        ]
        for column, width in enumerate(shared(wanted, self.viewport().width())):
            header.resizeSection(column, width)


class RegimensTab(QWidget):
    """Stretches as a table; a click or Enter shows one on the timeline, Why? explains it."""

    stretch_requested = Signal(float, float)  # first and last study day
    why_requested = Signal(object)  # Why

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._stale = True  # the case shown is not this one yet
        self._review: Review | None = None
        self._stretches: tuple[Stretch, ...] = ()
        self.table = _StretchTable(0, 6)
        self.details = plain_label(role="muted", wrap=True)
        self.show_button = QPushButton(self.tr("Show on the timeline"))
        self.why_button = QPushButton(self.tr("Why?"))
        self.lag = QComboBox()
        self._none = plain_label(
            self.tr("There is no dated dose of a systemic drug."), role="muted", wrap=True
        )
        self._set_up()
        self._lay_out()
        self.table.currentCellChanged.connect(self._on_row_changed)
        self.table.cellActivated.connect(self._on_requested)
        self.table.cellClicked.connect(self._on_requested)
        self.show_button.clicked.connect(self._on_requested)
        self.why_button.clicked.connect(self._on_why)
        self.lag.currentIndexChanged.connect(self._on_lag_changed)

    def show_case(self, case: Case | None) -> None:
        """Show the stretches of a case."""
        self._case = case
        self._stale = True
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Cut the history now that it is looked at."""
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _set_up(self) -> None:
        self.table.setAccessibleName(self.tr("Regimens"))
        for link in (self.show_button, self.why_button):
            set_role(link, "link")
        for days in _LAGS:
            self.lag.addItem(self.tr("{days} days").format(days=days) if days else self.tr("none"))
        self.lag.setAccessibleName(self.tr("Lag"))
        set_tip(
            self.lag,
            self.tr("So many days later, visits, counts and events are counted to a stretch."),
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.show_button)
        row.addWidget(self.why_button)
        row.addStretch(1)
        row.addWidget(plain_label(self.tr("Lag"), role="muted"))
        row.addWidget(self.lag)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * GRID, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._none)
        column.addWidget(self.table)
        column.addLayout(row)
        column.addWidget(self.details)
        column.addStretch(1)

    def _fill(self) -> None:
        self._stale = False
        selected = max(0, self.table.currentRow())
        from dle_desktop.domain.regimens import stretches  # noqa: PLC0415 - when looked at

        review = self._review = None if self._case is None else review_of(self._case)
        self._stretches = () if review is None else stretches(review, lag_days=self._lag_days())
        drug = review.case.index_drug if review else None
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Months"),
                drug or self.tr("Index drug"),
                self.tr("Prednisone"),
                self.tr("Activity"),
                self.tr("ANC"),
                self.tr("Visits"),
            ]
        )
        self.table.setRowCount(len(self._stretches))
        for row, stretch in enumerate(self._stretches):
            self._fill_row(row, stretch)
        for part in (self.table, self.details, self.show_button, self.why_button, self.lag):
            part.setVisible(bool(self._stretches))
        self._none.setVisible(not self._stretches)
        if self._stretches:
            self.table.setCurrentCell(min(selected, len(self._stretches) - 1), 0)
        self.table.setMaximumHeight(HEADER_HEIGHT + ROW_HEIGHT * len(self._stretches) + 8)
        self.table.share_width()
        self._on_row_changed()

    def _fill_row(self, row: int, stretch: "Stretch") -> None:
        from dle_desktop.domain import regimen_words as words  # noqa: PLC0415 - when looked at

        assert self._review is not None  # noqa: S101 - there is a stretch
        case, zero = self._review.case, self._review.zero
        texts = (
            words.months_of(stretch, zero),
            words.index_drug_text(stretch, case.index_drug),
            words.steroid_text(stretch, case.index_drug),
            words.scores_text(stretch.activity),
            words.neutrophils_text(stretch),
            str(stretch.visits),
        )
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setData(Qt.ItemDataRole.ToolTipRole, tip(words.details_of(stretch, zero)))
            if stretch.few:
                item.setForeground(QBrush(muted))
            self.table.setItem(row, column, item)

    def explain_here(self, at: QPoint | None) -> bool:
        """Explain the stretch at a point of the screen, else the one selected, if any."""
        if at is not None:
            row = self.table.rowAt(self.table.viewport().mapFromGlobal(at).y())
            if row < 0:
                return False
            self.table.setCurrentCell(row, 0)
        self._on_why()
        return bool(self._stretches)

    def _lag_days(self) -> float:
        return float(_LAGS[self.lag.currentIndex()])

    def _current(self) -> "Stretch | None":
        row = self.table.currentRow()
        return self._stretches[row] if 0 <= row < len(self._stretches) else None

    def _on_row_changed(self) -> None:
        stretch = self._current()
        if stretch is not None and self._review is not None:
            from dle_desktop.domain import regimen_words as words  # noqa: PLC0415

            self.details.setText(words.details_of(stretch, self._review.zero))

    def _on_requested(self) -> None:
        stretch = self._current()
        if stretch is not None:
            self.stretch_requested.emit(stretch.start, stretch.end)

    def _on_why(self) -> None:
        stretch, review = self._current(), self._review
        if stretch is not None and review is not None:
            from dle_desktop.domain.regimen_figures import stretch_figures  # noqa: PLC0415

            figures = stretch_figures(review, stretch, lag_days=self._lag_days())
            place = self.table.visualRect(self.table.currentIndex())
            place.translate(0, self.table.viewport().y())
            self.why_requested.emit(Why(figures, self.table, place))

    def _on_lag_changed(self) -> None:
        self._fill()
