"""The stack: all tracks of a case over one time range, panned, zoomed and pointed at together.

The picture is painted once per change and kept; the cursor is laid over it, so that moving the
cursor costs a copy and a line. It does not know the session; it shows figures and says days.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.callouts import callout_track
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import DueTrack, Figure, Plot
from dle_desktop.drawing.folding import whole_shown
from dle_desktop.drawing.layout import AXIS_HEIGHT, Layout, lay_out
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.time_axis import RELATIVE, TimeAxis
from dle_desktop.drawing.time_scale import Folds
from dle_desktop.plots.edit_gestures import edit_gestures
from dle_desktop.plots.edit_requests import EditRequests
from dle_desktop.plots.event_pointing import EventPointing
from dle_desktop.plots.gestured import GesturedView
from dle_desktop.plots.gestures import Overlay, Pointer
from dle_desktop.plots.hits import missed_day_at, record_at
from dle_desktop.plots.kept_picture import copy_parts, to_whole_pixels
from dle_desktop.plots.range_gestures import FrameZoom, Pan
from dle_desktop.plots.still_stack import LEAST_ROOM
from dle_desktop.plots.touch import Touch
from dle_desktop.plots.tracks import (
    LEAST_RANGE_DAYS,
    CalloutItem,
    GuideItem,
    PictureItem,
    TimeBox,
    TrackItem,
)


class StackView(GesturedView):
    """Shows a figure's tracks and one cursor.

    Signals
    -------
    range_changed(float, float)
        The first and last study day shown.
    clicked(object, object)
        The study day that was clicked, and the id of the record there or None.
    double_clicked()
        The last click was the first of two, before what they mean is told.
    record_picked(str)
        The id of the event that was clicked, which pins no day.
    record_activated(str)
        The id of the record that was double-clicked.
    """

    range_changed = Signal(float, float)
    clicked = Signal(object, object)
    double_clicked = Signal()
    record_picked = Signal(str)
    record_activated = Signal(str)
    all_requested = Signal()
    day_requested = Signal(float)
    options_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.figure: Figure | None = None
        self.boxes: dict[str, TimeBox] = {}
        self.items_: list[PictureItem] = []
        self.room = LEAST_ROOM
        self.unit = 1.0  # pixels of a design pixel
        self.cursor_day: float | None = None
        self.palette_: Palette = LIGHT
        self._following = False
        self._picture: QPixmap | None = None
        self.axis: TimeAxis = RELATIVE
        self.overlays: list[Overlay] = []  # painted over the kept picture, beneath the cursor
        self.events = EventPointing(
            self.viewport(), self.set_range, self.record_activated.emit, self.record_picked.emit
        )
        self.gestures = [
            self.events, Pan(self.set_range), FrameZoom(self.set_range, self._on_click),
        ]  # fmt: skip
        self._touch = Touch(self)

    def offer(self, requests: EditRequests) -> None:
        """Let gestures ask for changes of the case."""
        self.gestures[:0] = edit_gestures(
            requests, self.set_range, self._on_edge_click, self._on_screen
        )

    def _on_edge_click(self, day: float) -> None:
        self._click_made = True
        self.clicked.emit(day, None)

    def _on_screen(self, at: QPointF) -> QPoint:
        place: QPoint = self.viewport().mapToGlobal(at.toPoint())
        return place

    # -- what is shown ------------------------------------------------------------------------

    def show_figure(self, figure: Figure | None, *, keep_range: bool) -> None:
        """Show another figure; `keep_range` stays at the days shown (an edit of the same case)."""
        self.figure = figure
        self.events.forget()
        self._rebuild()
        if figure is not None and not keep_range:
            whole = whole_shown(figure, self.folds)
            self.range_ = (whole.first, whole.last)
        self.set_range(*self.range_)

    def set_time(self, axis: TimeAxis, folds: Folds) -> None:
        """Tell time in another way, or fold other stretches of it; the days shown stay."""
        if (axis, folds) == (self.axis, self.folds):
            return
        refold = folds != self.folds
        self.axis, self.folds = axis, folds
        if refold:
            self._rebuild()
        for item in self.items_:
            if isinstance(item, GuideItem):
                item.axis = axis
        self.set_range(*self.range_)

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours from now on."""
        self.palette_ = palette
        for item in self.items_:
            item.palette = palette
        self.invalidate()

    def set_room(self, room: float) -> None:
        """Lay the tracks out for a height in pixels."""
        if room != self.room:
            self.room = room
            self._rebuild()
            self.set_range(*self.range_)

    def _rebuild(self) -> None:
        for old in (*self.boxes.values(), *self.items_):
            self.scene().removeItem(old)
        self.boxes, self.items_ = {}, []
        self.layout_ = None
        if self.figure is None or self.width() < LEAST_RANGE_DAYS:
            self.invalidate()
            return
        self.layout_ = lay_out(
            self.figure, self.width(), self.room + AXIS_HEIGHT * self.unit, unit=self.unit
        )
        self._following = True  # new boxes tell of their own range while they are bounded
        self._make_boxes(self.figure, self.layout_)
        self._following = False
        self.items_ = [GuideItem(self.figure, self.layout_)]
        self.items_ += [TrackItem(track, self.layout_) for track in self.layout_.tracks]
        self.items_[0].axis = self.axis
        noted = callout_track(self.figure, self.layout_)
        if noted is not None:
            self.items_.append(CalloutItem(self.figure, self.layout_, noted))
        for item in self.items_:
            item.palette = self.palette_
            item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            self.scene().addItem(item)
        self.invalidate()

    def _make_boxes(self, figure: Figure, layout: Layout) -> None:
        lanes = [
            track for track in layout.tracks if not isinstance(track.content, (Plot, DueTrack))
        ]
        if lanes:
            box = QRectF(layout.left, 0, layout.width, lanes[-1].bottom)
            self._add_box("timeline", TimeBox(), box)
        for track in layout.tracks:
            place = QRectF(layout.left, track.top, layout.width, track.height)
            if isinstance(track.content, Plot):
                self._add_box(track.content.key, TimeBox(track.content), place)
            elif isinstance(track.content, DueTrack):
                self._add_box(track.content.title, TimeBox(), place)
        margin = figure.whole.last - figure.whole.first
        for box_ in self.boxes.values():
            box_.bound(figure.whole.first - margin, figure.whole.last + margin)

    def _add_box(self, key: str, box: TimeBox, place: QRectF) -> None:
        box.folds = self.folds
        self.scene().addItem(box)
        box.setGeometry(place)
        box.sigXRangeChanged.connect(self._on_box_range)
        self.boxes[key] = box

    # -- the time range -----------------------------------------------------------------------

    def set_range(self, first: float, last: float) -> None:
        """Show study days `first` to `last` in every track."""
        if self._following or last - first < LEAST_RANGE_DAYS / 2:
            return
        self._following = True
        for box in self.boxes.values():
            box.show_range(first, last)
        self._following = False
        if self.boxes:
            first, last = next(iter(self.boxes.values())).shown_range()
        self.range_ = (first, last)
        scale = self.scale_of_time()
        for item in self.items_:
            item.scale_of_time = scale
        self.events.passed()
        self.invalidate()
        self.range_changed.emit(first, last)

    def _on_box_range(self, box: TimeBox, _shown: tuple[float, float]) -> None:
        self.set_range(*box.shown_range())

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show `factor` times the days shown, the day `around` staying where it is."""
        scale = self.scale_of_time()
        if scale is not None:
            x = scale.left + scale.width / 2 if around is None else scale.x(around)
            self.roll(*scale.zoomed(factor, x))

    def roll(self, first: float, last: float) -> None:
        """Show other days as one of many small turns: of a wheel, of fingers, of a key."""
        self.rolling = True
        self.set_range(first, last)
        self.rolling = False

    # -- pointing -----------------------------------------------------------------------------

    def set_cursor_day(self, day: float | None) -> None:
        """Move the cursor line to a study day, None takes it away."""
        if day == self.cursor_day:
            return
        strips = [self._strip(one) for one in (self.cursor_day, day)]
        self.cursor_day = day
        for strip in filter(None, strips):
            if self._picture is None:
                self.viewport().update(strip)
            else:  # one box at a time: what is asked for together is clipped line by line
                self.viewport().repaint(strip)

    def _strip(self, day: float | None) -> QRect | None:
        scale = self.scale_of_time()
        if day is None or scale is None:
            return None
        x = scale.x(day)
        return QRectF(x - 3, 0, 6, self.height()).toAlignedRect()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer left."""
        super().leaveEvent(event)
        self.events.passed()
        self.pointed_at.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; with Shift or a sideways wheel, pan."""
        self._touch.wheel(event)
        event.accept()

    def _items_at(self, at: QPointF) -> list[TrackItem]:
        tracks = (item for item in self.items_ if isinstance(item, TrackItem))
        return [item for item in tracks if item.plot_box().adjusted(0, -6, 0, 6).contains(at)]

    def _on_click(self, pointer: Pointer) -> None:
        at, scale = pointer.at, pointer.scale
        items = self._items_at(at)
        records = (record_at(item.track, item.plot_box(), scale, at, self.unit) for item in items)
        self._click_made = True
        self.clicked.emit(pointer.day, next((one for one in records if one is not None), None))

    def viewportEvent(self, event: QEvent) -> bool:
        """Take two fingers on a touchpad or a touchscreen."""
        if hasattr(self, "_touch") and self._touch.takes(event):
            return True
        return bool(super().viewportEvent(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the record under the pointer, go to a missed day, or show the whole case."""
        scale, pointer = self.scale_of_time(), self.pointer(event)
        if scale is None or self.layout_ is None or pointer is None:
            return
        if any(one.doubles(pointer) for one in self.gestures):
            return
        if self._click_made:
            self.double_clicked.emit()
        at = QPointF(event.position())
        if self.events.opens(pointer):
            return
        found = missed = None
        for item in self._items_at(at):
            found = found or record_at(item.track, item.plot_box(), scale, at, self.unit)
            missed = missed or missed_day_at(item.track, scale, at)
        if found is not None:
            self.record_activated.emit(found)
        elif missed is not None:
            self.day_requested.emit(missed)
        else:
            self.all_requested.emit()

    # -- painting -----------------------------------------------------------------------------

    def invalidate(self) -> None:
        """Paint the picture anew at the next frame."""
        self._picture = None
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tracks out for the new size."""
        super().resizeEvent(event)
        if not hasattr(self, "items_"):  # pyqtgraph resizes while it constructs
            return
        self.events.forget()
        self._rebuild()
        self.set_range(*self.range_)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy what is asked of the kept picture and lay the cursor over it."""
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._picture is None or self._picture.size() != size:
            self._picture = self._painted(size, ratio)
        painter = QPainter(self.viewport())
        to_whole_pixels(painter)
        copy_parts(painter, event.region(), self._picture, ratio)
        scale = self.scale_of_time()
        if scale is not None:
            canvas = Canvas(painter, self.palette_, self.unit, invites=True)
            for over in self.overlays:
                over.paint(canvas, scale, float(self.height()))
            self._paint_cursor(painter, scale)
            for gesture in self.gestures:
                gesture.paint(canvas, scale, float(self.height()))
        painter.end()

    def _paint_cursor(self, painter: QPainter, scale: TimeScale) -> None:
        x = scale.left - 1 if self.cursor_day is None else scale.x(self.cursor_day)
        if scale.left - 0.5 <= x <= scale.right + 0.5:
            painter.setPen(self.palette_.color("accent"))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _painted(self, size: QSize, ratio: float) -> QPixmap:
        picture = QPixmap(size)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.palette_.color("surface"))
        painter = QPainter(picture)
        self.scene().prepareForPaint()
        area = QRectF(0, 0, self.width(), self.height())
        self.scene().render(painter, area, area)
        painter.end()
        return picture
