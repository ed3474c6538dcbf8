"""The CLASI sheet: a visit's zones and questions typed by keyboard, totals and body maps live.

It shows an assessment's items and hands the assessment over to be stored as one step; it closes
when that is done. What an item can have and what the totals are is the domain's.
"""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.domain.case import Assessment, Case
from dle_desktop.domain.clasi_items import Cell, ClasiItems, Side
from dle_desktop.domain.clasi_sheet import sheet_before, with_items
from dle_desktop.domain.entry import EntryProblem, format_moment, parse_moment
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.palette import Palette
from dle_desktop.widgets.body_map import BodyMap
from dle_desktop.widgets.clasi_sheet_grid import SheetGrid
from dle_desktop.widgets.clasi_sheet_model import SheetModel
from dle_desktop.widgets.clasi_words import cell_name, levels_text, state_text, totals_text
from dle_desktop.widgets.field_editors import mark_wrong
from dle_desktop.widgets.fields import sentence
from dle_desktop.widgets.plain_text import plain_label, set_role
from dle_desktop.widgets.theme import GRID

Store = Callable[[Assessment, bool], str]  # record, whether it is new -> why it was not stored
_SIZE = (800, 740)
_SIDES: tuple[Side, ...] = ("activity", "damage")


class ClasiSheet(QDialog):
    """A dialog for the sheet of one visit."""

    def __init__(
        self,
        case: Case,
        assessment: Assessment,
        store: Store,
        colours: Palette,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._case = case
        self._assessment = assessment
        self._new = all(one.id != assessment.id for one in case.assessments)
        self._store = store
        items = assessment.items or ClasiItems()
        self.model = SheetModel(items, self)
        self.grid = SheetGrid(self.model, colours)
        self.maps = {side: BodyMap(side, items, colours) for side in _SIDES}
        self.date = QLineEdit(format_moment(assessment.moment))
        self.rest_clear = QCheckBox(self.tr("&Rest of the body clear: empty counts as 0 (R)"))
        self.copy_last = QPushButton(self.tr("Copy &last visit (L)"))
        self.totals = plain_label(role="title")
        self.told = plain_label(role="muted", wrap=True)
        self.meaning = plain_label(role="muted")
        self.message = plain_label(role="warning")
        buttons = QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(buttons)
        self.setWindowTitle(self.tr("CLASI sheet"))
        self._name_parts()
        self._lay_out()
        self.resize(*_SIZE)
        self._connect()
        self._on_moved(self.grid.cell())
        self._on_items_changed(items)
        self._stored = self._asked = self._typed()
        (self.date if self._new else self.grid).setFocus()

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self.grid.cells.colours = colours
        self.grid.viewport().update()
        for body_map in self.maps.values():
            body_map.set_palette(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on from the date to the grid, and store anywhere else."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif self.focusWidget() is self.date:
            self.grid.setFocus()
        else:
            self.store()

    def store(self) -> None:
        """Hand the visit over with its items; stay open if it is not stored."""
        reason = self._date_reason()
        if self._new and self.model.items == ClasiItems():
            reason = self.tr("Nothing is examined yet.")
        if not reason:
            made = with_items(self._assessment, self.model.items)
            reason = self._store(replace(made, moment=self._moment()), self._new)
        if not reason:
            self.accept()
            return
        self._warn(self.tr("Not stored. {reason}").format(reason=reason))

    def reject(self) -> None:
        """Close without storing, but never at the first key while something typed would go."""
        typed = self._typed()
        if typed not in {self._stored, self._asked}:
            self._asked = typed
            self._warn(self.tr("Not stored yet. Escape once more closes without storing."))
            return
        super().reject()

    def _typed(self) -> tuple[ClasiItems, str]:
        return self.model.items, self.date.text()

    def _name_parts(self) -> None:
        self.date.setPlaceholderText(self.tr("17 May 2024, May 2024 or month 5"))
        self.date.setAccessibleName(self.tr("Date"))
        self.totals.setAccessibleName(self.tr("Totals"))
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setText(self.tr("Store sheet"))
        save.setDefault(True)
        self.copy_last.setAutoDefault(False)

    def _lay_out(self) -> None:
        typed, maps = QVBoxLayout(), QVBoxLayout()
        typed.setSpacing(2 * GRID)
        maps.setSpacing(GRID)
        row = QFormLayout()
        row.addRow(plain_label(self.tr("Date")), self.date)
        typed.addLayout(row)
        typed.addWidget(self.grid)
        typed.addWidget(self.meaning)
        typed.addWidget(self.message)
        choices = QHBoxLayout()
        choices.addWidget(self.rest_clear, 1)
        choices.addWidget(self.copy_last)
        typed.addLayout(choices)
        typed.addStretch(1)
        titles = {"activity": self.tr("Activity by zone"), "damage": self.tr("Damage by zone")}
        for side, body_map in self.maps.items():
            maps.addWidget(plain_label(titles[side], role="heading"))
            maps.addWidget(body_map, 1)
        maps.addWidget(plain_label(self.tr("Stronger is more; hatched is not examined."),
                                   role="muted"))  # fmt: skip
        beside = QHBoxLayout()
        beside.setSpacing(7 * GRID)
        beside.addLayout(typed)
        beside.addLayout(maps, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 4 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.totals)
        layout.addWidget(self.told)
        layout.addLayout(beside, 1)
        layout.addWidget(plain_label(self._caution(), role="muted", wrap=True))
        layout.addWidget(self.buttons)

    def _caution(self) -> str:
        return self.tr(
            "The words here are ours: check against the printed form. Counting what is empty as 0 "
            "is our convention. Arrows move, a digit sets, Backspace is not examined, Ctrl+Z takes "
            "back, Enter stores."
        )

    def _connect(self) -> None:
        self.model.items_changed.connect(self._on_items_changed)
        self.grid.moved.connect(self._on_moved)
        self.grid.refused.connect(self._warn)
        self.grid.clear_requested.connect(self.rest_clear.click)
        self.grid.copy_requested.connect(self._on_copy)
        self.grid.store_requested.connect(self.store)
        self.rest_clear.clicked.connect(self._on_rest_clear)
        self.copy_last.clicked.connect(self._on_copy)
        self.date.textChanged.connect(self._on_date_changed)
        self.buttons.accepted.connect(self.store)
        self.buttons.rejected.connect(self.reject)
        for body_map in self.maps.values():
            body_map.zone_chosen.connect(self._on_zone_chosen)

    def _moment(self) -> Moment | None:
        return parse_moment(self.date.text())

    def _date_reason(self) -> str:
        try:
            self._moment()
        except EntryProblem as problem:
            return sentence(problem.text)
        return ""

    def _warn(self, text: str) -> None:
        set_role(self.message, "warning")
        self.message.setText(text)

    def _on_date_changed(self) -> None:
        reason = self._date_reason()
        mark_wrong(self.date, reason)
        self._warn(reason)

    def _on_rest_clear(self, ticked: bool) -> None:
        self.model.put(replace(self.model.items, rest_clear=ticked))

    def _on_copy(self) -> None:
        try:
            visit = replace(self._assessment, moment=self._moment())
        except EntryProblem as problem:
            self._warn(sentence(problem.text))
            return
        before = sheet_before(self._case, visit)
        if before is None or before.items is None:
            self._warn(self.tr("No visit before this one has a sheet."))
            return
        self.model.put(before.items)
        set_role(self.message, "muted")
        self.message.setText(
            self.tr("Copied from {date}; Ctrl+Z takes it back.").format(
                date=format_moment(before.moment)
            )
        )

    def _on_zone_chosen(self, zone: str) -> None:
        sender = self.sender()
        item = "erythema" if sender is self.maps["activity"] else "dyspigmentation"
        self.grid.go_to(Cell(zone, item))
        self.grid.setFocus()

    def _on_moved(self, cell: Cell) -> None:
        self.meaning.setText(f"{cell_name(cell)}: {levels_text(cell.item)}")
        for body_map in self.maps.values():
            body_map.show_current(cell.zone)

    def _on_items_changed(self, items: ClasiItems) -> None:
        self.rest_clear.setChecked(items.rest_clear)
        self.totals.setText(totals_text(items))
        self.told.setText(state_text(items))
        for body_map in self.maps.values():
            body_map.show_items(items)
