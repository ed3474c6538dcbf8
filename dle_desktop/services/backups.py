"""When backups are made, and what is brought back from one.

Each half hour of work that changed something, and at the close; what is brought back is one step
that can be undone.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError
from dle_desktop.services.session import Session, same_content
from dle_desktop.services.settings import SettingsFile
from dle_desktop.storage.backups import Backup, back_up, backups_in, folder_of
from dle_desktop.storage.case_store import CaseStore

_LOG = logging.getLogger(__name__)
EVERY_MINUTES = 30
State = Literal["same", "other", "gone"]


def utc_now() -> datetime:
    """Return the time now."""
    return datetime.now(UTC)


class Held(Struct, frozen=True):
    """A case of a backup: as it is now, as it was otherwise, or not in the library any more."""

    case: Case
    state: State


class Backups(QObject):
    """Makes backups of a session's library.

    Signals
    -------
    failed(object)
        One could not be made (`DleError`).
    """

    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        settings: SettingsFile,
        parent: QObject | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._now = now
        self._changed = session.undo_stack.count() > 0  # something may be stored before we begin
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MINUTES * 60_000)
        self._timer.timeout.connect(self.make_behind)
        self._timer.start()
        session.library_changed.connect(self._on_changed)

    def _on_changed(self, _ids: object) -> None:
        self._changed = True

    def make_if_changed(self) -> None:
        """Make one if anything was stored since the last; a failure is told and tried again."""
        if self._changed:
            self.make()

    def make_behind(self) -> None:
        """Make one if anything was stored since the last, without anyone waiting for the disk."""
        store = self._session.store
        if not self._changed or store.read_only:
            return
        self._changed = False
        work = partial(self._write_behind, self._places(), store.path.stem, self._now())
        try:
            store.storage.fold(patience=0)
            store.storage.with_text(work, patience=0)
        except DleError as error:
            self._changed = True
            self.failed.emit(error)

    def make(self) -> Backup | None:
        """Make one now, and a second where one is wanted; None where nothing changed since."""
        store = self._session.store
        if store.read_only:
            return None
        try:
            store.fold()
        except DleError as error:  # the backup is of what is in memory all the same
            _LOG.warning("the library was not folded: %s", type(error).__name__)
        try:
            made = _written(store.text(), self._places(), store.path.stem, self._now())
        except DleError as error:
            _LOG.warning("a backup was not made: %s", type(error).__name__)
            self.failed.emit(error)
            return None
        self._changed = False
        return made

    def _places(self) -> tuple[Path, ...]:
        wanted = self._settings.values.backup_folder
        own = folder_of(self._session.store.path)
        return (own, Path(wanted)) if wanted else (own,)

    def _write_behind(self, places: Sequence[Path], stem: str, now: datetime, data: bytes) -> None:
        """Write one in the writer's thread; a failure is told and tried again."""
        try:
            _written(data, places, stem, now)
        except DleError as error:
            self._changed = True
            self.failed.emit(error)

    def found(self) -> tuple[Backup, ...]:
        """Return the backups beside the library, the newest first."""
        path = self._session.store.path
        return backups_in(folder_of(path), path.stem)

    def held(self, backup: Backup) -> tuple[Held, ...]:
        """Return the cases of a backup, compared with the library.

        Raises
        ------
        DleError
            If it cannot be read.
        """
        with CaseStore.open(backup.path, read_only=True, unlock=self._session.unlock) as store:
            cases = store.cases()
        return tuple(Held(case, self._state(case)) for case in cases)

    def restore(self, cases: Sequence[Case], *, whole: bool, when: str) -> bool:
        """Bring cases back as they were, the present state backed up first; one step to undo.

        Parameters
        ----------
        cases
            What to bring back.
        whole
            Whether cases that are not among them go to the trash.
        when
            What the backup is called in the name of the step.
        """
        self.make()
        session = self._session
        pairs: list[tuple[Case | None, Case | None]] = []
        for case in cases:
            now = session.case_of(case.id)
            prints = {one.id: one for one in (*case.printed, *(now.printed if now else ()))}
            pairs.append((now, replace(case, printed=tuple(prints.values()))))
        if whole:
            wanted = {case.id for case in cases}
            other = (brief.id for brief in session.briefs if brief.id not in wanted)
            pairs += [(session.case_of(case_id), None) for case_id in other]
        text = QCoreApplication.translate("Backups", "Restore from {when}").format(when=when)
        return session.apply(pairs, text)

    def _state(self, case: Case) -> State:
        now = self._session.case_of(case.id)
        if now is None:
            return "gone"
        same = same_content(replace(now, printed=()), replace(case, printed=()))
        return "same" if same else "other"


def _written(data: bytes, places: Sequence[Path], stem: str, now: datetime) -> Backup | None:
    made = None
    for place in places:
        made = back_up(data, place, stem, now) or made
    return made
