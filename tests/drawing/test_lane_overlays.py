"""Notches where a drug was held, ghosts of what was planned: over the doses, never of them."""

import pytest
from PySide6.QtCore import QRectF

from dle_desktop.domain.case import Dose, Taper
from dle_desktop.drawing.palette import DARK, GREY, LIGHT, Palette
from dle_desktop.drawing.series import figure_of
from tests.drawing.pictures import (
    Painted,
    a_case,
    a_course,
    a_dose,
    a_score,
    day,
    painted_only,
)

pytestmark = pytest.mark.usefixtures("qapp")
BLUE = LIGHT.groups["index"].casefold()
GROUND = LIGHT.surface.casefold()


def hold(first: int, last: int | None, **more: object) -> Dose:
    return a_dose(first, last, None, id=f"hold-{first}", status="held", frequency=None, **more)


def plan(first: int, last: int | None, amount: float, **more: object) -> Dose:
    return a_dose(first, last, amount, id=f"plan-{first}", status="planned", **more)


def lane(
    *doses: Dose, days: tuple[float, float] = (-50, 450), palette: Palette = LIGHT
) -> tuple[Painted, QRectF]:
    case = a_case(courses=(a_course(*doses),), assessments=(a_score(-50, 1), a_score(440, 1)))
    return painted_only(figure_of(case), 0, days=days, palette=palette)


def at(shown: Painted, box: QRectF, first: float, last: float, low: float, high: float) -> QRectF:
    """Return the area between two days and two shares of the lane's height."""
    left, right = shown.scale.x(first), shown.scale.x(last)
    return QRectF(
        left, box.bottom() - high * box.height(), right - left, (high - low) * box.height()
    )


def test_a_hold_opens_the_area_to_the_zero_line_under_a_bracket() -> None:
    shown, box = lane(a_dose(0, 400), hold(100, 200))
    assert shown.colors(at(shown, box, 105, 195, 0.4, 0.95)) == {GROUND}
    assert shown.colors(at(shown, box, 105, 195, 0.03, 0.15)) != {GROUND}
    assert shown.colors(at(shown, box, 20, 95, 0.1, 0.6)) != {GROUND}


def test_a_single_missed_day_is_seen_at_any_zoom() -> None:
    shown, box = lane(a_dose(0, 400), hold(300, 301))
    row = round(box.center().y())
    x = round(shown.scale.x(300.5))
    assert GROUND in {shown.image.pixelColor(x + dx, row).name() for dx in (-1, 0, 1)}


def test_why_a_drug_was_held_is_said_where_there_is_room() -> None:
    long, _ = lane(a_dose(0, 400), hold(100, 200, reason="neutropenia"))
    short, _ = lane(a_dose(0, 400), hold(100, 160, reason="neutropenia"))
    shortest, _ = lane(a_dose(0, 400), hold(100, 105, reason="neutropenia"))
    assert "held: neutropenia" in long.words
    assert "neutropenia" in short.words
    assert not [text for text in shortest.words if "neutro" in text or "held" in text]


def test_a_hold_that_goes_on_is_open_to_the_right() -> None:
    shown, box = lane(a_dose(0, ongoing=True), hold(300, None, ongoing=True))
    x = round(shown.scale.x(440)) - 2
    closed = {shown.image.pixelColor(x, round(box.bottom()) - 3 + dy).name() for dy in (0, 1)}
    assert closed == {GROUND}
    assert "held" in shown.words


def test_the_figure_of_a_dose_that_resumes_is_no_other_reason() -> None:
    shown, _ = lane(a_dose(0, 400, reason="flare of the skin"), hold(200, 230))
    assert shown.words.count("flare of the skin") == 1


def test_a_plan_is_a_dashed_outline_without_a_fill() -> None:
    shown, box = lane(a_dose(0, 200), plan(200, 400, 10.0))
    inside = at(shown, box, 280, 390, 0.1, 0.9)
    assert shown.colors(inside) == {GROUND}
    assert "planned 10 mg/d" in shown.words
    row = round(box.top())
    edge = [
        shown.image.pixelColor(x, row).lightness()
        for x in range(round(shown.scale.x(210)), round(shown.scale.x(390)))
    ]
    assert max(edge) - min(edge) > 40  # dashes with gaps between


def test_a_plan_over_what_was_taken_leaves_its_area_and_figure() -> None:
    shown, box = lane(a_dose(0, 400), plan(0, 400, 10.0))
    assert "5 mg/d" in shown.words
    assert shown.colors(at(shown, box, 300, 390, 0.1, 0.4)) != {GROUND}


def test_steps_that_were_planned_in_turn_are_one_line() -> None:
    shown, box = lane(plan(0, 200, 10.0), plan(200, 400, 5.0), plan(420, None, 5.0, ongoing=True))
    assert shown.words[:2] == ["planned 10 mg/d", "5"]
    assert shown.colors(at(shown, box, 190, 198, 0.05, 0.4)) == {GROUND}
    assert shown.colors(at(shown, box, 395, 405, 0.05, 0.4)) != {GROUND}


def test_a_plan_out_of_sight_is_not_drawn() -> None:
    shown, box = lane(a_dose(0, 200), plan(300, 400, 10.0), days=(-50, 250))
    assert "planned 10 mg/d" not in shown.words
    assert shown.colors(at(shown, box, 210, 245, 0.1, 0.9)) == {GROUND}


def test_a_plan_of_an_unknown_amount_says_so() -> None:
    shown, _ = lane(a_dose(0, 100), a_dose(100, 400, None, id="p", status="planned"))
    assert "planned, dose not reported" in shown.words


def test_a_taper_goes_on_falling_after_a_hold() -> None:
    wedge = a_dose(0, 400, None, taper=Taper(from_amount=60.0, to_amount=0.0))
    shown, box = lane(wedge, hold(100, 200))
    assert shown.colors(at(shown, box, 205, 215, 0.55, 0.7)) == {GROUND}
    assert shown.colors(at(shown, box, 205, 240, 0.1, 0.3)) != {GROUND}
    assert [text for text in shown.words if "taper" in text] == [
        "60 mg/d taper, steps not reported"
    ]


@pytest.mark.parametrize("palette", [LIGHT, DARK, GREY])
def test_holds_and_plans_are_seen_in_every_palette(palette: Palette) -> None:
    shown, box = lane(a_dose(0, 300), hold(100, 200), plan(300, 400, 5.0), palette=palette)
    assert shown.has(at(shown, box, 110, 190, 0.03, 0.2), palette.muted)
    outline = QRectF(shown.scale.x(310), box.top() - 2, 60, 4)
    assert shown.colors(outline) != {palette.surface.casefold()}


def test_a_doubtful_hold_has_a_dotted_bracket() -> None:
    shown, box = lane(a_dose(0, 400), hold(100, None, end=day(200, "about")))
    bar = shown.image
    y = round(box.bottom()) - 6
    line = [
        bar.pixelColor(x, y).lightness()
        for x in range(round(shown.scale.x(110)), round(shown.scale.x(190)))
    ]
    assert max(line) - min(line) > 30
