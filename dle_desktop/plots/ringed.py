"""A widget that shows a ring when the keys come to it; a click needs none."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dle_desktop.drawing.palette import LIGHT, Palette


class RingedWidget(QWidget):
    """Has a thin ring in the accent colour while it was come to by Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette: Palette = LIGHT
        self.ringed = False

    def show_ring(self) -> None:
        """Show that the keys are here."""
        self.ringed = True
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring when the keys come here; a click needs none."""
        super().focusInEvent(event)
        tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.ringed = event.reason() in tab
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.ringed = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring of the focus."""
        super().paintEvent(event)
        if self.ringed:
            painter = QPainter(self)
            painter.setPen(self._palette.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.end()
