"""The PDF file: vector pages with a language, bookmarks and dates that do not tell the time of day.

The same case, options and version give the same bytes. Nothing in it names a patient but its pages,
unless that is asked for.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from hashlib import sha256

from PySide6.QtCore import QBuffer, QByteArray, QHashSeed, QIODevice, QUuid
from PySide6.QtGui import QPainter, QPdfWriter

from dle_desktop import __version__
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.printing.documents import Document
from dle_desktop.printing.options import SnapshotOptions, source_date
from dle_desktop.printing.paged import page_layout_for
from dle_desktop.printing.pdf_update import Bookmark, updated

TITLE = "Case snapshot"
_DPI = 1200
_LANGUAGE = "en"
_NO_ID = "00000000-0000-0000-0000-000000000000"
_BARE_ID = _NO_ID  # as Qt writes it, hexadecimal, into the trailer
_NO_METADATA = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
_DATE = re.compile(rb"\(D:[^)]*\)")
_TAG = re.compile(rb"(/FontName /)[A-Z]{6}\+")  # of a part of a typeface: Qt draws it by lot


class PdfFile:
    """A PDF that documents are added to one after the other; only its bytes are kept.

    Parameters
    ----------
    options
        What the person chose.
    total
        How many pages there will be.
    """

    def __init__(self, options: SnapshotOptions, total: int) -> None:
        self._options = options
        self._total = total
        self._pages = 0
        self._marks: list[Bookmark] = []
        QHashSeed.setDeterministicGlobalSeed()  # else Qt orders the typefaces by lot
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = writer = QPdfWriter(self._buffer)
        writer.setTitle(TITLE)
        writer.setCreator("DLE Desktop")
        writer.setResolution(_DPI)
        writer.setDocumentXmpMetadata(QByteArray(_NO_METADATA))  # Qt's tells the time of day
        writer.setDocumentId(QUuid(_NO_ID))
        self._painter: QPainter | None = None

    def add(self, document: Document) -> None:
        """Paint all pages of a document."""
        title = document.title if self._options.named else document.mark
        self._marks.append((title, self._pages, tuple(document.headings)))
        first = self._pages + 1
        for number in range(document.count):
            self._writer.setPageLayout(page_layout_for(document.size))
            if self._painter is None:
                self._painter = QPainter(self._writer)
            else:
                self._writer.newPage()
            canvas = Canvas(self._painter, document.palette, _DPI / 96)
            document.paint(canvas, number, first=first, total=self._total)
            self._pages += 1

    def end(self) -> None:
        """End painting: a painter must never outlive what it paints on."""
        if self._painter is not None:
            self._painter.end()
            self._painter = None
        QHashSeed.resetRandomGlobalSeed()

    def painted(self) -> bytes:
        """Return what was painted, and end painting; `completed` makes a file of it."""
        self.end()
        data = _TAG.sub(rb"\1DLEAAA+", bytes(self._buffer.data().data()))
        same = _DATE.sub(b"", data).partition(b"\nxref")[0]  # without what the time of day moves
        identity = sha256(same + __version__.encode()).hexdigest()[: len(_BARE_ID)]
        return data.replace(_BARE_ID.encode().hex().encode(), identity.encode().hex().encode())

    def completed(self, data: bytes) -> bytes:
        """Return the file: language, dates and bookmarks added to what was painted."""
        at = written_at(self._options).strftime("D:%Y%m%d%H%M%SZ")
        return updated(data, at, _LANGUAGE, self._marks)


def pdf_bytes(documents: Sequence[Document], options: SnapshotOptions) -> bytes:
    """Return all pages of documents as PDF."""
    file = PdfFile(options, sum(document.count for document in documents))
    try:
        for document in documents:
            file.add(document)
    finally:
        file.end()
    return file.completed(file.painted())


def written_at(options: SnapshotOptions) -> datetime:
    """Return the time a file says it is of: SOURCE_DATE_EPOCH, else the day of printing."""
    given = source_date()
    if given is not None:
        return given
    return datetime.combine(options.printed_on, time(), UTC)
