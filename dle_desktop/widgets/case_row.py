"""How a row of the case list is painted: label, state, the course of activity, its last total."""

from typing import cast

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from dle_desktop.domain.clasi import SEVERE_FROM
from dle_desktop.drawing.fonts import font
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.widgets.case_glance import Glance
from dle_desktop.widgets.case_list_model import GLANCE_ROLE
from dle_desktop.widgets.theme import GRID, SMALL, TEXT

ROW_HEIGHT = 64
_SPARK_TOP = SEVERE_FROM + 9  # the same scale in every row, so that rows compare
_SPARK_MONTH = 4.4  # pixels
_SPARK_MONTHS = 24
_SPARK_LEAST = 16  # a course narrower than this says nothing
_TOTAL_ROOM = 26  # for the last total at the right


class CaseRow(QStyledItemDelegate):
    """Paints a case at a glance."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours: Palette = LIGHT

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the one height of all rows."""
        del option, index
        return QSize(120, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        seen: Glance = index.data(GLANCE_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(2 * GRID, 1, -2 * GRID, -1)
        # By the list: the option's state would load all of the style's enumerations, 6 ms.
        view = cast("QAbstractItemView", option.widget)
        selected = view.selectionModel().isSelected(index)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colours.color("selection"))
            painter.drawRoundedRect(box, 6, 6)
        if view.hasFocus() and view.currentIndex() == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.colours.color("accent"), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = box.adjusted(3 * GRID, 6, -3 * GRID, -4)
        self._text(painter, inner, 0, 18, seen.label, "ink", strong=selected)
        self._text(painter, inner, 18, 15, seen.state, "muted", small=True)
        if seen.line:
            room = self._warning(painter, inner.adjusted(0, 0, -_TOTAL_ROOM, 0), seen.warning)
            self._course(painter, inner, seen, room)
        else:
            room = self._warning(painter, inner, seen.warning)
            left = inner.adjusted(0, 0, -room, 0)
            self._text(painter, left, 34, 15, seen.detail, "muted", small=True)
        painter.restore()

    def _warning(self, painter: QPainter, inner: QRectF, text: str) -> int:
        """Write what asks for a look now at the right, in amber; return the room it takes."""
        if not text:
            return 0
        used = font(SMALL)
        painter.setFont(used)
        painter.setPen(self.colours.color("warning"))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(inner.left(), inner.top() + 34, inner.width(), 16), side, text)
        return QFontMetrics(used).horizontalAdvance(text) + 2 * GRID

    def _text(
        self, painter: QPainter, inner: QRectF, top: int, height: int, text: str, colour: str,
        *, strong: bool = False, small: bool = False,
    ) -> None:  # fmt: skip
        used = font(SMALL if small else TEXT, strong=strong)
        painter.setFont(used)
        painter.setPen(self.colours.color(colour))
        fitting = QFontMetrics(used).elidedText(
            text, Qt.TextElideMode.ElideRight, int(inner.width())
        )
        where = QRectF(inner.left(), inner.top() + top, inner.width(), height)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        # The direction of the text itself decides at which end it was cut.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(where, side | Qt.AlignmentFlag.AlignAbsolute, fitting)

    def _course(self, painter: QPainter, inner: QRectF, seen: Glance, taken: int) -> None:
        top, height = inner.top() + 36, 13.0
        width = min(inner.width() - 36 - taken, _SPARK_MONTH * _SPARK_MONTHS)
        first, last = seen.line[0][0], seen.line[-1][0]
        days = max(last - first, _SPARK_MONTHS * 30.4375)
        points = [
            QPointF(
                inner.left() + width * (day - first) / days,
                top + height - height * min(total, _SPARK_TOP) / _SPARK_TOP,
            )
            for day, total in seen.line
        ]
        if width >= _SPARK_LEAST:
            painter.setPen(QPen(self.colours.color("activity"), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(points))
            painter.setBrush(self.colours.color("activity"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(points[-1], 1.8, 1.8)
        painter.setPen(self.colours.color("ink"))
        painter.setFont(font(TEXT, strong=True))
        right = QRectF(inner.left(), inner.top() + 33, inner.width(), 18)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(right, side, seen.last)
