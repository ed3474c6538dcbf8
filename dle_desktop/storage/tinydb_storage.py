"""The library as a TinyDB storage: a plain TinyDB file, and a journal of what came since.

A save appends one line to the journal; now and then the file is written anew beside itself with all
of it and replaced (`fold`). The file is valid at every moment, and behind by what the journal
holds. It does not know what a case is, and who may write is decided elsewhere.
"""

import hmac
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from dle_desktop import __version__
from dle_desktop.errors import (
    DleError,
    FileUnwritable,
    LibraryConflict,
    SealBroken,
)
from dle_desktop.storage import (
    atomic_file,
    document_sums,
    journal_file,
    library_disk,
    library_files,
    tinydb_json,
)
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.journal import Journal, Op
from dle_desktop.storage.journal_file import UNCONFIRMED, JournalFile
from dle_desktop.storage.library_disk import LibraryDisk
from dle_desktop.storage.library_files import Base
from dle_desktop.storage.library_text import ABOUT, LOCK, MANIFEST, file_text, manifest_of
from dle_desktop.storage.open_seal import AnySeal, OpenSeal
from dle_desktop.storage.table_ops import Change, difference, ops_of, put_all
from dle_desktop.storage.tinydb_json import Tables
from dle_desktop.storage.writer import Writer, WriterEnded

