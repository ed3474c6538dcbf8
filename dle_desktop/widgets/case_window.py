"""A window more: one case on a timeline of its own, with its own days, tracks and cursor.

It stays with its case, follows its edits and goes with it. Nothing is edited here; a record opens
in the main window.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.drawing.palette import Palette
from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.widgets.copy_gestures import CopyGestures
from dle_desktop.widgets.header_line import HeaderLine
from dle_desktop.widgets.message_bar import MessageBar
from dle_desktop.widgets.plain_text import set_role
from dle_desktop.widgets.read_out import ReadOutPanel
from dle_desktop.widgets.theme import GRID
from dle_desktop.widgets.why import Why
from dle_desktop.widgets.why_popover import WhyPopover

_SIZE = (1100, 720)
_READ_OUT_WIDTH = 320


class CaseWindow(QMainWindow):
    """Shows one case of a session.

    Signals
    -------
    record_requested(str, str)
        A record is to be opened: the ids of its case and of itself.
    closed(object)
        The window itself, when it closes.
    """

    record_requested = Signal(str, str)
    closed = Signal(object)

    def __init__(self, session: Session, case: Case, colours: Palette) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._session = session
        self._case_id = case.id
        self._tracks: QWidget | None = None
        self.header = HeaderLine()
        self.timeline = TimelineView()
        self.read_out = ReadOutPanel()
        self._words = Messages(parent=self)
        self.messages = MessageBar(self._words)
        self._copying = CopyGestures(self.timeline, self._words, self)
        self._lay_out()
        self._fill_menu()
        self.set_palette(colours)
        self._connect()
        self.show_case(case)
        self.resize(*_SIZE)
        self.timeline.setFocus()

    def show_case(self, case: Case) -> None:
        """Show the case as it is now."""
        self.header.show_case(case)
        self.timeline.show_case(case)
        self.read_out.show_case(case)
        self.read_out.show_day(self.timeline.cursor_day())

    def show_like(self, other: TimelineView) -> None:
        """Begin with what another timeline shows."""
        time = other.time
        self.timeline.set_time(mode=time.mode, unit=time.unit, folded=time.folded)
        self.timeline.count_from("" if time.origin is None else time.origin.key)
        self.timeline.set_options(other.options)
        self.timeline.set_visible(*other.visible())

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        for part in (self.header, self.timeline, self.read_out, self.messages):
            part.set_palette(colours)

    def show_tracks(self) -> None:
        """Open the list of tracks of this window."""
        from dle_desktop.widgets.tracks_dialog import TracksDialog  # noqa: PLC0415 - rarely asked

        if self._tracks is None:
            self._tracks = TracksDialog(self.timeline, self)
            self._tracks.destroyed.connect(self._on_tracks_gone)
            self._tracks.show()
        self._tracks.raise_()
        self._tracks.activateWindow()

    def turn_axis(self) -> None:
        """Count in months since day 0, or by the calendar."""
        relative = self.timeline.time.mode == "relative"
        self.timeline.set_time(mode="calendar" if relative else "relative")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window goes."""
        super().closeEvent(event)
        self._session.library_changed.disconnect(self._on_library_changed)
        self.closed.emit(self)

    def _fill_menu(self) -> None:
        timeline, copying = self.timeline, self._copying
        menu = self.menuBar().addMenu(self.tr("&View"))
        table: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (self.tr("&Calendar axis"), "R", self.turn_axis),
            (self.tr("Zoom &in"), "Ctrl++", timeline.zoom_in),
            (self.tr("Zoom &out"), "Ctrl+-", timeline.zoom_out),
            (self.tr("&Whole case"), "Ctrl+0", timeline.zoom_all),
            (self.tr("&Tracks…"), "F7", self.show_tracks),
            (self.tr("Cop&y picture"), "Ctrl+Shift+C", copying.copy_picture),
            (self.tr("Copy &values"), "Ctrl+Alt+C", copying.copy_values),
            (self.tr("C&lose"), "Ctrl+W", self.close),
        )
        for text, keys, call in table:
            action = menu.addAction(text)
            action.setShortcut(keys)
            action.triggered.connect(call)

    def _connect(self) -> None:
        self._session.library_changed.connect(self._on_library_changed)
        self.timeline.cursor_moved.connect(self.read_out.show_day)
        self.timeline.time_changed.connect(self.read_out.count_as)
        self.timeline.pointing.pins_changed.connect(self.read_out.show_pins)
        self.timeline.record_activated.connect(self._on_record)
        self.timeline.tracks_requested.connect(self.show_tracks)
        for asking in (self.header, self.read_out):
            asking.why_requested.connect(self._on_why)

    def _on_library_changed(self, touched: frozenset[str]) -> None:
        case = self._session.case_of(self._case_id)
        if case is None:
            self.close()
        elif self._case_id in touched:
            self.show_case(case)

    def _on_record(self, record_id: str) -> None:
        self.record_requested.emit(self._case_id, record_id)

    def _on_why(self, why: Why) -> None:
        case = self._session.case_of(self._case_id)
        if case is not None and why.figures:
            popover = WhyPopover(why.figures, case, why.widget)
            popover.record_requested.connect(self._on_record)
            popover.open_below(why.widget, why.place)

    def _on_tracks_gone(self) -> None:
        self._tracks = None

    def _lay_out(self) -> None:
        side = QWidget()
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(side, "side")
        side.setFixedWidth(_READ_OUT_WIDTH)
        rows = QVBoxLayout(side)
        rows.setContentsMargins(4 * GRID, 3 * GRID, 2 * GRID, 2 * GRID)
        rows.addWidget(self.read_out)
        rows.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.timeline, 1)
        below.addWidget(side)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.messages)
        column.addLayout(below, 1)
        self.setCentralWidget(main)
