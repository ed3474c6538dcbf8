"""Ctrl+C and a polite kill: the event loop ends in good order, windows close as by hand."""

import contextlib
import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Slot


class InterruptWatch(QObject):
    """Ends the event loop on a signal, until `close` is called.

    Qt's loop runs no Python while nothing happens, so a signal alone would wait for the next
    event; a byte in a pipe wakes it. Windows can watch no pipe: there the next event must do.
    """

    _SIGNALS = (signal.SIGINT, signal.SIGTERM)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ends: tuple[int, ...] = ()
        if sys.platform != "win32":
            self._ends = os.pipe()
            for end in self._ends:
                os.set_blocking(end, False)
            self._notifier = QSocketNotifier(self._ends[0], QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_wake)
            self._old_fd = signal.set_wakeup_fd(self._ends[1], warn_on_full_buffer=False)
        self._old = {number: signal.signal(number, _on_signal) for number in self._SIGNALS}

    def close(self) -> None:
        """Give the signals back."""
        for number, handler in self._old.items():
            signal.signal(number, handler)
        if self._ends:
            signal.set_wakeup_fd(self._old_fd)
            self._notifier.setEnabled(False)
            for end in self._ends:
                os.close(end)
            self._ends = ()

    @Slot()
    def _on_wake(self) -> None:
        if self._ends:  # else closed while the wake was on its way
            with contextlib.suppress(BlockingIOError):
                os.read(self._ends[0], 64)  # Python then runs `_on_signal` by itself


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    QCoreApplication.quit()
