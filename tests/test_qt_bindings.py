"""The Qt bindings in use are sound: some releases lose a reference to None on every call."""

import sys

from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

CALLS = 1_000


def test_a_thousand_qt_calls_lose_no_reference_to_none(qtbot: QtBot) -> None:
    # PySide6 6.12.0 on Python 3.10 and 3.11 gives back a None it does not own each time, until the
    # interpreter aborts; pyproject.toml excludes it. None is immortal from Python 3.12 on.
    assert qtbot is not None
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter.drawLine(0, 0, 7, 7)
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - CALLS / 10
