"""Checks of doses: overlaps, ends before starts, holds and open ends.

Doubtful dates get the benefit of the doubt: only what cannot be otherwise is found.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from math import inf

from msgspec.structs import replace

from dle_desktop.domain.case import Case, Course, Dose
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.dosing import known_span, segments
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.finding import Finding, dose_name

# Doses that may be given on top of another one of the same course.
_ADDED = ("single", "PRN")


def dose_findings(case: Case) -> Iterator[Finding]:
    """Yield what is to be looked at in the doses of a case."""
    zero = day_zero(case)
    for course in case.courses:
        for dose in course.doses:
            yield from _order(course, dose, zero)
            yield from _steps(course, dose, zero)
            if dose.status == "taken":
                yield from _amount(course, dose)
                yield from _open(case, course, dose)
        yield from _overlaps(course, zero)
        yield from _holds(case, course, zero)


def _order(course: Course, dose: Dose, zero: date | None) -> Iterator[Finding]:
    start = resolve(dose.start, zero)
    for what, moment in (("ends", dose.end), ("was last known", dose.last_known)):
        place = resolve(moment, zero)
        if start and place and place.high < start.low:
            message = f"{dose_name(course, dose)} {what} before it begins: {format_moment(moment)}."
            yield Finding("end-before-start", "fault", _sentence(message), (dose.id,))


def _steps(course: Course, dose: Dose, zero: date | None) -> Iterator[Finding]:
    steps = (dose.taper.steps or ()) if dose.taper else ()
    places = [place for step in steps if (place := resolve(step.start, zero))]
    if any(later.high < earlier.low for earlier, later in pairwise(places)):
        message = f"the steps of {dose_name(course, dose)} are not in the order of their dates."
        yield Finding("steps-out-of-order", "question", _sentence(message), (dose.id,))
    end = resolve(dose.end, zero)
    if end and any(place.low > end.high for place in places):
        message = f"a step of {dose_name(course, dose)} begins after the taper's end."
        yield Finding("step-after-end", "question", _sentence(message), (dose.id,))


def _amount(course: Course, dose: Dose) -> Iterator[Finding]:
    if dose.amount == 0:
        message = f"{dose_name(course, dose)} is a dose of 0: is it a pause?"
        yield Finding("dose-zero", "note", _sentence(message), (dose.id,))


def _open(case: Case, course: Course, dose: Dose) -> Iterator[Finding]:
    if dose.start is None:
        message = f"the start of {dose_name(course, dose)} is not reported."
        yield Finding("start-missing", "note", _sentence(message), (dose.id,))
    if dose.ongoing and dose.last_known is None and case.follow_up_end is None:
        message = f"{dose_name(course, dose)} is ongoing, but until when it is known is not said."
        yield Finding("ongoing-open", "note", _sentence(message), (dose.id,))


def _holds(case: Case, course: Course, zero: date | None) -> Iterator[Finding]:
    """Find holds that take nothing out of any dose, and those whose end is not said."""
    span = known_span(case)
    held = [dose for dose in course.doses if dose.status == "held"]
    if not held or span is None:
        return
    cut = segments(course, zero, span)
    for dose in held:
        rest = tuple(one for one in course.doses if one is not dose)
        name = dose_name(course, dose)
        if segments(replace(course, doses=rest), zero, span) == cut:
            message = f"{name} takes nothing out: no dose is recorded for these days."
            yield Finding("hold-of-nothing", "question", _sentence(message), (dose.id,))
        elif dose.end is None and not dose.ongoing:
            message = (
                f"the end of {name} is not reported: it counts until the next dose of its course."
            )
            yield Finding("hold-open", "question", _sentence(message), (dose.id,))


def _overlaps(course: Course, zero: date | None) -> Iterator[Finding]:
    spans = []
    for dose in course.doses:
        span = _sure_span(dose, zero)
        if span and dose.status == "taken" and dose.frequency not in _ADDED:
            spans.append((*span, dose))
    spans.sort(key=_begin)
    furthest, reaching = -inf, None
    for begin, end, dose in spans:
        if reaching is not None and begin < furthest:
            message = f"{dose_name(course, reaching)} and {dose_name(course, dose)} overlap."
            yield Finding("overlap", "question", _sentence(message), (reaching.id, dose.id))
        if end > furthest:
            furthest, reaching = end, dose


def _sure_span(dose: Dose, zero: date | None) -> tuple[float, float] | None:
    """Return from when until when a dose was taken beyond doubt, or None if that is no time."""
    start, end = resolve(dose.start, zero), resolve(dose.end or dose.last_known, zero)
    if start is None or (end is None and not dose.ongoing):
        return None
    until = inf if dose.ongoing or end is None else end.low
    return (start.high, until) if start.high < until else None


def _begin(span: tuple[float, float, Dose]) -> float:
    return span[0]


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]
