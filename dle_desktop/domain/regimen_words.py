"""A stretch of unchanged treatment in words, for the table on screen and on paper alike."""

from datetime import date
from decimal import ROUND_FLOOR, Decimal

from dle_desktop.domain.amounts import format_result
from dle_desktop.domain.drugs import generic_name
from dle_desktop.domain.months import months_text
from dle_desktop.domain.regimens import Scores, Stretch, Taken

NONE = "none"
_HUNDREDTH = Decimal("0.01")
CALCULATED = "c"  # behind a number in a table, where there is no room for the word
NO_NUMBER = "NR"  # not reported, as journals write it in a table


def months_of(stretch: Stretch, zero: date | None) -> str:
    """Return from when until when a stretch lasted in months since day 0, "0 to 5"."""
    return f"{months_text(stretch.start, zero)} to {months_text(stretch.end, zero)}"


def index_drug_text(stretch: Stretch, drug: str | None) -> str:
    """Return the dose of the index drug, "none" without one."""
    return _levels([one for one in stretch.taken if _is(one, drug)])


def steroid_text(stretch: Stretch, drug: str | None) -> str:
    """Return the dose of prednisone; another steroid is named (not the index drug's own)."""
    taken = [one for one in stretch.of("steroid") if not _is(one, drug)]
    named = [one for one in taken if generic_name(one.drug) != "prednisone"]
    plain = [one for one in taken if one not in named]
    texts = [one.level for one in plain] + [f"{one.drug} {one.level}" for one in named]
    return " + ".join(texts) or NONE


def scores_text(scores: Scores) -> str:
    """Return how a score went: "18 to 6"; its end alone, "NR" without any visit in it."""
    if scores.last is None:
        return NO_NUMBER
    if scores.before is None:
        return str(scores.last.value)
    return f"{scores.before.value} to {scores.last.value}"


def neutrophils_text(stretch: Stretch) -> str:
    """Return the lowest neutrophil count for a table, "NR" without any.

    A calculated one has "c" behind it and two decimals, rounded down: it stays below the same
    limits.
    """
    lowest = stretch.neutrophils
    if lowest is None:
        return NO_NUMBER
    if not lowest.result.calculated:
        return format_result(lowest.result.comparator, lowest.value)
    short = Decimal(repr(lowest.value)).quantize(_HUNDREDTH, ROUND_FLOOR)
    return f"{format_result(lowest.result.comparator, float(short))}{CALCULATED}"


def details_of(stretch: Stretch, zero: date | None) -> str:
    """Return all that is known of a stretch, a line for each kind of thing."""
    visits = f"{stretch.visits} visit{'' if stretch.visits == 1 else 's'}"
    few = " (too few to say anything)" if stretch.few else ""
    drugs = [f"{one.drug} {one.level}" for one in stretch.taken]
    events = [event.text or event.kind for event in stretch.events]
    lines = [
        f"Months {months_of(stretch, zero)}, {stretch.days:.0f} days, {visits}{few}",
        f"Taken: {', '.join(drugs) or 'no systemic drug'}",
        f"CLASI activity: {_with_lowest(stretch.activity)}",
        f"CLASI damage: {_with_lowest(stretch.damage)}",
        f"Lowest neutrophils: {_lowest_text(stretch)}",
        f"Events: {', '.join(events) or NONE}",
    ]
    return "\n".join(lines)


def _lowest_text(stretch: Stretch) -> str:
    lowest = stretch.neutrophils
    if lowest is None:
        return "not reported"
    value = format_result(lowest.result.comparator, lowest.value)
    return f"{value}, calculated" if lowest.result.calculated else value


def _with_lowest(scores: Scores) -> str:
    if scores.lowest is None:
        return "not reported"
    return f"{scores_text(scores)}, lowest {scores.lowest.value}"


def _levels(taken: list[Taken]) -> str:
    return " + ".join(one.level for one in taken) or NONE


def _is(taken: Taken, drug: str | None) -> bool:
    return drug is not None and generic_name(taken.drug) == generic_name(drug)
