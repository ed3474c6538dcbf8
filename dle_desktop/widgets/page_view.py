"""The page view: one page of a document, painted by what paints on paper, at any zoom."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from dle_desktop.drawing.canvas import Canvas
from dle_desktop.printing.documents import Document
from dle_desktop.widgets.plain_text import set_role
from dle_desktop.widgets.theme import GRID

_MARGIN = 4.0 * GRID
_STEP, _LEAST, _MOST = 1.25, 0.2, 6.0


class Page(QWidget):
    """A sheet of paper with its ink."""

    def __init__(self) -> None:
        super().__init__()
        self.document: Document | None = None
        self.number = 0
        self.zoom = 1.0
        self._ink = QImage()

    def show_page(self, document: Document | None, number: int, zoom: float) -> None:
        """Show page `number` (from 0) of a document, `zoom` pixels to a design pixel."""
        self.document, self.number, self.zoom = document, number, zoom
        self._ink = QImage()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of paper and margin."""
        if self.document is None:
            return QSize()
        width, height = (round(side * self.zoom + 2 * _MARGIN) for side in self.document.size)
        return QSize(width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet in the middle."""
        document = self.document
        if document is None:
            return
        painter = QPainter(self)
        width, height = (side * self.zoom for side in document.size)
        left, top = (self.width() - width) / 2, max(_MARGIN, (self.height() - height) / 2)
        ratio = self.devicePixelRatioF()
        if self._ink.isNull():
            self._ink = _ink_of(document, self.number, self.zoom * ratio)
            self._ink.setDevicePixelRatio(ratio)
        painter.fillRect(QRectF(left + 1, top + 1, width + 1, height + 1), self.palette().mid())
        painter.drawImage(QRectF(left, top, width, height), self._ink)
        painter.end()


def _ink_of(document: Document, number: int, unit: float) -> QImage:
    size = QSize(*(max(1, round(side * unit)) for side in document.size))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(document.palette.color("surface"))
    painter = QPainter(image)
    document.paint(Canvas(painter, document.palette, unit), number)
    painter.end()
    return image


class PageView(QScrollArea):
    """Pages to leaf through.

    Signals
    -------
    turned()
        Another page shows, or another zoom.
    """

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.setWidget(self.page)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self.page, "side")  # white paper shows on it
        self.page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages"))
        self.documents: list[Document] = []
        self.number = 0
        self._zoom = 0.0  # 0: the whole page fits

    def show_documents(self, documents: list[Document]) -> None:
        """Show documents; the page stays where there is one of that number."""
        self.documents = documents
        self.turn_to(self.number)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return sum(document.count for document in self.documents)

    def turn_to(self, number: int) -> None:
        """Show page `number`, from 0, or the nearest there is."""
        self.number = min(max(0, number), max(0, self.count - 1))
        place = self.number
        for document in self.documents:
            if place < document.count:
                self.page.show_page(document, place, self.zoom(document))
                break
            place -= document.count
        else:
            self.page.show_page(None, 0, 1.0)
        self.setAccessibleDescription(
            self.tr("page {number} of {count}").format(number=self.number + 1, count=self.count)
        )
        self.turned.emit()

    def zoom(self, document: Document) -> float:
        """Return how many pixels a design pixel is: as chosen, else so that the page fits."""
        if self._zoom:
            return self._zoom
        room = self.viewport().size()
        return max(_LEAST, min(
            (room.width() - 2 * _MARGIN) / document.size[0],
            (room.height() - 2 * _MARGIN) / document.size[1],
        ))  # fmt: skip

    def zoom_by(self, factor: float) -> None:
        """Show the page so many times as large."""
        if self.page.document is not None:
            self._zoom = min(max(_LEAST, self.zoom(self.page.document) * factor), _MOST)
            self.turn_to(self.number)

    def zoom_in(self) -> None:
        """Show the page larger."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """Show the page smaller."""
        self.zoom_by(1 / _STEP)

    def turn_on(self) -> None:
        """Show the next page."""
        self.turn_to(self.number + 1)

    def turn_back(self) -> None:
        """Show the page before."""
        self.turn_to(self.number - 1)

    def fit(self) -> None:
        """Show the whole page."""
        self._zoom = 0.0
        self.turn_to(self.number)

    def actual_size(self) -> None:
        """Show the page as large as it will be on paper, as far as the screen knows its size."""
        self._zoom = self.logicalDpiX() / 96
        self.turn_to(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaf with PageUp, PageDown, Home and End; zoom with plus, minus and 0."""
        turns = {
            Qt.Key.Key_PageUp: self.number - 1, Qt.Key.Key_PageDown: self.number + 1,
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.count - 1,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in turns:
            self.turn_to(turns[key])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; leaf where the page does not scroll."""
        down = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP if down > 0 else 1 / _STEP)
            event.accept()
        elif down and self.verticalScrollBar().maximum() == 0:
            self.turn_to(self.number + (1 if down < 0 else -1))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page again."""
        super().resizeEvent(event)
        if not self._zoom:
            self.turn_to(self.number)
