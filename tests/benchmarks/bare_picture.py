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
PLOT = 150.0
INKS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#222222")


@dataclass(frozen=True)
class Prepared:
    """One case as bare shapes in widget pixels of a picture 1000 wide."""

    bars: tuple[tuple[QRectF, QColor, str], ...]
    curves: tuple[tuple[QPolygonF, QColor], ...]
    marks: tuple[float, ...]


def prepare(case: Case, lab: str) -> Prepared:
    """Return the shapes of a case: its doses, activity, damage, one lab, its events."""
    activity = [(index * 7, float(one.activity or 0)) for index, one in enumerate(case.assessments)]
    damage = [(index * 7, float(one.damage or 0)) for index, one in enumerate(case.assessments)]
    values = [one.value or 0.0 for one in case.labs if one.analyte == lab]
    series = (activity, damage, [(index * 7, value) for index, value in enumerate(values)])
    return Prepared(
        bars=tuple(
            (
                QRectF(index * 100.0, lane * LANE + 28 - (dose.amount or 0), 98, dose.amount or 0),
                QColor(INKS[lane]),
                f"{dose.amount:g} mg/d",
            )
            for lane, course in enumerate(case.courses)
            for index, dose in enumerate(course.doses)
        ),
        curves=tuple(
            (_polygon(points, 120 + number * (PLOT + 10)), QColor(INKS[number]))
            for number, points in enumerate(series)
        ),
        marks=tuple(index * 10.0 for index in range(len(case.events))),
    )


def _polygon(points: list[tuple[int, float]], top: float) -> QPolygonF:
    highest = max(value for _, value in points)
    return QPolygonF(
        [
            QPointF(day / DAYS * 1000, top + PLOT - value / highest * PLOT)
            for day, value in points
        ]
    )  # fmt: skip


class BarePicture(QWidget):
    """Paints the shapes it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1000, 640)
        self.shapes: Prepared | None = None
        self.painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.shapes is not None:
            for bar, ink, text in self.shapes.bars:
                painter.fillRect(bar, ink)
                painter.drawText(bar.topLeft(), text)
            for curve, ink in self.shapes.curves:
                painter.setPen(QPen(ink, 1))
                painter.drawPolyline(curve)
            for x in self.shapes.marks:
                painter.drawLine(QPointF(x, 112), QPointF(x, 118))
        painter.end()
        self.painted += 1
