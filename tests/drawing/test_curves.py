"""Curves as they are painted: filled circles, open diamonds, triangles, gaps and last values."""

from itertools import combinations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QColor

from dle_desktop.domain.case import Assessment, LabResult, Reading
from dle_desktop.drawing.curves import doubles_of
from dle_desktop.drawing.palette import GREY, LIGHT
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.pictures import (
    PATIENT_1,
    PATIENT_2,
    Painted,
    a_case,
    a_course,
    a_dose,
    a_lab,
    a_score,
    bundled,
    day,
    painted_only,
)

pytestmark = pytest.mark.usefixtures("qapp")
ACTIVITY, DAMAGE, LAB = -3, -2, -1
GROUND = LIGHT.surface.casefold()


def scores(*made: Assessment, track: int = ACTIVITY) -> tuple[Painted, QRectF]:
    return painted_only(figure_of(a_case(assessments=made)), track)


def labs(*made: LabResult) -> tuple[Painted, QRectF]:
    return painted_only(figure_of(a_case(labs=made)), LAB)


def spot(shown: Painted, box: QRectF, on: float, share: float) -> QPointF:
    """Return the place of a day at a share of the plot's height."""
    return QPointF(shown.scale.x(on), box.bottom() - share * box.height())


def around(at: QPointF, reach: float = 1.0) -> QRectF:
    return QRectF(at.x() - reach, at.y() - reach, 2 * reach - 1, 2 * reach - 1)


def test_activity_is_a_filled_circle_at_its_value() -> None:
    shown, box = scores(a_score(0, 15))
    at = spot(shown, box, 0, 15 / 30)
    assert shown.colors(around(at)) == {LIGHT.activity.casefold()}
    assert not shown.has(around(QPointF(at.x() - 12, at.y()), 3), LIGHT.activity)


def test_damage_is_an_open_diamond_on_a_dashed_line() -> None:
    shown, box = scores(a_score(0, None, 10), a_score(100, None, 10), track=DAMAGE)
    at = spot(shown, box, 0, 10 / 20)
    assert shown.colors(around(at)) == {GROUND}
    assert shown.has(around(QPointF(at.x() + 4, at.y()), 2), LIGHT.damage)
    row = [
        shown.image.pixelColor(x, y).lightness()
        for x in range(round(shown.scale.x(20)), round(shown.scale.x(80)))
        for y in [int(at.y())]
    ]
    assert max(row) - min(row) > 60  # dashes with gaps between


def test_a_line_joins_visits_and_breaks_over_a_gap() -> None:
    shown, box = scores(a_score(0, 15), a_score(100, 15), a_score(400, 15))
    assert shown.has(around(spot(shown, box, 50, 0.5), 2), LIGHT.activity)
    assert not shown.has(around(spot(shown, box, 250, 0.5), 4), LIGHT.activity)


def test_a_low_value_is_a_triangle_in_the_warning_colour() -> None:
    shown, box = labs(a_lab(0, 4.0, low=1.8), a_lab(50, 1.0, low=1.8), a_lab(100, 3.0, low=1.8))
    top = 5.0
    low, normal = spot(shown, box, 50, 1.0 / top), spot(shown, box, 100, 3.0 / top)
    assert LIGHT.warning.casefold() in shown.colors(around(low))
    assert LIGHT.warning.casefold() not in shown.colors(around(normal, 3))
    wide = around(QPointF(low.x() - 3, low.y() - 2))
    assert shown.has(wide, LIGHT.warning)  # broad above,
    assert not shown.has(around(QPointF(low.x() - 3, low.y() + 4)), LIGHT.warning)  # pointed below


def test_a_high_value_points_up() -> None:
    shown, box = labs(a_lab(0, 9.0, high=7.5), a_lab(100, 5.0, high=7.5))
    at = spot(shown, box, 0, 9.0 / 10)
    assert shown.has(around(QPointF(at.x() - 3, at.y() + 3)), LIGHT.warning)
    assert not shown.has(around(QPointF(at.x() - 4, at.y() - 4)), LIGHT.warning)


def test_a_calculated_value_is_hollow() -> None:
    shown, box = labs(a_lab(0, 3.0, calculated=True), a_lab(100, 3.0))
    top = 4.0
    hollow, full = spot(shown, box, 0, 3 / top), spot(shown, box, 100, 3 / top)
    assert not shown.has(QRectF(int(hollow.x()), int(hollow.y()), 0.5, 0.5), LIGHT.lab)
    assert shown.has(QRectF(int(full.x()), int(full.y()), 0.5, 0.5), LIGHT.lab)


