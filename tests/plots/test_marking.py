"""Halo and ring: what is selected elsewhere and where the keys are, made out on the picture."""

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from dle_desktop.drawing.figure import Blank
from dle_desktop.drawing.layout import Track, key_of
from dle_desktop.plots.marking import halos
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.due_cases import COUNTED
from tests.drawing.pictures import PATIENT_1, RESPONDER, bundled
from tests.plots.views import shown_view


def halos_of(view: TimelineView, record: str) -> dict[str, list[QRectF]]:
    layout, scale = view.stack.layout_, view.stack.scale_of_time()
    assert layout is not None
    assert scale is not None
    found = {}
    for track in layout.tracks:
        box = QRectF(layout.left, track.top, layout.width, track.height)
        found[key_of(track.content)] = halos(track, box, scale, record)
    return {key: boxes for key, boxes in found.items() if boxes}


@pytest.mark.parametrize(
    ("record", "tracks"),
    [
        ("d-lenalidomide-10", ["drug:lenalidomide"]),
        ("e-neutropenia", ["events"]),
        ("nothing", []),
    ],
)
def test_a_record_is_made_out_in_its_tracks(qtbot: QtBot, record: str, tracks: list[str]) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    assert list(halos_of(view, record)) == tracks


def test_a_visit_is_made_out_in_both_scores_around_its_points(qtbot: QtBot) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    assert view.figure is not None
    first, scale = view.figure.plots[0].points[0], view.stack.scale_of_time()
    assert scale is not None
    found = halos_of(view, first.record_id)
    assert list(found) == ["activity", "damage"]
    assert found["activity"][0].center().x() == pytest.approx(scale.x(first.place.at))


def test_words_and_counts_are_made_out_too(qtbot: QtBot) -> None:
    view = shown_view(qtbot, bundled(PATIENT_1))
    assert view.figure is not None
    words = view.figure.plots[0].words[0].record_id
    assert "activity" in halos_of(view, words)
    view.show_case(COUNTED)
    assert "due:blood counts" in halos_of(view, "lab-46")


def test_nothing_is_made_out_where_nothing_is_drawn(qtbot: QtBot) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    scale = view.stack.scale_of_time()
    assert scale is not None
    assert halos(Track(Blank(), 0, 30), QRectF(0, 0, 100, 30), scale, "x") == []


@pytest.mark.parametrize("shown", ["record", "track", "pin"])
def test_what_is_made_out_shows_and_goes(qtbot: QtBot, shown: str) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    bare = view.stack.grab().toImage()
    if shown == "record":
        view.pointing.mark("d-lenalidomide-10")
    elif shown == "track":
        view.pointing.choose_track("activity")
    else:
        view.pointing.pin(200.0)
    assert view.stack.grab().toImage() != bare
    view.pointing.mark(None)
    view.pointing.choose_track(None)
    view.pointing.escape()
    assert view.stack.grab().toImage() == bare


def test_a_halo_out_of_sight_is_not_painted(qtbot: QtBot) -> None:
    view = shown_view(qtbot, bundled(RESPONDER))
    view.set_visible(0, 100)
    bare = view.stack.grab().toImage()
    view.pointing.mark("e-neutropenia")
    assert view.stack.grab().toImage() == bare
