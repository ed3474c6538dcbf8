"""The words on a dose lane: each step its amount, holds and plans theirs, over nothing else.

On paper, where nothing can be asked of the picture, a figure without room is moved out on a leader,
or the lane says that the table has it. What the words are is the business of `lane_words`.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from dle_desktop.domain.dosing import Segment
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.figure import Gap
from dle_desktop.drawing.lane_geometry import LaneGeometry
from dle_desktop.drawing.lane_words import (
    SEE_TABLE,
    gap_wordings,
    plan_wordings,
    reason_of,
    wordings,
)

_INSET = 5.0  # text keeps this distance from an edge
_BESIDE = 30.0  # on screen a figure may reach so far into the margin
_MARGIN = 12.0  # on paper the margin beyond is kept for the hint at the table
_LEADERS = (10.0, 22.0, 36.0, 52.0, -40.0, 70.0, -60.0, 90.0)

_Place = tuple[float, float]


class LaneLabels:
    """Writes the words of one lane.

    Parameters
    ----------
    canvas
        Where to write.
    geometry
        Where the segments lie.
    seen
        The segments in sight.
    """

    def __init__(self, canvas: Canvas, geometry: LaneGeometry, seen: list[Segment]) -> None:
        self.canvas = canvas
        self.geometry = geometry
        self.box = geometry.box
        self.seen = seen
        self.plans = [cut for cut in geometry.lane.plans if geometry.visible(cut)]
        self.gaps = [gap for gap in geometry.lane.gaps if geometry.gap_seen(gap)]
        self.taken: list[QRectF] = [edge for cut in seen for edge in geometry.edges(cut)]
        self.taken += [edge for cut in self.plans for edge in geometry.plan_edges(cut)]
        self.taken += [geometry.gap_bar(gap) for gap in self.gaps]
        self.on_paper = not canvas.invites

    def paint(self) -> None:
        """Write every figure that finds room, in order of time; then what is said beside them."""
        left_out = [cut for cut in self.seen if not self._label(cut) and not self._resumed(cut)]
        left_out += [cut for number, cut in enumerate(self.plans) if not self._plan(cut, number)]
        for gap in self.gaps:
            self._gap(gap)
        for cut in self.seen:
            self._stop(cut)
        if self.on_paper:
            left_out = [cut for cut in left_out if not self._lead_out(cut)]
            if left_out and self.canvas.refers:
                self._see_table()

    def _resumed(self, cut: Segment) -> bool:
        """Whether a dose goes on after a hold at the level it had: its figure stands before."""
        return any(
            one.dose.id == cut.dose.id
            and one.level_from == cut.level_from
            and one.start.at < cut.start.at
            for one in self.seen
        )

    def _rises(self, cut: Segment) -> bool:
        return cut.kind == "wedge" and self.geometry.y(cut.level_to) < self.geometry.y(
            cut.level_from
        )

    def _label(self, cut: Segment) -> bool:
        if cut.kind == "wedge" and self._resumed(cut):
            return True
        soft = cut.start.at if self.geometry.joined(cut) is not None else cut.start.low
        left = self.geometry.clip(self.geometry.x(soft))
        right = self.geometry.clip(self.geometry.x(cut.end.at))
        reason = reason_of(self.geometry.lane, cut)
        roomy = self.box.bottom() - self.geometry.y(cut.level_from) > self.canvas.px(26)
        for text in wordings(cut, reason, roomy=roomy):
            places = self._places(cut, left, right, self.canvas.width(text))
            clear = cut.alternate or cut.level_from is None or self._rises(cut)
            found = self._write(text, places, clear=clear)
            if found is not None:
                if reason and reason not in text:
                    self._reason(cut, reason, found, right)
                return True
        return False

    def _places(self, cut: Segment, left: float, right: float, width: float) -> list[_Place]:
        """Return where a figure may stand: inside, above, then right of the step."""
        px = self.canvas.px
        top, bottom = self.geometry.y(cut.level_from), self.box.bottom()
        inset = min(px(_INSET), max(px(2), (right - left - width) / 2))
        places = []
        fits = width + px(4) <= right - left and bottom - top >= px(14)
        if fits and cut.kind in {"step", "unknown"}:
            low = top + px(13) if bottom - top > px(17) else bottom - px(3.5)
            places.append((left + inset, low))
        if cut.kind == "wedge":
            top = self.geometry.slope_y(cut, left)
            if self._rises(cut):  # under the slope
                up = self.geometry.slope_x(cut, bottom - px(BODY + 7))
                places.append((max(up, left) + px(_INSET), bottom - px(4)))
            else:
                down = self.geometry.slope_x(cut, top + px(BODY + 4))
                places.append((max(down, left + px(_INSET)) + px(4), top + px(BODY)))
            if cut.hold is None:
                places.append((right + px(6), bottom - px(4)))
        above = (left + px(2), top - px(4.5))
        if cut.end_kind != "closed" or cut.hold or self.geometry.continued(cut):
            return [*places, above]
        beside = (right + px(5), min(bottom - px(3), top + px(9)))
        # Above a step as high as its lane is the gap to the lane before: rather beside it.
        crowded = top - self.box.top() < px(10)
        places += [beside, above] if crowded else [above, beside]
        return places

    def _plan(self, cut: Segment, number: int) -> bool:
        px, (left, right) = self.canvas.px, self.geometry.plan_sides(cut)
        top, bottom = self.geometry.y(cut.level_from), self.box.bottom()
        for text in plan_wordings(cut, first=number == 0):
            width = self.canvas.width(text)
            starts = (left + px(2), (left + right - width) / 2, right - width - px(2))
            places = [(x, top - px(4.5)) for x in starts if x >= left]
            if width + px(8) <= right - left and bottom - top >= px(17):
                places.insert(0, (left + px(_INSET), top + px(13)))
            muted = self.canvas.palette.color("muted")
            if self._write(text, places, color=muted) is not None:
                return True
        return False

    def _gap(self, gap: Gap) -> None:
        """Write why a drug was held over its bracket, where there is room."""
        canvas, bar = self.canvas, self.geometry.gap_bar(gap)
        room = bar.width() - canvas.px(4)
        baseline = bar.top() - canvas.px(3.5)
        for text in gap_wordings(gap):
            if canvas.width(text, SMALL) <= room:
                place = (bar.left() + canvas.px(2), baseline)
                if self._write(text, [place], SMALL, canvas.palette.color("muted")) is not None:
                    return

    def _stop(self, cut: Segment) -> None:
        """Write why a drug was stopped at the edge where it ends, where there is room."""
        reason = cut.dose.stop_reason
        ends = (
            cut.end_kind == "closed" and cut.hold is None and cut.end.at < self.geometry.scale.last
        )
        if not reason or not ends or self.geometry.continued(cut):
            return
        canvas = self.canvas
        left = self.geometry.clip(self.geometry.x(cut.end.at)) + canvas.px(_INSET)
        following = (one.start.low for one in self.seen if one.start.at >= cut.end.at)
        room = self.box.right() - left
        for day in following:
            room = min(room, self.geometry.x(day) - left - canvas.px(_INSET))
        text = f"stopped: {reason}"
        if left < self.box.left() + canvas.px(_INSET) or canvas.width(text, SMALL) > room:
            return
        place = (left, self.box.bottom() - canvas.px(4))
        self._write(text, [place], SMALL, canvas.palette.color("muted"))

    def _reason(self, cut: Segment, reason: str, found: _Place, right: float) -> None:
        """Write the reason for the change in a second line where it fits into the step."""
        canvas, (x, baseline) = self.canvas, found
        top, bottom = self.geometry.y(cut.level_from), self.box.bottom()
        line = baseline + canvas.px(12)
        if cut.kind != "step" or line > bottom - canvas.px(3) or baseline < top:
            return
        lines = canvas.wrapped(reason, right - x - canvas.px(_INSET), SMALL)
        last = line + canvas.px(12) * (len(lines) - 1)
        if last > bottom - canvas.px(3) or " ".join(lines) != " ".join(reason.split()):
            return  # rather nothing than a part of it: the table has it
        places = [(one, line + canvas.px(12) * number) for number, one in enumerate(lines)]
        boxes = [canvas.text_box(x, y, one, SMALL, "left", strong=False) for one, y in places]
        if any(box.intersects(other) for box in boxes for other in self.taken[:-1]):
            return
        for (one, y), box in zip(places, boxes, strict=True):
            if canvas.palette.hatched or cut.alternate:
                canvas.clear(box)
            canvas.text(x, y, one, SMALL, canvas.palette.color("muted"))
        self.taken += boxes

    def _lead_out(self, cut: Segment) -> bool:
        """Move a figure out above its lane, on a thin leader from its step."""
        canvas, px = self.canvas, self.canvas.px
        left, right = (
            self.geometry.clip(self.geometry.x(day)) for day in (cut.start.at, cut.end.at)
        )
        foot = QPointF((left + right) / 2, self.geometry.y(cut.level_from))
        if not self.geometry.scale.first <= cut.start.at <= self.geometry.scale.last:
            return False
        text = wordings(cut, "", roomy=True)[-1]
        color = canvas.palette.color("muted" if cut in self.plans else "ink")
        baseline = self.box.top() - px(4.5)
        for shift in _LEADERS:
            x = foot.x() + px(shift)
            box = canvas.text_box(x, baseline, text, SMALL, "left", strong=False)
            end = QPointF(box.left() if shift > 0 else box.right(), baseline + px(1))
            leader = QRectF(foot, end).normalized().adjusted(0, 0, 1, 1)
            words = [one for one in self.taken if one.height() > px(8)]
            if foot.y() <= baseline or any(leader.intersects(one) for one in words):
                continue
            if self._write(text, [(x, baseline)], SMALL, color) is not None:
                canvas.path([foot, end], canvas.palette.color("muted"), 0.6)
                return True
        return False

    def _see_table(self) -> None:
        """Say in the margin that a figure of this lane stands in the table."""
        baseline = self.box.center().y() + self.canvas.px(3.5)
        x = self.box.right() + self.canvas.px(_MARGIN + 1)
        self.canvas.text(x, baseline, SEE_TABLE, SMALL, self.canvas.palette.color("muted"))

    def _write(
        self,
        text: str,
        places: Iterable[_Place],
        size: int = BODY,
        color: QColor | None = None,
        *,
        clear: bool = False,
    ) -> _Place | None:
        """Write a text at the first place that is free, and return it; None where none is."""
        canvas = self.canvas
        for x, baseline in places:
            box = canvas.text_box(x, baseline, text, size, "left", strong=False)
            if self._free(box):
                if clear or canvas.palette.hatched:
                    canvas.clear(box)
                canvas.text(x, baseline, text, size, color)
                self.taken.append(box.adjusted(-canvas.px(3), 0, canvas.px(3), 0))
                return x, baseline
        return None

    def _free(self, box: QRectF) -> bool:
        px = self.canvas.px
        beyond = _MARGIN if self.on_paper else _BESIDE
        if box.left() < self.box.left() or box.right() > self.box.right() + px(beyond):
            return False
        if box.top() < self.box.top() - px(14.2) or box.bottom() > self.box.bottom() + px(4):
            return False
        return not any(box.intersects(other) for other in self.taken)
