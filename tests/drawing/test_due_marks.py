"""The track of what was due: a shape for each ending, the missed counted at the margin."""

import pytest
from PySide6.QtCore import QRectF

from dle_desktop.domain.case import Case
from dle_desktop.domain.rules import Rules
from dle_desktop.drawing.figure import DueTrack, Figure
from dle_desktop.drawing.layout import lay_out
from dle_desktop.drawing.palette import GREY, LIGHT, Palette
from dle_desktop.drawing.series import figure_of
from tests.benchmarks.long_case import long_case
from tests.drawing.due_cases import COUNTED, LABS, ONGOING
from tests.drawing.pictures import (
    Painted,
    a_case,
    a_lab,
    an_event,
    box_of,
    day,
    painted_track,
)

pytestmark = pytest.mark.usefixtures("qapp")


def track_of(figure: Figure) -> DueTrack:
    return figure.due_tracks[0]


def painted_dues(
    case: Case, days: tuple[float, float] = (-10, 100), palette: Palette = LIGHT
) -> tuple[Painted, QRectF]:
    figure = figure_of(case)
    layout = lay_out(figure, 900, 600)
    track = next(one for one in layout.tracks if isinstance(one.content, DueTrack))
    return painted_track(figure, track, layout, days=days, palette=palette), box_of(track, layout)


def around(painted: Painted, box: QRectF, on: float, reach: float = 3.0) -> QRectF:
    return QRectF(painted.scale.x(on) - reach, box.top(), 2 * reach, box.height())


def test_the_track_follows_the_lab_plot() -> None:
    tracks = lay_out(figure_of(COUNTED), 900, 600).tracks
    assert getattr(tracks[-2].content, "kind", "") == "lab"
    assert isinstance(tracks[-1].content, DueTrack)
    assert tracks[-1].top >= tracks[-2].bottom


def test_a_case_without_anything_due_has_no_track() -> None:
    assert figure_of(a_case(courses=(ONGOING,))).due_tracks == ()
    assert figure_of(a_case(labs=LABS)).due_tracks == ()


@pytest.mark.parametrize(
    ("rule", "titles"),
    [
        (None, ["blood counts"]),
        ("do not apply", ["blood counts"]),
        ("apply", ["blood counts", "pregnancy tests"]),
    ],
)
def test_pregnancy_tests_have_a_track_only_where_they_apply(
    rule: str | None, titles: list[str]
) -> None:
    rules = Rules(pregnancy_tests=rule)  # type: ignore[arg-type]
    case = a_case(courses=(ONGOING,), labs=LABS, rules=rules, events=(an_event(60),))
    assert [track.title for track in figure_of(case).due_tracks] == titles


def test_without_a_dose_there_is_no_track_of_pregnancy_tests() -> None:
    rules = Rules(pregnancy_tests="apply")
    assert figure_of(a_case(rules=rules, events=(an_event(60),))).due_tracks == ()


@pytest.mark.parametrize(
    ("on", "color"), [(7, LIGHT.done), (28, LIGHT.warning), (56, LIGHT.warning)]
)
def test_done_and_missed_have_colours_of_their_own(on: float, color: str) -> None:
    painted, box = painted_dues(COUNTED)
    assert painted.has(around(painted, box, on), color)


@pytest.mark.parametrize("palette", [LIGHT, GREY])
def test_the_shapes_differ_without_colour(palette: Palette) -> None:
    painted, box = painted_dues(COUNTED, palette=palette)

    def ink(on: float, up: float, aside: float = 0.0) -> bool:
        x, y = painted.scale.x(on) + aside, box.center().y() - up
        return painted.has(QRectF(x, y, 1, 1), palette.warning) or painted.has(
            QRectF(x, y, 1, 1), palette.done
        )

    assert ink(7, 4)  # the tick stands up
    assert not ink(7, 4, 3)  # and is thin
    assert ink(28, 3.6, 2.5)  # a square has an upper edge
    assert not ink(28, 1.8, -1.5)  # and is hollow
    assert ink(56, 1.8, -1.5)  # filled: overdue
    assert not ink(84, 4)  # the circle is small


def test_the_missed_are_counted_at_the_right() -> None:
    painted, box = painted_dues(COUNTED)
    (at,) = [place for place, text in painted.texts if text == "4 late"]
    assert at.left() > box.right()


def test_nothing_missed_is_not_counted() -> None:
    labs = tuple(a_lab(on, 3.0) for on in (0, 7, 14, 21))
    painted, _ = painted_dues(a_case(courses=(ONGOING,), labs=labs, follow_up_end=day(22)))
    assert painted.words == []


def test_twenty_years_of_weeks_stay_within_their_box() -> None:
    case = long_case(1)
    figure = figure_of(case)
    painted, box = painted_dues(case, (figure.span.first, figure.span.last))
    assert len(track_of(figure).dues) > 200
    below = QRectF(box.left(), box.bottom() + 1, box.width(), 5)
    assert painted.colors(below) == {LIGHT.surface.casefold()}


def test_marks_beyond_the_days_shown_are_not_drawn() -> None:
    painted, box = painted_dues(COUNTED, (60, 80))
    assert not painted.has(box, LIGHT.done)
    assert not painted.has(box, LIGHT.warning)
