"""The doses of a day: of each drug the level, the day of its step and how much was taken so far.

On the very day a dose changes both levels are told, for a score of that day belongs to the one
before. A case is prepared once; asking for a day is cheap.
"""

from bisect import bisect_left
from math import floor, inf

from msgspec import Struct

from dle_desktop.domain.case import Course
from dle_desktop.domain.cumulative import RULE, Intake, intake
from dle_desktop.domain.day_figure import DayFigure, joined, on_day, signed
from dle_desktop.domain.dose_figures import levels_text, sum_text
from dle_desktop.domain.dosing import (
    Segment,
    Span,
    interruptions,
    known_span,
    number_text,
    segments,
)
from dle_desktop.domain.drugs import generic_name, in_reading_order
from dle_desktop.domain.evidence import OURS
from dle_desktop.domain.exposure import SAME_STEP_DAYS
from dle_desktop.domain.figures import Figure, Review
from dle_desktop.domain.standing import Standing, held_text, level_text, standing

MOST_DRUGS = 5
DOSE_RULE = (
    "the dose in force on that day as a mean daily dose; the day it began is day 1 of its step; a "
    "dose with neither end nor last-known day is not carried forward"
)
_NONE, _HELD = "none", "held"


class Drug(Struct, frozen=True):
    """A drug by its name as written, with its courses and what was taken of it."""

    name: str
    courses: tuple[Course, ...]
    taken: Intake


class Held(Struct, frozen=True):
    """A drug on a day: what stands by its end and, if the level changed in it, what stood before.

    `before` is the level in words, None where nothing changed that day.
    """

    drug: Drug
    now: Standing
    before: str | None
    before_records: tuple[str, ...] = ()

    @property
    def cuts(self) -> tuple[Segment, ...]:
        """The segments in force by the end of the day, those in doubt where none is sure."""
        return self.now.sure or self.now.doubtful

    @property
    def levels(self) -> str:
        """The level in words, "held" in a hold, "none" for none."""
        return levels_text(self.cuts) or _without(self.now)


class DayDoses:
    """The drugs of a case, prepared to be asked for any day."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._index = generic_name(review.case.index_drug or "")
        self._span = known_span(review.case)
        self._drugs = () if self._span is None else _drugs(review, self._span)
        self._breaks = () if self._span is None else _breaks(review, self._span)
        self._held: dict[tuple[int, int], tuple[Held, ...]] = {}

    def on(self, day: int) -> tuple[DayFigure, ...]:
        """Return the figures of a day, one for each drug; the last may only count the rest."""
        held = self._told(day)
        rows = [_figure(one, day, self.until(day)) for one in held[:MOST_DRUGS]]
        if len(held) > MOST_DRUGS:
            rows.append(DayFigure(f"and {len(held) - MOST_DRUGS} more", "", tone="muted"))
        return tuple(rows)

    def explain(self, day: int, place: int) -> tuple[Figure, ...]:
        """Return the reasons of the figure at a place; of what is only counted, all of it."""
        held = self._told(day)
        asked = held[MOST_DRUGS:] if place >= MOST_DRUGS else held[place : place + 1]
        return tuple(self._explained(one, day) for one in asked)

    def until(self, day: int) -> float:
        """Return until when is summed: the day's beginning, on the last day the last moment."""
        last = -inf if self._span is None else self._span.last
        return last if floor(max(last, day)) == day else float(day)

    def _told(self, day: int) -> list[Held]:
        """Return the drugs to be told: those taken that day, and the index drug always."""
        return [
            one
            for one in self.held(day)
            if one.cuts or one.before or one.now.held or generic_name(one.drug.name) == self._index
        ]

    def held(self, day: int) -> tuple[Held, ...]:
        """Return what stands on a day; on days between the same two breaks nothing changes."""
        if self._span is None:
            return ()
        first, after = bisect_left(self._breaks, day), bisect_left(self._breaks, day + 1)
        if (first, after) not in self._held:
            asked = self._breaks[after - 1] if after > first else float(day)
            self._held[first, after] = tuple(
                self._of(drug, float(day), asked, self._span) for drug in self._drugs
            )
        return self._held[first, after]

    def _of(self, drug: Drug, day: float, asked: float, span: Span) -> Held:
        now = standing(drug.courses, asked, self._review.zero, span)
        then = standing(drug.courses, day, self._review.zero, span, visit=True)
        cuts, held = then.sure or then.doubtful, now.sure or now.doubtful
        over = then.last_over
        if held and not cuts and over is not None and day - over.end.at <= SAME_STEP_DAYS:
            cuts = (over,)  # a dose whose last day is written as its end is no pause
        before = levels_text(cuts) or _without(then)
        changed = before != (levels_text(held) or _without(now))
        ids = tuple(cut.dose.id for cut in cuts)
        return Held(drug, now, before, ids) if changed else Held(drug, now, None)

    def _explained(self, held: Held, day: int) -> Figure:
        until = self.until(day)
        figure = _figure(held, day, until)
        detail = figure.detail
        if held.before is not None:
            told = "no dose yet" if held.before == _NONE else held.before
            why = f"changed that day: a score or count of that day is explained by {told}"
            detail = joined((detail, why))
        so_far = held.drug.taken.between(-inf, until)
        total = so_far.text() if so_far.known and so_far.high else ""
        terms = sum_text(held.drug.taken, until)
        sums = [f"{terms} = {total}"] if terms else []
        steps = [text for cut in held.cuts for text in _step_texts(cut, day)]
        return Figure(
            key=f"dose:{generic_name(held.drug.name)}", label=on_day(held.drug.name, day),
            value=figure.value, detail=detail or None,
            arithmetic="; ".join((*steps, *sums)) or None,
            rule=f"{DOSE_RULE}; so far: {RULE}", sources=(OURS,),
            records=self._records(held, day),
        )  # fmt: skip

    def _records(self, held: Held, day: int) -> tuple[str, ...]:
        assert self._span is not None  # noqa: S101 - something is held
        begun = (
            cut.dose.id
            for course in held.drug.courses
            for cut in segments(course, self._review.zero, self._span)
            if cut.start.at < day + 1
        )
        return tuple(dict.fromkeys((*held.now.records, *held.before_records, *begun)))


