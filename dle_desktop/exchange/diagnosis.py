"""The diagnosis of a refused case file: every problem, each with its path.

The schema finds what is wrong with a shape or a value, the types what no schema can say (a day
that no calendar has). It sees plain JSON values and does not know how they were read.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from dle_desktop.exchange.envelope import FORMAT, VERSION, Envelope
from dle_desktop.exchange.problems import MOST_PROBLEMS, Problem, json_path
from dle_desktop.exchange.schema import case_schema

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, ValidationError

Steps = tuple[str | int, ...]
_MOST_VALUES_AT_ONCE = 20_000  # many times the largest case of a lifetime
_CHARACTERS_OF_A_VALUE = 1000
_EXPECTED = re.compile(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`")
_TYPED_NAMES = {"int": "integer", "float": "number", "str": "string", "bool": "boolean"}


def diagnose(tree: object, first: str) -> tuple[Problem, ...]:
    """Return all problems of a value that is no envelope of cases.

    Parameters
    ----------
    tree
        The plain value of the file.
    first
        What the typed reader said when it refused the file; used if nothing else finds a fault.
    """
    if not isinstance(tree, dict):
        return (Problem("foreign"),)
    foreign = _foreign(tree)
    if foreign is not None:
        return (foreign,)
    # One thing wrong at a place is enough: an empty label is also too short and without text.
    first_at: dict[str, Problem] = {}
    for problem in islice(_schema_problems(tree), MOST_PROBLEMS):
        first_at.setdefault(problem.path, problem)
    found, paths = list(first_at.values()), tuple(first_at)
    for problem in _type_problems(tree, Envelope, ()):
        if len(found) == MOST_PROBLEMS:
            break
        # The schema has told of this place, or of one inside it, in better words.
        if not any(_lies_in(path, problem.path) for path in paths):
            found.append(problem)
    return tuple(found) or (typed_problem(first),)


def _lies_in(path: str, place: str) -> bool:
    return path.startswith(place) and path[len(place) :][:1] in {"", ".", "["}


def typed_problem(message: str, steps: Steps = ()) -> Problem:
    """Return the problem in a message of the typed reader, which ends in "at `$.path`".

    Parameters
    ----------
    message
        What the reader said.
    steps
        Where the value that it was given lies in the file.
    """
    words, _, rest = message.partition(" - at `$")
    path = json_path(steps) + rest.removesuffix("`")
    kinds = _EXPECTED.fullmatch(words)
    if kinds is None:
        return Problem("value", path, (words,))
    return Problem("type", path, tuple(_TYPED_NAMES.get(kind, kind) for kind in kinds.groups()))


def _foreign(tree: dict[str, Any]) -> Problem | None:
    if tree.get("format") == FORMAT:
        version = tree.get("version")
        if isinstance(version, int) and version > VERSION:
            return Problem("newer", "$.version", (str(version), str(VERSION)))
        return None
    if tree and all(_is_table(table) for table in tree.values()):
        return Problem("library")
    if "resourceType" in tree:
        return Problem("fhir")
    return Problem("foreign")


def _is_table(value: object) -> bool:
    """Whether this is a table of a TinyDB file: numbered documents."""
    return isinstance(value, dict) and all(
        name.isdigit() and isinstance(document, dict) for name, document in value.items()
    )


@cache
def _validator(kind: str) -> "Draft202012Validator":
    import jsonschema_rs  # noqa: PLC0415 - 48 ms that only a refused file pays

    schema = case_schema()
    return jsonschema_rs.Draft202012Validator({**schema, "$ref": f"#/$defs/{kind}"})


def _schema_problems(tree: dict[str, Any]) -> Iterator[Problem]:
    """Yield what the schema refuses, first around the cases, then case by case.

    The validator finds all errors of what it is given before it tells the first; a hostile file
    would make it find millions. What is too large for a case is left to the types.
    """
    cases = tree.get("cases")
    listed = cases if isinstance(cases, list) else []
    yield from _schema_problems_of("Envelope", {**tree, "cases": [] if listed else cases}, ())
    for at, case in enumerate(listed):
        yield from _schema_problems_of("Case", case, ("cases", at))


def _schema_problems_of(kind: str, value: object, steps: Steps) -> Iterator[Problem]:
    if _is_bounded(value):
        for error in _validator(kind).iter_errors(value):
            yield from _worded(error, steps)


def _is_bounded(value: object) -> bool:
    todo, seen = [value], 0
    while todo and seen <= _MOST_VALUES_AT_ONCE:
        part = todo.pop()
        if isinstance(part, (dict, list)):
            seen += len(part)
            if seen <= _MOST_VALUES_AT_ONCE:
                todo.extend(part.values() if isinstance(part, dict) else part)
        elif isinstance(part, str):  # the validator copies it more than once
            seen += len(part) // _CHARACTERS_OF_A_VALUE
    return seen <= _MOST_VALUES_AT_ONCE


def _worded(error: "ValidationError", steps: Steps) -> Iterator[Problem]:
    kind: Any = error.kind
    place = (*steps, *error.instance_path)
    path = json_path(place)
    match kind.name:
        case "anyOf":  # "this or nothing": what is wrong with this
            for inner in kind.context[0]:
                yield from _worded(inner, steps)
        case "additionalProperties":
            for name in kind.unexpected:
                yield Problem("unknown", json_path((*place, name)))
        case "required":
            yield Problem("required", json_path((*place, kind.property)))
        case "type":
            yield Problem("type", path, (" or ".join(kind.types), _kind_of(error.instance)))
        case "enum":
            yield Problem("enum", path, (_as_json(error.instance), _as_json(kind.options)))
        case "pattern":
            yield Problem("pattern", path, (str(place[-1]), str(error.instance)))
        case "minimum" | "maximum" | "minLength" | "maxLength":
            yield Problem(kind.name, path, (str(kind.limit), _as_json(error.instance)))
        case _:
            pass  # the types say the same in words: `_type_problems`


def _kind_of(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    return names.get(type(value), "object")


def _as_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _type_problems(value: object, kind: type[msgspec.Struct], steps: Steps) -> Iterator[Problem]:
    """Yield what the types refuse, innermost first: a parent is asked when its parts are sound."""
    if not isinstance(value, dict):
        return
    sound = True
    for name, inner_kind in _parts(kind):
        inner = value.get(name)
        items = enumerate(inner) if isinstance(inner, list) else ((None, inner),)
        for at, item in items:
            place = (*steps, name) if at is None else (*steps, name, at)
            for problem in _type_problems(item, inner_kind, place):
                sound = False
                yield problem
    if sound:
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            yield typed_problem(str(error), steps)


@cache
def _parts(kind: type[msgspec.Struct]) -> tuple[tuple[str, type[msgspec.Struct]], ...]:
    fields = ((field.name, _struct_in(field.type)) for field in msgspec.structs.fields(kind))
    return tuple((name, part) for name, part in fields if part is not None)


def _struct_in(annotation: object) -> type[msgspec.Struct] | None:
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return annotation
    return next(filter(None, (_struct_in(part) for part in get_args(annotation))), None)
