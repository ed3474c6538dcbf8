"""The interactive plots: a pyqtgraph view box per plot, and the items that paint into them.

Each box holds study days along x and, for a plot, its values along y. The items paint with the same
painters as paper does. Which range is shown is the business of `stack_view`.
"""

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.callouts import paint_callouts
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Figure, Plot
from dle_desktop.drawing.layout import Layout, Track
from dle_desktop.drawing.palette import Palette
from dle_desktop.drawing.picture import paint_guides, paint_name, paint_track
from dle_desktop.drawing.time_axis import RELATIVE, TimeAxis
from dle_desktop.drawing.time_scale import UNFOLDED, Folds

LEAST_RANGE_DAYS = 3.0


class TimeBox(pg.ViewBox):  # type: ignore[misc]
    """A view box that pans and zooms along time only, in study days less what is folded."""

    def __init__(self, plot: Plot | None = None) -> None:
        super().__init__(enableMenu=False)
        self.folds: Folds = UNFOLDED
        self.setMouseEnabled(x=True, y=False)
        self.disableAutoRange()
        self.setYRange(plot.bottom if plot else 0.0, plot.top if plot else 1.0, padding=0)

    def show_range(self, first: float, last: float) -> None:
        """Show study days `first` to `last`, nothing added."""
        self.setXRange(self.folds.place(first), self.folds.place(last), padding=0)

    def shown_range(self) -> tuple[float, float]:
        """Return the first and last study day shown."""
        first, last = self.viewRange()[0]
        return self.folds.day(first), self.folds.day(last)

    def bound(self, first: float, last: float) -> None:
        """Never leave the days `first` to `last` by zooming or panning."""
        place = self.folds.place
        self.setLimits(xMin=place(first), xMax=place(last), minXRange=LEAST_RANGE_DAYS)


class PictureItem(pg.GraphicsObject):  # type: ignore[misc]
    """Base of what is painted in scene pixels: it has a box, a palette and the time scale."""

    def __init__(self, unit: float = 1.0) -> None:
        super().__init__()
        self.unit = unit  # pixels of a design pixel
        self.box = QRectF()
        self.palette: Palette | None = None
        self.scale_of_time: TimeScale | None = None

    def boundingRect(self) -> QRectF:
        """Return the painted area in scene pixels."""
        return self.box

    def set_box(self, box: QRectF) -> None:
        """Place the item."""
        self.prepareGeometryChange()
        self.box = box

    def canvas(self, painter: QPainter) -> Canvas:
        """Return a canvas of the item's palette."""
        assert self.palette is not None  # noqa: S101 - set before the item is shown
        return Canvas(painter, self.palette, self.unit, invites=True)


class TrackItem(PictureItem):
    """One track with its name, painted over the whole width of the stack."""

    def __init__(self, track: Track, layout: Layout) -> None:
        super().__init__(layout.unit)
        self.track = track
        self.layout_ = layout
        width = layout.left + layout.width + 64
        self.set_box(QRectF(0, track.top - 16, width, track.height + 34))

    def plot_box(self) -> QRectF:
        """Return the area between name column and value margin, in scene pixels."""
        return QRectF(self.layout_.left, self.track.top, self.layout_.width, self.track.height)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the name and the track at the current time scale."""
        if self.scale_of_time is None:
            return
        canvas = self.canvas(painter)
        paint_name(canvas, self.track, 0.0, self.plot_box())
        paint_track(canvas, self.track, self.plot_box(), self.scale_of_time)


class CalloutItem(PictureItem):
    """The words of pinned events, over the plot they stand in."""

    def __init__(self, figure: Figure, layout: Layout, track: Track) -> None:
        super().__init__()
        self.figure = figure
        self.track = track
        self.setZValue(10)
        self.set_box(QRectF(layout.left, track.top, layout.width, track.height))

    def boundingRect(self) -> QRectF:
        """Return the plot and where leaders begin above it."""
        return self.box.adjusted(-2, -8, 2, 2)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the callouts at the current time scale."""
        if self.scale_of_time is not None and isinstance(self.track.content, Plot):
            paint_callouts(
                self.canvas(painter), self.figure.events, self.track.content, self.box,
                self.scale_of_time,
            )  # fmt: skip


class GuideItem(PictureItem):
    """The dotted upright lines behind all tracks."""

    def __init__(self, figure: Figure, layout: Layout) -> None:
        super().__init__(layout.unit)
        self.figure = figure
        self.axis: TimeAxis = RELATIVE
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, enabled=False)
        self.setZValue(-10)
        self.set_box(QRectF(layout.left, 0, layout.width, layout.axis_top))

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint day 0, the changes of the index drug, the chosen origin and what is folded."""
        if self.scale_of_time is not None:
            paint_guides(
                self.canvas(painter), self.figure, self.scale_of_time, self.box.top(),
                self.box.bottom(), self.axis,
            )  # fmt: skip


def inside(box: QRectF, at: QPointF) -> bool:
    """Return whether a point lies within the box, edges included."""
    return box.left() <= at.x() <= box.right() and box.top() <= at.y() <= box.bottom()
