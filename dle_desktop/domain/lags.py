"""Lags: how long after each change of the index drug CLASI activity had changed by 4 points.

Each change is followed up to the next one. It is an association in time and nothing more: no
change of the skin is called the effect of a dose.
"""

from itertools import pairwise
from math import inf
from typing import Literal

from msgspec import Struct

from dle_desktop.domain.clasi import Score, scores
from dle_desktop.domain.dose_figures import courses_of
from dle_desktop.domain.dosing import number_text
from dle_desktop.domain.evidence import ours, published
from dle_desktop.domain.exposure import ChangeKind, changes, steps
from dle_desktop.domain.figures import Figure, Review
from dle_desktop.domain.months import months_text

Kind = Literal["start"] | ChangeKind
_Moved = tuple[float, Kind, tuple[str, ...]]
POINTS = 4  # Klein 2011 (clinical.md 2.2)


class Lag(Struct, frozen=True):
    """One change of dose: the score before it and the first that differs by 4 points, if any."""

    day: float
    kind: Kind
    records: tuple[str, ...]
    before: Score | None
    seen: Score | None

    @property
    def days(self) -> float | None:
        """From the change to the visit that shows it."""
        return None if self.seen is None else self.seen.place.at - self.day


def lags(review: Review) -> tuple[Lag, ...]:
    """Return the start of the index drug and each change of its dose, in order."""
    courses = courses_of(review.case, review.case.index_drug)
    totals = scores(review.case, "activity")
    found: list[_Moved] = []
    taken = steps(review, courses)
    if taken and taken[0].sure:
        ids = tuple(piece.cut.dose.id for piece in taken[0].pieces)
        found.append((taken[0].start, "start", ids))
    found += [(one.day, one.kind, one.records) for one in changes(review, courses)]
    days = [*(day for day, _, _ in found), inf]
    return tuple(
        _lag(*change, totals, until)
        for change, (_, until) in zip(found, pairwise(days), strict=True)
    )


def _lag(
    day: float,
    kind: Kind,
    records: tuple[str, ...],
    totals: tuple[Score, ...],
    until: float,
) -> Lag:
    """Return one lag; a score of the day of a change belongs to the dose before it."""
    before = next((one for one in reversed(totals) if one.place.at <= day), None)
    after = (one for one in totals if day < one.place.at <= until)
    seen = None
    if before is not None:
        seen = next((one for one in after if abs(one.value - before.value) >= POINTS), None)
    return Lag(day, kind, records, before, seen)


_WORDS = {
    "start": "the first dose", "increase": "an increase", "reduction": "a reduction",
    "stop": "a stop", "restart": "a restart",
}  # fmt: skip


def lag_figure(review: Review) -> Figure:
    """Return the figure of the lags, each change of dose told in turn."""
    told = [one for one in lags(review) if one.before is not None]
    seen = [one for one in told if one.seen is not None]
    value = None
    if told:
        changes_ = "change" if len(told) == 1 else "changes"
        value = f"{len(seen)} of {len(told)} {changes_} of dose"
    records = [
        record
        for one in told
        for record in (
            *one.records,
            *(score.assessment.id for score in (one.before, one.seen) if score),
        )
    ]
    return Figure(
        key="lag", label="Activity moved by 4 points after", value=value,
        detail="; ".join(_text(one, review) for one in told) or None,
        rule=f"from each change of the index drug's dose to the first visit that differs by "
        f"{POINTS} points or more from the last score until then, not past the next change; in "
        "time only, no effect is claimed",
        sources=(published("4 points: Klein 2011, Arch Dermatol 147:203-8"), ours("the lag")),
        records=tuple(dict.fromkeys(records)),
    )  # fmt: skip


def _text(lag: Lag, review: Review) -> str:
    what = f"{_WORDS[lag.kind]} at month {months_text(lag.day, review.zero)}"
    if lag.before is None or lag.seen is None or lag.days is None:
        return f"{what}: no such change seen before the next"
    points = f"{lag.seen.value - lag.before.value:+d}".replace("-", "\N{MINUS SIGN}")
    return f"{what}: {points} points after {number_text(lag.days)} days"
