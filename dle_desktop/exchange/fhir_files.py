"""A FHIR file taken apart: bytes to resources, each at its place; a bad one spoils no other.

A Bundle of any type, a single resource, or one resource a line (NDJSON). It does not know what a
resource means.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from dle_desktop.exchange.encoding import as_utf8
from dle_desktop.exchange.envelope import FORMAT
from dle_desktop.exchange.fhir_resources import Resource, resource_of
from dle_desktop.exchange.fhir_rows import Row, Sheet
from dle_desktop.exchange.fhir_values import node
from dle_desktop.exchange.problems import MOST_PROBLEMS, Problem, json_path
from dle_desktop.exchange.strict_json import read_tree


class Parts(Struct, frozen=True):
    """The resources of a file, rows of what is none, and problems or remarks of the whole file."""

    resources: tuple[Resource, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


class _Entry(Struct, frozen=True):
    """Something that should be a resource: its place, its content, what is wrong with the JSON."""

    path: str
    body: Any
    url: object = None
    problem: Problem | None = None


_Apart = tuple[tuple[_Entry, ...], tuple[Problem, ...]]
_TELL: Final = '"resourceType"'
_NOT_FHIR: Final = (Problem("not-fhir"),)
# As Python objects, more would take gigabytes.
_MOST_VALUES: Final = 3_000_000


def is_fhir(data: bytes, problems: Sequence[Problem]) -> bool:
    """Whether a file that was refused as a case file, for these problems, is meant as FHIR."""
    if any(problem.code == "fhir" for problem in problems):
        return True
    return bool(problems) and _TELL.encode() in data and FORMAT.encode() not in data


def take_apart(data: bytes) -> Parts:
    """Return the parts of the bytes of a file; problems where no resource could be told apart."""
    try:
        data, notes = as_utf8(data)
    except UnicodeDecodeError as error:
        return Parts(problems=(Problem("encoding", facts=(str(error.start),)),))
    if data.count(b",") + data.count(b"[") + data.count(b"{") > _MOST_VALUES:
        return Parts(problems=(Problem("fhir-large"),), notes=notes)
    entries, problems = _entries(data.decode())
    if problems:
        return Parts(problems=problems, notes=notes)
    return _sorted_out(entries, notes)


def _entries(text: str) -> _Apart:
    lines = _lines(text)
    if len(lines) > 1 and all(line.startswith("{") for _, line in lines):
        if _TELL not in text:  # a million lines of something else need not be parsed
            return (), _NOT_FHIR
        found = tuple(_line_entries(lines))
        known = any("resourceType" in node(entry.body) for entry in found)
        return found, () if known else _NOT_FHIR
    tree, problems = read_tree(text)
    if "resourceType" not in node(tree):
        return (), problems or _NOT_FHIR
    within = all(problem.path.startswith("$.entry[") for problem in problems)
    if tree["resourceType"] == "Bundle" and within and len(problems) < MOST_PROBLEMS:
        return tuple(_bundle_entries(tree, problems)), ()
    return (_Entry("$", tree),), problems


def _lines(text: str) -> list[tuple[int, str]]:
    # Not `splitlines`: a text may hold a line separator that JSON takes for a character.
    return [(at, line) for at, line in enumerate(map(str.strip, text.split("\n")), 1) if line]


def _line_entries(lines: list[tuple[int, str]]) -> Iterator[_Entry]:
    for at, line in lines:
        tree, problems = read_tree(line)
        yield _Entry(f"line {at}", tree, problem=problems[0] if problems else None)


def _bundle_entries(tree: dict[str, Any], problems: tuple[Problem, ...]) -> Iterator[_Entry]:
    first_at: dict[str, Problem] = {}
    for problem in problems:
        first_at.setdefault(problem.path.partition("]")[0], problem)
    listed = tree.get("entry")
    for at, entry in enumerate(listed if isinstance(listed, list) else ()):
        place = json_path(("entry", at))
        body, url = node(entry).get("resource"), node(entry).get("fullUrl")
        yield _Entry(f"{place}.resource", body, url, first_at.get(place.removesuffix("]")))


def _sorted_out(entries: tuple[_Entry, ...], notes: tuple[Problem, ...]) -> Parts:
    resources: list[Resource] = []
    rows: list[Row] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        resource = resource_of(node(entry.body), number, entry.path, entry.url)
        # Two servers may give one id to two resources; their addresses differ.
        name = resource.url or resource.source
        why = _fault(entry, resource) or (("repeated",) if name in seen else ())
        if why:
            sheet = Sheet()
            sheet.left_out(*why)
            named = resource.kind and entry.problem is None
            rows.append(sheet.row(resource.source if named else entry.path, entry.path))
        else:
            seen.add(name)
            resources.append(resource)
    return Parts(tuple(resources), tuple(rows), notes=notes)


def _fault(entry: _Entry, resource: Resource) -> tuple[str, ...]:
    """Return why an entry is no resource, as code and facts."""
    if entry.problem is not None:
        return "unreadable", f"{entry.problem.path}: {entry.problem.message}"
    if not resource.body:
        return ("no resource",)
    return () if resource.kind else ("no type",)
