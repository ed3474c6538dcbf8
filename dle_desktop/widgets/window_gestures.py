"""What a person does with windows: read on the full screen, open another one on the same case."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from dle_desktop.services.session import Session
from dle_desktop.widgets.reading_mode import ReadingMode
from dle_desktop.widgets.theme import Theme
from dle_desktop.widgets.workspace import Workspace

if TYPE_CHECKING:
    from dle_desktop.widgets.case_window import CaseWindow


class WindowGestures(QObject):
    """Handlers for the reading mode and for further windows, which go with the main one."""

    def __init__(
        self, workspace: Workspace, session: Session, theme: Theme, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._session = session
        self._theme = theme
        self._window = window
        self._opened = 0
        self.reading = ReadingMode(workspace, window)
        self.windows: list[CaseWindow] = []

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        return {"reading": self.reading.turn, "new_window": self.open_window}

    def open_window(self) -> None:
        """Show the open case in a window of its own, beginning with what is shown now."""
        case, timeline = self._session.case, self._workspace.timeline
        if case is None:
            return
        from dle_desktop.widgets.case_window import CaseWindow  # noqa: PLC0415 - when asked

        new = CaseWindow(self._session, case, self._theme.palette)
        self._opened += 1
        # No patient's label: a window's title is read by other programs and over shoulders.
        name = self._session.store.path.name
        title = self.tr("{library}, window {number} — DLE Desktop")
        new.setWindowTitle(title.format(library=name, number=self._opened + 1))
        new.show_like(timeline)
        new.record_requested.connect(self._on_record)
        new.closed.connect(self._on_closed)
        self._theme.palette_changed.connect(new.set_palette)
        self.windows.append(new)
        new.show()

    def close(self) -> None:
        """Close what goes with the main window, and leave the full screen."""
        self.reading.end()
        for window in tuple(self.windows):
            window.close()

    def _on_closed(self, window: "CaseWindow") -> None:
        if window in self.windows:
            self.windows.remove(window)
        if not self.windows:
            self._opened = 0

    def _on_record(self, case_id: str, record_id: str) -> None:
        self.reading.end()
        self._session.open_case(case_id)
        self._workspace.side.edit_record(record_id)
        self._window.raise_()
        self._window.activateWindow()
