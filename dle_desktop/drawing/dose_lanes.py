"""The dose lanes of a case: what was taken of each drug, and on which scale it is drawn.

It measures no pixel; `lane_geometry` turns days and levels into places.
"""

from datetime import date

from msgspec.structs import replace

from dle_desktop.domain.case import Case, Course
from dle_desktop.domain.dosing import Span, number_text, segments
from dle_desktop.domain.drugs import group_of, in_reading_order
from dle_desktop.drawing.figure import Lane
from dle_desktop.drawing.view_options import DoseScale


def lanes_of(case: Case, zero: date | None, known: Span, scale: DoseScale) -> tuple[Lane, ...]:
    """Return a lane for each course something is known of, in reading order."""
    lanes = [_lane(course, zero, known) for course in in_reading_order(case)]
    lanes = [lane for lane in lanes if lane.segments]
    if scale == "common":
        return _on_one_scale(lanes)
    return tuple(map(_rooted, lanes)) if scale == "root" else tuple(lanes)


def _lane(course: Course, zero: date | None, known: Span) -> Lane:
    cuts = segments(course, zero, known)
    levels = [
        level for cut in cuts for level in (cut.level_from, cut.level_to) if level is not None
    ]
    peak = max(levels, default=None)
    group = group_of(course)
    top = next(
        (cut for cut in cuts if peak is not None and peak in (cut.level_from, cut.level_to)), None
    )
    if peak is None or top is None:
        detail = "dose not reported"
    else:
        per = f"/{top.per}" if top.per and top.per != "dose" else ""
        detail = f"max {number_text(peak)} {top.unit}{per}".strip()
    route = (course.route or "").casefold()
    route = "" if route in {"oral", "po"} else route
    if route:
        detail = f"{route}, {detail}"
    return Lane(course.id, course.drug, group, detail, peak or None, cuts, route)


def _on_one_scale(lanes: list[Lane]) -> tuple[Lane, ...]:
    """Let all lanes of one unit a day end at the highest of them."""
    peaks: dict[str, float] = {}
    for lane in lanes:
        unit = _daily_unit(lane)
        if unit and lane.peak:
            peaks[unit] = max(peaks.get(unit, 0.0), lane.peak)
    return tuple(_up_to(lane, peaks.get(_daily_unit(lane))) for lane in lanes)


def _up_to(lane: Lane, top: float | None) -> Lane:
    if top is None or lane.peak is None or top == lane.peak:
        return lane
    return replace(lane, peak=top, detail=f"{lane.detail}, scale to {number_text(top)}")


def _daily_unit(lane: Lane) -> str:
    """Return the unit of a lane whose levels are all amounts a day, else nothing."""
    cuts = [cut for cut in lane.segments if cut.level_from is not None]
    units = {cut.unit for cut in cuts}
    return units.pop() if len(units) == 1 and all(cut.per == "d" for cut in cuts) else ""


def _rooted(lane: Lane) -> Lane:
    if lane.peak is None:
        return lane
    words = f"{lane.detail}, \N{SQUARE ROOT} scale"
    return replace(lane, rooted=True, detail=words)
