"""A new dose drawn into its lane: from day to day, to be confirmed elsewhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.drawing.pictures import a_case, a_course, a_dose, a_score
from tests.plots.asked import asking_view
from tests.plots.pointing import CONTROL, LEFT, SHIFT, begin_drag, drag, hover, place
from tests.plots.views import stack_of

DRUG = "lenalidomide"
EARLY, LATE = a_dose(0, 100, 5.0), a_dose(500, 600, 10.0)
CASE = a_case(courses=(a_course(EARLY, LATE),))


@pytest.mark.parametrize(
    ("first", "last", "like"), [(200, 300, EARLY), (300, 200, EARLY), (400, 450, LATE)]
)
def test_a_dose_is_drawn_from_day_to_day_like_the_nearest(
    qtbot: QtBot, first: int, last: int, like: object
) -> None:
    view, asked = asking_view(qtbot, CASE)
    drag(view, place(view, DRUG, first), place(view, DRUG, last), CONTROL)
    (wanted,) = asked.records
    assert (wanted.kind, wanted.drug, wanted.like) == ("dose", DRUG, like)
    assert (wanted.day, wanted.until) == pytest.approx(sorted((first, last)), abs=1)


def test_a_dose_drawn_up_to_another_ends_where_it_begins(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, CASE)
    drag(view, place(view, DRUG, 300), place(view, DRUG, 497), CONTROL)
    assert asked.records[0].until == 500


def test_a_click_asks_for_a_dose_without_an_end(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, CASE)
    QTest.mouseClick(stack_of(view).viewport(), LEFT, CONTROL, place(view, DRUG, 300))
    assert asked.records[0].day == pytest.approx(300, abs=1)
    assert asked.records[0].until is None


def test_a_case_without_doses_takes_its_first(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, a_case(assessments=(a_score(0, 5), a_score(90, 3))))
    drag(view, place(view, "doses", 10), place(view, "doses", 60), CONTROL, then=SHIFT)
    (wanted,) = asked.records
    assert (wanted.kind, wanted.drug, wanted.like) == ("dose", None, None)


def test_escape_draws_nothing(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, CASE)
    end = place(view, DRUG, 300)
    begin_drag(view, place(view, DRUG, 200), end, CONTROL)
    view.escape()
    QTest.mouseRelease(stack_of(view).viewport(), LEFT, CONTROL, end)
    assert asked.nothing


def test_the_pointer_says_where_a_dose_can_be_drawn(qtbot: QtBot) -> None:
    view, _ = asking_view(qtbot, CASE)
    hover(view, place(view, DRUG, 300), keys=CONTROL)
    assert stack_of(view).viewport().cursor().shape() == Qt.CursorShape.CrossCursor
