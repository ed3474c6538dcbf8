"""The read-out: what is known on the day under the cursor, painted in one go; a row asks why.

It is told a case and a day; what is known then is `read_out_rows`' business.
"""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.drawing.fonts import font
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.time_axis import Origin, TimeAxis
from dle_desktop.widgets.read_out_row import ReadOut, Row
from dle_desktop.widgets.read_out_rows import ReadOutSource
from dle_desktop.widgets.theme import GRID, SMALL, TEXT
from dle_desktop.widgets.why import Why

_TITLE, _ROW, _LINE = 28, 35, 16
# Where the values begin; further left in a narrow panel, for the values matter most.
_VALUE_LEFT, _VALUE_ROOM, _LABEL_LEAST = 128, 92, 72
_ASKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ReadOutPanel(QWidget):
    """Rows of name, value and detail for one study day; a click or Enter explains one."""

    why_requested = Signal(object)  # Why

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: Palette = LIGHT
        self._source: ReadOutSource | None = None
        self._shown: ReadOut | None = None
        self._rows = 0
        self._chosen = 0  # the row the keys are on
        self._pointed: int | None = None  # the row under the pointer
        self._day: float | None = None
        self._origin: Origin | None = None
        self.setAccessibleName(self.tr("Read-out at the cursor"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_case(self, case: Case | None) -> None:
        """Show what is known of a case on its last day."""
        self._source = None if case is None else ReadOutSource(case)
        self._rows = self._chosen = 0
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
        self._chosen = min(self._chosen, max(0, count - 1))
        self._describe()
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

    def explain(self, place: int) -> None:
        """Ask why the row at a place says what it says."""
        if self._source is None or self._shown is None or place >= len(self._shown.rows):
            return
        figures = self._source.explain(self._shown.day, place)
        self.why_requested.emit(Why(figures, self, self._row_rect(place)))

    def explain_here(self, at: QPoint | None) -> bool:
        """Explain the row at a point of the screen, else the one the keys are on."""
        place = self._chosen if at is None else self._row_at(self.mapFromGlobal(at))
        if place is None or self._shown is None or not self._shown.rows:
            return False
        self.explain(place)
        return True

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room all rows need."""
        return QSize(300, _TITLE + _ROW * self._rows if self._rows else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from row to row, Enter asks why."""
        if event.key() in _ASKING:
            self.explain(self._chosen)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._shown is not None:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._chosen = max(0, min(self._chosen + step, len(self._shown.rows) - 1))
            self._describe()
            self.update()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that the row under the pointer can be asked about."""
        self._point(self._row_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show that no row is pointed at."""
        super().leaveEvent(event)
        self._point(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask why."""
        place = self._row_at(event.position().toPoint())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._chosen = place
            self.explain(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are elsewhere."""
        super().focusOutEvent(event)
        self._describe()
        self.update()

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
            room = self.width() - left - GRID - self._paint_hint(painter, number)
            colour = {"plain": "ink", "muted": "muted", "warning": "warning"}[row.tone]
            self._text(painter, 0, top, row.label, TEXT - 1, "muted", width=left - 8)
            strong = row.tone != "muted"
            self._text(painter, left, top, row.value, TEXT, colour, strong=strong, width=room)
            self._text(painter, 0, top + 16, row.detail, SMALL, "muted")

    def _describe(self) -> None:
        """Say what is shown to those who cannot see it; with the keys here, the row they are on."""
        rows = self._shown.rows if self._shown else ()
        here = self.hasFocus() and rows
        self.setAccessibleDescription(_spoken(rows[self._chosen]) if here else self.text())

    def _point(self, place: int | None) -> None:
        if place != self._pointed:
            self._pointed = place
            hand = (
                Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor
            )
            self.setCursor(hand)
            self.update()

    def _row_at(self, at: QPoint) -> int | None:
        count = len(self._shown.rows) if self._shown else 0
        place = (at.y() - _TITLE + 2) // _ROW
        return place if self.rect().contains(at) and 0 <= place < count else None

    def _row_rect(self, place: int) -> QRect:
        return QRect(0, _TITLE + _ROW * place - 2, self.width(), _ROW)

    def _paint_hint(self, painter: QPainter, place: int) -> int:
        """Say that a row can be asked about, underline it for the keys; return the room taken."""
        chosen = self.hasFocus() and place == self._chosen
        if place != self._pointed and not chosen:
            return 0
        row = self._row_rect(place)
        if chosen:
            painter.setPen(QPen(self._colours.color("accent"), 1))
            painter.drawLine(row.left(), row.bottom(), row.right() - GRID, row.bottom())
        words = self.tr("Why?")
        painter.setFont(font(SMALL, strong=True))
        width = painter.fontMetrics().horizontalAdvance(words) + GRID
        top = _TITLE + _ROW * place
        self._text(painter, self.width() - width - GRID, top, words, SMALL, "accent", strong=True)
        return width + GRID

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
