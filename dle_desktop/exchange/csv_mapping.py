"""The mapping: what the columns of a foreign table mean, as a person has said it.

It is a plain value that can be kept and used again for the next table of the same kind. It reads
no cell (`csv_foreign`) and proposes nothing (`csv_guess`).
"""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from dle_desktop.exchange.csv_columns import CASE, COURSE, ROWS, Column, Row, TableName
from dle_desktop.exchange.problems import Problem, json_path

DateOrder = Literal["ymd", "dmy", "mdy"]
# A column of this target holds values of one analyte, whose name follows: "value:neutrophils".
VALUE_OF: Final = "value:"

_ROW_OF: Final[dict[TableName, Row]] = {
    "doses": "dose", "assessments": "assessment", "labs": "lab", "events": "event",
}  # fmt: skip
_OURS: Final = {"source", *(column.head for column in ROWS["dose"] if "taper" in column.field)}
# What goes with any number of analytes in one row.
_SHARED_BY_VALUES: Final = {"case_label", "moment", "calculated", "note"}
# What a unit belongs to: a number that means nothing without one.
_MEASURED: Final = {"amount_per_administration", "value"}


class Mapping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a foreign table holds, and how its dates, numbers and units are written.

    Parameters
    ----------
    table
        What each row is.
    columns
        The target of each column that is taken, by its head: a head of our own tables
        (`targets`) or, for a table of visits with a column for each analyte, "value:" and a name.
    constants
        What holds for every row, by target, where no column says it, such as the instrument.
    date_order
        In which order a date in figures is written, if it does not begin with the year; None where
        this was not said, and a date that could be two days is refused.
    decimal_comma
        Whether 1,5 is one and a half; None where this was not said.
    units
        The unit of a column of numbers, by its head; "" where it is truly not known.
    """

    table: TableName
    columns: dict[str, str]
    constants: dict[str, str] = {}
    date_order: DateOrder | None = None
    decimal_comma: bool | None = None
    units: dict[str, str] = {}

    def unit_columns(self) -> tuple[str, ...]:
        """Return the heads of the columns of numbers whose unit has not been said."""
        has_column = "unit" in self.columns.values() or "unit" in self.constants
        return tuple(
            head
            for head, target in self.columns.items()
            if head not in self.units
            and (target.startswith(VALUE_OF) or (target in _MEASURED and not has_column))
        )


def targets(table: TableName) -> dict[str, Column]:
    """Return what a column of a foreign table can be, by the head in our own table."""
    shared = (CASE[1], *(COURSE[1:] if table == "doses" else ()))
    found = {column.head: column for column in (*shared, *ROWS[_ROW_OF[table]])}
    hidden = _OURS | {column.head for column in found.values() if _is_hidden(column)}
    return {head: column for head, column in found.items() if head not in hidden}


def required(mapping: Mapping) -> Iterator[str]:
    """Yield the targets every record needs and neither a column nor a constant gives."""
    given = {*mapping.columns.values(), *mapping.constants}
    wide = any(target.startswith(VALUE_OF) for target in mapping.columns.values())
    for head, column in targets(mapping.table).items():
        if column.required and head not in given and not (wide and head == "analyte"):
            yield head


def faults(mapping: Mapping, name: str, heads: tuple[str, ...]) -> Iterator[Problem]:
    """Yield why a table with these heads cannot be read by the mapping; each path is of a column.

    Parameters
    ----------
    mapping
        The mapping.
    name
        The name the table is told under.
    heads
        Its heads.
    """
    known = set(targets(mapping.table))
    if any(target.startswith(VALUE_OF) for target in mapping.columns.values()):
        known &= _SHARED_BY_VALUES
    taken = list(mapping.columns.values())
    for head, target in mapping.columns.items():
        path = json_path((name, head))
        value = mapping.table == "labs" and target.startswith(VALUE_OF)
        if head not in heads:
            yield Problem("required", path)
        elif heads.count(head) > 1 or taken.count(target) > 1:
            yield Problem("twice", path)
        elif target not in known and not value:
            yield Problem("csv-target", path, (target,))
    for target in mapping.constants:
        if target not in known or target in taken:
            yield Problem("csv-target", json_path((name,)), (target,))
    for head in required(mapping):
        yield Problem("csv-ask-constant", json_path((name,)), (head,))
    for head in mapping.unit_columns():
        yield Problem("csv-ask-unit", json_path((name, head)))


def _is_hidden(column: Column) -> bool:
    """Whether a foreign table cannot give this: our ids, a certainty (it stands in the date)."""
    return column.field == "id" or column.field.endswith(".certainty")
