"""Response: which fall of CLASI activity was met when, kept or lost; flares and relapses.

Scores exist only at visits, so every moment is an interval between the last visit without and the
first visit with; nothing is interpolated and per cents are compared as exact fractions. It knows
totals only: readings in words have no part in it, and no change is called the effect of another.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from dle_desktop.domain import clasi
from dle_desktop.domain.clasi import PERCENT_FROM, Score, first_index_day
from dle_desktop.domain.dose_figures import courses_of
from dle_desktop.domain.evidence import Source, published
from dle_desktop.domain.exposure import Change, changes
from dle_desktop.domain.figures import Review
from dle_desktop.domain.remembered import remembered
from dle_desktop.domain.rules import Rules

RuleKey = Literal["points", "percent", "clasi-50", "clasi-70", "complete"]
Confirmation = Literal["confirmed", "not confirmed", "no visit in time"]


def _four_points(then: int, now: int) -> bool:
    return then - now >= 4  # noqa: PLR2004 - the rule itself


def _fifth(then: int, now: int) -> bool:
    return 100 * (then - now) >= 20 * then


def _half(then: int, now: int) -> bool:
    return 100 * (then - now) >= 50 * then


def _seventy(then: int, now: int) -> bool:
    return 100 * (then - now) >= 70 * then


def _clear(then: int, now: int) -> bool:
    return now == 0 < then


class Rule(Struct, frozen=True):
    """A rule of response: `met(baseline, now)`; a rule in per cent needs a baseline of 8."""

    key: RuleKey
    label: str
    source: Source
    met: Callable[[int, int], bool]
    percent: bool = True

    def offered(self, baseline: int) -> bool:
        """Whether the rule can be asked from this baseline."""
        return baseline >= PERCENT_FROM if self.percent else baseline > 0


_KLEIN = published("4 points, 20 %: Klein 2011, Arch Dermatol 147:203-8")
# clinical.md 2.2, the table of meaningful change; the weakest first.
RULES: tuple[Rule, ...] = (
    Rule("points", "fall of 4 points", _KLEIN, _four_points,
         percent=False),
    Rule("percent", "fall of 20 %", _KLEIN, _fifth),
    Rule("clasi-50", "CLASI-50", published("CLASI-50: LILAC, TULIP"), _half),
    Rule("clasi-70", "CLASI-70", published("CLASI-70: LAVENDER, NCT06015737"), _seventy),
    Rule("complete", "complete response",
         published("activity 0: Cortés-Hernández 2012, Arthritis Res Ther 14:R265"),
         _clear, percent=False),
)  # fmt: skip


def threshold(rule: Rule, baseline: int) -> int | None:
    """Return the highest total that meets a rule from a baseline, None where none can."""
    return next((now for now in range(baseline, -1, -1) if rule.met(baseline, now)), None)


def threshold_text(rule: Rule, baseline: int) -> str:
    """Return the highest total that meets a rule from a baseline: "9 or less", "" for none."""
    most = threshold(rule, baseline)
    return "" if most is None else f"{most} or less" if most else "0"


class Spell(Struct, frozen=True):
    """A run of visits that meet a rule, from between `without` and `first` until `lost` or still.

    `without` is the last visit before it that did not meet the rule; `last` the last that did.
    """

    without: Score
    first: Score
    last: Score
    lost: Score | None
    confirmation: Confirmation


class Response(Struct, frozen=True):
    """One rule over the course; not `offered` under a baseline it cannot be asked from."""

    rule: Rule
    offered: bool
    spells: tuple[Spell, ...]

    @property
    def sustained(self) -> bool:
        """Whether it was met, and at every later visit, of which there is one at least."""
        only = self.spells[0] if len(self.spells) == 1 else None
        return only is not None and only.lost is None and only.last is not only.first


class Flare(Struct, frozen=True):
    """A rise after a response, between the visits `before` and `seen`, from the lowest score."""

    lowest: Score
    before: Score
    seen: Score


class Relapse(Struct, frozen=True):
    """The first flare soon after a dose was reduced or stopped; association only."""

    change: Change
    flare: Flare
    lag_days: float


class Evaluation(Struct, frozen=True):
    """The response over a course: baseline, later visits, rules in order, flares and relapses."""

    base: Score
    visits: tuple[Score, ...]
    responses: tuple[Response, ...]
    flares: tuple[Flare, ...]
    relapses: tuple[Relapse, ...]


def visits_after_baseline(review: Review) -> tuple[Score, tuple[Score, ...]] | None:
    """Return the baseline and the totals of activity later than it and than the first index dose.

    None without a baseline.
    """
    found, first = clasi.baseline(review.case, "activity"), first_index_day(review.case)
    if found is None:
        return None
    since = found.score.place.at if first is None else max(first, found.score.place.at)
    totals = clasi.scores(review.case, "activity")
    return found.score, tuple(one for one in totals if one.place.at > since)


@remembered(8)
def evaluate(review: Review) -> Evaluation | None:
    """Return everything about response, None without a baseline."""
    found = visits_after_baseline(review)
    if found is None:
        return None
    base, visits = found
    rises = _flares(base, visits, review.case.rules)
    within = review.case.rules.confirmed_within_days
    return Evaluation(
        base, visits, _responses(base, visits, within), rises, _relapses(review, rises)
    )


def _responses(base: Score, visits: tuple[Score, ...], within: int) -> tuple[Response, ...]:
    return tuple(
        Response(rule, True, _spells(rule, base, visits, within))
        if rule.offered(base.value)
        else Response(rule, False, ())
        for rule in RULES
    )


def _spells(rule: Rule, base: Score, visits: tuple[Score, ...], within: int) -> tuple[Spell, ...]:
    found: list[Spell] = []
    run: list[Score] = []
    without = base
    for visit in visits:
        if rule.met(base.value, visit.value):
            run.append(visit)
            continue
        if run:
            found.append(_spell(without, run, visit, within))
            run = []
        without = visit
    if run:
        found.append(_spell(without, run, None, within))
    return tuple(found)


def _spell(without: Score, run: list[Score], lost: Score | None, within: int) -> Spell:
    first = run[0]
    following = run[1] if len(run) > 1 else lost
    confirmation: Confirmation = "no visit in time"
    if following and following.place.at - first.place.at <= within:
        confirmation = "confirmed" if following is not lost else "not confirmed"
    return Spell(without, first, run[-1], lost, confirmation)


def _flares(base: Score, visits: tuple[Score, ...], rules: Rules) -> tuple[Flare, ...]:
    """Return the flares: a rise of points and per cent (`Rules`) above the lowest since a response.

    A response is here a fall of 4 points; after a flare, from the highest score since. From a
    lowest score of 0 only the points count (`clinical.md` 2.2; a convention of ours).
    """
    seen: list[Flare] = []
    peak, before = base, base
    lowest: Score | None = None
    for visit in visits:
        if lowest is None:
            if _four_points(peak.value, visit.value):
                lowest = visit
            elif seen and visit.value > peak.value:
                peak = visit
        elif _rises(lowest.value, visit.value, rules):
            seen.append(Flare(lowest, before, visit))
            peak, lowest = visit, None
        elif visit.value <= lowest.value:
            lowest = visit
        before = visit
    return tuple(seen)


def _rises(lowest: int, now: int, rules: Rules) -> bool:
    rise = now - lowest
    return rise >= rules.flare_points and 100 * rise >= rules.flare_percent * lowest


def _relapses(review: Review, rises: tuple[Flare, ...]) -> tuple[Relapse, ...]:
    """Return, for each reduction or stop of the index drug, the first flare soon after it."""
    within = review.case.rules.relapse_within_days
    found: list[Relapse] = []
    for change in changes(review, courses_of(review.case, review.case.index_drug)):
        if change.kind not in ("reduction", "stop"):
            continue
        for flare in rises:
            lag = flare.seen.place.at - change.day
            if 0 < lag <= within:  # a score of that very day belongs to the old dose
                found.append(Relapse(change, flare, lag))
                break
    return tuple(found)
