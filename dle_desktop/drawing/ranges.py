"""Stretches of time a person asks for by name: on the drug, the last months, around a record.

Each is given in study days; which is shown is the view's business.
"""

from math import floor, isfinite

from dle_desktop.domain.case import Case
from dle_desktop.domain.dates import Interval, day_zero, resolve
from dle_desktop.domain.dosing import Span
from dle_desktop.domain.months import months_later
from dle_desktop.domain.records import find_record
from dle_desktop.drawing.figure import Figure

LAST_MONTHS, AROUND_MONTHS = 6, 3  # our convention
_PADDING = 0.03
_MOMENTS = ("start", "moment", "end", "until", "last_known")


def on_drug(figure: Figure) -> Span | None:
    """Return the stretch from the first to the last day of the index drug, None without it."""
    cuts = [cut for lane in figure.lanes if lane.group == "index" for cut in lane.segments]
    if not cuts:
        return None
    return _padded(min(cut.start.at for cut in cuts), max(cut.end.at for cut in cuts))


def last_months(figure: Figure, months: int = LAST_MONTHS) -> Span | None:
    """Return the last months anything is known of, None without a record."""
    if figure.known is None:
        return None
    last = figure.known.last
    return _padded(months_later(last, -months, figure.zero), last)


def around_record(case: Case, record_id: str, months: int = AROUND_MONTHS) -> Span | None:
    """Return a record with some months on either side, None where it has no day."""
    record, zero = find_record(case, record_id), day_zero(case)
    found = [resolve(getattr(record, name, None), zero) for name in _MOMENTS]
    places = [place for place in found if place is not None]
    if not places:
        return None
    first, last = min(map(_low, places)), max(map(_high, places))
    return Span(months_later(first, -months, zero), months_later(last, months, zero))


def _low(place: Interval) -> float:
    return floor(place.low) if isfinite(place.low) else floor(place.at)


def _high(place: Interval) -> float:
    return place.high if isfinite(place.high) else place.at


def _padded(first: float, last: float) -> Span:
    padding = max(1.0, (last - first) * _PADDING)
    return Span(first - padding, last + padding)
