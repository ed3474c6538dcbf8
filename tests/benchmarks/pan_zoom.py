"""A frame of panning and of zooming the whole stack, against a bare widget and stock pyqtgraph.

The bare widget paints the same prepared figures moved sideways; the stock rival is what pyqtgraph
offers by itself: four plots with date axes, their ranges linked. All take turns in this process,
offscreen, on twenty weekly years: six series, forty doses, a hundred events.
"""

import os
from collections.abc import Callable
from functools import partial
from time import monotonic_ns

import pyqtgraph as pg
from PySide6.QtWidgets import QApplication, QWidget

from dle_desktop.drawing.view_options import ViewOptions
from dle_desktop.plots.timeline_view import TimelineView
from tests.benchmarks.bare_picture import DAYS, BarePicture, Prepared, prepare
from tests.benchmarks.long_case import ANALYTES, long_case
from tests.benchmarks.rows import Row

ROUNDS = 40
WARM_UP = 6
BUDGET, STOCK_BUDGET = 3.0, 1 / 6
WIDTH, HEIGHT = 1500, 950
DAY_SECONDS = 86_400.0
FLOOR, STOCK = "bare widget, moved and repainted", "stock pyqtgraph, 4 x DateAxisItem"


class StockPlots(pg.GraphicsLayoutWidget):  # type: ignore[misc]
    """The same curves and doses as pyqtgraph draws them by itself."""

    def __init__(self, case: Prepared) -> None:
        super().__init__()
        self.resize(WIDTH, HEIGHT)
        self.plots = [self._plot(row) for row in range(4)]
        for lane, first, days, daily_mg in case.doses:
            bar = pg.BarGraphItem(
                x0=[first * DAY_SECONDS], width=[days * DAY_SECONDS], y0=[lane * 25.0],
                height=[daily_mg],
            )  # fmt: skip
            self.plots[0].addItem(bar)
        marks = [day * DAY_SECONDS for day in case.marks]
        self.plots[0].addItem(pg.ScatterPlotItem(marks, [110.0] * len(marks)))
        for place, series in enumerate(case.series):
            plot = self.plots[1 + place // 2]
            seconds = [day * DAY_SECONDS for day, _ in series]
            plot.plot(seconds, [value for _, value in series], symbol="o", symbolSize=4)

    def _plot(self, row: int) -> pg.PlotItem:
        plot = self.addPlot(row=row, col=0, axisItems={"bottom": pg.DateAxisItem()})
        if row:
            plot.setXLink(self.getItem(0, 0))
        return plot

    def set_range(self, first: float, last: float) -> None:
        """Show the days `first` to `last`."""
        self.plots[0].setXRange(first * DAY_SECONDS, last * DAY_SECONDS, padding=0)


def pan_zoom() -> list[Row]:
    """Measure the timeline with its axis and overview."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert application is not None
    case = long_case(1)
    prepared = prepare(case, *ANALYTES)
    view, bare, stock = TimelineView(), BarePicture(WIDTH, HEIGHT), StockPlots(prepared)
    view.resize(WIDTH, HEIGHT)
    view.set_options(ViewOptions(analytes=ANALYTES))
    view.show_case(case)
    bare.show_case(prepared)
    rivals: dict[str, tuple[QWidget, Callable[[float, float], None]]] = {
        "ours": (view, view.set_visible),
        FLOOR: (bare, bare.show_days),
        STOCK: (stock, stock.set_range),
    }
    for widget, _ in rivals.values():
        widget.show()
    QApplication.processEvents()
    rows = []
    for name, frame in (("pan", _pan), ("zoom", _zoom)):
        samples: dict[str, list[int]] = {rival: [] for rival in rivals}
        for number in range(ROUNDS + WARM_UP):
            for rival, (_, show) in rivals.items():
                samples[rival].append(_frame(partial(show, *frame(number))))
        kept = {rival: times[WARM_UP:] for rival, times in samples.items()}
        words = f"one frame of a {name}, 20 weekly years"
        rows.append(Row(words, kept["ours"], FLOOR, kept[FLOOR], BUDGET))
        rows.append(Row(words, kept["ours"], STOCK, kept[STOCK], STOCK_BUDGET))
    for widget, _ in rivals.values():
        widget.close()
    return rows


def _pan(number: int) -> tuple[float, float]:
    start = -100.0 + 7.0 * number
    return start, start + DAYS


def _zoom(number: int) -> tuple[float, float]:
    return 20.0 * number, DAYS - 20.0 * number


def _frame(move: Callable[[], None]) -> int:
    """Return the nanoseconds of moving and painting once, nothing left waiting."""
    began = monotonic_ns()
    move()
    QApplication.processEvents()
    QApplication.processEvents()  # what painting itself asked for: stock axes lay out anew
    return monotonic_ns() - began
