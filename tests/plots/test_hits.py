"""What lies under the pointer: doses by their days, marks by their nearness, else nothing."""

import pytest
from PySide6.QtCore import QPointF, QRectF

from dle_desktop.domain.case import Event
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.event_marks import BAR_DOWN, ShownEvents
from dle_desktop.drawing.layout import EVENT_ROW, lay_out
from dle_desktop.drawing.series import figure_of
from dle_desktop.plots.hits import events_at, missed_day_at, record_at
from tests.drawing.due_cases import COUNTED
from tests.drawing.pictures import (
    PATIENT_1,
    a_case,
    a_course,
    a_dose,
    a_score,
    an_event,
    box_of,
    bundled,
    day,
)

pytestmark = pytest.mark.usefixtures("qapp")
CASE = a_case(
    courses=(a_course(a_dose(0, 100, id="five"), a_dose(200, 300, id="ten")),),
    assessments=(a_score(50, 15, id="visit"),),
    events=(an_event(60, "visit", id="early"), an_event(64, "visit", id="late")),
)


def hit(number: int, day: float, height: float, sideways: float = 0.0) -> str | None:
    """Return what lies at a day and a share of a track's height."""
    figure = figure_of(CASE)
    layout = lay_out(figure, 900, 600)
    track = layout.tracks[number]
    scale = TimeScale(-50, 400, layout.left, layout.width)
    at = QPointF(scale.x(day) + sideways, track.bottom - height * track.height)
    return record_at(track, box_of(track, layout), scale, at)


@pytest.mark.parametrize(
    ("day", "record"),
    [(0, "five"), (99, "five"), (150, None), (250, "ten"), (350, None), (-9, None)],
)
def test_a_dose_is_hit_on_the_days_it_was_taken(day: float, record: str | None) -> None:
    assert hit(0, day, 0.5) == record


CROWD = tuple(an_event(100 + n, "note", f"n{n}", id=f"n{n}") for n in range(5))
SPAN = an_event(300, "infection", "cough", id="cough", end=day(380))


def events_hit(on: float, row: int, down: float = 0.0, *made: Event) -> ShownEvents | None:
    """Return what lies at a day and row of the events track, so far below the marks' middle."""
    marks = figure_of(a_case(events=made or (*CASE.events, *CROWD, SPAN))).events
    box = QRectF(172, 40, 600, 3 * EVENT_ROW)
    scale = TimeScale(-50, 400, box.left(), box.width())
    return events_at(
        marks, box, scale, QPointF(scale.x(on), box.top() + EVENT_ROW * (row + 0.5) + down)
    )


def test_an_event_is_hit_by_its_mark_in_its_row() -> None:
    assert hit(1, 60, 0.75) == "early"
    assert hit(1, 64, 0.25) == "late"
    assert hit(1, 200, 0.5) is None


def test_a_counted_mark_is_hit_as_all_its_events() -> None:
    found = next(one for row in range(3) if (one := events_hit(102, row)) and one.counted)
    assert len(found.members) > 1


@pytest.mark.parametrize(("on", "down"), [(300, 0.0), (315, 0.0), (370, BAR_DOWN)])
def test_an_event_is_hit_by_its_words_and_its_bar_too(on: float, down: float) -> None:
    found = events_hit(on, 0, down, SPAN)
    assert found is not None
    assert found.gravest.record_id == "cough"


def test_beside_words_and_above_a_bar_nothing_is_hit() -> None:
    assert events_hit(370, 0, 0.0, SPAN) is None


@pytest.mark.parametrize(("sideways", "record"), [(0, "visit"), (8, "visit"), (12, None)])
def test_a_score_is_hit_within_reach(sideways: float, record: str | None) -> None:
    assert hit(2, 50, 0.5, sideways) == record


def test_a_score_is_not_hit_far_above_it() -> None:
    assert hit(2, 50, 0.95) is None


def test_an_empty_plot_holds_nothing() -> None:
    assert hit(4, 50, 0.5) is None


def test_words_are_hit_where_they_begin() -> None:
    figure = figure_of(bundled(PATIENT_1))
    layout = lay_out(figure, 900, 600)
    track = next(t for t in layout.tracks if getattr(t.content, "key", "") == "activity")
    scale = TimeScale(-50, 700, layout.left, layout.width)
    at = QPointF(scale.x(304), track.top + 20)
    assert record_at(track, box_of(track, layout), scale, at) == "a-worse"


@pytest.mark.parametrize(
    ("day", "record", "missed"),
    [
        (7, "lab-7", None),
        (28, None, 28.0),
        (56, None, 56.0),
        (46, "lab-46", None),
        (84, None, 84.0),
        (110, None, None),
    ],
)
def test_a_done_tick_is_its_record_and_a_missed_one_its_day(
    day: float, record: str | None, missed: float | None
) -> None:
    layout = lay_out(figure_of(COUNTED), 900, 600)
    track = layout.tracks[-1]
    scale = TimeScale(-10, 120, layout.left, layout.width)
    at = QPointF(scale.x(day) + 1, track.top + 5)
    assert record_at(track, box_of(track, layout), scale, at) == record
    assert missed_day_at(track, scale, at) == missed


def test_no_other_track_has_missed_days() -> None:
    layout = lay_out(figure_of(COUNTED), 900, 600)
    scale = TimeScale(-10, 120, layout.left, layout.width)
    for track in layout.tracks[:-1]:
        assert missed_day_at(track, scale, QPointF(scale.x(28), track.top + 5)) is None


def test_marks_of_one_day_that_stand_side_by_side_are_each_hit() -> None:
    twice = (a_score(50, 15, id="first"), a_score(50, 15, id="second"))
    figure = figure_of(a_case(assessments=twice))
    layout = lay_out(figure, 900, 600)
    track = next(one for one in layout.tracks if one.content is figure.plots[0])
    scale = TimeScale(-50, 400, layout.left, layout.width)
    at = QPointF(scale.x(50), track.bottom - 0.5 * track.height)
    box = box_of(track, layout)
    assert record_at(track, box, scale, at) == "second"
    assert record_at(track, box, scale, at - QPointF(8, 0)) == "first"


@pytest.mark.parametrize(
    ("on", "record"), [(10, "taken"), (45, "held"), (60, "taken"), (150, "planned"), (250, None)]
)
def test_what_was_held_or_planned_is_hit_too(on: float, record: str | None) -> None:
    doses = (
        a_dose(0, 100, id="taken"), a_dose(40, 50, None, id="held", status="held"),
        a_dose(101, 200, id="planned", status="planned"),
    )  # fmt: skip
    figure = figure_of(a_case(courses=(a_course(*doses),)))
    layout = lay_out(figure, 900, 600)
    track = layout.tracks[0]
    scale = TimeScale(-50, 400, layout.left, layout.width)
    at = QPointF(scale.x(on), track.bottom - 5)
    assert record_at(track, box_of(track, layout), scale, at) == record
