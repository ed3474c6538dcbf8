"""A foreign table, such as a clinic's spreadsheet, read into cases by a mapping.

All rows are read, or every problem is told by row and column. A case is known by its label; ids
follow from the bytes of the table, so that reading it twice gives the same records. Where a record
was read stands in its source.
"""

import hashlib
from collections.abc import Mapping as AnyMapping
from typing import Final, NamedTuple
from uuid import UUID

from msgspec.structs import replace

from dle_desktop.exchange.case_json import ReadResult
from dle_desktop.exchange.csv_cells import (
    Unreadable,
    has_figure,
    is_unknown,
    read_figure,
    read_flag,
    read_when,
    read_whole,
)
from dle_desktop.exchange.csv_columns import Column
from dle_desktop.exchange.csv_draft import Draft, Place, Plain, put_field
from dle_desktop.exchange.csv_mapping import VALUE_OF, Mapping, faults, targets
from dle_desktop.exchange.csv_text import read_table, unguarded
from dle_desktop.exchange.problems import MOST_PROBLEMS, Problem, json_path
from dle_desktop.wording import shown

_COURSE: Final = ("drug", "group", "route")


def read_foreign(
    name: str, data: bytes, mapping: Mapping, *, ids: AnyMapping[str, str] | None = None
) -> ReadResult:
    """Return the cases of a foreign table, or every problem; never some of the cases.

    Parameters
    ----------
    name
        The name the table is told under, also in the source of each record.
    data
        The bytes of the table.
    mapping
        What its columns mean.
    ids
        The ids of cases that are known, by the label they have in the table.
    """
    table = read_table(data)
    if table.problems:
        path = json_path((name,))
        return ReadResult(problems=tuple(replace(one, path=path) for one in table.problems))
    wrong = tuple(faults(mapping, name, table.heads))
    if wrong:
        return ReadResult(problems=wrong)
    reading = _Reading(name, data, mapping, ids or {})
    for number, cells in table.rows:
        reading.take(number, dict(zip(table.heads, cells, strict=True)))
    return reading.result()


class _Row(NamedTuple):
    """A row as far as it was read: fields set, with the column of each, and what it belongs to."""

    number: int
    plain: Plain
    heads: dict[str, str]


