"""The paper dialog: what printing would give, painted as it will be, and every choice beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.printing.documents import Document, documents_of
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.publication import Publication
from dle_desktop.widgets.page_view import PageView
from dle_desktop.widgets.paper_options import PaperOptions
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

_PANEL = 280
_SIZE = (1120, 780)
_SOON = 60  # milliseconds after a choice: typing paints once


class PaperDialog(QDialog):
    """Shows a case on paper.

    Parameters
    ----------
    case
        The case.
    others
        Ids and labels of what it can be compared with.
    find
        Returns the case of an id.
    options
        What was chosen last.
    days
        The days on the screen, where that is not the whole case.

    Signals
    -------
    print_requested(), save_requested(), copy_requested(), caption_requested()
        A button was pressed.
    """

    print_requested = Signal()
    save_requested = Signal()
    copy_requested = Signal()
    caption_requested = Signal()

    def __init__(
        self,
        case: Case,
        others: Sequence[tuple[str, str]],
        find: Callable[[str], Case | None],
        options: SnapshotOptions,
        days: tuple[float, float] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print preview"))  # no label: titles are read by others
        self._case, self._find = case, find
        self.view = PageView()
        self.choices = PaperOptions(options, others, days)
        self.count = plain_label(role="muted")
        self.note = plain_label(role="muted", wrap=True)
        self.caption = self._button(self.tr("Copy c&aption"), self.caption_requested)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self.choices.changed.connect(self._soon.start)
        self.view.turned.connect(self._tell_page)
        self.resize(*_SIZE)
        self.refresh()
        self.view.setFocus()

    def options(self) -> SnapshotOptions:
        """Return what is chosen."""
        return self.choices.options()

    def cases(self) -> list[Case]:
        """Return what is shown: the case, and what it is compared with."""
        other = self.choices.compared()
        found = None if other is None else self._find(other)
        return [self._case] if found is None else [self._case, found]

    def documents(self) -> list[Document]:
        """Return the documents shown."""
        return self.view.documents

    def refresh(self) -> None:
        """Show what is chosen now."""
        self._soon.stop()
        documents = documents_of(self.cases(), self.options())
        self.view.show_documents(documents)
        figure = isinstance(documents[0], Publication)
        self.caption.setVisible(figure)
        self.note.setText(self._note(self.options()) if figure else "")
        self.note.setVisible(figure)

    def _note(self, options: SnapshotOptions) -> str:
        left_out = [] if options.identified else [self.tr("label"), self.tr("dates")]
        left_out += [] if options.words else [self.tr("free texts")]
        beside = self.tr("The values (CSV) and the caption are saved beside it.")
        if not left_out:
            return beside
        told = self.tr("Left out: {things}. Doses and scores stay, and may be recognised.")
        return f"{told.format(things=', '.join(left_out))} {beside}"

    def _tell_page(self) -> None:
        words = self.tr("page {number} of {count}")
        self.count.setText(words.format(number=self.view.number + 1, count=self.view.count))

    def _lay_out(self) -> None:
        panel = QWidget()
        panel.setFixedWidth(_PANEL)
        column = QVBoxLayout(panel)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        for part in (self.choices, self.note):
            column.addWidget(part)
        column.addStretch()
        buttons = (
            self._button(self.tr("&Print…"), self.print_requested),
            self._button(self.tr("&Save as PDF, SVG or PNG…"), self.save_requested),
            self._button(self.tr("&Copy this page"), self.copy_requested),
            self.caption,
        )
        for button in buttons:
            column.addWidget(button)
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        column.addWidget(close)
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        steps = (
            (self.tr("Previous page"), self.view.turn_back),
            (self.tr("Next page"), self.view.turn_on),
            (self.tr("Smaller"), self.view.zoom_out),
            (self.tr("Larger"), self.view.zoom_in),
            (self.tr("Whole page"), self.view.fit),
            (self.tr("Actual size"), self.view.actual_size),
        )
        for words, do in steps:
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(do)
            bar.addWidget(button)
        bar.addStretch()
        bar.addWidget(self.count)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.view, 1)
        left.addLayout(bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(panel)

    def _button(self, words: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(signal)
        return button
