"""The program: library, session, workspace and actions put together in one window."""

import argparse
import logging
import os
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from dle_desktop import diagnostics, wording
from dle_desktop.errors import DleError
from dle_desktop.paths import default_library_path
from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.services.library import Library
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.services.settings import SettingsFile
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets import clipboard
from dle_desktop.widgets.actions import Actions
from dle_desktop.widgets.batch_gestures import BatchGestures
from dle_desktop.widgets.case_gestures import CaseGestures
from dle_desktop.widgets.copy_gestures import CopyGestures
from dle_desktop.widgets.curve_gestures import CurveGestures
from dle_desktop.widgets.layout_gestures import LayoutGestures
from dle_desktop.widgets.main_window import MainWindow
from dle_desktop.widgets.opening import notes_of, open_or_make
from dle_desktop.widgets.print_gestures import PrintGestures
from dle_desktop.widgets.prompts import Prompts, QtPrompts
from dle_desktop.widgets.rule_gestures import RuleGestures
from dle_desktop.widgets.theme import Theme
from dle_desktop.widgets.view_gestures import ViewGestures
from dle_desktop.widgets.window_gestures import WindowGestures
from dle_desktop.widgets.workspace import Workspace

if TYPE_CHECKING:
    from dle_desktop.services.backups import Backups
    from dle_desktop.widgets.backup_gestures import BackupGestures
    from dle_desktop.widgets.library_gestures import LibraryGestures
    from dle_desktop.widgets.protection_gestures import ProtectionGestures

_LOG = logging.getLogger(__name__)
_BACKUPS_BEGIN = 3000  # milliseconds after the start: it should not wait for them
_LONG_SAVE = 700  # milliseconds
NO_FILE = 3  # the exit code for a file that could not be read, written or locked


