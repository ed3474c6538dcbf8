"""The tables beside and after the picture: the case's values as they are printed.

A block is a title and rows of text; where it stands is the business of `page_layout`. Unknown is
written "not reported".
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from dle_desktop.domain import regimen_words as words
from dle_desktop.domain.case import Assessment, Case, Dose, Event, LabResult, Reading
from dle_desktop.domain.checks import findings
from dle_desktop.domain.clasi_items import ZONE_NAMES, ZONES, Side, zone_score
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.dosing import mean_daily, number_text
from dle_desktop.domain.drugs import in_reading_order
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.placed_labs import all_labs
from dle_desktop.domain.recorded_grade import recorded_grade
from dle_desktop.domain.regimens import stretches
from dle_desktop.drawing.axes import AxisMode, Grain, grain_of, moment_text, signed
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.lab_series import unit_words
from dle_desktop.drawing.legend import legend_of
from dle_desktop.drawing.time_axis import TimeAxis
from dle_desktop.printing.blocks import NOT_REPORTED, Block, Column
from dle_desktop.printing.glance import at_a_glance, side_by_side
from dle_desktop.printing.options import SnapshotOptions

_SIDES: tuple[Side, ...] = ("activity", "damage")


def blocks_of(
    case: Case, figure: Figure, options: SnapshotOptions, asked: Collection[str] = ()
) -> tuple[Block, ...]:
    """Return the blocks of a template in the order they are printed.

    Tables count from day 0 whatever the axis counts from: they tell moments as they were written.
    A sheet or a timeline has its doses and events in the picture: as tables only what is `asked`
    for, "doses" and "events".
    """
    axis, template = options.time, options.template
    clock = _clock_of(case, figure, axis)
    left_out = _left_out(case, clock, asked)
    if template == "timeline":
        return tuple(left_out)
    told = Block("In the tables", (), tuple((one,) for one in _table_notes(case)))
    if template == "sheet":
        blocks = [
            at_a_glance(case, brief=True), _stretches(case, clock), *left_out,
            _assessments(case, clock), _findings(case, grave=True), told, _notes(case),
        ]  # fmt: skip
    else:
        blocks = [
            at_a_glance(case), _stretches(case, clock), _findings(case),
            _assessments(case, clock), _zones(case, clock), _doses(case, clock),
            *(_labs(case, figure, label, clock) for label in _analytes(case, figure)),
            _events(case, clock), told, _notes(case),
        ]  # fmt: skip
    return tuple(block for block in blocks if block.rows)


def compared_blocks(
    cases: Sequence[Case], figures: Sequence[Figure], axis: TimeAxis,
    asked: Sequence[Collection[str]],
) -> tuple[Block, ...]:  # fmt: skip
    """Return what is known of cases side by side; of each what is `asked` for, and its source."""
    blocks = [side_by_side(cases)]
    for case, figure, wanted in zip(cases, figures, asked, strict=True):
        own = (*_left_out(case, _clock_of(case, figure, axis), wanted), _notes(case))
        blocks += [replace(one, title=f"{one.title}: {case.label}") for one in own]
    return tuple(block for block in blocks if block.rows)


def _left_out(case: Case, clock: "Clock", asked: Collection[str]) -> list[Block]:
    tables = {"doses": _doses, "events": _events}
    return [table(case, clock) for name, table in tables.items() if name in asked]


def _clock_of(case: Case, figure: Figure, axis: TimeAxis) -> "Clock":
    return Clock(axis.mode, grain_of(figure.span.first, figure.span.last), day_zero(case))


def drawn_words(figures: Sequence[Figure], axis: TimeAxis) -> str:
    """Return how pictures are drawn, of what occurs in them, as running text."""
    lines = dict.fromkeys(
        line for one in figures for line in (*_axis_notes(one, axis), *legend_of(one))
    )
    return " ".join(("How it is drawn:", *lines)) if lines else ""


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

    def span(self, start: Moment | None, end: Moment | None) -> str:
        """Return from when until when; the start alone where there is no end."""
        first = self.tell(start)
        if end is None:
            return first
        last, unit = self.tell(end), first.partition(" ")[0]
        if unit in {"day", "week", "month"}:  # "month 1 to 2.5"
            last = last.removeprefix(f"{unit} ")
        return f"{first} to {last}"


def _narrow(one: str, two: str) -> tuple[Column, ...]:
    return Column("", 0.24, quiet=True), Column(one, 0.135), Column(two, 0.125)


def _axis_notes(figure: Figure, axis: TimeAxis) -> tuple[str, ...]:
    """Return what must be known to read the axis beside the tables."""
    notes: tuple[str, ...] = ()
    if axis.origin is not None and not axis.by_calendar(figure.zero):
        told = f"The axis counts from {axis.origin.text}, day {signed(int(axis.start))}"
        notes += (f"{told}; the tables count from day 0, {figure.anchor_text}.",)
    if axis.folded:
        notes += ("A zigzag on the axis is folded time without any record, its length written.",)
    return notes


def _table_notes(case: Case) -> tuple[str, ...]:
    """Return what must be known to read the tables."""
    lines: tuple[str, ...] = ()
    if any((one.activity is None) != (one.damage is None) for one in case.assessments):
        lines += ("Empty place: not recorded at that visit.",)
    if stretches(review_of(case)):
        few = f"* fewer than {case.rules.few_visits} visits (our convention)"
        lines += (
            f"Stretches: activity before and at the end, lowest ANC; NR not reported; {few}.",
        )
    if any(one.result.calculated for one in all_labs(case)):
        lines += (f"A number with {words.CALCULATED} behind it: calculated, not measured.",)
    return lines


def _stretches(case: Case, clock: Clock) -> Block:
    """Return the stretches of unchanged treatment; one with few visits has a star."""
    review, drug = review_of(case), case.index_drug
    cut = stretches(review)
    made = any(one.neutrophils and one.neutrophils.result.calculated for one in cut)
    shares = (0.208, 0.233, 0.24, 0.187, 0.132) if made else (0.22, 0.24, 0.245, 0.19, 0.105)
    heads = ("months", drug or "index drug", "prednisone", "activity", "ANC")
    columns = tuple(
        Column(head, share, quiet=head == "months")
        for head, share in zip(heads, shares, strict=True)
    )
    rows = []
    for stretch in cut:
        few = "*" if stretch.few else ""
        rows.append(
            (
                words.months_of(stretch, clock.zero),
                words.index_drug_text(stretch, drug),
                words.steroid_text(stretch, drug),
                f"{words.scores_text(stretch.activity)}{few}",
                words.neutrophils_text(stretch),
            )
        )
    return Block("Treatment stretches", columns, tuple(rows))


def _findings(case: Case, *, grave: bool = False) -> Block:
    """Return what should be looked at, the gravest first; only the `grave`, or notes too."""
    found = [one for one in findings(case) if not (grave and one.severity == "note")]
    return Block("To look at", (), tuple((one.message,) for one in found))


def _zones(case: Case, clock: Clock) -> Block:
    """Return the CLASI of each visit by its zones, activity and damage."""
    rows = []
    for assessment in sorted(case.assessments, key=_day_of(clock)):
        if assessment.items is None:
            continue
        when = clock.span(assessment.moment, assessment.until)
        for zone in ZONES:
            scores = [zone_score(assessment.items, zone, side) for side in _SIDES]
            if any(score for score in scores):
                told = [NOT_REPORTED if score is None else str(score) for score in scores]
                rows.append((when, ZONE_NAMES[zone], *told))
                when = ""
    columns = (
        Column("", 0.26, quiet=True), Column("zone", 0.38), Column("activity", 0.18),
        Column("damage", 0.18),
    )  # fmt: skip
    return Block("CLASI by zone, zones above 0", columns, tuple(rows))


def _score(value: int | None, reading: Reading | None) -> str:
    if value is not None:
        return str(value)
    return (reading.text or reading.direction) if reading is not None else ""


def _assessments(case: Case, clock: Clock) -> Block:
    columns = (
        Column("", 0.36, quiet=True),
        Column("activity (A)", 0.32),
        Column("damage (D)", 0.32),
    )
    rows = []
    for assessment in sorted(case.assessments, key=_day_of(clock)):
        name = "" if assessment.instrument == "CLASI" else f" ({assessment.instrument})"
        rows.append(
            (
                clock.span(assessment.moment, assessment.until) + name,
                _score(assessment.activity, assessment.activity_reading),
                _score(assessment.damage, assessment.damage_reading),
            )
        )
    narrow = _narrow("A", "D")
    return Block("CLASI by visit", columns, tuple(rows)).folded(narrow)


def _day_of(clock: Clock) -> Callable[[Assessment | LabResult | Event], float]:
    """Return a key that sorts records by day, those without a day last."""

    def day(record: Assessment | LabResult | Event) -> float:
        place = resolve(record.moment, clock.zero)
        return place.at if place is not None else inf

    return day


def _doses(case: Case, clock: Clock) -> Block:
    columns = (
        Column("drug", 0.35, quiet=True), Column("from", 0.215), Column("to", 0.215),
        Column("dose", 0.22),
    )  # fmt: skip
    rows = []
    for course in in_reading_order(case):
        for dose in course.doses:
            start = clock.tell(dose.start)
            if dose.taper is not None and dose.taper.steps and dose.status != "held":
                taper = "planned taper" if dose.status == "planned" else "taper"
                rows.append((course.drug, start, _end_text(dose, clock), taper))
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
    """Return a dose in a table's words: "5 mg/d", "planned 5 mg/d", "held: neutropenia"."""
    if dose.status == "held":
        return f"held: {dose.reason}" if dose.reason else "held"
    text = _amount_text(dose, amount)
    return f"planned {text}" if dose.status == "planned" and amount is None else text


