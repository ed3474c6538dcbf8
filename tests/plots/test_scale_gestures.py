"""A double click on the figures of a score: all that can be scored, or what fits the case."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.drawing.layout import key_of
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import RESPONDER, bundled
from tests.plots.test_track_gestures import shape_at
from tests.plots.views import shown_view, stack_of


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, bundled(RESPONDER), 1000, 900)


def figures_of(view: TimelineView, key: str) -> QPoint:
    layout = stack_of(view).layout_
    assert layout is not None
    found = next(one for one in layout.tracks if key_of(one.content) == key)
    return QPoint(round(layout.left) - 12, round(found.top + found.height / 2))


def double_click(view: TimelineView, at: QPoint) -> None:
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QTest.mouseDClick(stack_of(view).viewport(), left, none, at)


def tops(view: TimelineView) -> list[float]:
    assert view.figure is not None
    return [plot.top for plot in view.figure.plots[:2]]


@pytest.mark.parametrize("key", ["activity", "damage"])
def test_both_scores_turn_to_the_full_scale_and_back(view: TimelineView, key: str) -> None:
    fitting = tops(view)
    double_click(view, figures_of(view, key))
    assert tops(view) == [70, 56]
    assert view.options.full_scale
    double_click(view, figures_of(view, key))
    assert tops(view) == fitting


def test_the_figures_of_a_laboratory_plot_and_the_days_turn_nothing(view: TimelineView) -> None:
    double_click(view, figures_of(view, "lab:neutrophils"))
    double_click(view, figures_of(view, "activity") + QPoint(60, 0))
    assert not view.options.full_scale


def test_the_pointer_shows_where_a_scale_turns(view: TimelineView) -> None:
    hand = Qt.CursorShape.PointingHandCursor
    assert shape_at(view, figures_of(view, "activity")) == hand
    assert shape_at(view, figures_of(view, "lab:neutrophils")) != hand
