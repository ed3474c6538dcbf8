"""The events of a day: what happened on it, else what came last and what comes next, and how far.

An event that is only known as before or after something has no distance and is not told here.
"""

from bisect import bisect_left, bisect_right
from math import floor

from msgspec import Struct

from dle_desktop.domain.dates import exactly, resolve
from dle_desktop.domain.day_figure import DayFigure, on_day
from dle_desktop.domain.evidence import OURS
from dle_desktop.domain.figures import Figure, Review
from dle_desktop.domain.recorded_grade import recorded_grade

NEAR_DAYS = 30
EVENTS_RULE = (
    "what happened or was going on that day; else the last event and the next one within "
    f"{NEAR_DAYS} days; one known only as before or after something is not told"
)
_MOST = 2  # so many of one day are named, the rest counted


class _Placed(Struct, frozen=True):
    """An event with its first and its last study day; `about`: not known to the day."""

    start: int
    end: int
    text: str
    record: str
    about: bool


class NearEvents:
    """The events of a case, prepared to be asked for any day."""

    def __init__(self, review: Review) -> None:
        self._placed = sorted(_placed(review), key=_start)
        self._starts = [one.start for one in self._placed]
        self._spans = [one for one in self._placed if one.end > one.start]

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._placed)

    def on(self, day: int) -> DayFigure:
        """Return the figure of a day."""
        return self._found(day)[0]

    def explain(self, day: int) -> Figure:
        """Return the figure of a day with its reasons."""
        row, found = self._found(day)
        return Figure(
            key="events", label=on_day(row.label, day), value=row.value, detail=row.detail or None,
            rule=EVENTS_RULE, sources=(OURS,), records=tuple(one.record for one in found),
        )  # fmt: skip

    def _found(self, day: int) -> tuple[DayFigure, list[_Placed]]:
        begun, after = bisect_left(self._starts, day), bisect_right(self._starts, day)
        here = self._placed[begun:after]
        here += [one for one in self._spans if one.start < day <= one.end]
        if here:
            named = ", ".join(one.text for one in here[:_MOST])
            more = f" and {len(here) - _MOST} more" if len(here) > _MOST else ""
            return DayFigure("events", named + more, _here_text(here[0], day)), here
        last = max((one for one in self._placed[:begun] if _near(one.end, day)), key=_end,
                   default=None)  # fmt: skip
        ahead = self._placed[after : after + 1]
        coming = ahead[0] if ahead and _near(ahead[0].start, day) else None
        if last is None:
            if coming is None:
                words = f"none within {NEAR_DAYS} days"
                return DayFigure("events", words, tone="muted"), []
            return DayFigure("events", coming.text, _later(coming, day), "muted"), [coming]
        detail = _days(day - last.end, last, "ago")
        if coming is None:
            return DayFigure("events", last.text, detail, "muted"), [last]
        return (
            DayFigure("events", last.text, f"{detail}; {_later(coming, day)}: {coming.text}",
                      "muted"),
            [last, coming],
        )  # fmt: skip


def _placed(review: Review) -> list[_Placed]:
    found = []
    for event in review.case.events:
        place, until = resolve(event.moment, review.zero), resolve(event.end, review.zero)
        if place is None or not place.bounded:
            continue
        if event.ongoing:
            until = exactly(review.day)
        start = floor(place.at)
        end = max(start, floor(until.at)) if until is not None else start
        text = ", ".join(filter(None, (event.text or event.kind, recorded_grade(event))))
        found.append(_Placed(start, end, text, event.id, not place.exact))
    return found


def _near(one: int, day: int) -> bool:
    return abs(one - day) <= NEAR_DAYS


def _here_text(one: _Placed, day: int) -> str:
    if one.start == day:
        return "about that day" if one.about else "same day"
    return f"since {_days(day - one.start, one)}"


def _later(one: _Placed, day: int) -> str:
    return f"in {_days(one.start - day, one)}"


def _days(count: int, one: _Placed, after: str = "") -> str:
    about = "about " if one.about else ""
    return f"{about}{count} day{'' if count == 1 else 's'} {after}".strip()


def _start(one: _Placed) -> int:
    return one.start


def _end(one: _Placed) -> int:
    return one.end
