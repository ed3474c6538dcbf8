"""What is made out on the picture: a halo around one record, and a ring around one track.

Both lie over the kept picture. They hold keys and ids, never data.
"""

from PySide6.QtCore import QPointF, QRectF, Qt

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Blank, DueTrack, Lane, Plot
from dle_desktop.drawing.layout import Layout, Track, key_of

_HALO = 9.0  # half the width of the halo of a point
_NAME_LEFT, _NAME_HALF = 2.0, 15.0


class Marking:
    """Paints halo and ring.

    `record` is the id of the record that is selected elsewhere, `track` the key of the track the
    keyboard is on, each None for none; `layout` is where the tracks are.
    """

    def __init__(self) -> None:
        self.layout: Layout | None = None
        self.record: str | None = None
        self.track: str | None = None

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint them where they are in sight."""
        del height
        if self.layout is None or (self.record is None and self.track is None):
            return
        for track in self.layout.tracks:
            box = QRectF(self.layout.left, track.top, self.layout.width, track.height)
            if self.track is not None and key_of(track.content) == self.track:
                _paint_ring(canvas, box)
            for halo in halos(track, box, scale, self.record):
                _paint_halo(canvas, halo, box)


def halos(track: Track, box: QRectF, scale: TimeScale, record: str | None) -> list[QRectF]:
    """Return the boxes around what is drawn of a record in a track."""
    content = track.content
    if record is None or isinstance(content, Blank):
        return []
    if isinstance(content, Lane):
        cuts = [one for one in content.drawn if one.dose.id == record]
        if not cuts:
            return []
        left, right = scale.x(cuts[0].start.at), scale.x(cuts[-1].end.at)
        return [QRectF(left - 3, box.top() - 3, right - left + 6, box.height() + 6)]
    if isinstance(content, Plot):
        places = [
            QPointF(scale.x(one.place.at), box.bottom() - box.height() * content.share(one.value))
            for one in content.points
            if one.record_id == record
        ]
        days = [one.place.at for one in content.words if one.record_id == record]
        return [*(_around(place) for place in places), *_columns(days, box, scale)]
    if isinstance(content, DueTrack):
        days = [due.shown for due in content.dues if due.record and due.record.id == record]
    else:
        days = [mark.place.at for mark in content if mark.record_id == record]
    return _columns(days, box, scale)


def _around(place: QPointF) -> QRectF:
    return QRectF(place.x() - _HALO, place.y() - _HALO, 2 * _HALO, 2 * _HALO)


def _columns(days: list[float], box: QRectF, scale: TimeScale) -> list[QRectF]:
    return [
        QRectF(scale.x(day) - _HALO, box.top() - 2, 2 * _HALO, box.height() + 4) for day in days
    ]


def _paint_halo(canvas: Canvas, halo: QRectF, box: QRectF) -> None:
    room = box.adjusted(-_HALO, -_HALO, _HALO, _HALO)
    if not halo.intersects(room):
        return
    canvas.painter.setPen(canvas.pen(canvas.palette.color("accent", 0.8), 1.6))
    canvas.painter.setBrush(canvas.palette.color("accent", 0.14))
    radius = min(halo.width(), halo.height()) / 2 if halo.width() <= 2 * _HALO else 4.0
    canvas.painter.drawRoundedRect(halo.intersected(room), radius, radius)


def _paint_ring(canvas: Canvas, box: QRectF) -> None:
    """Frame the track, and lay a quiet bar under its name."""
    accent = canvas.palette.color("accent", 0.55)
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    canvas.painter.setPen(canvas.pen(accent, 1.0))
    canvas.painter.drawRoundedRect(box.adjusted(-4, -5, 4, 5), 4, 4)
    middle = min(box.center().y(), box.top() + _NAME_HALF)
    name = QRectF(_NAME_LEFT, middle - _NAME_HALF, box.left() - 10, 2 * _NAME_HALF)
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(canvas.palette.color("accent", 0.10))
    canvas.painter.drawRoundedRect(name, 4, 4)
    canvas.painter.setBrush(canvas.palette.color("accent"))
    canvas.painter.drawRoundedRect(QRectF(_NAME_LEFT, name.top() + 4, 3, name.height() - 8), 1, 1)