def _amount_text(dose: Dose, amount: float | None) -> str:
    """Return amounts in words: "5 mg/d", "60 to 0 mg/d, steps not reported"."""
    if amount is None and dose.taper is not None:
        taper = dose.taper
        ends = f"{number_text(taper.from_amount)} to {number_text(taper.to_amount)}"
        times = "/d" if dose.frequency == "QD" else f" {dose.frequency or ''}".rstrip()
        return f"{ends} {dose.unit or ''}{times}, steps not reported"
    daily = mean_daily(dose, amount)
    given = dose.amount if amount is None else amount
    if given is None:
        return dose.as_written or NOT_REPORTED
    if daily is None or dose.frequency != "QD":
        return f"{number_text(given)} {dose.unit or ''} {dose.frequency or ''}".strip()
    return f"{number_text(daily.amount)} {daily.unit}/d"


def _analytes(case: Case, figure: Figure) -> tuple[str, ...]:
    """Return what was measured: what is drawn first, in its order."""
    drawn = [plot.title for plot in figure.plots if plot.kind == "lab"]
    return tuple(dict.fromkeys((*drawn, *(one.label for one in all_labs(case)))))


def _labs(case: Case, figure: Figure, label: str, clock: Clock) -> Block:
    """Return the results of an analyte: in the unit it is drawn in, else as they were entered."""
    plot = next((one for one in figure.plots if one.kind == "lab" and one.title == label), None)
    drawn = {point.record_id: point for point in plot.points} if plot else {}
    unit = unit_words(plot.detail) if plot else "as entered"
    columns: tuple[Column, ...] = (
        Column("", 0.36, quiet=True), Column(unit, 0.32), Column("range", 0.32),
    )  # fmt: skip
    rows: list[tuple[str, str, str]] = []
    results = [one.result for one in all_labs(case) if one.label == label]
    for lab in sorted(results, key=_day_of(clock)):
        point = drawn.get(lab.id)
        mark = {"low": "below", "high": "above"}.get(point.range_mark if point else "", "")
        value = number_text(point.value) if point else _as_entered(lab)
        sign = lab.comparator or ""
        made = words.CALCULATED if lab.calculated else ""
        rows.append((clock.tell(lab.moment), f"{sign}{value}{made}", mark))
    title = label[:1].upper() + label[1:]
    if not any(mark for _, _, mark in rows):  # nothing to say of the range
        columns = (Column("", 0.36, quiet=True), Column(unit, 0.64))
        return Block(title, columns, tuple(row[:2] for row in rows))
    return Block(title, columns, tuple(rows)).folded(_narrow(unit, "range"))


def _as_entered(lab: LabResult) -> str:
    """Return a result that is not drawn: its unit is not known, or it is no number."""
    if lab.value is None:
        return lab.text or NOT_REPORTED
    return f"{number_text(lab.value)} {unit_words(lab.unit or '') or '(unit not reported)'}"


def _events(case: Case, clock: Clock) -> Block:
    rows = []
    for event in sorted(case.events, key=_day_of(clock)):
        text = ", ".join(filter(None, (event.text or event.kind, recorded_grade(event))))
        rows.append((clock.span(event.moment, event.end), text))
    return Block("Events", (Column("", 0.3, quiet=True), Column("", 0.7)), tuple(rows))


def _notes(case: Case) -> Block:
    lines = [case.provenance.citation, case.provenance.text, case.notes]
    return Block("Source and notes", (), tuple((line,) for line in lines if line))
