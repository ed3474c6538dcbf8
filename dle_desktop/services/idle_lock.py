"""When a protected library should be locked: after minutes without a key, and after a sleep.

It looks at the input of the whole program, and only while it is running. It locks nothing itself.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

LOOK_SECONDS = 5
SLEPT_SECONDS = 30  # the clock on the wall went on so much longer than the computer did
_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class IdleLock(QObject):
    """Watches for idleness and sleep between `start` and `stop`.

    Signals
    -------
    due()
        The library should be locked.
    """

    due = Signal()

    def __init__(
        self,
        minutes: int,
        parent: QObject | None = None,
        wall: Callable[[], float] = time.time,
        awake: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._wall, self._awake = wall, awake
        self._timer = QTimer(self, interval=LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.look)
        self._last = 0.0
        self._apart = 0.0

    def start(self) -> None:
        """Watch from now on."""
        self._last, self._apart = self._awake(), self._wall() - self._awake()
        application = QCoreApplication.instance()
        if application is not None and not self._timer.isActive():
            application.installEventFilter(self)
            self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        application = QCoreApplication.instance()
        if application is not None and self._timer.isActive():
            application.removeEventFilter(self)
        self._timer.stop()

    def look(self) -> None:
        """Tell if it is time."""
        slept = self._wall() - self._awake() - self._apart > SLEPT_SECONDS
        if slept or self._awake() - self._last >= self._minutes * 60:
            self._last, self._apart = self._awake(), self._wall() - self._awake()
            self.due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that someone is there."""
        if event.type() in _INPUT:
            self._last = self._awake()
        return super().eventFilter(watched, event)
