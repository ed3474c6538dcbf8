"""The figures between two days: each drug then and now and how much of it, scores and labs changed.

Nothing is interpolated: at each end stands the last value seen on or before that day, with its age.
Where nothing new was seen in between, that is said. It does not know who chose the two days.
"""

from math import floor

from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.clasi import Side, change
from dle_desktop.domain.cumulative import RULE
from dle_desktop.domain.dates import DAYS_PER_MONTH
from dle_desktop.domain.day_doses import Held
from dle_desktop.domain.day_figure import DayFigure, age_text, joined, signed
from dle_desktop.domain.day_labs import LabCourse, last_of, value_text
from dle_desktop.domain.day_parts import DayParts
from dle_desktop.domain.day_scores import DayScores, change_text
from dle_desktop.domain.drugs import generic_name
from dle_desktop.domain.evidence import OURS
from dle_desktop.domain.figures import Figure
from dle_desktop.domain.placed_labs import PlacedLab
from dle_desktop.domain.score_figures import ALBRECHT

_MINUS = "\N{MINUS SIGN}"
DOSES_RULE = (
    "the dose in force on the earlier and on the later day, and what was taken from the earlier "
    f"day until the later: {RULE}"
)
VALUES_RULE = (
    "the last value on or before each of the two days, with its age on that day; nothing is told "
    "between two visits; where no value was taken after the earlier day, no change is told"
)
Told = tuple[DayFigure, Figure]


class Between:
    """A case, prepared to be asked for any two days."""

    def __init__(self, parts: DayParts) -> None:
        self._doses = parts.doses
        self._scores = parts.scores
        self._labs = parts.labs
        self._last: tuple[tuple[int, int], tuple[Told, ...]] | None = None

    def on(self, first: float, last: float) -> tuple[DayFigure, ...]:
        """Return the figures between two study days, the earlier one first."""
        return tuple(row for row, _ in self._told(first, last))

    def explain(self, first: float, last: float, place: int) -> Figure:
        """Return the figure at a place with its reasons."""
        return self._told(first, last)[place][1]

    def _told(self, first: float, last: float) -> tuple[Told, ...]:
        days = floor(first), floor(last)
        if self._last is None or self._last[0] != days:  # many moves of the mouse make one day
            then, now = days
            scores = [_score(side, found, then, now) for side, found in self._scores.items()]
            labs = [_lab(course, then, now) for course in self._labs.courses]
            self._last = days, (*self._drugs(then, now), *scores, *labs)
        return self._last[1]

    def _drugs(self, then: int, now: int) -> list[Told]:
        before = {generic_name(held.drug.name): held for held in self._doses.held(then)}
        told = []
        for held in self._doses.held(now):
            old = before[generic_name(held.drug.name)]
            total = held.drug.taken.between(then, self._doses.until(now))
            if held.cuts or old.cuts or total.high:
                amount = f"{total.text()} taken" if total.known and total.high else ""
                told.append(self._drug(old, held, amount, (then, now)))
        return told

    def _drug(self, old: Held, held: Held, amount: str, days: tuple[int, int]) -> Told:
        then, now = old.levels, held.levels
        sure = all(one.now.sure or not one.cuts for one in (old, held))
        doubt = "" if sure else "whether still taken is not reported"
        detail = joined((amount, doubt))
        row = DayFigure(held.drug.name, _from_to(then, now), detail, "plain" if sure else "muted")
        terms = held.drug.taken.terms(*map(float, (days[0], self._doses.until(days[1]))))
        parts = [f"{format_number(many)} d of {format_number(mg)} mg/d" for many, mg in terms]
        records = dict.fromkeys((*old.now.records, *held.now.records, *held.drug.taken.records))
        summed = parts and not held.drug.taken.ticks and len(parts) <= _MOST_TERMS
        return row, Figure(
            key=f"between:{generic_name(held.drug.name)}", label=_label(row.label, days),
            value=row.value, detail=detail or None,
            arithmetic=f"{' + '.join(parts)} = {amount.removesuffix(' taken')}"
            if summed else None,
            rule=DOSES_RULE, sources=(OURS,), records=tuple(records),
        )  # fmt: skip


_MOST_TERMS = 8  # a longer sum is no explanation


