"""The rows of a FHIR reading: for each resource what was read, is missing, was left out and why.

Codes with facts; the words are in `wording`. It does not know how a resource is read.
"""

from msgspec import Struct, field

from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.fhir_values import moment_of, text_of
from dle_desktop.wording import NOT_REPORTED, fhir_note, fhir_row


class Note(Struct, frozen=True):
    """One thing to say about a resource, by its code and facts."""

    code: str
    facts: tuple[str, ...] = ()


class Row(Struct, frozen=True):
    """What became of one resource; without `records` nothing of it is in the proposed case."""

    source: str  # "Observation/17", or its place in the file where it has no id
    path: str  # a JSONPath, with the line in front where the file has one resource a line
    records: tuple[str, ...] = ()  # ids in the proposed case
    read: tuple[Note, ...] = ()
    missing: tuple[Note, ...] = ()
    left_out: tuple[Note, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of resource, such as "Observation"; empty where it says none."""
        name, slash, _ = self.source.partition("/")
        return name if slash else ""

    @property
    def message(self) -> str:
        """The sentence for a person."""
        parts = (("read", self.read), (NOT_REPORTED, self.missing), ("left out", self.left_out))
        told = [
            (head, [fhir_note(one.code, one.facts, missing=head == NOT_REPORTED) for one in notes])
            for head, notes in parts
            if notes
        ]
        return fhir_row(told)


class Sheet(Struct):
    """What is noted while a resource is read; `row` makes it final."""

    records: list[str] = field(default_factory=list)
    noted: dict[str, list[Note]] = field(default_factory=dict)

    def read(self, code: str, *facts: str) -> None:
        """Note something that was read."""
        self.noted.setdefault("read", []).append(Note(code, facts))

    def missing(self, code: str, *facts: str) -> None:
        """Note something that a person has to complete."""
        self.noted.setdefault("missing", []).append(Note(code, facts))

    def left_out(self, code: str, *facts: str) -> None:
        """Note something that the file says and the proposed case does not hold."""
        self.noted.setdefault("left_out", []).append(Note(code, facts))

    def row(self, source: str, path: str) -> Row:
        """Return the row of the resource."""
        notes = {part: tuple(found) for part, found in self.noted.items()}
        return Row(source, path, tuple(self.records), **notes)


def dated(value: object, sheet: Sheet) -> Moment | None:
    """Return a FHIR date or dateTime as a moment, and note what is there and is none."""
    moment = moment_of(value)
    if moment is None and value is not None:
        sheet.left_out("no date", text_of(value) or "?")
    return moment
