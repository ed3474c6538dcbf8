"""The time axis as it was chosen: relative or calendar, in which unit, counted from what.

It is a choice of looking; the study days of the data stay what they are.
"""

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

AxisMode = Literal["relative", "calendar"]
Grain = Literal["day", "week", "month"]
Unit = Literal["auto", "day", "week", "month"]


class Origin(Struct, frozen=True):
    """What relative time is counted from: a whole study day.

    `key` names it within its case, `text` says it after "since", `label` in a list of origins, in
    which those of one `group` stand together.
    """

    key: str
    day: float
    text: str
    label: str
    group: str = ""


class TimeAxis(Struct, frozen=True):
    """How time is told; without an origin it counts from day 0. `folded`: empty time is folded."""

    mode: AxisMode = "relative"
    unit: Unit = "auto"
    origin: Origin | None = None
    folded: bool = False

    @property
    def start(self) -> float:
        """The study day relative time counts from."""
        return 0.0 if self.origin is None else self.origin.day

    def since(self, anchor: str) -> str:
        """Return what relative time counts from, `anchor` being day 0 in words."""
        return anchor if self.origin is None else self.origin.text

    def by_calendar(self, zero: date | None) -> bool:
        """Whether the axis shows dates: the calendar is wanted, and known."""
        return self.mode == "calendar" and zero is not None

    def date(self, zero: date | None) -> date | None:
        """Return the calendar date of the origin, `zero` being that of day 0."""
        return None if zero is None else zero + timedelta(days=int(self.start))


RELATIVE, CALENDAR = TimeAxis(), TimeAxis(mode="calendar")
