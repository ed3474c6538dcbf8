"""The store of cases: whole cases by their id in one library file, and a trash beside them.

Cases are read once and kept as values; a change is durable before it is in memory. It does not
know how the file is written (`tinydb_storage`), and it words nothing.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError, FileUnreadable, FileUnwritable, LibraryReadOnly
from dle_desktop.storage import atomic_file, case_documents
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.case_documents import CASES, TRASH, TrashedCase, to_document
from dle_desktop.storage.library_check import CheckReport, check_library
from dle_desktop.storage.library_lock import LibraryLock
from dle_desktop.storage.tinydb_storage import Change, LibraryStorage, require_writable


class CaseStore:
    """One open library; made by `create` or `open`."""

    def __init__(self, storage: LibraryStorage, lock: LibraryLock | None) -> None:
        self.path = storage.path
        self.read_only = lock is None
        self._storage = storage
        self._lock = lock
        case_documents.refuse_other_formats(self.path, storage.documents(case_documents.ABOUT))
        self._adopt(
            case_documents.read_table(self.path, CASES, storage.documents(CASES), Case),
            case_documents.read_table(self.path, TRASH, storage.documents(TRASH), TrashedCase),
        )

    @classmethod
    def create(cls, path: str | Path) -> Self:
        """Make a new, empty library, and its folder if need be (for the owner alone).

        Raises
        ------
        FileUnwritable
            If there is anything at the path already, or it cannot be written.
        LibraryLocked
            If another process is just making it.
        """
        path = _absolute(path)
        try:
            atomic_file.make_folder(path.parent)
        except OSError as error:
            raise FileUnwritable(path, atomic_file.errno_name(error)) from error
        lock = LibraryLock(path)
        try:
            return cls(LibraryStorage.create(path, [case_documents.about()]), lock)
        except DleError:
            lock.release()
            raise

    @classmethod
    def open(cls, path: str | Path, read_only: bool = False) -> Self:
        """Open a library that exists, for one writer or for any number of readers.

        Raises
        ------
        LibraryMissing
            If there is none; none is made.
        LibraryLocked
            If another process writes it; it can still be opened for reading.
        LibraryDamaged
            If any part of it cannot be understood; the reason names table, document and path.
        NewerFormat
            If a newer version of the program wrote it.
        FileUnreadable, FileUnwritable
            If it is no regular file or cannot be read; if it cannot be opened for writing.
        """
        path = _absolute(path)
        if read_only:
            return cls(LibraryStorage(path), None)
        require_writable(path)
        lock = LibraryLock(path)
        try:
            store = cls(LibraryStorage(path), lock)
        except DleError:
            lock.release()
            raise
        atomic_file.remove_leftovers(path)
        return store

    def cases(self) -> tuple[Case, ...]:
        """Return all cases that are not in the trash, in the order they first came."""
        return self._listed_cases

    def trash(self) -> tuple[TrashedCase, ...]:
        """Return the trash, in the order the cases first came."""
        return self._listed_trash

    def apply(self, puts: Sequence[Case], removals: Sequence[str], when: str) -> None:
        """Store whole cases and move others to the trash, all in one durable step or not at all.

        Parameters
        ----------
        puts
            Cases to add or to replace; one that is in the trash leaves it.
        removals
            Ids of cases for the trash; one that is there already stays as it is.
        when
            The time of removal, ISO 8601 with offset.

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
        cases, trash, numbers = dict(self._cases), dict(self._trash), dict(self._numbers)
        changes: list[Change] = []
        following = 1 + max(numbers.values(), default=0)
        for case in puts:
            number = numbers.setdefault(case.id, following)
            following = max(following, number + 1)
            document, cases[number] = to_document(case)
            changes.append(Change(CASES, number, document))
            if trash.pop(number, None):
                changes.append(Change(TRASH, number, None))
        for number in (numbers[case_id] for case_id in removals):
            if number in cases:
                trashed = TrashedCase(case=cases.pop(number), when=when)
                document, trash[number] = to_document(trashed)
                changes += [Change(CASES, number, None), Change(TRASH, number, document)]
        self._commit(changes, cases, trash)

    def empty_trash(self) -> None:
        """Remove the trashed cases for good: no byte of them stays in the file.

        Raises
        ------
        LibraryReadOnly, FileUnwritable, WriteUnconfirmed
            As with `apply`.
        """
        self._refuse_unwritable()
        self._commit([Change(TRASH, number, None) for number in self._trash], self._cases, {})

    def copy_to(self, path: str | Path) -> None:
        """Save a copy of what is in memory as a new library elsewhere, read back and compared.

        Raises
        ------
        FileUnwritable
            If there is anything at the path already, or it cannot be written.
        """
        self._storage.copy_to(_absolute(path))

    def text(self) -> bytes:
        """Return the whole library as it is acknowledged, for a backup."""
        return self._storage.text()

    def check(self) -> CheckReport:
        """Read the whole file again and report what is in it and what is wrong with it."""
        return check_library(
            self._storage,
            cases=len(self._cases),
            trashed=len(self._trash),
            writer=self._lock is not None,
        )

    def close(self) -> None:
        """Let others write the library; closing twice is harmless."""
        self._storage.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

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

    def _commit(
        self, changes: Sequence[Change], cases: dict[int, Case], trash: dict[int, TrashedCase]
    ) -> None:
        if not changes:
            return
        try:
            self._storage.commit(changes)
        except WriteUnconfirmed:
            self._adopt(cases, trash)
            raise
        self._adopt(cases, trash)

    def _adopt(self, cases: dict[int, Case], trash: dict[int, TrashedCase]) -> None:
        self._numbers = case_documents.numbers_by_case(self.path, cases, trash)
        self._cases, self._trash = cases, trash
        self._listed_cases = tuple(cases[number] for number in sorted(cases))
        self._listed_trash = tuple(trash[number] for number in sorted(trash))


def _absolute(path: str | Path) -> Path:
    # Not resolved: a link in place of the library is refused, and a later chdir must not matter.
    path = Path(path)
    with suppress(RuntimeError):  # a name that begins with ~ and is nobody's home
        path = path.expanduser()
    try:
        return path.absolute()
    except OSError as error:  # the current folder was deleted
        raise FileUnreadable(path, atomic_file.errno_name(error)) from error