class Program(QObject):
    """All parts of the program and what connects them."""

    failed_to_open = Signal(int)  # with the exit code: there is no library to work with

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        settings: SettingsFile,
        prompts: Prompts | None = None,
    ) -> None:
        super().__init__()
        self.window = window
        self.settings = settings
        self.prompts: Prompts = prompts or QtPrompts(window)
        self.messages = Messages(wording.sentence, self)
        self.theme = Theme(application, settings.values.theme)
        self.theme.apply()
        self._application = application
        self._diagnostics = diagnostics.install(self._on_crash)
        self._demo: tempfile.TemporaryDirectory[str] | None = None
        self._closed = False
        self._backups: tuple[Backups, BackupGestures] | None = None
        self._library: LibraryGestures | None = None
        self._protection: ProtectionGestures | None = None
        self._later = QTimer(self, singleShot=True, interval=_BACKUPS_BEGIN)
        self._later.timeout.connect(self._begin_backups)
        self._slow = QTimer(self, singleShot=True, interval=_LONG_SAVE)
        self._slow.timeout.connect(self._say_slow)
        self.session: Session
        self.workspace: Workspace
        self.actions: Actions
        self._cases: CaseGestures
        self._view: ViewGestures
        self._layouts: LayoutGestures
        self._curves: CurveGestures
        self._windows: WindowGestures

    def open_library(self, options: argparse.Namespace) -> bool:
        """Open the library the options name and furnish the window; return whether it is open.

        Parameters
        ----------
        options
            `demo`, `library` and `read_only` of the command line.
        """
        if options.demo:
            from dle_desktop.app import demo  # noqa: PLC0415 - only where it is asked for

            self._demo = tempfile.TemporaryDirectory(prefix="dle-demo-")
            path = demo.make(Path(self._demo.name))
        else:
            path = options.library or self._last_library()
        store = self._open(path, read_only=options.read_only)
        if store is None:
            self.failed_to_open.emit(NO_FILE)
            return False
        self.furnish(store)
        return True

    def furnish(self, store: CaseStore) -> None:
        """Put the workspace of a library into the window."""
        self.session = Session(store, self)
        library = Library(self.session, self.messages, self)
        self.workspace = Workspace(self.session, self.messages, partial(TimelineView, still=True))
        window, session, prompts, settings = self.window, self.session, self.prompts, self.settings
        self._cases = CaseGestures(session, library, self.messages, prompts, settings, window)
        self._view = ViewGestures(self.workspace, session, settings, self.theme, prompts, window)
        paper = PrintGestures(
            session, self.messages, prompts, settings, self._view.view_options, self._view.time,
            self._view.days, window,
        )  # fmt: skip
        paper.remembered.connect(self._view.show_choices)
        several = BatchGestures(
            self._view.shown_cases, paper.options, self.messages, prompts, settings, window
        )
        rules = RuleGestures(session, window)
        self._layouts = LayoutGestures(
            self.workspace.timeline, session, settings, self.messages, prompts, window
        )
        self._curves = CurveGestures(self.workspace.timeline, window)
        copying = CopyGestures(self.workspace.timeline, self.messages, window)
        self._windows = WindowGestures(
            self.workspace, session, self.theme, window
        )  # fmt: skip
        handlers = {
            **self._cases.handlers(), **paper.handlers(), **several.handlers(),
            "backups": self._show_backups, "check_library": self._check_library,
            "history": self._show_history, "passphrase": self._passphrase, "lock": self._lock,
            **self._view.handlers(), **rules.handlers(), **self._layouts.handlers(),
            **copying.handlers(), **self._windows.handlers(), **self._curves.handlers(),
        }  # fmt: skip
        self.actions = Actions(window, handlers)
        self._view.start(self.actions)
        self._layouts.start(self.actions)
        self._curves.start(self.actions)
        window.furnished()
        window.setCentralWidget(self.workspace)
        self.theme.dress()
        window.files_dropped.connect(self.import_files)
        window.closing.connect(self._windows.close)
        window.closing.connect(self.close)
        session.library_changed.connect(self._on_library_changed)
        session.slow_changed.connect(self._on_slow)
        self._on_library_changed()
        self._open_first_case()
        self.workspace.cases.list.setFocus()
        self._later.start()

    def canvas(self) -> QWidget:
        """Return what the case is painted on."""
        viewport: QWidget = self.workspace.timeline.stack.viewport()
        return viewport

    def import_files(self, files: Sequence[Path]) -> None:
        """Show what files would bring."""
        if files and not self.session.read_only:
            self._cases.import_files(files)

    def close(self) -> None:
        """Store what is being typed, remember the choices, close the library."""
        if self._closed:
            return
        self._closed = True
        clipboard.forget()  # a case stays readable no longer than it is open; Qt falls over it too
        focus = self._application.focusWidget()
        if focus is not None:
            focus.clearFocus()
        if hasattr(self, "session"):
            self._view.remember()
            self._layouts.remember()
            case = self.session.case
            self.settings.change(geometry=self.window.place(), case_id=case.id if case else None)
            self.settings.try_save()
            if self._backups is not None or self.session.undo_stack.count():
                self._keeper()[0].make_if_changed()
            self._close_library()
        if self._demo is not None:
            self._demo.cleanup()
        self._diagnostics.close()

    def _close_library(self) -> None:
        """Close the library; what it could not take is offered a place before it goes."""
        store = self.session.store
        if store.storage.stopped and not store.read_only and not store.closed:
            words = self.tr(
                "The last changes may not be in the library: the disk did not take or did not "
                "confirm them. They are lost with this window unless a copy is saved."
            )
            save = self.tr("Save a copy elsewhere…")
            if self.prompts.choose("DLE Desktop", words, (save,)) == 0:
                self._cases.save_copy()
        try:
            self.session.close()
        except DleError as error:  # told when it happened, and again just now
            _LOG.warning("the library was closed without its last change: %s", type(error).__name__)

    def _keeper(self) -> "tuple[Backups, BackupGestures]":
        """Return what makes backups and what shows them: begun when the start is over."""
        from dle_desktop.services.backups import Backups  # noqa: PLC0415 - no start waits for it
        from dle_desktop.widgets.backup_gestures import BackupGestures  # noqa: PLC0415

        if self._backups is None:
            backups = Backups(self.session, self.settings, self)
            shown = BackupGestures(
                backups, self.session, self.messages, self.prompts, self.settings, self.window
            )
            self._backups = backups, shown
        return self._backups

    def _care(self) -> "LibraryGestures":
        """Return what looks after the library: begun when the start is over."""
        from dle_desktop.services.library_care import LibraryCare  # noqa: PLC0415
        from dle_desktop.widgets.library_gestures import LibraryGestures  # noqa: PLC0415

        if self._library is None:
            self._library = LibraryGestures(
                LibraryCare(self.session, self), self.session, self.messages, self.prompts,
                self.window,
            )  # fmt: skip
        return self._library

    def _begin_backups(self) -> None:
        if not self._closed:
            self._keeper()
            self._care()
            if notes := notes_of(self.session.store):
                self.messages.warn(" ".join(notes))

    def _protector(self) -> "ProtectionGestures":
        """Return what protects the library: begun at once where it is protected."""
        from dle_desktop.widgets.protection_gestures import ProtectionGestures  # noqa: PLC0415

        if self._protection is None:
            self._protection = ProtectionGestures(
                self.session, self.messages, self.prompts, self._keeper()[0].make, self.workspace,
                self.window,
            )  # fmt: skip
        return self._protection

    def _passphrase(self) -> None:
        self._protector().passphrase()

    def _lock(self) -> None:
        self._protector().lock()

    def _check_library(self) -> None:
        self._care().check()

    def _show_history(self) -> None:
        self._care().show_history()

    def _show_backups(self) -> None:
        self._keeper()[1].show()

    def _last_library(self) -> Path:
        known = self.settings.values.library
        if known is not None and not os.path.lexists(known):
            self.settings.change(library=None)
            known = None
        return Path(known) if known else default_library_path()

    def _open(self, path: Path, *, read_only: bool) -> CaseStore | None:
        """Open a library; where it cannot be opened, ask for another one."""
        try:
            return CaseStore.open(path, read_only=read_only)
        except DleError:
            self.theme.dress()  # a question may follow, before there is a workspace to dress
        while True:
            try:
                return open_or_make(path, self.prompts, read_only=read_only)
            except DleError as error:
                other = self.tr("Open another library…")
                words = wording.sentence(error)
                if self.prompts.choose("DLE Desktop", words, (other,)) != 0:
                    return None
                chosen = self.prompts.open_file(other.rstrip("…"), "*.json", path.parent)
                if chosen is None:
                    return None
                path = chosen

    def _open_first_case(self) -> None:
        model = self.workspace.cases.model
        row = max(0, model.row_of(self.settings.values.case_id))
        self.session.open_case(model.id_of(row) if model.rowCount() else None)

    def _on_library_changed(self) -> None:
        # No patient's label: a window's title is read by other programs and over shoulders.
        name = self.session.store.path.name
        reading = self.tr(" (read-only)") if self.session.read_only else ""
        self.window.setWindowTitle(f"{name}{reading} — DLE Desktop")
        if self.session.store.storage.lock is not None:
            self._protector()  # which locks it when nobody is there

    def _on_slow(self, slow: bool) -> None:
        """Tell of a save that takes long, and of its end; a few frames are nobody's matter."""
        if slow:
            self._slow.start()
        elif self._slow.isActive():
            self._slow.stop()
        else:
            self.messages.say(self.tr("The last change is saved."))

    def _say_slow(self) -> None:
        self.messages.say(self.tr("The disk is slow: the last change is still being saved."))

    def _on_crash(self, error: BaseException, log: Path | None) -> None:
        where = self.tr("The log is {path}.").format(path=log) if log else ""
        text = self.tr(
            "Something went wrong inside the program ({kind}). What was stored is safe. {where}"
        ).format(kind=type(error).__name__, where=where)
        self.prompts.choose(self.tr("A fault in the program"), text, (self.tr("Close"),))
