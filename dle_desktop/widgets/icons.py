"""The icons: small line drawings of our own, recoloured to the palette in force.

Icons are asked for by name (`resources/icons/NAME.svg`). What they mean is the actions' business.
"""

from PySide6 import QtGui  # the icon's class is built when the first is made
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from dle_desktop import resources
from dle_desktop.drawing.palette import Palette

SIDE = 16  # logical pixels
_SCALES = (1, 2, 3)


def svg_bytes(name: str, colour: str) -> bytes:
    """Return an icon's SVG with its lines in a colour."""
    return resources.read_bytes(f"icons/{name}.svg").replace(b"currentColor", colour.encode())


def icon(name: str, colours: Palette) -> "QtGui.QIcon":
    """Return an icon in the palette's ink, muted where it is disabled."""
    made = QtGui.QIcon()
    for mode, colour in (
        (QtGui.QIcon.Mode.Normal, colours.ink),
        (QtGui.QIcon.Mode.Disabled, colours.muted),
    ):
        for scale in _SCALES:
            made.addPixmap(pixmap(name, colour, SIDE * scale), mode)
    return made


def program_icon() -> "QtGui.QIcon":
    """Return the program's own icon."""
    made = QtGui.QIcon()
    for side in (16, 32, 64, 128):
        made.addPixmap(pixmap("program", "#22272E", side))
    return made


def pixmap(name: str, colour: str, side: int) -> QPixmap:
    """Return an icon as a picture of `side` device pixels."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - the first frame needs no icons

    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg_bytes(name, colour))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


def sheet_file(name: str) -> str:
    """Return the path of an icon in its own colour, as a style sheet wants it."""
    return resources.path(f"icons/{name}.svg").as_posix()
