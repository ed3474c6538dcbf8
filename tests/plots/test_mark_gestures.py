"""Marks dragged in time, and new ones placed; values never change by dragging."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.domain.case import Case, Reading
from dle_desktop.drawing.event_marks import place_events
from dle_desktop.drawing.measure import Measure
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import a_case, a_lab, a_score, an_event
from tests.plots.asked import Asked, asking_view
from tests.plots.pointing import (
    CONTROL,
    LEFT,
    NONE,
    SHIFT,
    begin_drag,
    drag,
    hover,
    place,
    track_of,
)
from tests.plots.views import stack_of

Y = {"activity": 1 - 15 / 30, "damage": 1 - 10 / 20}


def marked() -> Case:
    return a_case(
        assessments=(
            a_score(0, 15, 10), a_score(200, 15, 10),
            a_score(300, None, None, damage_reading=Reading(direction="unchanged")),
        ),
        labs=(a_lab(0, 2.0), a_lab(200, 2.0), a_lab(100, 2.0, calculated=True)),
        events=(an_event(120, "flare", "flare"),),
    )  # fmt: skip


def on_mark(asked: Asked) -> list[tuple[str, float]]:
    return [(move.record_id, move.day) for move in asked.moves]


@pytest.mark.parametrize(
    ("track", "day", "share", "record"),
    [
        ("activity", 200, Y["activity"], "score-200"),
        ("damage", 200, Y["damage"], "score-200"),
        ("damage", 300, 0.5, "score-300"),
        ("events", 120, 0.5, "event-120-flare"),
    ],
)
def test_a_mark_is_dragged_in_time_alone(
    qtbot: QtBot, track: str, day: float, share: float, record: str
) -> None:
    view, asked = asking_view(qtbot, marked())
    drag(view, place(view, track, day, share), place(view, track, day + 40, 0.1), CONTROL)
    assert [move.record_id for move in asked.moves] == [record]
    assert asked.moves[0].day == pytest.approx(day + 40, abs=1)
    assert not asked.records


def test_a_mark_comes_to_rest_on_another_day_of_the_case(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, marked())
    end = place(view, "events", 200) + QPoint(4, 0)
    drag(view, place(view, "events", 120), end, CONTROL)
    assert on_mark(asked) == [("event-120-flare", 200)]


def test_a_calculated_value_is_not_moved_and_says_why(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, marked())
    plot = view.figure.plots[2] if view.figure else None
    assert plot is not None
    share = 1 - 2.0 / plot.top
    drag(view, place(view, "lab", 100, share), place(view, "lab", 150, share), CONTROL)
    assert asked.refusals == ["calculated"]
    assert not asked.moves
    drag(view, place(view, "lab", 200, share), place(view, "lab", 150, share), CONTROL)
    assert [record for record, _ in on_mark(asked)] == ["lab-200"]


def test_a_counted_mark_is_not_moved_and_its_menu_names_all_it_counts(qtbot: QtBot) -> None:
    events = [an_event(120 + n, "note", id=f"n{n}") for n in range(9)]
    view, asked = asking_view(qtbot, a_case(events=(an_event(0, "visit"), *events)))
    view.set_visible(-600, 900)
    at, counted = _counted(view)
    drag(view, at, at + QPoint(60, 0), CONTROL)
    assert asked.refusals == ["counted"]
    assert not asked.moves
    QTest.mouseClick(stack_of(view).viewport(), Qt.MouseButton.RightButton, NONE, at)
    assert set(asked.spots[0].record_ids) == counted
    assert len(counted) > 1


def _counted(view: TimelineView) -> tuple[QPoint, set[str]]:
    """Return where a counted mark is and what it counts."""
    scale, track = view.stack.scale_of_time(), track_of(view, "events")
    assert scale is not None
    assert isinstance(track.content, tuple)
    box = QRectF(scale.left, track.top, scale.width, track.height)
    for mark in place_events(Measure(), track.content, box, scale):
        if mark.counted and mark.box is not None:
            return mark.box.center().toPoint(), {one.record_id for one in mark.members}
    raise AssertionError


def test_escape_leaves_a_mark_where_it_was_and_places_none(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, marked())
    for start in (place(view, "activity", 200, Y["activity"]), place(view, "activity", 100, 0.2)):
        begin_drag(view, start, start + QPoint(40, 0), CONTROL)
        view.escape()
        QTest.mouseRelease(stack_of(view).viewport(), LEFT, CONTROL, start + QPoint(40, 0))
    assert asked.nothing


@pytest.mark.parametrize(
    ("track", "share", "kind", "side", "value"),
    [
        ("activity", 1 / 3, "assessment", "activity", 20),
        ("damage", 0.25, "assessment", "damage", 15),
        ("lab", 0.1, "lab", None, None),
        ("events", 0.5, "event", None, None),
    ],
)
def test_a_press_with_ctrl_asks_for_a_mark_on_that_day(
    qtbot: QtBot, track: str, share: float, kind: str, side: str | None, value: float | None
) -> None:
    view, asked = asking_view(qtbot, marked())
    QTest.mouseClick(stack_of(view).viewport(), LEFT, CONTROL, place(view, track, 60, share))
    (wanted,) = asked.records
    assert (wanted.kind, wanted.side) == (kind, side)
    assert wanted.day == pytest.approx(60, abs=1)
    assert wanted.value == (None if value is None else pytest.approx(value, abs=1))
    assert wanted.analyte == ("neutrophils" if kind == "lab" else None)


def test_a_mark_follows_the_pointer_until_the_release_and_stays_in_its_plot(qtbot: QtBot) -> None:
    view, asked = asking_view(qtbot, marked())
    far = place(view, "activity", 80, -3.0)
    drag(view, place(view, "activity", 60, 0.5), far, CONTROL, then=CONTROL | SHIFT)
    (wanted,) = asked.records
    assert wanted.value == 30
    assert wanted.day == pytest.approx(80, abs=1)


def test_the_pointer_says_what_ctrl_would_do(qtbot: QtBot) -> None:
    view, _ = asking_view(qtbot, marked())
    shapes = []
    for at in (place(view, "activity", 200, Y["activity"]), place(view, "activity", 100, 0.2)):
        hover(view, at, keys=CONTROL)
        shapes.append(stack_of(view).viewport().cursor().shape())
    assert shapes == [Qt.CursorShape.SizeHorCursor, Qt.CursorShape.CrossCursor]
