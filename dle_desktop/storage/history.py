"""The history of a library: an entry for each stored change of each case, chained by hashes.

An entry lies in the same table file, and in the same step, as the change it tells of. The chain
shows an entry that was changed, left out or put in; it cannot show that all of it was made anew.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

import msgspec

from dle_desktop import __version__
from dle_desktop.domain.case import Case
from dle_desktop.domain.field_changes import FieldChange, field_changes, taken_back

HISTORY = "history"
Kind = Literal["created", "changed", "deleted", "brought back", "gone for good"]


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change of one case.

    `changes` are not part of the hash, only `content`, the hash of their text: so they can go for
    good with their case, and the chain still holds.
    """

    n: int
    when: str  # local time with its offset from UTC, ISO 8601
    who: str
    app: str
    case: str
    kind: Kind
    step: str = ""  # the name of the step as the window told it
    revision: int = 0  # of the case after it
    previous: str = ""
    content: str = ""
    hash: str = ""
    changes: tuple[FieldChange, ...] | None = None  # None: nothing did, or gone for good


class Author(msgspec.Struct, frozen=True):
    """Who changes something, when and by which step."""

    who: str
    when: str
    step: str = ""


def local_time(when: str) -> str:
    """Return a time of ISO 8601 in this computer's zone, with its offset."""
    return datetime.fromisoformat(when).astimezone().isoformat(timespec="seconds")


class Chain:
    """The end of the history, to which entries are added."""

    def __init__(self, last: Entry | None) -> None:
        self.n = 0 if last is None else last.n
        self.hash = "" if last is None else last.hash

    def copy(self) -> "Chain":
        """Return the same end, to go on from without touching this one."""
        other = Chain(None)
        other.n, other.hash = self.n, self.hash
        return other

    def added(
        self, author: Author, kind: Kind, before: Case | None, after: Case | None, case_id: str
    ) -> Entry:
        """Return the next entry; the chain goes on from it."""
        changes = None
        if before is not None and after is not None:
            changes = field_changes(before, after) or None
        entry = Entry(
            n=self.n + 1,
            when=local_time(author.when),
            who=author.who,
            app=__version__,
            case=case_id,
            kind=kind,
            step=author.step,
            revision=0 if after is None else after.revision,
            previous=self.hash,
            content="" if changes is None else _content(changes),
            changes=changes,
        )
        entry = msgspec.structs.replace(entry, hash=_hash(entry))
        self.n, self.hash = entry.n, entry.hash
        return entry


def chain_of(documents: Mapping[str, bytes]) -> Chain:
    """Return the end of the history in these documents by their numbers.

    Raises
    ------
    ValueError
        If a document has no number, or the last one is no entry.
    """
    last = max(documents, key=int, default=None)
    return Chain(None if last is None else entry_from(documents[last]))


def entry_from(text: bytes) -> Entry:
    """Return an entry from its text.

    Raises
    ------
    ValueError
        If it is none.
    """
    return msgspec.json.decode(text, type=Entry)


def without_changes(entry: Entry) -> Entry:
    """Return an entry that no longer says what changed."""
    return msgspec.structs.replace(entry, changes=None)


def broken_links(documents: Mapping[str, bytes]) -> list[int]:
    """Return the numbers of the entries that do not hold: changed, or not behind the one before."""
    broken: list[int] = []
    previous, expected = "", 1
    for number in sorted(documents, key=int):
        try:
            entry = entry_from(documents[number])
        except msgspec.DecodeError:
            broken.append(int(number))
            continue
        sound = entry.n == int(number) == expected and entry.previous == previous
        if entry.changes is not None:
            sound = sound and _content(entry.changes) == entry.content
        if not sound or entry.hash != _hash(entry):
            broken.append(int(number))
        previous, expected = entry.hash, int(number) + 1
    return broken


def states(now: Case | None, entries: Iterable[Entry]) -> list[tuple[Entry, Case | None]]:
    """Return each entry of one case, the newest first, with the case as it was after it.

    Parameters
    ----------
    now
        The case as it is, in the library or in the trash.
    entries
        The entries of that case, in their order.

    Returns
    -------
    list
        None for the case where it cannot be told: gone for good, or a link is missing.
    """
    told: list[tuple[Entry, Case | None]] = []
    state = now
    for entry in sorted(entries, key=_number, reverse=True):
        told.append((entry, state))
        state = state_before(entry, state)
    return told


def state_before(entry: Entry, after: Case | None) -> Case | None:
    """Return the case as it was before an entry; None where it was not, or cannot be told."""
    if after is None or entry.kind == "created" or (entry.content and entry.changes is None):
        return None
    try:
        return taken_back(after, entry.changes or ())
    except ValueError:
        return None


def _number(entry: Entry) -> int:
    return entry.n


def _content(changes: tuple[FieldChange, ...]) -> str:
    return hashlib.sha256(msgspec.json.encode(changes)).hexdigest()


def _hash(entry: Entry) -> str:
    bare = msgspec.structs.replace(entry, changes=None, hash="")
    return hashlib.sha256(msgspec.json.encode(bare)).hexdigest()
