"""Conversion on the command line: cases from one format into another, and what is lost by it."""

import argparse
import errno
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from dle_desktop import wording
from dle_desktop.cli.case_files import chosen_cases, pick
from dle_desktop.cli.output import DONE, INVALID, Refusal, complain, say
from dle_desktop.domain.case import Case
from dle_desktop.errors import FileUnreadable, FileUnwritable
from dle_desktop.exchange.case_json import ReadResult, read_file, write_cases
from dle_desktop.storage.output_file import write_export

_TABLE: Final = ".csv"
_TABLES: Final = (_TABLE, ".tsv", ".txt")


def convert(options: argparse.Namespace) -> int:
    """Write the cases of a file, a library or our CSV tables in another format.

    What the format does not carry is told case by case before anything is written. Of a source
    with problems nothing is converted; all of them are told. For a table that another program
    wrote, a mapping is proposed on stdout as JSON, with what it leaves open.
    """
    source: Path = options.source
    if _is_dir(source) or source.suffix.casefold() in _TABLES:
        result = _read_mapped(source, options.mapping) if options.mapping else _read_tables(source)
        for problem in result.problems:
            complain(f"{source}: {problem.path}: {problem.message}")
        if result.problems:
            if [problem.code for problem in result.problems] == ["csv-foreign"]:
                _propose(source)
            return INVALID
        for note in result.notes:
            say(f"{_shown(source)}: {note.path}: {note.message}")
        if not result.cases:
            raise Refusal(f"{source} has no cases")
        cases = pick(result.cases, options.case)
    elif options.mapping:
        raise Refusal(f"{source} is no table: their names end in {', '.join(_TABLES)}")
    else:
        cases = chosen_cases(source, options.case)
    if options.to == "csv":
        _write_tables(cases, options.target)
    else:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        write_export(options.target, write_cases(cases, exported=now))
    say(f"{wording.case_count(len(cases))} written to {_shown(options.target)}")
    return DONE


def _read_tables(source: Path) -> ReadResult:
    from dle_desktop.exchange.csv_import import read_tables  # noqa: PLC0415 - only for tables

    return read_tables({path.name: read_file(path) for path in _table_files(source)})


def _read_mapped(source: Path, file: Path) -> ReadResult:
    from dle_desktop.exchange import csv_foreign, csv_mapping  # noqa: PLC0415 - only for tables

    if _is_dir(source):
        raise Refusal("a mapping is for one table, not for a folder")
    try:
        mapping = msgspec.json.decode(read_file(file), type=csv_mapping.Mapping)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(f"{file} is no mapping: {error}") from error
    return csv_foreign.read_foreign(source.name, read_file(source), mapping)


def _propose(source: Path) -> None:
    """Print the mapping that a foreign table probably has, and what it leaves open."""
    from dle_desktop.exchange import csv_guess, csv_text  # noqa: PLC0415 - only for tables

    if _is_dir(source):
        return
    table = csv_text.read_table(read_file(source))
    guess = csv_guess.guess_mapping(table.heads, [cells for _, cells in table.rows])
    complain("if another program wrote it, give a mapping of its columns with --mapping")
    for question in guess.questions:
        complain(f"{source}: {question.path}: {question.message}")
    if guess.mapping is not None:
        say(msgspec.json.format(msgspec.json.encode(guess.mapping), indent=2).decode())


def _table_files(source: Path) -> Sequence[Path]:
    if not _is_dir(source):
        return [source]
    try:
        found = sorted(path for path in source.iterdir() if path.suffix.casefold() == _TABLE)
    except OSError as error:
        raise FileUnreadable(source, errno.errorcode.get(error.errno or 0, "EIO")) from error
    if not found:
        raise Refusal(f"{source} has no tables: their names end in {_TABLE}")
    return found


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # what reads it tells why
        return False


def _write_tables(cases: Sequence[Case], folder: Path) -> None:
    from dle_desktop.exchange.csv_export import write_tables  # noqa: PLC0415 - only for tables

    for line in _losses(cases):
        say(line)
    tables = write_tables(cases)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "EIO")
        raise FileUnwritable(folder, name) from error
    except ValueError as error:  # a NUL in the name
        raise FileUnwritable(folder, "ENOENT") from error
    for name, data in tables.items():
        write_export(folder / name, data)


def _losses(cases: Sequence[Case]) -> Iterator[str]:
    from dle_desktop.exchange.csv_export import not_carried  # noqa: PLC0415 - only for tables

    for case in cases:
        if lost := not_carried(case):
            told = "; ".join(wording.NOT_IN_CSV[name] for name in lost)
            yield f"{wording.shown(case.label, 120)}: not in the tables: {told}"


def _shown(path: Path) -> str:
    return wording.shown(str(path), 300)
