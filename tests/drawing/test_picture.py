"""The whole picture: one day stands at one place in every track, names stand in their column."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from dle_desktop.domain.case import Case
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Lane, Plot
from dle_desktop.drawing.folding import empty_stretches, folded, whole_shown
from dle_desktop.drawing.layout import lay_out
from dle_desktop.drawing.palette import LIGHT
from dle_desktop.drawing.picture import SYNTHETIC_NOTICE, guide_days, paint_tracks, ticks_of
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_axis import CALENDAR, RELATIVE, Origin, TimeAxis
from dle_desktop.drawing.time_scale import UNFOLDED
from tests.drawing.pictures import (
    BUNDLED,
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_lab,
    a_score,
    an_event,
    bundled,
    painted,
    painted_case,
)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("width", [500, 777, 1000, 1234.5, 1900])
@pytest.mark.parametrize("unit", [1.0, 1.25, 1.5, 2.0])
def test_a_day_stands_at_one_place_in_every_track(width: float, unit: float) -> None:
    on = 200
    case = a_case(
        courses=(a_course(a_dose(on, on, 15.0, frequency="single"), drug="methotrexate"),),
        assessments=(a_score(0, 5, 5), a_score(on, 15, 10), a_score(400, 5, 5)),
        labs=(a_lab(0, 1.0), a_lab(on, 3.0), a_lab(400, 1.0)),
        events=(an_event(on, "worsening"), an_event(399, "visit")),
    )
    figure = figure_of(case)
    shown = painted(figure, width=width, unit=unit, days=(-50, 450))
    x = shown.scale.x(on)
    for track in shown.layout.tracks:
        top, bottom = track.top * unit, track.bottom * unit
        middle = (top + bottom) / 2
        if isinstance(track.content, Plot):
            bottom = middle  # the marks stand in the upper half
        elif isinstance(track.content, Lane):
            top, bottom = middle, bottom - 3 * unit  # the figure stands above, the ground below
        area = QRectF(x - 6.5 * unit, top, 13 * unit, bottom - top)
        columns = _inked_columns(shown.image, area)
        assert columns, track.content
        assert (columns[0] + columns[-1] + 1) / 2 == pytest.approx(x, abs=0.6)


def _inked_columns(image: QImage, area: QRectF) -> list[int]:
    ground = LIGHT.color("surface").lightness()
    box = area.toAlignedRect()
    return [
        column
        for column in range(box.left(), box.right() + 1)
        if min(
            image.pixelColor(column, row).lightness() for row in range(box.top(), box.bottom() + 1)
        )
        < ground - 90
    ]


@pytest.mark.parametrize("name", BUNDLED)
def test_names_stand_left_of_their_tracks(name: str) -> None:
    figure = figure_of(bundled(name))
    shown = painted(figure)
    names = [text for box, text in shown.texts if box.right() < shown.layout.left]
    for expected in ("CLASI activity", "CLASI damage", *(lane.drug for lane in figure.lanes)):
        assert expected in names


def test_a_synthetic_case_says_so_on_the_axis_and_a_published_one_does_not() -> None:
    for name in BUNDLED:
        case = bundled(name)
        assert (SYNTHETIC_NOTICE in painted_case(case).words) is case.synthetic


def test_guides_stand_at_day_0_and_at_each_change_of_the_index_drug() -> None:
    assert guide_days(figure_of(bundled(RESPONDER))) == (0.0, 308.0)
    assert guide_days(figure_of(a_case())) == (0.0,)


def test_the_axis_counts_by_the_calendar_only_where_there_is_one() -> None:
    scale = TimeScale(-60, 700, 0, 800)
    dated, undated = figure_of(bundled(RESPONDER)), figure_of(a_case())
    assert "2022" in {tick.text for tick in ticks_of(dated, scale, CALENDAR, 1.0)}
    assert {tick.text for tick in ticks_of(undated, scale, CALENDAR, 1.0)} == {
        tick.text for tick in ticks_of(undated, scale, RELATIVE, 1.0)
    }


def test_a_narrow_axis_has_fewer_ticks() -> None:
    figure = figure_of(bundled(RESPONDER))
    wide = ticks_of(figure, TimeScale(-60, 700, 0, 1200), RELATIVE, 1.0)
    narrow = ticks_of(figure, TimeScale(-60, 700, 0, 200), RELATIVE, 1.0)
    assert len(narrow) < len(wide)
    assert len(narrow) <= 200 / 44


def test_a_doubled_unit_doubles_the_picture() -> None:
    one, two = painted_case(bundled(RESPONDER)), painted_case(bundled(RESPONDER), unit=2.0)
    assert two.image.width() == 2 * one.image.width()
    assert two.words == one.words


@pytest.mark.parametrize("invites", [True, False])
def test_a_case_without_doses_says_so_and_on_screen_how_to_add_one(invites: bool) -> None:
    figure = figure_of(a_case(assessments=(a_score(0, 12),)))
    layout = lay_out(figure, 900, 600)
    image = QImage(900, 700, QImage.Format.Format_RGB32)
    texts: list[tuple[QRectF, str]] = []
    painter = QPainter(image)
    canvas = Canvas(painter, LIGHT, 1.0, texts, invites=invites)
    paint_tracks(canvas, figure, layout, (0, 0), TimeScale(-9, 99, layout.left, layout.width))
    painter.end()
    said = [text for _, text in texts]
    assert ("No doses recorded: Ctrl+D adds one" in said) is invites
    assert ("No doses recorded" in said) is not invites


def _far_apart() -> Case:
    days = (0, 40, 3000, 3040, 3100)
    return a_case(assessments=tuple(a_score(one, 9, 2) for one in days))


def test_a_fold_says_its_length_and_day_0_keeps_its_place() -> None:
    case = _far_apart()
    figure = figure_of(case)
    folds = folded(empty_stretches(case), figure.span)
    whole = whole_shown(figure, folds)
    for origin in (0.0, 3000.0):
        axis = TimeAxis(origin=Origin("o", origin, "a visit", "a visit"), folded=True)
        shown = painted(figure, axis=axis, folds=folds, days=(whole.first, whole.last))
        texts = [text for _, text in shown.texts]
        assert "8 years" in texts
        zero = next(box for box, text in shown.texts if text == "0" and box.top() > 560)
        assert zero.center().x() == pytest.approx(shown.scale.x(origin), abs=1)
        assert "months since a visit" in texts


def test_the_axis_line_is_broken_at_a_fold_and_what_is_folded_is_tinted() -> None:
    case = _far_apart()
    figure = figure_of(case)
    folds = folded(empty_stretches(case), figure.span)
    whole = whole_shown(figure, folds)
    days = (whole.first, whole.last)
    shown = painted(figure, axis=TimeAxis(folded=True), folds=folds, days=days)
    x = round(shown.scale.x(1500))
    plain = painted(figure, axis=RELATIVE, folds=UNFOLDED, days=days)
    y = round(shown.layout.axis_top)
    columns = range(x - 9, x + 10)
    depth = {
        row for row in range(y, y + 8) for column in columns
        if shown.image.pixelColor(column, row).lightness() < 120
    }  # fmt: skip
    assert len(depth) > 4
    ground = shown.image.pixelColor(x, 30).lightness()
    assert ground < plain.image.pixelColor(x, 30).lightness()
