"""The window's frame: painted at once, furnished afterwards.

It holds what must exist before anything is loaded: place and size, the plain ground, what is
dropped on it and its closing. It does not know cases; the workspace is put into it.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QMainWindow

FIRST_SIZE = (1440, 900)
_TITLE_BAR = 32  # what a window manager is likely to put on top
MayClose = Callable[[], bool]


class MainWindow(QMainWindow):
    """The one window of the program."""

    first_painted = Signal()
    files_dropped = Signal(object)  # tuple of Path
    closing = Signal()

    def __init__(self, ground: str) -> None:
        super().__init__()
        self._painted = False
        # By a style sheet: a painter or a palette would load all of Qt's enumerations, 12 ms.
        self.setStyleSheet(f"MainWindow {{ background: {ground}; }}")
        self.setAcceptDrops(True)
        room = self.screen().availableSize()
        self.resize(
            min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height() - _TITLE_BAR)
        )

    def restore(self, geometry: str) -> None:
        """Take the place and size of the last time, as hexadecimal text."""
        if geometry:
            self.restoreGeometry(QByteArray.fromHex(geometry.encode()))

    def place(self) -> str:
        """Return place and size as hexadecimal text."""
        return bytes(self.saveGeometry().toHex().data()).decode()

    def furnished(self) -> None:
        """Leave the ground to the theme: the workspace is in."""
        self.setStyleSheet("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and tell of the first frame."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        files = _files(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window closes, so that what is typed is stored first."""
        self.closing.emit()
        super().closeEvent(event)


def _files(event: QDropEvent) -> tuple[Path, ...]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
