"""The program as a whole: started cold, furnished, tried and closed."""

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from dle_desktop.app import demo_library
from dle_desktop.app.program import NO_FILE, Program
from dle_desktop.app.self_test import ink
from dle_desktop.app.start import PaintWatch
from dle_desktop.plots.stack_view import StackView
from dle_desktop.services.settings import SettingsFile
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets.import_dialog import ImportDialog
from dle_desktop.widgets.main_window import MainWindow
from tests.fakes import FakePrompts

ROOT = Path(__file__).parents[1]


def new_program(folder: Path, prompts: FakePrompts) -> Program:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = MainWindow("#FFFFFF")
    return Program(application, window, SettingsFile(folder / "settings.json"), prompts)


def options(**given: object) -> Namespace:
    return Namespace(**{"demo": False, "library": None, "read_only": False, **given})


def run(*arguments: str, home: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "dle_desktop", *arguments],
        env=dict(os.environ, HOME=str(home), QT_QPA_PLATFORM="offscreen"),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_cold_start_tells_when_it_is_painted_and_readable(own_home: Path) -> None:
    report = own_home / "report"
    done = run("--demo", "--report-start", str(report), home=own_home)
    assert (done.returncode, done.stderr) == (0, "")
    times = dict(line.split() for line in report.read_text().splitlines())
    assert int(times["first_paint"]) < int(times["readable"])


def test_a_frame_is_told_once_and_before_what_was_put_off(qtbot: QtBot) -> None:
    order: list[str] = []
    window = QMainWindow()
    qtbot.addWidget(window)
    part = QWidget()
    window.setCentralWidget(part)
    with qtbot.waitExposed(window):
        window.show()
    watch = PaintWatch(part)
    watch.painted.connect(partial(order.append, "painted"))
    part.update()
    later = QTimer(window, singleShot=True, interval=0)
    later.timeout.connect(partial(order.append, "put off"))
    later.start()
    qtbot.waitUntil(lambda: len(order) == 2)
    part.update()
    QApplication.processEvents()
    assert order == ["painted", "put off"]


def test_a_frame_without_a_request_is_told_too(qtbot: QtBot) -> None:
    part = QWidget()
    qtbot.addWidget(part)
    part.show()
    QApplication.processEvents()
    watch = PaintWatch(part)
    with qtbot.waitSignal(watch.painted):
        part.repaint()


def test_nothing_but_the_window_is_loaded_before_its_first_frame() -> None:
    program = (
        "import sys; from dle_desktop.cli import window, arguments; "
        "arguments.window_arguments([]); from dle_desktop.app import start; "
        "from dle_desktop.services import settings; "
        "sys.exit(bool({'msgspec', 'tinydb', 'numpy', 'pyqtgraph'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_the_style_is_fusion_whatever_the_desktop_prefers() -> None:
    program = (
        "import sys; from dle_desktop.app.start import the_application; "
        "sys.exit(the_application().style().name() != 'fusion')"
    )
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_STYLE_OVERRIDE="windows")
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=False)
    assert done.returncode == 0


