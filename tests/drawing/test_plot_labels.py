"""Labels in a plot: told where they begin, off the curve, and giving way where there is no room."""

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QRectF

from dle_desktop.domain.case import Assessment, Case, LabResult
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.curves import line_of
from dle_desktop.drawing.figure import Plot
from dle_desktop.drawing.label_room import crosses
from dle_desktop.drawing.measure import Measure
from dle_desktop.drawing.plot_labels import LabelPlacer, PlotLabels, value_text
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.crowds import crowded_cases, views
from tests.drawing.pictures import a_case, a_course, a_dose, a_lab, a_score

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.no_qt_log]
BOX = QRectF(0, 0, 900, 160)
LINES = ViewOptions(response_lines=True)


def placed(plot: Plot, days: tuple[float, float], box: QRectF = BOX) -> PlotLabels:
    scale = TimeScale(*days, box.left(), box.width())
    lines = [line_of(run, scale, box, plot) for run in plot.runs]
    return LabelPlacer(Measure(), plot, box, scale, lines, []).place()


def lab(*results: LabResult, view: ViewOptions = LINES) -> Plot:
    return figure_of(a_case(labs=results), view).plots[2]


def activity(*scores: Assessment) -> Plot:
    case = a_case(courses=(a_course(a_dose(0, 400)),), assessments=scores)
    return figure_of(case, LINES).plots[0]


def test_a_limit_is_told_where_it_begins_and_once() -> None:
    results = [a_lab(day, 4.0, id=f"l{day}", low=low, high=7.5)
               for day, low in ((0, 1.8), (100, 1.8), (200, 1.5), (300, 1.5))]  # fmt: skip
    labels = placed(lab(*results), (0, 400)).labels
    texts = [label.text for label in labels]
    assert texts == ["lower limit 1.8", "lower limit 1.5"]
    starts = [label.left * 400 / 900 for label in labels]
    assert starts[0] < 10
    assert 150 < starts[1] < 160


def test_a_limit_out_of_sight_is_told_at_the_edge() -> None:
    results = (a_lab(0, 4.0, low=1.8), a_lab(300, 4.0, low=1.5, id="b"))
    (label,) = placed(lab(*results), (200, 400)).labels
    assert (label.text, label.left < 10) == ("lower limit 1.5", True)


def test_a_step_too_narrow_for_its_words_is_not_told() -> None:
    results = [a_lab(day, 4.0, id=f"l{day}", low=1.8 - day % 2) for day in range(40)]
    assert placed(lab(*results), (0, 40)).labels == ()


def test_a_label_slides_along_its_line_out_of_the_curves_way() -> None:
    flat = [a_lab(day, 1.7, id=f"l{day}", low=1.8, high=9.0) for day in (0, 60)]
    risen = a_lab(120, 3.6, id="late", low=1.8, high=9.0)
    (label,) = placed(lab(*flat, risen), (0, 200)).labels
    assert label.left > 60 * 900 / 200


def test_a_minor_line_is_drawn_only_where_it_stays_calm() -> None:
    plot = activity(a_score(0, 24), a_score(100, 22))
    high = placed(plot, (0, 400)).levels
    low = placed(plot, (0, 400), QRectF(0, 0, 900, 50)).levels
    assert "CLASI-70" in {level.text for level in high}
    assert "CLASI-70" not in {level.text for level in low}
    assert len(low) == 4


def test_lines_begin_with_the_baseline() -> None:
    plot = activity(a_score(0, 24), a_score(100, 22))
    assert placed(plot, (-200, -10)).levels == ()


def test_response_lines_give_way_to_the_names_of_bands() -> None:
    plot = activity(a_score(0, 24), a_score(100, 22))
    texts = [label.text for label in placed(plot, (0, 40), QRectF(0, 0, 70, 160)).labels]
    assert {"mild", "moderate", "severe"} <= set(texts)


@pytest.mark.parametrize(("value", "text"), [(-2.5, "\u22122.5"), (1.8, "1.8"), (0.0, "0")])
def test_a_negative_value_has_a_true_minus(value: float, text: str) -> None:
    assert value_text(value) == text


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(crowded_cases(), views())
def test_no_curve_crosses_a_label_and_no_label_leaves_the_plot(
    case: Case, view: ViewOptions
) -> None:
    figure = figure_of(case, view)
    days = (figure.span.first, figure.span.last)
    for plot in figure.plots:
        if not plot.points:
            continue
        scale = TimeScale(*days, BOX.left(), BOX.width())
        lines = [line_of(run, scale, BOX, plot) for run in plot.runs]
        for label in placed(plot, days).labels:
            assert BOX.contains(label.box)
            assert not any(crosses(line, label.box) for line in lines)
