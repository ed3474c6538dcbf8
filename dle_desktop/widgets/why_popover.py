"""Why: what a figure is, how it came about, by which rule, from which source and which records.

The one mechanism by which any derived figure explains itself: a widget asks with a `Why`, this box
answers. It does not know which widget asked.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.domain.case import Case
from dle_desktop.domain.figures import Figure
from dle_desktop.widgets.clipboard import copy_text
from dle_desktop.widgets.plain_text import plain_label, set_role, set_tip
from dle_desktop.widgets.record_link import RecordLink
from dle_desktop.widgets.theme import GRID
from dle_desktop.widgets.why import FIRST_RECORDS
from dle_desktop.widgets.why_words import as_text, lines_of, record_names, value_words

WIDTH = 380
_SHARE_OF_SCREEN = 0.8
_EDGES = 4  # pixels of border and margin on both sides together
_TITLE_WIDTH = 52
_SCROLLING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class WhyPopover(QFrame):
    """A small box below a figure; a click elsewhere or Escape closes it."""

    record_requested = Signal(str)

    def __init__(self, figures: Sequence[Figure], case: Case, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "popover")
        self.setAccessibleName(self.tr("Why?"))
        self._names = record_names(case)
        self._figures = figures
        self._opener = parent
        self._anchor = QRect()
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, GRID)
        self._column.setSpacing(GRID // 2)
        for number, figure in enumerate(figures):
            if number:
                self._column.addSpacing(3 * GRID)
            self._add(figure)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.clicked.connect(self.copy)
        set_role(self.copy_button, "link")
        set_tip(self.copy_button, self.tr("Copy all of this as text (Ctrl+C)"))
        self._scroll = QScrollArea()
        self._lay_out()
        self._fit()

    def text(self) -> str:
        """Return the whole explanation as plain text."""
        return as_text(self._figures, self._names)

    def copy(self) -> None:
        """Put the whole explanation on the clipboard."""
        copy_text(self.text())
        self.copy_button.setText(self.tr("Copied"))

    def open_below(self, widget: QWidget, place: QRect | None = None) -> None:
        """Open below a widget, or a place on it, within its screen; the keys go inside."""
        where = widget.rect() if place is None else place
        self._anchor = QRect(widget.mapToGlobal(where.topLeft()), where.size())
        self._move()
        self.show()
        links = self._body.findChildren(QPushButton)
        first = links[0] if links else self.copy_button
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C, scroll by page; Escape closes, which a popup knows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _SCROLLING:
            QApplication.sendEvent(self._scroll.verticalScrollBar(), event)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._scroll.setAccessibleName(self.tr("Why?"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)  # which makes it paint a ground of its own
        for part in (self._scroll.viewport(), self._body):
            part.setAutoFillBackground(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * GRID, 0, 3 * GRID, GRID)
        foot.addStretch(1)
        foot.addWidget(self.copy_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(foot)

    def _fit(self) -> None:
        """Be as high as the text, or as the screen allows: then the text scrolls."""
        room = self.screen().availableGeometry().height() * _SHARE_OF_SCREEN
        self.ensurePolished()
        self._column.invalidate()
        foot = self.copy_button.sizeHint().height() + GRID
        wanted = self._column.heightForWidth(WIDTH - _EDGES) + foot + _EDGES
        self.setFixedSize(WIDTH, min(wanted, int(room)))

    def _move(self) -> None:
        room = self._opener.screen().availableGeometry()
        at = self._anchor.bottomLeft() + QPoint(0, GRID)
        at.setX(max(room.left(), min(at.x(), room.right() - self.width() - GRID)))
        at.setY(max(room.top(), min(at.y(), room.bottom() - self.height())))
        self.move(at)

    def _add(self, figure: Figure) -> None:
        self._column.addWidget(plain_label(figure.label, role="muted", wrap=True))
        self._column.addWidget(plain_label(value_words(figure), role="value", wrap=True))
        if figure.detail:
            self._column.addWidget(plain_label(figure.detail, wrap=True))
        self._column.addSpacing(GRID)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        grid.setColumnStretch(1, 1)
        for line in lines_of(figure):
            self._add_line(grid, line.title, line.texts)
        self._add_records(grid, [one for one in figure.records if one in self._names])
        self._column.addLayout(grid)

    def _add_line(self, grid: QGridLayout, title: str, texts: Sequence[str]) -> None:
        row = grid.rowCount()
        grid.addWidget(_title(title), row, 0)
        for number, text in enumerate(texts):
            label = plain_label(text, role="small", wrap=True)
            label.setContentsMargins(GRID, 0, 0, 0)  # where the words of a link begin
            grid.addWidget(label, row + number, 1)

    def _add_records(self, grid: QGridLayout, records: list[str]) -> None:
        if not records:
            return
        title = self.tr("Record") if len(records) == 1 else self.tr("Records")
        grid.addWidget(_title(title), grid.rowCount(), 0)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        grid.addLayout(column, grid.rowCount() - 1, 1)
        # One more than the first few needs no click: it takes the place of "and 1 more".
        shown = len(records) if len(records) == FIRST_RECORDS + 1 else FIRST_RECORDS
        for record_id in records[:shown]:
            column.addWidget(self._link(record_id), 0, Qt.AlignmentFlag.AlignLeft)
        rest = records[shown:]
        if rest:
            more = RecordLink(self.tr("and {count} more").format(count=len(rest)))
            more.clicked.connect(partial(self._on_more, column, more, rest))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, record_id: str) -> RecordLink:
        link = RecordLink(self._names[record_id], WIDTH - _TITLE_WIDTH - 13 * GRID)
        link.clicked.connect(partial(self._on_record, record_id))
        return link

    def _on_more(
        self, column: QVBoxLayout, more: QPushButton, rest: Sequence[str], *_: object
    ) -> None:
        links = [self._link(record_id) for record_id in rest]
        for link in links:
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            link.show()  # at once: the box is measured with them
        links[0].setFocus(Qt.FocusReason.OtherFocusReason)
        column.removeWidget(more)
        more.deleteLater()
        more.hide()
        self._fit()
        self._move()

    def _on_record(self, record_id: str, *_: object) -> None:
        self.close()
        self.record_requested.emit(record_id)


def _title(text: str) -> QLabel:
    label = plain_label(text, role="muted")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
