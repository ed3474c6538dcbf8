"""Two states of one library brought together case by case; nothing of either is lost.

A state that the other's history contains is older, and the other one counts. Two states of a case
of which neither contains the other are both kept, mine as a case of its own. It asks nothing.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from dle_desktop.domain.case import Case
from dle_desktop.errors import FileUnreadable, FileUnwritable
from dle_desktop.storage import atomic_file, history, journal, journal_file
from dle_desktop.storage.case_documents import CASES
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.history import HISTORY, Entry
from dle_desktop.storage.open_seal import AnySeal, OpenSeal

_STAMPS = ("revision", "created", "changed")


class Mine(msgspec.Struct, frozen=True):
    """What one side holds: its cases, and what is known of how each became so."""

    cases: tuple[Case, ...]
    entries: tuple[Entry, ...]


def of_store(store: CaseStore) -> Mine:
    """Return what an open library holds in memory."""
    cases = store.cases()
    return Mine(cases, tuple(one for case in cases for one in store.entries(case.id)))


def of_journal(path: Path, seal: AnySeal | None = None) -> Mine:
    """Return what the journal of a library holds: the cases it put last, and their entries.

    Parameters
    ----------
    path
        The library.
    seal
        What opens the documents of a protected one.

    Raises
    ------
    FileUnreadable
        If it cannot be read.
    """
    data, _ = atomic_file.read_file(journal_file.path_of(path), journal_file.LIMIT_BYTES)
    opened = (seal or OpenSeal()).opened
    cases: dict[str, Case] = {}
    entries: dict[str, Entry] = {}
    for op in (op for line in journal.scattered(data) for op in line.ops):
        if op.table == CASES:
            if op.text is None:
                cases.pop(op.doc_id, None)
            else:
                cases[op.doc_id] = msgspec.json.decode(
                    opened(op.table, op.doc_id, op.text), type=Case
                )
        elif op.table == HISTORY and op.text is not None:
            entries[op.doc_id] = history.entry_from(opened(op.table, op.doc_id, op.text))
    return Mine(tuple(cases.values()), tuple(entries.values()))


def merged(theirs: CaseStore, mine: Mine, relabel: Callable[[str], str]) -> tuple[Case, ...]:
    """Return what is to be put into the library so that it holds both.

    Parameters
    ----------
    theirs
        The library as another program left it.
    mine
        The other side.
    relabel
        Gives the label of my state of a case where both are kept.
    """
    puts: list[Case] = []
    for case in mine.cases:
        other = theirs.case(case.id)
        if other is None:
            puts.append(case)
        elif _same(case, other) or _among(case, other, theirs.entries(case.id)):
            continue
        elif _among(other, case, [one for one in mine.entries if one.case == case.id]):
            puts.append(case)
        else:
            puts.append(replace(case, id=str(uuid4()), label=relabel(case.label), printed=()))
    return tuple(puts)


def set_aside(path: Path) -> Path:
    """Give the journal of a library another name, so that the file stands alone; return it.

    Raises
    ------
    FileUnwritable
        If that failed; the journal is where it was.
    """
    beside = journal_file.path_of(path)
    try:
        data, _ = atomic_file.read_file(beside, journal_file.LIMIT_BYTES)
    except FileUnreadable as error:
        raise FileUnwritable(beside, error.reason) from error
    kept = journal_file.free_name(beside, "kept")
    atomic_file.write_file(kept, data, verify=True)
    atomic_file.remove(beside)
    return kept


def _among(case: Case, now: Case, entries: Sequence[Entry]) -> bool:
    """Return whether a case is a state that another one once had, as far as the entries reach."""
    told = history.states(now, entries)
    states = [state for _, state in told]
    if told:
        states.append(history.state_before(*told[-1]))
    return any(state is not None and _same(case, state) for state in states)


def _same(first: Case, second: Case) -> bool:
    return replace(second, **{name: getattr(first, name) for name in _STAMPS}) == first
