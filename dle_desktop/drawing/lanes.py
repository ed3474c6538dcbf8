"""Dose lanes: step areas from a zero line, wedges where steps are unknown, ticks, soft edges.

What is certain has a full outline, what is doubtful a dotted one and a fill that fades as far as
the doubt reaches. Figures are written on the steps, inside where they fit, beside where not, never
over one another.
"""

from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QLinearGradient

from dle_desktop.domain.dosing import Segment, figure_text, number_text
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.figure import Lane
from dle_desktop.drawing.palette import mixed

_TAIL = 26.0  # an end that is not reported fades out over so many design pixels
_ARROW = 9.0  # an ongoing dose ends in an arrow head this long
_VAGUE_DAYS = 90.0  # a start in doubt for longer is said to be not reported
_INSET = 5.0  # text keeps this distance from an edge


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
        palette = canvas.palette
        self.line = palette.drug(lane.group, lane.drug)
        self.fill = palette.drug(lane.group, lane.drug, palette.fill)
        self.taken: list[QRectF] = []

    def paint(self) -> None:
        """Paint zero line, segments and their figures."""
        canvas, box = self.canvas, self.box
        canvas.hline(box.bottom(), box.left(), box.right(), canvas.palette.color("line"), 0.8)
        seen = [cut for cut in self.lane.segments if self._visible(cut)]
        # The most doubtful first: a fading fill must not cover what is known.
        for cut in sorted(seen, key=_doubt, reverse=True):
            if cut.kind == "ticks":
                self._paint_ticks(cut)
            elif cut.kind == "wedge":
                self._paint_wedge(cut)
            else:
                self._paint_step(cut, self._joined(cut))
        for cut in seen:
            self.taken += self._edges(cut)
        for cut in seen:
            self._label(cut)

    def _visible(self, cut: Segment) -> bool:
        return cut.end.high >= self.scale.first and cut.start.low <= self.scale.last

    def _joined(self, cut: Segment) -> float | None:
        """Return the level another step rises or falls from at this segment's start, if it does."""
        for other in self.lane.segments:
            if other is not cut and other.kind == "step" and other.end.at == cut.start.at:
                return other.level_from
        return None

    def _x(self, day: float) -> float:
        """Return a position, held a little outside the box so that edges beyond are not seen."""
        margin = self.canvas.px(40)
        return min(max(self.scale.x(day), self.box.left() - margin), self.box.right() + margin)

    def _cut(self, x: float) -> float:
        return min(max(x, self.box.left()), self.box.right())

    def y(self, level: float | None) -> float:
        """Return the height of a level: in proportion to the lane's own maximum."""
        if level is None:
            return self.box.bottom() - 0.45 * self.box.height()
        if not self.lane.peak:  # nothing but zero: a placebo, a held drug
            return self.box.bottom()
        return self.box.bottom() - self.box.height() * level / self.lane.peak

    def _paint_step(self, cut: Segment, joined: float | None) -> None:
        canvas = self.canvas
        left, right = self._cut(self._x(cut.start.at)), self._cut(self._x(cut.end.at))
        top, bottom = self.y(cut.level_from), self.box.bottom()
        known = cut.level_from is not None and cut.kind == "step"
        self._fill_soft(cut, top, joined)
        if right > left and (cut.alternate or canvas.palette.hatched or cut.level_from is None):
            gap = 8.0 if canvas.palette.hatched and not cut.alternate else 5.0
            rising = self.lane.group not in {"steroid", "immunosuppressant"}
            shape = _rectangle(left, right, top, bottom)
            canvas.hatch(shape, self._hatch_color(), gap=gap, rising=rising)
        sure_left = self._cut(self._x(min(cut.start.high, cut.end.at)))
        sure_right = self._cut(self._x(max(cut.end.low, cut.start.at)))
        sure_left, sure_right = min(sure_left, right), max(sure_right, left)
        soft_left = self._cut(self._x(cut.start.low))
        if sure_right > sure_left:
            dash = "solid" if known else "dot"
            canvas.path([QPointF(sure_left, top), QPointF(sure_right, top)], self.line, 1.4, dash)  # type: ignore[arg-type]
        for one, two in (
            (soft_left, min(sure_left, right)),
            (max(sure_right, sure_left), self._soft_right(cut, right)),
        ):
            if two - one > canvas.px(2):
                canvas.path([QPointF(one, top), QPointF(two, top)], self.line, 1.2, "dot")
        if self.box.left() <= self._x(cut.start.at) <= self.box.right() and cut.start.exact:
            foot = self.y(joined) if joined is not None else bottom
            canvas.path([QPointF(left, foot), QPointF(left, top)], self.line, 1.4)
        self._paint_end(cut, right, top, bottom)

    def _soft_right(self, cut: Segment, right: float) -> float:
        if cut.end_kind == "not reported":
            return self._cut(right + self.canvas.px(_TAIL))
        return self._cut(self._x(cut.end.high))

    def _paint_end(self, cut: Segment, right: float, top: float, bottom: float) -> None:
        if not self.box.left() <= self.scale.x(cut.end.at) <= self.box.right():
            return
        if cut.end_kind == "ongoing":
            tip = QPointF(right + self.canvas.px(_ARROW), (top + bottom) / 2)
            head = [QPointF(right, top), tip, QPointF(right, bottom)]
            self.canvas.area(head, self.fill)
            self.canvas.path(head, self.line, 1.4)
        elif cut.end_kind == "closed" and cut.end.exact and not self._continued(cut):
            self.canvas.path([QPointF(right, top), QPointF(right, bottom)], self.line, 1.4)

    def _continued(self, cut: Segment) -> bool:
        return any(
            other is not cut and other.start.at <= cut.end.at < other.end.at
            for other in self.lane.segments
        )

    def _fill_soft(self, cut: Segment, top: float, joined: float | None) -> None:
        """Fill what is certain evenly, and fade over the days that are in doubt."""
        x1, x2 = self._x(cut.start.low), self._x(min(cut.start.high, cut.end.at))
        x3, x4 = self._x(max(cut.end.low, cut.start.at)), self._x(cut.end.high)
        if cut.end_kind == "not reported":
            x4 = max(x4, x3 + self.canvas.px(_TAIL))
        if x3 < x2:
            x2 = x3 = (x2 + x3) / 2
        self._fill(x2, x3, top, self.box.bottom())
        if joined is None:
            self._fade(x1, x2, top, self.box.bottom(), rising=True)
        else:  # between two known levels only what lies between them is in doubt
            other = self.y(joined)
            self._fill(x1, x2, max(top, other), self.box.bottom())
            self._fade(x1, x2, min(top, other), max(top, other), rising=top < other)
        if not self._handed_on(cut):
            self._fade(x3, x4, top, self.box.bottom(), rising=False)

    def _hatch_color(self) -> QColor:
        return self.canvas.palette.drug(self.lane.group, self.lane.drug, 0.55)

    def _handed_on(self, cut: Segment) -> bool:
        """Return whether another step takes over exactly where this one ends."""
        return any(
            other is not cut and other.kind == "step" and other.start.at == cut.end.at
            for other in self.lane.segments
        )

    def _fill(self, x1: float, x2: float, top: float, bottom: float) -> None:
        x1, x2 = self._cut(x1), self._cut(x2)
        if x2 > x1 and bottom > top:
            self.canvas.area(_rectangle(x1, x2, top, bottom), self.fill)

    def _fade(self, x1: float, x2: float, top: float, bottom: float, *, rising: bool) -> None:
        """Fade between nothing and the fill, in opaque colours: PDF loses a fading transparency."""
        left, right = self._cut(x1), self._cut(x2)
        if right - left < 1 or bottom <= top:
            return
        palette = self.canvas.palette
        full = mixed(palette.color("surface"), self.line, palette.fill)
        gradient = QLinearGradient(x1, 0, x2, 0)
        gradient.setColorAt(0.0, palette.color("surface") if rising else full)
        gradient.setColorAt(1.0, full if rising else palette.color("surface"))
        self.canvas.area(_rectangle(left, right, top, bottom), gradient)

    def _paint_wedge(self, cut: Segment) -> None:
        canvas = self.canvas
        start, end = self._x(cut.start.at), self._x(cut.end.at)
        top, low, bottom = self.y(cut.level_from), self.y(cut.level_to), self.box.bottom()
        soft = self._cut(self._x(cut.start.low))
        if self._cut(start) - soft > canvas.px(1):
            self._fade(soft, start, top, bottom, rising=True)
            canvas.path([QPointF(soft, top), QPointF(self._cut(start), top)], self.line, 1.2, "dot")
        polygon = self._clipped_wedge(start, end, top, low)
        if len(polygon) > 2:  # noqa: PLR2004
            canvas.area(polygon, self.fill)
            canvas.hatch(polygon, self._hatch_color())
            canvas.path(polygon[1:-1], self.line, 1.4, "dash")
        self._paint_end(cut, self._cut(end), low, bottom)

    def _clipped_wedge(self, start: float, end: float, top: float, low: float) -> list[QPointF]:
        left, right = self._cut(start), self._cut(end)
        if right <= left:
            return []

        def edge(x: float) -> float:
            return top + (low - top) * (x - start) / (end - start)

        bottom = self.box.bottom()
        return [
            QPointF(left, bottom), QPointF(left, edge(left)), QPointF(right, edge(right)),
            QPointF(right, bottom),
        ]  # fmt: skip

    def _paint_ticks(self, cut: Segment) -> None:
        """Paint administrations that are days apart as ticks as high as the amount."""
        gap = cut.tick_days or 0.0
        top, bottom = self.y(cut.level_from), self.box.bottom()
        first = cut.start.at
        if cut.end.at <= cut.start.at or gap <= 0:
            days = [first]
        else:
            skipped = max(0, ceil((self.scale.first - first) / gap))
            days = [first + gap * n for n in range(skipped, int((cut.end.at - first) / gap) + 1)]
        for day in days:
            x = self.scale.x(day)
            if self.box.left() <= x <= self.box.right():
                self.canvas.vline(x, top, bottom, self.line, 1.6)
        self._paint_end(cut, self._cut(self._x(cut.end.at)), top, bottom)

    def _edges(self, cut: Segment) -> list[QRectF]:
        """Return the boxes of a segment's upper edge and of its rise, which no figure may cross."""
        left, right = self._cut(self._x(cut.start.at)), self._cut(self._x(cut.end.at))
        top, bottom = self.y(cut.level_from), self.box.bottom()
        if cut.kind == "wedge":  # its figure stands beside the slope
            return [QRectF(left, top - 1, 1, 2)]
        joined = self._joined(cut)
        foot = bottom if joined is None else self.y(joined)
        upper = QRectF(left, top - 1, max(0.0, right - left), 2)
        if not cut.start.exact:  # no rise is painted where the day is in doubt
            return [upper]
        return [upper, QRectF(left - 1, min(top, foot), 2, abs(foot - top))]

    def _label(self, cut: Segment) -> None:
        canvas = self.canvas
        soft = cut.start.at if self._joined(cut) is not None else cut.start.low
        left, right = self._cut(self._x(soft)), self._cut(self._x(cut.end.at))
        for text in _wordings(
            cut, roomy=self.box.bottom() - self.y(cut.level_from) > canvas.px(26)
        ):
            width = canvas.width(text)
            for x, baseline in self._places(cut, left, right, width):
                box = canvas.text_box(x, baseline, text, BODY, "left", strong=False)
                if self._free(box):
                    if canvas.palette.hatched or cut.alternate or cut.level_from is None:
                        canvas.clear(box)
                    canvas.text(x, baseline, text)
                    self.taken.append(box.adjusted(-canvas.px(3), 0, canvas.px(3), 0))
                    if cut.dose.reason and cut.dose.reason not in text:
                        self._reason(cut, x, baseline, right)
                    return

    def _places(
        self, cut: Segment, left: float, right: float, width: float
    ) -> list[tuple[float, float]]:
        """Return where a figure may stand: inside, above, then right of the step."""
        px = self.canvas.px
        top, bottom = self.y(cut.level_from), self.box.bottom()
        inset = min(px(_INSET), max(px(2), (right - left - width) / 2))
        places = []
        fits = width + px(4) <= right - left and bottom - top >= px(14)
        if fits and cut.kind in {"step", "unknown"}:
            low = top + px(13) if bottom - top > px(17) else bottom - px(3.5)
            places.append((left + inset, low))
        if cut.kind == "wedge":
            slope = (self.y(cut.level_to) - top) / max(1.0, right - left)
            shift = px(BODY + 4) / slope if slope > 0 else px(_INSET)
            places.append((left + shift + px(4), top + px(BODY)))
            places.append((right + px(6), bottom - px(4)))
        places.append((left + px(2), top - px(4.5)))
        if cut.end_kind == "closed" and not self._continued(cut):
            places.append((right + px(5), min(bottom - px(3), top + px(9))))
        return places

    def _free(self, box: QRectF) -> bool:
        px = self.canvas.px
        if box.left() < self.box.left() or box.right() > self.box.right() + px(30):
            return False
        if box.top() < self.box.top() - px(14.2) or box.bottom() > self.box.bottom() + px(4):
            return False
        return not any(box.intersects(other) for other in self.taken)

    def _reason(self, cut: Segment, x: float, baseline: float, right: float) -> None:
        """Write the reason for the change in a second line where it fits into the step."""
        canvas = self.canvas
        reason = cut.dose.reason
        top, bottom = self.y(cut.level_from), self.box.bottom()
        line = baseline + canvas.px(12)
        if not reason or cut.kind != "step" or line > bottom - canvas.px(3) or baseline < top:
            return
        text = canvas.elided(reason, right - x - canvas.px(_INSET), SMALL)
        if len(text) < min(len(reason), 8):
            return
        box = canvas.text_box(x, line, text, SMALL, "left", strong=False)
        if not any(box.intersects(other) for other in self.taken[:-1]):
            if canvas.palette.hatched or cut.alternate:
                canvas.clear(box)
            canvas.text(x, line, text, SMALL, canvas.palette.color("muted"))
            self.taken.append(box)


