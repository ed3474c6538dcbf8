"""Rows of events on paper: as many as say everything, no more than there is room for."""

import pytest
from PySide6.QtCore import QRectF

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.event_marks import place_events, said_in_full
from dle_desktop.drawing.event_rows import with_rows_for_words
from dle_desktop.drawing.figure import EVENTS_KEY, Figure
from dle_desktop.drawing.layout import EVENT_ROW, event_rows
from dle_desktop.drawing.measure import Measure
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.pictures import a_case, a_course, a_dose, an_event

pytestmark = pytest.mark.usefixtures("qapp")
SCALE = TimeScale(0.0, 300.0, 160.0, 500.0)


def crowd(count: int, apart: int = 3) -> Figure:
    events = tuple(
        an_event(apart * n, "note", f"words of event {n}", id=f"e{n}") for n in range(count)
    )
    return figure_of(a_case(courses=(a_course(a_dose(0, 300)),), events=events))


def rows_of(figure: Figure) -> int:
    return round(dict(figure.options.heights)[EVENTS_KEY] * event_rows(figure.events))


def unsaid(figure: Figure, rows: int) -> int:
    box = QRectF(SCALE.left, 0, SCALE.width, rows * EVENT_ROW)
    shown = place_events(Measure(), figure.events, box, SCALE)
    return sum(not said_in_full(one) for one in shown)


def test_close_events_get_the_rows_to_say_all_their_words_and_not_one_more() -> None:
    figure = crowd(7)
    rows = rows_of(with_rows_for_words(figure, SCALE, 400.0))
    assert unsaid(figure, event_rows(figure.events)) > 0
    assert unsaid(figure, rows) == 0
    assert unsaid(figure, rows - 1) > 0


def test_no_more_rows_than_there_is_room_for() -> None:
    figure = crowd(7)
    usual = event_rows(figure.events)
    needed = rows_of(with_rows_for_words(figure, SCALE, 400.0))
    spare = (needed - usual) * EVENT_ROW
    assert rows_of(with_rows_for_words(figure, SCALE, spare)) == needed
    assert rows_of(with_rows_for_words(figure, SCALE, spare - 1.0)) < needed
    assert rows_of(with_rows_for_words(figure, SCALE, 0.0)) == usual


def test_a_figure_too_high_already_has_its_rows_on_another_page() -> None:
    assert rows_of(with_rows_for_words(crowd(7), SCALE, -1.0)) > event_rows(crowd(7).events)


def test_a_hundred_events_on_one_day_have_no_endless_rows() -> None:
    assert rows_of(with_rows_for_words(crowd(100, apart=0), SCALE, 1e6)) <= 10


def test_hidden_or_no_events_change_nothing() -> None:
    none = figure_of(a_case(courses=(a_course(a_dose(0, 300)),)))
    assert with_rows_for_words(none, SCALE, 400.0) is none
    hidden = figure_of(
        a_case(events=(an_event(1, "note", "words"),)), ViewOptions(hidden=(EVENTS_KEY,))
    )
    assert with_rows_for_words(hidden, SCALE, 400.0) is hidden
