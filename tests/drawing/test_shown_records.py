"""The records in the picture: those of tracks shown, within the days shown."""

import pytest

from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.shown_records import shown_records
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.due_cases import COUNTED
from tests.drawing.pictures import (
    NON_RESPONDER,
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_score,
    an_event,
    bundled,
)

CASE = a_case(
    courses=(a_course(a_dose(0, 100), a_dose(100, 200, 10.0)),),
    assessments=(a_score(0, 18, 4), a_score(150, 9)),
    events=(an_event(20, "flare"), an_event(180, "note", end=None)),
)


def tracks(first: float, last: float, **view: object) -> list[str]:
    options = ViewOptions(**view)  # type: ignore[arg-type]
    return [track for track, _ in shown_records(figure_of(CASE, options), first, last)]


def test_everything_in_the_whole_range_stands_from_the_top_track_down() -> None:
    assert tracks(-10, 300) == [
        "drug:lenalidomide", "drug:lenalidomide", "events", "events", "activity", "activity",
        "damage",
    ]  # fmt: skip


def test_a_part_of_the_days_holds_what_lies_in_it_or_reaches_into_it() -> None:
    assert tracks(90, 160) == ["drug:lenalidomide", "drug:lenalidomide", "activity"]


def test_hidden_tracks_hold_nothing() -> None:
    assert tracks(-10, 10, hidden=("activity", "drug:lenalidomide")) == ["damage"]


@pytest.mark.parametrize("name", [RESPONDER, NON_RESPONDER])
def test_no_record_comes_twice_in_a_track(name: str) -> None:
    found = shown_records(figure_of(bundled(name)), -1e6, 1e6)
    assert len(found) == len(set(found)) > 0


def test_ticks_of_what_was_due_are_no_values() -> None:
    found = shown_records(figure_of(COUNTED), -1e6, 1e6)
    assert not [track for track, _ in found if track.startswith("due:")]
