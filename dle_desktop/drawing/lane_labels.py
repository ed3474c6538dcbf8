"""The figures on dose lanes: each step says its amount, where it fits and over nothing else."""

from PySide6.QtCore import QRectF

from dle_desktop.domain.dosing import Segment, figure_text, number_text
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.lane_geometry import LaneGeometry

_VAGUE_DAYS = 90.0  # a start in doubt for longer is said to be not reported
_INSET = 5.0  # text keeps this distance from an edge


class LaneLabels:
    """Writes the figures of one lane.

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
        self.taken: list[QRectF] = [edge for cut in seen for edge in geometry.edges(cut)]

    def paint(self) -> None:
        """Write every figure that finds room, in order of time."""
        for cut in self.seen:
            self._label(cut)

    def _label(self, cut: Segment) -> None:
        canvas = self.canvas
        soft = cut.start.at if self.geometry.joined(cut) is not None else cut.start.low
        left, right = (
            self.geometry.clip(self.geometry.x(soft)),
            self.geometry.clip(self.geometry.x(cut.end.at)),
        )
        for text in _wordings(
            cut, roomy=self.box.bottom() - self.geometry.y(cut.level_from) > canvas.px(26)
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
        top, bottom = self.geometry.y(cut.level_from), self.box.bottom()
        inset = min(px(_INSET), max(px(2), (right - left - width) / 2))
        places = []
        fits = width + px(4) <= right - left and bottom - top >= px(14)
        if fits and cut.kind in {"step", "unknown"}:
            low = top + px(13) if bottom - top > px(17) else bottom - px(3.5)
            places.append((left + inset, low))
        if cut.kind == "wedge":
            slope = (self.geometry.y(cut.level_to) - top) / max(1.0, right - left)
            shift = px(BODY + 4) / slope if slope > 0 else px(_INSET)
            places.append((left + shift + px(4), top + px(BODY)))
            places.append((right + px(6), bottom - px(4)))
        above = (left + px(2), top - px(4.5))
        if cut.end_kind != "closed" or self.geometry.continued(cut):
            return [*places, above]
        beside = (right + px(5), min(bottom - px(3), top + px(9)))
        # Above a step as high as its lane is the gap to the lane before: rather beside it.
        crowded = top - self.box.top() < px(10)
        places += [beside, above] if crowded else [above, beside]
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
        top, bottom = self.geometry.y(cut.level_from), self.box.bottom()
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
