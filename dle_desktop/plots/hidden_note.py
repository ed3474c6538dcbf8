"""The note of hidden tracks: a quiet line beside the axis that says how many, and opens the list.

It counts; what a click does is the business of whoever listens.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.fonts import font
from dle_desktop.drawing.measure import SMALL
from dle_desktop.drawing.palette import Palette
from dle_desktop.drawing.track_choices import hidden_count


class HiddenNote(QPushButton):
    """Says "2 tracks hidden", nothing where none is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(font(SMALL))
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("role", "record")
        self.move(8, 8)
        self.hide()

    def show_figure(self, figure: Figure | None) -> None:
        """Count the hidden tracks of a figure."""
        count = hidden_count(figure) if figure is not None else 0
        words = self.tr("1 track hidden") if count == 1 else self.tr("{count} tracks hidden")
        self.setText(words.format(count=count))
        self.setAccessibleDescription(self.tr("Opens the list of tracks"))
        self.adjustSize()
        self.setVisible(count > 0)

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self.setStyleSheet(f"QPushButton {{ color: {colours.muted}; }}")