def test_a_doubtful_day_is_a_dotted_line_through_the_mark() -> None:
    shown, box = scores(a_score(90, 15, moment=day(90, "about")))
    y = spot(shown, box, 90, 0.5).y()
    within, beyond = shown.scale.x(91.5), shown.scale.x(94)
    above = shown.colors(QRectF(within, y - 12, 8, 2))
    assert shown.colors(QRectF(within, y - 1, 8, 2)) != above
    assert shown.colors(QRectF(beyond, y - 12, 8, 2)) == above
    assert not shown.has(QRectF(beyond, y - 1, 8, 2), LIGHT.activity)


@pytest.mark.parametrize(
    ("value", "comparator", "said"),
    [
        (3.0, None, "3"), (1.25, None, "1.25"), (0.5, "<", "<0.5"), (7.0, ">=", "\u22657"),
        (123456789.0, None, "1.2e8"), (162528518.1718, "<=", "\u22641.6e8"),
    ],
)  # fmt: skip
def test_the_last_value_is_written_whole_in_the_right_margin(
    value: float, comparator: str | None, said: str
) -> None:
    shown, box = labs(a_lab(0, value, analyte="zeta", comparator=comparator))
    margin = [text for place, text in shown.texts if place.left() > box.right()]
    assert margin == [said]


def test_bands_are_named_and_give_way_to_readings() -> None:
    reading = Reading(direction="worse", text="no clinical improvement at all, on any dose")
    shown, box = scores(a_score(0, 25), a_score(100, 25, activity_reading=reading))
    places = {text: place for place, text in shown.texts}
    assert {"mild", "moderate", "severe"} <= places.keys()
    assert places["moderate"].right() < box.right() < places["moderate"].right() + 10


@pytest.mark.parametrize(("track", "what"), [(ACTIVITY, "scores"), (LAB, "results")])
def test_an_empty_plot_says_what_is_missing(track: int, what: str) -> None:
    shown, _ = painted_only(figure_of(a_case()), track)
    assert shown.words == [f"No {what} recorded"]


def test_readings_stand_on_rows_with_arrows_and_last_as_long_as_they_do() -> None:
    shown, box = painted_only(figure_of(bundled(PATIENT_1)), ACTIVITY)
    assert shown.words == [
        "improvement noted within 1 month", "sustained reduction", "slight worsening",
    ]  # fmt: skip
    first, second, _ = (place.top() for place, _ in shown.texts)
    assert first < second
    sustained = shown.texts[1][0].center().y()
    assert shown.has(QRectF(shown.scale.x(600), sustained - 2, 20, 4), LIGHT.activity)
    assert not shown.has(QRectF(shown.scale.x(680), sustained - 2, 10, 4), LIGHT.activity)
    assert box.contains(shown.texts[2][0])


def test_a_lasting_reading_is_still_told_when_its_start_is_out_of_sight() -> None:
    shown, box = painted_only(figure_of(bundled(PATIENT_2)), ACTIVITY, days=(60, 120))
    assert shown.words == ["no clinical improvement"]
    assert shown.texts[0][0].left() > box.left()


def test_a_reading_that_is_over_or_not_begun_is_not_told() -> None:
    for days in ((200.0, 260.0), (-80.0, -20.0)):
        shown, _ = painted_only(figure_of(bundled(PATIENT_2)), ACTIVITY, days=days)
        assert shown.words == []


def test_a_negative_value_stands_below_nought_on_a_scale_that_says_so() -> None:
    shown, box = labs(a_lab(0, -5.0, analyte="zeta"), a_lab(50, 1.0, analyte="zeta"))
    assert shown.has(around(spot(shown, box, 0, 1 / 8), 2), LIGHT.lab)  # of -6 to 2
    assert "\u22124" in shown.words
    assert shown.words[-1] == "1"


def test_marks_so_close_that_they_are_a_smear_give_way_to_the_line() -> None:
    many = [a_lab(day, 4.0 if day != 300 else 1.0, low=2.0) for day in range(0, 1200, 1)]
    shown, box = labs(*many)
    line = spot(shown, box, 600, 4.0 / _top(many))
    assert shown.has(around(line, 2), LIGHT.lab)
    assert not shown.has(around(QPointF(line.x(), line.y() - 4), 2), LIGHT.lab)
    low = spot(shown, box, 300, 1.0 / _top(many))
    assert shown.has(around(low, 3), LIGHT.warning)  # what is out of range is marked always
    few, box = labs(*many[::100])
    at = spot(few, box, 600, 4.0 / _top(many[::100]))
    assert few.has(around(QPointF(at.x(), at.y() - 2), 1.5), LIGHT.lab)


def _top(made: list[LabResult]) -> float:
    return figure_of(a_case(labs=tuple(made))).plots[-1].top


