"""Steroids: systemic doses as prednisone, and whether the index drug spared them.

Equivalents are approximate and anti-inflammatory only (`clinical.md` 5.1). Local steroids do not
count, pulses are told apart; nothing here says that the index drug caused what followed it.
"""

from math import inf

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.bounds import Bounds
from dle_desktop.domain.case import Case, Course, Dose
from dle_desktop.domain.clasi import index_start
from dle_desktop.domain.cumulative import (
    Intake,
    Rate,
    Stretch,
    levels,
    stretches,
    weighted,
)
from dle_desktop.domain.dates import Interval
from dle_desktop.domain.dosing import TO_MG
from dle_desktop.domain.drugs import generic_name
from dle_desktop.domain.figures import Review
from dle_desktop.domain.standing import standing

# mg that equal prednisone 5 mg (clinical.md 5.1; deflazacort and betamethasone differ by source).
MG_OF_PREDNISONE_5: dict[str, float] = {
    "prednisone": 5.0, "prednisolone": 5.0, "methylprednisolone": 4.0, "triamcinolone": 4.0,
    "dexamethasone": 0.75, "betamethasone": 0.6, "hydrocortisone": 20.0, "cortisone": 25.0,
    "deflazacort": 6.0,
}  # fmt: skip
SOURCE = (
    "approximate equivalents of prednisone 5 mg: prednisolone 5, methylprednisolone 4, "
    "triamcinolone 4, dexamethasone 0.75, betamethasone 0.6, hydrocortisone 20, cortisone 25, "
    "deflazacort 6 mg; globalrph.com corticosteroid converter and Neuro-Oncol Pract, PMC4369706, "
    "table 1"
)
# EULAR and DORIS 5, LLDAS and TULIP 7.5, TULIP 10 mg/d; 0 is off the steroid (clinical.md 5.4).
CUTS = (10.0, 7.5, 5.0, 0.0)
PULSE_MG = 250.0  # intravenous, prednisone-equivalent, per dose; convention of this program
SAME_COURSE_DAYS = 1.0  # a gap of a day is an end written as the last day taken, no restart

_LOCAL = (
    "topical", "transdermal", "intralesional", "ophthalmic", "nasal", "inhal", "articular",
    "rectal", "otic", "cream", "ointment", "skin",
)  # fmt: skip
_INTO_THE_BODY = ("oral", "intraven", "intramusc", "subcut")
_ABBREVIATED = frozenset(("iv", "im", "po", "sc"))  # as words: "subconjunctival" is no "iv"


def factor(drug: str) -> float | None:
    """Return the mg of prednisone that 1 mg of a steroid equals, None for no steroid of the table.

    Source: `clinical.md` 5.1.
    """
    equal = MG_OF_PREDNISONE_5.get(generic_name(drug))
    return None if equal is None else 5.0 / equal


def counts(course: Course) -> bool:
    """Whether a course is a systemic steroid; triamcinolone only where its route says so."""
    route = (course.route or "").casefold()
    if course.group == "topical" or any(word in route for word in _LOCAL):
        return False
    name = generic_name(course.drug)
    if name == "triamcinolone":
        into_the_body = any(word in route for word in _INTO_THE_BODY)
        return into_the_body or not _ABBREVIATED.isdisjoint(_words(route))
    return name in MG_OF_PREDNISONE_5


def _words(route: str) -> list[str]:
    """Return the words of a route, "i.v." as "iv"."""
    return route.replace(".", "").split()


class Steroids(Struct, frozen=True):
    """The systemic steroids of a case: courses with their factor, what was taken, pulses apart."""

    review: Review
    courses: tuple[tuple[Course, float], ...]
    taken: Intake
    pulses: Intake
    stretches: tuple[Stretch, ...]
    begun: float  # the first day of the index drug, else day 0: "before" and "after" part there


def steroids_of(review: Review) -> Steroids | None:
    """Return the systemic steroids of a case, None where none is recorded with a date."""
    if review.span is None or not any(counts(course) for course in review.case.courses):
        return None
    daily, pulsed = _apart(review.case)
    held = [
        stretch
        for course, times in daily
        for stretch in stretches(course, times, review.zero, review.span)
        if stretch.cut.tick_days is None
    ]
    return Steroids(
        review,
        daily,
        weighted(daily, review.zero, review.span),
        weighted(pulsed, review.zero, review.span),
        tuple(sorted(held, key=_start)),
        index_start(review.case),
    )


def _apart(
    case: Case,
) -> tuple[tuple[tuple[Course, float], ...], tuple[tuple[Course, float], ...]]:
    """Return the courses without their pulses, and the pulses."""
    daily, pulsed = [], []
    for course in case.courses:
        times = factor(course.drug)
        if times is None or not counts(course):
            continue
        pulses = tuple(dose for dose in course.doses if _is_pulse(course, dose, times))
        rest = tuple(dose for dose in course.doses if dose not in pulses)
        holds = tuple(dose for dose in rest if dose.status == "held")
        daily.append((replace(course, doses=rest), times))
        pulsed.append((replace(course, doses=(*pulses, *holds)), times))
    return tuple(daily), tuple(pulsed)


