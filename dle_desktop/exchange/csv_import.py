"""Our own tables (`csv_export`), read back into cases: all of them, or every problem.

A table is known by its heads, not by its name; all its columns have to be there, in any order. An
empty cell is not reported, an empty yes/no is no, an empty certainty is exact. Numbers are read
with a decimal point, dates in ISO 8601 only: whose spreadsheet has changed them is told. Tables
that others made are read by `csv_foreign`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import Final, NamedTuple

from dle_desktop.domain.clasi_items import ZONES
from dle_desktop.exchange.case_json import ReadResult
from dle_desktop.exchange.csv_columns import (
    CASE,
    COURSE,
    HEADS,
    ID_HEADS,
    ROW,
    ROWS,
    TAPER_STEPS,
    ZONE,
    Column,
    Row,
    TableName,
)
from dle_desktop.exchange.csv_draft import Draft, Place, Plain, put_field
from dle_desktop.exchange.csv_text import Table, read_table, unguarded
from dle_desktop.exchange.problems import Problem, json_path

_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,3})?")
_WHOLE: Final = re.compile(r"[+-]?\d{1,15}")
_FLAGS: Final = {"yes": True, "no": False}
_RECORD_ROWS: Final[dict[TableName, Row]] = {"labs": "lab", "events": "event"}
_HEADS_OF_ROW: Final[dict[Row, dict[str, str]]] = {
    row: {column.field: column.head for column in columns} for row, columns in ROWS.items()
}
_CASE_HEADS: Final = {column.field: column.head for column in CASE}
_DOSE_HEADS: Final = {
    **_HEADS_OF_ROW["dose"], TAPER_STEPS.field: TAPER_STEPS.head,
}  # fmt: skip
_COURSE_HEADS: Final = {
    **{column.field: column.head for column in COURSE}, **_HEADS_OF_ROW["course"],
}  # fmt: skip


class _Cells(NamedTuple):
    """A row of a table, its cells by their heads."""

    table: str
    number: int
    cells: dict[str, str]

    def place(self, heads: Mapping[str, str]) -> Place:
        return Place(self.table, self.number, heads)


class _Held(NamedTuple):
    """A record that was begun: its plain value, its steps, and the row it was begun in."""

    plain: Plain
    steps: tuple[str | int, ...]
    begun: _Cells


def read_tables(files: Mapping[str, bytes]) -> ReadResult:
    """Return the cases in our own tables, or every problem; never some of the cases.

    A path is told as `$["doses.csv"][12].unit`: table, row counted from 1 (the heads), column.

    Parameters
    ----------
    files
        The bytes of each table, by the name it is told under. A table that is not there holds
        nothing.
    """
    tables: dict[TableName, tuple[str, Table]] = {}
    problems: list[Problem] = []
    for name, data in files.items():
        table = read_table(data)
        kind = kind_of(table.heads)
        if table.problems:
            problems += [Problem(one.code, json_path((name,)), one.facts) for one in table.problems]
        elif kind is None:
            problems.append(Problem("csv-foreign", json_path((name,))))
        elif kind in tables:
            facts = (kind, tables[kind][0])
            problems.append(Problem("csv-table-twice", json_path((name,)), facts))
        else:
            tables[kind] = name, table
            problems += _head_problems(name, kind, table.heads)
    return ReadResult(problems=tuple(problems)) if problems else _Reading(tables).result()


def kind_of(heads: Iterable[str]) -> TableName | None:
    """Return which of our tables has these heads, or None."""
    known = set(heads)
    if not {"case_id", "case_label"} <= known:
        return None
    return next((kind for kind, head in ID_HEADS.items() if head in known), None)


def _head_problems(name: str, kind: TableName, heads: tuple[str, ...]) -> Iterator[Problem]:
    for head in HEADS[kind]:
        if head not in heads:
            yield Problem("required", json_path((name, head)))
    for at, head in enumerate(heads):
        if head not in HEADS[kind]:
            yield Problem("unknown", json_path((name, head or at)))
        elif head in heads[:at]:
            yield Problem("twice", json_path((name, head)))


class _Reading:
    """The reading of our tables into one draft."""

    def __init__(self, tables: Mapping[TableName, tuple[str, Table]]) -> None:
        self._tables = tables
        self._draft = Draft()
        self._cases: dict[str, _Held] = {}
        self._courses: dict[tuple[str, str], _Held] = {}
        self._parents: dict[tuple[str, str], _Held] = {}  # doses and assessments
        self._seen: set[tuple[str, ...]] = set()

    def result(self) -> ReadResult:
        """Return the cases, or every problem."""
        readers = {
            "course": self._read_course, "dose": self._read_dose, "taper step": self._read_step,
            "assessment": self._read_assessment, "zone": self._read_zone,
        }  # fmt: skip
        kinds: dict[TableName, tuple[Row, ...]] = {
            "doses": ("course", "dose", "taper step"), "assessments": ("assessment", "zone"),
        }  # fmt: skip
        for table, rows in kinds.items():
            read = list(self._rows(table))
            for row in read:
                if row.cells[ROW] not in rows:
                    told = ", ".join(rows)
                    self._tell("enum", row, ROW, row.cells[ROW], told)
            # What hangs on a record comes after it, however the rows were sorted.
            for late in (False, True):
                for row in read:
                    kind = row.cells[ROW]
                    if kind in rows and (kind == rows[-1]) is late:
                        readers[kind](row)
        for name, kind in _RECORD_ROWS.items():
            for row in self._rows(name):
                self._record(row, name, kind)
        self._count_steps()
        return self._draft.result()

    def _rows(self, table: TableName) -> Iterator[_Cells]:
        if table in self._tables:
            name, found = self._tables[table]
            for number, cells in found.rows:
                yield _Cells(name, number, dict(zip(found.heads, cells, strict=True)))

    def _tell(self, code: str, row: _Cells, head: str, *facts: str) -> None:
        self._draft.tell(code, json_path((row.table, row.number, head)), *facts)

    def _case(self, row: _Cells) -> _Held:
        """Return the case of a row, begun if it is new; rows have to agree on it."""
        plain = self._plain(row, CASE)
        key = row.cells["case_id"]
        if key not in self._cases:
            steps = (len(self._draft.cases),)
            self._draft.cases.append(plain)
            self._draft.put(steps, row.place(_CASE_HEADS))
            self._cases[key] = _Held(plain, steps, row)
        else:
            self._agree(self._cases[key], plain, row, CASE)
        return self._cases[key]

    def _course(self, row: _Cells) -> _Held:
        case, plain = self._case(row), self._plain(row, COURSE)
        key = row.cells["case_id"], row.cells["course_id"]
        if key not in self._courses:
            shelf = case.plain.setdefault("courses", [])
            steps = (*case.steps, "courses", len(shelf))
            shelf.append(plain)
            self._draft.put(steps, row.place(_COURSE_HEADS))
            self._courses[key] = _Held(plain, steps, row)
        else:
            self._agree(self._courses[key], plain, row, COURSE)
        return self._courses[key]

    def _agree(self, held: _Held, plain: Plain, row: _Cells, columns: Iterable[Column]) -> None:
        for column in columns:
            if held.plain.get(column.field) != plain.get(column.field):
                self._tell("csv-disagrees", row, column.head, str(held.begun.number))

    def _read_course(self, row: _Cells) -> None:
        held = self._course(row)
        if self._is_new(row, "course", "course_id"):
            held.plain.update(self._plain(row, ROWS["course"]))
            self._draft.put(held.steps, row.place(_COURSE_HEADS))

    def _read_dose(self, row: _Cells) -> None:
        plain = self._plain(row, (*ROWS["dose"], TAPER_STEPS))
        plain.setdefault("unit", None)  # an empty cell is no milligrams
        if isinstance(plain.get("taper", {}).get("steps"), int):
            plain["taper"]["steps"] = []
        self._shelve(row, self._course(row), "doses", plain, _DOSE_HEADS)

    def _read_step(self, row: _Cells) -> None:
        self._course(row)
        parent = self._parents.get((row.cells["case_id"], row.cells["dose_id"]))
        steps = None if parent is None else parent.plain.get("taper", {}).get("steps")
        if parent is None or steps is None:
            self._tell("csv-parent", row, "dose_id", "taper_steps")
            return
        place = (*parent.steps, "taper", "steps", len(steps))
        steps.append(self._plain(row, ROWS["taper step"]))
        self._draft.put(place, row.place(_HEADS_OF_ROW["taper step"]))

    def _read_assessment(self, row: _Cells) -> None:
        self._record(row, "assessments", "assessment")

    def _read_zone(self, row: _Cells) -> None:
        self._case(row)
        parent = self._parents.get((row.cells["case_id"], row.cells["assessment_id"]))
        zone = row.cells[ZONE]
        if parent is None:
            self._tell("csv-parent", row, "assessment_id", "instrument")
        elif zone not in ZONES:
            self._tell("enum", row, ZONE, zone, ", ".join(ZONES))
        elif self._is_new(row, "zone", "assessment_id", ZONE):
            put_field(parent.plain, f"items.zones.{zone}", self._plain(row, ROWS["zone"]))
            place = (*parent.steps, "items", "zones", zone)
            self._draft.put(place, row.place(_HEADS_OF_ROW["zone"]))

    def _is_new(self, row: _Cells, kind: str, *heads: str) -> bool:
        key = (kind, row.cells["case_id"], *(row.cells[head] for head in heads))
        if key in self._seen:
            self._tell("twice", row, heads[-1])
            return False
        self._seen.add(key)
        return True

    def _record(self, row: _Cells, shelf: TableName, kind: Row) -> None:
        self._shelve(row, self._case(row), shelf, self._plain(row, ROWS[kind]), _HEADS_OF_ROW[kind])

    def _shelve(
        self, row: _Cells, holder: _Held, shelf: str, plain: Plain, heads: Mapping[str, str]
    ) -> None:
        records = holder.plain.setdefault(shelf, [])
        steps = (*holder.steps, shelf, len(records))
        records.append(plain)
        self._draft.put(steps, row.place(heads))
        id_head = heads["id"]
        if self._is_new(row, shelf, id_head):
            key = row.cells["case_id"], row.cells[id_head]
            self._parents[key] = _Held(plain, steps, row)

    def _count_steps(self) -> None:
        for held in self._parents.values():
            steps = held.plain.get("taper", {}).get("steps")
            said = held.begun.cells.get(TAPER_STEPS.head, "").strip()
            if steps is not None and len(steps) != int(said):
                self._tell("csv-steps", held.begun, TAPER_STEPS.head, said, str(len(steps)))

    def _plain(self, row: _Cells, columns: Iterable[Column]) -> Plain:
        """Return the fields of the columns that hold something; what is unreadable is told."""
        plain: Plain = {}
        for column in columns:
            cell = row.cells[column.head]
            if not cell:
                if column.required:
                    self._tell("required", row, column.head)
                continue
            field, value = _value(column, cell)
            if value is None:
                self._tell(f"csv-{column.kind}", row, column.head, cell)
            else:
                put_field(plain, field, value)
        return plain


def _value(column: Column, cell: str) -> tuple[str, object]:
    """Return the field a cell sets and its value, None if it cannot be read."""
    text = cell.strip()
    match column.kind:
        case "number":
            value = float(text) if _NUMBER.fullmatch(text) else float("inf")
            return column.field, value if isfinite(value) else None
        case "integer":
            return column.field, int(text) if _WHOLE.fullmatch(text) else None
        case "flag":
            return column.field, _FLAGS.get(text.casefold())
        case "moment":
            text = unguarded(text)
            kind = "offset" if text.removeprefix("-").startswith("P") else "date"
            return f"{column.field}.{kind}", text
        case _:
            return column.field, unguarded(cell)
