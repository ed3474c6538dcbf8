"""The figure: one derived value of a case with its rule, its source and the records it rests on.

It holds what every figure shares, the day a case is reviewed among it; what the figures are is told
in `summary` and the modules it asks.
"""

from datetime import date

from msgspec import Struct

from dle_desktop.domain.case import Case
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.dosing import Span, known_span
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.evidence import Source
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.remembered import remembered

REVIEW_RULE = "on the day follow-up ended, else on the day of the last record"


class Figure(Struct, frozen=True, kw_only=True):
    """One derived figure: `value` None is "not reported"; `detail` goes beside it.

    `brief` is the detail in two or three words, for where there is no room for it; `arithmetic` is
    how the value came about, where it was computed and can be told; `warns` says that the value
    asks for a look now.
    """

    key: str
    label: str
    value: str | None = None
    detail: str | None = None
    brief: str | None = None
    arithmetic: str | None = None
    warns: bool = False
    rule: str
    sources: tuple[Source, ...]
    records: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """All sources with their evidence in one line."""
        return "; ".join(f"{one.text} ({one.evidence})" for one in self.sources)


class Review(Struct, frozen=True):
    """A case with its calendar, its known span and the study day it is reviewed on."""

    case: Case
    zero: date | None
    span: Span | None
    day: float


@remembered(16)
def review_of(case: Case) -> Review:
    """Return the case as it is reviewed: on the last day of follow-up, not on today's date."""
    zero, span = day_zero(case), known_span(case)
    end = resolve(case.follow_up_end, zero)
    return Review(case, zero, span, end.at if end else span.last if span else 0.0)


def when(moment: Moment | None) -> str:
    """Return a moment as it is written, "date not reported" for none."""
    return format_moment(moment) or "date not reported"
