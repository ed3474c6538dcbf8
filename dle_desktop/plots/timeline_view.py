"""The timeline: tracks, axis and overview of one case, with one cursor.

It is given a case and says where the person points; it changes nothing itself.
"""

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QElapsedTimer, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.domain.dosing import Span
from dle_desktop.drawing.axes import range_text
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.layout import AXIS_HEIGHT, lay_out
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_axis import TimeAxis
from dle_desktop.drawing.view_options import ARRANGING, DEFAULT_VIEW, ViewOptions
from dle_desktop.plots import timeline_keys
from dle_desktop.plots.edit_requests import EditRequests
from dle_desktop.plots.hidden_note import HiddenNote
from dle_desktop.plots.hint_line import HintLine
from dle_desktop.plots.overview import OverviewStrip
from dle_desktop.plots.pointing import Pointing
from dle_desktop.plots.ranged import RangedWidget
from dle_desktop.plots.spoken import spoken_summary
from dle_desktop.plots.spoken_tracks import SpokenTracks
from dle_desktop.plots.still_stack import LEAST_ROOM, StillStack
from dle_desktop.plots.strips import AxisStrip
from dle_desktop.plots.time_choice import TimeChoice

if TYPE_CHECKING:
    pass

_MARGIN, _RING, _FOOT = 14, 1, 4


