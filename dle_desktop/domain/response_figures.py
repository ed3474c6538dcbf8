"""The figure of response: the strongest rule that was met, between which visits, lost and regained.

A reading in words is no response by a rule; the score's own figure tells it.
"""

from collections.abc import Iterable
from datetime import date

from dle_desktop.domain.clasi import PERCENT_FROM, Score, first_index_day
from dle_desktop.domain.dosing import number_text
from dle_desktop.domain.evidence import ours, published
from dle_desktop.domain.figures import Figure, Review
from dle_desktop.domain.months import months_text
from dle_desktop.domain.response import (
    RULES,
    Evaluation,
    Flare,
    Relapse,
    Response,
    Rule,
    Spell,
    evaluate,
    threshold_text,
)
from dle_desktop.domain.rules import Rules


def _rule(rules: Rules) -> str:
    return (
        "CLASI activity against its baseline on exact fractions: a fall of 4 points, 20 %, 50 %, "
        f"70 %, or 0; per cent only from a baseline of {PERCENT_FROM}; first met between the last "
        "visit without and the first with; confirmed if the next visit within "
        f"{rules.number('confirmed_within_days')} days still meets it; a flare is a rise of "
        f"{rules.number('flare_points')} points and {rules.number('flare_percent')} % above the "
        "lowest since a fall of 4 points (from 0 the points alone); a relapse one within "
        f"{rules.number('relapse_within_days')} days of a reduction or stop, no more than an "
        "association"
    )


SOURCES = (
    published("4 points, 20 %: Klein 2011, Arch Dermatol 147:203-8"),
    published("baseline of 8: Chakka 2021, J Am Acad Dermatol 84:1562"),
    published("CLASI-50: LILAC, TULIP; CLASI-70: LAVENDER"),
    ours("interval, confirmation, flare and relapse"),
)
_MOST_SPELLS, _MOST_FLARES = 4, 4  # so many are told, the rest is counted
# Told first: CLASI-50, then the points; the other rules that were met go into the detail.
_LEADING = ("clasi-50", "points")


def response_figure(review: Review) -> Figure:
    """Return the figure of response."""
    value = detail = brief = arithmetic = None
    records: tuple[str, ...] = ()
    found = evaluate(review)
    if found is not None and found.visits:
        zero = review.zero
        value, brief = _value(found.responses, zero)
        details = [*_also_met(found.responses, value, review)]
        details += [_flare_text(one, zero) for one in found.flares[:_MOST_FLARES]]
        if len(found.flares) > _MOST_FLARES:
            details.append(f"{len(found.flares)} flares in all")
        details += [_relapse_text(one) for one in found.relapses]
        if found.base.value < PERCENT_FROM:
            details.append(f"baseline under {PERCENT_FROM}: no rule in per cent")
        detail = ", ".join(details) or None
        records = _records(found)
        arithmetic = _thresholds(found)
    return Figure(
        key="response", label="Response", value=value, detail=detail, brief=brief,
        arithmetic=arithmetic, rule=_rule(review.case.rules), sources=SOURCES, records=records,
    )  # fmt: skip


def _thresholds(found: Evaluation) -> str:
    """Return the total at which each rule is met from this baseline."""
    base = found.base.value
    told = (
        f"{one.rule.label}: {threshold_text(one.rule, base)}"
        for one in found.responses
        if one.offered and threshold_text(one.rule, base)
    )
    return f"baseline {base}; {', '.join(told) or 'no rule can be met from it'}"


def rule_figures(review: Review) -> tuple[Figure, ...]:
    """Return a figure for each rule of response: when it was first met, and what became of it."""
    found = evaluate(review)
    told = {one.rule.key: one for one in found.responses} if found and found.visits else {}
    first = first_index_day(review.case)
    return tuple(_rule_figure(rule, told.get(rule.key), first, review) for rule in RULES)


