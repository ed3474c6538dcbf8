"""Work off the window's thread: pure functions on immutable values, results as signals.

The pool knows nothing of cases or widgets. A function gets a `Progress` to report to and to ask
whether it is still wanted; closing the pool asks all to stop and waits for them.
"""

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from dle_desktop.errors import DleError

_LOG = logging.getLogger(__name__)


class Cancelled(Exception):
    """The work is no longer wanted."""


class Task(QObject):
    """One piece of work in the pool; its signals arrive on the thread that started it."""

    done = Signal(object)  # the function's result
    failed = Signal(object)  # DleError of an expected failure
    broke = Signal(object)  # any other exception: a bug
    progressed = Signal(float)  # 0 to 1
    finished = Signal()  # after any of the others, also when cancelled

    def __init__(
        self, pool: QThreadPool, function: Callable[["Task"], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pool = pool
        self._function = function
        self._cancelled = threading.Event()

    def start(self) -> None:
        """Start the work, once its signals are connected."""
        self._pool.start(_Run(self, self._function))

    @property
    def cancelled(self) -> bool:
        """Whether the work is no longer wanted."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Say that the work is no longer wanted; no result arrives."""
        self._cancelled.set()

    def report(self, share: float) -> None:
        """Report the share done.

        Raises
        ------
        Cancelled
            If the work is no longer wanted.
        """
        if self.cancelled:
            raise Cancelled
        self.progressed.emit(share)


class _Run(QRunnable):
    def __init__(self, task: Task, function: Callable[[Task], object]) -> None:
        super().__init__()
        self._task = task
        self._function = function

    def run(self) -> None:
        task = self._task
        try:
            result = None if task.cancelled else self._function(task)
        except Cancelled:
            pass
        except DleError as error:
            task.failed.emit(error)
        except Exception as error:  # noqa: BLE001 - a bug in a task is told, not lost
            _LOG.exception("a task broke")
            task.broke.emit(error)
        else:
            if not task.cancelled:
                task.done.emit(result)
        task.finished.emit()


class TaskPool(QObject):
    """The threads of the program."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._tasks: set[Task] = set()

    def task(self, function: Callable[[Task], object]) -> Task:
        """Return work on a pure function of the `Task` it reports to; connect, then `start` it."""
        task = Task(self._pool, function, self)
        self._tasks.add(task)
        task.finished.connect(self._on_finished)
        return task

    def close(self) -> None:
        """Ask all work to stop and wait for it."""
        for task in self._tasks:
            task.cancel()
        self._pool.waitForDone()

    def _on_finished(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._tasks.discard(task)
            task.deleteLater()
