"""Colours: legible on every ground, bound to the drug, told apart in grey by more than hue."""

import pytest
from PySide6.QtGui import QColor

from dle_desktop.domain.drugs import KNOWN_DRUGS, group_of_drug
from dle_desktop.drawing.palette import DARK, GREY, LIGHT, PAPER, Palette, mixed

PALETTES = (LIGHT, DARK, PAPER, GREY)
by_name = pytest.mark.parametrize("palette", PALETTES, ids=[palette.name for palette in PALETTES])


def luminance(color: QColor) -> float:
    """Return the relative luminance of WCAG 2.2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, two: QColor) -> float:
    """Return the contrast ratio of WCAG 2.2, 1 to 21."""
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_the_published_one() -> None:
    assert contrast(QColor("#000"), QColor("#fff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@by_name
@pytest.mark.parametrize("ground", ["surface", "field", "side"])
@pytest.mark.parametrize("ink", ["ink", "muted", "warning", "accent", "error"])
def test_text_meets_wcag_aa(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(palette.color(ink), palette.color(ground)) >= 4.5


@by_name
@pytest.mark.parametrize("line", ["activity", "damage", "lab", "done"])
def test_lines_meet_wcag_for_graphics(palette: Palette, line: str) -> None:
    assert contrast(palette.color(line), palette.color("surface")) >= 3


@by_name
@pytest.mark.parametrize("name", ["damage", "activity", "lab"])
def test_last_values_are_text_and_meet_wcag_aa_for_large_or_bold(
    palette: Palette, name: str
) -> None:
    assert contrast(palette.color(name), palette.color("surface")) >= 3.5


@by_name
@pytest.mark.parametrize("drug", [*KNOWN_DRUGS, "something else", "another"])
def test_every_drugs_line_meets_wcag_for_graphics(palette: Palette, drug: str) -> None:
    line = palette.drug(group_of_drug(drug), drug)
    assert contrast(line, palette.color("surface")) >= 3


@by_name
@pytest.mark.parametrize("drug", KNOWN_DRUGS)
def test_every_drug_keeps_its_groups_hue(palette: Palette, drug: str) -> None:
    group = group_of_drug(drug)
    one, whole = palette.drug(group, drug), QColor(palette.groups[group])
    assert abs(one.hslHueF() - whole.hslHueF()) < 0.03
    assert one.hsvSaturationF() >= whole.hsvSaturationF() - 0.02


@by_name
def test_members_of_a_group_have_shades_of_their_own(palette: Palette) -> None:
    shades = {palette.drug("steroid", f"unknown {n}").name() for n in range(20)}
    assert len(shades) == 5


@by_name
def test_text_on_a_steps_fill_meets_wcag_aa(palette: Palette) -> None:
    for drug in KNOWN_DRUGS:
        line = palette.drug(group_of_drug(drug), drug)
        fill = mixed(palette.color("surface"), line, palette.fill)
        assert contrast(palette.color("ink"), fill) >= 4.5
        assert contrast(palette.color("muted"), fill) >= 3


def test_a_drugs_colour_is_bound_to_the_drug() -> None:
    assert LIGHT.drug("index", "Revlimid") == LIGHT.drug("index", "lenalidomide")
    assert LIGHT.drug("steroid", "prednisone") != LIGHT.drug("steroid", "prednisolone")
    assert LIGHT.drug("index", "lenalidomide").name() == "#0072b2"


def test_grey_has_no_hue_and_is_hatched() -> None:
    names = ("ink", "muted", "line", "accent", "warning", "error", "activity", "damage", "lab")
    colors = [GREY.color(name) for name in names]
    colors += [GREY.drug(group, "x") for group in GREY.groups]
    assert all(color.red() == color.green() == color.blue() for color in colors)
    assert GREY.hatched


def test_a_mixture_is_opaque_and_lies_between() -> None:
    half = mixed(QColor("#ffffff"), QColor("#000000"), 0.25)
    assert (half.name(), half.alphaF()) == ("#bfbfbf", 1.0)
    assert LIGHT.color("ink", 0.5).alphaF() == pytest.approx(0.5, abs=0.01)
