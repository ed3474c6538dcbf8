"""Edges and whole doses dragged by the mouse: previewed, snapped, asked for once, or cancelled."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.domain.case import Case, Taper
from dle_desktop.domain.moments import Moment
from tests.drawing.pictures import a_case, a_course, a_dose, a_score, day
from tests.plots.asked import asking_view
from tests.plots.pointing import CONTROL, LEFT, NONE, SHIFT, begin_drag, drag, hover, place
from tests.plots.views import stack_of

DRUG, OTHER = "lenalidomide", "prednisone"


def two_steps() -> Case:
    doses = (a_dose(0, 300, 5.0), a_dose(300, 600, 10.0))
    other = a_course(a_dose(100, 400, 20.0), drug=OTHER)
    return a_case(courses=(a_course(*doses), other), assessments=(a_score(350, 5, 2),))


@pytest.mark.parametrize(("to", "asked_for"), [(330, 330), (900, 599)])
def test_an_edge_is_dragged_to_another_day_within_its_doses(
    qtbot: QtBot, to: float, asked_for: float
) -> None:
    view, asked = asking_view(qtbot, two_steps())
    before = view.visible()
    drag(view, place(view, DRUG, 300), place(view, DRUG, to), then=SHIFT)
    (move,) = asked.moves
    assert move.edge is not None
    assert (move.record_id, move.edge.part, move.edge.joined) == (
        "dose-0-5.0", "end", ("dose-300-10.0",),
    )  # fmt: skip
    assert move.day == pytest.approx(asked_for, abs=1)
    assert view.visible() == before


@pytest.mark.parametrize(("keys", "snaps"), [(NONE, True), (SHIFT, False)])
def test_an_edge_comes_to_rest_on_a_visit_near_by(
    qtbot: QtBot, keys: Qt.KeyboardModifier, snaps: bool
) -> None:
    view, asked = asking_view(qtbot, two_steps())
    end = place(view, DRUG, 350) + QPoint(4, 0)
    drag(view, place(view, DRUG, 300), end, then=keys)
    assert (asked.moves[0].day == 350) is snaps


def test_escape_leaves_the_edge_where_it_was(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, two_steps())
    end = place(view, DRUG, 340)
    begin_drag(view, place(view, DRUG, 300), end)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(stack_of(view).viewport(), LEFT, NONE, end)
    assert asked.nothing


def test_an_edge_brought_back_asks_for_nothing(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, two_steps())
    at = place(view, DRUG, 300)
    begin_drag(view, at, at + QPoint(40, 0), then=SHIFT)
    hover(view, at, LEFT, SHIFT)
    QTest.mouseRelease(stack_of(view).viewport(), LEFT, NONE, at)
    assert asked.nothing


def test_the_cursor_goes_along(qtbot: QtBot) -> None:
    view, _ = asking_view(qtbot, two_steps())
    view.show_day(20.0)
    begin_drag(view, place(view, DRUG, 300), place(view, DRUG, 351))
    assert view.cursor_day() == 350
    view.escape()
    begin_drag(view, place(view, OTHER, 250), place(view, OTHER, 280), CONTROL)
    assert view.cursor_day() == 130  # where the dose begins now


def test_a_click_on_an_edge_pins_its_day_as_elsewhere(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, two_steps())
    QTest.mouseClick(stack_of(view).viewport(), LEFT, NONE, place(view, DRUG, 300))
    (pin,) = view.pointing.pins.held
    assert pin.day == pytest.approx(300, abs=1)
    assert asked.nothing


def test_the_preview_is_painted_over_the_kept_picture(qtbot: QtBot) -> None:
    view, _ = asking_view(qtbot, two_steps())
    plain = view.grab().toImage()
    kept = stack_of(view)._picture
    begin_drag(view, place(view, DRUG, 300), place(view, DRUG, 340))
    assert stack_of(view)._picture is kept
    assert view.grab().toImage() != plain
    view.escape()
    hover(view, QPoint(1, 1))
    assert view.grab().toImage() == plain


def test_an_edge_in_doubt_can_be_dragged_too(qtbot: QtBot) -> None:
    dose = a_dose(0, None, 5.0, end=Moment(offset="P5M"))
    view, asked = asking_view(qtbot, a_case(courses=(a_course(dose),)))
    drag(view, place(view, DRUG, 152.19), place(view, DRUG, 140))
    assert [move.day for move in asked.moves] == [pytest.approx(140, abs=1)]


def test_the_pointer_says_where_an_edge_or_a_dose_can_be_moved(qtbot: QtBot) -> None:
    view, _ = asking_view(qtbot, two_steps())
    shapes = []
    for at, keys in ((300, NONE), (200, NONE), (200, CONTROL), (300, CONTROL)):
        hover(view, place(view, DRUG, at), keys=keys)
        shapes.append(stack_of(view).viewport().cursor().shape())
    split, arrow, sideways = (
        Qt.CursorShape.SplitHCursor, Qt.CursorShape.ArrowCursor, Qt.CursorShape.SizeHorCursor,
    )  # fmt: skip
    assert shapes == [split, arrow, sideways, sideways]


def test_where_nothing_may_be_changed_an_edge_is_a_frame_and_ctrl_is_refused(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, two_steps(), allowed=False)
    hover(view, place(view, DRUG, 300))
    assert stack_of(view).viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    drag(view, place(view, DRUG, 300), place(view, DRUG, 400))
    assert view.visible() == pytest.approx((300, 400), abs=3)
    assert asked.nothing
    drag(view, place(view, DRUG, 350), place(view, DRUG, 380), CONTROL)
    assert asked.refusals == ["read only"]
    assert not asked.moves


@pytest.mark.parametrize(
    ("by", "first"),
    [(100, 200), (200 + 3, 300)],  # the second comes to rest where another dose begins
)
def test_a_whole_dose_is_dragged_with_ctrl(qtbot: QtBot, by: float, first: float) -> None:
    view, asked = asking_view(qtbot, two_steps())
    drag(view, place(view, OTHER, 250), place(view, OTHER, 250 + by), CONTROL)
    (move,) = asked.moves
    assert (move.record_id, move.edge) == ("dose-100-20.0", None)
    assert move.day == pytest.approx(first, abs=1)


def test_the_end_of_a_whole_dose_comes_to_rest_too(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, two_steps())
    drag(view, place(view, OTHER, 250), place(view, OTHER, 203), CONTROL)
    assert asked.moves[0].day == 50  # so that it ends on the visit of day 350


def test_escape_leaves_a_whole_dose_where_it_was(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, two_steps())
    end = place(view, OTHER, 330)
    begin_drag(view, place(view, OTHER, 250), end, CONTROL)
    view.escape()
    QTest.mouseRelease(stack_of(view).viewport(), LEFT, CONTROL, end)
    QTest.mouseClick(stack_of(view).viewport(), LEFT, CONTROL, place(view, OTHER, 250))
    assert asked.nothing


def test_a_single_dose_is_hit_beside_its_day_and_moved_whole(qtbot: QtBot) -> None:
    single = a_dose(200, 200, 15.0, frequency="single")
    wedge = a_dose(0, 90, None, taper=Taper(from_amount=40, to_amount=0))
    view, asked = asking_view(qtbot, a_case(courses=(a_course(wedge, single),)))
    at = place(view, DRUG, 200) + QPoint(3, 0)
    drag(view, at, at + QPoint(60, 0), CONTROL, then=SHIFT)
    assert [move.record_id for move in asked.moves] == ["dose-200-15.0"]


def test_a_case_that_changes_under_a_drag_ends_it(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, two_steps())
    end = place(view, DRUG, 340)
    begin_drag(view, place(view, DRUG, 300), end)
    view.show_case(a_case(courses=(a_course(a_dose(0, 600)),), follow_up_end=day(700)))
    QTest.mouseRelease(stack_of(view).viewport(), LEFT, NONE, end)
    assert asked.nothing
