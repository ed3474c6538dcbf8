"""FHIR values read tolerantly: texts, codes, numbers, dates; None for whatever is not one.

Shapes are as in FHIR R4 (hl7.org/fhir/R4/datatypes.html), but nothing is taken for granted. It
does not know what a resource means.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from msgspec import Struct

from dle_desktop.domain.moments import LAST_YEAR, Moment, first_day

LONGEST_LINE = 300
_LARGEST = 1e9
_DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T[0-9:.]*(?:Z|[+-]\d{2}:\d{2})?)?", re.ASCII)
_DAY = len("2024-05-17")
_SAYS_NOTHING = ("absent-unknown", "data-absent-reason", "v3-nullflavor")
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"

Node = dict[str, Any]


class Coding(Struct, frozen=True):
    """A code in a system, with what it is called there."""

    system: str = ""
    code: str = ""
    display: str = ""


class Quantity(Struct, frozen=True):
    """A number with what is said of its unit: the spelling, and the UCUM code where there is one.

    `value` is as given, in that unit; None where it is no number.
    """

    value: float | None
    unit: str | None
    code: str | None
    comparator: str | None

    @property
    def units(self) -> tuple[str, ...]:
        """The spellings of the unit, the UCUM code first."""
        return tuple(dict.fromkeys(text for text in (self.code, self.unit) if text))


def node(value: Any) -> Node:
    """Return an object, an empty one for whatever is none."""
    return value if isinstance(value, dict) else {}


def nodes(value: Any) -> list[Node]:
    """Return the objects of a list; a lone object counts as a list of one."""
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, dict)]


def text_of(value: Any, longest: int = LONGEST_LINE) -> str | None:
    """Return a text on one line without characters that do not show, None if nothing is left."""
    if not isinstance(value, str):
        return None
    shown = "".join(" " if _is_gap(c) else c for c in value if unicodedata.category(c) != "Cf")
    line = " ".join(shown.split())
    return (line if len(line) <= longest else f"{line[: longest - 1]}…") or None


def _is_gap(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Zl", "Zp"}


def number_of(value: Any) -> float | None:
    """Return a number that a case can hold; a number in a text is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if abs(value) <= _LARGEST else None


def codings(concept: Any) -> Iterator[Coding]:
    """Yield the codings of a CodeableConcept that hold anything."""
    for item in nodes(node(concept).get("coding")):
        system, code, display = (text_of(item.get(name)) for name in ("system", "code", "display"))
        if code or display:
            yield Coding(system or "", code or "", display or "")


def concept_text(concept: Any) -> str | None:
    """Return what a CodeableConcept is called: its text, else the first display, else a code."""
    found = list(codings(concept))
    displays = (coding.display for coding in found if coding.display)
    return text_of(node(concept).get("text")) or next(displays, found[0].code if found else None)


def says_nothing(concept: Any) -> bool:
    """Whether a concept says that nothing is known ("no information", "no known ...")."""
    systems = [coding.system.casefold() for coding in codings(concept)]
    return any(mark in system for system in systems for mark in _SAYS_NOTHING)


def quantity_of(value: Any) -> Quantity:
    """Return a Quantity with whatever of it can be read."""
    found = node(value)
    code = text_of(found.get("code")) if found.get("system") == UCUM else None
    return Quantity(
        number_of(found.get("value")),
        text_of(found.get("unit")),
        code,
        text_of(found.get("comparator")),
    )


def moment_of(value: Any) -> Moment | None:
    """Return a date or dateTime as a moment: the calendar date as written, as exact as written."""
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return Moment(date=found[1])
    except ValueError:
        return None


def day_after(last: Moment | None) -> Moment | None:
    """Return where a FHIR period ends for a case: its last day counts, so the day after it.

    A month or a year stays one.
    """
    if last is None or last.date is None or len(last.date) < _DAY:
        return last
    after = first_day(last.date) + timedelta(days=1)
    return Moment(date=after.isoformat()) if after.year <= LAST_YEAR else None
