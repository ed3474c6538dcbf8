"""The backups: when each was made, what is in it, and bringing back a case or all of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.domain.case import Case
from dle_desktop.services.backups import Held
from dle_desktop.storage.backups import Backup
from dle_desktop.widgets.moment_words import date_words
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

_ROW = Qt.ItemDataRole.UserRole
_KILOBYTE = 1000


class BackupsDialog(QDialog):
    """Lists backups and the cases of the one that is chosen.

    Signals
    -------
    chosen(object)
        A backup (`Backup`) is to be looked into.
    make_requested(), folder_requested()
        One is to be made now; a second place is to be chosen.
    look_requested(object)
        A case of the backup (`Case`) is to be shown as it was.
    restore_requested(object, bool)
        Cases to bring back, and whether all else goes to the trash.
    """

    chosen = Signal(object)
    make_requested = Signal()
    folder_requested = Signal()
    look_requested = Signal(object)
    restore_requested = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Backups"))
        self.resize(720, 460)
        self._backups: tuple[Backup, ...] = ()
        self._held: tuple[Held, ...] = ()
        self._read_only = False
        self._text = plain_label(role="muted", wrap=True)
        self.backups = QListWidget()
        self.backups.setAccessibleName(self.tr("Backups, the newest first"))
        self.cases = QListWidget()
        self.cases.setAccessibleName(self.tr("Cases of the backup"))
        self.cases.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.one = self._button(self.tr("&Restore these cases"), self._on_one)
        self.all = self._button(self.tr("Restore &everything"), self._on_all)
        self.look = self._button(self.tr("&Look at it"), self._on_look)
        make = self._button(self.tr("&Back up now"), self.make_requested.emit)
        place = self._button(self.tr("Second &place…"), self.folder_requested.emit)
        close = self._button(self.tr("Close"), self.accept)
        lists = QHBoxLayout()
        lists.addWidget(self.backups, 2)
        lists.addWidget(self.cases, 3)
        buttons = QHBoxLayout()
        for part in (self.look, self.one, self.all):
            buttons.addWidget(part)
        buttons.addStretch(1)
        for part in (make, place, close):
            buttons.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self._text)
        column.addLayout(lists, 1)
        column.addLayout(buttons)
        self.backups.currentRowChanged.connect(self._on_row)
        self.cases.itemSelectionChanged.connect(self._enable)
        self.cases.itemDoubleClicked.connect(self._on_look)
        QShortcut(QKeySequence.StandardKey.Close, self, self.accept)
        self._enable()

    def show_backups(
        self, backups: Sequence[Backup], *, read_only: bool, place: str | None
    ) -> None:
        """Show what there is; the newest is looked into."""
        self._backups, self._read_only = tuple(backups), read_only
        self.backups.clear()
        for one in backups:
            local = one.made.astimezone()
            size = max(1, round(one.size / _KILOBYTE))
            words = f"{date_words(local.date().isoformat())}, {local:%H:%M}, {size} kB"
            self.backups.addItem(QListWidgetItem(words))
        told = self.tr(
            "Made at the close and each half hour of work; the older, the fewer are kept. "
            "Restoring backs up the present state first, and can be undone."
        )
        second = self.tr("A second copy goes to {place}.").format(place=place) if place else ""
        self._text.setText(" ".join(filter(None, (told, second))))
        if backups:
            self.backups.setCurrentRow(0)
        else:
            self.show_cases(())

    def show_cases(self, held: Sequence[Held]) -> None:
        """Show the cases of a backup, what differs from the library first."""
        words = {
            "same": self.tr("as it is now"), "other": self.tr("different now"),
            "gone": self.tr("not in the library now"),
        }  # fmt: skip
        order = ("gone", "other", "same")
        self._held = tuple(sorted(held, key=lambda one: order.index(one.state)))
        self.cases.clear()
        for row, one in enumerate(self._held):
            item = QListWidgetItem(f"{one.case.label}: {words[one.state]}")
            item.setData(_ROW, row)
            self.cases.addItem(item)
        self._enable()

    def picked(self) -> list[Case]:
        """Return the cases that are selected."""
        return [self._held[item.data(_ROW)].case for item in self.cases.selectedItems()]

    def backup(self) -> Backup | None:
        """Return the backup that is looked into."""
        row = self.backups.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def _on_row(self, _row: int) -> None:
        found = self.backup()
        if found is not None:
            self.chosen.emit(found)

    def _enable(self) -> None:
        free = not self._read_only
        self.one.setEnabled(free and bool(self.cases.selectedItems()))
        self.all.setEnabled(free and bool(self._held))
        self.look.setEnabled(len(self.cases.selectedItems()) == 1)

    def _on_look(self) -> None:
        picked = self.picked()
        if len(picked) == 1:
            self.look_requested.emit(picked[0])

    def _on_one(self) -> None:
        self.restore_requested.emit(self.picked(), False)

    def _on_all(self) -> None:
        every = [one.case for one in self._held]
        self.restore_requested.emit(every, True)

    def _button(self, words: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button
