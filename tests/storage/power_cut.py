"""A power cut, simulated: which files may be found after it, for every moment of a recorded trace.

What no fsync covered may be there, not there, torn anywhere, there as zeros, with holes of whole
sectors, or with what the disk held before; a file may have its new size without its new bytes, and
names may be on the disk without the bytes. A name is safe only after an fsync of its folder, and
names not yet safe may be kept in order or in any selection. After an fsync that failed, the bytes
may be lost or not, and no later fsync of that file makes them safe, though readers still see them.
What an fsync did cover stays: that a sector of 512 bytes is written wholly or not at all is taken
for granted, as SQLite does.
It does not know what the files mean.
"""

import json
import os
import random
from collections import deque
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate, combinations, islice, pairwise, product
from math import prod
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from tinydb.storages import Storage

from tests.storage.file_calls import HERE
from tests.storage.recorded_calls import (
    FOLDER,
    FailedSync,
    Mark,
    NameChange,
    Operation,
    Recorder,
    Resize,
    Sync,
    SyncFolder,
    Trace,
    Write,
    after,
    renamed,
)

__all__ = ["InPlaceStorage", "Recorder", "State", "Trace", "restore", "states"]

SECTOR = 512
_ALL_SELECTIONS = 6  # of so many names not yet safe, every selection is tried; else some
_DOUBTS = 6  # contents that are told apart after a failed fsync
_TRIES = 8  # draws for each state wanted: many draws were seen before
_Change = Write | Resize


class State(NamedTuple):
    """The files after a power cut by their names, and what had been acknowledged before it."""

    files: dict[str, bytes]
    marks: list[int]
    cut: int  # after so many operations of the trace

    def __str__(self) -> str:
        sizes = ", ".join(f"{name} ({len(data)} bytes)" for name, data in self.files.items())
        return f"cut after {self.cut} operations, acknowledged {self.marks[-1:]}: {sizes or '-'}"


class InPlaceStorage(Storage):
    """Does what stock TinyDB's JSONStorage does, call by call, but through `os`: so it is recorded.

    TinyDB 4.9 opens its file with builtin `open`, which no recorder of `os` sees. What strace shows
    of a save there is: seek to the beginning, one write, fsync, ftruncate.
    """

    def __init__(self, path: str | Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables; an empty file is an empty library, as with stock TinyDB."""
        size = os.fstat(self._descriptor).st_size
        return json.loads(os.pread(self._descriptor, size, 0)) if size else None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Overwrite the only copy in place."""
        text = json.dumps(data).encode()
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, text)
        os.fsync(self._descriptor)
        os.ftruncate(self._descriptor, len(text))

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


def states(trace: Trace, *, per_cut: int, seed: int = 0) -> Iterator[State]:
    """Yield different states, at most `per_cut` for each moment; the same ones for the same seed.

    Two states that differ only in what was acknowledged before are two.
    """
    chance = random.Random(seed)  # noqa: S311 - the same states each time
    disk = _Disk(trace, chance)
    marks: list[int] = []
    seen: set[tuple[int, frozenset[tuple[str, bytes]]]] = set()
    for cut in range(len(trace.operations) + 1):
        if cut:
            operation = trace.operations[cut - 1]
            if isinstance(operation, Mark):
                marks.append(operation.value)
            else:
                disk.take(operation)
        wanted = per_cut
        for files in disk.found_after_a_cut(per_cut):
            key = len(marks), frozenset(files.items())
            if key not in seen:
                seen.add(key)
                yield State(files, list(marks), cut)
                wanted -= 1
                if not wanted:
                    break


def restore(state: State, folder: Path) -> None:
    """Write the files of a state into a folder that is made for it, for their owner alone."""
    folder.mkdir()
    for name, data in state.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(0o600)


