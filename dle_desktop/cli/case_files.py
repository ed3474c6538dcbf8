"""Case files on the command line: `validate`, and the cases a command is asked to work on."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from dle_desktop import wording
from dle_desktop.cli.file_problems import line_of, refusal
from dle_desktop.cli.output import DONE, INVALID, NO_FILE, Refusal, say, told
from dle_desktop.domain.case import Case
from dle_desktop.errors import FileUnreadable
from dle_desktop.exchange.case_json import (
    TOO_LARGE,
    ReadResult,
    parse_cases,
    read_cases,
    read_file,
)
from dle_desktop.exchange.fhir_files import is_fhir
from dle_desktop.exchange.problems import Problem, json_path


def validate(options: argparse.Namespace) -> int:
    """Print every problem of every file, a line each; remarks do not make a file invalid.

    What cannot be true, such as an end before its start, is a problem here; a library takes it, for
    it may be what the chart says.
    """
    code = DONE
    for file in options.files:
        try:
            data = read_file(file)
        except FileUnreadable as error:
            told(error)
            code = NO_FILE
            continue
        result = parse_cases(data)
        if is_fhir(data, result.problems):
            code = max(code, _validate_fhir(file, data))
            continue
        faults = tuple(_faults(result.cases))
        for problem in (*result.problems, *faults, *result.notes):
            say(line_of(file, problem))
        if result.problems or faults:
            code = max(code, INVALID)
        else:
            count = wording.case_count(len(result.cases))
            say(f"{wording.shown(str(file), 300)}: {count}, no problems")
    return code


def _validate_fhir(file: Path, data: bytes) -> int:
    from dle_desktop.cli.drafts import tell  # noqa: PLC0415 - only a FHIR file pays for its reader

    return tell(file, data)


def _faults(cases: Sequence[Case]) -> Iterator[Problem]:
    from dle_desktop.domain.checks import findings  # noqa: PLC0415 - only `validate` asks

    for at, case in enumerate(cases):
        places = {record_id: ("cases", at, *steps) for record_id, steps in _places(case)}
        for finding in findings(case):
            if finding.severity == "fault":
                path = json_path(places[finding.records[0]] if finding.records else ("cases", at))
                yield Problem("value", path, (finding.message,))


def _places(case: Case) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for number, course in enumerate(case.courses):
        yield course.id, ("courses", number)
        for place, dose in enumerate(course.doses):
            yield dose.id, ("courses", number, "doses", place)
    for shelf in ("assessments", "labs", "events"):
        for place, record in enumerate(getattr(case, shelf)):
            yield record.id, (shelf, place)


def cases_of_file(file: Path, *, accept_drafts: bool = False) -> tuple[Case, ...]:
    """Return all cases of a case file, or with `accept_drafts` those proposed from a FHIR file.

    Raises
    ------
    FileUnreadable
        If it could not be read.
    Refusal
        If it has problems: the first, and how many more.
    """
    data = read_file(file)
    result = parse_cases(data)
    if is_fhir(data, result.problems):
        if not accept_drafts:
            raise refusal(file, (Problem("fhir"),))
        from dle_desktop.cli.drafts import accepted  # noqa: PLC0415 - see above

        return accepted(file, data)
    return _sound(file, result)


def chosen_cases(file: Path, wanted: Sequence[str]) -> tuple[Case, ...]:
    """Return the wanted cases (all if none is named) of a case file or of a library.

    Raises
    ------
    Refusal
        If the file has problems, or has no such case, or no case at all.
    """
    try:
        result = read_cases(file)
    except FileUnreadable as error:
        if error.reason != TOO_LARGE:  # for a case file, not for a library
            raise
        cases = _library_cases(file)
    else:
        is_library = [problem.code for problem in result.problems] == ["library"]
        cases = _library_cases(file) if is_library else _sound(file, result)
    if not cases:
        raise Refusal(f"{file} has no cases")
    return pick(cases, wanted)


def _sound(file: Path, result: ReadResult) -> tuple[Case, ...]:
    if result.problems:
        raise refusal(file, result.problems)
    return result.cases


def _library_cases(file: Path) -> tuple[Case, ...]:
    from dle_desktop.cli.opened import open_library  # noqa: PLC0415 - case files need none

    with open_library(file, read_only=True) as store:
        return store.cases()


def pick(cases: Sequence[Case], wanted: Sequence[str]) -> tuple[Case, ...]:
    """Return the cases whose id or label is wanted, in their own order; all if none is named.

    Raises
    ------
    Refusal
        If one that is wanted is not there.
    """
    known = {name for case in cases for name in (case.id, case.label)}
    for name in wanted:
        if name not in known:
            raise Refusal(f'there is no case "{wording.shown(name)}"')
    return tuple(case for case in cases if not wanted or {case.id, case.label} & set(wanted))
