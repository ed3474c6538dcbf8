"""The passphrase of a library on screen: put on, changed, taken away; and the library locked."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dle_desktop import wording
from dle_desktop.drawing.fonts import font
from dle_desktop.errors import DleError
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.storage.backups import backups_in, folder_of
from dle_desktop.storage.tinydb_storage import LibraryStorage
from dle_desktop.widgets.clipboard import forget
from dle_desktop.widgets.opening import ask_seal, open_or_make
from dle_desktop.widgets.prompts import Prompts

if TYPE_CHECKING:
    from pathlib import Path

    from dle_desktop.services.idle_lock import IdleLock

IDLE_MINUTES = 10
_WORDS_POINTS, _CODE_POINTS = 11, 13  # on paper


class ProtectionGestures(QObject):
    """Handlers for the passphrase and the lock."""

    def __init__(
        self, session: Session, messages: Messages, prompts: Prompts, back_up: Callable[[], object],
        workspace: QWidget, window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._session = session
        self._messages = messages
        self._prompts = prompts
        self._back_up = back_up
        self._workspace = workspace
        self._window = window
        self._idle: IdleLock | None = None
        session.library_changed.connect(self._watch)
        self._watch()

    @property
    def protected(self) -> bool:
        """Whether the library has a passphrase."""
        return self._session.store.storage.lock is not None

    def passphrase(self) -> None:
        """Put a passphrase on the library; change it or take it away where there is one."""
        if self._session.read_only:
            self._messages.warn(self.tr("This library is open for reading only."))
            return
        title = self.tr("Passphrase of this library")
        if not self.protected:
            self._protect()
            return
        options = (self.tr("Change the passphrase…"), self.tr("Take the protection away"))
        words = self.tr("This library is protected by a passphrase.")
        answer = self._prompts.choose(title, words, options)
        if answer is None or ask_seal(self._session.store.path, self._prompts) is None:
            return
        self._try(self._change if answer == 0 else self._take_away)

    def lock(self) -> None:
        """Hide everything until the passphrase is typed again; the history of undo ends."""
        if not self.protected:
            self._messages.say(
                self.tr("Only a library with a passphrase can be locked: File > Passphrase.")
            )
            return
        session, path = self._session, self._session.store.path
        if session.store.storage.stopped and not session.read_only:
            self._messages.warn(
                self.tr("The last changes may be in this window only: save a copy before locking.")
            )
            return
        shown = session.case.id if session.case is not None else None
        read_only = session.read_only
        focus = self._window.focusWidget()
        if focus is not None:  # stores what is being typed
            focus.clearFocus()
        for other in QApplication.topLevelWidgets():  # dialogs, and further windows on a case
            if other is not self._window and other.isVisible():
                other.close()
        forget()
        session.open_case(None)
        session.store.close()
        self._workspace.hide()
        self._messages.clear()
        if self._idle is not None:
            self._idle.stop()
        store = None
        try:
            store = open_or_make(path, self._prompts, read_only=read_only)
        except DleError as error:
            words = wording.sentence(error)
            self._prompts.choose(self.tr("Protected library"), words, (self.tr("Close"),))
        if store is None:
            self._window.close()
            return
        session.use_store(store)
        self._workspace.show()
        session.open_case(shown)

    def _protect(self) -> None:
        from dle_desktop.widgets.passphrase_dialogs import NewPassphraseDialog  # noqa: PLC0415

        dialog = NewPassphraseDialog(self._window)
        self._prompts.show(dialog)
        if dialog.result() == QDialog.DialogCode.Accepted:
            chosen = dialog.passphrase()
            self._try(lambda: self._put_on(chosen))

    def _put_on(self, passphrase: str) -> None:
        from dle_desktop.storage import protection  # noqa: PLC0415 - loads cryptography
        from dle_desktop.widgets.passphrase_dialogs import RecoveryDialog  # noqa: PLC0415

        code = protection.protect(self._session.store, passphrase)
        self._watch()
        dialog = RecoveryDialog(code, self._window)
        dialog.print_requested.connect(self._print_code)
        self._code = code
        self._prompts.show(dialog)
        self._code = ""
        self._back_up()
        self._clear_old_backups()
        self._messages.say(self.tr("The library is protected; View > Lock locks it."))

    def _change(self) -> None:
        from dle_desktop.storage import protection  # noqa: PLC0415 - see above
        from dle_desktop.widgets.passphrase_dialogs import NewPassphraseDialog  # noqa: PLC0415

        dialog = NewPassphraseDialog(self._window)
        self._prompts.show(dialog)
        if dialog.result() == QDialog.DialogCode.Accepted:
            protection.change_passphrase(self._session.store, dialog.passphrase())
            self._messages.say(self.tr(
                "The passphrase is changed; the recovery code is the same. Older backups still "
                "open by the passphrase of their time."
            ))  # fmt: skip

    def _take_away(self) -> None:
        from dle_desktop.storage import protection  # noqa: PLC0415 - see above

        protection.take_away(self._session.store)
        self._watch()
        self._messages.say(self.tr("The library is no longer protected."))

    def _clear_old_backups(self) -> None:
        """Offer to remove the backups of before, which anyone can read."""
        open_ones = [path for path in self._backups() if _is_open(path)]
        if not open_ones:
            return
        one = self.tr("1 backup was made before and is not protected. Delete it?")
        many = self.tr("{count} backups were made before and are not protected. Delete them?")
        words = (one if len(open_ones) == 1 else many).format(count=len(open_ones))
        keep, delete = self.tr("Keep"), self.tr("Delete")
        if self._prompts.choose(self.tr("Backups without protection"), words, (keep, delete)) == 1:
            for path in open_ones:
                with suppress(OSError):
                    path.unlink()

    def _backups(self) -> "list[Path]":
        path = self._session.store.path
        return [backup.path for backup in backups_in(folder_of(path), path.stem)]

    def _print_code(self) -> None:
        from PySide6.QtGui import QPainter  # noqa: PLC0415 - seldom
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415

        printer = QPrinter()
        printer.setDocName(self.tr("Recovery code"))
        if not self._prompts.printer(printer):
            return
        painter = QPainter(printer)
        inch = printer.resolution()
        room = QRectF(inch, inch, 6 * inch, 4 * inch)
        words = self.tr(
            "Recovery code of the library {name}\n\nIt opens the library where the passphrase is "
            "forgotten: type it in place of the passphrase, with or without its dashes. Whoever "
            "has it can read every case: keep it as safe as the cases, and not by the computer."
        ).format(name=self._session.store.path.name)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        painter.setFont(font(round(_WORDS_POINTS * inch / 72)))
        taken = painter.boundingRect(room, left, words)
        painter.drawText(room, left, words)
        painter.setFont(font(round(_CODE_POINTS * inch / 72), strong=True))
        painter.drawText(room.adjusted(0, taken.height() + inch / 3, 0, 0), left, self._code)
        painter.end()

    def _try(self, do: Callable[[], None]) -> None:
        try:
            do()
        except DleError as error:
            self._messages.fail(error)

    def _watch(self, _ids: object = None) -> None:
        """Watch for idleness while the library is protected."""
        if self.protected:
            from dle_desktop.services.idle_lock import IdleLock  # noqa: PLC0415 - seldom

            if self._idle is None:
                self._idle = IdleLock(IDLE_MINUTES, self)
                self._idle.due.connect(self.lock)
            self._idle.start()
        elif self._idle is not None:
            self._idle.stop()


def _is_open(path: "Path") -> bool:
    try:
        return LibraryStorage(path).lock is None
    except DleError:
        return False
