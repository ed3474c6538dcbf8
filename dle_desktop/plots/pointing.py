"""Pointing at the timeline: pins, snapping, the track the keys are on, the record made out.

It follows what the stack tells of mouse and clicks, and moves the timeline's one cursor. It does
not know what is read out on a day.
"""

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.layout import contents_of, key_of
from dle_desktop.plots import walk
from dle_desktop.plots.marking import Marking
from dle_desktop.plots.pin_tags import PinTags
from dle_desktop.plots.pins import PinLines, Pins
from dle_desktop.plots.snap import SNAP_REACH, SnapDays
from dle_desktop.plots.strips import AxisStrip

if TYPE_CHECKING:
    from dle_desktop.plots.stack_view import StackView
    from dle_desktop.plots.still_stack import StillStack


class Pointed(Protocol):
    """The timeline, as far as it is pointed at."""

    stack: "StillStack | StackView"

    def cursor_day(self) -> float | None:
        """Return the study day the cursor is on."""
        ...

    def set_cursor(self, day: float | None) -> None:
        """Move the cursor."""
        ...


class Pointing(QObject):
    """What is pointed at on one timeline.

    Signals
    -------
    pins_changed(object)
        The pins (`Pins`).
    record_clicked(str)
        The id of the record that was clicked.
    record_opened(str)
        The id of the record that a key opened.
    table_requested(str, object)
        A key asked for the table of a track: its name, and the id of a record or None.
    walked()
        A key moved the cursor or chose a track: time to say so.
    """

    pins_changed = Signal(object)
    record_clicked = Signal(str)
    record_opened = Signal(str)
    table_requested = Signal(str, object)
    walked = Signal()

    def __init__(self, view: QWidget, axis: AxisStrip) -> None:
        super().__init__(view)
        self._figure: Figure | None = None
        self._snap_days = SnapDays(None)
        self._before_click = Pins()
        self._lines = PinLines()
        self.marking = Marking()
        self.tags = PinTags(axis)
        self.pins = Pins()
        self.snapping = False
        self.track_key: str | None = None
        self.tags.removal_requested.connect(self.remove_pin)

    @property
    def _view(self) -> Pointed:
        """The timeline: asked of Qt, for two objects that hold each other die at any moment."""
        return cast("Pointed", self.parent())

    def attach(self, stack: "StackView") -> None:
        """Follow a stack, and paint over it."""
        stack.overlays += [self.marking, self._lines]
        stack.pointed_at.connect(self._on_pointed)
        stack.clicked.connect(self._on_clicked)
        stack.record_picked.connect(self.record_clicked)
        stack.double_clicked.connect(self._on_double_clicked)

    def show_figure(self, figure: Figure | None, *, same: bool) -> None:
        """Point at another figure; pins stay when it is the same case, edited."""
        self._figure = figure
        self._snap_days = SnapDays(figure)
        if self.track_key not in self.track_keys():
            self.choose_track(None)
        if not same:
            self.mark(None)
            self.set_pins(Pins())

    # -- the cursor ---------------------------------------------------------------------------

    def word(self, day: float | None) -> str:
        """Return what the cursor is on: "visit", "lab", "event" or nothing."""
        return self._snap_days.word(day)

    def snapped(self, day: float | None) -> float | None:
        """Return the day of a visit, lab or event close to the pointer, else the day itself."""
        scale = self._view.stack.scale_of_time()
        if day is None or scale is None or not self.snapping:
            return day
        return self._snap_days.near(day, SNAP_REACH / scale.per_day)

    def _on_pointed(self, day: float | None) -> None:
        self._view.set_cursor(self.snapped(day))

    # -- pins ---------------------------------------------------------------------------------

    def set_pins(self, pins: Pins) -> None:
        """Keep these days from now on."""
        if pins == self.pins:
            return
        self.pins = self._lines.pins = pins
        self.tags.show_pins(pins)
        self._view.stack.viewport().update()
        self.pins_changed.emit(pins)

    def pin(self, day: float) -> None:
        """Keep a day."""
        self.set_pins(self.pins.added(day))

    def remove_pin(self, letter: str | None = None) -> None:
        """Let go of a pin, by default of the one nearest to the cursor."""
        nearest = self.pins.nearest(self._view.cursor_day())
        wanted = letter or (nearest.letter if nearest is not None else "")
        self.set_pins(self.pins.without(wanted))

    def escape(self) -> bool:
        """Let go of all pins; return whether there were any."""
        had = bool(self.pins.held)
        self.set_pins(Pins())
        return had

    def _on_clicked(self, day: float, record: str | None) -> None:
        self._before_click = self.pins
        at = self.snapped(day)
        if at is not None:
            self.pin(at)
        if record is not None:
            self.record_clicked.emit(record)

    def _on_double_clicked(self) -> None:
        """Take back the pin of the first of two clicks."""
        self.set_pins(self._before_click)

    # -- tracks and records -------------------------------------------------------------------

    def track_keys(self) -> list[str]:
        """Return the names of the tracks from top to bottom."""
        return [] if self._figure is None else [key_of(one) for one in contents_of(self._figure)]

    def choose_track(self, key: str | None) -> None:
        """Let the keys walk one track, or all of them."""
        self.track_key = self.marking.track = key
        self._view.stack.viewport().update()

    def track_content(self) -> walk.Content | None:
        """Return what the track the keys are on holds, None if they are on none."""
        if self._figure is None or self.track_key is None:
            return None
        return next(one for one in contents_of(self._figure) if key_of(one) == self.track_key)

    def _content(self) -> walk.Content | None:
        """Return the content of the track the keys are on, else of CLASI activity."""
        if self._figure is None:
            return None
        return self.track_content() or self._figure.plots[0]

    def mark(self, record: str | None) -> None:
        """Make out a record on the picture, None none."""
        if record != self.marking.record:
            self.marking.record = record
            self._view.stack.viewport().update()

    def open_record(self) -> None:
        """Open the record of the track at the cursor."""
        content = self._content()
        record = None if content is None else walk.record_on(content, self._view.cursor_day())
        if record is not None:
            self.record_opened.emit(record)

    def ask_table(self) -> None:
        """Ask for the table of the track, with its record at the cursor."""
        content = self._content()
        if content is not None:
            record = walk.record_on(content, self._view.cursor_day())
            self.table_requested.emit(walk.table_of(content), record)
