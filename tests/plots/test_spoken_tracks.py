"""The tracks for a screen reader: named children with a summary and the value at the cursor."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import (
    NON_RESPONDER,
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_lab,
    bundled,
)
from tests.plots.views import shown_view


def told(view: TimelineView) -> dict[str, str]:
    """Return name and description of the timeline's accessible children that are tracks."""
    view.spoken._build()
    view.spoken.tell()
    whole = QAccessible.queryAccessibleInterface(view)
    assert whole is not None
    children = [whole.child(place) for place in range(whole.childCount())]
    return {
        one.text(QAccessible.Text.Name): one.text(QAccessible.Text.Description)
        for one in children
        if one.object() in view.spoken.children_
    }


def test_each_track_is_a_child_with_its_name_and_summary(qtbot: QtBot) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    found = told(view)
    assert list(found) == ["lenalidomide", "prednisone", "hydroxychloroquine", "events",
                           "CLASI activity", "CLASI damage", "neutrophils",
                           "blood counts"]  # fmt: skip
    assert found["lenalidomide"] == "lenalidomide: 5 mg/d, then 10 mg/d."
    assert found["CLASI activity"].startswith("CLASI activity: 15 values, from 19 to 5")


def test_each_track_says_its_value_at_the_cursor(qtbot: QtBot) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    view.set_cursor(400.0)
    found = told(view)
    assert found["lenalidomide"].startswith("At the cursor: 10 mg/d. ")
    assert found["CLASI activity"].startswith("At the cursor: 6, 36 days old. ")
    assert found["events"].startswith("At the cursor: neutropenia, grade 2 (CTCAE 5.0), 4 days old")
    assert found["blood counts"].startswith("At the cursor: ")
    view.set_cursor(672.0)
    assert told(view)["lenalidomide"].startswith("At the cursor: 10 mg/d. ")
    view.set_cursor(-2000.0)
    found = told(view)
    assert found["lenalidomide"].startswith("At the cursor: none. ")
    assert found["CLASI activity"].startswith("At the cursor: nothing until then. ")


def test_a_dose_whose_end_is_not_reported_is_told_with_that_doubt(qtbot: QtBot) -> None:
    open_end = a_course(a_dose(0, None, 5.0), drug="prednisone")
    view = shown_view(qtbot, a_case(courses=(open_end,), labs=(a_lab(90, 3.0),)))
    view.set_cursor(60.0)
    said = told(view)["prednisone"]
    assert said.startswith("At the cursor: 5 mg/d, whether still taken is not reported. ")


def test_a_resting_cursor_is_told_without_being_asked(qtbot: QtBot) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    qtbot.waitUntil(lambda: len(view.spoken.children_) > 0)
    view.set_cursor(400.0)
    child = view.spoken.children_[0]
    qtbot.waitUntil(lambda: child.accessibleDescription().startswith("At the cursor: 10 mg/d"))


def test_the_value_of_one_track_is_told_with_its_name(qtbot: QtBot) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    told(view)
    assert view.spoken.value("activity") == ""
    view.set_cursor(400.0)
    assert view.spoken.value("activity") == "CLASI activity: 6, 36 days old."
    assert view.spoken.value(None) == ""


def test_children_follow_the_case_and_let_the_mouse_through(qtbot: QtBot) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    told(view)
    view.show_case(a_case())
    assert told(view)["doses"] == "No doses recorded."
    view.set_cursor(3.0)
    assert told(view)["doses"].startswith("At the cursor: nothing recorded. ")
    view.show_case(bundled(NON_RESPONDER))
    assert len(told(view)) == len(view.pointing.track_keys())
    child = view.spoken.children_[0]
    assert view.childAt(child.geometry().center() + QPoint(60, 0)) is view.stack.viewport()
    view.show_case(None)
    assert told(view) == {}
