"""What a frame of the whole stack costs as the case grows: 1, 4 and 16 times the records.

The whole case is in sight each time, so a frame may cost in proportion at the most. The 16-fold
case is twenty weekly years; its frame is also held against a sixtieth of a second.
"""

import os
from time import monotonic_ns

from PySide6.QtWidgets import QApplication

from dle_desktop.plots.timeline_view import TimelineView
from tests.benchmarks.long_case import WEEKS, long_case
from tests.benchmarks.rows import Row

ROUNDS = 24
WIDTH, HEIGHT = 1000, 760
FRAME_NS = 1_000_000_000 // 60


def frame_growth() -> list[Row]:
    """Measure the three sizes in turns."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert application is not None
    views = {times: _shown(WEEKS * times // 16) for times in (1, 4, 16)}
    samples: dict[int, list[int]] = {times: [] for times in views}
    for number in range(ROUNDS):
        for times, view in views.items():
            samples[times].append(_frame(view, number))
    for view in views.values():
        view.close()
    one = samples[1][4:]
    rows = [
        Row(
            f"one frame, the whole case in sight, {times} x the records",
            samples[times][4:], "1 x the records (65 weeks)", one, float(times),
        )
        for times in (4, 16)
    ]  # fmt: skip
    quiet = "one frame of 60 a second"
    return [*rows, Row("one frame of twenty weekly years", samples[16][4:], quiet, [FRAME_NS], 1.0)]


def _shown(weeks: int) -> TimelineView:
    view = TimelineView()
    view.resize(WIDTH, HEIGHT)
    view.show_case(long_case(1, weeks))
    view.show()
    QApplication.processEvents()
    view.wake()
    QApplication.processEvents()
    return view


def _frame(view: TimelineView, number: int) -> int:
    """Return the nanoseconds of one pan by a little until everything is painted anew."""
    first, last = view.visible()
    shift = (last - first) / 200 * (1 if number % 2 else -1)
    began = monotonic_ns()
    view.set_visible(first + shift, last + shift)
    view.stack.viewport().repaint()
    view.axis.repaint()
    view.overview.repaint()
    return monotonic_ns() - began
