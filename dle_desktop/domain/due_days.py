"""Days on which something was due: with their windows, and the record that met each of them.

"Today" is the day a case is reviewed on, its last follow-up, never the clock. It does not know what
is asked for (`monitoring`, `pregnancy_tests`) and not what a record showed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import groupby
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.case import Event, LabResult
from dle_desktop.domain.dates import Interval

Status = Literal["done", "due", "late", "overdue"]
MISSED: frozenset[Status] = frozenset({"late", "overdue"})


class Due(Struct, frozen=True):
    """A day on which something was due, between `low` and `high`, and the record that met it.

    *Due* has its window still open; *late* was not done in time; *overdue* is late with nothing
    done since, while the drug is still taken. `met` is the study day of the record.
    """

    day: float
    low: float
    high: float
    status: Status = "due"
    record: LabResult | Event | None = None
    met: float | None = None

    @property
    def shown(self) -> float:
        """The day it is drawn on: that of the record, else the day it was due."""
        return self.day if self.met is None else self.met


class Monitoring(Struct, frozen=True):
    """All that was due until the day of review, in order, and the next day if the drug goes on."""

    dues: tuple[Due, ...]
    next_day: float | None

    def of(self, status: Status) -> tuple[Due, ...]:
        """Return what has a status."""
        return tuple(one for one in self.dues if one.status == status)

    def missed_runs(self) -> tuple[tuple[Due, ...], ...]:
        """Return the stretches of days in a row that were missed, late and overdue ones apart."""
        return tuple(
            tuple(run) for status, run in groupby(self.dues, key=_status) if status in MISSED
        )

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that met a day, each once."""
        return tuple(dict.fromkeys(one.record.id for one in self.dues if one.record))


Found = tuple[Interval, LabResult | Event]


class Evidence:
    """What was done and when, to be asked for what lies within a window."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.found = sorted(found, key=_low)
        self._lows = [place.low for place, _ in self.found]
        self._widest = max((place.high - place.low for place, _ in self.found), default=0.0)
        self.last_high = max((place.high for place, _ in self.found), default=float("-inf"))

    def meeting(self, due: Due) -> list[Found]:
        """Return what may lie within the window."""
        first = bisect_left(self._lows, due.low - self._widest)
        end = bisect_right(self._lows, due.high)
        return [one for one in self.found[first:end] if one[0].high >= due.low]


def _low(found: Found) -> float:
    return found[0].low


def _status(due: Due) -> Status:
    return due.status


def judged(asked: Iterable[Due], evidence: Evidence, today: float, *, active: bool) -> Monitoring:
    """Return what was asked until today with its status, and the first day asked after it.

    A record known to the day meets every day whose window it lies in; one that is not meets one.
    Without anything done since, the last missed days are overdue while the drug is `active`.
    """
    used: set[str] = set()
    found: list[Due] = []
    next_day = None
    for due in asked:
        if due.day > today:
            next_day = due.day
            break
        meeting = [one for one in evidence.meeting(due) if one[1].id not in used]
        place, record = min(meeting, key=_Nearest(due.day), default=(None, None))
        if place is not None and record is not None:
            found.append(replace(due, status="done", record=record, met=place.at))
            used |= set() if place.exact else {record.id}
        else:
            found.append(replace(due, status="late" if today > due.high else "due"))
    return Monitoring(_told_overdue(found, evidence) if active else tuple(found), next_day)


def _told_overdue(dues: list[Due], evidence: Evidence) -> tuple[Due, ...]:
    return tuple(
        replace(one, status="overdue")
        if one.status == "late" and one.low > evidence.last_high
        else one
        for one in dues
    )


class _Nearest:
    """A key that sorts by the distance from a day."""

    def __init__(self, day: float) -> None:
        self._day = day

    def __call__(self, found: Found) -> float:
        return abs(found[0].at - self._day)
