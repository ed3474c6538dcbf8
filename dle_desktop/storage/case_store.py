"""The store of cases: whole cases by their id in one library, a trash beside them, their history.

Of most cases only the brief is read when the library is opened; a case is decoded when it is asked
for, and kept as a value. A change is durable before it is told. It does not know how the library
is written (`tinydb_storage`), and it words nothing.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from dle_desktop.domain.briefs import CaseBrief
from dle_desktop.domain.case import Case
from dle_desktop.errors import (
    DleError,
    FileUnwritable,
    LibraryDamaged,
    LibraryReadOnly,
    LibrarySealed,
    NewerFormat,
)
from dle_desktop.storage import (
    atomic_file,
    case_documents,
    history,
    journal_file,
    library_files,
    library_lock,
)
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.case_documents import (
    FORMAT_VERSION,
    TrashedCase,
)
from dle_desktop.storage.contents import Contents
from dle_desktop.storage.history import HISTORY, Author, Entry
from dle_desktop.storage.library_check import CheckReport, check_library
from dle_desktop.storage.library_lock import LibraryLock
from dle_desktop.storage.library_text import LOCK
from dle_desktop.storage.open_seal import AnySeal
from dle_desktop.storage.step import Step
from dle_desktop.storage.table_ops import Change
from dle_desktop.storage.tinydb_storage import LibraryStorage

Unlock = Callable[[bytes], AnySeal]


class CaseStore(AbstractContextManager["CaseStore"]):
    """One open library; made by `create` or `open`."""

    def __init__(
        self, storage: LibraryStorage, lock: LibraryLock | None, unlock: Unlock | None = None
    ) -> None:
        self.path = storage.path
        self.storage = storage
        self.read_only = lock is None
        self._lock = lock
        self._who = library_lock.this_person()
        about = storage.documents(case_documents.ABOUT)
        self.version = case_documents.version_of(self.path, about)
        if self.version > FORMAT_VERSION and lock is not None:
            raise NewerFormat(self.path, self.version, FORMAT_VERSION)
        if storage.lock is not None:
            if unlock is None:
                raise LibrarySealed(self.path)
            storage.unlock(unlock(storage.lock))
        try:
            self._contents = Contents(storage)
        except LibraryDamaged as error:
            if self.version > FORMAT_VERSION:
                raise NewerFormat(self.path, self.version, FORMAT_VERSION) from error
            raise

    @classmethod
    def create(
        cls, path: str | Path, lock: bytes | None = None, seal: AnySeal | None = None
    ) -> Self:
        """Make a new, empty library, and its folder if need be (for the owner alone).

        Parameters
        ----------
        path
            Where.
        lock, seal
            The document that keeps the key of a protected library, and what it opens.

        Raises
        ------
        FileUnwritable
            If there is anything at the path already, or it cannot be written.
        LibraryLocked
            If another process is just making it.
        """
        path = library_files.absolute(path)
        try:
            atomic_file.make_folder(path.parent)
        except OSError as error:
            raise FileUnwritable(path, atomic_file.errno_name(error)) from error
        about = [case_documents.about()]
        if lock is not None:
            about.append(Change(case_documents.ABOUT, int(LOCK), lock))
        writer = LibraryLock(path)
        try:
            storage = LibraryStorage.create(path, about, seal)
            return cls(storage, writer, None if seal is None else lambda _lock: seal)
        except DleError:
            writer.release()
            raise

    @classmethod
    def open(cls, path: str | Path, read_only: bool = False, unlock: Unlock | None = None) -> Self:
        """Open a library that exists, for one writer or for any number of readers.

        Parameters
        ----------
        path
            Where it lies.
        read_only
            Whether nothing will be written.
        unlock
            Returns the seal of a protected library for the document that keeps its key.

        Raises
        ------
        LibraryMissing
            If there is none; none is made.
        LibraryLocked
            If another process writes it; it can still be opened for reading.
        LibraryDamaged
            If any part of it cannot be understood; the reason names table, document and path.
        LibraryConflict
            If it was changed elsewhere while steps saved here were not in it yet.
        LibrarySealed
            If it is protected by a passphrase and nothing is given to unlock it.
        SealBroken, and what `unlock` raises
            If it is not what was sealed.
        NewerFormat
            If a newer version of the program wrote it; for reading, only if it cannot be read.
        FileUnreadable, FileUnwritable
            If it is no regular file or cannot be read; if it cannot be opened for writing.
        """
        path = library_files.absolute(path)
        if read_only:
            return cls(LibraryStorage(path), None, unlock)
        library_files.require_writable(path)
        lock = LibraryLock(path)
        try:
            store = cls(LibraryStorage(path), lock, unlock)
        except DleError:
            lock.release()
            raise
        for file in (path, journal_file.path_of(path)):
            atomic_file.remove_leftovers(file)
        with suppress(FileUnwritable):  # on a full disk, say: the next save tries again
            store.storage.confirm()
        return store

    @property
    def closed(self) -> bool:
        """Whether a library that was open for writing is closed."""
        return self._lock is None and not self.read_only

    def cases(self) -> tuple[Case, ...]:
        """Return all cases that are not in the trash, in the order they first came."""
        return tuple(self._contents.case(number) for number in sorted(self._contents.briefs))

    def briefs(self) -> tuple[CaseBrief, ...]:
        """Return the same cases in brief."""
        return tuple(self._contents.briefs[number] for number in sorted(self._contents.briefs))

    def case(self, case_id: str) -> Case | None:
        """Return a case that is not in the trash, None if there is none of that id."""
        number = self._contents.numbers.get(case_id, 0)
        return self._contents.case(number) if number in self._contents.briefs else None

    def trash(self) -> tuple[TrashedCase, ...]:
        """Return the trash, in the order the cases first came."""
        return tuple(self._contents.trash[number] for number in sorted(self._contents.trash))

    def apply(
        self,
        puts: Sequence[Case],
        removals: Sequence[str],
        when: str,
        *,
        step: str = "",
        patience: float | None = None,
    ) -> bool:
        """Store whole cases and move others to the trash, all in one durable step or not at all.

        Parameters
        ----------
        puts
            Cases to add or to replace; one that is in the trash leaves it.
        removals
            Ids of cases for the trash; one that is there already stays as it is.
        when
            The time of the step, ISO 8601 with offset.
        step
            What the history calls it.
        patience
            How many seconds to wait for the disk; by default until it is done.

        Returns
        -------
        bool
            Whether it is done. Else it is on its way, and `storage.writer.on_settled` will tell.

        Raises
        ------
        KeyError
            If a case to remove is not known.
        ValueError
            If one id is named twice, or the store is closed.
        NotStorable, LibraryReadOnly, FileUnwritable
            Nothing is changed, in the file or in memory.
        WriteUnconfirmed
            All is changed, in the file and in memory, but the disk did not confirm it.
        """
        self._refuse_unwritable()
        named = [*(case.id for case in puts), *removals]
        if len(set(named)) != len(named):
            raise ValueError("one case is named twice")
        removed = [self._contents.numbers[case_id] for case_id in removals]
        step_of = Step(self._contents.chain, Author(self._who, when, step))
        following = self._contents.following
        for case in puts:
            number = self._contents.numbers.get(case.id)
            if number is None:
                number, following = following, following + 1
            trashed = self._contents.trash.get(number)
            before = trashed.case if trashed is not None else None
            if number in self._contents.briefs:
                before = self._contents.case(number)
            step_of.put(number, before, case, from_trash=trashed is not None)
        for number in removed:
            if number in self._contents.briefs:
                step_of.remove(number, self._contents.case(number), when)
        return self._commit(step_of, patience)

    def empty_trash(self, when: str | None = None) -> None:
        """Remove the trashed cases for good, also from the history: no word of them stays.

        Raises
        ------
        LibraryReadOnly, FileUnwritable, WriteUnconfirmed
            As with `apply`.
        """
        self._refuse_unwritable()
        if not self._contents.trash:
            return
        gone = {trashed.case.id: number for number, trashed in self._contents.trash.items()}
        step = Step(self._contents.chain, Author(self._who, when or library_lock.now()))
        for entry_id, text in self.storage.documents(HISTORY).items():
            entry = self._contents.entry(int(entry_id), text)
            if entry.case in gone and entry.changes is not None:
                step.replace_entry(history.without_changes(entry))
        for case_id, number in gone.items():
            step.forget(number, case_id)
        self._commit(step, None)
        with suppress(DleError):  # what is left in the old file then goes with the next fold
            self.storage.fold()

    def entries(self, case_id: str) -> tuple[Entry, ...]:
        """Return the history of a case, the oldest entry first.

        Raises
        ------
        LibraryDamaged
            If an entry cannot be read.
        """
        texts = self.storage.documents(HISTORY)
        wanted = case_id.encode()
        return tuple(
            self._contents.entry(int(number), texts[number])
            for number in sorted(texts, key=int)
            if wanted in texts[number]
        )

    def states(self, case_id: str) -> list[tuple[Entry, Case | None]]:
        """Return the entries of a case, the newest first, each with the case as it was then."""
        now = self.case(case_id)
        if now is None and case_id in self._contents.numbers:
            now = self._contents.trash[self._contents.numbers[case_id]].case
        return history.states(now, self.entries(case_id))

    def copy_to(self, path: str | Path) -> None:
        """Save a copy of what is in memory as a new library elsewhere, read back and compared.

        Raises
        ------
        FileUnwritable
            If there is anything at the path already, or it cannot be written.
        """
        self.storage.copy_to(library_files.absolute(path))

    def text(self) -> bytes:
        """Return the whole library as it is acknowledged, for a backup."""
        return self.storage.text()

    def fold(self) -> None:
        """Bring the library file up to what was acknowledged.

        Raises
        ------
        FileUnwritable
            If that failed; everything is as safe as before.
        """
        if not self.read_only and self._lock is not None:
            self.storage.fold()

    def check(self) -> CheckReport:
        """Read the whole library again and report what is in it and what is wrong with it."""
        return check_library(
            self.storage,
            cases=len(self._contents.briefs),
            trashed=len(self._contents.trash),
            writer=self._lock is not None,
        )

    def close(self) -> None:
        """Fold, and let others write the library; closing twice is harmless."""
        if self._lock is None:
            return
        try:
            self.storage.close()
        finally:
            self._lock.release()
            self._lock = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _refuse_unwritable(self) -> None:
        if self.read_only:
            raise LibraryReadOnly(self.path)
        if self._lock is None:
            raise ValueError("the store is closed")

    def _commit(self, step: Step, patience: float | None) -> bool:
        if not step.changes:
            return True
        try:
            done = self.storage.commit(step.changes, patience)
        except WriteUnconfirmed:
            self._contents.adopt(step)
            raise
        self._contents.adopt(step)
        return done
