"""The still stack: the tracks as a picture, readable before the interactive plots are loaded.

Loading pyqtgraph and numpy takes longer than painting a case. Until `stack_view` is there this
widget shows the same tracks in the same places; it cannot be zoomed or pointed at.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.folding import whole_shown
from dle_desktop.drawing.layout import AXIS_HEIGHT, Layout, lay_out
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.picture import paint_tracks
from dle_desktop.drawing.time_axis import RELATIVE, TimeAxis
from dle_desktop.drawing.time_scale import UNFOLDED, Folds
from dle_desktop.plots.kept_picture import to_whole_pixels

LEAST_ROOM = 120.0  # tracks are laid out for at least so many pixels


class StillStack(QWidget):
    """Shows a figure's tracks; `painted` tells once, after the first frame.

    Signals
    -------
    range_changed(float, float)
        The first and last study day shown.
    painted()
        The first picture is on its way to the screen.
    """

    range_changed = Signal(float, float)
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure: Figure | None = None
        self.layout_: Layout | None = None
        self.room = LEAST_ROOM
        self.unit = 1.0  # pixels of a design pixel
        self.range_ = (0.0, 1.0)
        self.palette_: Palette = LIGHT
        self.axis: TimeAxis = RELATIVE
        self.folds: Folds = UNFOLDED
        self.hold, self.rolling = 0, False
        self._told = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def viewport(self) -> QWidget:
        """Return what is painted on, as a scrolling view would."""
        return self

    def show_figure(self, figure: Figure | None, *, keep_range: bool) -> None:
        """Show another figure; `keep_range` stays at the days shown."""
        self.figure = figure
        if figure is not None and not keep_range:
            whole = whole_shown(figure, self.folds)
            self.range_ = (whole.first, whole.last)
        self._lay_out()

    def set_room(self, room: float) -> None:
        """Lay the tracks out for a height in pixels."""
        if room != self.room:
            self.room = room
            self._lay_out()

    def set_time(self, axis: TimeAxis, folds: Folds) -> None:
        """Tell time in another way, or fold other stretches of it."""
        if (axis, folds) != (self.axis, self.folds):
            self.axis, self.folds = axis, folds
            self.set_range(*self.range_)

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours from now on."""
        self.palette_ = palette
        self.update()

    def set_range(self, first: float, last: float) -> None:
        """Show study days `first` to `last`."""
        self.range_ = (first, last)
        self.update()
        self.range_changed.emit(first, last)

    def zoom(self, _factor: float, _around: float | None = None) -> None:
        """Do nothing: a still picture does not zoom."""

    def set_cursor_day(self, _day: float | None) -> None:
        """Do nothing: a still picture has no cursor."""

    def scale_of_time(self) -> TimeScale | None:
        """Return where study days lie now, in pixels of this widget."""
        if self.layout_ is None:
            return None
        return TimeScale(*self.range_, self.layout_.left, self.layout_.width, self.folds)

    def _lay_out(self) -> None:
        self.layout_ = None
        if self.figure is not None:
            self.layout_ = lay_out(
                self.figure, self.width(), self.room + AXIS_HEIGHT * self.unit, unit=self.unit
            )
        self.set_range(*self.range_)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tracks out for the new size."""
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Be in the next frame: of itself Qt puts an opaque widget that is shown off by one."""
        super().showEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint guides and tracks."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette_.color("surface"))
        to_whole_pixels(painter)
        scale = self.scale_of_time()
        if self.figure is not None and self.layout_ is not None and scale is not None:
            canvas = Canvas(painter, self.palette_, self.unit, invites=True)
            paint_tracks(canvas, self.figure, self.layout_, (0.0, 0.0), scale, self.axis)
        painter.end()
        if self.figure is not None and not self._told:
            self._told = True
            self.painted.emit()