class _Reading:
    """The reading of one foreign table into a draft."""

    def __init__(self, name: str, data: bytes, mapping: Mapping, ids: AnyMapping[str, str]) -> None:
        self._name, self._mapping, self._ids = name, mapping, ids
        self._sum = hashlib.sha256(data)
        self._targets = targets(mapping.table)
        self._draft = Draft()
        self._cases: dict[str, tuple[Plain, int]] = {}
        self._courses: dict[tuple[str | None, ...], tuple[Plain, tuple[str | int, ...]]] = {}
        self._notes: list[Problem] = []

    def result(self) -> ReadResult:
        """Return the cases, or every problem."""
        found = self._draft.result()
        if found.problems:
            return found
        return replace(found, notes=(*self._notes[:MOST_PROBLEMS], *found.notes))

    def take(self, number: int, cells: AnyMapping[str, str]) -> None:
        """Read a row; what cannot be read is told."""
        row = _Row(number, {}, {})
        for target, text in self._mapping.constants.items():
            self._set(row, self._targets[target], text, None)
        wide = []
        for head, target in self._mapping.columns.items():
            if target.startswith(VALUE_OF):
                wide.append((head, target.removeprefix(VALUE_OF)))
            else:
                self._set(row, self._targets[target], cells[head], head)
        label = row.plain.pop("label", None)
        if label is None:
            self._tell("required", row, row.heads.get("label"))
            return
        case, at = self._case(label, row)
        match self._mapping.table:
            case "doses":
                self._take_dose(row, label, case, at)
            case "labs" if wide:
                for place, (head, analyte) in enumerate(wide):
                    self._take_value(row, case, at, (place, head, analyte, cells[head]))
            case shelf:
                if shelf == "labs":
                    self._give_unit(row, "value")
                self._shelve(row, case, (at,), shelf, str(number))

    def _set(self, row: _Row, column: Column, cell: str, head: str | None) -> None:
        """Set the field of a column, unless its cell says that nothing is known."""
        if head is not None:
            row.heads[column.field] = head
        text = unguarded(cell)
        words = column.kind == "text"
        if not text.strip() if words else is_unknown(text):
            if column.required and column.field != "label":
                self._tell("required", row, head)
            return
        try:
            self._put(row, column, text.strip(), head)
        except Unreadable as unreadable:
            self._tell(unreadable.code, row, head, *unreadable.facts)

    def _put(self, row: _Row, column: Column, text: str, head: str | None) -> None:
        comma = self._mapping.decimal_comma
        match column.kind:
            case "moment":
                when = read_when(text, self._mapping.date_order)
                put_field(row.plain, f"{column.field}.certainty", when.moment.certainty)
                for kind in ("date", "offset"):
                    put_field(row.plain, f"{column.field}.{kind}", getattr(when.moment, kind))
                if when.timed:
                    self._notes.append(Problem("csv-time", self._path(row, head)))
            case "number" if column.field == "value":
                self._put_result(row.plain, text)
            case "number":
                figure = read_figure(text, decimal_comma=comma)
                if figure.comparator is not None:
                    raise Unreadable("csv-number", text)
                put_field(row.plain, column.field, figure.value)
            case "integer":
                put_field(row.plain, column.field, read_whole(text, decimal_comma=comma))
            case "flag":
                put_field(row.plain, column.field, read_flag(text))
            case _ if column.field in row.plain:  # the value's column has said it already
                raise Unreadable("twice")
            case _:
                put_field(row.plain, column.field, text)

    def _put_result(self, plain: Plain, text: str) -> None:
        """Set the value of a result: a number with its comparator, or the laboratory's words."""
        found: Plain = {"text": text}
        if has_figure(text):
            figure = read_figure(text, decimal_comma=self._mapping.decimal_comma)
            found = {"value": figure.value}
            if figure.comparator is not None:
                found["comparator"] = figure.comparator
        if found.keys() & plain.keys():  # another column has said it already
            raise Unreadable("twice")
        plain.update(found)

    def _take_dose(self, row: _Row, label: str, case: Plain, at: int) -> None:
        self._give_unit(row, "amount")
        row.plain.setdefault("unit", None)  # what is not said is no milligrams
        course: Plain = {name: row.plain.pop(name) for name in _COURSE if name in row.plain}
        key = (label, *(course.get(name) for name in _COURSE))
        if key not in self._courses:
            courses = case.setdefault("courses", [])
            begun = (at, "courses", len(courses))
            course["id"] = self._id(f"{row.number}-course")
            courses.append(course)
            self._draft.put(begun, Place(self._name, row.number, row.heads))
            self._courses[key] = course, begun
        held, steps = self._courses[key]
        self._shelve(row, held, steps, "doses", str(row.number))

    def _take_value(
        self, row: _Row, case: Plain, at: int, column: tuple[int, str, str, str]
    ) -> None:
        place, head, analyte, cell = column
        text = unguarded(cell).strip()
        if is_unknown(text):
            return  # a visit without this test
        own = _Row(row.number, {**row.plain, "analyte": analyte}, {**row.heads, "value": head})
        own.heads.setdefault("text", head)
        try:
            self._put_result(own.plain, text)
        except Unreadable as unreadable:
            self._tell(unreadable.code, row, head, *unreadable.facts)
        self._give_unit(own, "value")
        self._shelve(own, case, (at,), "labs", f"{row.number}-{place}")

    def _give_unit(self, row: _Row, field: str) -> None:
        """Give a number the unit of its column; a unit in the row itself comes first."""
        unit = self._mapping.units.get(row.heads.get(field, ""))
        if unit and "unit" not in row.plain:
            row.plain["unit"] = unit

    def _shelve(
        self, row: _Row, holder: Plain, steps: tuple[str | int, ...], shelf: str, key: str
    ) -> None:
        records = holder.setdefault(shelf, [])
        self._draft.put((*steps, shelf, len(records)), Place(self._name, row.number, row.heads))
        source = shown(f"{shown(self._name, 200)}, row {row.number}", 300)
        records.append({**row.plain, "id": self._id(key), "source": source})

    def _case(self, label: str, row: _Row) -> tuple[Plain, int]:
        if label not in self._cases:
            at = len(self._draft.cases)
            known = self._ids.get(label)
            plain: Plain = {"id": self._case_id(label) if known is None else known, "label": label}
            self._draft.cases.append(plain)
            self._draft.put((at,), Place(self._name, row.number, row.heads))
            self._cases[label] = plain, at
        return self._cases[label]

    def _case_id(self, label: str) -> str:
        own = self._sum.copy()
        own.update(label.encode("utf-8", "surrogatepass"))
        return str(UUID(bytes=own.digest()[:16], version=4))

    def _id(self, key: str) -> str:
        return f"{self._sum.hexdigest()[:12]}-{key}"

    def _path(self, row: _Row, head: str | None) -> str:
        return Place(self._name, row.number, row.heads).path(head)

    def _tell(self, code: str, row: _Row, head: str | None, *facts: str) -> None:
        self._draft.tell(code, self._path(row, head), *facts)
