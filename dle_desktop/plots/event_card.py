"""The card: what is known of an event under the pointer, or of all events of a counted mark.

It lies over the window beside its mark, never under the pointer and never beyond the window. While
it only follows the pointer it lets the mouse through; pinned by a click it stays until Escape or a
click elsewhere.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from dle_desktop.plots.event_words import Entry

_WIDTH, _EDGE, _AWAY = 288, 12, 8
_MOST_HOVERED = 5  # entries of a card that cannot be scrolled
_SHARE_OF_WINDOW = 0.6


def card_place(mark: QRect, card: QSize, room: QRect) -> QPoint:
    """Return where a card stands: below its mark, else above, else beside, within the room."""
    left = min(max(mark.left(), room.left()), room.right() - card.width())
    below, above = mark.bottom() + _AWAY, mark.top() - _AWAY - card.height()
    if below + card.height() <= room.bottom():
        return QPoint(max(left, room.left()), below)
    if above >= room.top():
        return QPoint(max(left, room.left()), above)
    right = mark.right() + _AWAY
    if right + card.width() > room.right():
        right = max(room.left(), mark.left() - _AWAY - card.width())
    return QPoint(right, max(room.top(), room.bottom() - card.height()))


class EventCard(QFrame):
    """Shows entries beside a mark.

    Signals
    -------
    record_chosen(str)
        The id of an event that was clicked on a pinned card.
    closed()
        A pinned card was closed.
    """

    record_chosen = Signal(str)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "popover")
        self.setAccessibleName(self.tr("Event"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pinned = False
        self.entries: tuple[Entry, ...] = ()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._scroll)
        self.hide()

    def show_entries(self, entries: Sequence[Entry], mark: QRect, *, pinned: bool) -> None:
        """Show entries beside a mark, whose box is given in the window's pixels."""
        self.entries = tuple(entries)
        self._set_pinned(pinned)
        body = self._body(pinned=pinned)
        self._scroll.setWidget(body)
        body.setAutoFillBackground(False)  # a scroll area turns it on
        self.ensurePolished()
        inset = _EDGE // 2
        room = self._window.rect().adjusted(inset, inset, -inset, -inset)
        layout = body.layout()
        edges = 2 * self.frameWidth() + 6  # the border of the sheet and the column's own margin
        wanted = layout.heightForWidth(_WIDTH - edges) + edges if layout is not None else 0
        high = min(wanted, int(room.height() * (_SHARE_OF_WINDOW if pinned else 1.0)))
        self.setFixedSize(min(_WIDTH, room.width()), high)
        self.move(card_place(mark, self.size(), room))
        self.setAccessibleDescription(" ".join(entry.spoken for entry in self.entries))
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        """Take the card away."""
        was_pinned = self.pinned
        self._set_pinned(pinned=False)
        self.hide()
        if was_pinned:
            self.closed.emit()

    def _set_pinned(self, pinned: bool) -> None:
        application = QApplication.instance()
        if application is not None and pinned != self.pinned:
            if pinned:
                application.installEventFilter(self)
            else:
                application.removeEventFilter(self)
        self.pinned = pinned
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not pinned)

    def _body(self, *, pinned: bool) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(_EDGE)
        shown = self.entries if pinned else self.entries[:_MOST_HOVERED]
        if len(self.entries) > 1:
            column.addWidget(_label(self.tr("%n events", "", len(self.entries)), "heading"))
        for entry in shown:
            part = _EntryPart(entry, body)
            part.chosen.connect(self._on_chosen)
            column.addWidget(part)
        if len(shown) < len(self.entries):
            more = self.tr("and {count} more: click to read them all")
            column.addWidget(_label(more.format(count=len(self.entries) - len(shown)), "muted"))
        elif pinned:
            column.addWidget(_label(self.tr("Click here to open the record"), "muted"))
        return body

    def _on_chosen(self, record_id: str) -> None:
        self.dismiss()
        self.record_chosen.emit(record_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep a press to the card: beneath it nothing happens."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on Escape, and on a press anywhere else."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            escaped = event.key() == Qt.Key.Key_Escape
            if escaped:
                self.dismiss()
            return escaped
        pressed = event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget)
        if pressed and watched is not self and not self._holds(watched):
            self.dismiss()
        return False

    def _holds(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and self.isAncestorOf(watched)


class _EntryPart(QWidget):
    """One event on the card; a click on it chooses its record."""

    chosen = Signal(str)

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self._record_id = entry.record_id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(_label(entry.title, "heading"))
        column.addWidget(_label(entry.when, ""))
        for line in entry.lines:
            column.addWidget(_label(line, "muted"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that its release comes here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the record."""
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._record_id)


def _label(text: str, role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
