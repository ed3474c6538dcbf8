"""The text of a library file: the documents, their checksums, and what vouches for them all."""

from dle_desktop.storage import document_sums, tinydb_json
from dle_desktop.storage.open_seal import AnySeal
from dle_desktop.storage.tinydb_json import Tables

ABOUT, LOCK, MANIFEST = "about", "2", "3"  # the table and the documents that stay in plain


def file_text(tables: Tables, seal: AnySeal) -> bytes:
    """Return the file of these documents, as they are stored."""
    if manifest := manifest_of(tables, seal):
        tables = {**tables, ABOUT: {**tables[ABOUT], MANIFEST: manifest}}
    return tinydb_json.join(document_sums.with_sums(tables))


def manifest_of(tables: Tables, seal: AnySeal) -> bytes:
    """Return the document that vouches for all others; nothing where no seal does."""
    told = seal.manifest(tables)
    return b'{"manifest":"%s"}' % told.encode() if told else b""
