"""An open library on the disk: its file, which a fold replaces, and its journal, which grows.

Only one thing at a time may call it. It knows stored documents, not what is in them.
"""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

from dle_desktop import __version__
from dle_desktop.errors import FileUnreadable, FileUnwritable
from dle_desktop.storage import atomic_file, journal, journal_file, library_files
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.journal import Header, Journal, JournalDamaged, Op
from dle_desktop.storage.journal_file import CHANGED_OUTSIDE, UNCONFIRMED, JournalFile
from dle_desktop.storage.library_files import Base


class LibraryDisk:
    """Where an open library is written.

    Parameters
    ----------
    path, base
        The file, and as it was when it was read.
    found
        The journal that goes on; None begins one with the first step.
    n, unfolded
        The number of the last step, and how many the file does not have yet.
    """

    def __init__(
        self, path: Path, base: Base, found: Journal | None, n: int, unfolded: int
    ) -> None:
        self.path = path
        self.unfolded = unfolded
        self._base = base
        self._found = found
        self._n = n
        self._stopped = False
        self._journal: JournalFile | None = None

    @property
    def stopped(self) -> bool:
        """Whether nothing more is written here, since the disk failed to confirm something."""
        return self._stopped or (self._journal is not None and self._journal.stopped)

    @property
    def base_hash(self) -> str:
        """The SHA-256 of the file that is at the path."""
        return self._base.hash

    @property
    def journal_bytes(self) -> int:
        """How long the journal is that was written to."""
        return 0 if self._journal is None else self._journal.size

    def stop(self) -> None:
        """Write nothing more."""
        self._stopped = True

    def go_on(self) -> None:
        """Make the journal ready for the next step, with all that is in it on the disk.

        Raises
        ------
        FileUnwritable
            If that failed.
        """
        if not self.stopped:
            self._opened_journal()

    def append(self, ops: list[Op]) -> None:
        """Write one line with these documents, as they are stored, and wait until the disk has it.

        Raises
        ------
        FileUnwritable
            If it was not written, also where another program changed the library.
        WriteUnconfirmed
            If it was written, but the disk did not confirm it; nothing more is written.
        """
        if self.stopped:
            raise FileUnwritable(self.path, UNCONFIRMED)
        self.refuse_outside_change()
        target = self._opened_journal()
        line, last = journal.step_line(self._n + 1, ops, target.last)
        if target.size + len(line) > journal_file.LIMIT_BYTES:
            raise FileUnwritable(self.path, "EFBIG")
        target.append(line, last)
        self._n += 1
        self.unfolded += 1

    def _opened_journal(self) -> JournalFile:
        if self._journal is None:
            if self._found is None:
                self._journal = self._begun(self._n, self._base.hash)
            else:
                path = journal_file.path_of(self.path)
                self._journal = self._confirmed(partial(JournalFile.resume, path, self._found))
            self._found = None
        return self._journal

    def _begun(self, n: int, base: str) -> JournalFile:
        path = journal_file.path_of(self.path)
        return self._confirmed(partial(JournalFile.begin, path, header_of(n, base)))

    def _confirmed(self, put_in_place: Callable[[], JournalFile]) -> JournalFile:
        try:
            return put_in_place()
        except WriteUnconfirmed:
            # The old journal may come back with a power cut, without what is appended from now on.
            self._stopped = True
            raise

    def fold(self, data: bytes) -> None:
        """Put `data` in the file's place and begin the journal anew; any step may be the last one.

        Raises
        ------
        FileUnwritable
            If it could not be done; all is as safe as before, in the file and the journal.
        WriteUnconfirmed
            If the file took its place, but the disk did not confirm it; the journal goes on.
        """
        if self.stopped:
            raise FileUnwritable(self.path, UNCONFIRMED)
        if len(data) > library_files.LIMIT_BYTES:
            raise FileUnwritable(self.path, "EFBIG")
        self.refuse_outside_change()
        target = self._opened_journal()
        target.refuse_change()
        digest = sha256(data).hexdigest()
        with atomic_file.written_beside(self.path, data) as beside:
            line, last = journal.fold_line(self._n + 1, digest, target.last)
            target.append(line, last)
            self._n += 1
            try:
                beside.take_place()
            except WriteUnconfirmed:
                # Old file or new, after a power cut: this journal fits both, and goes on.
                self._base = Base(beside.signature, digest)
                raise
            self._base = Base(beside.signature, digest)
        # From here the file is whole and its name is on the disk: the journal can begin anew.
        # Windows replaces no file that is open.
        target.close()
        self._journal = None
        try:
            self._journal = self._begun(self._n, digest)
        except WriteUnconfirmed:
            raise
        except FileUnwritable:
            self._found = self._old_journal()
            self.unfolded = max(1, self.unfolded)  # a journal of old steps is due to begin anew
            raise
        self.unfolded = 0

    def _old_journal(self) -> Journal | None:
        """Return the journal that could not be replaced, to go on with; it ends in the fold."""
        try:
            found = journal_file.read(journal_file.path_of(self.path))
        except (FileUnreadable, JournalDamaged):
            found = None
        if found is None:
            self._stopped = True
        return found

    def changed_outside(self) -> bool:
        """Return whether another program changed the file or the journal meanwhile."""
        try:
            self.refuse_outside_change()
            if self._journal is not None:
                self._journal.refuse_change()
        except FileUnwritable:
            return True
        return False

    def close(self) -> None:
        """Close the journal; nothing more is written."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        self._stopped = True

    def refuse_outside_change(self) -> None:
        """Refuse to write where another program changed the file.

        Raises
        ------
        FileUnwritable
            In that case.
        """
        # A signature that fits proves it is ours; one that does not, as after a mere touch, proves
        # nothing.
        try:
            if atomic_file.signature_of(self.path) == self._base.signature:
                return
            data, signature = atomic_file.read_file(self.path, library_files.LIMIT_BYTES)
        except FileUnreadable as error:
            raise FileUnwritable(self.path, error.reason) from error
        if sha256(data).hexdigest() != self._base.hash:
            raise FileUnwritable(self.path, CHANGED_OUTSIDE)
        self._base = Base(signature, self._base.hash)


def header_of(n: int, base: str) -> Header:
    """Return what a journal begins with beside a file that this version read or wrote whole."""
    return Header(n=n, base=base, app=__version__)
