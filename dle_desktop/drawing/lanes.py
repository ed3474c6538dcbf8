"""Dose lanes: step areas from a zero line, wedges where steps are unknown, ticks, soft edges.

What is certain has a full outline, what is doubtful a dotted one and a fill that fades as far as
the doubt reaches. Figures on the steps are the business of `lane_labels`.
"""

from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QLinearGradient

from dle_desktop.domain.case import DrugGroup
from dle_desktop.domain.dosing import Segment
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas, Dash
from dle_desktop.drawing.figure import Lane
from dle_desktop.drawing.lane_geometry import ARROW, TAIL, LaneGeometry
from dle_desktop.drawing.lane_labels import LaneLabels
from dle_desktop.drawing.lane_overlays import paint_gap, paint_plans
from dle_desktop.drawing.palette import mixed

# In grey each class has slopes and a distance of its own: what hue says in colour.
_HATCHES: dict[DrugGroup, tuple[tuple[float, ...], float]] = {
    "index": ((1.0,), 8.0), "steroid": ((-1.0,), 8.0), "antimalarial": ((1.0,), 15.0),
    "immunosuppressant": ((-1.0,), 15.0), "retinoid": ((0.35,), 6.0), "biologic": ((-0.35,), 6.0),
    "topical": ((1.0, -1.0), 13.0), "other": ((2.6,), 9.0),
}  # fmt: skip


