"""The values table: drawn records as tab-separated text, for a spreadsheet.

One line a value. Dates stand as written and as study days; what is unknown is "not reported". Text
that a spreadsheet would take for a formula gets an apostrophe in front. It does not choose what is
shown.
"""

from collections.abc import Iterable
from datetime import date
from math import isfinite

from msgspec import Struct

from dle_desktop.domain.case import Assessment, Case, Dose, Event
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.dosing import number_text
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.placed_labs import PlacedLab, all_labs
from dle_desktop.wording import NOT_REPORTED

HEADS = (
    "kind", "name", "from", "to", "study day", "date as written", "value", "unit", "remark",
)  # fmt: skip
DATE_AS_WRITTEN = HEADS.index("date as written")
_FORMULA = ("=", "+", "-", "@")
_SCORES = ("activity", "damage")


class _When(Struct, frozen=True):
    """The cells that say when: earliest and latest day, the day drawn, the date as written."""

    first: str
    last: str
    day: str
    written: str

    @property
    def cells(self) -> tuple[str, ...]:
        return self.first, self.last, self.day, self.written


def values_table(case: Case, drawn: Iterable[tuple[str, str]]) -> str:
    """Return the table of a case as tab-separated text; `drawn` as in `values_rows`."""
    return "".join("\t".join(row) + "\n" for row in values_rows(case, drawn))


def values_rows(case: Case, drawn: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table of a case, its heads first.

    Parameters
    ----------
    case
        The case.
    drawn
        Names of tracks ("activity", "damage", "lab:neutrophils", "events", "drug:...") with the
        ids of the records drawn there.
    """
    zero = day_zero(case)
    courses = {dose.id: (course.drug, dose) for course in case.courses for dose in course.doses}
    assessments = {one.id: one for one in case.assessments}
    events = {one.id: one for one in case.events}
    labs = {(f"lab:{one.label}", one.result.id): one for one in all_labs(case)}
    rows = []
    for track, record_id in drawn:
        if record_id in courses:
            rows.append(_dose(*courses[record_id], zero))
        elif record_id in events:
            rows.append(_event(events[record_id], zero))
        elif record_id in assessments and track in _SCORES:
            rows.append(_score(assessments[record_id], track, zero))
        elif (track, record_id) in labs:
            rows.append(_lab(labs[track, record_id], zero))
    return (HEADS, *rows)


def as_text(text: str) -> str:
    """Return a text fit for a cell: one line, and never a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def _dose(drug: str, dose: Dose, zero: date | None) -> tuple[str, ...]:
    value = _number(dose.amount)
    if dose.taper is not None:
        ends = (dose.taper.from_amount, dose.taper.to_amount)
        value = " to ".join(number_text(amount) for amount in ends)
    remarks = [
        dose.status if dose.status != "taken" else None,
        dose.frequency,
        dose.as_written,
        "taper, steps not reported" if dose.taper and not dose.taper.steps else None,
        "ongoing" if dose.ongoing else None,
        dose.reason,
        f"stopped: {dose.stop_reason}" if dose.stop_reason else None,
    ]
    until = dose.end or dose.last_known
    ended = dose.end is not None
    when = _when(dose.start, until, zero, ended=ended)
    return ("dose", as_text(drug), *when.cells, value, _reported(dose.unit), _joined(remarks))


def _score(one: Assessment, side: str, zero: date | None) -> tuple[str, ...]:
    value: int | None = getattr(one, side)
    reading = getattr(one, f"{side}_reading")
    words = None if reading is None else reading.text or reading.direction
    kind = f"{one.instrument} {side}"
    when = _when(one.moment, one.until or one.moment, zero)
    cell = _reported(words) if value is None else number_text(value)
    unit = "" if value is None else "points"
    remark = "" if value is None or words is None else as_text(words)
    return (kind, kind, *when.cells, cell, unit, remark)


def _lab(one: PlacedLab, zero: date | None) -> tuple[str, ...]:
    lab = one.result
    value = _reported(lab.text)
    if lab.value is not None:
        value = f"{lab.comparator or ''}{number_text(lab.value)}"
    limits = (("lower limit", lab.low), ("upper limit", lab.high))
    remarks = [f"{name} {number_text(limit)}" for name, limit in limits if limit is not None]
    remarks += ["calculated"] if lab.calculated else []
    when = _when(lab.moment, lab.moment, zero)
    name = as_text(one.label)
    return ("laboratory", name, *when.cells, value, _reported(lab.unit), _joined(remarks))


def _event(event: Event, zero: date | None) -> tuple[str, ...]:
    when = _when(event.moment, event.end or event.moment, zero)
    grade = "" if event.grade is None else f"grade {event.grade}"
    version = "" if event.grade is None else _reported(event.grade_version)
    remark = "ongoing" if event.ongoing else ""
    name = as_text(event.text or event.kind)
    return (event.kind, name, *when.cells, grade, version, remark)


def _when(
    start: Moment | None, end: Moment | None, zero: date | None, *, ended: bool = True
) -> _When:
    first, last = resolve(start, zero), resolve(end, zero)
    written = NOT_REPORTED if start is None else format_moment(start)
    if end is not start:
        told = NOT_REPORTED if end is None else format_moment(end)
        written = f"{written} to {told if ended or end is None else f'at least {told}'}"
    return _When(
        _day(None if first is None else first.low),
        _day(None if last is None else last.high),
        _day(None if first is None else first.at),
        as_text(written),
    )


def _day(day: float | None) -> str:
    return NOT_REPORTED if day is None or not isfinite(day) else number_text(round(day, 1))


def _number(value: float | None) -> str:
    return NOT_REPORTED if value is None else number_text(value)


def _reported(text: str | None) -> str:
    return as_text(text) if text else NOT_REPORTED


def _joined(remarks: Iterable[str | None]) -> str:
    return as_text("; ".join(part for part in remarks if part))
