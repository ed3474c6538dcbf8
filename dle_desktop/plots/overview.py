"""The overview: the whole case in miniature, with a frame around what is shown.

The frame is moved by its middle, widened by its edges and drawn anew outside it; by keys when it
has the focus. It asks for days and does not know who shows them.
"""

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.curves import line_of
from dle_desktop.drawing.figure import Figure, Lane
from dle_desktop.drawing.folding import whole_shown
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.picture import fold_places
from dle_desktop.plots.kept_picture import to_whole_pixels

_HEIGHT = 44
_EDGE = 5.0  # an edge is taken hold of within so many pixels
_SLIP = 4.0  # a press that moved less is a click
_ALL = 0.98  # a frame around so much of the whole leaves no room to be moved
_LEAST_GRIPPED = 14.0  # pixels; a narrower frame shows no grips
_STEP, _ZOOM = 0.1, 0.7  # of what is shown: one press of an arrow
_FOCUS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)

Part = Literal["first", "last", "middle", "outside"]


class _Hold(Struct, frozen=True):
    """What was taken hold of, where, and what was shown then."""

    part: Part
    x: float
    shown: TimeScale
    whole: TimeScale


class OverviewStrip(QWidget):
    """Shows the whole case and the frame.

    Signals
    -------
    range_requested(float, float)
        The first and last study day to show.
    all_requested()
        A double click: show the whole case.
    """

    range_requested = Signal(float, float)
    all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.figure: Figure | None = None
        self.scale_of_time: TimeScale | None = None
        self.palette_: Palette = LIGHT
        self.hold = 0  # the number of the press that holds the frame, 0 for none
        self.rolling = False
        self._presses = 0
        self._held: _Hold | None = None
        self._ringed = False
        self._miniature: tuple[tuple[object, ...], QPixmap] | None = None
        self.setAccessibleName(self.tr("Overview"))
        self.setAccessibleDescription(
            self.tr("Left and right move the days shown, up and down show fewer or more.")
        )

    def whole(self) -> TimeScale | None:
        """Return where study days lie in the strip: everything, and what is shown beyond it."""
        if self.figure is None or self.scale_of_time is None:
            return None
        shown = self.scale_of_time
        whole = whole_shown(self.figure, shown.folds)
        first, last = min(whole.first, shown.first), max(whole.last, shown.last)
        return TimeScale(first, last, shown.left, shown.width, shown.folds)

    # -- the frame by mouse -------------------------------------------------------------------

    def part_at(self, x: float) -> Part | None:
        """Return which part of the frame a press at `x` takes hold of."""
        whole, shown = self.whole(), self.scale_of_time
        if whole is None or shown is None:
            return None
        first, last = whole.x(shown.first), whole.x(shown.last)
        away = {"first": abs(x - first), "last": abs(x - last)}
        nearest: Part = "first" if away["first"] <= away["last"] else "last"
        if away[nearest] <= min(_EDGE, max(2.0, (last - first) / 4)):
            return nearest
        inside = first < x < last and last - first < _ALL * whole.width
        return "middle" if inside else "outside"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge or of the frame, or begin to draw another one."""
        x, whole = event.position().x(), self.whole()
        part = self.part_at(x)
        if part is None or whole is None or self.scale_of_time is None:
            return
        self._presses += 1
        self.hold = self._presses
        self._held = _Hold(part, x, self.scale_of_time, whole)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken hold of, or show what a press would take hold of."""
        x = event.position().x()
        if self._held is None:
            self._show_shape(self.part_at(x))
            return
        asked = _dragged(self._held, x)
        if asked is not None:
            self.range_requested.emit(*asked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a click beside the frame brings it there."""
        held, self._held = self._held, None
        x = event.position().x()
        if held is not None and held.part == "outside" and abs(x - held.x) < _SLIP:
            middle = held.whole.x(held.shown.first) + held.whole.x(held.shown.last)
            self._ask_moved(held, x - middle / 2)
        self.hold = 0

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole case."""
        del event
        self._held, self.hold = None, 0
        self.all_requested.emit()

    def _ask_moved(self, held: _Hold, pixels: float) -> None:
        self.range_requested.emit(*_moved(held, pixels))

    def _show_shape(self, part: Part | None) -> None:
        shapes = {
            "first": Qt.CursorShape.SizeHorCursor,
            "last": Qt.CursorShape.SizeHorCursor,
            "middle": Qt.CursorShape.OpenHandCursor,
        }
        self.setCursor(shapes.get(part or "", Qt.CursorShape.ArrowCursor))

    # -- the frame by keys --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the frame with left and right, narrow and widen it with up and down."""
        scale = self.scale_of_time
        if scale is None:
            super().keyPressEvent(event)
            return
        middle = scale.left + scale.width / 2
        ranges = {
            Qt.Key.Key_Left: lambda: scale.moved(_STEP * scale.width),
            Qt.Key.Key_Right: lambda: scale.moved(-_STEP * scale.width),
            Qt.Key.Key_Up: lambda: scale.zoomed(_ZOOM, middle),
            Qt.Key.Key_Down: lambda: scale.zoomed(1 / _ZOOM, middle),
        }
        asked = ranges.get(Qt.Key(event.key()))
        if asked is not None:
            self.rolling = True
            self.range_requested.emit(*asked())
            self.rolling = False
        elif event.key() == Qt.Key.Key_Home:
            self.all_requested.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring when the keys come here."""
        super().focusInEvent(event)
        self._ringed = event.reason() in _FOCUS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ringed = False
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show the usual pointer again."""
        super().leaveEvent(event)
        self.unsetCursor()

    # -- painting -----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the miniature, what is outside the frame fainter, and the frame."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette_.color("surface"))
        to_whole_pixels(painter)
        whole, shown = self.whole(), self.scale_of_time
        if whole is not None and shown is not None and self.figure is not None:
            painter.drawPixmap(QPointF(0, 0), self._kept_miniature(self.figure, whole))
            self._paint_frame(Canvas(painter, self.palette_), whole, shown)
        if self._ringed:
            painter.setPen(self.palette_.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _box(self, whole: TimeScale) -> QRectF:
        return QRectF(whole.left, 4, whole.width, self.height() - 12)

    def _paint_frame(self, canvas: Canvas, whole: TimeScale, shown: TimeScale) -> None:
        box, painter = self._box(whole), canvas.painter
        left = max(whole.x(shown.first), box.left())
        right = max(min(whole.x(shown.last), box.right()), left + 4.0)
        veil = self.palette_.color("surface", 0.62)
        # A little beyond the box: the curve's pen and soft ends reach over it.
        painter.fillRect(QRectF(box.left() - 2, 0, left - box.left() + 2, self.height()), veil)
        painter.fillRect(QRectF(right, 0, box.right() - right + 2, self.height()), veil)
        painter.setPen(canvas.pen(self.palette_.color("accent"), 1.4))
        painter.setBrush(self.palette_.color("accent", 0.05))
        painter.drawRoundedRect(QRectF(left, box.top(), right - left, box.height()), 4, 4)
        for x in (left, right) if right - left > _LEAST_GRIPPED else ():  # edges can be moved
            middle = box.center().y()
            ends = (QPointF(x, middle - 5), QPointF(x, middle + 5))
            painter.setPen(canvas.pen(self.palette_.color("accent"), 3.0))
            painter.drawLine(*ends)

    def _kept_miniature(self, figure: Figure, whole: TimeScale) -> QPixmap:
        """Return the miniature, painted anew only when it would look different."""
        ratio = self.devicePixelRatioF()
        key = (figure, whole, self.palette_.name, self.size().toTuple(), ratio)
        kept = self._miniature
        if kept is None or kept[0][0] is not figure or kept[0][1:] != key[1:]:
            picture = QPixmap(QSize(round(self.width() * ratio), round(self.height() * ratio)))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            _paint_miniature(Canvas(painter, self.palette_), figure, self._box(whole), whole)
            painter.end()
            kept = self._miniature = (key, picture)
        return kept[1]


def _dragged(held: _Hold, x: float) -> tuple[float, float] | None:
    """Return the days a drag asks for, None while it asks for nothing."""
    whole, shown = held.whole, held.shown
    if held.part == "middle":
        return _moved(held, x - held.x)
    if held.part == "outside":
        if abs(x - held.x) < _SLIP:
            return None
        first, last = sorted((whole.day(held.x), whole.day(x)))
        return first, last
    other = shown.last if held.part == "first" else shown.first
    first, last = sorted((whole.day(x), other))
    return first, last


def _moved(held: _Hold, pixels: float) -> tuple[float, float]:
    """Return the days of the frame moved by so many pixels of the strip, as wide as before."""
    first, last = held.whole.x(held.shown.first), held.whole.x(held.shown.last)
    return held.whole.day(first + pixels), held.whole.day(last + pixels)


def _paint_miniature(canvas: Canvas, figure: Figure, box: QRectF, scale: TimeScale) -> None:
    """Paint folds, the doses of systemic drugs, and activity."""
    for left, right in fold_places(scale):
        canvas.painter.fillRect(
            QRectF(left, box.top(), right - left, box.height()), canvas.palette.color("line", 0.5)
        )
    others = 0
    for lane in figure.lanes:
        if lane.group in {"index", "steroid"} and lane.peak:
            _paint_silhouette(canvas, lane, box, scale)
        elif lane.group != "topical":
            others += 1
            _paint_bar(canvas, lane, box.bottom() - 2.5 * others, box, scale)
    activity = next(plot for plot in figure.plots if plot.key == "activity")
    curve = box.adjusted(0, 3, 0, -3)
    for run in activity.runs:
        line = line_of(run, scale, curve, activity)
        canvas.path(line, canvas.palette.color("activity"), 1.0)


def _paint_silhouette(canvas: Canvas, lane: Lane, box: QRectF, scale: TimeScale) -> None:
    color = canvas.palette.member(lane.group, lane.shade, 0.16)
    for cut in lane.segments:
        if cut.level_from is None or cut.kind == "ticks":
            continue
        left = max(scale.x(cut.start.at), box.left())
        right = min(scale.x(cut.end.at), box.right())
        tops = [
            box.bottom() - box.height() * 0.8 * (level or 0.0) / (lane.peak or 1.0)
            for level in (cut.level_from, cut.level_to)
        ]
        if right > left:
            canvas.area(
                [QPointF(left, box.bottom()), QPointF(left, tops[0]),
                 QPointF(right, tops[1]), QPointF(right, box.bottom())], color,
            )  # fmt: skip


def _paint_bar(canvas: Canvas, lane: Lane, y: float, box: QRectF, scale: TimeScale) -> None:
    """Paint when another systemic drug was taken, as a thin line."""
    color = canvas.palette.member(lane.group, lane.shade, 0.7)
    for cut in lane.segments:
        left, right = max(scale.x(cut.start.at), box.left()), min(scale.x(cut.end.at), box.right())
        if right > left:
            canvas.path([QPointF(left, y), QPointF(right, y)], color, 1.4)
