"""Dose scales: each drug on its own, all of one unit on one, or by the square root."""

from math import sqrt

import pytest
from PySide6.QtCore import QRectF

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.figure import Lane
from dle_desktop.drawing.lane_geometry import LaneGeometry
from dle_desktop.drawing.legend import legend_of
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import DoseScale, ViewOptions
from tests.drawing.pictures import RESPONDER, a_case, a_course, a_dose, bundled


def lanes(scale: DoseScale) -> dict[str, Lane]:
    figure = figure_of(bundled(RESPONDER), ViewOptions(dose_scale=scale))
    return {lane.drug: lane for lane in figure.lanes}


def height(lane: Lane, level: float) -> float:
    box = QRectF(0, 0, 100, 100)
    return 100 - LaneGeometry(lane, box, TimeScale(0, 100, 0, 100), 1.0).y(level)


def test_each_drug_fills_its_own_scale() -> None:
    own = lanes("own")
    assert height(own["lenalidomide"], 10) == 100
    assert height(own["prednisone"], 60) == 100


def test_on_one_scale_the_same_amount_is_as_high_in_every_lane() -> None:
    common = lanes("common")
    assert height(common["lenalidomide"], 10) == height(common["prednisone"], 10)
    highest = max(lane.peak or 0 for lane in lanes("own").values())
    assert height(common["prednisone"], 60) == pytest.approx(100 * 60 / highest)
    assert common["prednisone"].detail == f"max 60 mg/d, scale to {highest:g}"


def test_by_the_root_a_quarter_of_the_amount_is_half_as_high() -> None:
    rooted = lanes("root")["prednisone"]
    assert height(rooted, 15) == pytest.approx(50)
    assert height(rooted, 5) == pytest.approx(100 * sqrt(5 / 60))
    assert rooted.detail == "max 60 mg/d, \N{SQUARE ROOT} scale"


def test_another_unit_keeps_its_own_scale() -> None:
    case = a_case(
        courses=(
            a_course(a_dose(0, 100, 10.0)),
            a_course(a_dose(0, 100, 1000.0, unit="IU"), drug="vitamin D", id="other"),
        )
    )
    found = figure_of(case, ViewOptions(dose_scale="common")).lanes
    assert [lane.peak for lane in found] == [10.0, 1000.0]


@pytest.mark.parametrize(
    ("scale", "words"),
    [("own", "own scale from zero"), ("common", "on one scale"), ("root", "square root")],
)
def test_the_legend_says_the_scale(scale: DoseScale, words: str) -> None:
    first, *_ = legend_of(figure_of(bundled(RESPONDER), ViewOptions(dose_scale=scale)))
    assert words in first
