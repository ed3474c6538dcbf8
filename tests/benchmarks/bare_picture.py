"""The floor of drawing a case: one bare widget painting a comparable picture by plain QPainter.

Numbers come prepared as polygons and rectangles; nothing is read, laid out or labelled with care.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.case import Case

DAYS = 20 * 365.0
LANE = 28.0
TOP, GAP = 120.0, 10.0  # of the plots
INKS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#222222")


@dataclass(frozen=True)
class Prepared:
    """One case as bare figures: days and values, nothing left to resolve or to compute."""

    doses: tuple[tuple[int, float, float, float], ...]  # lane, first day, days, mg/d
    series: tuple[tuple[tuple[float, float], ...], ...]  # day, value
    marks: tuple[float, ...]  # day


def prepare(case: Case, *labs: str) -> Prepared:
    """Return the figures of a long case: its doses, activity, damage, some labs, its events."""
    length = DAYS / len(case.courses[0].doses)
    series = (
        [float(one.activity or 0) for one in case.assessments],
        [float(one.damage or 0) for one in case.assessments],
        *([one.value or 0.0 for one in case.labs if one.analyte == lab] for lab in labs),
    )
    return Prepared(
        doses=tuple(
            (lane, index * length, length - 10, dose.amount or 0.0)
            for lane, course in enumerate(case.courses)
            for index, dose in enumerate(course.doses)
        ),
        series=tuple(
            tuple((week * 7.0, value) for week, value in enumerate(values)) for values in series
        ),
        marks=tuple(index * DAYS / len(case.events) for index in range(len(case.events))),
    )


class BarePicture(QWidget):
    """Paints the case it was given last."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.resize(width, height)
        self._doses: tuple[tuple[int, float, float, float], ...] = ()
        self._curves: list[QPolygonF] = []
        self._marks: tuple[float, ...] = ()
        self._case: Prepared | None = None
        self._first, self._last = 0.0, DAYS
        self.painted = 0

    def show_case(self, case: Prepared) -> None:
        """Show another case."""
        self._case = case
        self._first, self._last = 0.0, DAYS
        self._prepare(case)

    def show_days(self, first: float, last: float) -> None:
        """Show other days of the case."""
        self._first, self._last = first, last
        if self._case is not None:
            self._prepare(self._case)

    def _prepare(self, case: Prepared) -> None:
        scale = self.width() / (self._last - self._first)
        self._doses = case.doses
        self._marks = case.marks
        height = (self.height() - TOP) / len(case.series) - GAP
        self._curves = [
            _polygon(points, self._first, scale, TOP + number * (height + GAP), height)
            for number, points in enumerate(case.series)
        ]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        scale, origin = self.width() / (self._last - self._first), self._first
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for lane, first, days, daily_mg in self._doses:
            base = (lane + 1) * LANE
            bar = QRectF((first - origin) * scale, base - daily_mg, days * scale, daily_mg)
            painter.fillRect(bar, QColor(INKS[lane]))
            painter.drawText(bar.topLeft(), f"{daily_mg:g} mg/d")
        for number, curve in enumerate(self._curves):
            painter.setPen(QPen(QColor(INKS[number]), 1))
            painter.drawPolyline(curve)
            for point in curve.toList():
                painter.drawEllipse(point, 2.0, 2.0)
        for day in self._marks:
            x = (day - origin) * scale
            painter.drawLine(QPointF(x, 112), QPointF(x, 118))
        painter.end()
        self.painted += 1


def _polygon(
    points: tuple[tuple[float, float], ...], first: float, scale: float, top: float, height: float
) -> QPolygonF:
    highest = max(value for _, value in points)
    return QPolygonF(
        [
            QPointF((day - first) * scale, top + height - value / highest * height)
            for day, value in points
        ]
    )
