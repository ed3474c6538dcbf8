"""Why: what a figure is, by which rule, from which source, and the records it rests on.

The one mechanism by which any derived figure explains itself.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dle_desktop import wording
from dle_desktop.domain.summary import Figure
from dle_desktop.widgets.plain_text import plain_label, set_role
from dle_desktop.widgets.theme import GRID

WIDTH = 340
_SHARE_OF_SCREEN = 0.8
_EDGES = 4  # pixels of border and margin on both sides together


class WhyPopover(QFrame):
    """A small box below a figure; a click elsewhere or Escape closes it."""

    record_requested = Signal(str)

    def __init__(self, figures: Sequence[Figure], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "popover")
        self.setAccessibleName(self.tr("Why?"))
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        self._column.setSpacing(GRID)
        for number, figure in enumerate(figures):
            if number:
                self._column.addSpacing(2 * GRID)
            self._add(figure)
        self._lay_out()

    def _lay_out(self) -> None:
        """Be as high as the text, or as the screen allows: then the text scrolls."""
        scroll = QScrollArea()
        scroll.setAccessibleName(self.tr("Why?"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        scroll.setWidget(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(scroll)
        room = self.screen().availableGeometry().height() * _SHARE_OF_SCREEN
        self.ensurePolished()
        wanted = self._column.heightForWidth(WIDTH - _EDGES) + _EDGES
        self.setFixedSize(WIDTH, min(wanted, int(room)))

    def open_below(self, widget: QWidget) -> None:
        """Open below a widget, within its screen."""
        at = widget.mapToGlobal(QPoint(0, widget.height() + GRID))
        room = widget.screen().availableGeometry()
        at.setX(min(at.x(), room.right() - self.width() - GRID))
        at.setY(min(at.y(), room.bottom() - self.height()))
        self.move(at)
        self.show()

    def _add(self, figure: Figure) -> None:
        value = figure.value or wording.NOT_REPORTED
        self._say(f"{figure.label}: {value}", "heading")
        if figure.detail:
            self._say(figure.detail, "")
        self._say(self.tr("Rule: {rule}").format(rule=figure.rule), "muted")
        self._say(self.tr("Source: {source}").format(source=figure.source), "muted")
        if figure.records:
            count = len(figure.records)
            text = (
                self.tr("Show the record")
                if count == 1
                else self.tr("Show the first of {count} records").format(count=count)
            )
            button = QPushButton(text)
            set_role(button, "link")
            button.clicked.connect(partial(self._on_record, figure.records[0]))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _say(self, text: str, role: str) -> None:
        label = plain_label(text, role=role, wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(label)

    def _on_record(self, record_id: str, *_: object) -> None:
        self.record_requested.emit(record_id)
        self.close()
