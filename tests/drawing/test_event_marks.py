"""Events as they are painted: a shape per kind, words where there is room, doubt and span below."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from dle_desktop.domain.case import Event, EventKind
from dle_desktop.domain.moments import Certainty, Moment
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.event_marks import BAR_DOWN, HALF, ShownEvents, place_events
from dle_desktop.drawing.figure import EventMark
from dle_desktop.drawing.layout import EVENT_ROW
from dle_desktop.drawing.measure import Measure
from dle_desktop.drawing.palette import LIGHT
from dle_desktop.drawing.series import figure_of
from tests.drawing.pictures import Painted, a_case, a_score, an_event, day, overlaps, painted_only
from tests.strategies import one_of

pytestmark = pytest.mark.usefixtures("qapp")
Marks = tuple[EventMark, ...]


def events(*made: Event, days: tuple[float, float] = (0, 400)) -> tuple[Painted, QRectF]:
    """Paint events; of the texts those beside the marks, not the letters in them."""
    figure = figure_of(a_case(events=made, assessments=(a_score(0, 5),)))
    shown, box = painted_only(figure, 0, days=days)
    assert overlaps(shown.texts) == []
    return replace(shown, texts=[(at, text) for at, text in shown.texts if len(text) > 1]), box


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
    inner = Counter(
        shown.image.pixelColor(round(middle.x()) + x, round(middle.y()) + y).name()
        for x in range(-4, 5)
        for y in range(-4, 5)
    )
    assert inner.most_common(1)[0][0] == filled.casefold()


def test_better_points_down_and_worse_up() -> None:
    for kind, sign in (("improvement", -1), ("worsening", 1)):
        shown, box = events(an_event(100, kind))
        at = mark(shown, box, 100)
        assert shown.has(around(at, right=-HALF, down=sign * HALF), LIGHT.ink)  # the broad end
        assert not shown.has(around(at, right=-HALF, down=-sign * HALF), LIGHT.ink)


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
    cut = [words for words in shown.words if words.endswith("…")]
    assert cut
    assert all(len(words) > 3 for words in cut)


BOX = QRectF(172, 40, 700, 3 * EVENT_ROW)
MARKS = st.lists(
    st.tuples(
        st.integers(-50, 800), one_of(EventKind), st.sampled_from(("", "rash", "W" * 40, "two w")),
        st.none() | st.integers(0, 300), st.booleans(), one_of(Certainty),
    ),
    max_size=60,
)  # fmt: skip


def marks_of(rows: list[tuple[int, EventKind, str, int | None, bool, Certainty]]) -> Marks:
    made = [
        an_event(
            on, kind, text, id=f"e{number}", moment=day(on, certainty),
            end=None if length is None else day(on + length), ongoing=ongoing and length is None,
        )
        for number, (on, kind, text, length, ongoing, certainty) in enumerate(rows)
    ]  # fmt: skip
    return figure_of(a_case(events=tuple(made))).events


def boxes_of(shown: list[ShownEvents]) -> list[QRectF]:
    """Return the boxes of marks, words and bars."""
    boxes = [QRectF(one.box) for one in shown if one.box is not None]
    for one in shown:
        if one.text:
            boxes.append(QRectF(one.text_left, one.middle.y() - 6, one.text_width, 12))
        # One event's bar and the doubt of its beginning may lie over each other.
        lane = (*one.bars, *one.dots)
        if lane:
            left, right = min(bar.left for bar in lane), max(bar.right for bar in lane)
            boxes.append(QRectF(left, lane[0].y - 1.1, right - left, 2.2))
    return [box.adjusted(0.05, 0.05, -0.05, -0.05) for box in boxes]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKS, st.integers(-100, 800), st.floats(3, 2000), st.sampled_from((300, 700, 1700)))
def test_marks_words_and_bars_never_meet_nor_leave_their_track(
    rows: list[tuple[int, EventKind, str, int | None, bool, Certainty]],
    first: int,
    length: float,
    width: int,
) -> None:
    marks, box = marks_of(rows), QRectF(172, 40, width, 3 * EVENT_ROW)
    scale = TimeScale(first, first + length, box.left(), box.width())
    shown = place_events(Measure(), marks, box, scale)
    boxes = boxes_of(shown)
    for number, one in enumerate(boxes):
        assert box.left() - 12 <= one.left()
        assert one.right() <= box.right() + 51
        assert box.top() <= one.top()
        assert one.bottom() <= box.bottom()
        assert not any(one.intersects(other) for other in boxes[number + 1 :])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKS, st.floats(5, 2000))
def test_every_event_is_in_one_mark_and_panning_moves_none_to_another_row(
    rows: list[tuple[int, EventKind, str, int | None, bool, Certainty]], length: float
) -> None:
    marks = marks_of(rows)

    def at(first: float) -> dict[tuple[str, ...], float]:
        scale = TimeScale(first, first + length, BOX.left(), BOX.width())
        shown = place_events(Measure(), marks, BOX, scale)
        return {tuple(mark.record_id for mark in one.members): one.middle.y() for one in shown}

    seen: dict[tuple[str, ...], float] = {}
    for step in range(12):
        for members, y in at(-100 + step * 80.37).items():
            assert seen.setdefault(members, y) == y
    if length > 1000:
        whole = TimeScale(-100, -100 + 1.3 * length, BOX.left(), BOX.width())
        found = [mark for one in place_events(Measure(), marks, BOX, whole) for mark in one.members]
        assert sorted(mark.record_id for mark in found) == sorted(mark.record_id for mark in marks)


def test_a_crowd_is_one_counted_mark_of_the_gravest_and_parts_when_zoomed() -> None:
    made = [an_event(100 + n, "note", f"n{n}", id=f"n{n}") for n in range(6)]
    made[2] = an_event(102, "thrombosis", "deep vein thrombosis", id="n2")
    marks = figure_of(a_case(events=tuple(made))).events
    far = place_events(Measure(), marks, BOX, TimeScale(0, 800, BOX.left(), BOX.width()))
    counted = next(one for one in far if one.counted)
    assert counted.gravest.record_id == "n2"
    assert counted.text == f"deep vein thrombosis, {len(counted.members) - 1} more"
    near = place_events(Measure(), marks, BOX, TimeScale(98, 110, BOX.left(), BOX.width()))
    assert [len(one.members) for one in near] == [1] * 6


def test_events_of_one_day_keep_together_at_any_zoom() -> None:
    made = [an_event(100, "note", "dose missed", id=f"n{n}") for n in range(9)]
    marks = figure_of(a_case(events=tuple(made))).events
    near = place_events(Measure(), marks, BOX, TimeScale(99, 102, BOX.left(), BOX.width()))
    assert sum(len(one.members) for one in near) == 9
    assert max(len(one.members) for one in near) > 5
    assert next(one.text for one in near if one.counted) == "dose missed"


def test_a_span_that_began_out_of_sight_is_seen_as_its_bar() -> None:
    made = an_event(0, "hospitalisation", "long", end=day(300))
    marks = figure_of(a_case(events=(made,))).events
    (one,) = place_events(Measure(), marks, BOX, TimeScale(100, 200, BOX.left(), BOX.width()))
    assert one.box is None
    (bar,) = one.bars
    assert (bar.left, bar.right, bar.end) == (BOX.left(), BOX.right(), "")


@pytest.mark.parametrize(
    ("more", "end"), [({"end": day(200)}, "stop"), ({"ongoing": True}, "arrow")]
)
def test_a_span_ends_in_a_stop_and_what_goes_on_in_an_arrow(more: dict[str, Any], end: str) -> None:
    made = (an_event(100, "infection", "x", **more), an_event(300, "visit"))
    marks = figure_of(a_case(events=made)).events
    shown = place_events(Measure(), marks, BOX, TimeScale(0, 400, BOX.left(), BOX.width()))
    assert [bar.end for one in shown for bar in one.bars] == [end]


def test_doubt_is_a_dotted_line_as_wide_as_the_doubt() -> None:
    shown, box = events(an_event(0, "note", "x", moment=Moment(offset="P10M")))
    below = mark(shown, box, 304).y() + BAR_DOWN
    row = [
        shown.image.pixelColor(x, round(below)).lightness()
        for x in range(round(shown.scale.x(292)), round(shown.scale.x(317)))
    ]
    assert max(row) - min(row) > 25
    beyond = QRectF(shown.scale.x(325), below - 1, 20, 2)
    assert shown.colors(beyond) == {LIGHT.surface.casefold()}


def test_a_span_is_a_bar_from_its_start_to_its_end() -> None:
    shown, box = events(an_event(100, "hospitalisation", "x", end=day(200)))
    below = mark(shown, box, 100).y() + BAR_DOWN
    bar = QRectF(shown.scale.x(150), below - 1, 10, 1)
    assert LIGHT.surface.casefold() not in shown.colors(bar)
    after = QRectF(shown.scale.x(210), below - 1, 10, 1)
    assert shown.colors(after) == {LIGHT.surface.casefold()}


def test_what_goes_on_is_a_bar_as_far_as_anything_is_known() -> None:
    shown, box = events(an_event(100, "infection", "x", ongoing=True), an_event(300, "visit", "y"))
    below = mark(shown, box, 100).y() + BAR_DOWN
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


def test_a_plate_at_the_left_edge_never_moves_onto_the_next() -> None:
    rows: list[tuple[int, EventKind, str, int | None, bool, Certainty]] = [
        *((0, "improvement", "", None, False, "exact") for _ in range(9)),
        (241, "improvement", "", None, False, "exact"),
        (336, "flare", "two w", None, False, "before"),
        (336, "flare", "two w", None, False, "after"),
        (342, "infection", "rash", None, False, "about"),
        (381, "improvement", "rash", None, False, "exact"),
        (359, "photo", "two w", None, False, "after"),
        (484, "improvement", "two w", None, False, "after"),
        (449, "hospitalisation", "two w", None, False, "after"),
        (449, "systemic lupus", "two w", None, False, "after"),
        (451, "note", "two w", None, False, "after"),
    ]
    marks, box = marks_of(rows), QRectF(172, 40, 300, 3 * EVENT_ROW)
    for first in range(300, 400):
        scale = TimeScale(first, first + 1018.0, box.left(), box.width())
        boxes = boxes_of(place_events(Measure(), marks, box, scale))
        for number, one in enumerate(boxes):
            assert not any(one.intersects(other) for other in boxes[number + 1 :])
