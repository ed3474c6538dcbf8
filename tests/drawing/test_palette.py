"""Colours: legible on every ground, bound to the drug, told apart in grey by more than hue."""

from itertools import combinations
from math import dist
from typing import get_args

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from dle_desktop.domain.case import DrugGroup
from dle_desktop.domain.drugs import KNOWN_DRUGS, group_of_drug
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.lab_series import GRADE_TINTS
from dle_desktop.drawing.lanes import LanePainter
from dle_desktop.drawing.palette import DARK, GREY, LIGHT, PAPER, SHADE_COUNT, Palette, mixed
from dle_desktop.drawing.plot_ground import EDGE, LEVEL, RIBBON_TINT
from dle_desktop.drawing.series import figure_of
from tests.drawing.pictures import a_case, a_course, a_dose

PALETTES = (LIGHT, DARK, PAPER, GREY)
by_name = pytest.mark.parametrize("palette", PALETTES, ids=[palette.name for palette in PALETTES])


def luminance(color: QColor) -> float:
    """Return the relative luminance of WCAG 2.2."""
    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    """Return the light of a part of a colour, both 0 to 1."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


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
@pytest.mark.parametrize("name", ["damage", "activity", "lab_text", "warning"])
def test_last_values_are_text_and_meet_wcag_aa(palette: Palette, name: str) -> None:
    assert contrast(palette.color(name), palette.color("surface")) >= 4.5


@by_name
@pytest.mark.parametrize("ribbon", [0.0, RIBBON_TINT])
@pytest.mark.parametrize("band", [0.0, 0.065, *GRADE_TINTS])
def test_labels_and_marks_are_legible_on_bands_and_ribbon(
    palette: Palette, band: float, ribbon: float
) -> None:
    ground = mixed(palette.color("surface"), palette.color("lab"), ribbon)
    ground = mixed(ground, palette.color("band"), band)
    assert contrast(palette.color("muted"), ground) >= 4.5
    for mark in ("activity", "lab", "warning"):
        assert contrast(palette.color(mark), ground) >= 3


@by_name
@pytest.mark.parametrize(("name", "share"), [("lab", EDGE), ("muted", LEVEL)])
def test_thin_lines_of_limits_and_response_meet_wcag_for_graphics(
    palette: Palette, name: str, share: float
) -> None:
    surface = palette.color("surface")
    assert contrast(mixed(surface, palette.color(name), share), surface) >= 3


# Machado, Oliveira, Fernandes 2009, at full severity, on linear light.
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}  # fmt: skip


def seen_with(blindness: str, color: QColor) -> QColor:
    """Return a colour as it is seen with a colour blindness."""
    light = [linear(part) for part in (color.redF(), color.greenF(), color.blueF())]
    seen = (
        sum(weight * part for weight, part in zip(row, light, strict=True))
        for row in BLINDNESS[blindness]
    )
    return QColor.fromRgbF(*(_gamma(min(max(part, 0.0), 1.0)) for part in seen))


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


@by_name
@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("mark", ["activity", "damage", "lab", "warning", "done"])
def test_marks_stand_out_from_their_ground_for_the_colour_blind(
    palette: Palette, mark: str, blindness: str
) -> None:
    ground = seen_with(blindness, palette.color("surface"))
    assert contrast(seen_with(blindness, palette.color(mark)), ground) >= 3


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
    if palette is not DARK:  # there a shade may also be lighter
        assert one.hsvSaturationF() >= whole.hsvSaturationF() - 0.02


@by_name
def test_members_of_a_group_have_shades_of_their_own(palette: Palette) -> None:
    shades = {palette.drug("steroid", f"unknown {n}").name() for n in range(20)}
    assert len(shades) == SHADE_COUNT


# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear red, green and blue.
SIGHTS = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def seen_as(color: QColor, sight: str) -> tuple[float, float, float]:
    """Return CIE L*a*b* (D65) of a colour as it is seen."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    red, green, blue = (
        min(1.0, max(0.0, sum(m * part for m, part in zip(row, linear, strict=True))))
        for row in SIGHTS[sight]
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("palette", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_members_of_a_family_differ_however_they_are_seen(
    palette: Palette, sight: str
) -> None:
    for group in palette.groups:
        seen = [seen_as(palette.member(group, place), sight) for place in range(SHADE_COUNT)]
        # 2.3 is a just noticeable difference.
        assert min(dist(one, two) for one, two in combinations(seen, 2)) > 3.5


@by_name
def test_every_shade_of_a_family_meets_wcag_for_graphics(palette: Palette) -> None:
    for group in palette.groups:
        for place in range(SHADE_COUNT):
            assert contrast(palette.member(group, place), palette.color("surface")) >= 3


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


def test_every_class_of_drugs_has_a_hatch_of_its_own_in_grey(qapp: QApplication) -> None:
    assert qapp is not None
    drawn: dict[str, bytes] = {}
    for group in get_args(DrugGroup):
        lane = figure_of(a_case(courses=(a_course(a_dose(0, 200), group=group),))).lanes[0]
        assert lane.group == group
        image = QImage(400, 60, QImage.Format.Format_RGB32)
        image.fill(GREY.color("surface"))
        painter = QPainter(image)
        scale = TimeScale(-10.0, 210.0, 0.0, 400.0)
        LanePainter(Canvas(painter, GREY), lane, QRectF(0, 10, 400, 40), scale).paint()
        painter.end()
        drawn[group] = bytes(image.constBits())
    same = [(a, b) for a, b in combinations(drawn, 2) if drawn[a] == drawn[b]]
    assert same == []
