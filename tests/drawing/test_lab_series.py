"""The plot of one analyte: one unit, own ranges, grade bands, and a scale that holds all."""

from math import inf

import pytest

from dle_desktop.drawing.figure import Band, RangeStep
from dle_desktop.drawing.lab_series import unit_words
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.pictures import a_case, a_lab

BANDED = ViewOptions(grade_bands=True)


def test_a_known_analyte_in_an_unknown_unit_is_not_drawn() -> None:
    shown = figure_of(a_case(labs=(a_lab(0, 4.0, unit="furlong"),))).plots[2]
    assert (shown.points, shown.detail, shown.left_out) == ((), "none that can be drawn", 1)


def test_an_unknown_analyte_in_two_units_is_not_drawn_on_one_scale() -> None:
    one, two = (a_lab(n, 4.0, analyte="zeta", unit=unit) for n, unit in enumerate(("mg", "kg")))
    shown = figure_of(a_case(labs=(one, two))).plots[2]
    assert (shown.points, shown.left_out) == ((), 2)
    assert len(figure_of(a_case(labs=(one,))).plots[2].points) == 1


def test_results_left_out_for_their_unit_are_counted_words_and_undated_ones_are_not() -> None:
    case = a_case(
        labs=(
            a_lab(0, 4.0), a_lab(7, 4.0, unit="furlong"), a_lab(8, None, text="clotted"),
            a_lab(9, 4.0, unit="furlong", moment=None),
        )
    )  # fmt: skip
    shown = figure_of(case).plots[2]
    assert (len(shown.points), shown.left_out) == (1, 1)


def test_calculated_neutrophils_are_hollow_and_lead_to_the_differential() -> None:
    case = a_case(
        labs=(
            a_lab(0, 3.0, analyte="WBC"), a_lab(0, 40.0, analyte="neutrophils %", unit="%", id="n"),
            a_lab(7, 2.0),
        )
    )  # fmt: skip
    shown = figure_of(case).plots[2]
    assert [(one.value, one.calculated) for one in shown.points] == [(1.2, True), (2.0, False)]
    assert shown.points[0].record_id == "n"


def test_a_per_cent_never_lands_on_the_scale_of_a_count() -> None:
    case = a_case(labs=(a_lab(0, 2.0), a_lab(7, 40.0, analyte="Neutrophils", unit="%")))
    counts, shares = (
        figure_of(case, ViewOptions(analytes=(name,))).plots[2]
        for name in ("neutrophils", "neutrophils %")
    )
    assert [point.value for point in counts.points] == [2.0]
    assert ([point.value for point in shares.points], shares.detail) == ([40.0], "%")


def test_values_are_drawn_in_one_unit_with_their_own_range() -> None:
    case = a_case(labs=(a_lab(0, 1400.0, unit="cells/uL", low=1800.0), a_lab(7, 2.0, low=1.8)))
    shown = figure_of(case).plots[2]
    assert [point.value for point in shown.points] == [1.4, 2.0]
    assert [point.range_mark for point in shown.points] == ["low", ""]
    assert shown.ranges == (RangeStep(-inf, inf, 1.8, None),)
    assert shown.detail == "10\u2079/L"


def test_a_value_above_its_range_is_marked_high() -> None:
    shown = figure_of(a_case(labs=(a_lab(0, 9.0, low=1.8, high=7.5),))).plots[2]
    assert shown.points[0].range_mark == "high"
    assert [step.high for step in shown.ranges] == [7.5]


@pytest.mark.parametrize("value", [0.0, -5.0, 1e-9, 1e9])
def test_the_lab_scale_holds_any_value(value: float) -> None:
    shown = figure_of(a_case(labs=(a_lab(0, value, analyte="zeta"),))).plots[2]
    assert shown.top > 0
    assert shown.bottom <= value <= shown.top
    assert 1 <= (shown.top - shown.bottom) / shown.tick_step <= 1001


def test_limits_of_several_laboratories_are_all_shown_but_a_far_one_does_not_squash_the_curve() -> (
    None
):
    lows = (1.5, 1.5, 2.0, 1800.0)
    case = a_case(labs=tuple(a_lab(7 * n, 2.2, low=low) for n, low in enumerate(lows)))
    shown = figure_of(case).plots[2]
    assert [step.low for step in shown.ranges] == [1.5, 2.0, 1800.0]
    assert 2.0 < shown.top < 5


@pytest.mark.parametrize(
    ("analyte", "unit", "edges"),
    [
        ("neutrophils", "10*9/L", [(1.0, 1.5), (0.5, 1.0), (0.0, 0.5)]),
        ("haemoglobin", "g/dL", [(8.0, 10.0), (0.0, 8.0)]),
    ],
)
def test_grade_bands_are_those_of_ctcae_and_say_so(
    analyte: str, unit: str, edges: list[tuple[float, float]]
) -> None:
    case = a_case(labs=(a_lab(0, 12.0, analyte=analyte, unit=unit),))
    shown = figure_of(case, BANDED).plots[2]
    assert [(band.low, band.high) for band in shown.bands] == edges
    assert [band.text for band in shown.bands] == [f"grade {n + 2}" for n in range(len(edges))]
    assert shown.note == "CTCAE 5.0"
    assert figure_of(case).plots[2].bands == ()


def test_what_has_no_grade_has_no_bands() -> None:
    none: tuple[Band, ...] = ()
    shown = figure_of(a_case(labs=(a_lab(0, 90.0, analyte="creatinine"),)), BANDED).plots[2]
    assert (shown.bands, shown.note) == (none, "")
    known = a_lab(0, 9.0, analyte="CRP", unit="mg/L")
    assert figure_of(a_case(labs=(known,)), BANDED).plots[2].bands == ()


def test_a_negative_value_lengthens_the_scale_downwards() -> None:
    values = (-3.2, 2.0)
    case = a_case(labs=tuple(a_lab(n, one, analyte="zeta") for n, one in enumerate(values)))
    shown = figure_of(case).plots[2]
    assert (shown.bottom, shown.top) == (-4.0, 4.0)
    assert shown.share(-4.0) == 0.0
    assert shown.share(0.0) == 0.5


def test_units_are_read_as_powers_of_ten() -> None:
    assert unit_words("10*9/L") == "10\u2079/L"
    assert unit_words("10*12/L") == "10\u00b9\u00b2/L"
