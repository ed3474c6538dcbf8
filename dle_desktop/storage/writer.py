"""One thing written after the other: in place, or in a thread that is only waited for so long.

What is not done in time goes on; if it fails then, what is in memory is ahead of the disk and
nothing more is written. It does not know what is written.
"""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Lock, Thread

Job = Callable[[], None]
Settled = Callable[[Exception | None], None]


class WriterEnded(Exception):
    """A job was refused, since one before it failed when nobody waited for it any more."""


class _Task:
    """A job, and whether someone still waits for it."""

    def __init__(self, job: Job, *, vital: bool) -> None:
        self.job = job
        self.vital = vital
        self.error: Exception | None = None
        self._done = Event()
        self._lock = Lock()
        self._late = False

    def finish(self, error: Exception | None) -> bool:
        """Note the outcome; return whether nobody waits for it any more."""
        with self._lock:
            self.error = error
            self._done.set()
            return self._late

    def wait(self, patience: float | None) -> bool:
        """Wait for the outcome; return whether it is there, else nobody waits any more."""
        self._done.wait(patience)
        with self._lock:
            self._late = not self._done.is_set()
            return not self._late


class Writer:
    """Runs jobs in their order; the thread begins with the first one not waited for to its end."""

    def __init__(self) -> None:
        self.failed: Exception | None = None  # what a vital job ended with that nobody waited for
        self.on_settled: Settled = _tell_nobody  # called in the thread, for jobs not waited for
        self._queue: SimpleQueue[_Task | None] | None = None
        self._thread: Thread | None = None
        self._counting = Lock()
        self._waiting = 0

    @property
    def busy(self) -> bool:
        """Whether a job is under way that nobody waits for."""
        return self._waiting > 0

    def run(self, job: Job, patience: float | None = None, *, vital: bool = True) -> bool:
        """Run a job after those before it.

        Parameters
        ----------
        job
            What to do; it may raise.
        patience
            How many seconds to wait for it; None waits for its end.
        vital
            Whether nothing more may run when it fails with nobody waiting.

        Returns
        -------
        bool
            Whether it is done.

        Raises
        ------
        Exception
            What the job raised.
        WriterEnded
            If a vital one before it failed with nobody waiting; this one did not run.
        """
        if self.failed is not None:
            raise WriterEnded from self.failed
        if self._thread is None and patience is None:
            job()
            return True
        task = _Task(job, vital=vital)
        self._begun().put(task)
        if task.wait(patience):
            if task.error is not None:
                raise task.error
            return True
        self._count(1)
        return False

    def nothing(self) -> None:
        """Do nothing: a job to wait for all those before it."""

    def close(self) -> None:
        """Wait until all is done and end the thread."""
        if self._thread is not None and self._queue is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _count(self, by: int) -> None:
        with self._counting:
            self._waiting += by

    def _begun(self) -> "SimpleQueue[_Task | None]":
        if self._queue is None:
            self._queue = SimpleQueue()
        if self._thread is None:
            self._thread = Thread(
                target=self._work, args=(self._queue,), name="library writer", daemon=True
            )
            self._thread.start()
        return self._queue

    def _work(self, queue: "SimpleQueue[_Task | None]") -> None:
        while (task := queue.get()) is not None:
            error: Exception | None = None
            if self.failed is not None:
                error = WriterEnded()
            else:
                try:
                    task.job()
                except Exception as raised:  # noqa: BLE001 - it is raised where it is waited for
                    error = raised
            if task.finish(error):
                self._count(-1)
                if error is not None and task.vital:
                    self.failed = self.failed or error
                self.on_settled(error)


def _tell_nobody(_error: Exception | None) -> None:
    """Nobody asked to be told."""