def test_values_of_one_day_are_both_marked_and_the_curve_takes_the_one_entered_last() -> None:
    shown, box = scores(a_score(0, 15), a_score(100, 10, id="b"), a_score(100, 20, id="c"))
    for value in (10, 20):
        assert shown.has(around(spot(shown, box, 100, value / 30)), LIGHT.activity)
    assert shown.has(around(spot(shown, box, 100, 15 / 30), 2), LIGHT.activity)  # the hair
    assert shown.has(around(spot(shown, box, 50, 17.5 / 30), 2), LIGHT.activity)
    assert not shown.has(around(spot(shown, box, 50, 12.5 / 30), 3), LIGHT.activity)
    assert shown.words[-1] == "20"


def test_marks_of_one_day_that_would_cover_each_other_stand_side_by_side() -> None:
    shown, box = scores(a_score(0, 15), a_score(100, 10, id="b"), a_score(100, 10, id="c"))
    at = spot(shown, box, 100, 10 / 30)
    assert shown.has(around(at), LIGHT.activity)
    assert shown.has(around(QPointF(at.x() - 8, at.y())), LIGHT.activity)
    assert not shown.has(around(QPointF(at.x() + 8, at.y()), 2), LIGHT.activity)


def test_each_value_of_three_of_a_day_is_found() -> None:
    days = [a_score(on, 9, id=str(n)) for n, on in enumerate((0, 5, 5, 5, 9, 11, 11))]
    (run,) = figure_of(a_case(assessments=tuple(days))).plots[0].runs
    assert doubles_of(run) == ((1, 2, 3), (5, 6))


def test_the_reference_range_is_tinted_and_edged_as_it_steps() -> None:
    shown, box = labs(a_lab(0, 4.5, low=2.0, high=4.8), a_lab(100, 4.5, low=1.0, high=4.8, id="b"))
    top = figure_of(
        a_case(labs=(a_lab(0, 4.5, low=2.0, high=4.8),))
    ).plots[2].top  # fmt: skip
    inside, below = (shown.colors(around(spot(shown, box, 30, v / top))) for v in (3.3, 0.5))
    later = shown.colors(around(spot(shown, box, 80, 1.5 / top)))
    assert later == inside
    assert inside.isdisjoint(below)
    assert shown.has(around(spot(shown, box, 30, 2.0 / top), 2), LIGHT.lab)


def test_the_baseline_is_marked_and_its_line_begins_there() -> None:
    case = a_case(
        courses=(a_course(a_dose(0, 200)),), assessments=(a_score(0, 18), a_score(150, 6))
    )
    shown, box = painted_only(figure_of(case, ViewOptions(response_lines=True)), ACTIVITY)
    before, after = (spot(shown, box, on, 18 / 30) for on in (-4, 120))
    ground = shown.colors(around(QPointF(after.x(), after.y() - 6)))
    assert shown.colors(around(after, 2)) > ground
    assert shown.colors(around(before, 2)) == ground
    assert {"baseline 18", "CLASI-50"} <= set(shown.words)


def test_marks_differ_by_shape_where_colour_tells_nothing() -> None:
    made = (
        a_lab(0, 4.0, low=3.0, high=5.0), a_lab(50, 4.0, low=4.5, id="low"),
        a_lab(100, 4.0, high=3.5, id="high"), a_lab(150, 4.0, calculated=True, id="hollow"),
        a_lab(200, 4.0, comparator="<", id="bound"),
    )  # fmt: skip
    plain = figure_of(a_case(labs=made))
    drawn = [replace(plot, ranges=(), bands=()) for plot in plain.plots]
    shown, box = painted_only(replace(plain, plots=tuple(drawn)), LAB, palette=GREY)
    height = 4.0 / drawn[2].top
    shapes = [
        frozenset(
            (x, y)
            for x in range(-6, 7)
            for y in range(-8, 9)
            if QColor(
                shown.image.pixelColor((spot(shown, box, on, height)).toPoint() + QPoint(x, y))
            ).lightnessF() < 0.5
        )
        for on in (0, 50, 100, 150, 200)
    ]  # fmt: skip
    for one, two in combinations(shapes, 2):
        assert len(one ^ two) >= 4


def test_limits_that_change_closer_than_lines_can_tell_are_a_tint_alone() -> None:
    made = [a_lab(n, 4.5, low=2.0 - n % 2, id=f"l{n}") for n in range(600)]
    dense, box = labs(*made)
    calm, _ = labs(*made[:40])
    share = 1.5 / figure_of(a_case(labs=tuple(made))).plots[2].top
    assert not dense.has(around(spot(dense, box, 300, share), 5), LIGHT.lab)
    assert calm.has(around(spot(calm, box, 20, share), 12), LIGHT.lab)
