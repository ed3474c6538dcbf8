"""Snapshots of several cases at once: those the list of cases shows, each a file or all a book.

What paints on paper is loaded when it is first asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.case import Case
from dle_desktop.services.messages import Messages
from dle_desktop.services.settings import SettingsFile
from dle_desktop.widgets.prompts import Prompts

if TYPE_CHECKING:
    from dle_desktop.printing.options import SnapshotOptions
    from dle_desktop.widgets.batch_dialog import BatchDialog


class BatchGestures(QObject):
    """Handlers for many cases on paper."""

    def __init__(
        self,
        cases: Callable[[], Sequence[Case]],
        options: "Callable[[], SnapshotOptions]",
        messages: Messages,
        prompts: Prompts,
        settings: SettingsFile,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._cases = cases
        self._options = options
        self._messages = messages
        self._prompts = prompts
        self._settings = settings
        self._window = window
        self._dialog: BatchDialog | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        return {"several": self.show}

    def show(self) -> None:
        """Ask which cases, how and where, and draw them."""
        from dle_desktop.widgets.batch_dialog import BatchDialog  # noqa: PLC0415 - see above

        folder = Path(self._settings.values.folder or Path.home())
        dialog = BatchDialog(self._cases(), self._options(), folder, self._window)
        dialog.folder_requested.connect(self._choose_folder)
        dialog.failed.connect(self._messages.fail)
        dialog.written.connect(self._tell)
        self._dialog = dialog
        self._prompts.show(dialog)

    def _choose_folder(self) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        title = self.tr("Folder for the snapshots")
        chosen = QtWidgets.QFileDialog.getExistingDirectory(dialog, title, dialog.folder.text())
        if chosen:
            dialog.folder.setText(chosen)

    def _tell(self, count: int) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        folder = dialog.folder.text()
        if count:
            self._settings.change(folder=folder)
        words = self.tr("1 file is") if count == 1 else self.tr("{count} files are")
        text = self.tr("{files} in {folder}.")
        self._messages.say(text.format(files=words.format(count=count), folder=folder))