class Frames(QObject):
    """Counts the frames of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.UpdateRequest
        return super().eventFilter(watched, event)


def test_the_first_frame_of_a_case_is_whole(qtbot: QtBot, tmp_path: Path) -> None:
    program = new_program(tmp_path, FakePrompts())
    window = program.window
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    program.open_library(options(library=demo_library(tmp_path)))
    timeline = program.workspace.timeline
    seen: list[tuple[int, list[QRect]]] = []

    def look() -> None:
        parts = (timeline, timeline.stack, timeline.axis, timeline.overview, window)
        seen.append((frames.count, [part.geometry() for part in parts]))

    watch = PaintWatch(program.canvas())
    watch.painted.connect(look)
    frames = Frames(window)  # asked before the watch, which serves the request
    qtbot.waitUntil(lambda: isinstance(timeline.stack, StackView))
    QApplication.processEvents()
    look()
    first, settled = seen
    assert first == (1, settled[1])
    window.close()


def test_a_question_before_there_is_a_workspace_is_dressed(
    qtbot: QtBot, tmp_path: Path, own_home: Path
) -> None:
    del qtbot, own_home
    sheets: list[str] = []
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    application: QApplication = running
    application.setStyleSheet("")

    class Asked(FakePrompts):
        def choose(
            self, title: str, text: str, options: Sequence[str], *, safe: bool = True
        ) -> int | None:
            sheets.append(application.styleSheet())
            return super().choose(title, text, options, safe=safe)

    library = demo_library(tmp_path)
    with CaseStore.open(library):
        program = new_program(tmp_path, Asked())
        program.open_library(options(library=library))
    assert len(sheets) == 1
    assert "QPushButton" in sheets[0]
    program.window.close()


def test_the_self_test_opens_draws_and_prints_every_bundled_case(own_home: Path) -> None:
    done = run("--self-test", home=own_home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 cases opened, drawn and printed" in done.stdout


def test_a_picture_without_anything_on_it_has_no_ink() -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    assert ink(image) == 0
    image.setPixel(10, 10, 0)
    assert ink(image) > 0


def test_a_first_start_makes_the_library_in_the_persons_folder(
    qtbot: QtBot, tmp_path: Path, own_home: Path
) -> None:
    del qtbot
    program = new_program(tmp_path, FakePrompts())
    assert program.open_library(options())
    assert program.session.store.path.is_relative_to(own_home)
    assert program.session.cases == ()
    program.window.close()


def test_place_and_case_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    library = demo_library(tmp_path)
    program = new_program(tmp_path, FakePrompts())
    program.open_library(options(library=library))
    program.window.resize(790, 740)  # the screen of a test is small
    last = program.workspace.cases.model.case(3).id
    program.session.open_case(last)
    program.window.show()
    program.window.close()
    again = new_program(tmp_path, FakePrompts())
    again.open_library(options(library=library))
    assert again.session.case is not None
    assert again.session.case.id == last
    again.window.restore(again.settings.values.geometry)
    assert again.window.height() == 740
    again.window.close()


def test_what_is_being_typed_is_stored_when_the_window_closes(qtbot: QtBot, tmp_path: Path) -> None:
    library = demo_library(tmp_path)
    program = new_program(tmp_path, FakePrompts())
    program.open_library(options(library=library))
    with qtbot.waitExposed(program.window):
        program.window.show()
    program.window.activateWindow()
    side = program.workspace.side
    side.tabs.setCurrentWidget(side.case_tab)
    label = side.case_tab.rows.control("label")
    assert isinstance(label, QLineEdit)
    label.setFocus()
    qtbot.waitUntil(label.hasFocus)
    label.setText("Typed last")
    program.window.close()
    with CaseStore.open(library, read_only=True) as store:
        assert "Typed last" in {case.label for case in store.cases()}


def test_a_library_that_cannot_be_opened_asks_for_another(qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("no library")
    prompts = FakePrompts()
    program = new_program(tmp_path, prompts)
    with qtbot.waitSignal(program.failed_to_open) as told:
        assert not program.open_library(options(library=broken))
    assert told.args == [NO_FILE]
    assert "cannot be understood" in prompts.asked[0]
    prompts.choice, prompts.file = 0, demo_library(tmp_path)
    assert program.open_library(options(library=broken))
    program.window.close()
    assert broken.read_text() == "no library"


def test_read_only_opens_beside_a_writer(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    library = demo_library(tmp_path)
    program = new_program(tmp_path, FakePrompts())
    with CaseStore.open(library):
        assert program.open_library(options(library=library, read_only=True))
    assert program.session.read_only
    program.window.close()


def test_files_dropped_on_the_window_are_shown_before_they_are_stored(
    qtbot: QtBot, tmp_path: Path
) -> None:
    del qtbot
    program = new_program(tmp_path, FakePrompts())
    program.open_library(options(library=tmp_path / "empty.json"))
    files = [tmp_path / name for name in ("one.json", "two.json")]
    for file in files:
        file.write_text("{}")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    program.window.dropEvent(drop)
    dialog = program.window.findChild(ImportDialog)
    assert dialog is not None
    assert not dialog.ok.isEnabled()
    assert dialog.tree.topLevelItemCount() == len(files)
    dialog.reject()
    program.window.close()


def test_a_fault_is_told_without_its_words(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    prompts = FakePrompts()
    program = new_program(tmp_path, prompts)
    program.open_library(options(library=tmp_path / "empty.json"))
    program._on_crash(KeyError("Mrs Miller"), tmp_path / "log")
    assert "KeyError" in prompts.asked[0]
    assert "Miller" not in prompts.asked[0]
    program.window.close()
