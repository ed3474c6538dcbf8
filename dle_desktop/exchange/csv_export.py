"""Cases as four long tables for a spreadsheet or a statistics program, as CSV bytes.

Dates and durations are ISO 8601 as in the case, certainty beside them; unknown is an empty cell.
What the tables have no place for is told (`not_carried`), and `csv_import` reads them back.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from dle_desktop.domain.case import Assessment, Case, Dose
from dle_desktop.domain.clasi_items import ZONES
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.csv_columns import (
    CASE,
    COURSE,
    HEADS,
    ROW,
    ROWS,
    TAPER_STEPS,
    ZONE,
    Column,
    Row,
    TableName,
)
from dle_desktop.exchange.csv_text import guarded, write_table

_Cells = dict[str, str]
_LARGEST_WHOLE: Final = 1e15  # beyond it a float no longer shows every whole number
_CASE_FIELDS: Final = (
    "subject", "diagnosis", "index_drug", "anchor", "follow_up_end", "rules", "printed", "notes",
    "provenance", "revision", "created", "changed",
)  # fmt: skip


def write_tables(cases: Sequence[Case]) -> dict[str, bytes]:
    """Return the tables of cases as the bytes of files, by file name; all four, even if empty.

    Raises
    ------
    UnicodeEncodeError
        If a text holds half a character, which no reading of a file lets through.
    """
    rows: dict[TableName, Iterable[_Cells]] = {
        "doses": (row for case in cases for row in _dose_rows(case)),
        "assessments": (row for case in cases for row in _assessment_rows(case)),
        "labs": (_own("lab", case, one) for case in cases for one in case.labs),
        "events": (_own("event", case, one) for case in cases for one in case.events),
    }
    return {f"{name}.csv": _written(HEADS[name], found) for name, found in rows.items()}


def not_carried(case: Case) -> tuple[str, ...]:
    """Return the names of what the tables do not carry of a case, worded in `wording.NOT_IN_CSV`.

    Everything else comes back as it was, but for texts of no characters, which come back as not
    reported.
    """
    empty = Case(id=case.id, label=case.label)
    lost = [name for name in _CASE_FIELDS if getattr(case, name) != getattr(empty, name)]
    if not case.records():
        lost.append("case")
    if any(_has_empty_text(record) for record in case.records()):
        lost.append("empty texts")
    return tuple(lost)


def number_cell(value: float) -> str:
    """Return a number as it is read back exactly, whole ones without a point."""
    whole = abs(value) < _LARGEST_WHOLE and value == int(value)
    return str(int(value)) if whole else repr(value)


def _written(heads: tuple[str, ...], rows: Iterable[_Cells]) -> bytes:
    return write_table([heads, *([row.get(head, "") for head in heads] for row in rows)])


def _dose_rows(case: Case) -> Iterator[_Cells]:
    for course in case.courses:
        shared = _cells(CASE, case) | _cells(COURSE, course)
        # The course's own row is needed only for what no dose of it can say.
        if not course.doses or course.note is not None or course.source is not None:
            yield shared | {ROW: "course"} | _cells(ROWS["course"], course)
        for dose in course.doses:
            yield from _one_dose(shared, dose)


def _one_dose(shared: _Cells, dose: Dose) -> Iterator[_Cells]:
    row = shared | {ROW: "dose"} | _cells(ROWS["dose"], dose)
    steps = None if dose.taper is None else dose.taper.steps
    if steps is None:
        yield row
        return
    yield row | {TAPER_STEPS.head: str(len(steps))}
    for step in steps:
        own = {ROW: "taper step", "dose_id": guarded(dose.id)}
        yield shared | own | _cells(ROWS["taper step"], step)


def _assessment_rows(case: Case) -> Iterator[_Cells]:
    for one in case.assessments:
        yield _own("assessment", case, one) | {ROW: "assessment"}
        yield from _zone_rows(case, one)


def _zone_rows(case: Case, one: Assessment) -> Iterator[_Cells]:
    if one.items is None:
        return
    # All 13, examined or not: that they are there says that the sheet was kept.
    for zone in ZONES:
        row = getattr(one.items.zones, zone)
        columns = [column for column in ROWS["zone"] if hasattr(row, column.field)]
        own = {ROW: "zone", "assessment_id": guarded(one.id), ZONE: zone}
        yield _cells(CASE, case) | own | _cells(columns, row)


def _own(row: Row, case: Case, record: Struct) -> _Cells:
    return _cells(CASE, case) | _cells(ROWS[row], record)


def _cells(columns: Iterable[Column], holder: Struct) -> _Cells:
    return {column.head: _cell(_value(holder, column.field)) for column in columns}


def _value(holder: object, field: str) -> object:
    for step in field.split("."):
        holder = None if holder is None else getattr(holder, step)
    return holder


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_cell(value)
    if isinstance(value, Moment):
        return guarded(value.date or value.offset or "")  # a spreadsheet computes "-P2W"
    return guarded(str(value))


def _has_empty_text(holder: Struct) -> bool:
    for name in holder.__struct_fields__:
        value = getattr(holder, name)
        nested = isinstance(value, Struct) and _has_empty_text(value)
        if value == "" or nested:
            return True
    return False
