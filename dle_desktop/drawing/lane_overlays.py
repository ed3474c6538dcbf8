"""What stands over the doses of a lane: notches where a drug was held, ghosts of what was planned.

It paints shapes; their words are the business of `lane_labels`.
"""

from PySide6.QtCore import QPointF

from dle_desktop.domain.dosing import Segment
from dle_desktop.drawing.canvas import Canvas, Dash
from dle_desktop.drawing.figure import Gap
from dle_desktop.drawing.lane_geometry import LaneGeometry

_LEAST_NOTCH = 3.0  # a day that was missed is seen at any zoom
_LEAST_BRACKET = 7.0
_TICK = 4.0


def paint_gap(canvas: Canvas, geometry: LaneGeometry, gap: Gap) -> None:
    """Paint a hold: the area open to the zero line, and a thin bracket over the gap."""
    palette, px, bottom = canvas.palette, canvas.px, geometry.box.bottom()
    left, right = geometry.gap_sides(gap)
    ink = palette.color("muted")
    if right - left < px(_LEAST_NOTCH):
        middle = (left + right) / 2
        left, right = middle - px(_LEAST_NOTCH) / 2, middle + px(_LEAST_NOTCH) / 2
        top = geometry.box.top() - px(1)
        sides = [QPointF(left, bottom - px(1)), QPointF(left, top), QPointF(right, top),
                 QPointF(right, bottom - px(1))]  # fmt: skip
        canvas.area(sides, palette.color("surface"))
    if right - left < px(_LEAST_BRACKET):
        middle = (left + right) / 2
        canvas.vline(middle, bottom, bottom + px(_TICK), ink, 1.4)
        return
    dash: Dash = "solid" if gap.start.exact and (gap.end is None or gap.end.exact) else "dot"
    bar = geometry.gap_bar(gap)
    canvas.path([QPointF(bar.left(), bar.top()), QPointF(bar.right(), bar.top())], ink, 1.0, dash)
    ends = [(bar.left(), gap.start.at)]
    if gap.end is not None:
        ends.append((bar.right(), gap.end.at))
    for x, day in ends:
        if geometry.in_sight(day):
            canvas.vline(x, bar.top(), bottom, ink, 1.0)


def paint_plans(canvas: Canvas, geometry: LaneGeometry) -> None:
    """Paint what was planned as a dashed outline without a fill; what follows on is joined."""
    line: list[QPointF] = []
    before: Segment | None = None
    for cut in geometry.lane.plans:
        if not geometry.visible(cut):
            continue
        joined = before is not None and before.end.at == cut.start.at
        if not joined:
            _finish(canvas, geometry, line, before)
            line = []
        left, right = geometry.plan_sides(cut)
        if not joined and geometry.in_sight(cut.start.at):
            line.append(QPointF(left, geometry.box.bottom()))
        line += [
            QPointF(left, geometry.y(cut.level_from)),
            QPointF(right, geometry.y(cut.level_to)),
        ]
        before = cut
    _finish(canvas, geometry, line, before)


def _finish(
    canvas: Canvas,
    geometry: LaneGeometry,
    line: list[QPointF],
    last: Segment | None,
) -> None:
    """Stroke a joined plan, down to zero where it ends for good."""
    if last is None or not line:
        return
    if last.end_kind == "closed" and geometry.in_sight(last.end.at):
        line.append(QPointF(line[-1].x(), geometry.box.bottom()))
    color = canvas.palette.member(geometry.lane.group, geometry.lane.shade)
    canvas.path(line, color, 1.2, "dash")