def _rule_figure(rule: Rule, told: Response | None, first: float | None, review: Review) -> Figure:
    value = detail = arithmetic = None
    records: tuple[str, ...] = ()
    if told is not None and not told.offered:
        detail = f"not asked from a baseline under {PERCENT_FROM if rule.percent else 1}"
    elif told is not None:
        value = spells_text(told, review.zero).removeprefix(f"{rule.label} ") or "not met"
        if told.spells:
            detail = ", ".join([*_time_to(told.spells[0], first), _kept_text(told, review)])
            spell = told.spells[0]
            arithmetic = f"{spell.without.value}, then {spell.first.value}"
            records = _ids(
                score for one in told.spells for score in (one.without, one.first, one.lost)
            )
    return Figure(
        key=f"response_{rule.key}", label=f"{rule.label[:1].upper()}{rule.label[1:]}", value=value,
        detail=detail, arithmetic=arithmetic, rule=_rule(review.case.rules), records=records,
        sources=(rule.source, ours("interval, confirmation")),
    )  # fmt: skip


def _time_to(spell: Spell, first: float | None) -> list[str]:
    """Return how long after the first index dose, as the interval between two visits."""
    if first is None:
        return []
    low = max(0.0, spell.without.place.at - first)
    high = spell.first.place.at - first
    return [f"{number_text(low)} to {number_text(high)} days after the first dose"]


def _ids(scores: Iterable[Score | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(score.assessment.id for score in scores if score is not None))


def _value(told: tuple[Response, ...], zero: date | None) -> tuple[str, str]:
    """Return the leading rule in words and in brief; "none" if no rule was met."""
    met = {one.rule.key: one for one in told if one.spells}
    for key in _LEADING:
        if key in met:
            return spells_text(met[key], zero), _brief(met[key])
    if met:
        first = next(iter(met.values()))
        return spells_text(first, zero), _brief(first)
    return "none by any rule", "none"


def _also_met(told: tuple[Response, ...], value: str, review: Review) -> list[str]:
    texts = [
        spells_text(one, review.zero) for one in told if one.rule.key in ("clasi-70", "complete")
    ]
    met = [one for one in told if one.spells and value.startswith(one.rule.label)]
    details = [_kept_text(one, review) for one in met]
    return details + [text for text in texts if text and text != value]


def spells_text(response: Response, zero: date | None) -> str:
    """Return when a rule was met, lost and met again; "" if it never was; many are counted."""
    parts = []
    more = len(response.spells) - _MOST_SPELLS
    for number, spell in enumerate(response.spells[:_MOST_SPELLS]):
        began = f"between month {_at(spell.without, zero)} and {_at(spell.first, zero)}"
        if number:
            began = f"again from {_at(spell.first, zero)}"
        parts.append(began if number else f"{response.rule.label} {began}")
        if spell.lost:
            parts.append(f"lost at {_at(spell.lost, zero)}")
    if more > 0:
        parts.append(f"and {more} more time{'' if more == 1 else 's'}")
    return ", ".join(parts)


def _kept_text(response: Response, review: Review) -> str:
    if response.sustained:
        return "kept at every later visit"
    first, within = response.spells[0], review.case.rules.confirmed_within_days
    return {
        "confirmed": "confirmed at the next visit",
        "not confirmed": "not confirmed at the next visit",
        "no visit in time": f"no visit within {within} days to confirm it",
    }[first.confirmation]


def _brief(response: Response) -> str:
    last: Spell = response.spells[-1]
    return f"{response.rule.label} {'lost' if last.lost else 'met'}"


def _flare_text(flare: Flare, zero: date | None) -> str:
    rise = f"{flare.lowest.value} to {flare.seen.value}"
    return f"flare by month {_at(flare.seen, zero)} ({rise}, our definition)"


def _relapse_text(relapse: Relapse) -> str:
    what = "reduction" if relapse.change.kind == "reduction" else "stop"
    return f"relapse seen {number_text(relapse.lag_days)} days after a {what} of the dose"


def _at(score: Score, zero: date | None) -> str:
    return months_text(score.place.at, zero)


def _records(found: Evaluation) -> tuple[str, ...]:
    used = [found.base, min(found.visits, key=_value_of)]
    for one in found.responses:
        for spell in one.spells:
            used += [spell.without, spell.first, *([spell.lost] if spell.lost else [])]
    for flare in found.flares:
        used += [flare.lowest, flare.seen]
    doses = (record for fall in found.relapses for record in fall.change.records)
    return tuple(dict.fromkeys((*(score.assessment.id for score in used), *doses)))


def _value_of(score: Score) -> int:
    return score.value
