"""The real program on a demo library, with prompts answered in advance."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dle_desktop.app import demo
from dle_desktop.app.program import Program
from dle_desktop.domain.case import Case
from dle_desktop.services.session import Session
from dle_desktop.services.settings import SettingsFile
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets.main_window import MainWindow
from tests.fakes import FakePrompts


@pytest.fixture
def prompts() -> FakePrompts:
    return FakePrompts()


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot, prompts: FakePrompts) -> Iterator[Program]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = MainWindow("#FFFFFF")
    made = Program(application, window, SettingsFile(tmp_path / "settings.json"), prompts)
    made.furnish(CaseStore.open(demo.make(tmp_path)))
    with qtbot.waitExposed(window):
        window.show()
    yield made
    window.close()
    made.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: True)
    del window
    gc.collect()


@pytest.fixture
def session(program: Program) -> Session:
    return program.session


def open_case(session: Session) -> Case:
    """Return the open case."""
    assert session.case is not None
    return session.case
