"""Events under the pointer: lit and read, pinned by a click, opened by a double click."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.drawing.event_marks import place_events
from dle_desktop.drawing.measure import Measure
from dle_desktop.drawing.palette import LIGHT
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import a_case, a_course, a_dose, an_event, box_of, day
from tests.plots.test_timeline_view import drag, point
from tests.plots.views import shown_view, stack_of

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CASE = a_case(
    courses=(a_course(a_dose(0, 700)),),
    events=(
        an_event(100, "infection", "<i>cough</i>", id="cough", end=day(200)),
        *(an_event(400 + n, "note", f"n{n}", id=f"n{n}") for n in range(9)),
        *(an_event(600, "note", "dose missed", id=f"m{n}") for n in range(9)),
    ),
)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown_view(qtbot, CASE)


def at(view: TimelineView, record: str) -> QPoint:
    """Return where the mark of a record is, alone or counted."""
    stack = stack_of(view)
    scale = stack.scale_of_time()
    assert scale is not None
    assert stack.layout_ is not None
    track = next(one for one in stack.layout_.tracks if isinstance(one.content, tuple))
    assert isinstance(track.content, tuple)
    for one in place_events(Measure(), track.content, box_of(track, stack.layout_), scale):
        if one.box is not None and record in {mark.record_id for mark in one.members}:
            return one.box.center().toPoint()
    raise AssertionError(record)


def read(view: TimelineView) -> list[str]:
    card = stack_of(view).events.card
    return [entry.record_id for entry in card.entries] if card and card.isVisible() else []


def test_the_event_under_the_pointer_is_lit_and_read(view: TimelineView, qtbot: QtBot) -> None:
    place = at(view, "cough")
    point(view, place.toPointF())
    assert stack_of(view).events.lit == ("cough",)
    assert read(view) == []  # not at once: a pointer may only pass by
    qtbot.waitUntil(lambda: read(view) == ["cough"])
    card = stack_of(view).events.card
    assert card is not None
    assert view.rect().contains(card.geometry())
    image = view.stack.viewport().grab().toImage()
    ring = {image.pixelColor(place.x() + x, place.y() - 9).name() for x in (-1, 0, 1)}
    assert any(abs(int(c[1:3], 16) - int(LIGHT.accent[1:3], 16)) < 120 for c in ring)


def test_a_counted_mark_reads_all_its_events(view: TimelineView, qtbot: QtBot) -> None:
    point(view, at(view, "n3").toPointF())
    qtbot.waitUntil(lambda: "n3" in read(view))
    assert len(read(view)) > 1


def test_the_card_goes_with_the_pointer_but_a_click_pins_it(
    view: TimelineView, qtbot: QtBot
) -> None:
    place, away = at(view, "cough"), QPoint(500, 20)
    point(view, place.toPointF())
    qtbot.waitUntil(lambda: read(view) == ["cough"])
    point(view, away.toPointF())
    assert read(view) == []
    assert stack_of(view).events.lit == ()
    QTest.mouseClick(view.stack.viewport(), LEFT, NONE, place)
    point(view, away.toPointF())
    assert read(view) == ["cough"]
    view.zoom_in()
    assert read(view) == ["cough"]
    QTest.mouseClick(view.stack.viewport(), LEFT, NONE, away)
    assert read(view) == []


def test_a_quick_click_stays_pinned(view: TimelineView) -> None:
    place = at(view, "n3")
    point(view, place.toPointF())
    QTest.mouseClick(view.stack.viewport(), LEFT, NONE, place)
    card = stack_of(view).events.card
    assert not stack_of(view).events.waiting
    assert card is not None
    assert card.pinned


def test_escape_closes_a_pinned_card_and_leaves_the_cursor(view: TimelineView) -> None:
    QTest.mouseClick(view.stack.viewport(), LEFT, NONE, at(view, "cough"))
    view.set_cursor(50.0)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert read(view) == []
    assert view.cursor_day() == 50.0


def test_a_drag_that_begins_on_an_event_pins_nothing(view: TimelineView) -> None:
    place = at(view, "cough")
    drag(view, place, place + QPoint(80, 0))
    assert read(view) == []


def test_a_double_click_opens_the_record_and_closes_the_card(
    view: TimelineView, qtbot: QtBot
) -> None:
    place = at(view, "cough")
    QTest.mouseClick(view.stack.viewport(), LEFT, NONE, place)
    with qtbot.waitSignal(view.record_activated) as told:
        QTest.mouseDClick(view.stack.viewport(), LEFT, NONE, place)
    assert told.args == ["cough"]
    assert read(view) == []


def test_a_double_click_on_a_counted_mark_shows_its_days_alone(
    view: TimelineView, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(view.record_activated):
        QTest.mouseDClick(view.stack.viewport(), LEFT, NONE, at(view, "n3"))
    first, last = view.visible()
    assert last - first < 60
    assert first < 403 < last


def test_a_double_click_on_events_of_one_day_opens_the_gravest(
    view: TimelineView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.record_activated) as told:
        QTest.mouseDClick(view.stack.viewport(), LEFT, NONE, at(view, "m8"))
    assert told.args is not None
    assert told.args[0].startswith("m")


def test_another_case_forgets_what_was_read(view: TimelineView) -> None:
    QTest.mouseClick(view.stack.viewport(), LEFT, NONE, at(view, "cough"))
    view.show_case(a_case(id="22222222-2222-4222-8222-222222222222"))
    assert read(view) == []
