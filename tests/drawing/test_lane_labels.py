"""Figures on lanes: never dropped on paper without a word, never over each other."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from dle_desktop.domain.case import Case, Taper, TaperStep
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Lane
from dle_desktop.drawing.lane_words import SEE_TABLE
from dle_desktop.drawing.lanes import LanePainter
from dle_desktop.drawing.layout import lay_out
from dle_desktop.drawing.palette import LIGHT
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.crowds import crowded_cases
from tests.drawing.pictures import (
    a_case,
    a_course,
    a_dose,
    a_score,
    box_of,
    day,
    overlaps,
    painted_only,
    painted_track,
)

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.no_qt_log]
FALLING = (60.0, 50.0, 40.0, 30.0, 25.0, 20.0, 17.5, 15.0, 12.5, 10.0, 7.5, 5.0, 2.5)


def staircase(step_days: int) -> Case:
    """Return a taper of thirteen steps."""
    steps = tuple(
        TaperStep(start=day(step_days * number), amount=amount)
        for number, amount in enumerate(FALLING)
    )
    taper = Taper(from_amount=60.0, to_amount=2.5, steps=steps)
    dose = a_dose(0, 400, None, taper=taper)
    return a_case(courses=(a_course(dose, drug="prednisone"),), assessments=(a_score(0, 1),))


def words_of(case: Case, days: tuple[float, float], *, width: float = 900) -> list[str]:
    return painted_only(figure_of(case), 0, days=days, width=width)[0].words


def test_every_step_of_a_slow_taper_has_its_figure() -> None:
    words = words_of(staircase(30), (-10, 410), width=1400)
    assert [text.partition(" ")[0] for text in words if text != SEE_TABLE][:1] == ["60"]
    assert {"50", "40", "30", "5", "2.5"} <= set(words)


def test_where_figures_find_no_room_paper_says_where_they_stand() -> None:
    assert SEE_TABLE in words_of(staircase(1), (-400, 800))


def test_a_figure_without_room_is_led_out() -> None:
    steps = (a_dose(0, 100, 60.0, id="a"), a_dose(100, 108, 5.0, id="b"),
             a_dose(108, 400, 60.0, id="c"))  # fmt: skip
    words = words_of(a_case(courses=(a_course(*steps),)), (-60, 410))
    assert words.count("60 mg/d") == 2
    assert "5" in words
    assert SEE_TABLE not in words


def test_a_reason_is_written_whole_or_not_at_all() -> None:
    reason = "restarted to manage symptoms of systemic lupus erythematosus"
    for last in (420, 120, 60, 30):
        change = a_dose(20, last, 10.0, id="n", reason=reason)
        case = a_case(courses=(a_course(a_dose(-20, 20, 5.0), change),))
        words = " ".join(words_of(case, (-30, 430)))
        assert "…" not in words
        assert reason in words or "restarted" not in words


@pytest.mark.parametrize(("last", "said"), [(200, True), (440, False)])
def test_why_a_drug_was_stopped_stands_at_its_edge_where_there_is_room(
    last: int, said: bool
) -> None:
    case = a_case(courses=(a_course(a_dose(0, last, stop_reason="rash")),))
    assert ("stopped: rash" in words_of(case, (-10, 450))) is said


def test_on_screen_no_margin_is_kept_for_the_hint() -> None:
    figure = figure_of(staircase(1))
    layout = lay_out(figure, 900, 600)
    track = layout.tracks[0]
    assert isinstance(track.content, Lane)
    image = QImage(900, 200, QImage.Format.Format_RGB32)
    texts: list[tuple[QRectF, str]] = []
    canvas = Canvas(QPainter(image), LIGHT, 1.0, texts, invites=True)
    scale = TimeScale(-400, 800, layout.left, layout.width)
    LanePainter(canvas, track.content, box_of(track, layout), scale).paint()
    canvas.painter.end()
    assert SEE_TABLE not in [text for _, text in texts]


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    case=crowded_cases(),
    start=st.floats(-0.2, 0.9),
    length=st.floats(0.05, 1.5),
    width=st.sampled_from((480.0, 900.0, 1900.0)),
    scale=st.sampled_from(("own", "common", "root")),
)
def test_on_paper_a_lane_has_all_its_figures_or_names_the_table(
    case: Case, start: float, length: float, width: float, scale: str
) -> None:
    figure = figure_of(case, ViewOptions(dose_scale=scale))  # type: ignore[arg-type]
    whole = figure.whole.last - figure.whole.first
    first = figure.whole.first + start * whole
    days = (first, first + max(3.0, length * whole))
    layout = lay_out(figure, width, 640)
    for track in layout.tracks:
        if not isinstance(track.content, Lane):
            continue
        shown = painted_track(figure, track, layout, days=days)
        assert overlaps(shown.texts) == []
        seen = {
            (cut.dose.id, cut.level_from)
            for cut in (*track.content.segments, *track.content.plans)
            if cut.end.high >= days[0] and cut.start.low <= days[1]
        }
        assert SEE_TABLE in shown.words or len(shown.words) >= len(seen)