class TimelineView(RangedWidget):
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
    figure_changed()
        Another case, an edit or other view options show.
    tracks_requested()
        The list of tracks is wanted.
    """

    cursor_moved = Signal(object)
    record_activated = Signal(str)
    time_changed = Signal(object)
    figure_changed = Signal()
    tracks_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, still: bool = False) -> None:
        super().__init__(parent)
        self._options = DEFAULT_VIEW
        self._choice = TimeChoice()
        self._clock = QElapsedTimer()
        self._clock.start()
        self.edits = EditRequests(self)
        self.edits.dragged_to.connect(self.set_cursor)
        self.axis = AxisStrip(self)
        self.overview = OverviewStrip(self)
        self.hidden_note = HiddenNote(self.axis)
        self.hidden_note.clicked.connect(self.tracks_requested)
        self.pointing = Pointing(self, self.axis)
        self.spoken = SpokenTracks(self)
        self.spoken.told.connect(self._tell_days)
        self._hint = HintLine()
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.stack)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _RING, _FOOT)
        column.setSpacing(0)
        for part in (self._scroll, self.axis, self.overview, self._hint):
            column.addWidget(part)
        column.setStretch(0, 1)
        column.addStretch()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Timeline"))
        self.pointing.record_opened.connect(self.record_activated)
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
        from dle_desktop.plots.scale_gestures import TurnScale  # noqa: PLC0415
        from dle_desktop.plots.stack_view import StackView  # noqa: PLC0415 - loads pyqtgraph
        from dle_desktop.plots.track_gestures import MoveTrack, SizeTrack  # noqa: PLC0415

        shown, before = self.stack.range_, self.stack
        if isinstance(before, StackView):
            return
        stack = StackView()
        stack.setMinimumHeight(before.minimumHeight())
        stack.room, stack.unit = before.room, before.unit
        stack.offer(self.edits)
        chosen = stack.options_chosen.emit
        stack.gestures += (
            SizeTrack(stack, chosen), TurnScale(stack, chosen), MoveTrack(stack, chosen),
        )  # fmt: skip
        stack.options_chosen.connect(self.set_options)
        self.stack = stack
        self._scroll.setWidget(stack)  # the still picture goes with this
        stack.range_changed.connect(self._on_range)
        self.pointing.attach(stack)
        stack.record_activated.connect(self.record_activated)
        stack.all_requested.connect(self.zoom_all)
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
        if not isinstance(self.stack, StillStack):
            self.stack.cancel_gesture()  # what it holds may be gone
        same = case is not None and self._case is not None and case.id == self._case.id
        self._case = case
        self._figure = figure_of(case, self._options) if case is not None else None
        self.axis.figure = self.overview.figure = self.edits.figure = self._figure
        self._histories.travelling = True  # laying out anew is no step of hers
        self._tell_time()
        self._fit_height()
        self._histories.travelling = False
        self.stack.show_figure(self._figure, keep_range=same)
        self.pointing.show_figure(self._figure, same=same)
        if not same:
            self.set_cursor(None)
        self.setAccessibleDescription(spoken_summary(self._figure))
        self.axis.update()
        self.overview.update()
        self.figure_changed.emit()

    @property
    def case(self) -> Case | None:
        """The case shown."""
        return self._case

    @property
    def options(self) -> ViewOptions:
        """What is shown and how."""
        return self._options

    def set_options(self, options: ViewOptions) -> None:
        """Show other tracks, or in another way; the days shown stay."""
        if options == self._options:
            return
        before, self._options = self._options, options
        arranged = replace(before, **{name: getattr(options, name) for name in ARRANGING})
        if self._figure is not None and arranged == options:
            self._figure = replace(self._figure, options=options)
            self.axis.figure = self.overview.figure = self._figure
            self._fit_height()
            self.stack.show_figure(self._figure, keep_range=True)
        else:
            self.show_case(self._case)
            return
        self.figure_changed.emit()

    def set_unit(self, unit: float) -> None:
        """Show everything larger, such as 1.4 times, or in its usual size (1)."""
        self.stack.unit = unit
        self.axis.set_unit(unit)
        self._hint.setVisible(unit == 1.0)
        self.stack.show_figure(self._figure, keep_range=True)
        self._fit_height()

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
        self.hidden_note.set_palette(palette)
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

    def track_area(self) -> tuple[float, float]:
        """Return width and height of the tracks with their axis, in design pixels."""
        unit = self.stack.unit
        return self._scroll.width() / unit, self.stack.room / unit + AXIS_HEIGHT

    def _on_range(self, first: float, last: float) -> None:
        scale = self.stack.scale_of_time()
        if self._case is not None and scale is not None and not self._histories.travelling:
            movers = (self.stack, self.overview)
            hold = self.stack.hold or -self.overview.hold  # the two count their presses apart
            rolling = any(one.rolling for one in movers)
            self.history.note((first, last), self._clock.elapsed(), hold=hold, rolling=rolling)
        self.axis.scale_of_time = self.overview.scale_of_time = scale
        self.pointing.marking.layout = self.stack.layout_
        origin = self.stack.mapTo(self, QPoint(0, 0))
        self.spoken.show(self._figure, self.stack.layout_, origin)
        self.spoken.rest()
        self.axis.update()
        self.overview.update()
        self.visible_changed.emit(first, last)

    def _tell_days(self) -> None:
        """Tell a screen reader which days are shown, as the description of the axis."""
        self.axis.setAccessibleName(self.tr("Time axis"))
        figure, (first, last) = self._figure, self.stack.range_
        said = ""
        if figure is not None:
            said = range_text(self.time, first, last, figure.anchor_text, figure.zero)
        self.axis.setAccessibleDescription(said)

    def cursor_day(self) -> float | None:
        """Return the study day the cursor is on."""
        return self._cursor

    def set_cursor(self, day: float | None) -> None:
        """Move the cursor to a study day, None takes it away."""
        if day == self._cursor:
            return
        self._cursor = day
        self.stack.set_cursor_day(day)
        self.axis.cursor_day, self.axis.cursor_note = day, self.pointing.word(day)
        self.axis.update()
        self.spoken.follow(day)
        self.cursor_moved.emit(day)

    def show_day(self, day: float) -> None:
        """Bring the cursor to a study day, and the day into sight."""
        self.set_cursor(day)
        self._reveal()

    def go_to(self, day: float | None) -> None:
        """Bring the cursor to a study day by a key: it is said aloud."""
        self.set_cursor(day)
        self._reveal()
        self.pointing.walked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk days and tracks, pin, open; see `timeline_keys`."""
        if not timeline_keys.press(self, event):
            super().keyPressEvent(event)

    def at_rest(self) -> bool:
        """Whether Escape has nothing to put away: no gesture under way, no pin, no cursor."""
        busy = not isinstance(self.stack, StillStack) and self.stack.busy
        return not busy and self._cursor is None and not self.pointing.pins.held

    def escape(self) -> None:
        """Cancel the gesture under way, else let go of the pins, else take the cursor away."""
        if not isinstance(self.stack, StillStack) and self.stack.cancel_gesture():
            return
        if not self.pointing.escape():
            self.set_cursor(None)

    def _reveal(self) -> None:
        """Bring the cursor back into sight."""
        first, last = self.stack.range_
        if self._cursor is not None and not first <= self._cursor <= last:
            half = (last - first) / 2
            self.stack.set_range(self._cursor - half, self._cursor + half)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tracks from being cut; at once, so that no frame shows parts in old places."""
        super().resizeEvent(event)
        self._fit_height()
        self._column.activate()

    def _fit_height(self) -> None:
        """Lay the tracks out for the room there is; the axis follows the last track at once."""
        if self._figure is None:
            return
        self.hidden_note.show_figure(self._figure)
        hint = 0 if self._hint.isHidden() else self._hint.sizeHint().height()
        below, unit = self.axis.height() + self.overview.height() + hint, self.stack.unit
        room = max(LEAST_ROOM, float(self.height() - below - _MARGIN - _FOOT))
        height = room + AXIS_HEIGHT * unit
        layout = lay_out(self._figure, self._scroll.width(), height, unit=unit)
        needed = int(layout.axis_top)
        self._scroll.setMaximumHeight(min(needed, int(room)))
        self.stack.setMinimumHeight(needed)
        self.stack.set_room(room)
