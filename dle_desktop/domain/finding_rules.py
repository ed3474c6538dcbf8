"""The rules of the findings: by which rule each is found, and what that is worth as evidence.

Every code has one, so that every finding can say why it is there. It finds nothing itself.
"""

from collections.abc import Callable

from msgspec import Struct

from dle_desktop.domain.evidence import OURS, Source, ours, published
from dle_desktop.domain.figures import Figure
from dle_desktop.domain.finding import Finding, Severity
from dle_desktop.domain.monitoring_figures import (
    TESTS_SOURCES,
    counts_rule,
    counts_sources,
    tests_rule,
)
from dle_desktop.domain.rules import Rules
from dle_desktop.domain.score_figures import ALBRECHT, baseline_rule
from dle_desktop.domain.toxicity import GRADE_RULE, SOURCE

_KINDS: dict[Severity, str] = {
    "fault": "This cannot be true",
    "question": "This is probably a slip, or should be looked at",
    "note": "This is missing or left out",
}


class FindingRule(Struct, frozen=True):
    """What is looked for, in a few words and as a rule, and where the rule comes from.

    A rule with numbers that a case may choose is made of the case's rules.
    """

    title: str
    rule: str | Callable[[Rules], str]
    sources: tuple[Source, ...] | Callable[[Rules], tuple[Source, ...]] = (OURS,)


def _baseline(rules: Rules) -> str:
    return f"the baseline is {baseline_rule(rules)}; here is none"


def _late_baseline(rules: Rules) -> str:
    return (
        f"the baseline is {baseline_rule(rules)}; one after the first dose may be lower than "
        "before it"
    )


RULES: dict[str, FindingRule] = {
    "day-zero-guessed": FindingRule(
        "Day 0 is guessed",
        "calendar dates and times from day 0 go together only by the date of day 0; where none is "
        "stated the earliest date is taken for it",
    ),
    "day-zero-elsewhere": FindingRule(
        "Day 0 is not the first dose",
        "where day 0 is said to be the first index dose, the earliest dose above 0 of the index "
        "drug lies on day 0; a doubtful date gets the benefit of the doubt",
    ),
    "date-missing": FindingRule(
        "Without a date", "a record without a date has no place on the time axis and in no figure"
    ),
    "after-follow-up": FindingRule(
        "After the end of follow-up",
        "nothing is seen after the end of follow-up; a doubtful date gets the benefit of the doubt",
    ),
    "end-before-start": FindingRule(
        "Ends before it begins",
        "an end, or the day something was last known, is not before its beginning; a doubtful date "
        "gets the benefit of the doubt",
    ),
    "steps-out-of-order": FindingRule(
        "Steps out of order", "the steps of a taper are written in the order of their dates"
    ),
    "step-after-end": FindingRule(
        "A step after the end", "a step of a taper does not begin after the taper has ended"
    ),
    "dose-zero": FindingRule(
        "A dose of 0", "a dose of 0 is no dose; a pause is the gap between two doses"
    ),
    "start-missing": FindingRule(
        "Without a start", "a dose without a start is in doubt until it is known to be taken"
    ),
    "ongoing-open": FindingRule(
        "Ongoing without a last-known day",
        "a dose is not carried further than known: an ongoing one has a day it was last known, or "
        "the case an end of follow-up",
    ),
    "overlap": FindingRule(
        "Doses that overlap",
        "two doses of one course are not taken at once, but for single doses and doses as needed; "
        "only what overlaps beyond doubt is found",
    ),
    "hold-of-nothing": FindingRule(
        "A hold of nothing",
        "the days of a hold are taken out of the doses recorded for them; there have to be some",
    ),
    "hold-open": FindingRule(
        "A hold without an end",
        "a hold whose end is not reported counts until the next dose of its course, else on",
    ),
    "unit-unknown": FindingRule(
        "A unit not known",
        "a value is drawn and graded only in a unit the table of units holds; none is guessed",
    ),
    "value-implausible": FindingRule(
        "An implausible value",
        "each analyte has a range beyond which a value is more likely in another unit; it is asked "
        "about, never changed",
    ),
    "neutrophils-above-white-cells": FindingRule(
        "More neutrophils than white cells",
        "neutrophils are a part of the white cells, so they are not more on the same day",
        (ours("arithmetic"),),
    ),
    "index-dose-missing": FindingRule(
        "No dose of the index drug",
        "the course is counted from the first dose of the index drug, so it has at least one",
    ),
    "baseline-missing": FindingRule(
        "No baseline",
        _baseline,
        (ours("which one is the baseline"),),
    ),
    "baseline-late": FindingRule(
        "A late baseline",
        _late_baseline,
        (ours("which one is the baseline"),),
    ),
    "baseline-unusable": FindingRule(
        "The chosen baseline cannot be one",
        "a baseline is a dated CLASI total; where the one chosen for the case is none, the rule "
        "is used",
        (ours("which one is the baseline"),),
    ),
    "gap": FindingRule(
        "A pause of the index drug",
        "between two doses of the index drug lies more than a day in which none was taken, beyond "
        "doubt",
    ),
    "total-differs": FindingRule(
        "Total and zones differ",
        "activity is the sum of erythema and scale of 13 zones, mucosa, recent hair loss and "
        "alopecia; damage the sum of dyspigmentation (doubled from 12 months on), scarring and "
        "the scalp; a total typed in is the same",
        (ALBRECHT,),
    ),
    "damage-doubling": FindingRule(
        "Damage jumps with one answer",
        "colour changes that last 12 months count double; where only that answer changed between "
        "two visits, damage moves without new damage",
        (ALBRECHT, ours("asking about it")),
    ),
    "as-needed": FindingRule(
        "Left out of sums", "how often a dose as needed was taken is not known: it is in no sum"
    ),
    "limit-missing": FindingRule(
        "Counts that cannot be graded", GRADE_RULE, (published(SOURCE),)
    ),
    "count-overdue": FindingRule("Overdue blood counts", counts_rule, counts_sources),
    "count-late": FindingRule("Blood counts not done in time", counts_rule, counts_sources),
    "test-overdue": FindingRule("Overdue pregnancy tests", tests_rule, TESTS_SOURCES),
    "test-late": FindingRule("Pregnancy tests not done in time", tests_rule, TESTS_SOURCES),
}  # fmt: skip


def finding_figure(finding: Finding, rules: Rules) -> Figure:
    """Return a finding with its rule, source and records, to be explained like any figure."""
    found = RULES[finding.code]
    rule = found.rule if isinstance(found.rule, str) else found.rule(rules)
    sources = found.sources(rules) if callable(found.sources) else found.sources
    return Figure(
        key=finding.code, label=_KINDS[finding.severity], value=found.title,
        detail=finding.message, rule=rule, sources=sources, records=finding.records,
    )  # fmt: skip
