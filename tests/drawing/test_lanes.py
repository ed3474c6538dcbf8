"""Dose lanes as they are painted: what is certain is firm, what is doubtful dotted and fading."""

import pytest
from PySide6.QtCore import QRectF

from dle_desktop.domain.case import Course, Dose, Taper
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.palette import DARK, GREY, LIGHT, Palette
from dle_desktop.drawing.series import figure_of
from tests.drawing.pictures import (
    PATIENT_1,
    Painted,
    a_case,
    a_course,
    a_dose,
    a_score,
    bundled,
    day,
    painted_only,
)

pytestmark = pytest.mark.usefixtures("qapp")
BLUE = LIGHT.groups["index"].casefold()


def lane(*doses: Dose, days: tuple[float, float] = (-50, 450)) -> tuple[Painted, QRectF]:
    case = a_case(courses=(a_course(*doses),), assessments=(a_score(-50, 1), a_score(400, 1)))
    return painted_only(figure_of(case), 0, days=days)


def at(shown: Painted, box: QRectF, first: float, last: float, low: float, high: float) -> QRectF:
    """Return the area between two days and two shares of the lane's height."""
    left, right = shown.scale.x(first), shown.scale.x(last)
    return QRectF(
        left, box.bottom() - high * box.height(), right - left, (high - low) * box.height()
    )


def inked(shown: Painted, area: QRectF) -> bool:
    return shown.colors(area) != {LIGHT.surface.casefold()}


def test_height_is_in_proportion_to_the_amount() -> None:
    shown, box = lane(a_dose(0, 200, 5.0), a_dose(200, 400, 10.0))
    assert not inked(shown, at(shown, box, 60, 190, 0.53, 0.98))
    assert inked(shown, at(shown, box, 60, 190, 0.1, 0.45))
    assert inked(shown, at(shown, box, 300, 390, 0.55, 0.97))
    assert not inked(shown, at(shown, box, -40, -5, 0.1, 1.0))
    assert shown.words == ["5 mg/d", "10 mg/d"]


def test_a_step_has_a_firm_upper_edge_in_the_drugs_colour() -> None:
    shown, box = lane(a_dose(0, 400, 5.0))
    x = shown.scale.x(200)
    assert shown.has(QRectF(x, box.top() - 2, 1, 4), BLUE)


def test_an_ongoing_dose_ends_in_an_arrow_and_a_closed_one_does_not() -> None:
    after = (401.0, 410.0, 0.3, 0.7)
    for ongoing in (True, False):
        end = None if ongoing else day(400)
        shown, box = lane(a_dose(0, None, ongoing=ongoing, last_known=day(400), end=end))
        assert inked(shown, at(shown, box, *after)) is ongoing


def test_an_end_not_reported_fades_without_an_edge() -> None:
    shown, box = lane(Dose(id="d", start=day(0), last_known=day(300), amount=5.0, frequency="QD"))
    assert inked(shown, at(shown, box, 302, 306, 0.3, 0.6))
    assert not shown.has(at(shown, box, 296, 330, 0.2, 0.8), BLUE)
    assert not inked(shown, at(shown, box, 345, 400, 0.3, 0.6))


def test_a_doubtful_start_is_dotted_and_fades_as_wide_as_the_doubt() -> None:
    start = Moment(offset="P5M")  # known to the month: 137 to 167
    shown, box = lane(a_dose(0, 400, start=start))
    edge = [
        shown.image.pixelColor(x, round(box.top()) - 1).lightness()
        for x in range(round(shown.scale.x(138)), round(shown.scale.x(166)))
    ]
    assert max(edge) - min(edge) > 40  # dots with gaps between
    row = round(box.center().y())
    fade = [
        shown.image.pixelColor(round(shown.scale.x(d)), row).blueF()
        - shown.image.pixelColor(round(shown.scale.x(d)), row).redF()
        for d in (140, 150, 160, 170)
    ]
    assert fade == sorted(fade)
    assert fade[0] < fade[-1]
    assert not inked(shown, at(shown, box, 100, 134, 0.05, 0.95))


def test_a_taper_of_unknown_steps_is_a_hatched_wedge_that_says_so() -> None:
    shown, box = painted_only(figure_of(bundled(PATIENT_1)), 1)
    assert "60 mg/d taper, steps not reported" in shown.words
    low = at(shown, box, 60, 90, 0.1, 0.4)
    assert len(shown.colors(low)) > 2  # lines upon the fill
    assert not inked(shown, at(shown, box, 120, 150, 0.4, 0.5))


def test_a_rise_of_unknown_steps_is_not_called_down() -> None:
    rise = Taper(from_amount=5.0, to_amount=60.0)
    shown, _ = lane(a_dose(0, 400, None, taper=rise))
    assert shown.words == ["5 mg/d up, steps not reported"]


def test_an_amount_not_reported_is_said_and_has_no_firm_edge() -> None:
    shown, box = lane(a_dose(0, 400, None))
    assert shown.words == ["dose not reported"]
    top = box.bottom() - 0.45 * box.height()
    line = [
        shown.image.pixelColor(x, round(top)).lightness()
        for x in range(round(shown.scale.x(250)), round(shown.scale.x(350)))
    ]
    assert max(line) - min(line) > 40  # dots with gaps between


def test_weekly_doses_are_ticks_a_week_apart_not_an_area() -> None:
    shown, box = lane(a_dose(0, 70, 15.0, frequency="weekly"), days=(-10, 80))
    assert inked(shown, at(shown, box, 13.6, 14.4, 0.3, 0.6))
    assert not inked(shown, at(shown, box, 15, 20, 0.3, 0.6))
    assert shown.words == ["15 mg/week"]


def test_the_reason_of_a_change_is_written_where_there_is_room() -> None:
    shown, _ = lane(a_dose(0, 200, 10.0), a_dose(200, 400, 10.0, id="n", reason="slight worsening"))
    assert "slight worsening" in shown.words


def test_alternate_days_are_written_as_taken_and_hatched() -> None:
    shown, box = lane(a_dose(0, 400, 10.0, frequency="QOD"))
    assert shown.words == ["10 mg alternate days"]
    assert len(shown.colors(at(shown, box, 250, 350, 0.2, 0.6))) > 2


@pytest.mark.parametrize("palette", [LIGHT, DARK, GREY])
def test_each_palette_paints_in_its_own_colours(palette: Palette) -> None:
    case = a_case(courses=(a_course(a_dose(0, 400)),))
    shown, box = painted_only(figure_of(case), 0, palette=palette)
    middle = QRectF(shown.scale.x(200), box.top() - 2, 1, 4)
    assert shown.has(middle, palette.groups["index"])


def test_a_step_is_not_painted_outside_its_track_when_zoomed_in() -> None:
    shown, box = lane(a_dose(-50, 450, 5.0), days=(100, 110))
    assert not inked(shown, QRectF(0, box.top(), box.left() - 3, box.height()))
    assert not inked(shown, QRectF(box.right() + 3, box.top(), 50, box.height()))
    assert shown.words == ["5 mg/d"]


def test_a_drug_by_two_routes_has_two_lanes() -> None:
    pair = (
        Course(id="a", drug="triamcinolone", route="topical", doses=(a_dose(0, 9, id="x"),)),
        Course(id="b", drug="triamcinolone", route="intralesional", doses=(a_dose(0, 9, id="y"),)),
    )
    assert [one.detail for one in figure_of(a_case(courses=pair)).lanes] == [
        "topical, max 5 mg/d", "intralesional, max 5 mg/d",
    ]  # fmt: skip
