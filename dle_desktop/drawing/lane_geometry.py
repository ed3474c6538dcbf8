"""Where a dose lane's segments lie: days and levels as device pixels, and what meets what.

It paints nothing; `lanes` paints the shapes, `lane_labels` the figures on them.
"""

from itertools import pairwise
from math import sqrt

from PySide6.QtCore import QRectF

from dle_desktop.domain.dosing import Segment
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.figure import Gap, Lane

_BEYOND = 40.0  # edges beyond the box are held so many design pixels outside it
TAIL = 26.0  # an end that is not reported is drawn out over so many design pixels
ARROW = 9.0  # an ongoing dose ends in an arrow head this long
_BAR = 6.0  # the bracket of a hold stands so high over the zero line


class LaneGeometry:
    """The places of one lane's segments in a box.

    Parameters
    ----------
    lane
        The lane.
    box
        The track, in device pixels, from the left to the right end of the time scale.
    scale
        Study days to device pixels.
    unit
        Device pixels per design pixel.
    """

    def __init__(self, lane: Lane, box: QRectF, scale: TimeScale, unit: float) -> None:
        self.lane = lane
        self.box = box
        self.scale = scale
        self.unit = unit

    def visible(self, cut: Segment) -> bool:
        """Return whether any of a segment, doubt included, is in sight."""
        return cut.end.high >= self.scale.first and cut.start.low <= self.scale.last

    def joined(self, cut: Segment) -> float | None:
        """Return the level another step rises or falls from at this segment's start, if it does."""
        for other in self.lane.segments:
            if other is not cut and other.kind == "step" and other.end.at == cut.start.at:
                return other.level_from
        return None

    def x(self, day: float) -> float:
        """Return a position, held a little outside the box so that edges beyond are not seen."""
        margin = _BEYOND * self.unit
        return min(max(self.scale.x(day), self.box.left() - margin), self.box.right() + margin)

    def clip(self, x: float) -> float:
        """Return a position held within the box."""
        return min(max(x, self.box.left()), self.box.right())

    def y(self, level: float | None) -> float:
        """Return the height of a level: in proportion to the top of its scale, or to its root."""
        if level is None:
            return self.box.bottom() - 0.45 * self.box.height()
        if not self.lane.peak:  # nothing but zero: a placebo, a held drug
            return self.box.bottom()
        share = level / self.lane.peak
        if self.lane.rooted:
            share = sqrt(share)
        return self.box.bottom() - self.box.height() * share

    def _slope_edges(self, cut: Segment, left: float, right: float) -> list[QRectF]:
        """Return a slope as a row of small boxes."""
        count = min(60, max(1, int((right - left) / (8 * self.unit))))
        places = [left + (right - left) * number / count for number in range(count + 1)]
        heights = [self.slope_y(cut, x) for x in places]
        return [
            QRectF(x, min(y, z), max(1.0, w - x), abs(z - y) + 1)
            for (x, y), (w, z) in pairwise(zip(places, heights, strict=True))
        ]

    def in_sight(self, day: float) -> bool:
        """Return whether a day lies within the box."""
        return self.box.left() <= self.scale.x(day) <= self.box.right()

    def slope_y(self, cut: Segment, x: float) -> float:
        """Return the height of a wedge's slope at a place, whatever a hold took out of it."""
        first, last = map(self.scale.x, cut.slope or (cut.start.at, cut.end.at))
        top, low = self.y(cut.level_from), self.y(cut.level_to)
        return top + (low - top) * (x - first) / (last - first) if last > first else top

    def slope_x(self, cut: Segment, y: float) -> float:
        """Return where a wedge's slope has come to a height; its start where it is level."""
        first, last = map(self.scale.x, cut.slope or (cut.start.at, cut.end.at))
        top, low = self.y(cut.level_from), self.y(cut.level_to)
        return first + (last - first) * (y - top) / (low - top) if low != top else first

    def gap_seen(self, gap: Gap) -> bool:
        """Return whether any of a hold is in sight."""
        return gap.until >= self.scale.first and gap.start.at <= self.scale.last

    def gap_sides(self, gap: Gap) -> tuple[float, float]:
        """Return where a hold begins and ends in the box."""
        return self.clip(self.x(gap.start.at)), self.clip(self.x(gap.until))

    def gap_bar(self, gap: Gap) -> QRectF:
        """Return the bracket of a hold: its bar is the upper edge."""
        left, right = self.gap_sides(gap)
        inset, height = 1.5 * self.unit, min(_BAR * self.unit, self.box.height() / 3)
        top = self.box.bottom() - height
        return QRectF(left + inset, top, max(0.0, right - left - 2 * inset), height)

    def plan_sides(self, cut: Segment) -> tuple[float, float]:
        """Return where a planned dose begins and ends in the box; an open one has a short tail."""
        left, right = self.clip(self.x(cut.start.at)), self.clip(self.x(cut.end.at))
        if cut.end_kind != "closed":
            right = self.clip(max(right, left + TAIL * self.unit))
        return left, right

    def plan_edges(self, cut: Segment) -> list[QRectF]:
        """Return the boxes of a ghost's outline, which no figure may cross."""
        left, right = self.plan_sides(cut)
        top, low, bottom = self.y(cut.level_from), self.y(cut.level_to), self.box.bottom()
        upper = QRectF(left, min(top, low) - 1, max(0.0, right - left), abs(low - top) + 2)
        sides = [QRectF(x - 1, y, 2, bottom - y) for x, y in ((left, top), (right, low))]
        return [upper, *sides]

    def continued(self, cut: Segment) -> bool:
        """Return whether another segment goes on where this one ends."""
        return any(
            other is not cut and other.start.at <= cut.end.at < other.end.at
            for other in self.lane.segments
        )

    def handed_on(self, cut: Segment) -> bool:
        """Return whether another step takes over exactly where this one ends."""
        return any(
            other is not cut and other.kind == "step" and other.start.at == cut.end.at
            for other in self.lane.segments
        )

    def edges(self, cut: Segment) -> list[QRectF]:
        """Return the boxes of a segment's upper edge and of its rise, which no figure may cross."""
        left, right = self.clip(self.x(cut.start.at)), self.clip(self.x(cut.end.at))
        top, bottom = self.y(cut.level_from), self.box.bottom()
        if cut.kind == "wedge":  # its figure stands beside the slope
            return self._slope_edges(cut, left, right)
        joined = self.joined(cut)
        foot = bottom if joined is None else self.y(joined)
        upper = QRectF(left, top - 1, max(0.0, right - left), 2)
        edges = [upper]
        if cut.end_kind == "ongoing" and self.in_sight(cut.end.at):
            edges.append(QRectF(right, top, ARROW * self.unit, bottom - top))
        if cut.start.exact:  # no rise is painted where the day is in doubt
            edges.append(QRectF(left - 1, min(top, foot), 2, abs(foot - top)))
        return edges
