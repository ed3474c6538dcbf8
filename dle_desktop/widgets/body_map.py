"""The body map: front and back, each zone shaded by its part of one score.

Hovering names a zone, a click asks for it. Damage is shaded as entered, not doubled. It shows items
and changes none.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QMouseEvent, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from dle_desktop.domain.clasi_items import ZONES, ClasiItems, Side, zone_maximum, zone_score
from dle_desktop.drawing.fonts import font
from dle_desktop.drawing.palette import Palette
from dle_desktop.widgets.body_shapes import HEIGHT, WIDTH, View, zone_at, zone_paths
from dle_desktop.widgets.clasi_words import zone_name
from dle_desktop.widgets.plain_text import set_tip
from dle_desktop.widgets.theme import SMALL

VIEWS: Final[tuple[View, ...]] = ("front", "back")
_GAP: Final = 8.0  # between the figures, in their units
_CAPTION: Final = 18
_FAINTEST, _STRONGEST, _HATCH = 0.16, 0.9, 0.5


class BodyMap(QWidget):
    """Both views of the body for one score."""

    zone_chosen = Signal(str)

    def __init__(
        self, side: Side, items: ClasiItems, colours: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._side = side
        self._items = items
        self._colours = colours
        self._current = ""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_items(items)

    def sizeHint(self) -> QSize:
        """Return the size the figures look well in."""
        return QSize(252, 276)

    def show_items(self, items: ClasiItems) -> None:
        """Shade by these items."""
        self._items = items
        title = self.tr("Body map of activity") if self._side == "activity" else self.tr(
            "Body map of damage"
        )  # fmt: skip
        self.setAccessibleName(title)
        touched = [zone for zone in ZONES if zone_score(items, zone, self._side)]
        self.setAccessibleDescription("; ".join(map(self.zone_words, touched)))
        self.update()

    def show_current(self, zone: str) -> None:
        """Outline the zone the grid is at."""
        self._current = zone
        self.update()

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self.update()

    def zone_words(self, zone: str) -> str:
        """Return a zone with its part of the score: "Ears: activity 3 of 5"."""
        score, most = zone_score(self._items, zone, self._side), zone_maximum(zone, self._side)
        name = self.tr("activity") if self._side == "activity" else self.tr("damage")
        if score is None:
            return self.tr("{zone}: {name} not examined").format(zone=zone_name(zone), name=name)
        return self.tr("{zone}: {name} {score} of {most}").format(
            zone=zone_name(zone), name=name, score=score, most=most
        )

    def zone_at(self, point: QPointF) -> str:
        """Return the zone at a point of the widget, "" where there is none."""
        for view in VIEWS:
            inverse, possible = self._transform(view).inverted()
            zone = zone_at(view, inverse.map(point)) if possible else ""
            if zone:
                return zone
        return ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the zone below the pointer."""
        zone = self.zone_at(event.position())
        set_tip(self, self.zone_words(zone) if zone else "")
        pointing = Qt.CursorShape.PointingHandCursor if zone else Qt.CursorShape.ArrowCursor
        self.setCursor(pointing)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the zone below the pointer."""
        zone = self.zone_at(event.position())
        if zone and event.button() == Qt.MouseButton.LeftButton:
            self.zone_chosen.emit(zone)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both views with a caption each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL))
        captions = {"front": self.tr("front"), "back": self.tr("back")}
        for view in VIEWS:
            self._paint_figure(painter, view)
            box = self._transform(view).mapRect(QRectF(0, HEIGHT, WIDTH, 1))
            painter.setPen(self._colours.color("muted"))
            place = QRectF(box.left(), box.bottom() + 1, box.width(), _CAPTION)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, captions[view])
        painter.end()

    def _paint_figure(self, painter: QPainter, view: View) -> None:
        transform = self._transform(view)
        paths = {zone: transform.map(path) for zone, path in zone_paths(view).items()}
        painter.setPen(QPen(self._colours.color("muted"), 1))
        for zone, path in paths.items():
            painter.fillPath(path, self._colours.color("field"))
            painter.setBrush(self._brush(zone))
            painter.drawPath(path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._current in paths:
            painter.setPen(QPen(self._colours.color("accent"), 2))
            painter.drawPath(paths[self._current])

    def _brush(self, zone: str) -> QBrush:
        score = zone_score(self._items, zone, self._side)
        if score is None:
            return QBrush(self._colours.color("muted", _HATCH), Qt.BrushStyle.BDiagPattern)
        if score == 0:
            return QBrush(Qt.BrushStyle.NoBrush)
        share = score / zone_maximum(zone, self._side)
        return QBrush(self._colours.color(self._side, _FAINTEST + (_STRONGEST - _FAINTEST) * share))

    def _transform(self, view: View) -> QTransform:
        """Return the way from a figure's units to the widget."""
        across = 2 * WIDTH + _GAP
        scale = min(self.width() / across, (self.height() - _CAPTION) / HEIGHT)
        left = (self.width() - across * scale) / 2
        if view == "back":
            left += (WIDTH + _GAP) * scale
        return QTransform(scale, 0, 0, scale, left, 1)
