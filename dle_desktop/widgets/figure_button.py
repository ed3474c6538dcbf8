"""One figure of the header: label, value and detail, and a press asks why."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from dle_desktop import wording
from dle_desktop.domain.summary import Figure
from dle_desktop.drawing.fonts import font
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.widgets.plain_text import set_tip
from dle_desktop.widgets.theme import GRID, LARGE, SMALL

HEIGHT = 52
_LEAST, _WISHED = 96, 184


class FigureButton(QAbstractButton):
    """Shows a figure as text; a click, Space or Enter asks where it comes from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure: Figure | None = None
        self._colours: Palette = LIGHT
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._unit = 1.0

    def show_figure(self, figure: Figure) -> None:
        """Show a figure; no value is shown as not reported."""
        self.figure = figure
        value = figure.value or wording.NOT_REPORTED
        said = ", ".join(part for part in (figure.label, value, figure.detail) if part)
        self.setAccessibleName(said)
        self.setAccessibleDescription(self.tr("Opens the rule and the source of this figure"))
        set_tip(self, said)
        self.update()

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self.update()

    def set_unit(self, unit: float) -> None:
        """Paint larger, such as 1.4 times, or as usual (1)."""
        self._unit = unit
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the wished size."""
        return QSize(_WISHED, round(HEIGHT * self._unit))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(_LEAST, round(HEIGHT * self._unit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as Space, which the button knows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the three lines."""
        del event
        figure = self.figure
        if figure is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        painter.scale(self._unit, self._unit)
        self._line(painter, 5, self._label(figure), SMALL, "muted")
        if figure.value is None:
            self._line(painter, 20, wording.NOT_REPORTED, SMALL + 1, "muted", height=19)
        else:
            colour = "warning" if figure.warns else "ink"
            size, strong = self._value_type(figure.value)
            self._line(painter, 19, figure.value, size, colour, strong=strong, height=19)
        self._line(painter, 36, figure.brief or figure.detail or "", SMALL, "muted")

    @property
    def _room(self) -> int:
        """The width of a line before it is painted larger."""
        return int(self.width() / self._unit) - 3 * GRID

    def _label(self, figure: Figure) -> str:
        """Return the label; where there is no room for it, without the word everyone adds."""
        fits = QFontMetrics(font(SMALL)).horizontalAdvance(figure.label) <= self._room
        return figure.label if fits else figure.label.removesuffix(" now")

    def _value_type(self, value: str) -> tuple[int, bool]:
        """Return the largest type the value fits in, its size and whether it is strong."""
        types = ((LARGE, True), (SMALL + 1, True), (SMALL, True), (SMALL, False))
        room = self._room
        for size, strong in types:
            if QFontMetrics(font(size, strong=strong)).horizontalAdvance(value) <= room:
                return size, strong
        return types[-1]

    def _paint_ground(self, painter: QPainter) -> None:
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.color("selection", 0.6))
            painter.drawRoundedRect(frame, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._colours.color("accent"), 1))
            painter.drawRoundedRect(frame, 6, 6)

    def _line(
        self, painter: QPainter, top: int, text: str, size: int, colour: str,
        *, strong: bool = False, height: int = 14,
    ) -> None:  # fmt: skip
        painter.setFont(font(size, strong=strong))
        painter.setPen(self._colours.color(colour))
        width = self._room
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        where = QRectF(2 * GRID, top, width, height)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)
