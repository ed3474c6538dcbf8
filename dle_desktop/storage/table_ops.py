"""Steps on tables of documents in memory, as the journal tells them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dle_desktop.storage.journal import Op
from dle_desktop.storage.tinydb_json import Tables


class Change(NamedTuple):
    """One document of one table as it shall be, as ASCII JSON; `None` takes it away."""

    table: str
    doc_id: int
    text: bytes | None


def ops_of(changes: Iterable[Change]) -> Iterator[Op]:
    """Yield the operation of each change."""
    for change in changes:
        yield Op(change.table, str(change.doc_id), change.text)


def put_all(tables: Tables, ops: Iterable[Op]) -> None:
    """Put documents into tables, or take them away."""
    for op in ops:
        documents = tables.setdefault(op.table, {})
        if op.text is None:
            documents.pop(op.doc_id, None)
        else:
            documents[op.doc_id] = op.text


def difference(old: Tables, new: Tables) -> Iterator[Op]:
    """Yield what makes the documents of one set of tables those of another."""
    for name in old.keys() | new.keys():
        before, after = old.get(name, {}), new.get(name, {})
        for doc_id in before.keys() - after.keys():
            yield Op(name, doc_id, None)
        for doc_id, text in after.items():
            if before.get(doc_id) != text:
                yield Op(name, doc_id, text)
