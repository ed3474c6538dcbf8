"""The log says where, never whom; a crash is told once, on the thread of the window."""

import logging
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, qWarning
from pytestqt.qtbot import QtBot

from dle_desktop import diagnostics
from dle_desktop.diagnostics import Diagnostics

PATIENT = "Erika Mustermann"
ROOT = Path(__file__).parents[1]


class Crashes:
    """Collects the crashes told, with the thread that told them."""

    def __init__(self) -> None:
        self.told: list[tuple[BaseException, Path | None, QThread]] = []

    def __call__(self, error: BaseException, log: Path | None) -> None:
        """Note a crash."""
        self.told.append((error, log, QThread.currentThread()))


@pytest.fixture
def crashes() -> Crashes:
    return Crashes()


@pytest.fixture
def installed(
    qtbot: QtBot, tmp_path: Path, crashes: Crashes, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Diagnostics]:
    assert qtbot is not None
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)  # the terminal is not the subject
    monkeypatch.setattr(sys, "__unraisablehook__", lambda *_: None)
    found = diagnostics.install(crashes, tmp_path / "log")
    yield found
    found.close()


def log_of(found: Diagnostics) -> str:
    assert found.log is not None
    return found.log.read_text(encoding="utf-8")


def fail(text: str) -> None:
    raise ValueError(text)


def crash_by_hook(text: str) -> ValueError:
    """Raise, and hand the exception to the hook as the interpreter does."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        fail(text)
    sys.excepthook(caught.type, caught.value, caught.tb)
    return caught.value


def test_the_log_lies_in_the_platforms_folder(own_home: Path) -> None:
    assert diagnostics.log_folder().is_relative_to(own_home)


def test_only_the_owner_reads_the_log(installed: Diagnostics) -> None:
    assert installed.log is not None
    for file in installed.log.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_log_is_rotated(installed: Diagnostics, monkeypatch: pytest.MonkeyPatch) -> None:
    handler = next(h for h in logging.getLogger().handlers if isinstance(h, logging.FileHandler)
                   and Path(h.baseFilename) == installed.log)  # fmt: skip
    monkeypatch.setattr(handler, "max_bytes", 2_000)
    for number in range(200):
        logging.getLogger("test").warning("case %s", number)
    assert installed.log is not None
    files = list(installed.log.parent.glob("dle-desktop.log*"))
    assert len(files) == 1 + diagnostics.KEPT
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert "case 199" in log_of(installed)


def test_a_crash_is_told_with_the_logs_path(installed: Diagnostics, crashes: Crashes) -> None:
    error = crash_by_hook(PATIENT)
    assert [(told, log) for told, log, _ in crashes.told] == [(error, installed.log)]


def test_the_log_names_kind_and_place_but_not_the_words(installed: Diagnostics) -> None:
    crash_by_hook(PATIENT)
    text = log_of(installed)
    assert "ValueError" in text
    assert "in fail" in text
    assert PATIENT not in text


def test_causes_are_logged_without_their_words(installed: Diagnostics) -> None:
    try:
        try:
            fail(PATIENT)
        except ValueError as cause:
            raise KeyError(PATIENT) from cause
    except KeyError:
        logging.getLogger("test").exception("case %s", 7)
    text = log_of(installed)
    assert "KeyError" in text
    assert "ValueError" in text
    assert PATIENT not in text


def test_the_same_fault_is_told_once(installed: Diagnostics, crashes: Crashes) -> None:
    for _frame in range(3):
        crash_by_hook(PATIENT)
    assert len(crashes.told) == 1
    assert log_of(installed).count("unhandled exception") == 3


def test_a_crash_on_another_thread_is_told_on_the_windows(
    installed: Diagnostics, crashes: Crashes, qtbot: QtBot
) -> None:
    thread = threading.Thread(target=fail, args=(PATIENT,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(crashes.told))
    assert crashes.told[0][2] is installed.thread()


def test_a_crash_in_the_report_ends_there(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_error: BaseException, _log: Path | None) -> None:
        crash_by_hook("within the report")
        raise RuntimeError

    assert qtbot is not None
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    found = diagnostics.install(broken, tmp_path)
    try:
        crash_by_hook(PATIENT)
        assert "the report of a crash broke" in log_of(found)
    finally:
        found.close()


def test_what_cannot_be_raised_is_logged(installed: Diagnostics) -> None:
    class Fragile:
        def __del__(self) -> None:
            fail(PATIENT)

    fragile = Fragile()
    del fragile
    assert "could not be raised" in log_of(installed)


@pytest.mark.qt_no_exception_capture
def test_qts_messages_go_to_the_log(installed: Diagnostics) -> None:
    qWarning("a pen is missing")
    assert "WARNING qt: default: a pen is missing" in log_of(installed)


def test_without_a_place_for_the_log_the_program_still_starts(
    qtbot: QtBot, tmp_path: Path, crashes: Crashes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot is not None
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    (tmp_path / "file").touch()
    found = diagnostics.install(crashes, tmp_path / "file" / "log")
    try:
        crash_by_hook(PATIENT)
        assert crashes.told[0][1] is None
    finally:
        found.close()


def test_closing_gives_the_hooks_back(qtbot: QtBot, tmp_path: Path, crashes: Crashes) -> None:
    assert qtbot is not None
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    handlers = list(logging.getLogger().handlers)
    diagnostics.install(crashes, tmp_path).close()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
    assert logging.getLogger().handlers == handlers


LOOP = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from dle_desktop import diagnostics

app = QCoreApplication([])
found = diagnostics.install(print, Path(sys.argv[1]))
QTimer.singleShot(0, lambda: print("ready", flush=True))
code = app.exec()
found.close()
print("ended", code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_an_idle_loop_in_good_order(number: signal.Signals, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LOOP, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        said, _ = process.communicate(timeout=20)
    assert (said, process.returncode) == ("ended 0\n", 0)


def run_with_diagnostics(tmp_path: Path, body: str) -> "subprocess.CompletedProcess[str]":
    """Run a program whose diagnostics are installed and whose error stream nobody reads."""
    program = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from dle_desktop import diagnostics; app = QCoreApplication([])\n"
        f"found = diagnostics.install(lambda *_: None, Path({str(tmp_path / 'log')!r}))\n{body}"
    )
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "body",
    [
        f"raise ValueError({PATIENT!r})",
        f"class Gone:\n    def __del__(self):\n        raise ValueError({PATIENT!r})\nGone()",
    ],
    ids=["unhandled", "unraisable"],
)
def test_an_error_stream_nobody_reads_gets_no_words_either(tmp_path: Path, body: str) -> None:
    said = run_with_diagnostics(tmp_path, body).stderr
    assert "ValueError" in said
    assert PATIENT not in said
