"""The import preview: what each file would bring, what is wrong with it, what is to be done.

Nothing is stored until it is confirmed; a file with a problem brings nothing.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dle_desktop import wording
from dle_desktop.exchange.preview import ImportItem, Policy
from dle_desktop.services.library import FilePreview
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

_POLICIES: tuple[Policy, ...] = ("keep", "replace", "duplicate")


class ImportDialog(QDialog):
    """Shows previews and asks what becomes of changed cases."""

    confirmed = Signal(object)  # the chosen policy of each changed case, by id

    def __init__(self, previews: Sequence[FilePreview], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import"))
        self.resize(760, 520)
        self._previews = tuple(previews)
        self.choices: dict[str, Policy] = {}
        self._policy_boxes: dict[str, QComboBox] = {}
        self._summary = plain_label(role="heading", wrap=True)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([self.tr("Case"), self.tr("State"), self.tr("What to do")])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setAccessibleName(self.tr("What the files bring"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().resizeSection(1, 110)
        self.tree.header().resizeSection(2, 190)
        buttons = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        self._buttons = QDialogButtonBox(buttons)
        self.ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self._summary)
        column.addWidget(self.tree, 1)
        column.addWidget(
            plain_label(
                self.tr("Nothing is stored before you confirm, and Undo takes it all back."),
                role="muted", wrap=True,
            )
        )  # fmt: skip
        column.addWidget(self._buttons)
        for preview in self._previews:
            self._add_file(preview)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._summarise()

    def choose(self, case_id: str, policy: Policy) -> None:
        """Say what becomes of a changed case."""
        self._policy_boxes[case_id].setCurrentIndex(_POLICIES.index(policy))

    def _items(self) -> list[ImportItem]:
        return [item for preview in self._previews for item in preview.items]

    def _add_file(self, preview: FilePreview) -> None:
        top = _row([preview.path.name])
        self.tree.addTopLevelItem(top)
        if preview.error is not None or preview.problems:
            top.setText(1, self.tr("wrong"))
            top.setText(2, self.tr("left out"))
        if preview.error is not None:
            _add_line(top, wording.sentence(preview.error))
        for problem in (*preview.problems, *preview.notes):
            _add_line(top, f"{problem.path}: {problem.message}")
        for item in preview.items:
            self._add_case(top, item)
        if not preview.items and not preview.problems and preview.error is None:
            _add_line(top, self.tr("The file holds no cases."))
        top.setExpanded(True)

    def _add_case(self, top: QTreeWidgetItem, item: ImportItem) -> None:
        states = {
            "new": (self.tr("new"), self.tr("add")),
            "identical": (self.tr("identical"), self.tr("nothing to do")),
            "changed": (self.tr("changed"), ""),
        }
        state, deed = states[item.state]
        row = _row([item.incoming.label, state, deed])
        top.addChild(row)
        for difference in item.differences:
            old = difference.old or wording.NOT_REPORTED
            new = difference.new or wording.NOT_REPORTED
            _add_line(row, f"{difference.path}: {old} → {new}")
        if item.state == "changed":
            self._add_choice(row, item)

    def _add_choice(self, row: QTreeWidgetItem, item: ImportItem) -> None:
        box = QComboBox()
        box.addItems(
            [
                self.tr("keep the library's"),
                self.tr("replace it"),
                self.tr("add as a new case"),
            ]
        )
        box.setAccessibleName(self.tr("What to do with {label}").format(label=item.incoming.label))
        self.choices[item.incoming.id] = "keep"
        self._policy_boxes[item.incoming.id] = box
        box.currentIndexChanged.connect(partial(self._on_choice, item.incoming.id))
        self.tree.setItemWidget(row, 2, box)

    def _on_choice(self, case_id: str, place: int) -> None:
        self.choices[case_id] = _POLICIES[place]
        self._summarise()

    def _summarise(self) -> None:
        items = self._items()
        counts = {state: sum(item.state == state for item in items) for state in _STATES}
        wrong = sum(bool(one.problems) or one.error is not None for one in self._previews)
        parts = [f"{count} {word}" for word, count in counts.items() if count]
        if wrong:
            files = self.tr("1 file") if wrong == 1 else self.tr("{n} files").format(n=wrong)
            parts.append(self.tr("{files} wrong and left out").format(files=files))
        self._summary.setText(", ".join(parts) or self.tr("Nothing to import."))
        stored = counts["new"] + sum(policy != "keep" for policy in self.choices.values())
        self.ok.setEnabled(stored > 0)
        words = self.tr("Import 1 case") if stored == 1 else self.tr("Import {n} cases")
        self.ok.setText(words.format(n=stored) if stored else self.tr("Import"))

    def _on_accepted(self) -> None:
        self.accept()
        self.confirmed.emit(dict(self.choices))


_ROW_HEIGHT = 7 * GRID
_STATES = ("new", "identical", "changed")


def _row(texts: list[str]) -> QTreeWidgetItem:
    row = QTreeWidgetItem(texts)
    row.setSizeHint(0, QSize(0, _ROW_HEIGHT))
    return row


def _add_line(parent: QTreeWidgetItem, text: str) -> None:
    line = _row([text])
    line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    parent.addChild(line)
    line.setFirstColumnSpanned(True)
