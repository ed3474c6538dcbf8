"""Exposure: what of a drug was taken over time, as stretches of one level and the changes between.

A dose with an open end gives way to the next of its course, as in `standing`; one that is neither
ongoing nor known to have ended is in doubt after the day it was last known. Doses of 0, single
doses and doses as needed are no standing treatment. It does not know what a change was for.
"""

from itertools import pairwise
from math import inf
from typing import Literal

from msgspec import Struct

from dle_desktop.domain.case import Course
from dle_desktop.domain.dates import resolve
from dle_desktop.domain.dosing import Segment, segments
from dle_desktop.domain.figures import Review
from dle_desktop.domain.remembered import remembered

SAME_STEP_DAYS = 1  # a gap of a day is an end written as the last day taken, not a pause (ours)

ChangeKind = Literal["increase", "reduction", "stop", "restart"]


class Piece(Struct, frozen=True):
    """A segment as it was taken: study days from `start` until (not including) `end`.

    After `sure_until` it is in doubt whether it was still taken.
    """

    course: Course
    cut: Segment
    start: float
    end: float
    sure_until: float

    def covers(self, start: float, end: float) -> bool:
        """Whether it lasts through a stretch."""
        return self.start <= start and end <= self.end


class Step(Struct, frozen=True):
    """A stretch at one level; `level` is None where the parts have no common daily amount."""

    start: float
    end: float
    level: float | None
    sure: bool
    pieces: tuple[Piece, ...]


class Change(Struct, frozen=True):
    """A change of the level on a study day; a restart follows a pause of `gap` days."""

    day: float
    kind: ChangeKind
    before: Step | None
    after: Step | None
    gap: float = 0.0

    @property
    def rises(self) -> bool:
        """Whether the level is known to be higher than before."""
        levels = [one.level for one in (self.before, self.after) if one and one.level is not None]
        return len(levels) == 2 and levels[0] < levels[1]  # noqa: PLR2004 - before and after

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the doses on both sides."""
        sides = [one for one in (self.before, self.after) if one]
        ids = (piece.cut.dose.id for side in sides for piece in side.pieces)
        return tuple(dict.fromkeys(ids))


def pieces(review: Review, courses: tuple[Course, ...]) -> tuple[Piece, ...]:
    """Return what was taken of some courses, in order of its start."""
    if review.span is None:
        return ()
    found: list[Piece] = []
    for course in courses:
        cuts = [cut for cut in segments(course, review.zero, review.span) if _standing(cut)]
        for cut in cuts:
            later = [one.start.at for one in cuts if one.start.at > cut.start.at]
            end, sure_until = _ends(review, cut, min(later, default=inf))
            if end > cut.start.at and (cut.level_from, cut.level_to) != (0, 0):
                found.append(Piece(course, cut, cut.start.at, end, sure_until))
    return tuple(sorted(found, key=_start))


def _standing(cut: Segment) -> bool:
    return cut.tick_days != inf and cut.dose.frequency != "PRN"


def _ends(review: Review, cut: Segment, following: float) -> tuple[float, float]:
    """Return until when a segment lasted, and until when that is sure."""
    sure_start = cut.dose.start is not None and cut.dose.start.certainty != "after"
    if cut.end_kind == "closed":
        return cut.end.at, cut.end.at if sure_start else cut.start.at
    if following < inf:  # an open end gives way to the next dose
        return following, following if sure_start else cut.start.at
    end = max(review.day, cut.end.at)
    if cut.end_kind == "ongoing":
        return end, end
    known = resolve(cut.dose.last_known, review.zero)
    return end, max(cut.start.at, known.at) if known and sure_start else cut.start.at


@remembered(64)
def steps(review: Review, courses: tuple[Course, ...]) -> tuple[Step, ...]:
    """Return the stretches of one level in which anything of some courses was taken."""
    taken = pieces(review, courses)
    edges = sorted({edge for one in taken for edge in (one.start, one.sure_until, one.end)})
    found: list[Step] = []
    for start, end in pairwise(edges):
        held = tuple(one for one in taken if one.covers(start, end))
        if held:
            sure = all(end <= one.sure_until for one in held)
            found.append(Step(start, end, _level(held), sure, held))
    return tuple(found)


def _level(held: tuple[Piece, ...]) -> float | None:
    cuts = [one.cut for one in held]
    flat = all(cut.kind == "step" and cut.per == "d" for cut in cuts)
    if not flat or len({cut.unit for cut in cuts}) > 1:
        return None
    return sum(cut.level_from or 0.0 for cut in cuts)


def changes(review: Review, courses: tuple[Course, ...]) -> tuple[Change, ...]:
    """Return the changes of the level in order; between levels not known there is none to tell."""
    taken = steps(review, courses)
    found: list[Change] = []
    for before, after in pairwise(taken):
        gap = after.start - before.end
        if gap > SAME_STEP_DAYS:
            if before.sure:
                found.append(Change(before.end, "stop", before, None))
            found.append(Change(after.start, "restart", before, after, gap))
        elif before.level is not None and after.level is not None and before.level != after.level:
            kind: ChangeKind = "increase" if before.level < after.level else "reduction"
            found.append(Change(after.start, kind, before, after))
    if taken and taken[-1].sure and _closed(taken[-1]):
        found.append(Change(taken[-1].end, "stop", taken[-1], None))
    return tuple(found)


class Pause(Struct, frozen=True):
    """Days between two stretches in which nothing of a drug was taken, beyond doubt."""

    start: float
    end: float
    records: tuple[str, ...]

    @property
    def days(self) -> float:
        """How long it was."""
        return self.end - self.start


def pauses(review: Review, courses: tuple[Course, ...]) -> tuple[Pause, ...]:
    """Return the gaps of some courses in order; a gap of a day is none, an open end no gap."""
    return tuple(
        Pause(one.day - one.gap, one.day, one.records)
        for one in changes(review, courses)
        if one.kind == "restart" and one.before is not None and one.before.sure
    )


def _closed(step: Step) -> bool:
    return all(piece.cut.end_kind == "closed" for piece in step.pieces)


def _start(piece: Piece) -> float:
    return piece.start
