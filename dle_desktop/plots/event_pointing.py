"""Pointing at events: the one under the pointer is lit and read, a click pins what is read.

It asks `hits` what lies under the pointer and has one card; records and cases are not its business.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtWidgets import QWidget

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.event_marks import ShownEvents, place_events
from dle_desktop.drawing.event_paint import mark_at, paint_bars, paint_marks
from dle_desktop.drawing.layout import Track
from dle_desktop.plots.event_card import EventCard
from dle_desktop.plots.event_words import entries_of
from dle_desktop.plots.gestures import Pointer, QuietGesture, moved
from dle_desktop.plots.hits import events_at

_CALM_MS = 140  # a pointer that only passes by opens no card
_AROUND = 0.3  # beside the days of a counted mark that is opened, as a share of them


class EventPointing(QuietGesture):
    """Lights and reads events of a stack.

    Parameters
    ----------
    stack
        The widget whose pixels a pointer is told in.
    show_range
        Shows other study days.
    choose
        Told the id of an event chosen on a pinned card.
    pick
        Told the id of an event that was clicked.
    """

    def __init__(
        self,
        stack: QWidget,
        show_range: Callable[[float, float], None],
        choose: Callable[[str], None],
        pick: Callable[[str], None],
    ) -> None:
        self._stack = stack
        self._show_range = show_range
        self._choose = choose
        self._pick = pick
        self._track: Track | None = None
        self._lit: ShownEvents | None = None
        self._pressed: tuple[ShownEvents, QPointF] | None = None
        self._card: EventCard | None = None
        self._calm = QTimer(stack)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._on_calm)

    @property
    def card(self) -> EventCard | None:
        """The card where one was ever shown."""
        return self._card

    @property
    def lit(self) -> tuple[str, ...]:
        """The ids of the events that are lit."""
        return () if self._lit is None else tuple(one.record_id for one in self._lit.members)

    @property
    def waiting(self) -> bool:
        """Whether what is lit will be read in a moment."""
        return self._calm.isActive()

    # -- the gesture --------------------------------------------------------------------------

    def begins(self, pointer: Pointer) -> bool:
        """Take a plain press on an event."""
        found = self._found(pointer)
        plain = not pointer.keys and pointer.buttons == Qt.MouseButton.LeftButton
        if found is None or not plain:
            self.forget()
            return False
        self._pressed = found, pointer.at
        return True

    def moves(self, pointer: Pointer) -> None:
        """Give up the click when it becomes a drag."""
        if self._pressed is not None and moved(self._pressed[1], pointer.at):
            self._pressed = None

    def ends(self, pointer: Pointer) -> None:
        """Pin what is read."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None:
            self._calm.stop()
            self._light(pressed[0], pointer.track)
            self._read(pinned=True)
            self._pick(pressed[0].gravest.record_id)

    def cancels(self) -> None:
        """Forget the press."""
        self._pressed = None

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Light the event under the pointer and read it after a moment."""
        found = self._found(pointer)
        if self._card is not None and self._card.pinned:
            return None if found is None else Qt.CursorShape.PointingHandCursor
        if found is None:
            self.forget()
            return None
        if tuple(one.record_id for one in found.members) != self.lit:
            self.forget()
            self._light(found, pointer.track)
            self._calm.start()
        return Qt.CursorShape.PointingHandCursor

    def opens(self, pointer: Pointer) -> bool:
        """Part a counted mark by showing its days alone; return whether that was done."""
        found = self._found(pointer)
        self.forget()
        if found is None or not found.counted:
            return False
        first, last = found.members[0].place.at, found.members[-1].place.at
        if last - first < 1.0:
            return False  # events of one day never part
        around = _AROUND * (last - first) + 1.0
        self._show_range(first - around, last + around)
        return True

    def forget(self) -> None:
        """Light and read nothing."""
        self._calm.stop()
        if self._card is not None:
            self._card.dismiss()
        self._unlight()

    def passed(self) -> None:
        """Stop reading what is not pinned: the pointer left, or other days are shown."""
        if self._card is None or not self._card.pinned:
            self.forget()

    # -- what is shown ------------------------------------------------------------------------

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint the lit events anew, ringed, where they are now."""
        del height
        lit, track = self._lit, self._track
        if lit is None or track is None or not isinstance(track.content, tuple):
            return
        box = _box(track, scale)
        accent = canvas.palette.color("accent")
        for one in place_events(canvas, track.content, box, scale):
            if one.members[0] is not lit.members[0]:
                continue
            paint_bars(canvas, one.bars, accent)
            if one.box is None:
                continue
            if not one.counted:
                paint_marks(canvas, [(one.gravest, mark_at(canvas, one))])
            ring = one.box.adjusted(-2.5, -2.5, 2.5, 2.5)
            canvas.painter.setPen(canvas.pen(accent, 1.5))
            canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
            canvas.painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)

    def _found(self, pointer: Pointer) -> ShownEvents | None:
        track = pointer.track
        if track is None or not isinstance(track.content, tuple):
            return None
        box = _box(track, pointer.scale)
        return events_at(track.content, box, pointer.scale, pointer.at, pointer.unit)

    def _light(self, found: ShownEvents, track: Track | None) -> None:
        self._lit, self._track = found, track
        self._stack.update()

    def _unlight(self) -> None:
        if self._lit is not None:
            self._lit = None
            self._stack.update()

    def _on_calm(self) -> None:
        self._read(pinned=False)

    def _read(self, *, pinned: bool) -> None:
        if self._lit is None or not self._stack.isVisible():
            return
        window = self._stack.window()
        if self._card is None or self._card.parentWidget() is not window:
            self._card = EventCard(window)
            self._card.record_chosen.connect(self._choose)
            self._card.closed.connect(self._unlight)
        self._card.show_entries(
            entries_of(self._lit.members), self._mark_in(window, self._lit), pinned=pinned
        )

    def _mark_in(self, window: QWidget, lit: ShownEvents) -> QRect:
        bars = [QRectF(bar.left, bar.y - 4, 0, 8) for bar in lit.bars]
        box = lit.box or (bars[0] if bars else QRectF(lit.middle, lit.middle))
        place = box.toAlignedRect()
        return QRect(self._stack.mapTo(window, place.topLeft()), place.size())


def _box(track: Track, scale: TimeScale) -> QRectF:
    return QRectF(scale.left, track.top, scale.width, track.height)
