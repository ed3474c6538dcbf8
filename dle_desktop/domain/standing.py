"""What a person took on a study day, and how surely that is known.

A dose with neither end nor last-known day is not carried forward: on a later day it is in doubt.
`dosing` cuts the segments and draws them; here they are only asked about one day.
"""

from datetime import date
from math import inf

from msgspec import Struct

from dle_desktop.domain.case import Course, Dose
from dle_desktop.domain.dates import resolve
from dle_desktop.domain.dosing import Segment, Span, figure_text, number_text, segments
from dle_desktop.domain.entry import format_moment


class Standing(Struct, frozen=True):
    """The segments in force on a day, those that may be, and the last one that was over by then.

    `held` is the hold the drug was in on that day, where nothing of it was in force.
    """

    sure: tuple[Segment, ...]
    doubtful: tuple[Segment, ...]
    last_over: Segment | None
    held: Dose | None = None

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the doses this rests on."""
        over = (self.last_over,) if self.last_over else ()
        cuts = (*self.sure, *self.doubtful) or over
        holds = (self.held.id,) if self.held else ()
        return (*dict.fromkeys(cut.dose.id for cut in cuts), *holds)


def standing(
    courses: tuple[Course, ...], day: float, zero: date | None, span: Span, *, visit: bool = False
) -> Standing:
    """Return what was in force on a study day.

    Parameters
    ----------
    courses
        The courses of one drug.
    day
        The study day.
    zero
        Calendar date of day 0, None for a case without a calendar.
    span
        The case's known span.
    visit
        Whether the question is which dose explains a score of that day: then a dose begun that very
        day does not count yet, and one that ended that day still does (`clinical.md` 7.1).
    """
    sure: list[Segment] = []
    doubtful: list[Segment] = []
    over: list[Segment] = []
    for course in courses:
        begun = [
            cut
            for cut in segments(course, zero, span)
            if cut.tick_days != inf and (cut.start.at < day or (cut.start.at == day and not visit))
        ]
        newest = max((cut.start.at for cut in begun), default=-inf)
        for cut in begun:
            if cut.end_kind == "closed":
                on = day < cut.end.at or (visit and day == cut.end.at)
            else:  # a dose with an open end gives way to the next one of its course
                on = cut.start.at == newest
            if not on:
                over.append(cut)
            else:
                (sure if _is_sure(cut, day, zero) else doubtful).append(cut)
    last_over = max(over, key=_end_day, default=None)
    held = None if sure or doubtful or last_over is None else _hold_on(last_over, day, zero, visit)
    return Standing(tuple(sure), tuple(doubtful), last_over, held)


def _hold_on(cut: Segment, day: float, zero: date | None, visit: bool) -> Dose | None:
    """Return the hold a segment ended in, where it still lasts on a day."""
    end = resolve(cut.hold.end, zero) if cut.hold else None
    return cut.hold if end is None or day < end.at or (visit and day == end.at) else None


def held_text(hold: Dose) -> str:
    """Return a hold in words: "held from 2021-03-01: neutropenia"."""
    start = f" from {format_moment(hold.start)}" if hold.start else ""
    return f"held{start}{f': {hold.reason}' if hold.reason else ''}"


def _is_sure(cut: Segment, day: float, zero: date | None) -> bool:
    known = resolve(cut.dose.last_known, zero)
    if cut.dose.start is None:
        return cut.end_kind == "ongoing" and (known is None or known.at <= day)
    return cut.end_kind != "not reported" or (known is not None and day <= known.at)


def _end_day(cut: Segment) -> float:
    return cut.end.at


def level_text(cut: Segment) -> str:
    """Return a segment's level in words: "5 mg/d", "60 to 0 mg/d (...)", "dose not reported"."""
    if cut.kind == "wedge" and cut.level_from is not None and cut.level_to is not None:
        top = figure_text(cut).removeprefix(number_text(cut.level_from))
        levels = f"{number_text(cut.level_from)} to {number_text(cut.level_to)}"
        return f"{levels}{top} (taper, steps not reported)"
    text = figure_text(cut)
    if text and cut.kind == "unknown":  # an amount, but none a day
        if cut.dose.frequency == "PRN":
            return f"{text} as needed"
        return cut.dose.as_written or f"{text}, how often is not reported"
    return text or cut.dose.as_written or "dose not reported"