class LanePainter:
    """Paints one lane into a box of device pixels.

    Parameters
    ----------
    canvas
        Where to paint.
    lane
        What to paint.
    box
        The track, in device pixels, from the left to the right end of the time scale.
    scale
        Study days to device pixels.
    """

    def __init__(self, canvas: Canvas, lane: Lane, box: QRectF, scale: TimeScale) -> None:
        self.canvas = canvas
        self.lane = lane
        self.box = box
        self.scale = scale
        self.geometry = LaneGeometry(lane, box, scale, canvas.unit)
        palette = canvas.palette
        self.line = palette.member(lane.group, lane.shade)
        self.fill = palette.member(lane.group, lane.shade, palette.fill)

    def paint(self) -> None:
        """Paint zero line, segments, holds, plans and their figures."""
        canvas, box = self.canvas, self.box
        canvas.hline(box.bottom(), box.left(), box.right(), canvas.palette.color("line"), 0.8)
        seen = [cut for cut in self.lane.segments if self.geometry.visible(cut)]
        # The most doubtful first: a fading fill must not cover what is known.
        for cut in sorted(seen, key=_doubt, reverse=True):
            if cut.kind == "ticks":
                self._paint_ticks(cut)
            elif cut.kind == "wedge":
                self._paint_wedge(cut)
            else:
                self._paint_step(cut, self.geometry.joined(cut))
        for gap in self.lane.gaps:
            if self.geometry.gap_seen(gap):
                paint_gap(canvas, self.geometry, gap)
        paint_plans(canvas, self.geometry)
        LaneLabels(canvas, self.geometry, seen).paint()

    def _paint_step(self, cut: Segment, joined: float | None) -> None:
        canvas = self.canvas
        left, right = (
            self.geometry.clip(self.geometry.x(cut.start.at)),
            self.geometry.clip(self.geometry.x(cut.end.at)),
        )
        top, bottom = self.geometry.y(cut.level_from), self.box.bottom()
        known = cut.level_from is not None and cut.kind == "step"
        self._fill_soft(cut, top, joined)
        if right > left and (cut.alternate or canvas.palette.hatched or cut.level_from is None):
            shape = _rectangle(left, right, top, bottom)
            slopes, gap = _HATCHES[self.lane.group]
            if not canvas.palette.hatched or cut.alternate:
                gap = 5.0
            for slope in slopes:
                canvas.hatch(shape, self._hatch_color(), gap=gap, slope=slope)
        sure_left = self.geometry.clip(self.geometry.x(min(cut.start.high, cut.end.at)))
        sure_right = self.geometry.clip(self.geometry.x(max(cut.end.low, cut.start.at)))
        sure_left, sure_right = min(sure_left, right), max(sure_right, left)
        soft_left = self.geometry.clip(self.geometry.x(cut.start.low))
        if sure_right > sure_left:
            dash: Dash = "solid" if known else "dot"
            canvas.path([QPointF(sure_left, top), QPointF(sure_right, top)], self.line, 1.4, dash)
        for one, two in (
            (soft_left, min(sure_left, right)),
            (max(sure_right, sure_left), self._soft_right(cut, right)),
        ):
            if two - one > canvas.px(2):
                canvas.path([QPointF(one, top), QPointF(two, top)], self.line, 1.2, "dot")
        if self.box.left() <= self.geometry.x(cut.start.at) <= self.box.right() and cut.start.exact:
            foot = self.geometry.y(joined) if joined is not None else bottom
            canvas.path([QPointF(left, foot), QPointF(left, top)], self.line, 1.4)
        self._paint_end(cut, right, top, bottom)

    def _soft_right(self, cut: Segment, right: float) -> float:
        if cut.end_kind == "not reported":
            return self.geometry.clip(right + self.canvas.px(TAIL))
        return self.geometry.clip(self.geometry.x(cut.end.high))

    def _paint_end(self, cut: Segment, right: float, top: float, bottom: float) -> None:
        if not self.box.left() <= self.scale.x(cut.end.at) <= self.box.right():
            return
        if cut.end_kind == "ongoing":
            tip = QPointF(right + self.canvas.px(ARROW), (top + bottom) / 2)
            head = [QPointF(right, top), tip, QPointF(right, bottom)]
            self.canvas.area(head, self.fill)
            self.canvas.path(head, self.line, 1.4)
        elif cut.end_kind == "closed" and cut.end.exact and not self.geometry.continued(cut):
            self.canvas.path([QPointF(right, top), QPointF(right, bottom)], self.line, 1.4)

    def _fill_soft(self, cut: Segment, top: float, joined: float | None) -> None:
        """Fill what is certain evenly, and fade over the days that are in doubt."""
        x1, x2 = self.geometry.x(cut.start.low), self.geometry.x(min(cut.start.high, cut.end.at))
        x3, x4 = self.geometry.x(max(cut.end.low, cut.start.at)), self.geometry.x(cut.end.high)
        if cut.end_kind == "not reported":
            x4 = max(x4, x3 + self.canvas.px(TAIL))
        if x3 < x2:
            x2 = x3 = (x2 + x3) / 2
        self._fill(x2, x3, top, self.box.bottom())
        if joined is None:
            self._fade(x1, x2, top, self.box.bottom(), rising=True)
        else:  # between two known levels only what lies between them is in doubt
            other = self.geometry.y(joined)
            self._fill(x1, x2, max(top, other), self.box.bottom())
            self._fade(x1, x2, min(top, other), max(top, other), rising=top < other)
        if not self.geometry.handed_on(cut):
            self._fade(x3, x4, top, self.box.bottom(), rising=False)

    def _hatch_color(self) -> QColor:
        return self.canvas.palette.member(self.lane.group, self.lane.shade, 0.55)

    def _fill(self, x1: float, x2: float, top: float, bottom: float) -> None:
        x1, x2 = self.geometry.clip(x1), self.geometry.clip(x2)
        if x2 > x1 and bottom > top:
            self.canvas.area(_rectangle(x1, x2, top, bottom), self.fill)

    def _fade(self, x1: float, x2: float, top: float, bottom: float, *, rising: bool) -> None:
        """Fade between nothing and the fill, in opaque colours: PDF loses a fading transparency."""
        left, right = self.geometry.clip(x1), self.geometry.clip(x2)
        if right - left < 1 or bottom <= top:
            return
        palette = self.canvas.palette
        full = mixed(palette.color("surface"), self.line, palette.fill)
        gradient = QLinearGradient(x1, 0, x2, 0)
        gradient.setColorAt(0.0, palette.color("surface") if rising else full)
        gradient.setColorAt(1.0, full if rising else palette.color("surface"))
        self.canvas.area(_rectangle(left, right, top, bottom), gradient)

    def _paint_wedge(self, cut: Segment) -> None:
        canvas, geometry = self.canvas, self.geometry
        start, end = geometry.x(cut.start.at), geometry.x(cut.end.at)
        top, low = (geometry.slope_y(cut, geometry.clip(x)) for x in (start, end))
        bottom = self.box.bottom()
        soft = self.geometry.clip(self.geometry.x(cut.start.low))
        if self.geometry.clip(start) - soft > canvas.px(1):
            self._fade(soft, start, top, bottom, rising=True)
            canvas.path(
                [QPointF(soft, top), QPointF(self.geometry.clip(start), top)], self.line, 1.2, "dot"
            )
        polygon = self._clipped_wedge(cut)
        if len(polygon) > 2:  # noqa: PLR2004
            canvas.area(polygon, self.fill)
            canvas.hatch(polygon, self._hatch_color())
            canvas.path(polygon[1:-1], self.line, 1.4, "dash")
        self._paint_end(cut, self.geometry.clip(end), low, bottom)

    def _clipped_wedge(self, cut: Segment) -> list[QPointF]:
        geometry, bottom = self.geometry, self.box.bottom()
        left = geometry.clip(geometry.x(cut.start.at))
        right = geometry.clip(geometry.x(cut.end.at))
        if right <= left:
            return []
        return [
            QPointF(left, bottom), QPointF(left, geometry.slope_y(cut, left)),
            QPointF(right, geometry.slope_y(cut, right)), QPointF(right, bottom),
        ]  # fmt: skip

    def _paint_ticks(self, cut: Segment) -> None:
        """Paint administrations that are days apart as ticks as high as the amount."""
        gap = cut.tick_days or 0.0
        top, bottom = self.geometry.y(cut.level_from), self.box.bottom()
        first = cut.start.at
        if cut.end.at <= cut.start.at or gap <= 0:
            days = [first]
        else:
            skipped = max(0, ceil((self.scale.first - first) / gap))
            last = (cut.end.at - first) / gap  # the day it ended nothing was given any more
            count = ceil(last) if cut.end_kind == "closed" else int(last) + 1
            days = [first + gap * n for n in range(skipped, count)]
        for day in days:
            x = self.scale.x(day)
            if self.box.left() <= x <= self.box.right():
                self.canvas.vline(x, top, bottom, self.line, 1.6)
        if cut.end_kind == "ongoing":
            self._paint_end(cut, self.geometry.clip(self.geometry.x(cut.end.at)), top, bottom)


def _doubt(cut: Segment) -> float:
    return cut.start.high - cut.start.low


def _rectangle(left: float, right: float, top: float, bottom: float) -> list[QPointF]:
    return [
        QPointF(left, bottom), QPointF(left, top), QPointF(right, top), QPointF(right, bottom)
    ]  # fmt: skip
