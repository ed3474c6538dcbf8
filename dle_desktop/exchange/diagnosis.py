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
    foreign = _foreign(tree)
    if foreign is not None:
        return (foreign,)
    # One thing wrong at a place is enough: an empty label is also too short and without text.
    first_at: dict[str, Problem] = {}
    for problem in islice(_schema_problems(tree), MOST_PROBLEMS):
        first_at.setdefault(problem.path, problem)
    found, paths = list(first_at.values()), tuple(first_at)
    for problem in _type_problems(tree, Envelope, ()):
        # The schema has told of this place, or of one inside it, in better words.
        if len(found) < MOST_PROBLEMS and not any(path.startswith(problem.path) for path in paths):
            found.append(problem)
    return tuple(found) or (typed_problem(first),)


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


def _foreign(tree: object) -> Problem | None:
    if not isinstance(tree, dict):
        return Problem("foreign")
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
def _validator() -> "Draft202012Validator":
    import jsonschema_rs  # noqa: PLC0415 - 48 ms that only a refused file pays

    return jsonschema_rs.Draft202012Validator(case_schema())


def _schema_problems(tree: object) -> Iterator[Problem]:
    for error in _validator().iter_errors(tree):
        yield from _worded(error)


def _worded(error: "ValidationError") -> Iterator[Problem]:
    kind: Any = error.kind
    path = json_path(error.instance_path)
    match kind.name:
        case "anyOf":  # "this or nothing": what is wrong with this
            for inner in kind.context[0]:
                yield from _worded(inner)
        case "additionalProperties":
            for name in kind.unexpected:
                yield Problem("unknown", json_path((*error.instance_path, name)))
        case "required":
            yield Problem("required", json_path((*error.instance_path, kind.property)))
        case "type":
            yield Problem("type", path, (" or ".join(kind.types), _kind_of(error.instance)))
        case "enum":
            yield Problem("enum", path, (_as_json(error.instance), _as_json(kind.options)))
        case "pattern":
            last = next((step for step in reversed(error.instance_path) if step != ""), "")
            yield Problem("pattern", path, (str(last), str(error.instance)))
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
