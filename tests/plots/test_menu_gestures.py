"""The right button: a click asks for a menu of the place, a drag still pans."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.drawing.pictures import a_case, a_course, a_dose, a_lab, a_score, an_event
from tests.plots.asked import asking_view
from tests.plots.pointing import NONE, RIGHT, drag, place
from tests.plots.views import stack_of

CASE = a_case(
    courses=(a_course(a_dose(0, 300, 5.0)),),
    assessments=(a_score(0, 15, 10), a_score(200, 15, 10)),
    labs=(a_lab(100, 2.0),),
    events=(an_event(200, "flare"),),
)


@pytest.mark.parametrize(
    ("track", "day", "share", "ids", "kind"),
    [
        ("lenalidomide", 100, 0.5, ("dose-0-5.0",), "dose"),
        ("activity", 200, 0.5, ("score-200",), "assessment"),
        ("activity", 100, 0.1, (), "assessment"),
        ("events", 200, 0.5, ("event-200-flare",), "event"),
        ("events", 100, 0.5, (), "event"),
    ],
)
def test_a_click_asks_for_the_menu_of_what_is_there(
    qtbot: QtBot, track: str, day: float, share: float, ids: tuple[str, ...], kind: str
) -> None:
    view, asked = asking_view(qtbot, CASE)
    at = place(view, track, day, share)
    QTest.mouseClick(stack_of(view).viewport(), RIGHT, NONE, at)
    (spot,) = asked.spots
    assert spot.record_ids == ids
    assert spot.day == pytest.approx(day, abs=1)
    assert spot.wanted is not None
    assert (spot.wanted.kind, spot.wanted.day) == (kind, spot.day)
    assert spot.at == stack_of(view).viewport().mapToGlobal(at)


def test_a_drag_with_the_right_button_pans_and_asks_for_nothing(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, CASE)
    view.set_visible(100, 200)
    at = place(view, "activity", 150)
    drag(view, at, place(view, "activity", 130), button=RIGHT)
    assert view.visible() == pytest.approx((120, 220), abs=2)
    assert asked.nothing
    QTest.mousePress(stack_of(view).viewport(), RIGHT, NONE, at)
    view.escape()
    QTest.mouseRelease(stack_of(view).viewport(), RIGHT, NONE, at)
    assert asked.nothing
