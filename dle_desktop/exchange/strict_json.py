"""The strict second look at JSON: what ordinary readers let pass in silence.

Names given twice (the last would win), NaN and infinities, numbers beyond 64 bits, half
surrogates, deep nesting. It knows JSON (RFC 8259) and nothing of cases.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from dle_desktop.exchange.problems import MOST_PROBLEMS, Problem, json_path

DEEPEST = 64
_SURROGATE = re.compile("[\ud800-\udfff]")
_LARGEST_DIGITS = 19

Steps = tuple[str | int, ...]


class _Twice(dict[str, Any]):
    """An object in which names were given more than once."""

    twice: list[str]


class _Unstorable(str):
    """A number that cannot be kept as written: its text."""

    __slots__ = ()


def has_each_name_once(data: bytes, decoded: object) -> bool:
    """Return True if no object of the JSON text `data` gives a name twice; False means "look".

    Every pair of a JSON object costs one colon. `decoded` was made from `data`; what it encodes to
    holds each of its pairs once and each colon of its texts once. If `data` has no more colons
    than that, there was nothing to drop. An explicit default is one pair more, so the untyped
    value, which keeps it, is asked next. A colon written as an escape would be missed: look.
    """
    if b"\\u003" in data:
        return False
    colons = data.count(b":")
    if colons == msgspec.json.encode(decoded).count(b":"):
        return True
    return colons == msgspec.json.encode(msgspec.json.decode(data)).count(b":")


def read_tree(text: str) -> tuple[Any, tuple[Problem, ...]]:
    """Return the plain value of a JSON text, and what an ordinary reader would not have told."""
    try:
        tree = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_Unstorable,
        )
    except json.JSONDecodeError as error:
        return None, (_malformed(error),)
    except RecursionError:
        return None, (Problem("too-deep", facts=(str(DEEPEST),)),)
    found: list[Problem] = []
    for problem in _strict_problems(tree):
        found.append(problem)
        if len(found) == MOST_PROBLEMS:
            break
    return tree, tuple(found)


def _malformed(error: json.JSONDecodeError) -> Problem:
    facts = (error.msg, str(error.lineno), str(error.colno))
    return Problem("malformed" if error.doc.strip() else "empty", facts=facts)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    marked = _Twice(plain)
    count = Counter(name for name, _ in pairs)
    marked.twice = [name for name in plain if count[name] > 1]
    return marked


def _integer(text: str) -> int | _Unstorable:
    if len(text) <= _LARGEST_DIGITS + 1 and -(2**63) <= int(text) < 2**64:
        return int(text)
    return _Unstorable(text)


def _number(text: str) -> float | _Unstorable:
    value = float(text)
    return value if abs(value) != float("inf") else _Unstorable(text)


def _strict_problems(tree: object) -> Iterator[Problem]:
    # A stack of our own: the file decides how deep it is nested, not the interpreter.
    todo: list[tuple[Steps, object]] = [((), tree)]
    while todo:
        steps, value = todo.pop()
        match value:
            case _Unstorable():
                yield Problem("number", json_path(steps), (str(value),))
            case str():
                yield from _text_problems(steps, value)
            case dict() | list() if len(steps) >= DEEPEST:
                yield Problem("too-deep", facts=(str(DEEPEST),))
                return
            case dict():
                yield from _name_problems(steps, value)
                todo.extend(((*steps, name), item) for name, item in reversed(value.items()))
            case list():
                todo.extend(((*steps, at), value[at]) for at in reversed(range(len(value))))
            case _:
                pass


def _text_problems(steps: Steps, text: str) -> Iterator[Problem]:
    half = _SURROGATE.search(text)
    if half is not None:
        yield Problem("surrogate", json_path(steps), (f"{ord(half.group()):04X}",))


def _name_problems(steps: Steps, value: dict[str, Any]) -> Iterator[Problem]:
    for name in value.twice if isinstance(value, _Twice) else ():
        yield Problem("twice", json_path((*steps, name)))
    for name in value:
        yield from _text_problems(steps, name)
