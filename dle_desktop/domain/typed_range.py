"""A stretch of time as a person types it: from and to, each as in any field for a date.

Times such as "month 5" count from the origin the person sees. It does not know what is shown.
"""

from datetime import date, timedelta
from math import isfinite

from dle_desktop.domain.dates import Interval, resolve
from dle_desktop.domain.dosing import Span
from dle_desktop.domain.entry import parse_moment
from dle_desktop.domain.entry_problem import EntryProblem


def read_range(first: str, last: str, zero: date | None, whole: Span, start: float = 0.0) -> Span:
    """Return the study days two typed moments enclose; an empty one is the end of the whole.

    Parameters
    ----------
    first, last
        As typed. A month or a year reaches from its first to its last day.
    zero
        Calendar date of day 0, None where it is not known.
    whole
        Everything that can be shown.
    start
        The study day "day 0" means in what was typed.

    Raises
    ------
    EntryProblem
        If one of them is no moment, or the end does not lie behind the beginning.
    """
    begun, ended = _place(first, zero, start), _place(last, zero, start)
    low = whole.first if begun is None else begun.low
    high = whole.last if ended is None else ended.high
    if begun is not None and begun == ended:  # one day, one month: all of it
        low, high = min(low, begun.at - 1), max(high, begun.at + 1)
    if high <= low:
        raise EntryProblem("reversed", "the end has to lie behind the beginning")
    return Span(low, high)


def _place(text: str, zero: date | None, start: float) -> Interval | None:
    moment = parse_moment(text)
    if moment is None:
        return None
    if moment.offset is not None:
        began = None if zero is None else zero + timedelta(days=int(start))
        place = resolve(moment, began)
        shift = start
    else:
        place, shift = resolve(moment, zero), 0.0
    if place is None:
        raise EntryProblem(
            "no calendar", "this case has no calendar: write month 5 or day -14, not a date"
        )
    if not (isfinite(place.low) and isfinite(place.high)):
        raise EntryProblem("open", "leave out “before” and “after”: write the day itself")
    return Interval(place.low + shift, place.high + shift, place.at + shift)
