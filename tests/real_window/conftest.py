"""The display of a test in a real window, and the bus a screen reader listens on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.real_window.accessibility_bus import AccessibilityBus
from tests.real_window.display import Display


@pytest.fixture
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """Return a display of the test's own."""
    with Display(tmp_path_factory.mktemp("display")) as shown:
        yield shown


@pytest.fixture
def bus(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AccessibilityBus]:
    """Return a bus on which the program says what it is."""
    assert qapp is not None  # our own connection wants one
    with AccessibilityBus(tmp_path) as started:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", started.session)
        monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
        yield started
