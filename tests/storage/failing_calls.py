"""The n-th call that changes files under a folder fails, as on a full or dying disk.

Reading goes on; what a failed call would have done is not done, except for a close (the descriptor
is gone, as on Linux) and for the half of a write. It does not know what the files mean.
"""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from tests.storage.file_calls import HERE, Call, FileCalls

# Nothing is written; half is, and the call fails; half is, and the call tells so: the next write
# to that file fails then, which is how Linux tells of a full disk.
Written = Literal["nothing", "half", "short"]
WRITES = frozenset({"write", "pwrite"})
SYNCS = frozenset(name for name in ("fsync", "fdatasync") if hasattr(os, name))


class FailingCalls(FileCalls):
    """Counts the calls while entered, and lets one fail, or all from there on.

    Parameters
    ----------
    folder
        Where; calls elsewhere are neither counted nor failed.
    number
        Which call fails, from 1; none if there are fewer.
    code
        The `errno` it fails with.
    forever
        Whether every later call fails too.
    written
        What a write that fails has written before.
    only
        Which calls are counted, by their names in `os`; all if none is named.
    told
        Is told of each call that fails without being made.
    """

    def __init__(
        self,
        folder: Path,
        number: int,
        code: int,
        *,
        forever: bool = False,
        written: Written = "nothing",
        only: Collection[str] = (),
        told: Callable[[Call], None] = lambda _call: None,
    ) -> None:
        super().__init__(folder)
        self.calls: list[str] = []
        self.failed: list[str] = []
        self._number = number
        self._code = code
        self._forever = forever
        self._written = written
        self._only = only
        self._told = told
        self._full: set[str] = set()  # files whose last write was short
        self._healed = False

    def heal(self) -> None:
        """Let no call fail any more."""
        self._healed = True

    @contextmanager
    def looking_away(self) -> Iterator[None]:
        """Neither count nor fail what is done meanwhile."""
        healed, self._healed = self._healed, True
        try:
            yield
        finally:
            self._healed = healed

    def call(self, call: Call, really: Callable[[], Any]) -> Any:
        """Count a call, and make it or let it fail."""
        if self._healed or (call.what == "open" and not _matters(call)):
            return really()
        what = f"{call.what} {call.name}"
        if call.what in WRITES and call.name in self._full:
            self._full.discard(call.name)
            self._fail(call)
        if self._only and call.what not in self._only:
            return really()
        self.calls.append(what)
        count = len(self.calls)
        if count != self._number and not (self._forever and count > self._number):
            return really()
        if call.what == "close":
            really()
        elif call.what in WRITES and self._written != "nothing":
            done = self.really_write(call, len(memoryview(call.arguments[0])) // 2)
            if self._written == "short" and done:
                self.failed.append(f"{what} (short)")
                self._full.add(call.name)
                return done
        return self._fail(call)

    def _fail(self, call: Call) -> None:
        self.failed.append(f"{call.what} {call.name}")
        self._told(call)
        raise OSError(self._code, os.strerror(self._code))


def _matters(call: Call) -> bool:
    return call.writes or call.name == HERE or bool(call.flags & getattr(os, "O_DIRECTORY", 0))
