"""The floor of a cold start: the least PySide6 program that shows a window of the same size.

Run as a file of its own: `bare_window.py REPORT` writes `first_paint <monotonic ns>` and ends.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class _Window(QMainWindow):
    def __init__(self, report: Path) -> None:
        super().__init__()
        self._report = report
        self.resize(1400, 900)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self._tell)  # after the frame is flushed

    def _tell(self) -> None:
        if not self._report.exists():
            self._report.write_text(f"first_paint {time.monotonic_ns()}\n", encoding="utf-8")
        QApplication.quit()


if __name__ == "__main__":
    _APP = QApplication([])
    _WINDOW = _Window(Path(sys.argv[1]))
    _WINDOW.show()
    sys.exit(_APP.exec())