FOLD_BYTES = 8_000_000  # a journal longer than this is folded with the next save


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
        self._writer = Writer()
        found, base, self._tables = library_files.read_both(self.path)
        sums = document_sums.taken_out(self._tables)
        ours = found is not None and library_files.belongs(found, base.hash)
        self.differing: list[tuple[str, str]] = []  # documents that are not as they were written
        if sums is not None and not ours:
            self.differing = document_sums.differing(self._tables, sums)
        self.torn = b"" if found is None else found.torn
        self.foreign = False  # whether another program wrote the file since it was closed here
        self.trusted = False  # whether every document is known to be as this version wrote it
        self._seal: AnySeal = OpenSeal()
        # What the manifest of a protected library vouches for: the file, before what came since.
        self._manifest = self._tables.get(ABOUT, {}).pop(MANIFEST, b"")
        self._vouched: Tables = {}
        if self._manifest:
            self._vouched = {name: dict(documents) for name, documents in self._tables.items()}
        unfolded = 0 if found is None else self._replay(found, base)
        n = 0 if found is None else max(found.header.n, *(line.n for line in found.lines), 0)
        going_on = None if self.foreign else found
        self._disk = LibraryDisk(self.path, base, going_on, n, unfolded)

    @classmethod
    def create(
        cls, path: Path, changes: Iterable[Change], seal: AnySeal | None = None
    ) -> "LibraryStorage":
        """Write a new file that holds these documents, and the beginning of its journal.

        Parameters
        ----------
        path, changes
            Where, and what.
        seal
            What vouches for a protected library; what keeps its key is among the documents.

        Raises
        ------
        FileUnwritable
            If there is anything at the path already, a journal that has steps, or the file cannot
            be written.
        """
        library_files.refuse_existing(path)
        library_files.refuse_old_journal(path)
        tables: Tables = {}
        put_all(tables, ops_of(changes))
        data = file_text(tables, seal or OpenSeal())
        # The journal first: a file without one is a library too, but one of unknown writers.
        header = library_disk.header_of(0, sha256(data).hexdigest())
        JournalFile.begin(journal_file.path_of(path), header).close()
        atomic_file.write_file(path, data)
        return cls(path)

    def read(self) -> dict[str, dict[str, Any]]:
        """Return all tables, every document fresh."""
        return {
            name: {
                doc_id: tinydb_json.decode(text) for doc_id, text in self.documents(name).items()
            }
            for name in self._tables
        }

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace all tables by these in one durable step that costs what differs."""
        new = {
            name: {str(key): tinydb_json.encode(document) for key, document in table.items()}
            for name, table in data.items()
        }
        old = {name: dict(self.documents(name)) for name in self._tables}
        ops = list(difference(old, new))
        if ops:
            self._store(self._sealed(ops), None)

    def documents(self, table: str) -> Mapping[str, bytes]:
        """Return the text of every document of a table by its id; empty for an unknown table.

        Raises
        ------
        SealBroken
            If the library is protected and a document is not what was sealed.
        """
        stored = self._tables.get(table, {})
        if table == ABOUT or isinstance(self._seal, OpenSeal):
            return stored  # as it is: no copy of a large library is made
        return {doc_id: self._seal.opened(table, doc_id, text) for doc_id, text in stored.items()}

    def document(self, table: str, doc_id: int) -> bytes:
        """Return the text of one document.

        Raises
        ------
        KeyError
            If there is none.
        SealBroken
            As with `documents`.
        """
        return self._seal.opened(table, str(doc_id), self._tables[table][str(doc_id)])

    @property
    def lock(self) -> bytes | None:
        """The document that keeps the key of a protected library; None for one without."""
        return self._tables.get(ABOUT, {}).get(LOCK)

    @property
    def seal(self) -> AnySeal:
        """What seals and opens the documents."""
        return self._seal

    def unlock(self, seal: AnySeal) -> None:
        """Use a seal from now on.

        Raises
        ------
        SealBroken
            If the documents of the file are not all those it vouches for.
        """
        if not hmac.compare_digest(self._manifest, manifest_of(self._vouched, seal)):
            raise SealBroken("the library", "altered")
        self._seal, self._vouched = seal, {}

    def reseal(self, seal: AnySeal, lock: bytes | None) -> None:
        """Seal every document anew, or none any more, and fold: nothing of before stays.

        Parameters
        ----------
        seal
            What seals from now on.
        lock
            The document that keeps its key; None to take protection away.

        Raises
        ------
        FileUnwritable
            If it could not be done; all is as before.
        WriteUnconfirmed
            If it was done, but the disk did not confirm it; nothing more is written.
        """
        self._run(self._writer.nothing)
        about = {key: text for key, text in self._tables[ABOUT].items() if key != LOCK}
        tables: Tables = {ABOUT: about}
        for name in self._tables:
            if name != ABOUT:
                plain = self.documents(name)
                tables[name] = {key: seal.sealed(name, key, plain[key]) for key in plain}
        if lock is not None:
            about[LOCK] = lock
        before, base = self._seal, self._disk.base_hash
        self._seal = seal
        try:
            self._run(partial(self._fold, tables))
        except WriteUnconfirmed:
            self._tables = tables
            self._disk.stop()
            raise
        except DleError:
            if self._disk.base_hash == base:
                self._seal = before
                raise
            # The file is resealed; the journal goes on behind its fold, and begins anew later.
        self._tables = tables

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
        return self._store(self._sealed(ops_of(changes)), patience)

    @property
    def writer(self) -> Writer:
        """What writes: one thing after the other."""
        return self._writer

    @property
    def stopped(self) -> bool:
        """Whether nothing more is written here, since the disk failed to confirm something."""
        return self._disk.stopped or self._writer.failed is not None

    @property
    def unfolded(self) -> int:
        """How many steps only the journal holds."""
        return self._disk.unfolded

    def confirm(self) -> None:
        """Make sure that what an earlier process left in the journal is on the disk.

        A step that it could not confirm may be read now and be gone after a power cut; what is
        shown must not be.

        Raises
        ------
        FileUnwritable
            If that failed.
        """
        if self.unfolded or self.torn:
            self._run(self._disk.go_on)

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
        return self._run(partial(self._fold, tables), patience, vital=False)

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
        return file_text(self._tables, self._seal)

    def with_text(self, work: Callable[[bytes], None], patience: float) -> bool:
        """Do something with the whole file as it is acknowledged now, after what is under way.

        Returns
        -------
        bool
            Whether it is done, as with `commit`.

        Raises
        ------
        FileUnwritable
            If a save failed unnoticed before.
        """
        tables = {name: dict(documents) for name, documents in self._tables.items()}
        return self._run(lambda: work(file_text(tables, self._seal)), patience, vital=False)

    def tables(self) -> Tables:
        """Return every document as it is stored, by table and id; no table is empty."""
        return {name: dict(documents) for name, documents in self._tables.items() if documents}

    def changed_outside(self) -> bool:
        """Return whether another program changed the library since it was opened or saved."""
        return self._disk.changed_outside()

    def close(self) -> None:
        """Fold if need be and close; what cannot be folded stays in the journal.

        Raises
        ------
        FileUnwritable
            If a save that was on its way failed: it is only in memory, and is lost now.
        """
        try:
            self._run(self._writer.nothing)
            with suppress(DleError):  # no matter: the journal holds it all
                self.fold()
        finally:
            self._writer.close()
            self._disk.close()

    def _replay(self, found: Journal, base: Base) -> int:
        """Take over what the journal holds behind the file; return how many steps."""
        steps = found.lines
        if found.header.base != base.hash:
            for place, line in enumerate(found.lines):
                if line.fold == base.hash:
                    steps = found.lines[place + 1 :]
            if steps is found.lines:
                if any(line.ops for line in steps):
                    raise LibraryConflict(self.path, sum(bool(line.ops) for line in steps))
                self.foreign, self.torn = True, b""  # nothing is in it that the file could lack
                return 0
        for line in steps:
            put_all(self._tables, line.ops)
        self.trusted = found.header.app == __version__
        return sum(bool(line.ops) for line in steps)

    def _sealed(self, ops: Iterable[Op]) -> list[Op]:
        return [
            op
            if op.text is None or op.table == ABOUT
            else op._replace(text=self._seal.sealed(op.table, op.doc_id, op.text))
            for op in ops
        ]

    def _store(self, ops: list[Op], patience: float | None) -> bool:
        try:
            done = self._run(partial(self._disk.append, ops), patience)
        except WriteUnconfirmed:
            put_all(self._tables, ops)
            raise
        put_all(self._tables, ops)
        if self._disk.journal_bytes > FOLD_BYTES:
            with suppress(FileUnwritable):  # all is safe in the journal; the next save tries again
                self.fold(patience)
        return done

    def _run(
        self, job: Callable[[], None], patience: float | None = None, *, vital: bool = True
    ) -> bool:
        try:
            return self._writer.run(job, patience, vital=vital)
        except WriterEnded as error:
            raise FileUnwritable(self.path, UNCONFIRMED) from error

    def _fold(self, tables: Tables) -> None:
        self._disk.fold(file_text(tables, self._seal))
