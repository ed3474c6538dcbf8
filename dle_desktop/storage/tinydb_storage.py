"""The library file as a TinyDB storage: plain TinyDB JSON, replaced as a whole at every save.

It is the seam of the store above: `commit` takes a few changed documents and makes them durable in
one step, so a storage that journals them can take its place. It does not know what a case is.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tinydb.storages import Storage

from dle_desktop.errors import FileUnreadable, FileUnwritable, LibraryDamaged, LibraryMissing
from dle_desktop.storage import atomic_file, tinydb_json
from dle_desktop.storage.atomic_file import Signature, WriteUnconfirmed
from dle_desktop.storage.tinydb_json import Tables

LIMIT_BYTES = 1 << 30
CHANGED_OUTSIDE = "changed outside"


class Change(NamedTuple):
    """One document of one table as it shall be; `None` takes it away."""

    table: str
    doc_id: int
    document: Mapping[str, Any] | None


class LibraryStorage(Storage):
    """One TinyDB file, read once when opened and replaced as a whole by every write.

    Raises
    ------
    LibraryMissing
        If there is no file; none is ever made by opening.
    FileUnreadable
        If it is no regular file, or cannot be read.
    LibraryDamaged
        If it is not wholly plain TinyDB JSON.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._tables, self._signature = _load(self.path)

    @classmethod
    def create(cls, path: Path, changes: Iterable[Change]) -> "LibraryStorage":
        """Write a new file that holds these documents.

        Raises
        ------
        FileUnwritable
            If there is anything at the path already, or the file cannot be written.
        """
        _refuse_existing(path)
        atomic_file.write_file(path, tinydb_json.join(_changed({}, changes)))
        return cls(path)

    def read(self) -> dict[str, dict[str, Any]]:
        """Return all tables, every document fresh."""
        return {
            name: {doc_id: tinydb_json.decode(text) for doc_id, text in documents.items()}
            for name, documents in self._tables.items()
        }

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace all tables by these in one durable step."""
        self._store(
            {
                name: {str(key): tinydb_json.encode(document) for key, document in table.items()}
                for name, table in data.items()
            }
        )

    def documents(self, table: str) -> Mapping[str, bytes]:
        """Return the text of every document of a table by its id; empty for an unknown table."""
        return self._tables.get(table, {})

    def commit(self, changes: Iterable[Change]) -> None:
        """Make all these changes durable in one step, or none of them.

        Raises
        ------
        NotStorable
            If a document would not read back as it is.
        FileUnwritable
            If it could not be written; file and memory are as before. Also if another program
            changed the file meanwhile: what it wrote is not overwritten.
        WriteUnconfirmed
            If it was written, and is in memory, but the disk did not confirm it.
        """
        self._store(_changed(self._tables, changes))

    def copy_to(self, path: Path) -> None:
        """Write the tables to a new file elsewhere and read it back.

        Raises
        ------
        FileUnwritable
            If there is anything at the path already, or the file cannot be written.
        """
        _refuse_existing(path)
        atomic_file.write_file(path, self.text(), verify=True)

    def text(self) -> bytes:
        """Return the whole file as it should be on the disk now."""
        return tinydb_json.join(self._tables)

    def matches(self, data: bytes) -> bool:
        """Return whether these bytes hold the same tables, however they are laid out."""
        try:
            return tinydb_json.split(data) == self._tables
        except ValueError:
            return False

    def _store(self, tables: Tables) -> None:
        data = tinydb_json.join(tables)
        if len(data) > LIMIT_BYTES:
            raise FileUnwritable(self.path, "EFBIG")
        self._refuse_outside_change()
        try:
            signature = atomic_file.write_file(self.path, data)
        except WriteUnconfirmed:
            self._tables = tables
            raise
        self._tables, self._signature = tables, signature

    def _refuse_outside_change(self) -> None:
        # A signature that fits proves it is ours; one that does not, as after an unconfirmed write
        # or a mere touch, proves nothing.
        try:
            if atomic_file.signature_of(self.path) == self._signature:
                return
            data, signature = atomic_file.read_file(self.path, LIMIT_BYTES)
        except FileUnreadable as error:
            raise FileUnwritable(self.path, error.reason) from error
        if not self.matches(data):
            raise FileUnwritable(self.path, CHANGED_OUTSIDE)
        self._signature = signature


def require_writable(path: Path) -> None:
    """Refuse a library that is missing, no regular file, read-only, or in a read-only folder.

    Raises
    ------
    LibraryMissing, FileUnreadable, FileUnwritable
        Accordingly; nothing was touched.
    """
    mode = _present(path).mode
    if not stat.S_ISREG(mode):
        raise FileUnreadable(path, atomic_file.NOT_REGULAR)
    # A replaced file would lose the mark without a word.
    # And a save writes beside the file: that its owner may write it is not enough.
    if not mode & stat.S_IWUSR or not os.access(path.parent, os.W_OK):
        raise FileUnwritable(path, "EACCES")


def _present(path: Path) -> Signature:
    try:
        return atomic_file.signature_of(path)
    except FileUnreadable as error:
        if error.reason == "ENOENT":  # anything else may well hide a library
            raise LibraryMissing(path) from error
        raise


def _load(path: Path) -> tuple[Tables, Signature]:
    _present(path)
    data, signature = atomic_file.read_file(path, LIMIT_BYTES)
    try:
        return tinydb_json.split(data), signature
    except ValueError as error:
        raise LibraryDamaged(path, str(error)) from error


def _changed(tables: Tables, changes: Iterable[Change]) -> Tables:
    new = {name: dict(documents) for name, documents in tables.items()}
    for change in changes:
        documents = new.setdefault(change.table, {})
        if change.document is None:
            documents.pop(str(change.doc_id), None)
        else:
            documents[str(change.doc_id)] = tinydb_json.encode(change.document)
    return new


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise FileUnwritable(path, "EEXIST")
