"""Cases put together from the rows of tables, and their problems told by row and column.

The types and the schema judge a draft as they judge case JSON; what they find is told where the
person can mend it. It does not know which column holds what.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from dle_desktop.exchange.case_json import ReadResult
from dle_desktop.exchange.diagnosis import diagnose
from dle_desktop.exchange.envelope import FORMAT, VERSION, Envelope
from dle_desktop.exchange.hidden_text import hidden_text
from dle_desktop.exchange.problems import MOST_PROBLEMS, Problem, json_path

Plain = dict[str, Any]


class Place(NamedTuple):
    """Where a record was read: a row of a table, with the column of each field."""

    table: str
    row: int
    heads: Mapping[str, str]

    def path(self, head: str | None = None) -> str:
        """Return the path of the row, or of its cell below a head; rows count from 1."""
        return json_path((self.table, self.row) if head is None else (self.table, self.row, head))


class Draft:
    """Cases as plain values, each record with the place it was read from."""

    def __init__(self) -> None:
        self.cases: list[Plain] = []
        self._problems: dict[tuple[str, str], Problem] = {}
        self._places: dict[str, Place] = {}

    def tell(self, code: str, path: str, *facts: str) -> None:
        """Add a problem; the first of a kind at a place is kept."""
        self._problems.setdefault((path, code), Problem(code, path, facts))

    def put(self, steps: Iterable[str | int], place: Place) -> None:
        """Say where the record at the steps from the list of cases was read."""
        self._places[json_path(("cases", *steps))] = place

    def result(self) -> ReadResult:
        """Return the cases, or every problem (at most `MOST_PROBLEMS`); never some of the cases."""
        tree = {"format": FORMAT, "version": VERSION, "cases": self.cases}
        problems = list(self._problems.values())
        try:
            envelope = msgspec.convert(tree, Envelope)
        except msgspec.ValidationError as error:
            # A cell that could not be read was left out: that it is missing is no second problem.
            told = {problem.path for problem in problems}
            found = map(self._placed, diagnose(tree, str(error)))
            problems += [problem for problem in found if problem.path not in told]
        if problems:
            return ReadResult(problems=tuple(problems[:MOST_PROBLEMS]))
        notes = hidden_text(msgspec.json.encode(envelope), envelope)
        return ReadResult(cases=envelope.cases, notes=tuple(map(self._placed, notes)))

    def _placed(self, problem: Problem) -> Problem:
        """Return the problem with its path in the tables."""
        holder = problem.path
        while holder and holder not in self._places:
            holder = holder[: max(holder.rfind("."), holder.rfind("["), 0)]
        if not holder:
            return problem
        place, field = self._places[holder], problem.path[len(holder) :].removeprefix(".")
        while field and field not in place.heads:
            field = field.rpartition(".")[0]
        return replace(problem, path=place.path(place.heads.get(field)))


def put_field(record: Plain, field: str, value: object) -> None:
    """Set a field of a record by its steps joined by points, making what holds it."""
    *holders, name = field.split(".")
    for step in holders:
        record = record.setdefault(step, {})
    record[name] = value