def days_text(first: float, last: float) -> str:
    """Return how far two study days lie apart: "224 days (7.4 months)"."""
    days = floor(last) - floor(first)
    if days < 2 * DAYS_PER_MONTH:
        return "1 day" if days == 1 else f"{days} days"
    return f"{days} days ({days / DAYS_PER_MONTH:.1f} months)"


def _label(name: str, days: tuple[int, int]) -> str:
    return f"{name} between day {signed(days[0])} and day {signed(days[1])}"


def _from_to(then: str, now: str) -> str:
    """Return a change in words, the unit told once where it is the same."""
    if then == now:
        return now
    first, _, unit = then.partition(" ")
    return f"{first if unit and unit == now.partition(' ')[2] else then} → {now}"


def _ages(then: int, then_at: float, now: int, now_at: float) -> str:
    """Return both ages in one: "9 and 44 days old", "9 days and 3 months old"."""
    first, second = age_text(then, then_at), age_text(now, now_at)
    if first == second:
        return f"both {first}"
    if first.endswith(" old") and second.endswith(" old"):
        bare = first.removesuffix(" old")
        number, unit = bare.split()
        return f"{number if second.endswith(f' {unit} old') else bare} and {second}"
    return f"{first} and {second}"


def _none_between(value: str, now: int, at: float) -> str:
    return f"none since {value}, {age_text(now, at)}"


def _score(side: Side, scores: DayScores, then: int, now: int) -> Told:
    label = f"CLASI {side}"
    old, new = scores.total(then), scores.total(now)
    arithmetic = None
    if new is None or old is None:
        seen = "" if new is None else f"{new.value} by the later day, none by the earlier"
        row = DayFigure(label, None, seen, "muted")
    elif old is new:
        row = DayFigure(label, "no new visit", _none_between(f"{old.value}", now, old.place.at),
                        "muted")  # fmt: skip
    else:
        moved = change(new.value, old.value)
        value = f"{old.value} → {new.value}, {change_text(new.value, old.value)}"
        row = DayFigure(label, value, _ages(then, old.place.at, now, new.place.at))
        arithmetic = f"{new.value} {_MINUS} {old.value} = {signed(moved.points)} points"
        if moved.percent is not None:
            share = f"{moved.percent:+}".replace("-", _MINUS)
            arithmetic += f"; {signed(moved.points)} ÷ {old.value} = {share} %"
    found = dict.fromkeys(one.assessment.id for one in (old, new) if one is not None)
    return row, Figure(
        key=f"between:{side}", label=_label(label, (then, now)), value=row.value,
        detail=row.detail or None, arithmetic=arithmetic, rule=VALUES_RULE,
        sources=(ALBRECHT, OURS), records=tuple(found),
    )  # fmt: skip


def _lab(course: LabCourse, then: int, now: int) -> Told:
    (old, old_at), (new, new_at) = last_of(course, then), last_of(course, now)
    if old is None or new is None:
        seen = "" if new is None else f"{_value(new)} by the later day, none by the earlier"
        row = DayFigure(course.name, None, seen, "muted")
    elif old is new:
        row = DayFigure(course.name, "no new value", _none_between(_value(old), now, old_at),
                        "muted")  # fmt: skip
    else:
        ages = _ages(then, old_at, now, new_at)
        row = DayFigure(course.name, _from_to(_value(old), _value(new)),
                        joined((_difference(old, new), ages)))  # fmt: skip
    found = dict.fromkeys(one for lab in (old, new) if lab is not None for one in lab.records)
    return row, Figure(
        key=f"between:{course.name}", label=_label(course.name, (then, now)), value=row.value,
        detail=row.detail or None, rule=VALUES_RULE, sources=(OURS,), records=tuple(found),
    )  # fmt: skip


def _value(lab: PlacedLab) -> str:
    return value_text(lab.result) or lab.result.text or "not reported"


def _difference(old: PlacedLab, new: PlacedLab) -> str:
    """Return by how much a value changed, nothing where units or a comparator do not allow it."""
    one, two = old.known, new.known
    if one is None or two is None or one.unit != two.unit:
        return ""
    if old.result.comparator or new.result.comparator:
        return ""
    moved = round(two.value - one.value, 4)
    return f"{'+' if moved > 0 else ''}{format_number(moved)}".replace("-", _MINUS)
