"""The timeline: tracks, axis and overview of one case, with one cursor.

It is given a case and says where the person points; it changes nothing itself.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.domain.dosing import Span
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.folding import whole_shown
from dle_desktop.drawing.layout import AXIS_HEIGHT, lay_out
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_axis import TimeAxis
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from dle_desktop.plots.edit_requests import EditRequests
from dle_desktop.plots.hint_line import HintLine
from dle_desktop.plots.overview import OverviewStrip
from dle_desktop.plots.range_history import Range, RangeHistories, RangeHistory
from dle_desktop.plots.spoken import spoken_summary
from dle_desktop.plots.still_stack import LEAST_ROOM, StillStack
from dle_desktop.plots.strips import AxisStrip
from dle_desktop.plots.time_choice import TimeChoice

if TYPE_CHECKING:
    from dle_desktop.plots.stack_view import StackView

_ZOOM_STEP = 0.7
_MARGIN, _RING, _FOOT = 14, 1, 4


class TimelineView(QWidget):
    """Shows one case over time.

    Parameters
    ----------
    still
        Show a still picture first and load the interactive plots once it is painted.

    Signals
    -------
    cursor_moved(object)
        The study day the cursor is on (float), or None.
    record_activated(str)
        The id of a record that was double-clicked.
    visible_changed(float, float)
        The first and last study day shown.
    time_changed(object)
        How time is told now (`TimeAxis`).
    """

    cursor_moved = Signal(object)
    record_activated = Signal(str)
    visible_changed = Signal(float, float)
    time_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, still: bool = False) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._figure: Figure | None = None
        self._options = DEFAULT_VIEW
        self._palette: Palette = LIGHT
        self._cursor: float | None = None
        self._held = False  # a click holds the cursor, so that the pointer can go elsewhere
        self._choice = TimeChoice()
        self._histories = RangeHistories()
        self._clock = QElapsedTimer()
        self._clock.start()
        self.ringed = False
        self.stack: StillStack | StackView = StillStack()
        self.edits = EditRequests(self)
        self.edits.dragged_to.connect(self._on_pointed)
        self.axis = AxisStrip(self)
        self.overview = OverviewStrip(self)
        self._hint = HintLine()
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _RING, _FOOT)
        column.setSpacing(0)
        for part in (self._scroll, self.axis, self.overview, self._hint):
            column.addWidget(part)
        column.setStretch(0, 1)
        column.addStretch()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Timeline"))
        self.stack.range_changed.connect(self._on_range)
        self.overview.range_requested.connect(self.set_visible)
        self.overview.all_requested.connect(self.zoom_all)
        self.axis.unfold_requested.connect(self.unfold)
        self.set_palette(LIGHT)
        if still:
            self.stack.painted.connect(self.wake, Qt.ConnectionType.QueuedConnection)
        else:
            self.wake()

    def wake(self) -> None:
        """Put the interactive plots in place of the still picture; they show what it showed."""
        from dle_desktop.plots.stack_view import StackView  # noqa: PLC0415 - loads pyqtgraph

        shown, before = self.stack.range_, self.stack
        if isinstance(before, StackView):
            return
        stack = StackView()
        stack.setMinimumHeight(before.minimumHeight())
        stack.room = before.room
        self.stack = stack
        self._scroll.setWidget(stack)  # the still picture goes with this
        stack.range_changed.connect(self._on_range)
        stack.pointed_at.connect(self._on_pointed)
        stack.held_at.connect(self._on_held)
        stack.record_activated.connect(self.record_activated)
        stack.all_requested.connect(self.zoom_all)
        stack.offer(self.edits)
        stack.day_requested.connect(self.show_day)
        stack.set_palette(self._palette)
        stack.axis, stack.folds = before.axis, before.folds
        stack.show_figure(self._figure, keep_range=True)
        stack.set_range(*shown)
        stack.set_cursor_day(self._cursor)

    @property
    def figure(self) -> Figure | None:
        """The figure shown, None without a case."""
        return self._figure

    def show_case(self, case: Case | None) -> None:
        """Show a case; the days shown and the cursor stay when it is the same one, edited."""
        same = case is not None and self._case is not None and case.id == self._case.id
        self._case = case
        self._figure = figure_of(case, self._options) if case is not None else None
        self.axis.figure = self.overview.figure = self.edits.figure = self._figure
        self._histories.travelling = True  # laying out anew is no step of hers
        self._tell_time()
        self._fit_height()
        self._histories.travelling = False
        self.stack.show_figure(self._figure, keep_range=same)
        if not same:
            self._held = False
            self.set_cursor(None)
        self.setAccessibleDescription(spoken_summary(self._figure))
        self.axis.update()
        self.overview.update()

    @property
    def options(self) -> ViewOptions:
        """What is shown and how."""
        return self._options

    def set_options(self, options: ViewOptions) -> None:
        """Show other tracks, or in another way; the days shown stay."""
        if options != self._options:
            self._options = options
            self.show_case(self._case)

    @property
    def time(self) -> TimeAxis:
        """How time is told: mode, unit, origin, and whether empty time is folded."""
        return self._choice.axis

    def set_time(self, **choices: Any) -> None:
        """Tell time in another way: `mode`, `unit` or `folded` of `TimeAxis`."""
        self._choice.change(**choices)
        self._tell_time()

    def count_from(self, key: str) -> None:
        """Count this case from an origin of its own (`origins_of`); "" is day 0."""
        if self._case is not None:
            self._choice.count_from(self._case, key)
            self._tell_time()

    def unfold(self, fold: Span) -> None:
        """Show one stretch of empty time as it is, until time is folded anew."""
        if self._case is not None:
            self._choice.unfold(self._case, fold)
            self._tell_time()

    def _tell_time(self) -> None:
        whole = self.shows_all()
        self.axis.axis, folds = self._choice.told(self._case, self._figure)
        self.edits.axis = self.axis.axis
        refolded = folds != self.stack.folds
        self.stack.set_time(self.axis.axis, folds)
        if refolded and whole:
            self.zoom_all()  # what is empty on either side is as narrow as the rest became
        self.axis.update()
        self.time_changed.emit(self.axis.axis)

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._palette = palette
        self.axis.palette_ = self.overview.palette_ = palette
        self.stack.set_palette(palette)
        sheet = (
            f"TimelineView, QScrollArea, QScrollArea > QWidget {{background: {palette.surface};}}"
        )
        self.setStyleSheet(sheet)
        self._hint.set_palette(palette)
        self.setAutoFillBackground(True)
        colors = self.palette()
        colors.setColor(self.backgroundRole(), palette.color("surface"))
        self.setPalette(colors)
        self.axis.update()
        self.overview.update()

    def zoom_all(self) -> None:
        """Show the whole case."""
        if self._figure is not None:
            whole = whole_shown(self._figure, self.stack.folds)
            self.stack.set_range(whole.first, whole.last)

    def shows_all(self) -> bool:
        """Whether the whole case is in sight, and little else."""
        if self._figure is None:
            return False
        whole, (first, last) = whole_shown(self._figure, self.stack.folds), self.visible()
        near = (whole.last - whole.first) * 0.01
        return abs(first - whole.first) < near and abs(last - whole.last) < near

    def zoom_in(self) -> None:
        """Show less time, around the cursor if there is one."""
        self.stack.zoom(_ZOOM_STEP, self._cursor)

    def zoom_out(self) -> None:
        """Show more time, around the cursor if there is one."""
        self.stack.zoom(1 / _ZOOM_STEP, self._cursor)

    def set_visible(self, first: float, last: float) -> None:
        """Show the study days `first` to `last`."""
        self.stack.set_range(first, last)

    def visible(self) -> tuple[float, float]:
        """Return the first and last study day shown."""
        return self.stack.range_

    def page(self, screens: int) -> None:
        """Show what comes after (1) or before (-1) what is shown, as much of it."""
        scale = self.stack.scale_of_time()
        if scale is not None:
            self.set_visible(*scale.moved(-screens * scale.width))

    @property
    def history(self) -> RangeHistory:
        """What of the case was shown, to go back to."""
        return self._histories.of(self._case.id if self._case is not None else "")

    def go_back(self) -> None:
        """Show what was shown before."""
        self._travel(self.history.back())

    def go_forward(self) -> None:
        """Show again what was gone back from."""
        self._travel(self.history.forward())

    def _travel(self, shown: Range | None) -> None:
        if shown is not None:
            self._histories.travelling = True
            self.set_visible(*shown)
            self._histories.travelling = False
            self.visible_changed.emit(*self.visible())

    def _on_range(self, first: float, last: float) -> None:
        scale = self.stack.scale_of_time()
        if self._case is not None and scale is not None and not self._histories.travelling:
            movers = (self.stack, self.overview)
            hold = self.stack.hold or -self.overview.hold  # the two count their presses apart
            rolling = any(one.rolling for one in movers)
            self.history.note((first, last), self._clock.elapsed(), hold=hold, rolling=rolling)
        self.axis.scale_of_time = self.overview.scale_of_time = scale
        self.axis.update()
        self.overview.update()
        self.visible_changed.emit(first, last)

    def cursor_day(self) -> float | None:
        """Return the study day the cursor is on."""
        return self._cursor

    def set_cursor(self, day: float | None) -> None:
        """Move the cursor to a study day, None takes it away."""
        if day == self._cursor:
            return
        self._cursor = day
        self.stack.set_cursor_day(day)
        self.axis.cursor_day = day
        self.axis.update()
        self.cursor_moved.emit(day)

    def _on_pointed(self, day: float | None) -> None:
        if not self._held:
            self.set_cursor(day)

    def _on_held(self, day: float) -> None:
        """Hold the cursor where it was clicked; let a held one follow the pointer again."""
        self._held = not self._held
        self.set_cursor(day)

    def show_day(self, day: float) -> None:
        """Hold the cursor on a study day and bring it into sight."""
        self._held = True
        self.set_cursor(day)
        self._reveal()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by day, with Ctrl by visit; Home and End go to the first and last day."""
        if self._figure is None:
            super().keyPressEvent(event)
            return
        by_visit = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Left:
                self._step(-1, by_visit=by_visit)
            case Qt.Key.Key_Right:
                self._step(1, by_visit=by_visit)
            case Qt.Key.Key_Home:
                self.set_cursor(float(round((self._figure.known or self._figure.span).first)))
            case Qt.Key.Key_End:
                self.set_cursor(float(round((self._figure.known or self._figure.span).last)))
            case Qt.Key.Key_Escape:
                self.escape()
            case _:
                super().keyPressEvent(event)

    def escape(self) -> None:
        """Cancel the gesture that is under way, else take the cursor away."""
        if isinstance(self.stack, StillStack) or not self.stack.cancel_gesture():
            self._held = False
            self.set_cursor(None)

    def _step(self, sign: int, *, by_visit: bool) -> None:
        assert self._figure is not None  # noqa: S101 - the caller looked
        span = self._figure.known or self._figure.span
        here = (
            self._cursor
            if self._cursor is not None
            else round(span.last if sign < 0 else span.first)
        )
        if not by_visit:
            self.set_cursor(float(round(here) + sign))
        else:
            visits = sorted({p.place.at for plot in self._figure.plots[:2] for p in plot.points})
            ahead = [day for day in visits if (day - here) * sign > 1e-6]  # noqa: PLR2004
            if ahead:
                self.set_cursor(min(ahead) if sign > 0 else max(ahead))
        self._reveal()

    def _reveal(self) -> None:
        """Bring the cursor back into sight."""
        first, last = self.stack.range_
        if self._cursor is not None and not first <= self._cursor <= last:
            half = (last - first) / 2
            self.stack.set_range(self._cursor - half, self._cursor + half)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tracks from being cut."""
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """Lay the tracks out for the room there is; the axis follows the last track at once."""
        if self._figure is None:
            return
        below = self.axis.height() + self.overview.height() + self._hint.sizeHint().height()
        room = max(LEAST_ROOM, float(self.height() - below - _MARGIN - _FOOT))
        needed = int(lay_out(self._figure, self._scroll.width(), room + AXIS_HEIGHT).axis_top)
        self._scroll.setMaximumHeight(min(needed, int(room)))
        self.stack.setMinimumHeight(needed)
        self.stack.set_room(room)
