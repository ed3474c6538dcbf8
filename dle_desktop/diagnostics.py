"""What is kept for the day something goes wrong: a log file, Qt's messages, unhandled exceptions.

The log carries where the program was and what kind of error it met, and case ids; never the words
of an exception, which may quote a patient's data. Nor does the error stream, which most desktops
write to a file, unless a person looks at it. It does not know what a window is: whoever installs it
says what happens after a crash, and that happens on the thread of the window.
"""

import contextlib
import copy
import faulthandler
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from io import FileIO, TextIOWrapper
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path
from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

from dle_desktop import __version__
from dle_desktop.interrupts import InterruptWatch

MAX_BYTES = 1_000_000
KEPT = 3
OnCrash = Callable[[BaseException, Path | None], None]

_LOG = logging.getLogger(__name__)
_QT_LOG = logging.getLogger("qt")
_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_folder() -> Path:
    """Return the folder of this person's log files, by the platform's convention."""
    return user_log_path("dle-desktop", appauthor=False)


def install(on_crash: OnCrash, folder: Path | None = None) -> "Diagnostics":
    """Start the log in `folder` and take over the hooks, until `close` is called.

    Parameters
    ----------
    on_crash
        Called on the caller's thread with an unhandled exception and the log's path (None where
        no log can be written), never while it is still running, and once for each place in the
        program: a fault in a paint event comes back with every frame.
    folder
        Where the log goes; `log_folder()` by default.
    """
    return Diagnostics(on_crash, folder or log_folder())


class Diagnostics(QObject):
    """The installed hooks and the open log file."""

    _crashed = Signal(object)

    def __init__(self, on_crash: OnCrash, folder: Path) -> None:
        super().__init__()
        self.log: Path | None = None
        self._on_crash = on_crash
        self._in_crash = False
        self._seen: set[tuple[object, ...]] = set()
        self._root = logging.getLogger()
        self._root_level = self._root.level
        self._handler: logging.Handler = logging.NullHandler()
        self._faults: TextIOWrapper | None = None
        self._dumps_faults = False
        self._open(folder)
        self._old_hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        self._old_qt = qInstallMessageHandler(_on_qt_message)
        self._crashed.connect(self.report)  # queued when it comes from another thread
        self._interrupts = InterruptWatch(self)
        _LOG.info("DLE Desktop %s on Python %s, %s", __version__, *_platform())

    def close(self) -> None:
        """Give the hooks back and close the log."""
        self._interrupts.close()
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._old_hooks
        qInstallMessageHandler(self._old_qt)
        self._root.removeHandler(self._handler)
        self._root.setLevel(self._root_level)
        self._handler.close()
        if self._faults is not None:
            if self._dumps_faults:
                faulthandler.disable()
            self._faults.close()
            self._faults = None

    @Slot(object)
    def report(self, error: BaseException) -> None:
        """Tell of a crash, also of one that was caught elsewhere, such as in a task."""
        place = (type(error), *_places(error.__traceback__))
        if self._in_crash or place in self._seen:
            return
        self._seen.add(place)
        self._in_crash = True
        try:
            self._on_crash(error, self.log)
        except Exception:  # noqa: BLE001  # told in the log
            _LOG.exception("the report of a crash broke")
        finally:
            self._in_crash = False

    def _open(self, folder: Path) -> None:
        file = folder / "dle-desktop.log"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._handler = _PrivateFile(file, encoding="utf-8")
            self._faults = _open_private(folder / "fault.log")
        except OSError:  # a full or read-only disk must not keep anyone from reading a case
            self._root.addHandler(self._handler)
            return
        self.log = file
        self._handler.setFormatter(_Formatter(_FORMAT))
        self._root.addHandler(self._handler)
        self._root.setLevel(logging.INFO)
        self._dumps_faults = not faulthandler.is_enabled()  # a test runner may have its own
        if self._dumps_faults:
            faulthandler.enable(self._faults)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        _LOG.critical("unhandled exception", exc_info=(kind, error, trace))
        with contextlib.suppress(OSError):
            if _is_read():
                sys.__excepthook__(kind, error, trace)
            else:
                _tell_without_words(error)
        self._crashed.emit(error.with_traceback(trace))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            trace = (type(args.exc_value), args.exc_value, args.exc_traceback)
            _LOG.error("exception that could not be raised", exc_info=trace)
        with contextlib.suppress(OSError):
            if _is_read():
                sys.__unraisablehook__(args)
            elif args.exc_value is not None:
                _tell_without_words(args.exc_value)


class _PrivateFile(logging.FileHandler):
    """A log file that only its owner may read, put aside when it is full.

    The standard library's rotating handler would load sockets and pickles at every start.
    """

    max_bytes = MAX_BYTES

    def _open(self) -> TextIOWrapper:
        return _open_private(Path(self.baseFilename))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; put the file aside if it is full."""
        super().emit(record)
        if self.stream is not None and self.stream.tell() > self.max_bytes:
            self._put_aside()

    def _put_aside(self) -> None:
        self.close()
        files = [self.baseFilename, *(f"{self.baseFilename}.{n}" for n in range(1, KEPT + 1))]
        with contextlib.suppress(OSError):  # rather a long log than none
            for number in range(KEPT, 0, -1):
                if Path(files[number - 1]).exists():
                    Path(files[number - 1]).replace(files[number])
        self.stream = self._open()


class _Formatter(logging.Formatter):
    """Writes of an exception its kind and where it was, not its words: they may quote a case."""

    def format(self, record: logging.LogRecord) -> str:
        own = copy.copy(record)
        own.exc_text = None  # another handler's text of the exception, kept on the record
        return super().format(own)

    def formatException(  # logging's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | object
    ) -> str:
        return _without_words(ei[1] if isinstance(ei, tuple) else None)


def _without_words(error: BaseException | None) -> str:
    """Return kinds and places of an exception and its causes."""
    return "\n".join(
        f"{type(one).__module__}.{type(one).__qualname__}\n"
        f"{''.join(traceback.format_tb(one.__traceback__)).rstrip()}"
        for one in _chain(error)
    )


def _tell_without_words(error: BaseException) -> None:
    if sys.stderr is not None:
        print(_without_words(error), file=sys.stderr)  # noqa: T201  # for want of a terminal


def _is_read() -> bool:
    """Whether a person reads the error stream as it comes, rather than a file of the desktop's."""
    return sys.stderr is not None and sys.stderr.isatty()


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and what caused it, the cause last; each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _places(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    for frame, line in traceback.walk_tb(trace):
        yield frame.f_code.co_filename, line


def _platform() -> tuple[str, str]:
    return sys.version.split()[0], sys.platform


def _open_private(file: Path) -> TextIOWrapper:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return TextIOWrapper(FileIO(descriptor, "a"), encoding="utf-8", write_through=True)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    category = context.category or "default"
    if "propagateSizeHints" in text:  # the offscreen platform says so of every window
        return
    _QT_LOG.log(_QT_LEVELS[kind], "%s: %s", category, text)
    if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg} and sys.stderr is not None:
        print(text, file=sys.stderr)  # noqa: T201  # Qt is about to end the program
