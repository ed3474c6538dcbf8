"""A library's day, step by step, and what it must hold after each: what the fault tests live.

It only uses the doors of the store that do not tell how it is kept.
"""

from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

from dle_desktop.domain.case import Case
from dle_desktop.storage.case_documents import TrashedCase
from dle_desktop.storage.case_store import CaseStore
from tests.storage.cases import NOON, case_id, make_case

Held = dict[str, Case | TrashedCase]  # by the id of the case, in the order the cases first came
Listed = tuple[tuple[Case, ...], tuple[TrashedCase, ...]]


class Step(NamedTuple):
    """One thing done to an open library."""

    what: Literal["save", "empty trash", "reopen", "fold"]
    puts: tuple[Case, ...] = ()
    removals: tuple[str, ...] = ()


STEPS = (
    Step("save", (make_case(1),)),
    Step("save", (make_case(2, notes="x" * 1500), make_case(3))),
    Step("save", (make_case(1, revision=1, notes="Wange"),)),
    Step("save", (), (case_id(2),)),
    Step("reopen"),
    Step("save", (make_case(2, revision=1),)),
    Step("fold"),
    Step("save", (make_case(4),), (case_id(3),)),
    Step("save", (make_case(1, revision=2, notes="y" * 700),)),
    Step("fold"),
    Step("empty trash"),
    Step("save", (make_case(1, revision=3),)),
    Step("reopen"),
    Step("save", (make_case(5),), (case_id(1), case_id(4))),
)
CREATED = 1  # the number of the first step; before it there is no library


def after(held: Held, step: Step) -> Held:
    """Return what a library holds after a step."""
    held = dict(held)
    for case in step.puts:
        held[case.id] = case
    for removed in step.removals:
        kept = held[removed]
        if isinstance(kept, Case):
            held[removed] = TrashedCase(case=kept, when=NOON)
    if step.what == "empty trash":
        held = {key: one for key, one in held.items() if isinstance(one, Case)}
    return held


def listed(held: Held) -> Listed:
    """Return cases and trash as a store lists them."""
    return (
        tuple(one for one in held.values() if isinstance(one, Case)),
        tuple(one for one in held.values() if isinstance(one, TrashedCase)),
    )


def listed_by(store: CaseStore) -> Listed:
    """Return what a store holds."""
    return store.cases(), store.trash()


_EMPTY: Held = {}
# After so many steps, the creation included; the last one is that the library is closed.
EXPECTED = dict(enumerate(map(listed, accumulate(STEPS, after, initial=_EMPTY)), CREATED))
CLOSED = CREATED + len(STEPS) + 1
EXPECTED[CLOSED] = EXPECTED[CLOSED - 1]


def done(store: CaseStore, step: Step) -> CaseStore:
    """Do one step, and return the store that is open then."""
    match step.what:
        case "save":
            store.apply(step.puts, step.removals, NOON)
        case "empty trash":
            store.empty_trash()
        case "fold":
            fold = getattr(store, "fold", None)
            if fold is not None:
                fold()
        case "reopen":
            store.close()
            return CaseStore.open(store.path)
    return store


def live(path: Path, acknowledge: Callable[[int], None]) -> None:
    """Live the whole day, and tell the number of each step when it is done."""
    store = CaseStore.create(path)
    acknowledge(CREATED)
    for number, step in enumerate(STEPS, CREATED + 1):
        store = done(store, step)
        acknowledge(number)
    store.close()
    acknowledge(CLOSED)