def _is_pulse(course: Course, dose: Dose, times: float) -> bool:
    route = (course.route or "").casefold()
    mg = TO_MG.get((dose.unit or "").strip().casefold(), 0.0) * (dose.amount or 0.0) * times
    taken = dose.status == "taken"
    return taken and ("intraven" in route or "iv" in _words(route)) and mg >= PULSE_MG


def _start(stretch: Stretch) -> float:
    return stretch.start.at


def equivalent_on(steroids: Steroids, day: float) -> Bounds:
    """Return the prednisone-equivalent a day in force on a study day, in mg/d.

    A dose that may have ended counts from nothing to its whole.
    """
    low = high = 0.0
    span = steroids.review.span
    assert span is not None  # noqa: S101 - without a span there are no steroids
    for course, times in steroids.courses:
        held = standing((course,), day, steroids.review.zero, span)
        for cut in (*held.sure, *held.doubtful):
            if cut.tick_days is None and cut.dose.frequency != "PRN":
                least, most = levels(cut)
                low += least * times if cut in held.sure else 0.0
                high += most * times
    return Bounds(low, high)


class Restart(Struct, frozen=True):
    """A steroid begun again once the index drug was taken, after a stop (`stopped`: when).

    `systemic`: its reason names systemic disease, so it is no failure of the skin.
    """

    stretch: Stretch
    stopped: Interval
    reason: str | None
    systemic: bool


def restarts(steroids: Steroids) -> tuple[Restart, ...]:
    """Return the restarts until the day of review; an end that is not reported is no stop."""
    found: list[Restart] = []
    before: Stretch | None = None
    for stretch in steroids.stretches:
        within = steroids.begun < stretch.start.at <= steroids.review.day
        if before is not None and within and _is_restart(before, stretch):
            reason = stretch.cut.dose.reason
            systemic = "systemic" in (reason or "").casefold()
            found.append(Restart(stretch, before.end, reason, systemic))
        if before is None or stretch.end.at > before.end.at:
            before = stretch
    return tuple(found)


def _is_restart(before: Stretch, stretch: Stretch) -> bool:
    if before.cut.end_kind != "closed":
        return False
    gap = stretch.start.at - before.end.at
    return gap > SAME_COURSE_DAYS or (gap >= 0 and stretch.start.high == inf)


class Reached(Struct, frozen=True):
    """From when a daily dose was at or under `cut`: possibly from `first`, surely from `sure`.

    `broken` is the first day after that above it, None for none; `held` is None where it is not
    known whether it held until the day of review.
    """

    cut: float
    first: float | None
    sure: float | None
    broken: float | None = None
    held: bool | None = None


def reached(steroids: Steroids, cut: float) -> Reached:
    """Return when, from the first index dose on, a daily equivalent was first at or under `cut`."""
    course = _course_since(steroids)
    first = next((rate.start for rate in course if rate.low <= cut), None)
    sure = next((rate.start for rate in course if rate.high <= cut), None)
    again = restarts(steroids)
    if cut == 0 and again:  # who restarted had stopped
        stop = again[0].stopped
        if sure is None or sure > stop.high:
            first, sure = max(steroids.begun, stop.low), max(steroids.begun, stop.high)
            broken = max(sure, again[0].stretch.start.at)
            return Reached(cut, first, sure, broken, held=False)
    if first is None or sure is None:
        return Reached(cut, first, sure)
    above = [rate.start for rate in course if rate.start >= sure and rate.low > cut]
    above += [
        stretch.start.at
        for stretch in steroids.stretches
        if stretch.low > cut and sure <= stretch.start.at < steroids.review.day
    ]
    if above:
        return Reached(cut, first, sure, min(above), held=False)
    doubtful = any(rate.start > sure and rate.high > cut for rate in course)
    return Reached(cut, first, sure, None, held=None if doubtful else True)


def _course_since(steroids: Steroids) -> tuple[Rate, ...]:
    """Return what was taken a day from the first index dose until the review, without gaps."""
    end = steroids.review.day
    found: list[Rate] = []
    at = steroids.begun
    for rate in steroids.taken.rates:
        start, until = max(rate.start, steroids.begun), min(rate.end, end)
        if start >= until:
            continue
        if start > at:
            found.append(Rate(at, start, 0.0, 0.0))
        found.append(Rate(start, until, rate.low, rate.high))
        at = until
    if at < end:
        found.append(Rate(at, end, 0.0, 0.0))
    return tuple(found)
