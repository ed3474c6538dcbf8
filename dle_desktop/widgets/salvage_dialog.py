"""What can be read of a damaged library, case by case, before a new one is made of it."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.storage.salvage import Fate, Salvaged
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

_ORDER: tuple[Fate, ...] = ("lost", "doubtful", "from backup", "whole")


class SalvageDialog(QDialog):
    """Lists what became of each case, what is worst first; accepted, a new library is made."""

    def __init__(self, found: Sequence[Salvaged], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save what can be read"))
        self.resize(560, 440)
        words: dict[Fate, str] = {
            "lost": self.tr("lost"),
            "doubtful": self.tr("reads as a case, but is not as it was written"),
            "from backup": self.tr("from the newest whole backup"),
            "whole": self.tr("whole"),
        }
        counts = Counter(one.fate for one in found)
        told = ", ".join(
            f"{counts[fate]} {words[fate]}" for fate in reversed(_ORDER) if counts[fate]
        )
        self.text = plain_label(wrap=True)
        self.text.setText(
            self.tr("Cases: {told}. The damaged library stays as it is.").format(told=told)
            if found
            else self.tr("Nothing can be read. The damaged library stays as it is.")
        )
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderLabels([self.tr("Case"), self.tr("What became of it")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(self.tr("Cases, what is worst first"))
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for one in sorted(found, key=lambda one: _ORDER.index(one.fate)):
            label = one.label or self.tr("a case whose label cannot be read")
            where = self.tr(", in the trash") if one.in_trash else ""
            self.list.addTopLevelItem(QTreeWidgetItem([label, words[one.fate] + where]))
        offered = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(offered.Ok | offered.Cancel)
        self.make = buttons.button(offered.Ok)
        self.make.setText(self.tr("&Make a new library"))
        self.make.setEnabled(any(one.case is not None for one in found))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        for part in (self.text, self.list, buttons):
            column.addWidget(part)