class _Disk:
    """What is surely on the disk, and what may be."""

    def __init__(self, trace: Trace, chance: random.Random) -> None:
        self._chance = chance
        self._names = dict.fromkeys((HERE, *trace.folders), FOLDER)
        self._names |= {name: number for number, name in enumerate(trace.before, FOLDER + 1)}
        # Usually one content for a file; several after an fsync that failed, the whole one last.
        self._safe = {self._names[name]: [data] for name, data in trace.before.items()}
        self._pending: dict[int, list[_Change]] = {}
        self._renaming: list[NameChange] = []
        # What blocks of the disk may hold that were given to a file and not yet written.
        self._stale: deque[bytes] = deque([b"\xff" * 4 * SECTOR], maxlen=12)

    def take(self, operation: Operation) -> None:
        """Take note of one operation."""
        match operation:
            case Write() | Resize():
                self._pending.setdefault(operation.file, []).append(operation)
            case Sync(file):
                changes = self._pending.pop(file, [])
                self._safe[file] = [reduce(after, changes, old) for old in self._old(file)]
                self._stale.append(self._safe[file][-1])
            case FailedSync(file):
                none, *some, whole = self._contents(file, _DOUBTS)
                doubtful = self._chance.sample(some, min(len(some), _DOUBTS))
                self._safe[file] = [none, *doubtful, whole]
                self._pending.pop(file, None)
            case SyncFolder(folder):
                safe = [change for change in self._renaming if change.folder == folder]
                self._names = renamed(self._names, safe)
                self._renaming = [one for one in self._renaming if one.folder != folder]
            case NameChange():
                self._renaming.append(operation)

    def found_after_a_cut(self, enough: int) -> Iterator[dict[str, bytes]]:
        """Yield what may be found: the plain cases first, then all others or a selection."""
        names = [renamed(self._names, some) for some in _selections(self._renaming, self._chance)]
        files = sorted({file for some in names for file in some.values() if file != FOLDER})
        contents = [self._contents(file, enough) for file in files]
        for first, *others in self._draws([len(names), *map(len, contents)], _TRIES * enough):
            chosen = {
                file: some[number]
                for file, some, number in zip(files, contents, others, strict=True)
            }
            yield self._found(names[first], chosen)

    def _draws(self, counts: Sequence[int], limit: int) -> Iterator[Sequence[int]]:
        yield from islice(product(*({0, count - 1} for count in counts)), limit)
        if prod(counts) <= limit:
            yield from product(*map(range, counts))
        else:
            yield from ([self._chance.randrange(count) for count in counts] for _ in range(limit))

    def _old(self, file: int) -> list[bytes]:
        return self._safe.get(file, [b""])

    def _contents(self, file: int, enough: int) -> list[bytes]:
        """Return what a file may hold: first without what was not synced, last with all of it."""
        changes = self._pending.get(file, [])
        found = dict.fromkeys(self._old(file))
        for old in self._old(file):
            versions = list(accumulate(changes, after, initial=old))
            found |= dict.fromkeys(versions)
            for before, change in zip(versions, changes, strict=False):
                if isinstance(change, Write):
                    found |= dict.fromkeys(_torn(before, change, self._stale, self._chance))
            for _ in range(enough if changes else 0):
                found[_mixed(versions, self._stale, self._chance)] = None
            for _ in range(len(changes) - 1):
                kept = [change for change in changes if self._chance.random() < 0.5]
                found[reduce(after, kept, old)] = None
            del found[versions[-1]]
            found[versions[-1]] = None
        return list(found)

    @staticmethod
    def _found(names: dict[str, int], contents: dict[int, bytes]) -> dict[str, bytes]:
        return {
            name: contents[file]
            for name, file in names.items()
            if file != FOLDER and all(up.as_posix() in names for up in PurePosixPath(name).parents)
        }


def _selections(changes: list[NameChange], chance: random.Random) -> list[list[NameChange]]:
    """Return which changes of names may be kept: from none to all, in order and out of order."""
    beginnings = [changes[:count] for count in range(len(changes))]
    if len(changes) <= _ALL_SELECTIONS:
        counts = range(1, len(changes))
        others = [list(some) for count in counts for some in combinations(changes, count)]
    else:
        half = 0.5
        others = [
            [one for one in changes if chance.random() < half] for _ in range(2**_ALL_SELECTIONS)
        ]
    return [*beginnings, *others, changes]


def _torn(
    before: bytes, change: Write, stale: Sequence[bytes], chance: random.Random
) -> Iterator[bytes]:
    """Yield a file with the first part of a write, then nothing, zeros or old blocks."""
    count = len(change.data)
    to_sector = -change.offset % SECTOR
    ends = {0, 1, to_sector, to_sector + SECTOR, count // 2, count - 1, chance.randint(0, count)}
    whole = max(len(before), change.offset + count)
    for end in sorted(end for end in ends if end < count):
        torn = after(before, Write(change.file, change.offset, change.data[:end]))
        yield torn
        yield torn.ljust(whole, b"\0")
        junk = chance.choice(stale)
        for filled in (junk[len(torn) :], junk):  # what lay there before, or lay elsewhere
            yield torn + filled.ljust(whole, b"\0")[: whole - len(torn)]


def _mixed(versions: Sequence[bytes], stale: Sequence[bytes], chance: random.Random) -> bytes:
    """Return a file whose sectors come each from some version, or were never written."""
    sizes = sorted({len(version) for version in versions})
    size = chance.choice([*sizes, *(chance.randint(*both) for both in pairwise(sizes))])
    fill = chance.choice([b"", chance.choice(stale)]).ljust(size, b"\0")
    parts = []
    for start in range(0, size, SECTOR):
        end = min(start + SECTOR, size)
        part = chance.choice([versions[0], versions[-1], chance.choice(versions)])[start:end]
        parts.append(part + fill[start + len(part) : end])
    return b"".join(parts)
