"""Timelines for the tests: shown, awake, and their interactive stack."""

from pytestqt.qtbot import QtBot

from dle_desktop.domain.case import Case
from dle_desktop.plots.stack_view import StackView
from dle_desktop.plots.timeline_view import TimelineView


def shown_view(qtbot: QtBot, case: Case, width: int = 1000, height: int = 700) -> TimelineView:
    """Return a timeline on the screen, its interactive plots loaded."""
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show_case(case)
    view.show()
    qtbot.waitExposed(view)
    view.wake()
    return view


def stack_of(view: TimelineView) -> StackView:
    """Return the interactive stack of a timeline that is awake."""
    assert isinstance(view.stack, StackView)
    return view.stack
