"""The read-out: what is known on the day under the cursor, painted in one go.

It is told a case and a day; what is known then is `read_out_rows`' business.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.drawing.fonts import font
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.time_axis import Origin, TimeAxis
from dle_desktop.widgets.read_out_rows import ReadOut, ReadOutSource, Row
from dle_desktop.widgets.theme import GRID, SMALL, TEXT

_TITLE, _ROW, _LINE = 28, 35, 16
# Where the values begin; further left in a narrow panel, for the values matter most.
_VALUE_LEFT, _VALUE_ROOM, _LABEL_LEAST = 128, 92, 72


class ReadOutPanel(QWidget):
    """Rows of name, value and detail for one study day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: Palette = LIGHT
        self._source: ReadOutSource | None = None
        self._shown: ReadOut | None = None
        self._rows = 0
        self._day: float | None = None
        self._origin: Origin | None = None
        self.setAccessibleName(self.tr("Read-out at the cursor"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_case(self, case: Case | None) -> None:
        """Show what is known of a case on its last day."""
        self._source = None if case is None else ReadOutSource(case)
        self._rows = 0
        self.updateGeometry()
        self.show_day(None)

    def show_day(self, day: float | None) -> None:
        """Show what is known on a study day; None means the last."""
        self._day = day
        self._shown = self._source.at(day, self._origin) if self._source else None
        count = len(self._shown.rows) if self._shown else 0
        if count > self._rows:  # grows to the most rows of the case: the tabs below never jump
            self._rows = count
            self.updateGeometry()
        self.setAccessibleDescription(self.text())
        self.update()

    def count_as(self, time: TimeAxis) -> None:
        """Count from what the axis counts from."""
        if time.origin != self._origin:
            self._origin = time.origin
            self.show_day(self._day)

    def text(self) -> str:
        """Return what is shown as one text."""
        if self._shown is None:
            return ""
        rows = (_spoken(row) for row in self._shown.rows)
        return "\n".join((self._shown.title, *rows))

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room all rows need."""
        return QSize(300, _TITLE + _ROW * self._rows if self._rows else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title and rows."""
        del event
        if self._shown is None:
            return
        painter = QPainter(self)
        left = max(_LABEL_LEAST, min(_VALUE_LEFT, self.width() - _VALUE_ROOM))
        self._text(painter, 0, 0, self._shown.title, TEXT, "ink", strong=True)
        for number, row in enumerate(self._shown.rows):
            top = _TITLE + _ROW * number
            colour = {"plain": "ink", "muted": "muted", "warning": "warning"}[row.tone]
            self._text(painter, 0, top, row.label, TEXT - 1, "muted", width=left - 8)
            self._text(painter, left, top, row.value, TEXT, colour, strong=row.tone != "muted")
            self._text(painter, 0, top + 16, row.detail, SMALL, "muted")

    def _text(
        self, painter: QPainter, left: int, top: int, text: str, size: int, colour: str,
        *, strong: bool = False, width: int = 0,
    ) -> None:  # fmt: skip
        painter.setFont(font(size, strong=strong))
        painter.setPen(self._colours.color(colour))
        room = width or self.width() - left - GRID
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        where = QRectF(left, top, room, _LINE)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)


def _spoken(row: Row) -> str:
    return f"{row.label}: {row.value}" + (f" ({row.detail})" if row.detail else "")
