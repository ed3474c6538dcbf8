"""What changed between two states of a case, field by field, so that the change can be taken back.

A record is found by its id, whatever its place. It does not know when or by whom, and words
nothing.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from dle_desktop.domain.case import Case

_DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(Case)}
ORDER = "*order"  # stands for the order of the records of a list


class FieldChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field: its path from the case down, and its value before and after (unset: not there).

    A step of the path is the name of a field or the id of a record.
    """

    path: tuple[str, ...]
    old: Any | UnsetType = UNSET
    new: Any | UnsetType = UNSET


def field_changes(before: Case, after: Case) -> tuple[FieldChange, ...]:
    """Return what must be changed in `before` to get `after`, revision and times included."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for name in Case.__struct_fields__:
        first, second = getattr(before, name), getattr(after, name)
        if first is not second and first != second:
            old[name], new[name] = _differing(first, second)
    # Only what differs becomes JSON: a chart of years costs no more than its changed parts.
    told_old, told_new = _plain(old), _plain(new)
    return tuple(
        change
        for name in old
        for change in _changes(told_old.get(name, UNSET), told_new.get(name, UNSET), (name,))
    )


def taken_back(after: Case, changes: Sequence[FieldChange]) -> Case:
    """Return the case as it was before the changes.

    Raises
    ------
    ValueError
        If the changes are not those that led to this case.
    """
    document = msgspec.json.decode(msgspec.json.encode(after))
    try:
        for change in reversed(changes):
            _put(document, change.path, change)
        return msgspec.convert(document, Case)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError("these are not the changes of this case") from error


def _differing(first: Any, second: Any) -> tuple[Any, Any]:
    """Return two values without the records that are the same in both, where all keep their place.

    The first edit of a value in a chart of years then costs one record, not all of them.
    """
    if not isinstance(first, tuple) or len(first) != len(second):
        return first, second
    ids = [getattr(record, "id", None) for record in first]
    if None in ids or ids != [getattr(record, "id", None) for record in second]:
        return first, second
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not b and a != b]
    return tuple(a for a, _ in pairs), tuple(b for _, b in pairs)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Return some fields of a case as in its JSON: what is not reported is not there."""
    told = {name: value for name, value in fields.items() if value != _DEFAULTS.get(name, UNSET)}
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(told))
    return plain


def _changes(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[FieldChange]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old | new:
            yield from _changes(old.get(name, UNSET), new.get(name, UNSET), (*path, name))
        return
    if isinstance(old, list) and isinstance(new, list):
        first, second = _by_id(old), _by_id(new)
        if first and second:
            ids, after = list(first), list(second)
            least = min(len(ids), len(after))
            if ids[:least] != after[:least]:
                yield FieldChange((*path, ORDER), ids, after)
            for name in first | second:
                yield from _changes(first.get(name, UNSET), second.get(name, UNSET), (*path, name))
            return
    yield FieldChange(path, old, new)


def _by_id(records: Sequence[Any]) -> dict[str, Any]:
    """Return the records of a list by their ids; empty if they have none, or not each its own."""
    found = {
        record["id"]: record
        for record in records
        if isinstance(record, dict) and isinstance(record.get("id"), str)
    }
    return found if len(found) == len(records) else {}


def _put(part: Any, path: Sequence[str], change: FieldChange) -> None:
    first, rest = path[0], path[1:]
    place: Any
    if isinstance(part, list):
        if first == ORDER:
            order: Any = change.old
            part.sort(key=lambda record: order.index(record["id"]))
            return
        place = next((n for n, record in enumerate(part) if record["id"] == first), len(part))
        there = part[place] if place < len(part) else UNSET
    else:
        place, there = first, part.get(first, UNSET)
    if rest:
        _put(there, rest, change)
        return
    if there != change.new:
        raise ValueError("another value is there")
    value = deepcopy(change.old)
    if value is UNSET:
        del part[place]
    elif isinstance(part, list):
        part[place : place + 1] = [value]
    else:
        part[place] = value
