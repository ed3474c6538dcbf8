"""Case JSON: bytes to cases and back, all or nothing.

Reading goes through one gate: a regular file of bounded size, UTF-8, the types, the strict second
look; a refused file yields every problem with its path and no case. It does not know what the
library holds (`preview`) and writes no file: whoever exports puts the bytes where they belong.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec import Struct, structs

from dle_desktop import __version__
from dle_desktop.domain.case import Case
from dle_desktop.errors import FileUnreadable
from dle_desktop.exchange.encoding import as_utf8
from dle_desktop.exchange.envelope import FORMAT, SYNTHETIC_NOTICE, VERSION, Envelope
from dle_desktop.exchange.hidden_text import hidden_text
from dle_desktop.exchange.problems import Problem, json_path
from dle_desktop.exchange.strict_json import has_each_name_once, read_tree

LARGEST_FILE: Final = 64 * 1024 * 1024  # bytes
TOO_LARGE: Final = f"larger than {LARGEST_FILE // 1024**2} MB"
_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)  # Windows has no pipes in the file system
# Beyond this many values a refused file is told of by its first problem only: listing all of them
# needs the whole file as Python objects, and a hostile file would take gigabytes.
_MOST_VALUES: Final = 1_500_000
_LIBRARY_BEGINS: Final = re.compile(rb'\s*\{\s*"[^"]{1,99}"\s*:\s*\{\s*"[0-9]+"\s*:\s*\{')
_DECODER: Final = msgspec.json.Decoder(Envelope)
_Value = TypeVar("_Value", bound=Struct)


class ReadResult(Struct, frozen=True):
    """What a file gave: cases, or the problems for which all of it was refused; and remarks."""

    cases: tuple[Case, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def read_file(path: Path) -> bytes:
    """Return the bytes of a regular file of at most `LARGEST_FILE` bytes; links are followed.

    Raises
    ------
    FileUnreadable
        If it is no regular file (a folder, a pipe, a device), too large, or cannot be read.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            _check_regular(path, os.fstat(file.fileno()))
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileUnreadable(path, errno.errorcode.get(error.errno or 0, "EIO")) from error
    except ValueError as error:  # a NUL in the name
        raise FileUnreadable(path, "ENOENT") from error
    if len(data) > LARGEST_FILE:
        raise FileUnreadable(path, TOO_LARGE)
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting: a pipe would keep us until its other end is opened."""
    return os.open(path, flags | _NO_WAIT)


def _check_regular(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise FileUnreadable(path, "not a regular file")
    if status.st_size > LARGEST_FILE:
        raise FileUnreadable(path, TOO_LARGE)


def read_cases(path: Path) -> ReadResult:
    """Return the cases of a case JSON file, or its problems.

    Raises
    ------
    FileUnreadable
        If the file could not be read at all.
    """
    return parse_cases(read_file(path))


def parse_cases(data: bytes) -> ReadResult:
    """Return the cases in the bytes of a case file, or its problems; never some of the cases."""
    try:
        data, notes = as_utf8(data)
    except UnicodeDecodeError as error:
        return ReadResult(problems=(Problem("encoding", facts=(str(error.start),)),))
    try:
        envelope = _DECODER.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        return ReadResult(problems=_refusal(data, str(error)), notes=notes)
    if not has_each_name_once(data, envelope):
        _, problems = read_tree(data.decode())
        if problems:
            return ReadResult(problems=problems, notes=notes)
    repeated = tuple(_repeated_cases(envelope.cases))
    if repeated:
        return ReadResult(problems=repeated, notes=notes)
    return ReadResult(cases=envelope.cases, notes=(*notes, *hidden_text(data, envelope)))


def _refusal(data: bytes, first: str) -> tuple[Problem, ...]:
    from dle_desktop.exchange import diagnosis  # noqa: PLC0415 - only a refused file pays for it

    if b"\0" in data[:4]:
        return (Problem("utf-16-unmarked", facts=(str(data.index(b"\0")),)),)
    if data.count(b",") + data.count(b"[") + data.count(b"{") > _MOST_VALUES:
        library = _LIBRARY_BEGINS.match(data) is not None
        return (Problem("library") if library else diagnosis.typed_problem(first),)
    tree, problems = read_tree(data.decode())
    return problems or diagnosis.diagnose(tree, first)


def _repeated_cases(cases: Sequence[Case]) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, case in enumerate(cases):
        if case.id in seen:
            yield Problem("case-twice", json_path(("cases", at, "id")), (case.id,))
        seen.add(case.id)


def write_cases(
    cases: Sequence[Case],
    *,
    exported: str | None = None,
    app: str | None = f"DLE Desktop {__version__}",
) -> bytes:
    """Return the bytes of a case file: fixed order of names, two spaces, UTF-8, equal for equals.

    Parameters
    ----------
    cases
        The cases, in the order to be written.
    exported
        When the file is written, as an ISO 8601 timestamp; None leaves it out.
    app
        Which program writes it; None leaves it out.

    Raises
    ------
    ValueError
        If a case holds what a reader would refuse or read otherwise (NaN would be written as
        null): a mistake in the program, told before it lands in a file.
    """
    synthetic = any(case.synthetic for case in cases)
    envelope = Envelope(
        format=FORMAT,
        version=VERSION,
        app=app,
        exported=exported,
        synthetic_notice=SYNTHETIC_NOTICE if synthetic else None,
        cases=tuple(cases),
    )
    # Read back: 5 becomes 5.0 where the type says so, and what no reader takes is refused here.
    read_back = _DECODER.decode(msgspec.json.encode(envelope))
    if read_back != envelope:
        raise ValueError("a case would not be read as it is")
    return msgspec.json.format(msgspec.json.encode(_settled(read_back)), indent=2) + b"\n"


def _settled(value: _Value) -> _Value:
    """Return the value with everything equal to its default made that default: it is left out."""
    changes: dict[str, object] = {}
    for name, default in _fields(type(value)):
        old = getattr(value, name)
        new: object = old
        if isinstance(old, Struct):
            new = _settled(old)
        elif isinstance(old, tuple):
            new = tuple(map(_settled, old))
        if new == default:
            new = default
        if new is not old:
            changes[name] = new
    return structs.replace(value, **changes) if changes else value


@cache
def _fields(kind: type[Struct]) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in structs.fields(kind))
