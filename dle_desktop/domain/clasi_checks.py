"""Checks of CLASI sheets: totals that differ from their items, and damage that only seems to jump.

A total the items cannot give is not doubted.
"""

from collections.abc import Iterator
from itertools import pairwise

from dle_desktop.domain.case import Assessment, Case
from dle_desktop.domain.clasi import scores
from dle_desktop.domain.clasi_items import ClasiItems, Side, doubled_part, totals
from dle_desktop.domain.finding import Finding, record_name

_SIDES: tuple[Side, ...] = ("activity", "damage")


def clasi_findings(case: Case) -> Iterator[Finding]:
    """Yield what is to be looked at in the sheets of a case."""
    for assessment in case.assessments:
        if assessment.items is not None:
            yield from _mismatch(assessment, assessment.items)
    sheets = [
        (score.assessment, score.assessment.items)
        for score in scores(case, "damage")
        if score.assessment.items is not None and totals(score.assessment.items).damage is not None
    ]
    for (earlier, before), (later, after) in pairwise(sheets):
        yield from _doubling(earlier, before, later, after)


def _mismatch(assessment: Assessment, items: ClasiItems) -> Iterator[Finding]:
    for side in _SIDES:
        typed, found = getattr(assessment, side), getattr(totals(items), side)
        if found is not None and typed != found:
            name = record_name(assessment)
            message = f"The {side} of {name} is recorded as {typed}, but its zones give {found}."
            yield Finding("total-differs", "fault", message, (assessment.id,))


def _doubling(
    earlier: Assessment, before: ClasiItems, later: Assessment, after: ClasiItems
) -> Iterator[Finding]:
    answers = before.dyspig_ge_12m, after.dyspig_ge_12m
    moved = doubled_part(after) - doubled_part(before)
    if answers not in {(True, False), (False, True)} or not moved:
        return
    then, now = totals(before), totals(after)
    message = (
        f"The damage goes from {then.damage} to {now.damage} with {record_name(later)}, but the "
        "answer whether colour changes last 12 months changed too: not doubled it is "
        f"{then.undoubled}, then {now.undoubled}."
    )
    yield Finding("damage-doubling", "question", message, (earlier.id, later.id))
