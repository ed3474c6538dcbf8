"""The tables beside and after the picture: the case's values as they are printed.

A block is a title and rows of text; where it stands is the business of `page_layout`. Unknown is
written "not reported".
"""

from dataclasses import dataclass
from datetime import date

from dle_desktop.domain.case import Assessment, Case, Dose, Reading
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.dosing import mean_daily, number_text
from dle_desktop.domain.drugs import in_reading_order
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.labs import canonical_analyte
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.summary import summarise
from dle_desktop.drawing.axes import AxisMode, Grain, grain_of, moment_text
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.legend import legend_of
from dle_desktop.drawing.series import unit_words

NOT_REPORTED = "not reported"


@dataclass(frozen=True)
class Column:
    """One column: its head, its share of the width, and whether it holds figures."""

    head: str
    share: float
    figures: bool = False


@dataclass(frozen=True)
class Block:
    """A titled table, or, without columns, a titled list of sentences."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def blocks_of(case: Case, figure: Figure, mode: AxisMode) -> tuple[Block, ...]:
    """Return all blocks of a case in the order they are printed."""
    grain = grain_of(figure.span.first, figure.span.last)
    clock = Clock(mode, grain, day_zero(case))
    blocks = [
        _summary(case),
        _assessments(case, clock),
        _doses(case, clock),
        Block("How it is drawn", (), tuple((line,) for line in legend_of(figure))),
        _labs(case, figure, clock),
        _events(case, clock),
        _notes(case),
    ]
    return tuple(block for block in blocks if block.rows)


@dataclass(frozen=True)
class Clock:
    """How moments are told in the tables: by which axis, in which unit, from which day 0."""

    mode: AxisMode
    grain: Grain
    zero: date | None

    def tell(self, moment: Moment | None) -> str:
        """Return a moment as the axis counts; as written where it is not known to the day."""
        if moment is None:
            return NOT_REPORTED
        day = resolve(Moment(date=moment.date, offset=moment.offset), self.zero)
        if day is None or not day.exact or (moment.offset and self.mode == "relative"):
            return format_moment(moment)
        text = moment_text(day.at, self.grain, self.mode, self.zero)
        return text if moment.certainty == "exact" else f"{moment.certainty} {text}"


def _summary(case: Case) -> Block:
    rows = []
    for figure in summarise(case):
        detail = f", {figure.detail}" if figure.detail else ""
        rows.append((figure.label, f"{figure.value or NOT_REPORTED}{detail}"))
    return Block("At a glance", (Column("", 0.34), Column("", 0.66)), tuple(rows))


def _score(value: int | None, reading: Reading | None) -> str:
    if value is not None:
        return str(value)
    return (reading.text or reading.direction) if reading is not None else ""


def _assessments(case: Case, clock: Clock) -> Block:
    columns = (Column("", 0.36), Column("activity", 0.32), Column("damage", 0.32))
    rows = []
    for assessment in _by_day(case, clock.zero):
        name = "" if assessment.instrument == "CLASI" else f" ({assessment.instrument})"
        rows.append(
            (
                clock.tell(assessment.moment) + name,
                _score(assessment.activity, assessment.activity_reading),
                _score(assessment.damage, assessment.damage_reading),
            )
        )
    return Block("CLASI by visit", columns, tuple(rows))


def _by_day(case: Case, zero: date | None) -> list[Assessment]:
    def day(assessment: Assessment) -> float:
        place = resolve(assessment.moment, zero)
        return place.at if place is not None else float("inf")

    return sorted(case.assessments, key=day)


def _doses(case: Case, clock: Clock) -> Block:
    columns = (
        Column("drug", 0.35), Column("from", 0.215), Column("to", 0.215), Column("dose", 0.22),
    )  # fmt: skip
    rows = []
    for course in in_reading_order(case):
        for dose in course.doses:
            start = clock.tell(dose.start)
            if dose.taper is not None and dose.taper.steps:
                rows.append((course.drug, start, _end_text(dose, clock), "taper"))
                rows += [
                    ("", clock.tell(step.start), "", dose_text(dose, step.amount))
                    for step in dose.taper.steps
                ]
            else:
                rows.append((course.drug, start, _end_text(dose, clock), dose_text(dose)))
    return Block("Doses", columns, tuple(rows))


def _end_text(dose: Dose, clock: Clock) -> str:
    if dose.ongoing:
        return "ongoing"
    if dose.end is None and dose.last_known is not None:
        return f"at least {clock.tell(dose.last_known)}"
    return clock.tell(dose.end)


def dose_text(dose: Dose, amount: float | None = None) -> str:
    """Return a dose in a table's words: "5 mg/d", "60 to 0 mg, steps not reported"."""
    if amount is None and dose.taper is not None:
        taper = dose.taper
        ends = f"{number_text(taper.from_amount)} to {number_text(taper.to_amount)}"
        return f"{ends} {dose.unit or ''}, steps not reported"
    daily = mean_daily(dose, amount)
    given = dose.amount if amount is None else amount
    if given is None:
        return dose.as_written or NOT_REPORTED
    if daily is None or dose.frequency != "QD":
        return f"{number_text(given)} {dose.unit or ''} {dose.frequency or ''}".strip()
    return f"{number_text(daily.amount)} {daily.unit}/d"


def _labs(case: Case, figure: Figure, clock: Clock) -> Block:
    """Return the results of the analyte that is drawn."""
    plot = figure.plots[-1]
    drawn = {point.record_id: point for point in plot.points}
    columns = (Column("", 0.36), Column(unit_words(plot.detail), 0.32, figures=True),
               Column("range", 0.32))  # fmt: skip
    rows = []
    for lab in case.labs:
        if (canonical_analyte(lab.analyte) or lab.analyte) != plot.title:
            continue
        point = drawn.get(lab.id)
        mark = {"low": "below", "high": "above"}.get(point.range_mark if point else "", "")
        value = number_text(point.value) if point else lab.text or NOT_REPORTED
        sign = lab.comparator or ""
        rows.append((clock.tell(lab.moment), f"{sign}{value}", mark))
    return Block(plot.title.capitalize(), columns, tuple(rows))


def _events(case: Case, clock: Clock) -> Block:
    rows = []
    for event in case.events:
        grade = f", grade {event.grade}" if event.grade else ""
        version = f" ({event.grade_version})" if event.grade and event.grade_version else ""
        text = f"{event.text or event.kind}{grade}{version}"
        rows.append((clock.tell(event.moment), text))
    return Block("Events", (Column("", 0.3), Column("", 0.7)), tuple(rows))


def _notes(case: Case) -> Block:
    lines = [case.provenance.citation, case.provenance.text, case.notes]
    return Block("Source and notes", (), tuple((line,) for line in lines if line))
