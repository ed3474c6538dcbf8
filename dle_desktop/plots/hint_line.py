"""The line below the timeline: what mouse and keys do here, so that no manual is needed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dle_desktop.drawing.fonts import font
from dle_desktop.drawing.palette import Palette

_SIZE = 10


class HintLine(QLabel):
    """One quiet line of plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(
            self.tr("Drag, wheel: zoom   Shift+drag: move   Ctrl+drag: edit   Alt+Left: back   "
                    "Click: pin   Double click: open   W: why?")
        )  # fmt: skip
        self.setFont(font(_SIZE))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def set_palette(self, palette: Palette) -> None:
        """Write in these colours from now on."""
        self.setStyleSheet(f"color: {palette.muted};")
