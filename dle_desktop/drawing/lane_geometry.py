"""Where a dose lane's segments lie: days and levels as device pixels, and what meets what.

It paints nothing; `lanes` paints the shapes, `lane_labels` the figures on them.
"""

from math import sqrt

from PySide6.QtCore import QRectF

from dle_desktop.domain.dosing import Segment
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.figure import Lane

_BEYOND = 40.0  # edges beyond the box are held so many design pixels outside it


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
            return [QRectF(left, top - 1, 1, 2)]
        joined = self.joined(cut)
        foot = bottom if joined is None else self.y(joined)
        upper = QRectF(left, top - 1, max(0.0, right - left), 2)
        if not cut.start.exact:  # no rise is painted where the day is in doubt
            return [upper]
        return [upper, QRectF(left - 1, min(top, foot), 2, abs(foot - top))]
