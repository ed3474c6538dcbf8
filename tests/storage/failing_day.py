"""The day of `working_day` on a disk that fails: what goes wrong is an AssertionError.

After a failure the person looks around, tries again, lets the disk get well, opens the library anew
and goes on with the step that failed. It does not know how a library is kept.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dle_desktop.errors import DleError
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.case_store import CaseStore
from tests.storage.failing_calls import FailingCalls
from tests.storage.working_day import (
    CLOSED,
    CREATED,
    EXPECTED,
    STEPS,
    Listed,
    done,
    listed_by,
)


class FailingDay:
    """A day.

    Parameters
    ----------
    path, disk
        Where the library shall lie, and what fails there.
    acknowledge
        Is told the number of each step that went well, a negative one for a step that the disk did
        not confirm, even if the library was opened since and shows it.
    trusting
        Whether what an opened library shows counts as confirmed.
    """

    def __init__(
        self,
        path: Path,
        disk: FailingCalls,
        acknowledge: Callable[[int], None],
        *,
        trusting: bool = False,
    ) -> None:
        self._path = path
        self._disk = disk
        self._acknowledge = acknowledge
        self._store: CaseStore | None = None
        self._trusting = trusting
        self._unconfirmed = False

    def live(self) -> None:
        """Do every step, those that fail a second time, and look what memory and disk hold."""
        for number in range(CREATED, CLOSED + 1):
            self._unconfirmed = False
            try:
                self._do(number)
            except DleError as error:
                self._unconfirmed = isinstance(error, WriteUnconfirmed)
                self._look_around(number)
                self._try_again(number)
                self._disk.heal()
                self._open_anew(number)
                self._do(number)
            # Opening confirms no creation, whatever it shows.
            trusted = self._trusting and number != CREATED
            self._acknowledge(-number if self._unconfirmed and not trusted else number)
            if self._store is not None:
                assert listed_by(self._store) == EXPECTED[number]
            assert self._reread() == EXPECTED[number]

    def _do(self, number: int) -> None:
        if number == CLOSED:
            self._close()
        elif number > CREATED:
            assert self._store is not None
            step = STEPS[number - CREATED - 1]
            if step.what == "reopen":
                self._close()
                self._store = CaseStore.open(self._path)
            else:
                done(self._store, step)
        elif self._store is None:
            self._store = CaseStore.create(self._path)

    def _look_around(self, number: int) -> None:
        if self._store is None:
            return
        memory, disk = listed_by(self._store), self._reread()
        if not self._unconfirmed:
            assert memory == disk == EXPECTED[number - 1], "a refused step changed something"
        for held in (memory, disk):
            assert held in (EXPECTED[number - 1], EXPECTED[number])

    def _try_again(self, number: int) -> None:
        """Do it again and close it, on a disk that may still fail."""
        if self._store is None:
            return
        if number < CLOSED and STEPS[number - CREATED - 1].what != "reopen":
            try:
                self._do(number)
            except DleError as error:
                self._unconfirmed |= isinstance(error, WriteUnconfirmed)
                self._look_around(number)
            else:
                self._unconfirmed = True  # by what was done now
        with suppress(DleError):
            self._store.close()

    def _open_anew(self, number: int) -> None:
        self._close()
        if number == CREATED and not os.path.lexists(self._path):
            return
        self._store = CaseStore.open(self._path)
        found = listed_by(self._store)
        if number == CREATED:
            assert found == EXPECTED[CREATED]
        elif self._unconfirmed:
            assert found in (EXPECTED[number - 1], EXPECTED[number])
        else:
            assert found == EXPECTED[number - 1], "a refused step came back"

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def _reread(self) -> Listed:
        with self._disk.looking_away(), CaseStore.open(self._path, read_only=True) as reader:
            return listed_by(reader)
