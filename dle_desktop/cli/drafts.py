"""FHIR files on the command line: what would be read of them, and the cases they propose."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Final

from dle_desktop import wording
from dle_desktop.cli.file_problems import line_of, refusal
from dle_desktop.cli.output import DONE, INVALID, Refusal, say
from dle_desktop.domain.case import Case
from dle_desktop.exchange.fhir_r4 import Draft, read_fhir
from dle_desktop.exchange.fhir_rows import Row

_NOTHING: Final = "nothing of it can be taken into a case"


def tell(file: Path, data: bytes) -> int:
    """Print what became of each resource of a FHIR file, a line each, and what it proposes.

    Returns
    -------
    int
        The exit code: invalid where the file, or a part of it, was refused or proposes nothing.
    """
    reading = read_fhir(data)
    for problem in (*reading.problems, *reading.notes):
        say(line_of(file, problem))
    if reading.problems:
        return INVALID
    name = wording.shown(str(file), 300)
    for draft in reading.drafts:
        _say_rows(f"{name}: {draft.case.label}", draft.rows)
    _say_rows(name, reading.rows)
    taken = [draft for draft in reading.drafts if draft.holds_anything]
    for draft in taken:
        say(f"{name}: {draft.case.label}: {_held(draft)}: a draft, to be looked through")
    if not taken:
        say(f"{name}: {_NOTHING}")
    broken = any(note.code == "unreadable" for row in reading.rows for note in row.left_out)
    return DONE if taken and not broken else INVALID


def accepted(file: Path, data: bytes) -> tuple[Case, ...]:
    """Return the cases a FHIR file proposes, as they are.

    Raises
    ------
    Refusal
        If the file was refused or proposes nothing.
    """
    reading = read_fhir(data)
    if reading.problems:
        raise refusal(file, reading.problems)
    taken = [draft for draft in reading.drafts if draft.holds_anything]
    if not taken:
        raise Refusal(f"{wording.shown(str(file), 300)}: {_NOTHING}")
    for draft in taken:
        say(f"{draft.case.label}: {_held(draft)}: a draft, to be looked through")
    return tuple(draft.case for draft in taken)


def _say_rows(head: str, rows: Iterable[Row]) -> None:
    """Print rows, first what was read; left-out resources of one kind that say the same at once."""
    for (kind, message), alike in groupby(sorted(rows, key=_said), _said):
        first, *more = alike
        if more and kind:
            say(f"{head}: {len(more) + 1} x {wording.shown(kind)}: {message}")
        else:
            for row in (first, *more):
                say(f"{head}: {wording.shown(row.source, 150)}: {row.message}")


def _said(row: Row) -> tuple[str, str]:
    return ("", "") if row.read else (row.kind, row.message)


def _held(draft: Draft) -> str:
    doses, labs = sum(len(course.doses) for course in draft.case.courses), len(draft.case.labs)
    told = f"{doses} dose" + ("s" if doses != 1 else "")
    return f"{told}, {labs} laboratory value" + ("s" if labs != 1 else "")
