"""Events as they are painted: a shape per kind, words where there is room, doubt and span below."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from dle_desktop.domain.case import Event
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.layout import EVENT_ROW
from dle_desktop.drawing.palette import LIGHT
from dle_desktop.drawing.series import figure_of
from tests.drawing.pictures import Painted, a_case, a_score, an_event, day, overlaps, painted_only

pytestmark = pytest.mark.usefixtures("qapp")


def events(*made: Event, days: tuple[float, float] = (0, 400)) -> tuple[Painted, QRectF]:
    return painted_only(figure_of(a_case(events=made, assessments=(a_score(0, 5),))), 0, days=days)


def mark(shown: Painted, box: QRectF, on: float, row: int = 0) -> QPointF:
    return QPointF(shown.scale.x(on), box.top() + EVENT_ROW * (row + 0.5))


def around(at: QPointF, right: float = 0.0, down: float = 0.0, reach: float = 1.0) -> QRectF:
    return QRectF(at.x() + right - reach, at.y() + down - reach, 2 * reach - 1, 2 * reach - 1)


@pytest.mark.parametrize(
    ("kind", "filled"),
    [
        ("adverse event", LIGHT.warning), ("infection", LIGHT.warning), ("death", LIGHT.warning),
        ("flare", LIGHT.ink), ("visit", LIGHT.ink), ("improvement", LIGHT.surface),
        ("worsening", LIGHT.surface), ("missed visit", LIGHT.surface), ("biopsy", LIGHT.surface),
    ],
)  # fmt: skip
def test_each_kind_has_its_fill(kind: str, filled: str) -> None:
    shown, box = events(an_event(100, kind))
    middle = mark(shown, box, 100)
    inner = shown.image.pixelColor(int(middle.x()), int(middle.y() + 1)).name()
    assert abs(QColor(inner).lightness() - QColor(filled).lightness()) < 30


def test_better_points_down_and_worse_up() -> None:
    for kind, sign in (("improvement", -1), ("worsening", 1)):
        shown, box = events(an_event(100, kind))
        at = mark(shown, box, 100)
        assert shown.has(around(at, right=-4, down=sign * 4), LIGHT.ink)  # the broad end
        assert not shown.has(around(at, right=-4, down=-sign * 4), LIGHT.ink)


def test_words_stand_beside_and_say_the_grade() -> None:
    shown, box = events(an_event(100, "adverse event", "neutropenia", grade=2))
    assert shown.words == ["neutropenia, grade 2 (version not reported)"]
    assert shown.texts[0][0].left() > mark(shown, box, 100).x() + 5


def test_words_go_left_where_the_right_has_no_room() -> None:
    shown, box = events(an_event(395, "note", "no response, lenalidomide stopped"))
    assert shown.texts[0][0].right() < mark(shown, box, 395).x()


def test_crowded_words_give_way_but_every_mark_stays() -> None:
    made = [an_event(100 + 9 * n, "flare", f"a flare with a long story {n}") for n in range(9)]
    shown, box = events(*made)
    assert overlaps(shown.texts) == []
    assert 0 < len(shown.texts) < 9
    for n in range(9):
        found = [
            shown.has(around(mark(shown, box, 100 + 9 * n, row), reach=2), LIGHT.ink)
            for row in range(3)
        ]
        assert any(found)


def test_words_are_cut_short_before_they_are_left_out() -> None:
    made = [an_event(100, "flare", "a first flare with a long story"), an_event(180, "note", "b")]
    made += [an_event(100, "note", "c" * 200), an_event(390, "note", "d" * 200)]
    shown, _ = events(*made)
    assert overlaps(shown.texts) == []
    cut = [words for words in shown.words if words.endswith("…")]
    assert cut
    assert all(len(words) > 3 for words in cut)


def test_no_words_lie_over_a_mark() -> None:
    made = [an_event(100 + 21 * n, "infection", f"words {n}") for n in range(12)]
    shown, box = events(*made)
    seen = 0
    for n in range(12):
        for place, _ in shown.texts:
            row = round((place.center().y() - box.top()) / EVENT_ROW - 0.5)
            at = mark(shown, box, 100 + 21 * n, row)
            if shown.has(around(at), LIGHT.warning):
                seen += 1
                assert not place.left() - 4 < at.x() < place.right() + 4
    assert seen


def test_doubt_is_a_dotted_line_as_wide_as_the_doubt() -> None:
    shown, box = events(an_event(0, "note", "x", moment=Moment(offset="P10M")))
    below = mark(shown, box, 304).y() + 7.5
    row = [
        shown.image.pixelColor(x, round(below)).lightness()
        for x in range(round(shown.scale.x(292)), round(shown.scale.x(317)))
    ]
    assert max(row) - min(row) > 25
    beyond = QRectF(shown.scale.x(325), below - 1, 20, 2)
    assert shown.colors(beyond) == {LIGHT.surface.casefold()}


def test_a_span_is_a_bar_from_its_start_to_its_end() -> None:
    shown, box = events(an_event(100, "hospitalisation", "x", end=day(200)))
    below = mark(shown, box, 100).y() + 7.5
    bar = QRectF(shown.scale.x(150), below - 1, 10, 1)
    assert LIGHT.surface.casefold() not in shown.colors(bar)
    after = QRectF(shown.scale.x(210), below - 1, 10, 1)
    assert shown.colors(after) == {LIGHT.surface.casefold()}


def test_what_goes_on_is_a_bar_as_far_as_anything_is_known() -> None:
    shown, box = events(an_event(100, "infection", "x", ongoing=True), an_event(300, "visit", "y"))
    below = mark(shown, box, 100).y() + 7.5
    bar = QRectF(shown.scale.x(285), below - 1, 5, 1)
    assert LIGHT.surface.casefold() not in shown.colors(bar)
    after = QRectF(shown.scale.x(310), below - 1, 10, 1)
    assert shown.colors(after) == {LIGHT.surface.casefold()}


def test_events_out_of_sight_are_not_painted() -> None:
    shown, _ = events(an_event(100, "flare", "seen"), an_event(300, "flare", "out"), days=(50, 200))
    assert shown.words == ["seen"]


@pytest.mark.parametrize("width", [n * 7.3 + 610 for n in range(40)])
def test_words_with_room_are_whole_at_any_width(width: float) -> None:
    marks = (an_event(80, "improvement", text="improvement noted"),)
    picture, _ = painted_only(figure_of(a_case(events=marks)), 0, width=width)
    assert "improvement noted" in [text for _, text in picture.texts]
