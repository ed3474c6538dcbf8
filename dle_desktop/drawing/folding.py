"""Empty time: the stretches of a case in which nothing is recorded, and how they are folded.

Nothing is folded inside a treatment or an event that lasts, nor between records that are closer
than `LEAST_MONTHS`. Whether time is folded at all is chosen by the person.
"""

from collections.abc import Iterator
from math import isfinite

from dle_desktop.domain.case import Case
from dle_desktop.domain.dates import DAYS_PER_MONTH, Interval, day_zero, moments_of, resolve
from dle_desktop.domain.dosing import Span, known_span, segments
from dle_desktop.domain.remembered import remembered
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.series import PAD_AFTER, PAD_BEFORE
from dle_desktop.drawing.time_scale import UNFOLDED, Folds

LEAST_MONTHS = 6.0  # our convention: less empty time than this is read as it is
_EDGE_DAYS = 15.0  # so much time beside a record is never folded
_SHARE, _LEAST_SAVED = 0.075, 0.5  # a fold's width in the whole; how much it must save


@remembered(16)
def empty_stretches(case: Case, least_months: float = LEAST_MONTHS) -> tuple[Span, ...]:
    """Return the stretches between records without any treatment, at least so many months long."""
    found, reached = [], None
    for first, last in sorted(_taken(case)):
        if reached is not None and first - reached >= least_months * DAYS_PER_MONTH:
            found.append(Span(reached + _EDGE_DAYS, first - _EDGE_DAYS))
        reached = last if reached is None else max(reached, last)
    return tuple(found)


def folded(stretches: tuple[Span, ...], whole: Span) -> Folds:
    """Return the stretches as folds of one width, in proportion to what is left of the whole."""
    inside = tuple(one for one in stretches if whole.first <= one.first and one.last <= whole.last)
    if not inside:
        return UNFOLDED
    lengths = [one.last - one.first for one in inside]
    left = whole.last - whole.first - sum(lengths)
    return Folds(inside, min(left * _SHARE, min(lengths) * _LEAST_SAVED))


def whole_shown(figure: Figure, folds: Folds) -> Span:
    """Return the stretch of a whole case, its padding as narrow as folding made the rest."""
    span = figure.span
    saved = span.last - span.first - folds.length(span.first, span.last)
    return Span(span.first + PAD_BEFORE * saved, span.last - PAD_AFTER * saved)


def _taken(case: Case) -> Iterator[tuple[float, float]]:
    """Yield the days a record, a treatment or something that lasts stands on."""
    zero, known = day_zero(case), known_span(case)
    if known is None:
        return
    for moment in set(moments_of(case)):
        place = resolve(moment, zero)
        if place is not None:
            yield _bounds(place, place)
    for course in case.courses:
        for cut in segments(course, zero, known):
            yield _bounds(cut.start, cut.end)
    spans = [(one.moment, one.end) for one in case.events]
    spans += [(one.moment, one.until) for one in case.assessments]
    for start, end in spans:
        begun, ended = resolve(start, zero), resolve(end, zero)
        if begun is not None and ended is not None:
            yield _bounds(begun, ended)
    for event in case.events:
        begun = resolve(event.moment, zero)
        if event.ongoing and begun is not None:
            yield _bounds(begun, begun)[0], known.last


def _bounds(start: Interval, end: Interval) -> tuple[float, float]:
    low = start.low if isfinite(start.low) else start.at
    return low, max(low, end.high if isfinite(end.high) else end.at)
