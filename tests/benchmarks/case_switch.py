"""Switching to another case until it is painted, against one bare widget swapping its data.

Both take turns in this process, offscreen, between two cases of twenty weekly years.
"""

import os
from collections.abc import Callable
from functools import partial
from time import monotonic_ns

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from dle_desktop.plots.timeline_view import TimelineView
from tests.benchmarks.bare_picture import BarePicture, prepare
from tests.benchmarks.long_case import long_case
from tests.benchmarks.rows import Row

ROUNDS = 30
BUDGET = 6.0
WIDTH, HEIGHT = 1000, 760
FLOOR = "bare widget, swap and repaint"


class Painted(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let everything pass."""
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def case_switch() -> list[Row]:
    """Measure the timeline alone."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert application is not None
    cases = [long_case(1), long_case(2)]
    prepared = [prepare(case, "neutrophils") for case in cases]
    view, bare = TimelineView(), BarePicture(WIDTH, HEIGHT)
    view.resize(WIDTH, HEIGHT)
    view_painted, bare_painted = Painted(view.stack.viewport()), Painted(bare)
    for widget in (view, bare):
        widget.show()
    ours: list[int] = []
    floor: list[int] = []
    for number in range(ROUNDS):
        turn = number % 2
        floor.append(_until_painted(partial(bare.show_case, prepared[turn]), bare_painted))
        ours.append(_until_painted(partial(view.show_case, cases[turn]), view_painted))
    for widget in (view, bare):
        widget.close()
    return [Row("case switch: the timeline, 20 weekly years", ours[4:], FLOOR, floor[4:], BUDGET)]


def _until_painted(switch: Callable[[], None], painted: Painted) -> int:
    """Return the nanoseconds from a switch until what it shows is painted and nothing waits."""
    before = painted.count
    began = monotonic_ns()
    switch()
    while painted.count == before:
        QApplication.processEvents()
    return monotonic_ns() - began
