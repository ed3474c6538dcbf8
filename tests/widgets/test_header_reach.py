"""The header says "followed" only where the end of follow-up is reported."""

import pytest
from pytestqt.qtbot import QtBot

from dle_desktop.widgets.header_line import HeaderLine
from tests.drawing.pictures import bundled


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("shah-2009-patient-1", "Records over 22 months"),
        ("illustrative-responder", "Followed 22 months"),
    ],
)
def test_what_is_not_reported_is_not_called_follow_up(qtbot: QtBot, name: str, begins: str) -> None:
    header = HeaderLine()
    qtbot.addWidget(header)
    header.show_case(bundled(name))
    assert header.subject.text().startswith(begins)
