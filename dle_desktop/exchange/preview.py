"""The import preview: what a file of cases would change in a library, before anything is written.

A case is known by its id alone, never by its label. How often and when a case was stored does not
count as a difference. It reads no file and stores nothing; `resolve_import` says what to store.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, Literal
from uuid import uuid4

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.case import Case
from dle_desktop.exchange.problems import json_path
from dle_desktop.wording import shown

State = Literal["new", "identical", "changed"]
Policy = Literal["keep", "replace", "duplicate"]
POLICIES: Final[tuple[Policy, ...]] = ("keep", "replace", "duplicate")
MOST_DIFFERENCES: Final = 200

Steps = tuple[str | int, ...]


class Difference(Struct, frozen=True):
    """One place where two versions of a case differ; None means not there.

    `path` names records by their id: `$.labs["l-07"].value`.
    """

    path: str
    old: str | None
    new: str | None


class ImportItem(Struct, frozen=True):
    """One incoming case beside the one of the same id in the library, if there is one."""

    state: State
    incoming: Case
    existing: Case | None = None
    differences: tuple[Difference, ...] = ()


def compare(incoming: Iterable[Case], existing: Iterable[Case]) -> tuple[ImportItem, ...]:
    """Return an item for each incoming case, in their order."""
    known = {case.id: case for case in existing}
    return tuple(_compared(case, known.get(case.id)) for case in incoming)


def resolve_import(
    items: Sequence[ImportItem],
    policy: Policy,
    choices: Mapping[str, Policy] | None = None,
    *,
    new_id: Callable[[], str] = lambda: str(uuid4()),
) -> tuple[Case, ...]:
    """Return the cases to store: all new ones, and of the changed ones what the policy says.

    Parameters
    ----------
    items
        What `compare` found.
    policy
        For changed cases: keep what the library has, replace it, or store the incoming one
        beside it under an id of its own.
    choices
        A policy for single cases, by id; the others follow `policy`.
    new_id
        Where ids come from.
    """
    puts: list[Case] = []
    for item in items:
        if item.state == "new":
            puts.append(item.incoming)
        elif item.state == "changed" and item.existing is not None:
            chosen = (choices or {}).get(item.incoming.id, policy)
            if chosen == "replace":
                # A revision never goes back, whatever the file says.
                revision = max(item.incoming.revision, item.existing.revision)
                prints = {one.id: one for one in (*item.existing.printed, *item.incoming.printed)}
                puts.append(
                    replace(item.incoming, revision=revision, printed=tuple(prints.values()))
                )
            elif chosen == "duplicate":
                puts.append(replace(item.incoming, id=new_id(), revision=0))
    return tuple(puts)


def differences(old: Case, new: Case) -> tuple[Difference, ...]:
    """Return where two versions of a case differ, at most `MOST_DIFFERENCES` places."""
    before, after = (msgspec.to_builtins(_content(case)) for case in (old, new))
    return tuple(islice(_differences(before, after, ()), MOST_DIFFERENCES))


def _compared(incoming: Case, existing: Case | None) -> ImportItem:
    if existing is None:
        return ImportItem("new", incoming)
    if _content(incoming) == _content(existing):
        return ImportItem("identical", incoming, existing)
    return ImportItem("changed", incoming, existing, differences(existing, incoming))


def _content(case: Case) -> Case:
    """Return the case without what storing it changes."""
    return replace(case, revision=0, created=None, changed=None, printed=())


def _differences(old: Any, new: Any, steps: Steps) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from _differences(old.get(name), new.get(name), (*steps, name))
    elif _are_records(old) and _are_records(new):
        yield from _record_differences(_by_id(old), _by_id(new), steps)
    elif old != new:
        yield Difference(json_path(steps), _short(old), _short(new))


def _record_differences(
    old: dict[str, Any], new: dict[str, Any], steps: Steps
) -> Iterator[Difference]:
    for name in dict.fromkeys((*old, *new)):
        for difference in _differences(old.get(name), new.get(name), ()):
            place = f'{json_path(steps)}["{name}"]'
            yield replace(difference, path=place + difference.path.removeprefix("$"))
    common = [name for name in old if name in new]
    if common != [name for name in new if name in old]:
        yield Difference(json_path(steps), _short(list(old)), _short(list(new)))


def _are_records(value: Any) -> bool:
    """Whether this is a list of records that have ids; nothing at all is such a list, empty."""
    if value is None:
        return True
    return isinstance(value, (list, tuple)) and all(
        isinstance(item, dict) and "id" in item for item in value
    )


def _by_id(records: Sequence[dict[str, Any]] | None) -> dict[str, Any]:
    return {record["id"]: record for record in records or ()}


def _short(value: Any) -> str | None:
    return None if value is None else shown(msgspec.json.encode(value).decode(), 80)
