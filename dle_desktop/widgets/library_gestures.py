"""The library on screen: its history, its check, and what to do when another program changed it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from dle_desktop import wording
from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError
from dle_desktop.services.library_care import LibraryCare
from dle_desktop.services.messages import Messages, Remedy
from dle_desktop.services.session import Session
from dle_desktop.storage import journal_file
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets.opening import bring_in, free_path
from dle_desktop.widgets.prompts import Prompts

if TYPE_CHECKING:
    from dle_desktop.widgets.history_dialog import HistoryDialog


class LibraryGestures(QObject):
    """Handlers for the library as a whole."""

    def __init__(
        self,
        care: LibraryCare,
        session: Session,
        messages: Messages,
        prompts: Prompts,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._care = care
        self._session = session
        self._messages = messages
        self._prompts = prompts
        self._window = window
        self._history: HistoryDialog | None = None
        care.changed_outside.connect(self.settle_change)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the library whenever the person comes back to the window."""
        if event.type() == QEvent.Type.WindowActivate:
            self._care.look()
        return super().eventFilter(watched, event)

    def show_history(self) -> None:
        """Show the history of the open case."""
        if self._session.case is None:
            return
        from dle_desktop.widgets.history_dialog import HistoryDialog  # noqa: PLC0415 - seldom

        self._history = HistoryDialog(self._window)
        self._history.restore_requested.connect(self._restore)
        if self._refresh_history():
            self._prompts.show(self._history)

    def check(self) -> None:
        """Read the whole library again and tell what is in it and what is wrong with it."""
        report = self._session.store.check()
        counts = self.tr(
            "{cases}, {trashed} in the trash, {entries} entries of history, {backups} backups, "
            "{steps} steps in the journal."
        ).format(
            cases=wording.case_count(report.cases), trashed=report.trashed, entries=report.entries,
            backups=report.backups, steps=report.steps,
        )  # fmt: skip
        if report.problems:
            words = "; ".join(wording.LIBRARY_PROBLEMS[problem] for problem in report.problems)
            text = self.tr("Something is wrong with the library: {words}. {counts}")
            self._messages.warn(text.format(words=words, counts=counts))
        else:
            text = self.tr("Everything was read, checksums and history hold. {counts}")
            self._messages.say(text.format(counts=counts))

    def settle_change(self) -> None:
        """Ask what becomes of two states of the library; both are kept."""
        session, store = self._session, self._session.store
        words = self.tr(
            "Another program changed the library {path} while it is open here. Nothing was "
            "overwritten. What is in this window can be brought together with it case by case, or "
            "saved beside it as a library of its own."
        ).format(path=wording.shown(str(store.path), 300))
        options = (
            self.tr("Bring both together, case by case"),
            self.tr("Keep both as two libraries"),
        )
        answer = self._prompts.choose(self.tr("The library was changed"), words, options)
        if answer is None:
            self._messages.warn(
                self.tr("Nothing more can be saved here until this is settled."),
                Remedy(self.tr("Settle it…"), self.settle_change),
            )
            return
        try:
            told = self._together() if answer == 0 else self._apart()
        except DleError as error:
            store.read_only = store.read_only or store.closed  # shown still, and not to be edited
            self._messages.fail(error, Remedy(self.tr("Try again…"), self.settle_change))
            return
        briefs = session.briefs
        session.open_case(briefs[0].id if briefs else None)
        self._messages.say(told)

    def _apart(self) -> str:
        kept = self._kept_copy()
        self._session.use_store(self._reopened())
        return self.tr("What was in this window is in {path}.").format(path=kept)

    def _together(self) -> str:
        from dle_desktop.storage.merge import of_store  # noqa: PLC0415 - seldom

        mine = of_store(self._session.store)
        kept = self._kept_copy()
        store = self._reopened()
        bring_in(store, mine)
        self._session.use_store(store)
        text = self.tr("Both are together now; what was in this window is also in {path}.")
        return text.format(path=kept)

    def _kept_copy(self) -> str:
        """Save what is in memory beside the library, and return its name."""
        store = self._session.store
        path = free_path(store.path, self.tr("saved here"))
        store.copy_to(path)
        return path.name

    def _reopened(self) -> CaseStore:
        """Return the library as the other program left it."""
        from dle_desktop.storage.merge import set_aside  # noqa: PLC0415 - seldom

        old, unlock = self._session.store, self._session.unlock
        old.close()  # which writes nothing: the file is not ours any more
        if old.storage.unfolded and journal_file.path_of(old.path).exists():
            set_aside(old.path)
        return CaseStore.open(old.path, unlock=unlock)

    def _refresh_history(self) -> bool:
        from dle_desktop.storage.history import HISTORY, broken_links  # noqa: PLC0415 - seldom

        case, store = self._session.case, self._session.store
        if case is None or self._history is None:
            return False
        try:
            states = store.states(case.id)
            broken = len(broken_links(store.storage.documents(HISTORY)))
        except DleError as error:
            self._messages.fail(error)
            return False
        self._history.show_states(
            case.label, states, read_only=self._session.read_only, broken=broken
        )
        return True

    def _restore(self, state: Case) -> None:
        now = self._session.case_of(state.id)
        text = self.tr("Restore revision {revision}").format(revision=state.revision)
        if self._session.apply([(now, state)], text):
            told = self.tr("The case is as it was at revision {revision}.")
            self._messages.say(
                told.format(revision=state.revision),
                Remedy(self.tr("Undo"), self._session.undo),
            )
        self._refresh_history()
