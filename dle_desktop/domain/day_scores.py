"""The CLASI of a day: the last total or words on or before it, with their age, band and change."""

from bisect import bisect_left

from msgspec import Struct

from dle_desktop.domain.case import Reading
from dle_desktop.domain.clasi import (
    MODERATE_FROM,
    PERCENT_FROM,
    SEVERE_FROM,
    Score,
    Side,
    band,
    baseline,
    change,
    scores,
)
from dle_desktop.domain.dates import resolve
from dle_desktop.domain.day_figure import DayFigure, age_text, joined, on_day
from dle_desktop.domain.evidence import ours, published
from dle_desktop.domain.figures import Figure, Review
from dle_desktop.domain.rules import Rules
from dle_desktop.domain.score_figures import ALBRECHT, IN_WORDS, KLEIN, baseline_rule

_MINUS = "\N{MINUS SIGN}"


def score_rule(rules: Rules) -> str:
    """Return the rule of a score of a day with the numbers in force for a case."""
    return (
        "the last CLASI on or before that day, with its age; a reading in words that is later "
        "stands before a total; nothing is drawn or told between two visits; the change is from "
        f"the baseline, {baseline_rule(rules)}; per cent only from a baseline of {PERCENT_FROM}"
    )


BAND_RULE = (
    f"mild below {MODERATE_FROM}, moderate {MODERATE_FROM} to {SEVERE_FROM - 1}, severe from "
    f"{SEVERE_FROM}"
)
_SOURCES = (
    ALBRECHT,
    published(f"baseline of {PERCENT_FROM}: Chakka 2021, J Am Acad Dermatol 84:1562"),
    ours("which one is the baseline"),
)


class _Words(Struct, frozen=True):
    """A reading in words with the first and the last day it is known of."""

    start: float
    end: float
    reading: Reading
    record: str


class DayScores:
    """One side of the CLASI over time, prepared to be asked for any day."""

    def __init__(self, review: Review, side: Side) -> None:
        self._side = side
        self._rule = score_rule(review.case.rules)
        self._scores = scores(review.case, side)
        self._days = [one.place.at for one in self._scores]
        self._baseline = baseline(review.case, side)
        self._words = _words(review, side)

    def on(self, day: int) -> DayFigure:
        """Return the figure of a day."""
        return self._found(day)[0]

    def explain(self, day: int) -> Figure:
        """Return the figure of a day with its reasons."""
        figure, score, records = self._found(day)
        activity = self._side == "activity"
        return Figure(
            key=f"clasi:{self._side}", label=on_day(figure.label, day), value=figure.value,
            detail=figure.detail or None, arithmetic=self._arithmetic(score),
            rule=f"{self._rule}; {BAND_RULE}" if activity else self._rule,
            sources=(_SOURCES[0], KLEIN, *_SOURCES[1:]) if activity else _SOURCES,
            records=records,
        )  # fmt: skip

    def total(self, day: int) -> Score | None:
        """Return the last total on or before a day."""
        place = bisect_left(self._days, day + 1) - 1
        return self._scores[place] if place >= 0 else None

    def _found(self, day: int) -> tuple[DayFigure, Score | None, tuple[str, ...]]:
        label = f"CLASI {self._side}"
        score = self.total(day)
        words = self._words_at(day)
        if words is not None:
            known, said = words
            if score is None or known > score.place.at:
                text = said.reading.text or IN_WORDS
                detail = joined((text, age_text(day, known)))
                return DayFigure(label, said.reading.direction, detail), None, (said.record,)
        if score is None:
            return DayFigure(label, None, tone="muted"), None, ()
        value = f"{score.value}"
        if self._side == "activity":
            value = f"{value} {band(score.value)}"
        age = age_text(day, score.place.at)
        base = self._base_of(score)
        if base is None:
            return DayFigure(label, value, age), score, (score.assessment.id,)
        detail = joined((age, change_text(score.value, base.value)))
        return DayFigure(label, value, detail), score, (score.assessment.id, base.assessment.id)

    def _base_of(self, score: Score) -> Score | None:
        """Return the baseline, where the score lies after it."""
        base = self._baseline.score if self._baseline else None
        return base if base is not None and base.place.at < score.place.at else None

    def _arithmetic(self, score: Score | None) -> str | None:
        base = self._base_of(score) if score else None
        if score is None or base is None:
            return None
        moved = change(score.value, base.value)
        points = f"{score.value} {_MINUS} {base.value} = {_signed(moved.points)}"
        if moved.percent is None:
            return f"{points} points; per cent of 0 is undefined"
        percent = f"{moved.percent:+}".replace("-", _MINUS)
        return f"{points} points; {_signed(moved.points)} ÷ {base.value} = {percent} %"

    def _words_at(self, day: int) -> tuple[float, _Words] | None:
        """Return the words known last, and until when they are known: a span holds to its end."""
        begun = [
            (one.end if one.end < day + 1 else max(float(day), one.start), one.start, number)
            for number, one in enumerate(self._words)
            if one.start < day + 1
        ]
        if not begun:
            return None
        known, _, number = max(begun)
        return known, self._words[number]


def change_text(now: int, then: int) -> str:
    """Return a change in points, and in per cent where that means something: "−8 (−44 %)"."""
    moved = change(now, then)
    if moved.points == 0:
        return "unchanged"
    if moved.percent is None or moved.baseline_low:
        return _signed(moved.points)
    percent = f"{moved.percent:+.0f}".replace("-", _MINUS)
    return f"{_signed(moved.points)} ({percent} %)"


def _signed(points: int) -> str:
    return f"{points:+d}".replace("-", _MINUS) if points else "0"


def _words(review: Review, side: Side) -> tuple[_Words, ...]:
    found = []
    for one in review.case.assessments:
        reading = one.activity_reading if side == "activity" else one.damage_reading
        place = resolve(one.moment, review.zero)
        if reading is not None and place is not None:
            until = resolve(one.until, review.zero)
            end = max(until.at, place.at) if until else place.at
            found.append(_Words(place.at, end, reading, one.id))
    return tuple(found)
