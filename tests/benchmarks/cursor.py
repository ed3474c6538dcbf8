"""Moving the cursor, read-out included, against copying a kept picture and four stock lines.

All take turns in this process, offscreen, on a case of twenty weekly years; each moves a line over
the same places and paints until nothing waits. The stock peer has no read-out.
"""

import os
from collections.abc import Callable
from functools import partial
from time import monotonic_ns

import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.widgets.read_out import ReadOutPanel
from tests.benchmarks.bare_picture import BarePicture, prepare
from tests.benchmarks.case_switch import HEIGHT, WIDTH, Painted
from tests.benchmarks.long_case import WEEKS, long_case
from tests.benchmarks.rows import Row

ROUNDS = 60
COPY_BUDGET, STOCK_BUDGET = 5.0, 0.5
COPY, STOCK = "copying a kept picture", "four stock InfiniteLines"


class Copied(QWidget):
    """Copies a kept picture and draws one line."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self.resize(picture.size())
        self._picture = picture
        self._x = 0.0

    def move_to(self, x: float) -> None:
        """Draw the line elsewhere."""
        self._x = x
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.drawLine(QPointF(self._x, 0), QPointF(self._x, self.height()))
        painter.end()


def cursor() -> list[Row]:
    """Measure timeline and read-out together: unpinned, and measuring from a pin."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert application is not None
    case = long_case(1)
    window, view, read_out = QWidget(), TimelineView(), ReadOutPanel()
    row = QHBoxLayout(window)
    row.addWidget(view, 1)
    row.addWidget(read_out)
    window.resize(WIDTH + 380, HEIGHT)
    view.show_case(case)
    read_out.show_case(case)
    view.cursor_moved.connect(read_out.show_day)
    view.pointing.pins_changed.connect(read_out.show_pins)
    bare = BarePicture(WIDTH, HEIGHT)
    bare.show_case(prepare(case, "neutrophils"))
    copied, (stock, lines) = Copied(bare.grab()), _stock(case)
    for widget in (window, copied, stock):
        widget.show()
    application.processEvents()
    ours, measuring = _samples(view, read_out), _samples(view, read_out)
    copies, stocks = _samples_of(copied), _samples_of(stock.viewport())
    for number in range(ROUNDS):
        at = (number * 37) % 100 / 100
        day = at * WEEKS * 7
        copies(partial(copied.move_to, at * WIDTH))
        stocks(partial(_move, lines, day))
        ours(partial(view.set_cursor, day))
        view.pointing.pin(100.0)
        application.processEvents()
        measuring(partial(view.set_cursor, day + 3))
        view.pointing.escape()
        application.processEvents()
    for widget in (window, copied, stock):
        widget.close()
    names = ("cursor and read-out, 20 weekly years", "cursor and read-out, measuring from a pin")
    return [
        Row(name, taken.found[4:], floor, against.found[4:], budget)
        for name, taken in zip(names, (ours, measuring), strict=True)
        for floor, against, budget in ((COPY, copies, COPY_BUDGET), (STOCK, stocks, STOCK_BUDGET))
    ]


class _Samples:
    """Takes the time of a move until all of some widgets are painted."""

    def __init__(self, *widgets: QWidget) -> None:
        self._painted = [Painted(widget) for widget in widgets]
        self.found: list[int] = []

    def __call__(self, move: Callable[[], None]) -> None:
        before = [one.count for one in self._painted]
        began = monotonic_ns()
        move()
        while any(one.count == old for one, old in zip(self._painted, before, strict=True)):
            QApplication.processEvents()
        self.found.append(monotonic_ns() - began)


def _samples(view: TimelineView, read_out: ReadOutPanel) -> _Samples:
    return _Samples(view.stack.viewport(), view.axis, read_out)


def _samples_of(widget: QWidget) -> _Samples:
    return _Samples(widget)


def _stock(case: Case) -> tuple[pg.GraphicsLayoutWidget, list[pg.InfiniteLine]]:
    """Return four stacked plots of the same series, each with a line of its own."""
    prepared = prepare(case, "neutrophils")
    widget = pg.GraphicsLayoutWidget()
    widget.resize(WIDTH, HEIGHT)
    lines = []
    for place in range(4):
        plot = widget.addPlot(row=place, col=0)
        days, values = zip(*prepared.series[place % len(prepared.series)], strict=True)
        plot.plot(days, values)
        lines.append(pg.InfiniteLine(0.0))
        plot.addItem(lines[-1])
    return widget, lines


def _move(lines: list[pg.InfiniteLine], day: float) -> None:
    for line in lines:
        line.setValue(day)
