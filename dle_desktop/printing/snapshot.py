"""Snapshots on devices: PDF, SVG, PNG and any printer, from the same documents.

Vector devices get text as text. No name, label or record number goes into a file's metadata.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QPagedPaintDevice

from dle_desktop.domain.case import Case
from dle_desktop.errors import FileUnwritable
from dle_desktop.printing.devices import png_bytes, svg_bytes
from dle_desktop.printing.documents import Document, documents_of
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.paged import page_layout_of, paint_documents
from dle_desktop.printing.pdf_file import pdf_bytes
from dle_desktop.printing.publication import Publication
from dle_desktop.printing.report import Report
from dle_desktop.storage.atomic_file import write_file
from dle_desktop.storage.output_file import output_path

__all__ = [
    "FORMATS",
    "Report",
    "SnapshotOptions",
    "page_layout_of",
    "paint_pages",
    "write_snapshot",
]

FORMATS = (".pdf", ".svg", ".png")


def paint_pages(
    cases: Sequence[Case],
    device: QPagedPaintDevice,
    options: SnapshotOptions,
    *,
    from_page: int = 1,
    to_page: int = 0,
) -> int:
    """Paint the snapshots of cases on a paged device; return the number of pages painted."""
    documents = documents_of(cases, options)
    return paint_documents(documents, device, from_page=from_page, to_page=to_page)


def write_snapshot(cases: Sequence[Case], path: Path, options: SnapshotOptions) -> tuple[Path, ...]:
    """Write the snapshots of cases as PDF, SVG or PNG, by the path's ending.

    A PDF holds all pages. SVG and PNG hold one page a file: further pages are written beside the
    first as `name-2.svg` and so on. Beside figures for publication stand their values, `name.csv`,
    and their captions, `name-caption.txt`.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    FileUnwritable
        If a file cannot be written, or the ending is none of the three.
    """
    ending = path.suffix.casefold()
    if ending not in FORMATS:
        raise FileUnwritable(path, "a snapshot is written as .pdf, .svg or .png")
    documents = documents_of(cases, options)
    if ending == ".pdf":
        files = [(path, pdf_bytes(documents, options))]
    else:
        pages = [
            (document, index) for document in documents for index in range(document.count)
        ]  # fmt: skip
        encode = _svg if ending == ".svg" else _png
        files = []
        for number, (document, index) in enumerate(pages, start=1):
            files.append((_numbered(path, number), encode(document, index, options)))
    figures = [document for document in documents if isinstance(document, Publication)]
    for number, figure in enumerate(figures, start=1):
        values = _numbered(path.with_suffix(".csv"), number)
        caption = _numbered(path.with_name(f"{path.stem}-caption.txt"), number)
        # The mark in front tells a spreadsheet that the text is UTF-8.
        files += [(values, figure.values.encode("utf-8-sig")), (caption, figure.caption.encode())]
    for name, data in files:
        if not data:
            raise FileUnwritable(name, "there is not enough memory; choose fewer dots per inch")
    places = [output_path(name) for name, _ in files]  # all, before the first is written
    for place, (_, data) in zip(places, files, strict=True):
        write_file(place, data)
    return tuple(name for name, _ in files)


def _numbered(path: Path, number: int) -> Path:
    return path if number == 1 else path.with_stem(f"{path.stem}-{number}")


def _svg(document: Document, index: int, _options: SnapshotOptions) -> bytes:
    return svg_bytes(document.size, document.palette, partial(document.paint, number=index))


def _png(document: Document, index: int, options: SnapshotOptions) -> bytes:
    paint = partial(document.paint, number=index)
    return png_bytes(document.size, document.palette, paint, options.dpi / 96)
