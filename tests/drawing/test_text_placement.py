"""No text of a picture stands on another or leaves its room, whatever is drawn, at any zoom."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from dle_desktop.domain.case import Case
from dle_desktop.drawing.axes import TimeAxis, Unit
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.folding import empty_stretches, folded
from dle_desktop.drawing.layout import GAP, TOP
from dle_desktop.drawing.origins import origins_of
from dle_desktop.drawing.palette import GREY, LIGHT, Palette
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_axis import CALENDAR, RELATIVE
from dle_desktop.drawing.time_scale import UNFOLDED, Folds
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from tests.drawing.crowds import crowded_cases, views
from tests.drawing.pictures import (
    BUNDLED,
    a_case,
    a_course,
    a_dose,
    an_event,
    bundled,
    outside,
    overlaps,
    painted,
    painted_track,
)
from tests.strategies import cases

# Qt warns of scripts that no installed typeface holds; what is asked here is where texts stand.
pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.no_qt_log]
WIDTHS = (480.0, 700.0, 900.0, 1400.0, 1900.0)
VIEWS = (
    DEFAULT_VIEW,
    ViewOptions(
        response_lines=True, grade_bands=True,
        analytes=("neutrophils", "platelets", "white cells", "haemoglobin"),
    ),
)  # fmt: skip
AXES = (RELATIVE, CALENDAR)
UNITS: tuple[Unit, ...] = ("auto", "day", "week", "month")


def assert_apart(
    figure: Figure, days: tuple[float, float], axis: TimeAxis, width: float, folds: Folds = UNFOLDED
) -> None:
    shown = painted(figure, width=width, days=days, axis=axis, folds=folds)
    assert overlaps(shown.texts) == []
    assert outside(shown.texts, width) == []
    for track in shown.layout.tracks:
        texts = painted_track(figure, track, shown.layout, days=days).texts
        least, most = track.top - TOP - 4, track.bottom + GAP * 0.6
        assert [text for box, text in texts if box.top() < least or box.bottom() > most] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("view", VIEWS)
def test_texts_of_the_bundled_cases_keep_apart_at_every_zoom(
    name: str, axis: TimeAxis, width: float, view: ViewOptions
) -> None:
    figure = figure_of(bundled(name), view)
    first, last = figure.whole.first, figure.whole.last
    length = last - first
    assert_apart(figure, (figure.span.first, figure.span.last), axis, width)
    assert_apart(figure, (first - length, last + length), axis, width)
    for part in range(8):
        start = first + part * length / 8
        assert_apart(figure, (start, start + length / (part + 1)), axis, width)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    case=crowded_cases() | cases(),
    view=views(),
    part=st.tuples(st.floats(-0.5, 0.9), st.floats(0.01, 2)),
    width=st.sampled_from(WIDTHS),
    mode=st.sampled_from(AXES),
    unit=st.sampled_from(UNITS),
    number=st.integers(0, 8),
    folding=st.booleans(),
)
def test_texts_of_any_case_keep_apart_at_any_zoom(
    case: Case,
    view: ViewOptions,
    part: tuple[float, float],
    width: float,
    mode: TimeAxis,
    unit: Unit,
    number: int,
    folding: bool,
) -> None:
    figure = figure_of(case, view)
    whole = figure.whole.last - figure.whole.first
    first = figure.whole.first + part[0] * whole
    origins = origins_of(case, figure)
    origin = origins[number % len(origins)]
    axis = TimeAxis(mode.mode, unit, origin if origin.key else None, folding)
    folds = folded(empty_stretches(case), figure.span) if folding else UNFOLDED
    assert_apart(figure, (first, first + max(3.0, part[1] * whole)), axis, width, folds)


def test_the_check_itself_sees_texts_that_meet() -> None:
    one, two = QRectF(0, 0, 40, 12), QRectF(30, 4, 40, 12)
    assert overlaps([(one, "one"), (two, "two")]) == [("one", "two")]
    assert overlaps([(one, "one"), (two.translated(12, 0), "two")]) == []
    assert outside([(one.translated(-5, 0), "one"), (two, "two")], 60) == ["one", "two"]


@pytest.mark.parametrize("palette", [LIGHT, GREY])
@pytest.mark.parametrize("name", BUNDLED)
def test_texts_keep_apart_at_any_resolution(name: str, palette: Palette) -> None:
    figure = figure_of(bundled(name))
    for unit in (1.0, 2.0, 4.0):
        shown = painted(figure, unit=unit, palette=palette)
        assert overlaps(shown.texts) == []
        assert outside(shown.texts, 1000 * unit) == []


def test_events_on_either_side_of_a_fold_keep_apart() -> None:
    case = a_case(
        events=(an_event(33, "improvement"), an_event(216, "improvement")),
        courses=(a_course(a_dose(0, 20)),),
    )
    figure = figure_of(case)
    folds = folded(empty_stretches(case), figure.span)
    assert folds.spans
    axis = TimeAxis("relative", "auto", None, True)
    assert_apart(figure, (figure.whole.first, figure.whole.last), axis, 480.0, folds)
