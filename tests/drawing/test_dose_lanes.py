"""Dose scales: each drug on its own, all of one unit on one, or by the square root."""

from math import sqrt

import pytest
from PySide6.QtCore import QRectF

from dle_desktop.domain.case import Dose
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.figure import Lane
from dle_desktop.drawing.lane_geometry import LaneGeometry
from dle_desktop.drawing.legend import legend_of
from dle_desktop.drawing.palette import SHADE_COUNT
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


def test_a_plan_above_what_was_taken_is_told_and_fits_the_scale() -> None:
    plan = a_dose(9, 30, 10.0, id="p", status="planned")
    lane = figure_of(a_case(courses=(a_course(a_dose(0, 9), plan),))).lanes[0]
    assert (lane.detail, lane.peak) == ("max 5 mg/d, planned 10 mg/d", 10.0)


def test_a_drug_only_planned_has_a_lane_and_makes_the_picture_wide_enough() -> None:
    figure = figure_of(a_case(courses=(a_course(a_dose(0, 90, status="planned")),)))
    assert figure.lanes[0].detail == "planned 5 mg/d"
    assert figure.known is None
    assert figure.span.first <= 0
    assert figure.span.last >= 90


def test_a_case_with_nothing_dated_has_no_lane() -> None:
    assert figure_of(a_case(courses=(a_course(Dose(id="d", amount=5.0)),))).lanes == ()


def test_any_two_drugs_of_a_family_have_shades_of_their_own() -> None:
    names = ("new drug a", "new drug i", "new drug q", "methotrexate", "dapsone", "azathioprine")
    courses = tuple(
        a_course(a_dose(0, 9, id=name), drug=name, group="immunosuppressant") for name in names
    )
    found = figure_of(a_case(courses=courses)).lanes
    assert len({lane.shade for lane in found}) == len(names)


def test_a_drug_by_two_routes_keeps_its_shade_and_more_drugs_than_shades_share_them() -> None:
    names = [f"drug {number}" for number in range(SHADE_COUNT + 2)]
    courses = [a_course(a_dose(0, 9, id=name), drug=name) for name in names]
    again = a_course(a_dose(0, 9, id="again"), drug="drug 0", id="topical", route="topical",
                     group="other")  # fmt: skip
    found = figure_of(a_case(courses=(*courses, again))).lanes
    assert len({lane.shade for lane in found}) == SHADE_COUNT
    assert len({lane.shade for lane in found if lane.drug == "drug 0"}) == 1


def test_what_is_drawn_of_a_lane_is_held_taken_and_planned() -> None:
    doses = (
        a_dose(0, 90, id="d"), a_dose(20, 40, None, id="h", status="held"),
        a_dose(50, None, None, id="o", status="held", ongoing=True),
        a_dose(90, 120, id="p", status="planned"),
    )  # fmt: skip
    lane = figure_of(a_case(courses=(a_course(*doses),))).lanes[0]
    spans = [(one.dose.id, one.start.at, one.end.at) for one in lane.drawn]
    assert spans == [("h", 20, 40), ("o", 50, 90), ("d", 0, 20), ("d", 40, 50), ("p", 90, 120)]
