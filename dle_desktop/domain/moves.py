"""Moves: an edge, a whole dose, a visit, a result or an event set to another day.

What is taken hold of is stated to the day from then on; what goes along with it stays as sure as it
was. Values are never changed by moving. It does not know why or how something is moved.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain import edits
from dle_desktop.domain.case import Assessment, Case, Dose, Event, LabResult, TaperStep
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.edges import Edge
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.records import RecordMissing, course_of, find_record
from dle_desktop.domain.stated_days import moment_on, shifted

State = Callable[[float, Moment | None], Moment]  # a day said in the way of another moment
Shift = Callable[[Moment | None, float], Moment | None]


class Move(Struct, frozen=True, kw_only=True):
    """What goes where: an edge of a dose, or a whole record, to a study day.

    `day` is where the edge, the start of a dose or the moment of a record then lies.
    """

    record_id: str
    day: float
    edge: Edge | None = None


class _Way:
    """How days are written: `late` is how many days later day 0 is after the move."""

    def __init__(self, zero: date | None, late: int = 0) -> None:
        self._zero = zero
        self._late = late

    def state(self, day: float, like: Moment | None) -> Moment:
        """Return the moment of a day, known to the day."""
        made = moment_on(day, self._zero, like)
        return moment_on(day - self._late, self._zero, like) if made.offset else made

    def shift(self, moment: Moment | None, days: float) -> Moment | None:
        """Return a moment some days later, as sure as it was."""
        if moment is not None and moment.offset:
            days -= self._late
        return shifted(moment, days, self._zero)


def moved(case: Case, move: Move) -> Case:
    """Return the case after a move; the same case where it changes no day.

    Raises
    ------
    RecordMissing
        If the case does not hold the record.
    """
    if move.edge is not None:
        return _settled(case, _edge_moved, move.edge, move.edge.held(move.day))
    return _settled(case, _record_moved, move.record_id, float(round(move.day)))


def doses_after(doses: tuple[Dose, ...], edge: Edge, day: float, zero: date | None) -> tuple[
    Dose, ...
]:  # fmt: skip
    """Return the doses of a course after one edge went to another day."""
    if day == round(edge.day):
        return doses
    return tuple(_dose_after(dose, edge, day, zero, _Way(zero)) for dose in doses)


def dose_after(dose: Dose, day: float, zero: date | None) -> Dose:
    """Return a whole dose moved so that it begins on a day."""
    return _whole_dose(dose, day, zero, _Way(zero))


def start_of(dose: Dose, zero: date | None) -> float | None:
    """Return the day a whole dose is moved by: its start, else its end or last known day."""
    for moment in (dose.start, dose.end, dose.last_known):
        place = resolve(moment, zero)
        if place is not None:
            return place.at
    return None


def _settled(case: Case, change: Callable[..., Case], *what: Any) -> Case:
    """Return the changed case; where it moves day 0 itself, offsets still say the days meant."""
    zero = day_zero(case)
    made = change(case, *what, zero, _Way(zero))
    after = day_zero(made)
    if zero is None or after is None or after == zero:
        return made
    return change(case, *what, zero, _Way(zero, (after - zero).days))


def _edge_moved(case: Case, edge: Edge, day: float, zero: date | None, way: _Way) -> Case:
    course = course_of(case, edge.dose_id)
    if day == round(edge.day):
        return case
    for dose in course.doses:
        case = edits.replace_dose(case, _dose_after(dose, edge, day, zero, way))
    return case


def _record_moved(case: Case, record_id: str, day: float, zero: date | None, way: _Way) -> Case:
    record = find_record(case, record_id)
    match record:
        case Dose():
            return edits.replace_dose(case, _whole_dose(record, day, zero, way))
        case Assessment():
            moment, until = _spanned(record.moment, record.until, day, zero, way)
            return edits.replace_assessment(case, replace(record, moment=moment, until=until))
        case LabResult():
            moment, _ = _spanned(record.moment, None, day, zero, way)
            return edits.replace_lab(case, replace(record, moment=moment))
        case Event():
            moment, end = _spanned(record.moment, record.end, day, zero, way)
            return edits.replace_event(case, replace(record, moment=moment, end=end))
    raise RecordMissing(record_id)


def _spanned(
    moment: Moment | None, until: Moment | None, day: float, zero: date | None, way: _Way
) -> tuple[Moment | None, Moment | None]:
    place = resolve(moment, zero)
    if place is None or round(place.at) == day:
        return moment, until
    return way.state(day, moment), way.shift(until, day - place.at)


def _dose_after(dose: Dose, edge: Edge, day: float, zero: date | None, way: _Way) -> Dose:
    if dose.id in edge.joined:
        return _begun(dose, day, zero, way)
    if dose.id != edge.dose_id:
        return dose
    match edge.part:
        case "start":
            return _begun(dose, day, zero, way)
        case "end":
            return replace(dose, end=way.state(day, dose.end))
        case "last known":
            return replace(dose, last_known=way.state(day, dose.last_known))
    return _stepped(dose, edge.step, day, way)


def _stepped(dose: Dose, number: int, day: float, way: _Way) -> Dose:
    steps = dose.taper.steps if dose.taper else None
    if dose.taper is None or steps is None or number >= len(steps):
        return dose
    step = replace(steps[number], start=way.state(day, steps[number].start))
    steps = (*steps[:number], step, *steps[number + 1 :])
    return replace(dose, taper=replace(dose.taper, steps=steps))


def _begun(dose: Dose, day: float, zero: date | None, way: _Way) -> Dose:
    """Return a dose that begins on a day; a step of its taper that began with it goes along."""
    before = resolve(dose.start, zero)
    dose_begun = replace(dose, start=way.state(day, dose.start))
    if dose.taper is None or dose.taper.steps is None or before is None:
        return dose_begun
    steps = tuple(
        replace(step, start=way.state(day, step.start)) if _on(step, zero) == before.at else step
        for step in dose.taper.steps
    )
    return replace(dose_begun, taper=replace(dose.taper, steps=steps))


def _on(step: TaperStep, zero: date | None) -> float | None:
    place = resolve(step.start, zero)
    return None if place is None else place.at


def _whole_dose(dose: Dose, day: float, zero: date | None, way: _Way) -> Dose:
    first = start_of(dose, zero)
    if first is None or round(first) == day:
        return dose
    days = day - first
    taper = dose.taper
    if taper is not None and taper.steps is not None:
        steps = tuple(
            replace(step, start=way.shift(step.start, days) or step.start) for step in taper.steps
        )
        taper = replace(taper, steps=steps)
    return replace(
        dose,
        start=way.shift(dose.start, days),
        end=way.shift(dose.end, days),
        last_known=way.shift(dose.last_known, days),
        taper=taper,
    )
