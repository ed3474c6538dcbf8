"""The workspace: cases, header, timeline and records side by side, all showing the open case.

Views are told by the session and tell what a person did; they keep selection and zoom, never data.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from dle_desktop.domain.summary import summarise
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.widgets.case_panel import WIDTH as CASES_WIDTH
from dle_desktop.widgets.case_panel import CasePanel
from dle_desktop.widgets.header_line import HeaderLine
from dle_desktop.widgets.message_bar import MessageBar
from dle_desktop.widgets.picture_edits import PictureEdits
from dle_desktop.widgets.plain_text import plain_label, set_role
from dle_desktop.widgets.side_panel import WIDTH as SIDE_WIDTH
from dle_desktop.widgets.side_panel import SidePanel
from dle_desktop.widgets.speech import Speech
from dle_desktop.widgets.theme import GRID
from dle_desktop.widgets.why import Explains, Why

if TYPE_CHECKING:
    from dle_desktop.plots.timeline_view import TimelineView
    from dle_desktop.widgets.range_bar import RangeBar

_HANDLE = 5
_TOLD_IN_LIST = ("followed", "index_drug", "activity")  # what a row of the list is made of


class Workspace(QWidget):
    """All that is in the window below the menus."""

    palette_changed = Signal(object)
    state_changed = Signal()  # what can be done may have changed

    def __init__(
        self,
        session: Session,
        messages: Messages,
        make_timeline: "Callable[[], TimelineView]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.colours: Palette = LIGHT
        self._beside = QHBoxLayout()
        self._parts = (True, True)
        self._bare = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "surface")
        self.cases = CasePanel()
        self.header = HeaderLine()
        self.messages = MessageBar(messages)
        self.read_only_note = plain_label(role="warning", wrap=True)
        self.empty = plain_label(role="empty", wrap=True)
        self.timeline = make_timeline()
        self.side = SidePanel(session, messages)
        self.picture = PictureEdits(session, messages, self.side, self.timeline)
        self.speech = Speech(self.timeline, self.side.read_out, self)
        self._range_bar: RangeBar | None = None
        self._column = QVBoxLayout()  # what stands above one another in the middle
        self._outer, self._inner = self._lay_out()
        self._connect()
        self._on_library_changed()
        self._on_case_changed()

    def dock(self, part: QWidget) -> None:
        """Show something more, right of the timeline."""
        self._beside.addWidget(part)

    def undock(self, part: QWidget) -> None:
        """Take it away for good."""
        self._beside.removeWidget(part)
        part.hide()
        part.deleteLater()

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self.colours = colours
        self.palette_changed.emit(colours)
        for part in (self.cases, self.header, self.messages, self.timeline, self.side):
            part.set_palette(colours)

    def show_parts(self, *, cases: bool, records: bool) -> None:
        """Show or hide the list of cases and the records."""
        self._parts = (cases, records)
        self.cases.setVisible(cases and not self._bare)
        self.side.setVisible(records and not self._bare)

    def set_bare(self, bare: bool) -> None:
        """Leave list and records out, whatever was chosen, or show them as chosen again."""
        self._bare = bare
        cases, records = self._parts
        self.show_parts(cases=cases, records=records)

    @property
    def range_bar(self) -> "RangeBar":
        """The bar for typed days above the timeline, made when it is first asked for."""
        if self._range_bar is None:
            from dle_desktop.widgets.range_bar import RangeBar  # noqa: PLC0415 - no start waits

            self._range_bar = RangeBar()
            self._column.insertWidget(0, self._range_bar)
            self._range_bar.range_chosen.connect(self.timeline.set_visible)
            self._range_bar.closed.connect(self.timeline.setFocus)
        return self._range_bar

    def open_range_bar(self) -> None:
        """Ask for the days to show."""
        if self.timeline.figure is not None:
            shown = self.timeline.visible()
            self.range_bar.open(self.timeline.figure, self.timeline.time, shown)

    def splits(self) -> tuple[str, str]:
        """Return where the parts meet, as hexadecimal text."""
        outer, inner = (
            bytes(split.saveState().toHex().data()).decode() for split in (self._outer, self._inner)
        )
        return outer, inner

    def restore_splits(self, outer: str, inner: str) -> None:
        """Let the parts meet where they did the last time."""
        for split, text in ((self._outer, outer), (self._inner, inner)):
            if text:
                split.restoreState(QByteArray.fromHex(text.encode()))

    def _lay_out(self) -> tuple[QSplitter, QSplitter]:
        inner = QSplitter(Qt.Orientation.Horizontal)
        inner.setHandleWidth(_HANDLE)
        inner.addWidget(self._centre())
        inner.addWidget(self.side)
        inner.setStretchFactor(0, 1)
        inner.setStretchFactor(1, 0)
        inner.setCollapsible(0, False)
        inner.setSizes([1440 - CASES_WIDTH - SIDE_WIDTH, SIDE_WIDTH])
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.read_only_note, self.messages):
            column.addWidget(part)
        column.addWidget(inner, 1)
        self.read_only_note.setContentsMargins(6 * GRID, GRID, GRID, GRID)
        outer = QSplitter(Qt.Orientation.Horizontal)
        outer.setHandleWidth(_HANDLE)
        outer.addWidget(self.cases)
        outer.addWidget(main)
        outer.setStretchFactor(0, 0)
        outer.setStretchFactor(1, 1)
        outer.setCollapsible(1, False)
        outer.setSizes([CASES_WIDTH, 1440 - CASES_WIDTH])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(outer)
        return outer, inner

    def _centre(self) -> QWidget:
        centre = QWidget()
        column = self._column
        centre.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._beside.addWidget(self.timeline, 1)
        column.addLayout(self._beside, 1)
        column.addWidget(self.empty, 1)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(10 * GRID, 0, 10 * GRID, 0)
        return centre

    def _connect(self) -> None:
        session = self._session
        session.case_changed.connect(self._on_case_changed)
        session.library_changed.connect(self._on_library_changed)
        session.library_changed.connect(self.messages.let_go)
        self.cases.case_chosen.connect(session.open_case)
        self.cases.why_requested.connect(self._on_case_why)
        self.timeline.cursor_moved.connect(self.side.read_out.show_day)
        self.timeline.time_changed.connect(self.side.read_out.count_as)
        self.timeline.record_activated.connect(self.side.edit_record)
        pointing = self.timeline.pointing
        pointing.pins_changed.connect(self.side.read_out.show_pins)
        pointing.record_clicked.connect(self.side.select_record)
        pointing.table_requested.connect(self.side.show_table)
        self.side.selection_moved.connect(self._on_selection_moved)
        self.side.regimens.stretch_requested.connect(self.timeline.set_visible)
        self.side.findings.day_requested.connect(self.timeline.show_day)
        for asking in (self.header, self.side.read_out, self.side.regimens, self.side.findings):
            asking.why_requested.connect(self._on_why)
        self.side.selection_moved.connect(self.state_changed)

    def explain(self) -> None:
        """Explain the figure that has the focus, else the one under the pointer."""
        if self._session.case is None:
            return
        pointed = QApplication.widgetAt(QCursor.pos())
        for widget, at in ((QApplication.focusWidget(), None), (pointed, QCursor.pos())):
            asked = widget
            while asked is not None and not isinstance(asked, Explains):
                asked = asked.parentWidget()
            if asked is not None and asked.explain_here(at):
                return
        self.side.read_out.explain_here(None)

    def _on_selection_moved(self) -> None:
        """Make out on the picture what is selected in the table in front."""
        self.timeline.pointing.mark(self.side.selected_record())

    def _on_why(self, why: Why) -> None:
        case = self._session.case
        if case is not None and why.figures:
            from dle_desktop.widgets.why_popover import WhyPopover  # noqa: PLC0415 - when asked

            popover = WhyPopover(why.figures, case, why.widget)
            popover.record_requested.connect(self.side.show_record)
            popover.open_below(why.widget, why.place)

    def _on_case_why(self, place: QRect) -> None:
        """Explain what the list says of the open case."""
        case = self._session.case
        if case is not None:
            figures = tuple(one for one in summarise(case) if one.key in _TOLD_IN_LIST)
            self._on_why(Why(figures, self.cases.list, place))

    def _on_case_changed(self) -> None:
        case = self._session.case
        neighbour = self.cases.neighbour() if case is None else None
        if neighbour is not None:  # the open case went away: go on with the one beside it
            self._session.open_case(neighbour)
            return
        if self._range_bar is not None:  # what it asks is asked of the case it was opened for
            self._range_bar.put_away()
        self.header.show_case(case)
        self.timeline.show_case(case)
        self.side.show_case(case)
        self.cases.select(case.id if case else None)
        self.timeline.setVisible(case is not None)
        self.empty.setVisible(case is None)
        self.state_changed.emit()

    def _on_library_changed(self) -> None:
        cases = self._session.briefs
        self.cases.show_cases(cases, self._session.case_of)
        self.picture.allow()
        self.read_only_note.setVisible(self._session.read_only)
        self.read_only_note.setText(
            self.tr("This library is open for reading only: nothing can be changed.")
        )
        self.empty.setText(
            self.tr("Choose a case on the left.")
            if cases
            else self.tr(
                "There are no cases yet. File > New case makes one; File > Import, or a file "
                "dropped here, brings cases from elsewhere."
            )
        )
        self.state_changed.emit()
