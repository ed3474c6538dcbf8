"""The strip under the tracks: the time axis with the cursor's tag; a click unfolds time."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.dosing import Span
from dle_desktop.drawing.axes import TimeScale, day_text
from dle_desktop.drawing.canvas import BODY, Canvas
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.layout import AXIS_HEIGHT
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.picture import paint_axis
from dle_desktop.drawing.time_axis import RELATIVE, TimeAxis


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
        self.setFixedHeight(int(AXIS_HEIGHT))
        self.figure: Figure | None = None
        self.scale_of_time: TimeScale | None = None
        self.axis: TimeAxis = RELATIVE
        self.setMouseTracking(True)
        self.cursor_day: float | None = None
        self.palette_: Palette = LIGHT

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the axis and the tag."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette_.color("surface"))
        if self.figure is not None and self.scale_of_time is not None:
            canvas = Canvas(painter, self.palette_)
            paint_axis(canvas, self.figure, self.scale_of_time, 0.0, self.axis)
            self._paint_tag(canvas, self.figure, self.scale_of_time)
        painter.end()

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
        width = canvas.width(text, BODY, strong=True) + 14
        middle = min(max(scale.x(self.cursor_day), scale.left + width / 2), scale.right - width / 2)
        canvas.painter.setPen(Qt.PenStyle.NoPen)
        canvas.painter.setBrush(self.palette_.color("accent"))
        canvas.painter.drawRoundedRect(QRectF(middle - width / 2, 2, width, 19), 3, 3)
        canvas.text(middle, 15.5, text, BODY, self.palette_.color("surface"), align="center",
                    strong=True)  # fmt: skip
