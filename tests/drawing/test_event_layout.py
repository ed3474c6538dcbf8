"""Where events stand: no two marks meet, words end before what follows, crowds become one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.drawing.event_layout import (
    WORDS_AWAY,
    WORDS_GAP,
    Place,
    Sizes,
    Spot,
    lay_out_events,
)

SIZES = Sizes(8.0, lambda count: 26.0 + 6 * len(str(count)))
DAYS = st.lists(st.floats(-1e4, 1e4), max_size=200)


def laid_out(days: list[float], rows: int = 3, words: float = 60.0) -> tuple[Place, ...]:
    spots = [Spot(at) for at in sorted(days)]
    return lay_out_events(spots, rows, SIZES, lambda members: words * len(members[:2]))


@given(DAYS, st.integers(1, 5))
def test_every_event_stands_once_and_none_meets_another(days: list[float], rows: int) -> None:
    places = laid_out(days, rows)
    assert sorted(m for place in places for m in place.members) == list(range(len(days)))
    for row in range(rows):
        line = [place for place in places if place.row == row]
        for one, two in pairwise(line):
            end = one.right + (WORDS_AWAY + one.words + WORDS_GAP if one.words else 0.0)
            assert end <= two.left + 1e-6


@given(DAYS, st.integers(1, 5))
def test_a_mark_alone_stands_on_its_day_and_a_plate_near_its_days(
    days: list[float], rows: int
) -> None:
    at = sorted(days)
    for place in laid_out(days, rows):
        first, last = at[place.members[0]], at[place.members[-1]]
        if len(place.members) == 1:
            assert abs(place.middle - first) < 1e-6
        else:
            assert first - 60 <= place.middle <= last + 60


@given(DAYS)
def test_events_that_have_room_are_not_gathered(days: list[float]) -> None:
    far = [at * 20.0 for at in {round(at) for at in days}]
    assert all(len(place.members) == 1 for place in laid_out(far, rows=1))


def test_two_in_a_row_cut_the_words_between_them() -> None:
    one, two = laid_out([0.0, 80.0], rows=1)
    assert one.words == 80.0 - 16.0 - WORDS_AWAY - WORDS_GAP
    assert two.words == 60.0
    one, two = laid_out([0.0, 30.0], rows=1)
    assert one.words == 0.0


def test_words_look_for_a_row_of_their_own_first() -> None:
    assert [(place.row, place.words) for place in laid_out([0.0, 30.0, 60.0])] == [
        (0, 60.0), (1, 60.0), (2, 60.0),
    ]  # fmt: skip


def test_bars_lie_side_by_side_or_are_left_out() -> None:
    spots = [Spot(0.0, (0.0, 500.0)), Spot(100.0, (100.0, 300.0)), Spot(200.0, (200.0, 300.0))]
    places = lay_out_events(spots, 2, SIZES, lambda _: 20.0)
    assert [(place.row, place.has_lane) for place in places] == [(0, True), (1, True), (0, False)]


def test_no_events_take_no_place() -> None:
    assert laid_out([]) == ()
