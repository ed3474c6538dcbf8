"""Documents on paged devices: a printer, its preview, a PDF."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from dle_desktop.drawing.canvas import Canvas
from dle_desktop.errors import PrinterFailed
from dle_desktop.printing.documents import Document
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.sizes import PageName

_SAME = 3.0  # design pixels: Qt tells a page in whole points
_PAGES: dict[PageName, QPageSize.PageSizeId] = {
    "a4": QPageSize.PageSizeId.A4,
    "letter": QPageSize.PageSizeId.Letter,
}


def page_layout_of(options: SnapshotOptions) -> QPageLayout:
    """Return Qt's words for the page: no margins but our own."""
    lying = options.orientation == "landscape"
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(_PAGES[options.page]), orientation, QMarginsF(0, 0, 0, 0))


def as_on(layout: QPageLayout, options: SnapshotOptions) -> SnapshotOptions:
    """Return the options for the paper of a page layout, where it is one we lay out for."""
    known = {size: name for name, size in _PAGES.items()}
    page = known.get(layout.pageSize().id())
    lying = layout.orientation() == QPageLayout.Orientation.Landscape
    return replace(
        options, page=page or options.page, orientation="landscape" if lying else "portrait"
    )


def page_layout_for(size: tuple[float, float]) -> QPageLayout:
    """Return Qt's words for a page of a size in design pixels, as wide and high as that."""
    points = QSizeF(size[0] * 0.75, size[1] * 0.75)
    match = QPageSize.SizeMatchPolicy.ExactMatch
    page = QPageSize(points, QPageSize.Unit.Point, "", match)
    return QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


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
        What is smaller than its pages stands in their middle, what is larger is made to fit.
    from_page, to_page
        The pages to paint, counted from 1; `to_page` 0 means to the end.

    Returns
    -------
    int
        The number of pages painted.

    Raises
    ------
    PrinterFailed
        If the device takes nothing, or could not end what it took.
    """
    total = sum(document.count for document in documents)
    last = to_page or total
    wanted = [
        (document, index, number)
        for number, (document, index) in enumerate(
            ((document, index) for document in documents for index in range(document.count)), 1
        )
        if from_page <= number <= last
    ]
    if not wanted:
        QPainter(device).end()  # a page without ink: a document without pages is none
        return 0
    painter = QPainter()
    if not painter.begin(device):
        raise PrinterFailed
    unit = device.logicalDpiX() / 96
    for place, (document, index, number) in enumerate(wanted):
        if place:
            device.newPage()
        painter.save()
        _fit(painter, device.pageLayout(), document.size, unit)
        canvas = Canvas(painter, document.palette, unit)
        document.paint(canvas, index, first=number - index, total=total)
        painter.restore()
    if not painter.end():
        raise PrinterFailed
    return len(wanted)


def _fit(
    painter: QPainter, layout: QPageLayout, size: tuple[float, float], unit: float
) -> None:  # fmt: skip
    """Put a page of a size into the middle of the paper, smaller where it must be."""
    paper = layout.fullRectPoints()
    sides = paper.width() / 0.75, paper.height() / 0.75
    share = min(1.0, *(room / side for room, side in zip(sides, size, strict=True)))
    if abs(sides[0] - size[0]) + abs(sides[1] - size[1]) < _SAME:
        return
    aside, down = ((room - side * share) / 2 for room, side in zip(sides, size, strict=True))
    painter.translate(aside * unit, down * unit)
    painter.scale(share, share)
