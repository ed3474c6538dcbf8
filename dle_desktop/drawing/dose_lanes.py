"""The dose lanes of a case: what was taken, held and planned of each drug, and on which scale.

It measures no pixel; `lane_geometry` turns days and levels into places.
"""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from dle_desktop.domain.case import Case, Course, Dose
from dle_desktop.domain.dosing import (
    Segment,
    Span,
    interruptions,
    number_text,
    planned_segments,
    segments,
)
from dle_desktop.domain.drugs import generic_name, group_of, in_reading_order, place_in_group
from dle_desktop.drawing.figure import Gap, Lane
from dle_desktop.drawing.palette import SHADE_COUNT
from dle_desktop.drawing.view_options import DoseScale


def lanes_of(
    case: Case, zero: date | None, known: Span | None, scale: DoseScale
) -> tuple[Lane, ...]:
    """Return a lane for each course something is known or planned of, in reading order."""
    lanes = [_lane(course, zero, known) for course in in_reading_order(case)]
    lanes = _shaded([lane for lane in lanes if lane.segments or lane.plans])
    if scale == "common":
        return _on_one_scale(lanes)
    return tuple(map(_rooted, lanes)) if scale == "root" else tuple(lanes)


def _lane(course: Course, zero: date | None, known: Span | None) -> Lane:
    cuts = segments(course, zero, known) if known else ()
    plans = planned_segments(course, zero, known or Span(0.0, 0.0))
    highest = _highest(cuts)
    planned = _highest(plans)
    if highest is not None:
        detail = f"max {_level_text(highest)}"
        if planned and planned[0] > highest[0]:
            detail += f", planned {_level_text(planned)}"
    elif planned is not None:
        detail = f"planned {_level_text(planned)}"
    else:
        detail = "dose not reported"
    route = (course.route or "").casefold()
    route = "" if route in {"oral", "po"} else route
    if route:
        detail = f"{route}, {detail}"
    peak = max((level for level, _ in filter(None, (highest, planned))), default=None)
    gaps = _gaps(course, zero, known) if known else ()
    return Lane(
        course.id,
        course.drug,
        group_of(course),
        detail,
        peak or None,
        cuts,
        route,
        plans=plans,
        gaps=gaps,
    )


def with_doses(lane: Lane, doses: tuple[Dose, ...], zero: date | None, known: Span) -> Lane:
    """Return a lane with other doses, on the scale it has."""
    course = Course(id=lane.course_id, drug=lane.drug, doses=doses)
    return replace(
        lane,
        segments=segments(course, zero, known),
        plans=planned_segments(course, zero, known),
        gaps=_gaps(course, zero, known),
    )


def _highest(cuts: Iterable[Segment]) -> tuple[float, Segment] | None:
    """Return the highest level of some segments with the segment that has it."""
    found = [
        (level, cut)
        for cut in cuts
        for level in (cut.level_from, cut.level_to)
        if level is not None
    ]
    return max(found, key=_level, default=None)


def _level(found: tuple[float, Segment]) -> float:
    return found[0]


def _level_text(found: tuple[float, Segment]) -> str:
    level, cut = found
    per = f"/{cut.per}" if cut.per and cut.per != "dose" else ""
    return f"{number_text(level)} {cut.unit}{per}".strip()


def _gaps(course: Course, zero: date | None, known: Span) -> tuple[Gap, ...]:
    """Return the holds as they are drawn: one that is open ends with what is known."""
    return tuple(
        Gap(
            hold.dose,
            hold.start,
            hold.end,
            hold.end.at if hold.end else max(known.last, hold.start.at),
        )
        for hold in interruptions(course, zero, known)
    )


def _shaded(lanes: list[Lane]) -> list[Lane]:
    """Give each drug its shade; of two drugs of a family with the same one, the later the next."""
    given: dict[tuple[str, str], int] = {}
    for lane in lanes:
        name = generic_name(lane.drug)
        if (lane.group, name) in given:
            continue
        used = {place for (group, _), place in given.items() if group == lane.group}
        place = place_in_group(lane.group, name) % SHADE_COUNT
        if len(used) < SHADE_COUNT:
            while place in used:
                place = (place + 1) % SHADE_COUNT
        given[lane.group, name] = place
    return [replace(one, shade=given[one.group, generic_name(one.drug)]) for one in lanes]


def _on_one_scale(lanes: list[Lane]) -> tuple[Lane, ...]:
    """Let all lanes of one unit a day end at the highest of them."""
    peaks: dict[str, float] = {}
    for lane in lanes:
        unit = daily_unit(lane)
        if unit and lane.peak:
            peaks[unit] = max(peaks.get(unit, 0.0), lane.peak)
    return tuple(up_to(lane, peaks.get(daily_unit(lane))) for lane in lanes)


def up_to(lane: Lane, top: float | None) -> Lane:
    """Return a lane whose scale reaches up to a level, and says so."""
    if top is None or lane.peak is None or top == lane.peak:
        return lane
    return replace(lane, peak=top, detail=f"{lane.detail}, scale to {number_text(top)}")


def daily_unit(lane: Lane) -> str:
    """Return the unit of a lane whose levels are all amounts a day, else nothing."""
    cuts = [cut for cut in (*lane.segments, *lane.plans) if cut.level_from is not None]
    units = {cut.unit for cut in cuts}
    return units.pop() if len(units) == 1 and all(cut.per == "d" for cut in cuts) else ""


def _rooted(lane: Lane) -> Lane:
    if lane.peak is None:
        return lane
    words = f"{lane.detail}, \N{SQUARE ROOT} scale"
    return replace(lane, rooted=True, detail=words)
