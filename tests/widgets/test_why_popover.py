"""The box that explains a figure: all its text can be read, on a short screen too."""

from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from dle_desktop.app import demo
from dle_desktop.app.program import Program
from dle_desktop.domain.summary import summarise
from dle_desktop.widgets.why_popover import WhyPopover


def popover(program: Program, qtbot: QtBot, *keys: str) -> WhyPopover:
    (case,) = (one for one in demo.bundled_cases() if one.label == "Case 1 (illustrative)")
    figures = [one for one in summarise(case) if one.key in keys]
    made = WhyPopover(figures, case, program.workspace.header)
    with qtbot.waitExposed(made):
        made.open_below(program.workspace.header)
    return made


def test_no_line_of_a_text_is_cut(program: Program, qtbot: QtBot) -> None:
    made = popover(program, qtbot, "activity", "activity_best", "response", "monitoring")
    labels = made.findChildren(QLabel)
    assert len(labels) > 16
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    made.close()


def test_what_is_higher_than_the_screen_scrolls(program: Program, qtbot: QtBot) -> None:
    keys = [one.key for one in summarise(demo.bundled_cases()[0])]
    made = popover(program, qtbot, *keys)
    room = made.screen().availableGeometry()
    assert room.contains(made.geometry())
    assert made.findChildren(QScrollArea)[0].verticalScrollBar().maximum() > 0
    made.close()


def test_one_figure_needs_no_scrolling(program: Program, qtbot: QtBot) -> None:
    made = popover(program, qtbot, "last_event")
    assert made.findChildren(QScrollArea)[0].verticalScrollBar().maximum() == 0
    made.close()
