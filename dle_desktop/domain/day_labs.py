"""The laboratory values of a day: the last result of some analytes, with age, grade and range."""

from bisect import bisect_left
from collections import Counter

from msgspec import Struct

from dle_desktop.domain import labs
from dle_desktop.domain.amounts import format_number, format_result
from dle_desktop.domain.case import LabResult
from dle_desktop.domain.day_figure import DayFigure, Tone, age_text, joined, on_day
from dle_desktop.domain.differential import arithmetic
from dle_desktop.domain.evidence import OURS, Source, published
from dle_desktop.domain.figures import Figure, Review
from dle_desktop.domain.placed_labs import PlacedLab, all_labs
from dle_desktop.domain.toxicity import GRADE_RULE, SOURCE, grade

MOST_LABS = 3
LAB_RULE = (
    "the last result on or before that day, with its age; the range is that laboratory's own; "
    "nothing is told between two results"
)


class LabCourse(Struct, frozen=True):
    """The results of one analyte in order of time, and their days."""

    name: str
    days: tuple[float, ...]
    results: tuple[PlacedLab, ...]


class DayLabs:
    """The analytes most often measured, the one drawn first, prepared to be asked for any day."""

    def __init__(self, review: Review, drawn: str | None) -> None:
        found: dict[str, list[tuple[float, PlacedLab]]] = {}
        for one in all_labs(review.case):
            if one.place is not None:
                found.setdefault(one.label, []).append((one.place.at, one))
        often = Counter({name: len(results) for name, results in found.items()})
        names = [name for name, _ in often.most_common()]
        names.sort(key=(drawn or "").__ne__)
        self.courses = tuple(_course(name, found[name]) for name in names[:MOST_LABS])

    def on(self, day: int) -> tuple[DayFigure, ...]:
        """Return the figures of a day, one for each analyte."""
        return tuple(_figure(course, day) for course in self.courses)

    def explain(self, day: int, place: int) -> Figure:
        """Return the figure at a place with its reasons."""
        course = self.courses[place]
        figure = _figure(course, day)
        last, _ = last_of(course, day)
        lab = last.result if last else None
        graded = lab is not None and grade(lab) is not None
        sources: tuple[Source, ...] = (published(SOURCE), OURS) if graded else (OURS,)
        return Figure(
            key=f"lab:{course.name}", label=on_day(course.name, day), value=figure.value,
            detail=figure.detail or None, arithmetic=_arithmetic(last) if last else None,
            rule=f"{LAB_RULE}; {GRADE_RULE}" if graded else LAB_RULE, sources=sources,
            records=last.records if last else (),
        )  # fmt: skip


def _course(name: str, dated: list[tuple[float, PlacedLab]]) -> LabCourse:
    ordered = sorted(dated, key=_day_of)
    return LabCourse(name, tuple(day for day, _ in ordered), tuple(lab for _, lab in ordered))


def _day_of(dated: tuple[float, PlacedLab]) -> float:
    return dated[0]


def last_of(course: LabCourse, day: int) -> tuple[PlacedLab | None, float]:
    """Return the last result on or before a day, and the day it is of."""
    place = bisect_left(course.days, day + 1) - 1
    return (course.results[place], course.days[place]) if place >= 0 else (None, 0.0)


def _figure(course: LabCourse, day: int) -> DayFigure:
    last, at = last_of(course, day)
    if last is None:
        return DayFigure(course.name, None, tone="muted")
    lab = last.result
    age = age_text(day, at)
    if lab.value is None:
        return DayFigure(course.name, lab.text, age)
    graded = grade(lab)
    told = graded.text if graded is not None and graded.grade != 0 else ""
    beyond = _beyond(lab)
    warns = bool(beyond or (graded and graded.grade))
    tone: Tone = "warning" if warns else "plain"
    return DayFigure(
        course.name,
        value_text(lab),
        joined((age, "calculated" if lab.calculated else "", told, beyond)),
        tone,
    )


def value_text(lab: LabResult) -> str:
    """Return a result as it was entered, with its unit."""
    return f"{format_result(lab.comparator, lab.value)} {lab.unit or ''}".strip()


def _beyond(lab: LabResult) -> str:
    """Return which limit of that laboratory a value lies beyond."""
    value = lab.value or 0.0
    if lab.low is not None and value < lab.low:
        return f"below {format_number(lab.low)}"
    if lab.high is not None and value > lab.high:
        return f"above {format_number(lab.high)}"
    return ""


def _arithmetic(last: PlacedLab) -> str | None:
    """Return how a calculated value came about, else how a written one was converted."""
    return arithmetic(last.made_of) if last.made_of else _conversion(last.result)


def _conversion(lab: LabResult) -> str | None:
    """Return how the value as written became the one that is graded, where it changed."""
    known = labs.canonical(lab)
    if known is None or known.value == lab.value:
        return None
    shown = f"{format_result(lab.comparator, known.value)} {labs.unit_text(known.unit)}"
    return f"{value_text(lab)} = {shown}"
