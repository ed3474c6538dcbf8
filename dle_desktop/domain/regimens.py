"""Regimens: the history in stretches of unchanged systemic treatment, and what was seen in each.

A taper is one stretch, with the dose it sets out from. What was seen on the day of a change belongs
to the stretch before it. Nothing is ranked and nothing is called the effect of a treatment.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.case import Course, DrugGroup, Event
from dle_desktop.domain.clasi import Score, scores
from dle_desktop.domain.dates import resolve
from dle_desktop.domain.dosing import mean_daily, number_text
from dle_desktop.domain.drugs import group_of, in_reading_order
from dle_desktop.domain.exposure import SAME_STEP_DAYS, Piece, pieces
from dle_desktop.domain.figures import Review
from dle_desktop.domain.placed_labs import labs_of
from dle_desktop.domain.standing import level_text
from dle_desktop.domain.toxicity import Nadir, nadir


class Taken(Struct, frozen=True):
    """A drug as it was taken through a stretch; in doubt if not `sure`."""

    drug: str
    group: DrugGroup
    text: str
    sure: bool
    doses: tuple[str, ...]

    @property
    def level(self) -> str:
        """The dose in words, "perhaps" before one in doubt."""
        return self.text if self.sure else f"perhaps {self.text}"


class Scores(Struct, frozen=True):
    """One side of the CLASI in a stretch: the last total before it, its last and its lowest."""

    before: Score | None
    last: Score | None
    lowest: Score | None


class Stretch(Struct, frozen=True, kw_only=True):
    """A stretch of unchanged treatment, study days from `start` until `end`."""

    start: float
    end: float
    taken: tuple[Taken, ...]
    visits: int
    activity: Scores
    damage: Scores
    neutrophils: Nadir | None
    events: tuple[Event, ...]
    few_visits: int  # with fewer it tells too little (`Rules`)

    @property
    def days(self) -> float:
        """How long it lasted."""
        return self.end - self.start

    @property
    def few(self) -> bool:
        """Whether it has too few visits to say anything."""
        return self.visits < self.few_visits

    def of(self, *groups: DrugGroup) -> tuple[Taken, ...]:
        """Return what was taken of some groups of drugs."""
        return tuple(one for one in self.taken if one.group in groups)


class _Part(Struct, frozen=True):
    """A dose through all its steps, with the dose a taper sets out from."""

    course: Course
    text: str
    start: float
    end: float
    sure_until: float
    doses: tuple[str, ...]


def stretches(review: Review, *, lag_days: float = 0.0) -> tuple[Stretch, ...]:
    """Return the stretches in order, from the first systemic dose to the day of review.

    Parameters
    ----------
    review
        The case as it is reviewed.
    lag_days
        How many days later visits, counts and events are counted to a stretch.
    """
    parts = [
        part
        for course in in_reading_order(review.case)
        if group_of(course) != "topical"
        for part in _parts(pieces(review, (course,)))
    ]
    days = {day for one in parts for day in (one.start, one.sure_until, one.end)}
    edges = sorted({day for day in days if day < review.day} | ({review.day} if days else set()))
    cut: list[tuple[float, float, tuple[Taken, ...]]] = []
    for start, end in pairwise(edges):
        taken = tuple(_taken(one, end) for one in parts if one.start <= start and end <= one.end)
        if cut and _same(cut[-1][2], taken):
            cut[-1] = (cut[-1][0], end, taken)
        else:
            cut.append((start, end, taken))
    seen = _Seen(review, lag_days)
    return tuple(seen.stretch(*one) for one in cut)


def _parts(taken: tuple[Piece, ...]) -> list[_Part]:
    found: list[_Part] = []
    for piece in taken:
        dose = piece.cut.dose
        last = found[-1] if found else None
        if last and dose.id == last.doses[-1] and piece.start - last.end <= SAME_STEP_DAYS:
            found[-1] = replace(last, end=piece.end, sure_until=piece.sure_until)
        elif last and dose.taper and _sets_out(last, piece):
            found[-1] = replace(
                last, text=_text(piece), end=piece.end, sure_until=piece.sure_until,
                doses=(*last.doses, dose.id),
            )  # fmt: skip
        else:
            found.append(
                _Part(
                    piece.course, _text(piece), piece.start, piece.end, piece.sure_until, (dose.id,)
                )
            )
    return found


def _sets_out(last: _Part, taper: Piece) -> bool:
    """Whether a taper goes on from a dose: where it ends, and from its amount."""
    top = _ends_of(taper)[0]
    return last.text.split(" ")[0] == top and 0 <= taper.start - last.end <= SAME_STEP_DAYS


def _text(piece: Piece) -> str:
    if piece.cut.dose.taper is None:
        return level_text(piece.cut)
    top, bottom, unit = _ends_of(piece)
    return f"{top} to {bottom} {unit}".rstrip()


def _ends_of(piece: Piece) -> tuple[str, str, str]:
    dose = piece.cut.dose
    assert dose.taper is not None  # noqa: S101 - asked of tapers only
    amounts = (dose.taper.from_amount, dose.taper.to_amount)
    daily = [mean_daily(dose, amount) for amount in amounts]
    top, bottom = (
        number_text(one.amount if one else amount)
        for one, amount in zip(daily, amounts, strict=True)
    )
    return top, bottom, f"{daily[0].unit}/d" if daily[0] else dose.unit or ""


def _taken(part: _Part, end: float) -> Taken:
    sure = end <= part.sure_until
    return Taken(part.course.drug, group_of(part.course), part.text, sure, part.doses)


def _same(one: Iterable[Taken], other: Iterable[Taken]) -> bool:
    return [(a.drug, a.level) for a in one] == [(b.drug, b.level) for b in other]


class _Seen:
    """What was seen over the whole course, to be counted to stretches."""

    def __init__(self, review: Review, lag_days: float) -> None:
        case, zero = review.case, review.zero
        self._lag = lag_days
        self._few = case.rules.few_visits
        self._activity = scores(case, "activity")
        self._damage = scores(case, "damage")
        self._counts = [
            (one.place.at, one)
            for one in labs_of(case, "neutrophils")
            if one.place and one.place.bounded
        ]
        self._count_days = [day for day, _ in self._counts]
        self._events = [
            (place.at, event) for event in case.events if (place := resolve(event.moment, zero))
        ]

    def stretch(self, start: float, end: float, taken: tuple[Taken, ...]) -> Stretch:
        """Return a stretch with what was seen in it."""
        after, until = start + self._lag, end + self._lag
        within = [
            score.assessment.id
            for totals in (self._activity, self._damage)
            for score in totals[_slice(totals, after, until)]
        ]
        low, high = (bisect_right(self._count_days, day) for day in (after, until))
        counts = [one for _, one in self._counts[low:high]]
        return Stretch(
            start=start, end=end, taken=taken, visits=len(set(within)),
            activity=_scores(self._activity, after, until),
            damage=_scores(self._damage, after, until),
            neutrophils=nadir(counts),
            few_visits=self._few,
            events=tuple(event for day, event in self._events if after < day <= until),
        )  # fmt: skip


def _scores(totals: tuple[Score, ...], after: float, until: float) -> Scores:
    found = _slice(totals, after, until)
    within = totals[found]
    return Scores(
        totals[found.start - 1] if found.start else None,
        within[-1] if within else None,
        min(within, key=_value, default=None),
    )


def _slice(totals: tuple[Score, ...], after: float, until: float) -> slice:
    """Return where the totals after one day and up to another stand: they are in order of time."""
    return slice(
        bisect_right(totals, after, key=_score_day), bisect_right(totals, until, key=_score_day)
    )


def _score_day(score: Score) -> float:
    return score.place.at


def _value(score: Score) -> int:
    return score.value
