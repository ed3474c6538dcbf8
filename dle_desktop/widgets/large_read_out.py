"""The read-out in large type, for a class or a patient who reads along.

It shows what the read-out beside the records shows, name above value; what is known on a day is
`read_out_rows`' business. Nothing in it is to be clicked.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.drawing.fonts import font
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.time_axis import Origin, TimeAxis
from dle_desktop.plots.pins import Pins
from dle_desktop.widgets.read_out_row import ReadOut, Row
from dle_desktop.widgets.read_out_rows import ReadOutSource

_TITLES = (24, 20, 18, 16)  # pixels of type
_NAME, _VALUE, _DETAIL = 16, 22, 14
_MARGIN, _TITLE_ROOM, _ROW, _LEAST_ROW = 24, 56, 84, 58
WIDTH = 380


class LargeReadOut(QWidget):
    """What is known on one day, after what changed between pins; many rows stand closer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: Palette = LIGHT
        self._source: ReadOutSource | None = None
        self._shown: ReadOut | None = None
        self._origin: Origin | None = None
        self._day: float | None = None
        self._pins = Pins()
        self.setAccessibleName(self.tr("Read-out at the cursor"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(WIDTH)

    def show_case(self, case: Case | None) -> None:
        """Show what is known of a case on its last day."""
        self._source = None if case is None else ReadOutSource(case)
        self.show_day(None)

    def show_day(self, day: float | None) -> None:
        """Show what is known on a study day; None means the last."""
        self._day = day
        source, measured = self._source, self._pins.measured(day)
        self._shown = source.at(day, self._origin) if source else None
        if source is not None and measured is not None and self._shown is not None:
            between, known = source.between(measured), self._shown
            rows = (*between.rows, Row(self.tr("On the day"), known.title), *known.rows)
            self._shown = ReadOut(known.day, between.title, rows)
        self.setAccessibleDescription(self.text())
        self.update()

    def show_pins(self, pins: Pins) -> None:
        """Show first what changed between two pins, or between one and the cursor."""
        self._pins = pins
        self.show_day(self._day)

    def count_as(self, time: TimeAxis) -> None:
        """Count from what the axis counts from."""
        self._origin = time.origin
        self.show_day(self._day)

    def text(self) -> str:
        """Return what is shown as one text."""
        if self._shown is None:
            return ""
        rows = (f"{row.label}: {row.value} {row.detail}".rstrip() for row in self._shown.rows)
        return "\n".join((self._shown.title, *rows))

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room it likes."""
        return QSize(WIDTH, 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title and rows; those there is no room for are counted."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colours.color("side"))
        if self._shown is None:
            return
        title, room = self._shown.title, self.width() - 2 * _MARGIN
        fits = (size for size in _TITLES if _width(title, size) <= room)
        self._text(painter, _MARGIN, title, next(fits, _TITLES[-1]), "ink", strong=True)
        rows = self._shown.rows
        room = self.height() - _MARGIN - _TITLE_ROOM
        pitch = max(_LEAST_ROW, min(_ROW, room // max(1, len(rows))))
        fitting = len(rows) if pitch * len(rows) <= room else max(0, (room - 24) // pitch)
        for number, row in enumerate(rows[:fitting]):
            top = _MARGIN + _TITLE_ROOM + pitch * number
            value = {"plain": "ink", "muted": "muted", "warning": "warning"}[row.tone]
            detail = f"{row.label}  {row.detail}" if pitch < _ROW else row.label
            self._text(painter, top, detail, _NAME if pitch == _ROW else _DETAIL, "muted")
            self._text(painter, top + 22, row.value, _VALUE, value, strong=True)
            if pitch == _ROW:
                self._text(painter, top + 50, row.detail, _DETAIL, "muted")
        if fitting < len(rows):
            left = self.tr("and {count} more").format(count=len(rows) - fitting)
            self._text(painter, self.height() - 28, left, _DETAIL, "muted")

    def _text(
        self, painter: QPainter, top: int, text: str, size: int, colour: str, *,
        strong: bool = False,
    ) -> None:  # fmt: skip
        painter.setFont(font(size, strong=strong))
        painter.setPen(self._colours.color(colour))
        room = self.width() - 2 * _MARGIN
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        where = QRectF(_MARGIN, top, room, size * 1.4)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)


def _width(text: str, size: int) -> int:
    return QFontMetrics(font(size, strong=True)).horizontalAdvance(text)
