"""The strips under the tracks: the time axis with the cursor's tag, and the overview."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from dle_desktop.drawing.axes import AxisMode, TimeScale, day_text
from dle_desktop.drawing.canvas import BODY, Canvas
from dle_desktop.drawing.curves import line_of
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.layout import AXIS_HEIGHT
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.picture import paint_axis

_OVERVIEW_HEIGHT = 44


class AxisStrip(QWidget):
    """The time axis; the cursor's day is tagged on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(int(AXIS_HEIGHT))
        self.figure: Figure | None = None
        self.scale_of_time: TimeScale | None = None
        self.mode: AxisMode = "relative"
        self.cursor_day: float | None = None
        self.cursor_note = ""  # what the cursor is on, told in its tag
        self._kept: tuple[object, QPixmap] = (None, QPixmap())
        self.beneath_tag: Callable[[Canvas], None] | None = None
        self.palette_: Palette = LIGHT

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the axis and the tag."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._axis())
        if self.figure is not None and self.scale_of_time is not None:
            canvas = Canvas(painter, self.palette_)
            if self.beneath_tag is not None:
                self.beneath_tag(canvas)
            self._paint_tag(canvas, self.figure, self.scale_of_time)
        painter.end()

    def _axis(self) -> QPixmap:
        """Return the axis as it was painted last, painted anew where anything of it changed."""
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        wanted = (size, self.figure, self.scale_of_time, self.mode, self.palette_)
        if wanted != self._kept[0]:
            picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(self.palette_.color("surface"))
            painter = QPainter(picture)
            if self.figure is not None and self.scale_of_time is not None:
                canvas = Canvas(painter, self.palette_)
                paint_axis(canvas, self.figure, self.scale_of_time, 0.0, self.mode)
            painter.end()
            self._kept = wanted, picture
        return self._kept[1]

    def _paint_tag(self, canvas: Canvas, figure: Figure, scale: TimeScale) -> None:
        if self.cursor_day is None:
            return
        text = day_text(self.cursor_day, self.mode, figure.zero)
        if self.cursor_note:
            text = f"{text}, {self.cursor_note}"
        width = canvas.width(text, BODY, strong=True) + 14
        middle = min(max(scale.x(self.cursor_day), scale.left + width / 2), scale.right - width / 2)
        canvas.painter.setPen(Qt.PenStyle.NoPen)
        canvas.painter.setBrush(self.palette_.color("accent"))
        canvas.painter.drawRoundedRect(QRectF(middle - width / 2, 2, width, 19), 3, 3)
        canvas.text(middle, 15.5, text, BODY, self.palette_.color("surface"), align="center",
                    strong=True)  # fmt: skip


class OverviewStrip(QWidget):
    """The whole case in miniature, with the stretch shown; drag or click to move it."""

    range_requested = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_OVERVIEW_HEIGHT)
        self.figure: Figure | None = None
        self.scale_of_time: TimeScale | None = None
        self.palette_: Palette = LIGHT
        self._grip: float | None = None
        self.setAccessibleName(self.tr("Overview"))

    def _whole(self) -> TimeScale | None:
        if self.figure is None or self.scale_of_time is None:
            return None
        whole, shown = self.figure.span, self.scale_of_time
        first, last = min(whole.first, shown.first), max(whole.last, shown.last)
        return TimeScale(first, last, shown.left, shown.width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint dose silhouettes, the activity curve and the frame of what is shown."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette_.color("surface"))
        whole = self._whole()
        if whole is not None and self.figure is not None and self.scale_of_time is not None:
            canvas = Canvas(painter, self.palette_)
            box = QRectF(whole.left, 4, whole.width, self.height() - 12)
            _paint_silhouette(canvas, self.figure, box, whole)
            left = max(whole.x(self.scale_of_time.first), box.left())
            right = min(whole.x(self.scale_of_time.last), box.right())
            painter.setPen(canvas.pen(self.palette_.color("accent"), 1.4))
            painter.setBrush(self.palette_.color("accent", 0.05))
            painter.drawRoundedRect(
                QRectF(left, box.top(), max(4.0, right - left), box.height()), 4, 4
            )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the frame, or bring it here."""
        whole = self._whole()
        if whole is None or self.scale_of_time is None:
            return
        day = whole.day(event.position().x())
        middle = (self.scale_of_time.first + self.scale_of_time.last) / 2
        inside = self.scale_of_time.first <= day <= self.scale_of_time.last
        self._grip = day - middle if inside else 0.0
        self._move_to(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the frame."""
        whole = self._whole()
        if self._grip is not None and whole is not None:
            self._move_to(whole.day(event.position().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the frame."""
        self._grip = None

    def _move_to(self, day: float) -> None:
        if self.scale_of_time is None or self._grip is None:
            return
        half = (self.scale_of_time.last - self.scale_of_time.first) / 2
        middle = day - self._grip
        self.range_requested.emit(middle - half, middle + half)


def _paint_silhouette(canvas: Canvas, figure: Figure, box: QRectF, scale: TimeScale) -> None:
    for lane in figure.lanes:
        if lane.group not in {"index", "steroid"} or not lane.peak:
            continue
        color = canvas.palette.drug(lane.group, lane.drug, 0.16)
        for cut in lane.segments:
            if cut.level_from is None or cut.kind == "ticks":
                continue
            left = max(scale.x(cut.start.at), box.left())
            right = min(scale.x(cut.end.at), box.right())
            tops = [
                box.bottom() - box.height() * 0.8 * (level or 0.0) / lane.peak
                for level in (cut.level_from, cut.level_to)
            ]
            if right > left:
                canvas.area(
                    [QPointF(left, box.bottom()), QPointF(left, tops[0]),
                     QPointF(right, tops[1]), QPointF(right, box.bottom())], color,
                )  # fmt: skip
    activity = next(plot for plot in figure.plots if plot.key == "activity")
    curve = box.adjusted(0, 3, 0, -3)
    for run in activity.runs:
        line = line_of(run, scale, curve, activity.top)
        canvas.path(line, canvas.palette.color("activity"), 1.0)
