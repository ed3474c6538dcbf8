"""The schedules of blood counts on lenalidomide, as data (`clinical.md` 4.1).

No schedule exists for discoid lupus: its use is off-label. They know no case, only days after a
start; which of them a case follows, and with which windows, is told by its rules.
"""

from collections.abc import Callable
from math import inf
from typing import Literal

from msgspec import Struct

from dle_desktop.domain.evidence import Source, published, unchecked
from dle_desktop.domain.rules import Rules, ScheduleKey

MONTH_DAYS = 28
Grain = Literal["weekly", "monthly"]


class Phase(Struct, frozen=True):
    """Every so many days, up to and with day `until`; `grain` says which window holds.

    Months may be counted by the calendar unless the source counts days (`in_days`).
    """

    until: float
    every: int
    grain: Grain
    in_days: bool = False

    @property
    def in_months(self) -> bool:
        """Whether its steps are months, which may be counted by the calendar."""
        return self.every == MONTH_DAYS and not self.in_days


class Schedule(Struct, frozen=True, kw_only=True):
    """A schedule of blood counts."""

    key: ScheduleKey
    label: str
    source: Source
    phases: tuple[Phase, ...]

    @property
    def monthly(self) -> bool:
        """Whether any of its counts is a monthly one."""
        return any(phase.grain == "monthly" for phase in self.phases)

    @property
    def may_follow_the_calendar(self) -> bool:
        """Whether any of its months may be counted by the calendar."""
        return any(phase.in_months for phase in self.phases)

    def days(
        self, last: float, rules: Rules, month: Callable[[int], float]
    ) -> tuple[tuple[float, int], ...]:
        """Return the days after the start on which a count is due, up to `last`, and the window.

        Parameters
        ----------
        last
            No day after this one is returned.
        rules
            The windows, and how months are counted.
        month
            Days from the start until a number of calendar months later; the nth of them stands
            where the nth 28 days would.
        """
        window = {"weekly": rules.weekly_window_days, "monthly": rules.monthly_window_days}
        found = [(0.0, window[self.phases[0].grain])]
        count = 0
        while True:
            phase = next(one for one in self.phases if count + one.every <= one.until)
            count += phase.every
            by_calendar = phase.in_months and rules.months == "calendar"
            day = month(count // MONTH_DAYS) if by_calendar else float(count)
            if day > last:
                return tuple(found)
            found.append((day, window[phase.grain]))


_WEEKS_THEN_MONTHS = (Phase(56, 7, "weekly"), Phase(inf, MONTH_DAYS, "monthly"))

# The first is the default.
SCHEDULES: tuple[Schedule, ...] = (
    Schedule(
        key="paper", label="weekly for 2 months, then monthly",
        source=published("schedule: Shah 2009, Arch Dermatol 145:303-6"), phases=_WEEKS_THEN_MONTHS,
    ),
    Schedule(
        key="label-del5q", label="weekly for 8 weeks, then monthly (US label, del(5q) MDS)",
        source=published("schedule: US label, boxed warning, 2010"), phases=_WEEKS_THEN_MONTHS,
    ),
    Schedule(
        key="expert-2008", label="weekly for 2 months, then every 2 weeks (expert, del(5q) MDS)",
        source=published("schedule: Giagounidis 2008, doi 10.1007/s00277-008-0449-0"),
        phases=(Phase(56, 7, "weekly"), Phase(inf, 14, "weekly")),
    ),
    Schedule(
        key="label-mcl", label="weekly for 28 days, every 2 weeks to day 112, then monthly",
        source=published("schedule: US label, mantle cell lymphoma"),
        phases=(Phase(28, 7, "weekly"), Phase(112, 14, "weekly"),
                Phase(inf, MONTH_DAYS, "monthly")),
    ),
    Schedule(
        key="label-myeloma", label="weekly for 56 days, days 57 and 71, then every 28 days",
        source=unchecked("schedule: US label, myeloma"),
        phases=(Phase(56, 7, "weekly"), Phase(84, 14, "weekly"),
                Phase(inf, MONTH_DAYS, "monthly", in_days=True)),
    ),
)  # fmt: skip


def schedule_of(rules: Rules) -> Schedule:
    """Return the schedule a case follows."""
    return next(one for one in SCHEDULES if one.key == rules.blood_counts)
