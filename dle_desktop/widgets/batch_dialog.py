"""Snapshots of several cases: which, how, into which folder; with progress, and stopped at will."""

from collections.abc import Generator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError
from dle_desktop.printing.batch import Batch
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.widgets.paper_options import PaperOptions
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID
from dle_desktop.wording import file_name

_ID = Qt.ItemDataRole.UserRole
_KINDS = (".pdf", ".svg", ".png", "book")


class BatchDialog(QDialog):
    """Draws the cases that are ticked.

    Signals
    -------
    folder_requested()
        The folder is to be chosen.
    failed(object)
        A file could not be written (`DleError`).
    written(int)
        So many files are written, all that were asked for or those until it was stopped.
    """

    folder_requested = Signal()
    failed = Signal(object)
    written = Signal(int)

    def __init__(
        self, cases: Sequence[Case], options: SnapshotOptions, folder: Path,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(self.tr("Snapshots of several cases"))
        self.resize(680, 560)
        self._cases = {case.id: case for case in cases}
        self._batch: Batch | None = None
        self._steps: Generator[float] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Cases"))
        for case in cases:
            item = QListWidgetItem(case.label)
            item.setData(_ID, case.id)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Files"))
        words = (
            self.tr("A PDF of each case"), self.tr("SVG files of each case"),
            self.tr("PNG files of each case"), self.tr("One book (PDF) with contents"),
        )  # fmt: skip
        for kind, text in zip(_KINDS, words, strict=True):
            self.kind.addItem(text, kind)
        self.choices = PaperOptions(options, ())
        self.folder = QLineEdit(str(folder))
        self.folder.setAccessibleName(self.tr("Folder"))
        self.count = plain_label(role="muted")
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.hide()
        self.begin = QPushButton(self.tr("&Draw"))
        self.stop = QPushButton(self.tr("Sto&p"))
        self._lay_out()
        self.list.itemChanged.connect(self._tell)
        self.folder.textChanged.connect(self._tell)
        self.begin.clicked.connect(self.start)
        self.stop.clicked.connect(self.cancel)
        self._tell()

    def chosen(self) -> list[Case]:
        """Return the cases that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [
            self._cases[item.data(_ID)]
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    @property
    def under_way(self) -> bool:
        """Whether files are being drawn."""
        return self._steps is not None

    def start(self) -> None:
        """Draw what is chosen."""
        cases = self.chosen()
        if not cases or self.under_way:
            return
        names = [file_name(case.label) for case in cases]
        folder = Path(self.folder.text()).expanduser()
        self._batch = Batch(cases, names, folder, self.choices.options())
        kind = self.kind.currentData()
        book = self.tr("Cases")
        self._steps = self._batch.book(book) if kind == "book" else self._batch.one_each(kind)
        self.progress.setValue(0)
        self.progress.show()
        self._timer.start()
        self._tell()

    def cancel(self) -> None:
        """Stop; whole files stay."""
        if self.under_way:
            self._end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop and go."""
        self.cancel()
        super().closeEvent(event)

    def reject(self) -> None:
        """Stop on the first Escape, go on the next."""
        if self.under_way:
            self.cancel()
        else:
            super().reject()

    def _step(self) -> None:
        steps = self._steps
        if steps is None:
            return
        try:
            self.progress.setValue(round(1000 * next(steps)))
        except StopIteration:
            self._end()
        except DleError as error:
            self._end()
            self.failed.emit(error)

    def _end(self) -> None:
        """Let go of the work; what was begun of a file is gone."""
        self._timer.stop()
        steps, self._steps = self._steps, None
        if steps is not None:
            steps.close()
        self.progress.hide()
        self._tell()
        self.written.emit(len(self._batch.written) if self._batch is not None else 0)

    def _tell(self) -> None:
        count, busy = len(self.chosen()), self.under_way
        self.count.setText(
            self.tr("{count} of {all} cases").format(count=count, all=self.list.count())
        )
        self.begin.setEnabled(bool(count and self.folder.text().strip()) and not busy)
        self.stop.setEnabled(busy)
        for part in (self.list, self.kind, self.choices, self.folder):
            part.setEnabled(not busy)

    def _lay_out(self) -> None:
        browse = QPushButton(self.tr("&Folder…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self.folder_requested)
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        self.stop.setAutoDefault(False)
        self.begin.setDefault(True)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.count)
        right = QVBoxLayout()
        right.addWidget(self.kind)
        right.addWidget(self.choices)
        right.addStretch()
        middle = QHBoxLayout()
        middle.setSpacing(4 * GRID)
        middle.addLayout(left, 1)
        middle.addLayout(right, 1)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(browse)
        buttons = QHBoxLayout()
        buttons.addWidget(self.begin)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        for part in (middle, place, buttons):
            column.addLayout(part)
        column.setStretch(0, 1)
