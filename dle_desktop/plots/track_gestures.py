"""Arranging tracks on the picture: a name dragged up or down moves its track, a border sizes it.

Both work in the column of names, left of the days. They ask for view options and change nothing
themselves.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import BODY, Canvas
from dle_desktop.drawing.layout import AXIS_HEIGHT, Layout, Track, key_of, ordered_keys
from dle_desktop.drawing.picture import names_of
from dle_desktop.drawing.track_choices import factor_for, moved, with_height
from dle_desktop.drawing.view_options import ViewOptions
from dle_desktop.plots.gestures import Pointer, QuietGesture
from dle_desktop.plots.gestures import moved as has_moved
from dle_desktop.plots.stack_view import StackView

Choose = Callable[[ViewOptions], None]
_BORDER = 5.0  # pixels to either side of a track's lower edge
_TAG = 19.0


def border_at(layout: Layout, at: QPointF) -> Track | None:
    """Return the track whose lower border lies under a point of the column of names."""
    if not 0 <= at.x() < layout.left:
        return None
    reach = _BORDER * layout.unit
    return next((one for one in layout.tracks if abs(at.y() - one.bottom - reach) <= reach), None)


def name_at(layout: Layout, at: QPointF) -> Track | None:
    """Return the track whose name lies under a point of the column of names."""
    if not 0 <= at.x() < layout.left:
        return None
    return next((one for one in layout.tracks if one.top <= at.y() <= one.bottom), None)


class SizeTrack(QuietGesture):
    """Drag a track's lower border: it grows or shrinks at once; a double click makes it usual."""

    def __init__(self, stack: StackView, choose: Choose) -> None:
        self._stack = stack
        self._choose = choose
        self._key = ""
        self._start = 0.0
        self._height = 0.0
        self._before: ViewOptions | None = None

    def begins(self, pointer: Pointer) -> bool:
        """Take a plain press of the left button on a border."""
        track = self._border(pointer)
        figure = self._stack.figure
        if track is None or figure is None or not _plain(pointer):
            return False
        self._key, self._height = key_of(track.content), track.height
        self._start, self._before = pointer.at.y(), figure.options
        return True

    def moves(self, pointer: Pointer) -> None:
        """Make the track as high as the pointer says."""
        figure, layout = self._stack.figure, self._stack.layout_
        if self._before is None or figure is None or layout is None:
            return
        wanted = self._height + pointer.at.y() - self._start
        room = self._stack.room + AXIS_HEIGHT * layout.unit
        factor = factor_for(figure, layout, room, self._key, wanted)
        self._choose(with_height(figure.options, self._key, factor))

    def ends(self, pointer: Pointer) -> None:
        """Leave it so."""
        del pointer
        self._before = None

    def cancels(self) -> None:
        """Go back to how it was."""
        if self._before is not None:
            self._choose(self._before)
        self._before = None

    def doubles(self, pointer: Pointer) -> bool:
        """Make a track as high as usual."""
        track, figure = self._border(pointer), self._stack.figure
        if track is None or figure is None:
            return False
        self._choose(with_height(figure.options, key_of(track.content), 1.0))
        return True

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Show that a border can be dragged."""
        found = self._border(pointer)
        return None if found is None else Qt.CursorShape.SizeVerCursor

    def _border(self, pointer: Pointer) -> Track | None:
        layout = self._stack.layout_
        return None if layout is None else border_at(layout, pointer.at)


class MoveTrack(QuietGesture):
    """Drag a track's name up or down: a line shows between which others it will stand."""

    def __init__(self, stack: StackView, choose: Choose) -> None:
        self._stack = stack
        self._choose = choose
        self._track: Track | None = None
        self._start = QPointF()
        self._now: QPointF | None = None

    def begins(self, pointer: Pointer) -> bool:
        """Take a plain press of the left button on a name."""
        layout = self._stack.layout_
        track = name_at(layout, pointer.at) if layout is not None else None
        if track is None or not _plain(pointer):
            return False
        self._track, self._start, self._now = track, pointer.at, None
        return True

    def moves(self, pointer: Pointer) -> None:
        """Follow the pointer."""
        if self._now is not None or has_moved(self._start, pointer.at):
            self._now = pointer.at

    def ends(self, pointer: Pointer) -> None:
        """Put the track where the line is."""
        figure, layout, track, now = (
            self._stack.figure, self._stack.layout_, self._track, self._now,
        )  # fmt: skip
        self.cancels()
        if figure is None or layout is None or track is None or now is None:
            return
        key = key_of(track.content)
        above = [key_of(one.content) for one in layout.tracks[: _gap(layout, pointer.at.y())]]
        others = [one for one in ordered_keys(figure) if one != key]
        last = next((one for one in reversed(above) if one != key), None)
        self._choose(moved(figure, key, 0 if last is None else others.index(last) + 1))

    def cancels(self) -> None:
        """Forget it."""
        self._track = self._now = None

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Show that a name can be dragged."""
        layout = self._stack.layout_
        found = layout is not None and name_at(layout, pointer.at) is not None
        return Qt.CursorShape.OpenHandCursor if found else None

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint the name at the pointer and the line where its track will stand."""
        del height
        layout = self._stack.layout_
        if self._track is None or self._now is None or layout is None:
            return
        accent = canvas.palette.color("accent")
        gap = _gap(layout, self._now.y())
        above = layout.tracks[gap - 1].bottom if gap else 0.0
        below = layout.tracks[gap].top if gap < len(layout.tracks) else layout.axis_top
        y = (above + below) / 2
        canvas.hline(y, 4.0, scale.right, accent, 2.0)
        name = names_of(self._track)[0]
        width = canvas.width(name, BODY, strong=True) + canvas.px(16)
        left = max(2.0, min(self._now.x() + 8, scale.left - width))
        top = self._now.y() - canvas.px(_TAG / 2)
        canvas.painter.setPen(Qt.PenStyle.NoPen)
        canvas.painter.setBrush(accent)
        canvas.painter.drawRoundedRect(QRectF(left, top, width, canvas.px(_TAG)), 4, 4)
        canvas.text(left + canvas.px(8), top + canvas.px(13.5), name, BODY,
                    canvas.palette.color("surface"), strong=True)  # fmt: skip


def _plain(pointer: Pointer) -> bool:
    return not pointer.keys and pointer.buttons == Qt.MouseButton.LeftButton


def _gap(layout: Layout, y: float) -> int:
    """Return above how many tracks' middles a height lies not: the place to put a track at."""
    return sum((one.top + one.bottom) / 2 < y for one in layout.tracks)
