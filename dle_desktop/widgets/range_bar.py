"""The range bar: from and to, typed as in any field for a date, checked while they are typed.

It opens above the timeline and goes away once the days are shown, or with Escape.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from dle_desktop.domain.dates import calendar_date
from dle_desktop.domain.dosing import Span
from dle_desktop.domain.entry_problem import EntryProblem
from dle_desktop.domain.typed_range import read_range
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.time_axis import RELATIVE, TimeAxis
from dle_desktop.widgets.moment_words import day_words
from dle_desktop.widgets.plain_text import plain_label, set_role
from dle_desktop.widgets.theme import GRID

_FIELD_WIDTH = 116


class RangeBar(QWidget):
    """Two fields and why they cannot be shown, where they cannot.

    Signals
    -------
    range_chosen(float, float)
        The first and last study day to show.
    closed()
        It went away: the keys go back to the timeline.
    """

    range_chosen = Signal(float, float)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        self._time: TimeAxis = RELATIVE
        self._found: Span | None = None
        self.setAccessibleName(self.tr("Days to show"))
        self.first, self.last = self._field(self.tr("From")), self._field(self.tr("To"))
        self.reason = plain_label(role="muted", wrap=True)
        self.show_button = QPushButton(self.tr("Show"))
        self._close = QPushButton(self.tr("Cancel"))
        set_role(self._close, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(6 * GRID, 2 * GRID, 4 * GRID, 0)
        row.setSpacing(2 * GRID)
        for text, field in ((self.tr("From"), self.first), (self.tr("to"), self.last)):
            row.addWidget(plain_label(text))
            row.addWidget(field)
            field.textChanged.connect(self._check)
            field.returnPressed.connect(self._choose)
        row.addWidget(self.show_button)
        row.addWidget(self._close)
        row.addWidget(self.reason, 1)
        self.show_button.clicked.connect(self._choose)
        self._close.clicked.connect(self.put_away)
        self.hide()

    def open(self, figure: Figure, time: TimeAxis, shown: tuple[float, float]) -> None:
        """Ask for days, beginning with those shown."""
        self._figure, self._time = figure, time
        self.first.setText(self._words(shown[0]))
        self.last.setText(self._words(shown[1]))
        self._check()
        self.show()
        self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.first.selectAll()

    def put_away(self) -> None:
        """Hide, with nothing changed."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setFixedWidth(_FIELD_WIDTH)
        return field

    def _words(self, day: float) -> str:
        """Return a day as it can be typed back, counted as the axis counts."""
        zero = self._figure.zero if self._figure is not None else None
        if zero is not None and self._time.by_calendar(zero):
            return day_words(calendar_date(day, zero))
        return f"day {round(day - self._time.start)}"

    def _check(self) -> None:
        figure, reason, tone = self._figure, "", "muted"
        self._found = None
        if figure is not None:
            try:
                self._found = read_range(
                    self.first.text(), self.last.text(), figure.zero, figure.span, self._time.start
                )
                since = self._time.since(figure.anchor_text)
                reason = self.tr("A date, month 5 or day −14; months and days count from {origin}.")
                reason = reason.format(origin=since)
            except EntryProblem as problem:
                reason, tone = f"{problem.text[:1].upper()}{problem.text[1:]}.", "warning"
        self.reason.setText(reason)
        set_role(self.reason, tone)
        self.show_button.setEnabled(self._found is not None)

    def _choose(self) -> None:
        found = self._found
        if found is not None:
            self.range_chosen.emit(found.first, found.last)
            self.put_away()
