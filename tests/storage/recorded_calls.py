"""A recorder of what a block of code does to the files of one folder, in the order it did it.

Every call is really made. What was written without passing through `os` is noticed at the end, when
the folder is compared with the record. It does not know what a power cut would leave: `power_cut`.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, NamedTuple

from tests.storage.file_calls import HERE, Call, FileCalls

FOLDER = 0  # in place of the number of a file


class Write(NamedTuple):
    """Bytes that were written into a file."""

    file: int
    offset: int
    data: bytes


class Resize(NamedTuple):
    """A file that was cut, or made longer with zeros."""

    file: int
    size: int


class Sync(NamedTuple):
    """A file whose bytes and size are on the disk from now on; its name is not by that."""

    file: int


class FailedSync(NamedTuple):
    """A file that was not synced: the kernel takes its bytes for written and tries no more."""

    file: int


class SyncFolder(NamedTuple):
    """A folder whose names are on the disk from now on."""

    folder: str


class NameChange(NamedTuple):
    """A name that goes, a name that comes, or both at once; `file` is what the new name is for."""

    folder: str
    gone: str | None
    come: str | None
    file: int


class Mark(NamedTuple):
    """What was acknowledged to the person at this moment."""

    value: int


Operation = Write | Resize | Sync | FailedSync | SyncFolder | NameChange | Mark


class Trace(NamedTuple):
    """What was there before (durably), and what was done: names are relative, with slashes."""

    before: dict[str, bytes]
    folders: tuple[str, ...]
    operations: list[Operation]


def after(data: bytes, change: Write | Resize) -> bytes:
    """Return the bytes of a file after a change."""
    if isinstance(change, Resize):
        return data[: change.size].ljust(change.size, b"\0")
    end = change.offset + len(change.data)
    return data[: change.offset].ljust(change.offset, b"\0") + change.data + data[end:]


def renamed(names: dict[str, int], changes: Iterable[NameChange]) -> dict[str, int]:
    """Return the names after some changes."""
    names = dict(names)
    for change in changes:
        if change.gone is not None:
            names.pop(change.gone, None)
        if change.come is not None:
            names[change.come] = change.file
    return names


class Recorder(FileCalls):
    """Records while entered; `trace` is what it recorded.

    Parameters
    ----------
    folder
        Where; anything elsewhere is not recorded.
    ignore
        Which names (relative) are left out, as those of locks.
    """

    def __init__(self, folder: Path, ignore: Callable[[str], bool] = lambda _name: False) -> None:
        super().__init__(folder)
        self._root = folder
        self._ignore = ignore
        before = self._files()
        folders = tuple(
            sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_dir())
        )
        self.trace = Trace(before, folders, [])
        self._names = dict.fromkeys((HERE, *folders), FOLDER)
        self._names |= {name: number for number, name in enumerate(before, FOLDER + 1)}
        self._bytes = {self._names[name]: data for name, data in before.items()}
        self._numbers: dict[int, int] = {}

    def acknowledge(self, value: int) -> None:
        """Mark that from now on a person relies on something."""
        self.trace.operations.append(Mark(value))

    def failed(self, call: Call) -> None:
        """Record a call that someone else let fail: only a failed sync of a file does harm."""
        number = self._numbers.get(call.descriptor, FOLDER)
        if call.what in {"fsync", "fdatasync"} and number != FOLDER:
            self.trace.operations.append(FailedSync(number))

    def call(self, call: Call, really: Callable[[], Any]) -> Any:
        """Make the call and record what it did; one that fails did nothing."""
        if self._ignore(call.name):
            return really()
        size = self._size(call)
        result = really()
        done = list(self._done(call, result, size))
        for operation in done:
            if isinstance(operation, Write | Resize):
                self._bytes[operation.file] = after(self._bytes[operation.file], operation)
            elif isinstance(operation, NameChange):
                self._names = renamed(self._names, [operation])
        self.trace.operations.extend(done)
        return result

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        if kind is None:
            recorded = {n: self._bytes[f] for n, f in self._names.items() if f != FOLDER}
            found = self._files()
            passed_by = {n for n in {*recorded, *found} if recorded.get(n) != found.get(n)}
            assert not passed_by, f"changed without passing through os: {sorted(passed_by)}"

    def _files(self) -> dict[str, bytes]:
        found = {
            path.relative_to(self._root).as_posix(): path.read_bytes()
            for path in sorted(self._root.rglob("*"))
            if path.is_file()
        }
        return {name: data for name, data in found.items() if not self._ignore(name)}

    def _size(self, call: Call) -> int:
        number = self._numbers.get(call.descriptor)
        return len(self._bytes[number]) if number else 0

    def _done(self, call: Call, result: Any, size: int) -> Iterator[Operation]:
        match call.what:
            case "open":
                yield from self._opened_as(call, result)
            case "close":
                self._numbers.pop(call.descriptor, None)
            case "write":
                place = os.lseek(call.descriptor, 0, os.SEEK_CUR) - result
                yield Write(self._numbers[call.descriptor], place, _part(call, result))
            case "pwrite":
                # With O_APPEND Linux appends whatever the offset says.
                place = size if self._appends(call.descriptor) else call.arguments[1]
                yield Write(self._numbers[call.descriptor], place, _part(call, result))
            case "ftruncate":
                yield Resize(self._numbers[call.descriptor], call.arguments[0])
            case "truncate":
                yield Resize(self._names[call.name], call.arguments[0])
            case "fsync" | "fdatasync":
                number = self._numbers[call.descriptor]
                yield SyncFolder(call.name) if number == FOLDER else Sync(number)
            case _:
                yield _name_change(call, self._names)

    def _opened_as(self, call: Call, descriptor: int) -> Iterator[Operation]:
        number = self._names.get(call.name)
        if number is None:
            number = 1 + max((*self._names.values(), *self._bytes))
            self._bytes[number] = b""
            yield NameChange(_folder(call.name), None, call.name, number)
        elif call.flags & os.O_TRUNC and self._bytes[number]:
            yield Resize(number, 0)
        self._numbers[descriptor] = number

    @staticmethod
    def _appends(descriptor: int) -> bool:
        import fcntl  # noqa: PLC0415 - not on Windows

        return bool(fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_APPEND)


def _name_change(call: Call, names: dict[str, int]) -> NameChange:
    folder = _folder(call.name)
    if call.what == "mkdir":
        return NameChange(folder, None, call.name, FOLDER)
    file = names[call.name]
    if call.what in {"unlink", "remove", "rmdir"}:
        return NameChange(folder, call.name, None, file)
    assert file != FOLDER, f"a folder that gets another name is not simulated: {call.name}"
    assert _folder(call.new_name) == folder, f"a move between folders is not simulated: {call.name}"
    return NameChange(folder, None if call.what == "link" else call.name, call.new_name, file)


def _part(call: Call, count: int) -> bytes:
    return bytes(call.arguments[0])[:count]


def _folder(name: str) -> str:
    return PurePosixPath(name).parent.as_posix()
