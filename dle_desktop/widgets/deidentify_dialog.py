"""Export with reduced identifiers: how times leave, which free texts, and what is lost by it.

No free text is ticked at first: each is confirmed by the person who read it here. It makes the
reduced case and does not know where that goes.
"""

import re
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dle_desktop import wording
from dle_desktop.domain.case import Case
from dle_desktop.exchange.deidentified import checklist, deidentified, free_texts
from dle_desktop.exchange.free_text import FreeText
from dle_desktop.exchange.reduced_moments import How
from dle_desktop.widgets.change_words import path_words
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

_PATH = Qt.ItemDataRole.UserRole
_STEPS: Final = re.compile(r"\.(\w+)|\[(\d+)\]")
_LONGEST: Final = 120
_HOWS: tuple[How, ...] = ("days", "years")


class DeidentifyDialog(QDialog):
    """Asks how a case leaves and shows what would be removed, changed and kept.

    Signals
    -------
    save_requested(object)
        The case with reduced identifiers (`Case`) is to be saved.
    """

    save_requested = Signal(object)

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export with reduced identifiers"))
        self.resize(720, 640)
        self._case = case
        self.how = QComboBox()
        self.how.addItems(
            [
                self.tr("Count in days from day 0: what lies between known days stays"),
                self.tr("Leave only the years"),
            ]
        )
        self.how.setAccessibleName(self.tr("Dates"))
        self.texts = QListWidget()
        self.texts.setAccessibleName(self.tr("Free texts"))
        self.checks = QListWidget()
        self.checks.setAccessibleName(self.tr("What is removed, changed and kept"))
        self.checks.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        buttons = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(buttons.Save | buttons.Cancel)
        self.save = self._buttons.button(buttons.Save)
        self.save.setText(self.tr("&Save…"))
        self._lay_out(free_texts(case))
        self.how.currentIndexChanged.connect(self._tell)
        self.texts.itemChanged.connect(self._tell)
        self._buttons.accepted.connect(self._on_save)
        self._buttons.rejected.connect(self.reject)
        self._tell()

    def confirmed(self) -> frozenset[str]:
        """Return the paths of the free texts that are ticked."""
        items = (self.texts.item(row) for row in range(self.texts.count()))
        return frozenset(
            item.data(_PATH) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _lay_out(self, texts: tuple[FreeText, ...]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        for text in texts:
            item = QListWidgetItem(self._words(text))
            item.setData(_PATH, text.path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.texts.addItem(item)
        words = (
            self.tr("Free texts stay behind. Tick one only if you have read that it names nobody.")
            if texts
            else self.tr("The case holds no free texts.")
        )
        for listed in (self.texts, self.checks):
            listed.setWordWrap(True)
            listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.texts.setVisible(bool(texts))
        column.addWidget(plain_label(self.tr("Dates"), role="heading"))
        column.addWidget(self.how)
        column.addWidget(plain_label(words, wrap=True))
        column.addWidget(self.texts, 3)
        column.addWidget(plain_label(self.tr("What is removed, changed and kept"), role="heading"))
        column.addWidget(self.checks, 2)
        column.addWidget(self._buttons)

    def _words(self, text: FreeText) -> str:
        place = wording.shown(path_words(self._steps(text.path), None, self._case), _LONGEST)
        if not text.flags:
            return f"{place}\n{text.text}"
        flags = ", ".join(wording.FREE_TEXT_FLAGS[flag] for flag in text.flags)
        seems = self.tr("may hold {flags}").format(flags=flags)
        return f"{place} ({seems})\n{text.text}"

    def _steps(self, path: str) -> tuple[str, ...]:
        """Return a JSONPath by the names of fields and the ids of records."""
        steps: list[str] = []
        value: Any = self._case
        for name, number in _STEPS.findall(path):
            value = getattr(value, name) if name else value[int(number)]
            steps.append(name or value.id)
        return tuple(steps)

    def _tell(self) -> None:
        self.checks.clear()
        for check in checklist(self._case, self._how(), self.confirmed()):
            self.checks.addItem(wording.reduced(check.code, check.count))

    def _how(self) -> How:
        return _HOWS[self.how.currentIndex()]

    def _on_save(self) -> None:
        self.save_requested.emit(deidentified(self._case, self._how(), self.confirmed()))
