"""A case as it was in a backup, as a page to look at; nothing can be changed."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from dle_desktop.domain.case import Case
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.report import Report
from dle_desktop.widgets.page_view import PageView
from dle_desktop.widgets.theme import GRID


class CasePageDialog(QDialog):
    """Shows the sheet of a case."""

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("As it was"))  # no label: titles are read over shoulders
        self.resize(900, 640)
        self.page = PageView()
        self.page.show_documents([Report(case, SnapshotOptions())])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
