"""Walking by keys: days of records, edges of doses, the record a day's value comes from."""

import pytest

from dle_desktop.drawing.figure import Blank, Lane
from dle_desktop.drawing.layout import contents_of, key_of
from dle_desktop.drawing.series import figure_of
from dle_desktop.plots import walk
from tests.drawing.due_cases import COUNTED
from tests.drawing.pictures import RESPONDER, bundled

FIGURE = figure_of(bundled(RESPONDER))
CONTENTS = {key_of(content): content for content in contents_of(FIGURE)}
COUNTS = figure_of(COUNTED).due_tracks[0]


@pytest.mark.parametrize(
    ("key", "day", "record"),
    [
        ("drug:lenalidomide", 100, "d-lenalidomide-5"),
        ("drug:lenalidomide", 400, "d-lenalidomide-10"),
        ("drug:lenalidomide", -40, "d-lenalidomide-5"),
        ("events", 396, "e-neutropenia"),
        ("events", 5, "e-improvement"),
    ],
)
def test_the_record_of_a_day_is_the_one_its_value_comes_from(
    key: str, day: float, record: str
) -> None:
    assert walk.record_on(CONTENTS[key], day) == record


def test_a_blank_track_has_no_record_and_belongs_to_the_doses() -> None:
    assert walk.record_on(Blank(), 5) is None
    assert walk.record_days(Blank()) == []
    assert walk.table_of(Blank()) == "dose"


def test_of_what_was_due_only_what_was_done_has_a_record() -> None:
    assert walk.record_on(COUNTS, 47) == "lab-46"
    assert len(walk.record_days(COUNTS)) == len(COUNTS.dues)


@pytest.mark.parametrize(
    ("key", "name"),
    [("drug:prednisone", "dose"), ("activity", "assessment"), ("damage", "assessment"),
     ("lab:neutrophils", "lab"), ("events", "event"), ("due:blood counts", "lab")],
)  # fmt: skip
def test_each_track_has_its_table(key: str, name: str) -> None:
    assert walk.table_of(CONTENTS[key]) == name


def test_the_edges_of_a_lane_are_where_its_doses_begin_and_end() -> None:
    lane = CONTENTS["drug:lenalidomide"]
    assert isinstance(lane, Lane)
    assert walk.edge_days([lane]) == [0.0, 308.0]


def test_a_step_goes_to_the_next_day_ahead_or_nowhere() -> None:
    assert walk.step([0, 5, 9], 5, 1) == 9
    assert walk.step([0, 5, 9], 5, -1) == 0
    assert walk.step([0, 5, 9], 9, 1) is None
