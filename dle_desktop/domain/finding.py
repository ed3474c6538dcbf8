"""The finding: something in a case that a person should look at, in one plain sentence.

Findings change nothing and refuse nothing. What is looked for is told in `checks`.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.case import Assessment, Course, Dose, Event, LabResult
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.moments import Moment

WriteMoment = Callable[[Moment | None], str]
Severity = Literal["note", "question", "fault"]


class Finding(Struct, frozen=True):
    """A finding: what (`code`), how grave, a sentence, and the records it is about.

    A *fault* cannot be true, a *question* is probably a slip or wants an answer, a *note* says what
    is missing. `day` is the study day to look at, where no record shows it better.
    """

    code: str
    severity: Severity
    message: str
    records: tuple[str, ...] = ()
    day: float | None = None


def dose_name(course: Course, dose: Dose, write: WriteMoment = format_moment) -> str:
    """Return a dose in words for a sentence: "prednisone 60 mg from month 0"."""
    start = f" from {write(dose.start)}" if dose.start else ""
    if dose.status == "held":
        return f"the hold of {course.drug}{start}"
    drug = f"planned {course.drug}" if dose.status == "planned" else course.drug
    if dose.amount is None:
        return f"{drug}{start}"
    return f"{drug} {format_number(dose.amount)} {dose.unit or ''}".rstrip() + start


def record_name(record: Assessment | LabResult | Event, write: WriteMoment = format_moment) -> str:
    """Return a record in words for a sentence: "the CLASI of 2021-03-01"."""
    if isinstance(record, Assessment):
        name = f"the {record.instrument}"
    elif isinstance(record, LabResult):
        name = f"the {record.analyte}"
    else:
        name = f"the event “{record.text or record.kind}”"
    return f"{name} of {write(record.moment)}" if record.moment else name


def capital(text: str) -> str:
    """Return a text with its first letter as a sentence begins."""
    return text[:1].upper() + text[1:]
