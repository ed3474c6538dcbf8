"""The PDF file: vector pages with a language, bookmarks and dates that do not tell the time of day.

The same case, options and version give the same bytes. Nothing in it names a patient but its pages,
unless that is asked for. pypdf adds what Qt's writer cannot; it is loaded when a file is written.
"""

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUuid
from PySide6.QtGui import QPdfWriter

from dle_desktop import __version__
from dle_desktop.printing.documents import Document
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.paged import paint_documents

TITLE = "Case snapshot"
_DPI = 1200
_LANGUAGE = "en"
_NO_METADATA = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
_TAG = re.compile(rb"(/FontName /)[A-Z]{6}\+")  # of a part of a typeface: Qt draws it by lot


def pdf_bytes(documents: Sequence[Document], options: SnapshotOptions) -> bytes:
    """Return all pages of documents as PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(TITLE)
    writer.setCreator("DLE Desktop")
    writer.setResolution(_DPI)
    writer.setDocumentXmpMetadata(QByteArray(_NO_METADATA))  # Qt's own tells the time of day
    writer.setDocumentId(_identity(documents, options))
    paint_documents(documents, writer)
    data = _TAG.sub(rb"\1DLEAAA+", bytes(buffer.data().data()))
    return _completed(data, documents, options)


def _identity(documents: Sequence[Document], options: SnapshotOptions) -> QUuid:
    """Return an id that is the same for the same cases, options and version."""
    told = (__version__, options, *(document.mark for document in documents))
    return QUuid(str(uuid5(NAMESPACE_URL, repr(told))))


def written_at(options: SnapshotOptions) -> datetime:
    """Return the time a file says it is of: SOURCE_DATE_EPOCH, else the day of printing."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (OverflowError, ValueError, OSError):
            pass
    return datetime.combine(options.printed_on, time(), UTC)


def _completed(data: bytes, documents: Sequence[Document], options: SnapshotOptions) -> bytes:
    from pypdf import PdfWriter  # noqa: PLC0415 - a tenth of a second that only a file needs
    from pypdf.generic import (  # noqa: PLC0415
        BooleanObject,
        DictionaryObject,
        NameObject,
        TextStringObject,
    )

    writer = PdfWriter(clone_from=BytesIO(data))
    at = written_at(options).strftime("D:%Y%m%d%H%M%SZ")
    writer.add_metadata({"/CreationDate": at, "/ModDate": at})
    root = writer.root_object
    root.pop("/Metadata", None)
    root[NameObject("/Lang")] = TextStringObject(_LANGUAGE)
    shown = {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    root[NameObject("/ViewerPreferences")] = DictionaryObject(shown)
    first = 0
    for document in documents:
        title = document.title if options.named else document.mark
        parent = writer.add_outline_item(title=title, page_number=first)
        for heading, page in document.headings:
            writer.add_outline_item(title=heading, page_number=first + page, parent=parent)
        first += document.count
    done = BytesIO()
    writer.write(done)
    return done.getvalue()
