"""The read-out: what is known on the day under the cursor, painted in one go; a row asks why.

With a day pinned, what changed between it and the cursor, or between two pins, stands below. It is
told a case, a day and pins; what is known then is `read_out_rows`' business.
"""

from functools import lru_cache

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.drawing.fonts import font
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.time_axis import Origin, TimeAxis
from dle_desktop.plots.pins import Pins
from dle_desktop.widgets.clipboard import copy_text
from dle_desktop.widgets.read_out_row import ReadOut, Row, Section
from dle_desktop.widgets.read_out_rows import ReadOutSource
from dle_desktop.widgets.read_out_words import day_sentence, row_sentence, section_sentences
from dle_desktop.widgets.theme import GRID, SMALL, TEXT
from dle_desktop.widgets.why import Why

_TITLE, _ROW, _LINE = 28, 35, 16
_SECTION_GAP, _SECTION_TITLE, _LINE_ROW = 6, 22, 19
# Where the values begin; further left in a narrow panel, for the values matter most.
_VALUE_LEFT, _VALUE_ROOM, _LABEL_LEAST = 128, 92, 72
_TWO_LINES = 32  # a row lower than this is one line
_DETAIL_LEAST = 36
_REST = 200  # milliseconds
_COLOURS = {"plain": "ink", "muted": "muted", "warning": "warning"}
_ASKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ReadOutPanel(QWidget):
    """Rows of name, value and detail for one study day; a click or Enter explains one."""

    why_requested = Signal(object)  # Why

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: Palette = LIGHT
        self._source: ReadOutSource | None = None
        self._shown: ReadOut | None = None
        self._section: Section | None = None
        self._cursor: float | None = None
        self._pins = Pins()
        self._rows = 0
        self._section_rows = 0
        self._chosen = 0  # the row the keys are on
        self._pointed: int | None = None  # the row under the pointer
        self._rest = QTimer(self)  # to describe costs more than to paint: once the cursor rests
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._describe)
        self._origin: Origin | None = None
        self.setAccessibleName(self.tr("Read-out at the cursor"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_case(self, case: Case | None) -> None:
        """Show what is known of a case on its last day."""
        self._source = None if case is None else ReadOutSource(case)
        self._rows = self._section_rows = self._chosen = 0
        self.updateGeometry()
        self._refresh()

    def show_day(self, day: float | None) -> None:
        """Show what is known at the cursor; without one on the last pinned day, else the last."""
        self._cursor = day
        self._refresh()

    def show_pins(self, pins: Pins) -> None:
        """Show what changed between two pins, or between one and the cursor."""
        self._pins = pins
        self._section_rows = 0
        self.updateGeometry()
        self._refresh()

    def _refresh(self) -> None:
        pinned = self._pins.nearest(None)
        day = pinned.day if self._cursor is None and pinned is not None else self._cursor
        source, measured = self._source, self._pins.measured(self._cursor)
        self._shown = source.at(day, self._origin) if source else None
        self._section = source.between(measured) if source and measured else None
        rows = len(self._shown.rows) if self._shown else 0
        section_rows = len(self._section.rows) if self._section else 0
        if rows > self._rows or section_rows > self._section_rows:
            # grows to the most rows of the case: the tabs below never jump
            self._rows = max(rows, self._rows)
            self._section_rows = max(section_rows, self._section_rows)
            self.updateGeometry()
        self._chosen = min(self._chosen, max(0, len(self.rows()) - 1))
        self._rest.start()
        self.update()

    def rows(self) -> tuple[Row, ...]:
        """Return all rows shown, those between two days last."""
        known = self._shown.rows if self._shown else ()
        return (*known, *(self._section.rows if self._section else ()))

    def count_as(self, time: TimeAxis) -> None:
        """Count from what the axis counts from."""
        if time.origin != self._origin:
            self._origin = time.origin
            self._refresh()

    def text(self) -> str:
        """Return what is shown in sentences."""
        rows = map(row_sentence, self._shown.rows) if self._shown else ()
        return self.day_text(*rows, *(section_sentences(self._section) if self._section else ()))

    def day_text(self, *sentences: str) -> str:
        """Return the day shown as a sentence, and others after it."""
        if self._shown is None or self._source is None:
            return ""
        return " ".join(
            (day_sentence(self._shown.day, self._source.zero, self._origin), *sentences)
        )

    def copy(self) -> None:
        """Put what is shown on the clipboard, in sentences."""
        copy_text(self.text())

    def explain(self, place: int) -> None:
        """Ask why the row at a place says what it says."""
        if self._source is None or self._shown is None or place >= len(self.rows()):
            return
        known = len(self._shown.rows)
        if self._section is not None and place >= known:
            figures = self._source.explain_between(self._section, place - known)
        else:
            figures = self._source.explain(self._shown.day, place)
        self.why_requested.emit(Why(figures, self, self._row_rect(place)))

    def explain_here(self, at: QPoint | None) -> bool:
        """Explain the row at a point of the screen, else the one the keys are on."""
        place = self._chosen if at is None else self._row_at(self.mapFromGlobal(at))
        if place is None or not self.rows():
            return False
        self.explain(place)
        return True

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room all rows need."""
        return QSize(300, self._height(_ROW))

    def minimumSizeHint(self) -> QSize:
        """Return the room all rows need where it is scarce: one line each."""
        return QSize(0, self._height(_LINE_ROW))

    def _height(self, row: int) -> int:
        height = _TITLE + row * self._rows if self._rows else 0
        if self._pins.held and self._rows:
            height += _SECTION_GAP + _SECTION_TITLE + _LINE_ROW * self._section_rows
        return height

    def _dense(self) -> bool:
        return self._pitch() < _TWO_LINES

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from row to row, Enter asks why, Ctrl+C copies it all."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ASKING:
            self.explain(self._chosen)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._shown is not None:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._chosen = max(0, min(self._chosen + step, len(self.rows()) - 1))
            self._describe()
            self.update()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("&Copy read-out")).triggered.connect(self.copy)
        menu.popup(event.globalPos())

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
        dense, known = self._dense(), len(self._shown.rows)
        for place, row in enumerate(self._shown.rows):
            if dense:
                self._paint_line(painter, left, place, row)
                continue
            top = self._row_rect(place).top() + 2
            room = self.width() - left - GRID - self._paint_hint(painter, place)
            self._text(painter, 0, top, row.label, TEXT - 1, "muted", width=left - 8)
            self._text(painter, left, top, row.value, TEXT, _COLOURS[row.tone],
                       strong=row.tone != "muted", width=room)  # fmt: skip
            self._text(painter, 0, top + 16, row.detail, SMALL, "muted")
        if self._section is not None:
            title = self._section.title
            self._text(painter, 0, self._section_top(), title, TEXT, "ink", strong=True)
            for number, row in enumerate(self._section.rows):
                self._paint_line(painter, left, known + number, row)
        elif self._pins.held:
            words = self.tr("Point at another day, or click it, to measure.")
            self._text(painter, 0, self._section_top(), words, SMALL, "muted")

    def _paint_line(self, painter: QPainter, left: int, place: int, row: Row) -> None:
        """Paint a row in one line, the detail behind the value as far as it fits."""
        top = self._row_rect(place).top() + 1
        room = self.width() - left - GRID - self._paint_hint(painter, place)
        self._text(painter, 0, top, row.label, TEXT - 1, "muted", width=left - 8)
        used = self._text(painter, left, top, row.value, TEXT - 1, _COLOURS[row.tone],
                          strong=row.tone != "muted", width=room) + 2 * GRID  # fmt: skip
        if room - used > _DETAIL_LEAST:
            detail = _briefly(row.detail, room - used)
            self._text(painter, left + used, top, detail, SMALL, "muted", width=room - used)

    def _describe(self) -> None:
        """Say what is shown to those who cannot see it; with the keys here, the row they are on."""
        rows = self.rows()
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
        inside = self.rect().contains(at)
        places = range(len(self.rows())) if inside else ()
        return next((one for one in places if self._row_rect(one).contains(at)), None)

    def _pitch(self) -> int:
        """Return how high a row may be: between one line and as it is wanted."""
        room = (self.height() - self._height(0)) // max(1, self._rows)
        return max(_LINE_ROW, min(room, _ROW))

    def _section_top(self) -> int:
        return _TITLE + self._pitch() * self._rows + _SECTION_GAP

    def _row_rect(self, place: int) -> QRect:
        known, pitch = len(self._shown.rows) if self._shown else 0, self._pitch()
        if place < known:
            return QRect(0, _TITLE + pitch * place - 2, self.width(), pitch)
        top = self._section_top() + _SECTION_TITLE + _LINE_ROW * (place - known)
        return QRect(0, top, self.width(), _LINE_ROW)

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
        top = row.top() + 2
        self._text(painter, self.width() - width - GRID, top, words, SMALL, "accent", strong=True)
        return width + GRID

    def _text(
        self, painter: QPainter, left: int, top: int, text: str, size: int, colour: str,
        *, strong: bool = False, width: int = 0,
    ) -> int:  # fmt: skip
        """Paint a line of text, cut to its room; return the width it took."""
        face = font(size, strong=strong)
        fitting, taken, baseline = _fitted(text, size, strong, width or self.width() - left - GRID)
        painter.setFont(face)
        painter.setPen(self._colours.color(colour))
        painter.drawText(left, top + baseline, fitting)
        return taken


def _briefly(detail: str, room: int) -> str:
    """Return a detail with its units of time cut short, then "old" left out, until it fits."""
    for long, short in ((" days", " d"), (" day old", " d old"), (" months", " mo"), (" old", "")):
        if _fitted(detail, SMALL, False, room)[0] == detail:
            break
        detail = detail.replace(long, short)
    return detail


@lru_cache(maxsize=512)
def _fitted(text: str, size: int, strong: bool, room: int) -> tuple[str, int, int]:
    """Return a text cut to its room, its width, and its baseline in a line."""
    metrics = QFontMetrics(font(size, strong=strong))
    baseline = (_LINE - metrics.height()) // 2 + metrics.ascent()
    whole = metrics.horizontalAdvance(text)
    if whole <= room:
        return text, whole, baseline
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return fitting, metrics.horizontalAdvance(fitting), baseline


def _spoken(row: Row) -> str:
    return f"{row.label}: {row.value}" + (f" ({row.detail})" if row.detail else "")
