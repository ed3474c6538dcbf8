"""The session: the library's cases in memory, the open one, and the one way to change them.

Every change is stored first and shown afterwards, so memory never holds what the disk does not: a
change the store refuses is told (`failed`) and has not happened. It does not know widgets, words
of failure or what a step means.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from dle_desktop.domain.briefs import CaseBrief
from dle_desktop.domain.case import Case
from dle_desktop.domain.records import next_revision
from dle_desktop.errors import DleError, LibraryReadOnly, OnlyInMemory
from dle_desktop.services.commands import Pair, ReplaceCases
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.case_documents import TrashedCase
from dle_desktop.storage.case_store import CaseStore, Unlock

PATIENCE_SECONDS = 1 / 60  # of the window for the disk: one frame
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment with its zone."""
    return datetime.now(UTC)


def same_content(first: Case | None, second: Case | None) -> bool:
    """Return whether two cases say the same, revision and times of change aside."""
    if first is None or second is None:
        return first is second
    return replace(second, **{name: getattr(first, name) for name in _STAMPS}) == first


_STAMPS = ("revision", "created", "changed")


class Session(QObject):
    """The cases of one library, the open case and the undo history over all of them."""

    case_changed = Signal(object)  # the open Case or None, opened or edited
    library_changed = Signal(object)  # frozenset of the ids stored, removed or opened anew
    failed = Signal(object)  # DleError of a change that has not happened
    slow_changed = Signal(bool)  # whether a change shown is still being written
    _settled = Signal(object)  # from the writer's thread: None, or the error of a late save

    def __init__(
        self, store: CaseStore, parent: QObject | None = None, clock: Clock = utc_now
    ) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._clock = clock
        self._store = store
        self._revisions: dict[str, int] = {}
        self._open_id: str | None = None
        self._slow = False
        self._settled.connect(self._on_settled)
        self._read_store()

    @property
    def store(self) -> CaseStore:
        """The library's store."""
        return self._store

    @property
    def read_only(self) -> bool:
        """Whether the library was opened for reading only."""
        return self._store.read_only

    @property
    def cases(self) -> tuple[Case, ...]:
        """All cases of the library, in the order they were stored; each is decoded."""
        return self._store.cases()

    @property
    def briefs(self) -> tuple[CaseBrief, ...]:
        """The same cases in brief."""
        return self._store.briefs()

    @property
    def case(self) -> Case | None:
        """The open case."""
        return None if self._open_id is None else self._store.case(self._open_id)

    @property
    def unlock(self) -> Unlock | None:
        """What unlocks a copy of the library: its own seal; None where it is not protected."""
        seal = self._store.storage.seal
        return None if self._store.storage.lock is None else lambda _lock: seal

    def case_of(self, case_id: str) -> Case | None:
        """Return the case with an id, or None."""
        return self._store.case(case_id)

    def trash(self) -> tuple[TrashedCase, ...]:
        """Return what lies in the trash."""
        return self._store.trash()

    def use_store(self, store: CaseStore) -> None:
        """Change to another library: the old one is closed, its undo history ends."""
        old, self._store = self._store, store
        old.close()
        self.undo_stack.clear()
        self._read_store()
        self._open_id = None
        self.library_changed.emit(frozenset(brief.id for brief in self._store.briefs()))
        self.case_changed.emit(None)

    def open_case(self, case_id: str | None) -> None:
        """Open a case of the library, or none."""
        known = case_id is not None and self._store.case(case_id) is not None
        wanted = case_id if known else None
        if wanted != self._open_id:
            self._open_id = wanted
            self.case_changed.emit(self.case)

    def edit(self, new_case: Case, text: str) -> bool:
        """Replace the case of the same id as one named step; return whether it is stored."""
        return self.apply([(self.case_of(new_case.id), new_case)], text)

    def apply(self, pairs: Sequence[Pair], text: str) -> bool:
        """Replace, add and remove cases as one named step; return whether it is stored.

        A pair that changes nothing is left out; a step of such pairs alone is no step.
        """
        changes = [pair for pair in pairs if not same_content(*pair)]
        if not changes:
            return True
        if not self._keep(changes, text):
            return False
        self.undo_stack.push(ReplaceCases(changes, text, self._show))
        return True

    def undo(self) -> bool:
        """Take the last step back, stored; return whether it happened."""
        command = self.undo_stack.command(self.undo_stack.index() - 1)
        if not isinstance(command, ReplaceCases):
            return False
        if not self._keep(command.reversed_pairs, self.tr("Undo: {step}"), command.text()):
            return False
        self.undo_stack.undo()
        return True

    def redo(self) -> bool:
        """Do the step taken back last again, stored; return whether it happened."""
        command = self.undo_stack.command(self.undo_stack.index())
        if not isinstance(command, ReplaceCases):
            return False
        if not self._keep(command.pairs, self.tr("Redo: {step}"), command.text()):
            return False
        self.undo_stack.redo()
        return True

    def empty_trash(self) -> bool:
        """Delete for good what lies in the trash; a history that could bring it back ends."""
        gone = {trashed.case.id for trashed in self._store.trash()}
        try:
            self._store.empty_trash()
        except DleError as error:
            self.failed.emit(error)
            return False
        stack = self.undo_stack
        commands = (stack.command(index) for index in range(stack.count()))
        if any(isinstance(step, ReplaceCases) and step.case_ids & gone for step in commands):
            stack.clear()
        return True

    def close(self) -> None:
        """Close the library; the history ends without telling anyone."""
        self.undo_stack.blockSignals(True)  # a stack also tells while it is destroyed
        self._store.close()

    def _read_store(self) -> None:
        self._store.storage.writer.on_settled = self._settled.emit
        self._revisions = {brief.id: brief.revision for brief in self._store.briefs()}
        for trashed in self._store.trash():
            self._raise_revision(trashed.case)

    def _on_settled(self, error: Exception | None) -> None:
        """Tell of a save nobody waited for."""
        if self._slow and not self._store.storage.writer.busy:
            self._slow = False
            self.slow_changed.emit(False)
        if self._store.storage.writer.failed is not None:
            self.failed.emit(OnlyInMemory(self._store.path, str(getattr(error, "reason", ""))))

    def _raise_revision(self, case: Case) -> None:
        self._revisions[case.id] = max(self._revisions.get(case.id, 0), case.revision)

    def _keep(self, pairs: Sequence[Pair], step: str, name: str = "") -> bool:
        """Store what a step makes; the window waits for the disk no longer than a frame."""
        if self.read_only:
            self.failed.emit(LibraryReadOnly(self._store.path))
            return False
        when = self._clock().isoformat(timespec="seconds").replace("+00:00", "Z")
        puts = [self._stamped(after, when) for _, after in pairs if after is not None]
        removals = [before.id for before, after in pairs if before is not None and after is None]
        try:
            done = self._store.apply(
                puts, removals, when, step=step.format(step=name), patience=PATIENCE_SECONDS
            )
            if not done:
                self._slow = True
                self.slow_changed.emit(True)
        except WriteUnconfirmed as error:
            self.failed.emit(error)  # told, but it has happened: the store holds the new values
        except DleError as error:
            self.failed.emit(error)
            return False
        for case in puts:
            self._raise_revision(case)
        return True

    def _stamped(self, case: Case, when: str) -> Case:
        """Return the case with the revision after the highest it ever had."""
        revision = next_revision(self._revisions.get(case.id, 0), case.revision)
        return replace(case, revision=revision, created=case.created or when, changed=when)

    def _show(self, pairs: Sequence[Pair]) -> None:
        """Open what the step was about, then tell of it."""
        touched = frozenset(case.id for pair in pairs for case in pair if case is not None)
        self.library_changed.emit(touched)
        shown = next((after.id for _, after in pairs if after is not None), None)
        if self._open_id in touched and self.case is not None:
            shown = self._open_id
        if shown is None:
            shown = self._open_id if self.case is not None else None
        self._open_id = shown
        self.case_changed.emit(self.case)
