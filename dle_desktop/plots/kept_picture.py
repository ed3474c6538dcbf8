"""The kept picture: copying to the screen only those parts of it that are asked for.

It does not know what the picture shows.
"""

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPixmap, QRegion


def to_whole_pixels(painter: QPainter) -> None:
    """Move the origin of a widget's painter to the nearest whole pixel of the screen.

    At 125 % a widget may begin between two pixels. A kept picture copied there is put off by up
    to half a pixel and blurred, while lines laid over it are not: one day in two columns.
    """
    place = painter.deviceTransform()
    aside, down = round(place.dx()) - place.dx(), round(place.dy()) - place.dy()
    painter.translate(aside / place.m11(), down / place.m22())


def copy_parts(painter: QPainter, region: QRegion, picture: QPixmap, ratio: float) -> None:
    """Copy the parts of a picture that lie in a region.

    The whole through a clip costs several times that; where a pixel of the widget is no whole
    number of the picture's, a part may begin between two of them, and the whole is copied.
    """
    if ratio != int(ratio):
        painter.drawPixmap(QPointF(0, 0), picture)
        return
    whole = int(ratio)
    for part in region:  # type: ignore[attr-defined]  # a region is a list of boxes
        source = QRect(part.topLeft() * whole, part.size() * whole)
        painter.drawPixmap(part, picture, source)
