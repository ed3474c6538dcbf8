"""The library as a TinyDB storage: a plain TinyDB file, and a journal of what came since.

A save appends one line to the journal; now and then the file is written anew beside itself with all
of it and replaced (`fold`). The file is valid at every moment, and behind by what the journal
holds. It does not know what a case is, and who may write is decided elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from tinydb.storages import Storage

from dle_desktop import __version__
from dle_desktop.errors import (
    DleError,
    FileUnreadable,
    FileUnwritable,
    LibraryConflict,
)
from dle_desktop.storage import (
    atomic_file,
    document_sums,
    journal,
    journal_file,
    library_files,
    tinydb_json,
)
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.journal import Header, Journal, Op
from dle_desktop.storage.journal_file import CHANGED_OUTSIDE, UNCONFIRMED, JournalFile
from dle_desktop.storage.library_files import Base
from dle_desktop.storage.tinydb_json import Tables
from dle_desktop.storage.writer import Writer

FOLD_BYTES = 8_000_000  # a journal longer than this is folded with the next save


class Change(NamedTuple):
    """One document of one table as it shall be, as ASCII JSON; `None` takes it away."""

    table: str
    doc_id: int
    text: bytes | None


class LibraryStorage(Storage):
    """One library, read once when opened.

    Raises
    ------
    LibraryMissing
        If there is no file; none is ever made by opening.
    FileUnreadable
        If file or journal is no regular file, or cannot be read.
    LibraryDamaged
        If the file is not wholly plain TinyDB JSON, or an acknowledged line of the journal is
        damaged.
    LibraryConflict
        If the journal holds steps that belong to another state of the file.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.unfolded = 0  # steps that only the journal holds
        self._journal: JournalFile | None = None
        self._stopped = False
        self._n = 0
        self._writer = Writer()
        found, self._base, self._tables = library_files.read_both(self.path)
        sums = document_sums.taken_out(self._tables)
        self.differing = [] if sums is None else document_sums.differing(self._tables, sums)
        self.torn = b"" if found is None else found.torn
        self.foreign = False  # whether another program wrote the file since it was closed here
        self.trusted = False  # whether every document is known to be as this version wrote it
        self._found = found
        if found is not None:
            self._replay(found)

    @classmethod
    def create(cls, path: Path, changes: Iterable[Change]) -> "LibraryStorage":
        """Write a new file that holds these documents, and the beginning of its journal.

        Raises
        ------
        FileUnwritable
            If there is anything at the path already, a journal that has steps, or the file cannot
            be written.
        """
        library_files.refuse_existing(path)
        library_files.refuse_old_journal(path)
        tables: Tables = {}
        _put(tables, _ops(changes))
        data = _file(tables)
        # The journal first: a file without one is a library too, but one of unknown writers.
        JournalFile.begin(journal_file.path_of(path), _header(0, sha256(data).hexdigest())).close()
        atomic_file.write_file(path, data)
        return cls(path)

    def read(self) -> dict[str, dict[str, Any]]:
        """Return all tables, every document fresh."""
        return {
            name: {doc_id: tinydb_json.decode(text) for doc_id, text in documents.items()}
            for name, documents in self._tables.items()
        }

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace all tables by these in one durable step that costs what differs."""
        new = {
            name: {str(key): tinydb_json.encode(document) for key, document in table.items()}
            for name, table in data.items()
        }
        ops = list(_difference(self._tables, new))
        if ops:
            self._store(ops, None)

    def documents(self, table: str) -> Mapping[str, bytes]:
        """Return the text of every document of a table by its id; empty for an unknown table."""
        return self._tables.get(table, {})

    def commit(self, changes: Iterable[Change], patience: float | None = None) -> bool:
        """Make all these changes durable in one step, or none of them.

        Parameters
        ----------
        changes
            The documents.
        patience
            How many seconds to wait for the disk; by default until it is done.

        Returns
        -------
        bool
            Whether it is done. Else it is in memory and on its way: `on_settled` will tell.

        Raises
        ------
        FileUnwritable
            If it could not be written; file and memory are as before. Also if another program
            changed the file meanwhile: what it wrote is not overwritten.
        WriteUnconfirmed
            If it was written, and is in memory, but the disk did not confirm it; nothing more is
            written to this library until it is opened anew.
        """
        return self._store(list(_ops(changes)), patience)

    @property
    def writer(self) -> Writer:
        """What writes: one thing after the other."""
        return self._writer

    @property
    def stopped(self) -> bool:
        """Whether nothing more is written here, since the disk failed to confirm something."""
        journal_stopped = self._journal is not None and self._journal.stopped
        return self._stopped or self._writer.failed is not None or journal_stopped

    def fold(self, patience: float | None = None) -> bool:
        """Write the file anew with all that is in memory and begin the journal anew.

        Returns
        -------
        bool
            Whether it is done, as with `commit`.

        Raises
        ------
        FileUnwritable
            If it could not be done; all is as safe as before, in the file and the journal.
        """
        if self.stopped or (not self.unfolded and not self._writer.busy):
            return True
        tables = {name: dict(documents) for name, documents in self._tables.items()}
        return self._writer.run(partial(self._fold, tables), patience, vital=False)

    def copy_to(self, path: Path) -> None:
        """Write the tables to a new file elsewhere and read it back.

        Raises
        ------
        FileUnwritable
            If there is anything at the path already, or the file cannot be written.
        """
        library_files.refuse_existing(path)
        library_files.refuse_old_journal(path)
        atomic_file.write_file(path, self.text(), verify=True)

    def text(self) -> bytes:
        """Return the whole file as it would be after a fold."""
        return _file(self._tables)

    def tables(self) -> Tables:
        """Return every document as it is stored, by table and id; no table is empty."""
        return {name: dict(documents) for name, documents in self._tables.items() if documents}

    def changed_outside(self) -> bool:
        """Return whether another program changed the library since it was opened or saved."""
        try:
            self._refuse_outside_change()
            if self._journal is not None:
                self._journal.refuse_change()
        except FileUnwritable:
            return True
        return False

    def close(self) -> None:
        """Fold if need be and close; what cannot be folded stays in the journal.

        Raises
        ------
        FileUnwritable
            If a save that was on its way failed: it is only in memory, and is lost now.
        """
        try:
            self._writer.settle()
            if self._journal is not None or self.unfolded:
                try:
                    self.fold()
                except DleError:
                    self._stopped = True  # no matter: the journal holds it all
        finally:
            self._writer.close()
            if self._journal is not None:
                self._journal.close()
                self._journal = None
            self._stopped = True

    def _replay(self, found: Journal) -> None:
        """Take over what the journal holds behind the file."""
        self._n = found.lines[-1].n if found.lines else found.header.n
        steps = found.lines
        if found.header.base != self._base.hash:
            for place, line in enumerate(found.lines):
                if line.fold == self._base.hash:
                    steps = found.lines[place + 1 :]
            if steps is found.lines:
                if any(line.ops for line in steps):
                    raise LibraryConflict(self.path, sum(bool(line.ops) for line in steps))
                self.foreign = True
                self._found = None  # nothing is in it that the file could lack
                self._n = found.header.n
                self.torn = b""
                return
        for line in steps:
            _put(self._tables, line.ops)
            self.unfolded += bool(line.ops)
        self.trusted = found.header.app == __version__

    def _store(self, ops: list[Op], patience: float | None) -> bool:
        try:
            done = self._writer.run(partial(self._append, ops), patience)
        except WriteUnconfirmed:
            _put(self._tables, ops)
            raise
        _put(self._tables, ops)
        if self._journal is not None and self._journal.size > FOLD_BYTES:
            with suppress(FileUnwritable):  # all is safe in the journal; the next save tries again
                self.fold(patience)
        return done

    def _append(self, ops: list[Op]) -> None:
        """Write one line; called by the writer alone."""
        if self._stopped:
            raise FileUnwritable(self.path, UNCONFIRMED)
        self._refuse_outside_change()
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
        return self._confirmed(partial(JournalFile.begin, path, _header(n, base)))

    def _confirmed(self, put_in_place: Callable[[], JournalFile]) -> JournalFile:
        try:
            return put_in_place()
        except WriteUnconfirmed:
            # The old journal may come back with a power cut, without what is appended from now on.
            self._stopped = True
            raise

    def _fold(self, tables: Tables) -> None:
        """Replace the file; each step may be the last one that happens."""
        if self._stopped:
            raise FileUnwritable(self.path, UNCONFIRMED)
        data = _file(tables)
        if len(data) > library_files.LIMIT_BYTES:
            raise FileUnwritable(self.path, "EFBIG")
        self._refuse_outside_change()
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
        new = self._begun(self._n, digest)
        target.close()
        self._journal = new
        self.unfolded = 0

    def _refuse_outside_change(self) -> None:
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


def _file(tables: Tables) -> bytes:
    return tinydb_json.join(document_sums.with_sums(tables))


def _header(n: int, base: str) -> Header:
    return Header(n=n, base=base, app=__version__)


def _ops(changes: Iterable[Change]) -> Iterator[Op]:
    for change in changes:
        yield Op(change.table, str(change.doc_id), change.text)


def _put(tables: Tables, ops: Iterable[Op]) -> None:
    for op in ops:
        documents = tables.setdefault(op.table, {})
        if op.text is None:
            documents.pop(op.doc_id, None)
        else:
            documents[op.doc_id] = op.text


def _difference(old: Tables, new: Tables) -> Iterator[Op]:
    for name in old.keys() | new.keys():
        before, after = old.get(name, {}), new.get(name, {})
        for doc_id in before.keys() - after.keys():
            yield Op(name, doc_id, None)
        for doc_id, text in after.items():
            if before.get(doc_id) != text:
                yield Op(name, doc_id, text)
