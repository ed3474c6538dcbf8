"""Single pictures on devices: what paints on a canvas, as the bytes of an SVG or a PNG file.

Text in an SVG stays text. It does not know what is painted, and nothing of it goes into metadata.
"""

from collections.abc import Callable
from xml.sax.saxutils import unescape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.fonts import FAMILY
from dle_desktop.drawing.palette import Palette

TITLE = "Case snapshot"
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_AHEAD = 5  # texts to look ahead when matching what was written with what was painted
Paint = Callable[[Canvas], None]


def svg_bytes(size: tuple[float, float], palette: Palette, paint: Paint) -> bytes:
    """Return what is painted on a canvas of a size in design pixels as SVG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    box = QSizeF(*size)
    generator.setSize(box.toSize())
    generator.setViewBox(QRectF(0, 0, box.width(), box.height()))
    generator.setTitle(TITLE)
    texts: list[tuple[QRectF, str]] = []
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, box.width(), box.height()), palette.color("surface"))
    paint(Canvas(painter, palette, 1.0, texts))
    painter.end()
    return _with_widths(bytes(buffer.data().data()), texts)


def png_bytes(size: tuple[float, float], palette: Palette, paint: Paint, unit: float) -> bytes:
    """Return it as PNG, `unit` pixels to a design pixel; nothing where memory does not suffice."""
    image = QImage(
        QSize(round(size[0] * unit), round(size[1] * unit)), QImage.Format.Format_RGB32
    )  # fmt: skip
    if image.isNull():  # Qt could not have the memory
        return b""
    image.fill(palette.color("surface"))
    image.setDotsPerMeterX(round(unit * 96 / 0.0254))
    image.setDotsPerMeterY(round(unit * 96 / 0.0254))
    painter = QPainter(image)
    paint(Canvas(painter, palette, unit))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def _with_widths(svg: bytes, texts: list[tuple[QRectF, str]]) -> bytes:
    """Hold each text to its width: where the typeface is not installed another one stands in.

    A text of several scripts is written in pieces, one a typeface; these keep their own widths.
    """
    family = f'font-family="{FAMILY}"'.encode()
    first, *parts = svg.replace(family, family[:-1] + b', Inter, sans-serif"').split(b"<text ")
    written, place, pieces = [first], 0, ""
    for part in parts:
        inner = unescape(part.split(b">", 1)[1].split(b"</text>")[0].decode(), _QUOTES)
        # Pieces may come in another order or be fewer than thought: go on at the next whole text.
        ahead = range(place, min(place + _AHEAD, len(texts)))
        found = next((number for number in ahead if texts[number][1] == inner), None)
        width = b""
        if found is not None:
            length = f'textLength="{texts[found][0].width():.2f}" lengthAdjust="spacingAndGlyphs" '
            width, place, pieces = length.encode(), found + 1, ""
        elif place < len(texts):
            pieces += inner
            if len(pieces) >= len(texts[place][1]):
                place, pieces = place + 1, ""
        written.append(b"<text " + width + part)
    return b"".join(written)