def _doubt(cut: Segment) -> float:
    return cut.start.high - cut.start.low


def _rectangle(left: float, right: float, top: float, bottom: float) -> list[QPointF]:
    return [
        QPointF(left, bottom), QPointF(left, top), QPointF(right, top), QPointF(right, bottom)
    ]  # fmt: skip


def _wordings(cut: Segment, *, roomy: bool) -> list[str]:
    """Return what a segment may say, longest first; `roomy` leaves the reason to a second line."""
    amount = figure_text(cut)
    dose = cut.dose
    taper = dose.taper
    if cut.level_from is None:
        return [dose.as_written or "dose not reported", "dose not reported", "?"]
    if cut.kind == "wedge" and taper is not None:
        way = "up" if taper.to_amount > taper.from_amount else "down"
        start = f"{amount} taper" if taper.to_amount == 0 else f"{amount} {way}"
        return [f"{start}, steps not reported", amount]
    number = number_text(cut.level_from)
    if taper is not None and cut.level_from != taper.from_amount:
        return [number]
    more = []
    if cut.kind == "unknown":
        how = {"PRN": "as needed", "other": dose.as_written or "frequency as written"}
        more = [f"{amount}, {how.get(dose.frequency or '', 'frequency not reported')}"]
    elif dose.reason and cut.start.high - cut.start.low > _VAGUE_DAYS:
        more = [f"{amount}, {dose.reason}, date not reported", f"{amount}, {dose.reason}"]
    elif dose.reason and not roomy:
        more = [f"{amount}, {dose.reason}"]
    return [*more, amount, number]
