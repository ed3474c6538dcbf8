"""Documents on paged devices: a printer, its preview, a PDF."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from dle_desktop.drawing.canvas import Canvas
from dle_desktop.printing.documents import Document
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.sizes import PageName

_PAGES: dict[PageName, QPageSize.PageSizeId] = {
    "a4": QPageSize.PageSizeId.A4,
    "letter": QPageSize.PageSizeId.Letter,
}


def page_layout_of(options: SnapshotOptions) -> QPageLayout:
    """Return Qt's words for the page: no margins but our own."""
    lying = options.orientation == "landscape"
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(_PAGES[options.page]), orientation, QMarginsF(0, 0, 0, 0))


def paint_documents(
    documents: Sequence[Document],
    device: QPagedPaintDevice,
    *,
    from_page: int = 1,
    to_page: int = 0,
) -> int:
    """Paint documents one after the other, each beginning on a page of its own.

    Parameters
    ----------
    documents
        What is painted.
    device
        Its page layout must be that of the documents (`page_layout_of`).
    from_page, to_page
        The pages to paint, counted from 1; `to_page` 0 means to the end.

    Returns
    -------
    int
        The number of pages painted.
    """
    total = sum(document.count for document in documents)
    last = to_page or total
    painter = QPainter(device)
    unit = device.logicalDpiX() / 96
    painted = number = 0
    for document in documents:
        for index in range(document.count):
            number += 1
            if not from_page <= number <= last:
                continue
            if painted:
                device.newPage()
            canvas = Canvas(painter, document.palette, unit)
            document.paint(canvas, index, first=number - index, total=total)
            painted += 1
    painter.end()
    return painted
