"""The start: the empty window first, then everything else.

The first frame needs Qt's widgets and nothing more; the plots are loaded after it is painted. The
garbage collector rests until then and numpy gets one thread: both make a cold start quicker.
"""

import argparse
import gc
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from dle_desktop.widgets.main_window import MainWindow

if TYPE_CHECKING:
    from dle_desktop.app.program import Program

# As in `drawing.palette`, which is loaded after the first frame: the surface, light and dark.
_GROUND = {False: "#FBFAF7", True: "#1A1D21"}

_MIDDLE = 128  # of lightness, 0 to 255


def run(options: argparse.Namespace) -> int:
    """Open the window and run until it is closed."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()
    application = the_application()
    application.setApplicationName("DLE Desktop")
    application.setDesktopFileName("dle-desktop")
    start = _Start(application, options)
    start.window.show()
    code = application.exec()
    start.close()
    return start.code or code


def the_application() -> QApplication:
    """Return the application that runs, or a new one in the Fusion style.

    The style is chosen here: to choose it later would load all that Qt knows of styles, some 6 ms.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    return QApplication([*sys.argv[:1], "-style", "fusion"])


class _Start(QObject):
    """Furnishes the window once its first frame is painted."""

    def __init__(self, application: QApplication, options: argparse.Namespace) -> None:
        super().__init__()
        self._application = application
        self._options = options
        self._program: Program | None = None
        self.code = 0
        self._times: list[tuple[str, int]] = []
        from dle_desktop.services.settings import SettingsFile  # noqa: PLC0415

        self._settings: SettingsFile = SettingsFile()
        self.window = MainWindow(_GROUND[self._is_dark()])
        self.window.setWindowTitle("DLE Desktop")
        self.window.restore(self._settings.values.geometry)
        self.window.first_painted.connect(self._on_first_painted)

    def close(self) -> None:
        """Close what is still open."""
        if self._program is not None:
            self._program.close()

    def _is_dark(self) -> bool:
        theme = self._settings.values.theme
        # By the palette: naming the scheme would load all of Qt's enumerations, some 10 ms.
        dark = self._application.palette().window().color().lightness() < _MIDDLE
        return theme == "dark" or (theme == "system" and dark)

    def _on_first_painted(self) -> None:
        self._times.append(("first_paint", time.monotonic_ns()))
        from dle_desktop.app.program import Program  # noqa: PLC0415 - after the first frame

        self._program = Program(self._application, self.window, self._settings)
        self._program.failed_to_open.connect(self._on_failed_to_open)
        if not self._program.open_library(self._options):
            return
        painted = PaintWatch(self._program.canvas())
        painted.painted.connect(self._on_readable)
        self._program.import_files(self._options.files)
        gc.enable()
        gc.freeze()

    def _on_failed_to_open(self, code: int) -> None:
        self.code = code
        self._application.exit(code)

    def _on_readable(self) -> None:
        self._times.append(("readable", time.monotonic_ns()))
        report: Path | None = self._options.report_start
        if report is not None:
            lines = "".join(f"{what} {at}\n" for what, at in self._times)
            report.write_text(lines, encoding="utf-8")
            self.window.close()


class PaintWatch(QObject):
    """Tells once when a widget has been painted and its frame is out.

    The frame is out when the window's update, in which it was painted, has been served; where it
    was painted otherwise (uncovered by another window), when the event loop comes back.
    """

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._watched = (widget, widget.window())
        self._seen = self._told = False
        for watched in self._watched:
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event, and then for its frame."""
        widget, window = self._watched
        if event.type() == QEvent.Type.Paint and watched is widget and not self._seen:
            self._seen = True
            QApplication.postEvent(self, QEvent(QEvent.Type.User))
        elif event.type() == QEvent.Type.UpdateRequest and watched is window:
            window.event(event)
            if self._seen:
                self._tell()
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Tell, at the latest now."""
        if event.type() == QEvent.Type.User:
            self._tell()
            return True
        return super().event(event)

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            for watched in self._watched:
                watched.removeEventFilter(self)
            self.painted.emit()
