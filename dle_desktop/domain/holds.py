"""Holds: spans in which a course's dose was missed, held back or refused, in study days.

A hold takes its days out of whatever is recorded as taken; `dosing` does the cutting. It does not
know amounts, nor why a dose was held beyond the words of its record.
"""

from datetime import date

from msgspec import Struct

from dle_desktop.domain.case import Course, Dose
from dle_desktop.domain.dates import Interval, resolve

_OPEN = 1e6  # an open side, beyond any date a case can hold


class Hold(Struct, frozen=True):
    """A span without the drug from `start` until (not including) `end`.

    `end` is None where the hold goes on or its end is not reported: it then lasts to the next dose
    of the course that is recorded as taken.
    """

    dose: Dose
    start: Interval
    end: Interval | None


def holds_of(course: Course, zero: date | None, taken: tuple[float, ...]) -> tuple[Hold, ...]:
    """Return the holds of a course that have a day and a length, in order of their start.

    Parameters
    ----------
    course
        The course.
    zero
        Calendar date of day 0, None for a case without a calendar.
    taken
        The study days on which doses recorded as taken begin.
    """
    found = []
    for dose in course.doses:
        start, end = resolve(dose.start, zero), resolve(dose.end, zero)
        if dose.status != "held" or start is None or (dose.end is not None and end is None):
            continue
        if end is None:
            following = min((day for day in taken if day > start.at), default=None)
            end = None if following is None else Interval(following, following, following)
        if end is None or end.at > start.at:
            found.append(Hold(dose, _closed(start), None if end is None else _closed(end)))
    return tuple(sorted(found, key=_start_day))


def _closed(edge: Interval) -> Interval:
    return Interval(max(edge.low, -_OPEN), min(edge.high, _OPEN), edge.at)


def _start_day(hold: Hold) -> float:
    return hold.start.at
