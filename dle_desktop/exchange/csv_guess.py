"""A proposal of what the columns of a foreign table mean, and what has to be asked.

Heads are looked up in a closed table of spellings; the order of a date and the decimal mark are
proposed only where the cells allow one alone. A person confirms it: nothing is read by it here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from dle_desktop.domain.analytes import canonical_analyte
from dle_desktop.exchange.csv_cells import Unreadable, is_grouped, orders_of, read_figure
from dle_desktop.exchange.csv_columns import TableName
from dle_desktop.exchange.csv_mapping import VALUE_OF, DateOrder, Mapping, required, targets
from dle_desktop.exchange.problems import Problem, json_path

_PATIENT: Final = {
    "case_label": ("patient", "patient id", "patient no", "pat", "subject", "subject id", "usubjid",
                   "case", "case label", "case id"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks", "bemerkung"),
}  # fmt: skip
_MOMENT: Final = {
    "moment": ("moment", "date", "visit date", "visit", "sample date", "collection date", "datum",
               "test date", "result date", "date of visit", "event date"),
}  # fmt: skip
_START: Final = ("start", "start date", "from", "begin", "beginn", "started", "date started")
_END: Final = ("end", "end date", "to", "until", "stop", "stop date", "stopped", "ende")
# Spellings as `_key` leaves them: small letters, one blank between words, no unit.
# "Daily dose" is left out: it is not what is taken at once.
_HEADS: Final[dict[TableName, dict[str, tuple[str, ...]]]] = {
    "doses": {
        **_PATIENT,
        "drug": ("drug", "medication", "medicine", "substance", "medikament", "drug name"),
        "amount_per_administration": ("amount", "dose", "dosis", "amount per administration"),
        "unit": ("unit", "units", "dose unit", "einheit"),
        "start": _START, "end": _END,
        "frequency": ("frequency", "freq"), "route": ("route",), "status": ("status",),
        "ongoing": ("ongoing",), "reason": ("reason",), "stop_reason": ("stop reason",),
    },
    "assessments": {
        **_PATIENT, **_MOMENT,
        "instrument": ("instrument", "score"),
        "activity_points": ("activity", "clasi a", "clasi activity", "activity points",
                            "activity score", "clasia"),
        "damage_points": ("damage", "clasi d", "clasi damage", "damage points", "damage score",
                          "clasid"),
        "assessor": ("assessor", "rater", "physician"),
    },
    "labs": {
        **_PATIENT, **_MOMENT,
        "analyte": ("analyte", "test", "lab test", "test name", "parameter", "component"),
        "value": ("value", "result", "wert", "ergebnis"),
        "unit": ("unit", "units", "einheit"),
        "reference_low": ("reference low", "low", "lower limit", "ref low"),
        "reference_high": ("reference high", "high", "upper limit", "ref high"),
    },
    "events": {
        **_PATIENT, **_MOMENT,
        "kind": ("kind", "event type", "type", "event kind"),
        "text": ("text", "event", "description", "term", "adverse event"),
        "end": _END, "grade": ("grade", "ctcae grade"), "serious": ("serious",),
        "ongoing": ("ongoing",),
    },
}  # fmt: skip
# What tells a table from the others, for a date and a patient are in each.
_TELLING: Final[dict[TableName, set[str]]] = {
    "doses": {"drug", "amount_per_administration", "start", "frequency"},
    "assessments": {"activity_points", "damage_points", "instrument"},
    "labs": {"analyte", "value", "reference_low", "reference_high"},
    "events": {"kind", "text", "grade"},
}
_WITH_UNIT: Final = re.compile(r"(.{1,200}?)\s*[(\[]([^()\[\]]{1,80})[)\]]\s*")


class Guess(Struct, frozen=True):
    """A proposed mapping, None where not even the table is known, and what must be asked.

    The path of a question is of a column, `$` where it is of the table.
    """

    mapping: Mapping | None
    questions: tuple[Problem, ...]


def guess_mapping(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Guess:
    """Return what the columns of a table probably mean, and the questions that are left.

    Parameters
    ----------
    heads
        The heads of the table.
    rows
        Its cells, each row as long as the heads.
    """
    table = _table(heads)
    if table is None:
        return Guess(None, (Problem("csv-ask-table"),))
    columns = _columns(table, heads)
    body = [*rows]
    cells = {head: [row[at] for row in body] for at, head in enumerate(heads)}
    kinds = {head: _kind(table, target) for head, target in columns.items()}
    dates = [cell for head, kind in kinds.items() if kind == "moment" for cell in cells[head]]
    numbers = [cell for head, kind in kinds.items() if kind == "number" for cell in cells[head]]
    units = {head: unit for head in columns if (unit := _split(head)[1]) is not None}
    clasi = table == "assessments" and any(_key(head).startswith("clasi") for head in columns)
    constants = {"instrument": "CLASI"} if clasi and "instrument" not in columns.values() else {}
    mapping = Mapping(
        table=table,
        columns=columns,
        constants=constants,
        date_order=_date_order(dates),
        decimal_comma=_decimal_comma(numbers),
        units={head: unit for head, unit in units.items() if kinds[head] == "number"},
    )
    return Guess(mapping, tuple(_questions(mapping, heads, dates, numbers)))


def _questions(
    mapping: Mapping, heads: Sequence[str], dates: Sequence[str], numbers: Sequence[str]
) -> Iterator[Problem]:
    for head in required(mapping):
        yield Problem("csv-ask-constant", facts=(head,))
    if mapping.date_order is None and any(orders_of(cell) is not None for cell in dates):
        yield Problem("csv-ask-date-order")
    if mapping.decimal_comma is None and any(map(_is_doubtful, numbers)):
        yield Problem("csv-ask-decimal")
    for head in mapping.unit_columns():
        yield Problem("csv-ask-unit", json_path((head,)))
    for head in heads:
        if head not in mapping.columns:
            yield Problem("csv-ask-column", json_path((head,)))


def _table(heads: Sequence[str]) -> TableName | None:
    told: Counter[TableName] = Counter()
    for table, telling in _TELLING.items():
        found = set(_columns(table, heads).values())
        told[table] = len(found & telling) + sum(one.startswith(VALUE_OF) for one in found)
    best, points = told.most_common(1)[0]
    return best if points else None


def _columns(table: TableName, heads: Sequence[str]) -> dict[str, str]:
    """Return the targets of the heads that are known; of two for one target the first."""
    columns: dict[str, str] = {}
    names = {name: target for target, found in _HEADS[table].items() for name in found}
    long = table == "labs" and any(names.get(_key(head)) in {"analyte", "value"} for head in heads)
    for head in heads:
        target = names.get(_key(head))
        if target is None and table == "labs" and not long:
            analyte = canonical_analyte(_split(head)[0])
            target = None if analyte is None else f"{VALUE_OF}{analyte}"
        if target is not None and target not in columns.values():
            columns[head] = target
    return columns


def _kind(table: TableName, target: str) -> str:
    return "number" if target.startswith(VALUE_OF) else targets(table)[target].kind


def _key(head: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", _split(head)[0].casefold()).split())


def _split(head: str) -> tuple[str, str | None]:
    """Return a head without the unit in brackets, and that unit."""
    found = _WITH_UNIT.fullmatch(head)
    return (head, None) if found is None else (found[1], found[2].strip() or None)


def _date_order(cells: Iterable[str]) -> DateOrder | None:
    """Return the one order in which every date in figures is a day, if there is one alone."""
    orders: set[DateOrder] = {"dmy", "mdy"}
    found = [allowed for cell in cells if (allowed := orders_of(cell)) is not None]
    for allowed in found:
        orders &= allowed
    return next(iter(orders)) if found and len(orders) == 1 else None


def _decimal_comma(cells: Sequence[str]) -> bool | None:
    """Return whether a comma is the decimal mark, if the cells allow one answer alone."""
    marked = [cell for cell in cells if "," in cell or "." in cell]
    allowed = [
        comma for comma in (False, True) if all(_is_read(cell, comma=comma) for cell in marked)
    ]
    # 1,500 alone may be one and a half or fifteen hundred.
    decided = any(not is_grouped(cell) for cell in marked)
    return allowed[0] if len(allowed) == 1 and decided else None


def _is_read(cell: str, *, comma: bool) -> bool:
    try:
        read_figure(cell, decimal_comma=comma)
    except Unreadable:
        return False
    return True


def _is_doubtful(cell: str) -> bool:
    return "," in cell or is_grouped(cell)
