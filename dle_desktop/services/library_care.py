"""What is done for the open library meanwhile: it is folded when all is quiet, and watched.

It asks nobody: that another program changed the library is only told.
"""

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from dle_desktop.errors import DleError
from dle_desktop.services.session import Session

_LOG = logging.getLogger(__name__)
QUIET_SECONDS = 20  # after the last change
LOOK_SECONDS = 30


class LibraryCare(QObject):
    """Folds and watches a session's library.

    Signals
    -------
    changed_outside()
        Another program changed the library; told once, until another one is opened.
    """

    changed_outside = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._told: object = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_SECONDS * 1000)
        self._quiet.timeout.connect(self.fold)
        self._look = QTimer(self, interval=LOOK_SECONDS * 1000)
        self._look.timeout.connect(self.look)
        self._look.start()
        session.library_changed.connect(self._on_changed)

    def fold(self) -> None:
        """Bring the file up to what was saved, without anyone waiting."""
        store = self._session.store
        if store.read_only:
            return
        try:
            store.storage.fold(patience=0)
        except DleError as error:  # all is safe in the journal; the next quiet moment tries again
            _LOG.warning("the library was not folded: %s", type(error).__name__)

    def look(self) -> None:
        """Tell if another program changed the library since it was opened or saved."""
        store = self._session.store
        disk = store.storage
        # A fold under way changes it too; a locked library is closed.
        not_now = store.read_only or disk.writer.busy or disk.stopped
        if not_now or self._told is store or not disk.changed_outside():
            return
        self._told = store
        self.changed_outside.emit()

    def _on_changed(self, _ids: object) -> None:
        self._quiet.start()