def _drugs(review: Review, span: Span) -> tuple[Drug, ...]:
    found: dict[str, list[Course]] = {}
    for course in in_reading_order(review.case):
        found.setdefault(generic_name(course.drug), []).append(course)
    return tuple(
        Drug(courses[0].drug, tuple(courses), intake(courses, review.zero, span))
        for courses in found.values()
    )


def _breaks(review: Review, span: Span) -> tuple[float, ...]:
    found: set[float] = set()
    for course in review.case.courses:
        for cut in segments(course, review.zero, span):
            found |= {cut.start.at, cut.end.at}
        found |= {one.end.at for one in interruptions(course, review.zero, span) if one.end}
    return tuple(sorted(found))


def _without(stands: Standing) -> str:
    return _HELD if stands.held else _NONE


def _figure(held: Held, day: int, until: float) -> DayFigure:
    name, cuts = held.drug.name, held.cuts
    if held.before is not None:
        value = _from_to(held.before, held.levels)
        detail = _step_text(held, day) if cuts else ""
    elif cuts:
        value, _, rest = held.levels.partition(" (") if len(cuts) == 1 else (held.levels, "", "")
        detail = joined((rest.rstrip(")"), _step_text(held, day)))
    else:
        last = held.now.last_over
        value = "not yet" if last is None else held.levels
        detail = "" if last is None else f"last {level_text(last)}"
        if held.now.held is not None:
            why = held_text(held.now.held).removeprefix(f"{_HELD} ")
            detail = f"{why}, {detail}"
    sure = held.now.sure or held.before is not None
    total = held.drug.taken.between(-inf, until)
    so_far = f"{total.text()} so far" if total.known and total.high else ""
    return DayFigure(name, value, joined((detail, so_far)), "plain" if sure else "muted")


def _step_text(held: Held, day: int) -> str:
    if not held.now.sure:
        return "whether still taken is not reported"
    cut = held.cuts[-1]
    return f"{'' if cut.start.exact else 'about '}day {cut.day_count(day)} of this step"


def _from_to(before: str, now: str) -> str:
    """Return a change in words: "5 → 10 mg/d", the unit told once where it is the same."""
    first, _, unit = before.partition(" ")
    return f"{first if unit == now.partition(' ')[2] else before} → {now}"


def _step_texts(cut: Segment, day: int) -> list[str]:
    """Return how the mean daily dose and the day of the step came about."""
    texts = []
    dose, level = cut.dose, cut.level_from
    if cut.kind == "step" and cut.per == "d" and dose.amount and dose.taper is None:
        times = (level or 0.0) / dose.amount
        if times != 1 and dose.unit == cut.unit and not cut.alternate:
            taken = f"{number_text(dose.amount)} {dose.unit}"
            texts.append(f"{taken} × {number_text(times)} a day = {level_text(cut)}")
    if dose.start is not None:
        start = signed(floor(cut.start.at))
        texts.append(f"day {signed(day)} − day {start} + 1 = day {cut.day_count(day)} of the step")
    return texts
