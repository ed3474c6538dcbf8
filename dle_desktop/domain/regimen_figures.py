"""The figures of a stretch of unchanged treatment: how long, how often seen, what was seen.

Each has the records it rests on and the rule by which they are counted to the stretch, the lag that
was chosen included. It does not cut the history (`regimens` does) and ranks nothing.
"""

from dle_desktop.domain import labs
from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.clasi import Score, Side, scores
from dle_desktop.domain.day_figure import signed
from dle_desktop.domain.evidence import ours
from dle_desktop.domain.figures import Figure, Review
from dle_desktop.domain.placed_labs import labs_of
from dle_desktop.domain.regimen_words import NONE, scores_text
from dle_desktop.domain.regimens import Scores, Stretch
from dle_desktop.domain.score_figures import ALBRECHT

STRETCH_RULE = (
    "a stretch lasts while no systemic dose changes; a taper is one stretch; what was seen on the "
    "day of a change belongs to the stretch before it"
)
_OURS = ours("how the history is cut, and what is counted to a stretch")


def stretch_figures(
    review: Review, stretch: Stretch, *, lag_days: float = 0.0
) -> tuple[Figure, ...]:
    """Return the figures of a stretch.

    Parameters
    ----------
    review
        The case as it is reviewed.
    stretch
        The stretch, cut with the same lag.
    lag_days
        How many days later visits, counts and events are counted to it.
    """
    seen = _Seen(review, stretch, lag_days)
    return (
        seen.length(),
        seen.visits(),
        seen.scores("activity", stretch.activity),
        seen.scores("damage", stretch.damage),
        seen.neutrophils(),
        seen.events(),
    )


class _Seen:
    """A stretch with its window: what was seen after `after` until `until` is counted to it."""

    def __init__(self, review: Review, stretch: Stretch, lag_days: float) -> None:
        self._review = review
        self._stretch = stretch
        self._after, self._until = stretch.start + lag_days, stretch.end + lag_days
        self._rule = "after the day the stretch begins until the day it ends"
        if lag_days:
            self._rule += f", each {lag_days:.0f} days later (the lag chosen)"

    def length(self) -> Figure:
        """Return how long it lasted, with the doses of it."""
        stretch = self._stretch
        start, end = (signed(round(day)) for day in (stretch.start, stretch.end))
        taken = [f"{one.drug} {one.level}" for one in stretch.taken]
        doses = (dose for one in stretch.taken for dose in one.doses)
        return Figure(
            key="stretch", label="This stretch", value=f"{stretch.days:.0f} days",
            detail=", ".join(taken) or "no systemic drug",
            arithmetic=f"day {end} \N{MINUS SIGN} day {start} = {stretch.days:.0f} days",
            rule=STRETCH_RULE, sources=(_OURS,), records=tuple(dict.fromkeys(doses)),
        )  # fmt: skip

    def visits(self) -> Figure:
        """Return how often a CLASI was taken."""
        count = self._stretch.visits
        found = [*self._within("activity"), *self._within("damage")]
        return Figure(
            key="visits", label="Visits", value=str(count),
            detail="too few to say anything" if self._stretch.few else None,
            rule=f"every CLASI with a total {self._rule}; fewer than "
            f"{self._review.case.rules.number('few_visits')} say too little",
            sources=(ours("what is a visit, and how many are few"),),
            records=tuple(dict.fromkeys(one.assessment.id for one in found)),
        )  # fmt: skip

    def scores(self, side: Side, seen: Scores) -> Figure:
        """Return how one side of the CLASI went."""
        value = detail = None
        records: tuple[str, ...] = ()
        if seen.last is not None and seen.lowest is not None:
            value = scores_text(seen)
            detail = f"lowest {seen.lowest.value}"
            three = (seen.before, seen.last, seen.lowest)
            records = tuple(dict.fromkeys(one.assessment.id for one in three if one))
        return Figure(
            key=f"stretch_{side}", label=f"CLASI {side}", value=value, detail=detail,
            rule="from the last total until the day it begins to the last and the lowest total "
            f"{self._rule}; an association, never an effect",
            sources=(ALBRECHT, _OURS), records=records,
        )  # fmt: skip

    def neutrophils(self) -> Figure:
        """Return the lowest neutrophil count."""
        lowest = self._stretch.neutrophils
        value = detail = None
        found: list[str] = []
        if lowest is not None:
            unit = labs.unit_text(labs.canonical_unit("neutrophils"))
            value = f"{format_number(lowest.value)} {unit}"
            detail = "calculated" if lowest.result.calculated else None
            found = [
                record
                for one in labs_of(self._review.case, "neutrophils")
                if one.result is lowest.result
                for record in one.records
            ]
        return Figure(
            key="stretch_neutrophils", label="Lowest neutrophils", value=value, detail=detail,
            rule=f"the lowest count {self._rule}", sources=(_OURS,),
            records=tuple(found),
        )  # fmt: skip

    def events(self) -> Figure:
        """Return what happened."""
        events = self._stretch.events
        return Figure(
            key="stretch_events", label="Events", value=str(len(events) or NONE),
            detail=", ".join(event.text or event.kind for event in events) or None,
            rule=f"the events that began {self._rule}", sources=(_OURS,),
            records=tuple(event.id for event in events),
        )  # fmt: skip

    def _within(self, side: Side) -> list[Score]:
        totals = scores(self._review.case, side)
        return [one for one in totals if self._after < one.place.at <= self._until]
