"""The rules of a case: what its figures follow wherever a convention of ours can be chosen.

Every default is the one of `clinical.md`; a case writes only what was chosen otherwise. None of
these numbers is published as a rule for this disease, so wherever a figure uses one it says so.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from dle_desktop.domain.texts import RecordId

ScheduleKey = Literal["paper", "label-del5q", "expert-2008", "label-mcl", "label-myeloma"]
Applies = Literal["apply", "do not apply"]
Cycles = Literal["regular", "irregular"]

_Days = Annotated[int, Meta(ge=0, le=366)]
_Window = Annotated[int, Meta(ge=0, le=28)]


class Rules(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """The rules of one case; a field left out is the program's own convention."""

    baseline: RecordId | None = None
    baseline_days_before: _Days = 28
    baseline_days_after: _Days = 14
    confirmed_within_days: _Days = 112
    flare_points: Annotated[int, Meta(ge=1, le=70)] = 4
    flare_percent: Annotated[int, Meta(ge=0, le=1000)] = 20
    relapse_within_days: _Days = 90
    few_visits: Annotated[int, Meta(ge=1, le=20)] = 2
    blood_counts: ScheduleKey = "paper"
    months: Literal["28 days", "calendar"] = "28 days"
    weekly_window_days: _Window = 3
    monthly_window_days: _Window = 7
    held_days: _Days = 28
    anew_on_increase: bool = True
    pregnancy_tests: Applies | None = None
    cycles: Cycles | None = None

    def number(self, field: str) -> str:
        """Return a number in words for a rule's text; one that was chosen says so."""
        value = getattr(self, field)
        chosen = value != getattr(_DEFAULTS, field)
        return f"{value} (chosen for this case)" if chosen else str(value)


_DEFAULTS = Rules()
