"""The line that says what a case is about: it gives way like any label, and a press asks why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from dle_desktop.widgets.elided_label import ElidedLabel

_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SubjectLine(ElidedLabel):
    """One quiet line of text; a click, Space or Enter asks where it comes from."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("muted", parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def setText(self, text: str) -> None:
        """Show a text; nothing can be asked about nothing."""
        super().setText(text)
        asked = Qt.FocusPolicy.StrongFocus if text else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(asked)
        self.setAccessibleDescription(self.tr("Opens the rule and the source of this figure"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask."""
        if self.rect().contains(event.position().toPoint()) and self.text():
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask."""
        if event.key() in _KEYS:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a line under it where the keys are."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self.palette().color(self.palette().ColorRole.Link), 1))
            below = self.rect().bottom()
            painter.drawLine(0, below, self.width(), below)
