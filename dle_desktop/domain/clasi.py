"""CLASI totals over time: readings in order, the baseline, change and severity band.

Only the original CLASI takes part; activity and damage are two scores and are never added. Response
clocks and flares are not known here, nor are the zones totals are made of.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import inf
from typing import Literal

from msgspec import Struct

from dle_desktop.domain.case import Assessment, Case
from dle_desktop.domain.dates import Interval, day_zero, resolve
from dle_desktop.domain.records import doses_of
from dle_desktop.domain.remembered import remembered

Side = Literal["activity", "damage"]
Band = Literal["mild", "moderate", "severe"]

# Klein 2011, Arch Dermatol 147:203-8 (clinical.md 2.1); damage has no validated bands.
MODERATE_FROM, SEVERE_FROM = 10, 21
PERCENT_FROM = 8  # Chakka 2021: per cent means something from this baseline on (clinical.md 2.2)


class Score(Struct, frozen=True):
    """A CLASI total at a moment that has two known sides."""

    assessment: Assessment
    value: int
    place: Interval


class Baseline(Struct, frozen=True):
    """The total the course is measured against; `late` if taken after the first index dose.

    `chosen`: a person chose it for this case (`Rules.baseline`).
    """

    score: Score
    late: bool
    chosen: bool = False


class Change(Struct, frozen=True):
    """Points and per cent since a baseline; no per cent from a baseline of 0."""

    points: int
    percent: Decimal | None
    baseline_low: bool


def band(activity: int) -> Band:
    """Return the severity band of a CLASI activity total."""
    if activity < MODERATE_FROM:
        return "mild"
    return "moderate" if activity < SEVERE_FROM else "severe"


@remembered(16)
def scores(case: Case, side: Side) -> tuple[Score, ...]:
    """Return the CLASI totals of one side in order of time, those of one day as entered.

    A reading dated only *before* or *after* something, or not at all, has no place in the order.
    """
    zero = day_zero(case)
    found = []
    for assessment in case.assessments:
        value = assessment.activity if side == "activity" else assessment.damage
        place = resolve(assessment.moment, zero)
        if assessment.instrument == "CLASI" and value is not None and place and place.bounded:
            found.append(Score(assessment, value, place))
    return tuple(sorted(found, key=_day))


def first_index_day(case: Case) -> float | None:
    """Return the study day of the first dose of the index drug, or None if it is not known.

    Doses of 0 are none. Without a dated dose it is day 0, where that is the first index dose. Of a
    first dose only *before* or *after* something the day is not known.
    """
    zero = day_zero(case)
    places = [
        resolve(dose.start, zero) for dose in doses_of(case, case.index_drug) if dose.amount != 0
    ]
    dated = [place for place in places if place is not None]
    if dated:
        first = min(dated, key=_at)
        known = first.bounded and all(place.low > -inf for place in dated)
        return first.at if known else None
    return 0.0 if case.index_drug and case.anchor.kind == "first index dose" else None


def index_start(case: Case) -> float:
    """Return the day that parts before and after the index drug: its first dose, else day 0."""
    first = first_index_day(case)
    return 0.0 if first is None else first


@remembered(16)
def baseline(case: Case, side: Side) -> Baseline | None:
    """Return the baseline of one side, or None if no reading can be one (`clinical.md` 7.1).

    It is the one chosen for the case, where that has a dated total of this side; else the last
    total on the day of the first index dose or up to 28 days before; else the earliest within 14
    days after it (`Rules`). A month counts by its middle; what is known less exactly than these 42
    days, such as a year, cannot be said to lie in them.
    """
    first, rules = first_index_day(case), case.rules
    for one in scores(case, side):
        if one.assessment.id == rules.baseline:
            late = first is not None and one.place.at > first
            return Baseline(one, late, chosen=True)
    if first is None:
        return None
    window = rules.baseline_days_before + rules.baseline_days_after
    totals = [one for one in scores(case, side) if one.place.high - one.place.low <= window]
    before = [one for one in totals if first - rules.baseline_days_before <= one.place.at <= first]
    if before:
        return Baseline(before[-1], late=False)
    after = [one for one in totals if first < one.place.at <= first + rules.baseline_days_after]
    return Baseline(after[0], late=True) if after else None


def change(now: int, then: int) -> Change:
    """Return the change from a baseline total; negative is better."""
    points = now - then
    if then == 0:
        return Change(points, None, baseline_low=True)
    exact = Fraction(100 * points, then)
    percent = Decimal(exact.numerator) / Decimal(exact.denominator)
    rounded = percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return Change(points, rounded, baseline_low=then < PERCENT_FROM)


def _at(place: Interval) -> float:
    return place.at


def _day(score: Score) -> float:
    return score.place.at
