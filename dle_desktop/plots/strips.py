"""The strip under the tracks: the time axis with the cursor's tag; a click unfolds time."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.dosing import Span
from dle_desktop.drawing.axes import TimeScale, day_text
from dle_desktop.drawing.canvas import BODY, Canvas
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.layout import AXIS_HEIGHT
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.picture import paint_axis
from dle_desktop.drawing.time_axis import RELATIVE, TimeAxis
from dle_desktop.plots.kept_picture import to_whole_pixels


class AxisStrip(QWidget):
    """The time axis; the cursor's day is tagged on it.

    Signals
    -------
    unfold_requested(object)
        The fold (`Span`) that was clicked.
    """

    unfold_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = 1.0  # pixels of a design pixel
        self.setFixedHeight(int(AXIS_HEIGHT))
        self.figure: Figure | None = None
        self.scale_of_time: TimeScale | None = None
        self.axis: TimeAxis = RELATIVE
        self.setMouseTracking(True)
        self.cursor_day: float | None = None
        self.cursor_note = ""  # what the cursor is on, told in its tag
        self._kept: tuple[object, QPixmap] = (None, QPixmap())
        self.beneath_tag: Callable[[Canvas], None] | None = None
        self.palette_: Palette = LIGHT

    def set_unit(self, unit: float) -> None:
        """Paint larger or smaller from now on."""
        self.unit = unit
        self.setFixedHeight(int(AXIS_HEIGHT * unit))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the axis and the tag."""
        painter = QPainter(self)
        to_whole_pixels(painter)
        painter.drawPixmap(0, 0, self._painted())
        if self.figure is not None and self.scale_of_time is not None:
            canvas = Canvas(painter, self.palette_, self.unit)
            if self.beneath_tag is not None:
                self.beneath_tag(canvas)
            self._paint_tag(canvas, self.figure, self.scale_of_time)
        painter.end()

    def _painted(self) -> QPixmap:
        """Return the axis as it was painted last, painted anew where anything of it changed."""
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        wanted = (size, self.unit, self.figure, self.scale_of_time, self.axis, self.palette_)
        if wanted != self._kept[0]:
            picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(self.palette_.color("surface"))
            painter = QPainter(picture)
            if self.figure is not None and self.scale_of_time is not None:
                canvas = Canvas(painter, self.palette_, self.unit)
                paint_axis(canvas, self.figure, self.scale_of_time, 0.0, self.axis)
            painter.end()
            self._kept = wanted, picture
        return self._kept[1]

    def fold_at(self, x: float) -> Span | None:
        """Return the fold under a position."""
        scale = self.scale_of_time
        return None if scale is None else scale.folds.at(scale.day(x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a fold can be clicked."""
        if self.fold_at(event.position().x()) is None:
            self.unsetCursor()
            self.setToolTip("")
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(self.tr("Nothing is recorded in these days. Click to unfold them."))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Unfold what was clicked."""
        fold = self.fold_at(event.position().x())
        if fold is not None and event.button() == Qt.MouseButton.LeftButton:
            self.unfold_requested.emit(fold)

    def _paint_tag(self, canvas: Canvas, figure: Figure, scale: TimeScale) -> None:
        if self.cursor_day is None:
            return
        text = day_text(self.cursor_day, self.axis, figure.zero)
        if self.cursor_note:
            text = f"{text}, {self.cursor_note}"
        px = canvas.px
        width = canvas.width(text, BODY, strong=True) + px(14)
        middle = min(max(scale.x(self.cursor_day), scale.left + width / 2), scale.right - width / 2)
        canvas.painter.setPen(Qt.PenStyle.NoPen)
        canvas.painter.setBrush(self.palette_.color("accent"))
        canvas.painter.drawRoundedRect(QRectF(middle - width / 2, px(2), width, px(19)), 3, 3)
        canvas.text(middle, px(15.5), text, BODY, self.palette_.color("surface"), align="center",
                    strong=True)  # fmt: skip
