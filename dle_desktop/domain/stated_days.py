"""Stating a day: the moment that says a study day, in the way the record or its case says days.

A calendar date stays a calendar date and an offset stays an offset. It does not know records.
"""

from datetime import date, timedelta

from msgspec.structs import replace

from dle_desktop.domain.dates import resolve
from dle_desktop.domain.moments import FIRST_YEAR, LAST_YEAR, Certainty, Moment

FARTHEST = 200 * 366  # days from day 0 that an offset can say
_TO_THE_DAY = len("YYYY-MM-DD")


def moment_on(
    day: float, zero: date | None, like: Moment | None = None, certainty: Certainty = "exact"
) -> Moment:
    """Return the moment of a study day, rounded to the day and held within what can be written.

    Parameters
    ----------
    day
        The study day.
    zero
        Calendar date of day 0, None for a case without a calendar.
    like
        A moment whose kind is kept; without one it is a date wherever there is a calendar.
    certainty
        How sure the day is.
    """
    days = round(day)
    if zero is None or (like is not None and like.date is None):
        days = min(max(days, -FARTHEST), FARTHEST)
        return Moment(offset=f"{'-' if days < 0 else ''}P{abs(days)}D", certainty=certainty)
    first, last = (date(FIRST_YEAR, 1, 1) - zero).days, (date(LAST_YEAR, 12, 31) - zero).days
    on = zero + timedelta(days=min(max(days, first), last))
    return Moment(date=on.isoformat(), certainty=certainty)


def shifted(moment: Moment | None, days: float, zero: date | None) -> Moment | None:
    """Return a moment some days later that is no surer than before.

    What was known to the week, the month or the year becomes *about* a day; *about*, *before* and
    *after* stay. A moment that cannot be placed is returned as it is.
    """
    place = resolve(moment, zero)
    if moment is None or place is None:
        return moment
    known = replace(moment, certainty="exact")
    coarse = moment.certainty == "exact" and not _exact(known, zero)
    certainty: Certainty = "about" if coarse else moment.certainty
    return moment_on(place.at + days, zero, moment, certainty)


def _exact(moment: Moment, zero: date | None) -> bool:
    if moment.date is not None:
        return len(moment.date) == _TO_THE_DAY
    place = resolve(moment, zero)
    return place is not None and place.exact
