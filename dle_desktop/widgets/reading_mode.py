"""The reading mode: one case on the full screen in large type, for a patient or a class.

Only header, timeline and read-out show; menus and panels come back when it ends. It knows the
workspace's parts, not what they show.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMainWindow

from dle_desktop.widgets.large_read_out import LargeReadOut
from dle_desktop.widgets.workspace import Workspace

UNIT = 1.4  # larger than usual


class ReadingMode(QObject):
    """Turns the window into a reading page and back."""

    def __init__(self, workspace: Workspace, window: QMainWindow) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._page: LargeReadOut | None = None
        self._maximised = False

    @property
    def on(self) -> bool:
        """Whether the window is a reading page now."""
        return self._page is not None

    def turn(self) -> None:
        """Begin or end."""
        if self.on:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Show header, timeline and read-out alone, on the full screen."""
        work, case = self._workspace, self._workspace.timeline.case
        if self.on or case is None:
            return
        page = self._page = LargeReadOut()
        page.set_palette(work.colours)
        page.show_case(case)
        page.count_as(work.timeline.time)
        page.show_pins(work.timeline.pointing.pins)
        page.show_day(work.timeline.cursor_day())
        work.timeline.cursor_moved.connect(page.show_day)
        work.timeline.pointing.pins_changed.connect(page.show_pins)
        work.timeline.time_changed.connect(page.count_as)
        work.timeline.figure_changed.connect(self._on_figure_changed)
        work.palette_changed.connect(page.set_palette)
        work.dock(page)
        work.set_bare(True)
        self._window.menuBar().hide()
        self._window.addActions(self._actions())  # a hidden menu has no shortcuts
        work.timeline.set_unit(UNIT)
        work.header.set_unit(UNIT)
        self._maximised = self._window.isMaximized()
        self._window.showFullScreen()
        work.timeline.setFocus()
        for part in (work.timeline, self._window):
            part.installEventFilter(self)

    def end(self) -> None:
        """Go back to the usual window."""
        page, self._page = self._page, None
        if page is None:
            return
        work = self._workspace
        for part in (work.timeline, self._window):
            part.removeEventFilter(self)
        work.timeline.cursor_moved.disconnect(page.show_day)
        work.timeline.pointing.pins_changed.disconnect(page.show_pins)
        work.timeline.time_changed.disconnect(page.count_as)
        work.timeline.figure_changed.disconnect(self._on_figure_changed)
        work.undock(page)
        work.timeline.set_unit(1.0)
        work.header.set_unit(1.0)
        for action in self._actions():
            self._window.removeAction(action)
        self._window.menuBar().show()
        work.set_bare(False)
        if self._maximised:
            self._window.showMaximized()
        else:
            self._window.showNormal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave with Escape when the timeline has nothing left to put away."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_Escape:
            return super().eventFilter(watched, event)
        if self._workspace.timeline.at_rest():
            self.end()
        else:
            self._workspace.timeline.escape()
        return True

    def _actions(self) -> list[QAction]:
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        return self._window.findChildren(QAction, options=direct)

    def _on_figure_changed(self) -> None:
        case = self._workspace.timeline.case
        if case is None:
            self.end()
        elif self._page is not None:
            self._page.show_case(case)
            self._page.show_day(self._workspace.timeline.cursor_day())
