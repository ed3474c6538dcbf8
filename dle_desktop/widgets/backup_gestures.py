"""Backups on screen: looked into, brought back, made now, a second place chosen."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError
from dle_desktop.services.backups import Backups
from dle_desktop.services.messages import Messages, Remedy
from dle_desktop.services.session import Session
from dle_desktop.services.settings import SettingsFile
from dle_desktop.widgets.prompts import Prompts

if TYPE_CHECKING:
    from dle_desktop.storage.backups import Backup
    from dle_desktop.widgets.backups_dialog import BackupsDialog


class BackupGestures(QObject):
    """Handlers for backups."""

    def __init__(
        self,
        backups: Backups,
        session: Session,
        messages: Messages,
        prompts: Prompts,
        settings: SettingsFile,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._backups = backups
        self._session = session
        self._messages = messages
        self._prompts = prompts
        self._settings = settings
        self._window = window
        self._dialog: BackupsDialog | None = None
        backups.failed.connect(self._on_failed)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        return {"backups": self.show}

    def show(self) -> None:
        """Show the backups of the library."""
        from dle_desktop.widgets.backups_dialog import BackupsDialog  # noqa: PLC0415 - seldom

        dialog = BackupsDialog(self._window)
        dialog.chosen.connect(self._look_into)
        dialog.make_requested.connect(self._make)
        dialog.folder_requested.connect(self._choose_place)
        dialog.restore_requested.connect(self._restore)
        dialog.look_requested.connect(self._look_at)
        self._dialog = dialog
        self._refresh()
        self._prompts.show(dialog)

    def _refresh(self) -> None:
        if self._dialog is not None:
            self._dialog.show_backups(
                self._backups.found(), read_only=self._session.read_only,
                place=self._settings.values.backup_folder,
            )  # fmt: skip

    def _look_into(self, backup: "Backup") -> None:
        if self._dialog is None:
            return
        try:
            self._dialog.show_cases(self._backups.held(backup))
        except DleError as error:
            self._dialog.show_cases(())
            self._messages.fail(error)

    def _look_at(self, case: Case) -> None:
        from dle_desktop.widgets.case_page_dialog import CasePageDialog  # noqa: PLC0415 - seldom

        self._prompts.show(CasePageDialog(case, self._dialog))

    def _make(self) -> None:
        made = self._backups.make()
        if made is not None:
            self._messages.say(self.tr("The library is backed up."))
        self._refresh()

    def _choose_place(self) -> None:
        """Ask for a second folder, or take it away."""
        title = self.tr("A second place for backups")
        folder = self._settings.values.backup_folder
        if folder is not None:
            words = self.tr("Backups are also kept in {place}.").format(place=folder)
            answers = (self.tr("Another folder…"), self.tr("No second place"))
            answer = self._prompts.choose(title, words, answers)
            if answer is None:
                return
            if answer == 1:
                self._settings.change(backup_folder=None)
                self._refresh()
                return
        chosen = QtWidgets.QFileDialog.getExistingDirectory(self._dialog, title, folder or "")
        if chosen:
            self._settings.change(backup_folder=chosen)
            self._refresh()

    def _restore(self, cases: Sequence[Case], whole: bool) -> None:
        if self._dialog is None or not cases:
            return
        backup = self._dialog.backup()
        when = "" if backup is None else f"{backup.made.astimezone():%d %b %Y, %H:%M}"
        if self._backups.restore(cases, whole=whole, when=when):
            one, many = self.tr("1 case is"), self.tr("{count} cases are")
            count = len(cases)
            text = (one if count == 1 else many).format(count=count)
            told = self.tr("{cases} as in the backup of {when}.").format(cases=text, when=when)
            self._messages.say(told, Remedy(self.tr("Undo"), self._session.undo))
        self._refresh()

    def _on_failed(self, error: DleError) -> None:
        self._messages.fail(error, outcome=self.tr("No backup was made; the library is safe."))
