"""Where callouts stand: off everything that is taken, off each other, or not at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dle_desktop.drawing.callout_layout import (
    MOST_CALLOUTS,
    Area,
    Spot,
    Taken,
    Wish,
    leader_of,
    place_callouts,
)

ROOM = Area(100.0, 50.0, 800.0, 250.0)
XS, YS = st.floats(100, 800), st.floats(50, 250)
WISHES = st.lists(
    st.builds(Wish, x=XS, width=st.floats(30, 200), height=st.floats(20, 60)), max_size=9
).map(lambda made: sorted(made, key=lambda wish: wish.x))
AREAS = st.lists(
    st.tuples(XS, YS, st.floats(1, 90), st.floats(1, 40)).map(
        lambda found: Area(found[0], found[1], found[0] + found[2], found[1] + found[3])
    ),
    max_size=12,
)  # fmt: skip
LINES = st.lists(st.tuples(st.tuples(XS, YS), st.tuples(XS, YS)), max_size=6)


def placed(
    wishes: list[Wish],
    areas: list[Area],
    lines: list[tuple[tuple[float, float], tuple[float, float]]] | None = None,
) -> list[Spot | None]:
    taken = Taken(ROOM)
    for area in areas:
        taken.add(area)
    for one, two in lines or ():
        taken.add_line(one, two, 4.0)
    return place_callouts(wishes, taken, away=8.0, disc=15.0)


@settings(deadline=None)
@given(WISHES, AREAS)
def test_callouts_and_leaders_cover_nothing_and_no_other(
    wishes: list[Wish], areas: list[Area]
) -> None:
    spots = placed(wishes, areas)
    shown = [(wish, spot) for wish, spot in zip(wishes, spots, strict=True) if spot is not None]
    for number, (wish, spot) in enumerate(shown):
        leader = leader_of(wish, spot, ROOM)
        assert not any(spot.area.meets(area) for area in areas)
        assert ROOM.left <= spot.area.left
        assert spot.area.right <= ROOM.right
        assert spot.area.bottom <= ROOM.bottom
        for other_wish, other in shown[:number]:
            assert not spot.area.meets(other.area)
            assert not leader.meets(other.area)
            assert not spot.area.meets(leader_of(other_wish, other, ROOM))
        if not spot.numbered:
            assert not any(leader.meets(area) for area in areas)
            assert spot.area.left <= wish.x <= spot.area.right


@settings(deadline=None)
@given(WISHES, LINES)
def test_callouts_cover_no_line(
    wishes: list[Wish], lines: list[tuple[tuple[float, float], tuple[float, float]]]
) -> None:
    for spot in placed(wishes, [], lines):
        if spot is None:
            continue
        area = spot.area
        for (x, y), (u, v) in lines:
            for share in (0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 1.0):
                at, on = x + (u - x) * share, y + (v - y) * share
                assert not (area.left < at < area.right and area.top < on < area.bottom)


def test_a_callout_without_room_is_a_number_and_the_next_ones_too() -> None:
    full = Area(100.0, 70.0, 800.0, 250.0)
    (spot,) = placed([Wish(300.0, 100.0, 30.0)], [full])
    assert spot is not None
    assert spot.numbered
    assert placed([Wish(300.0, 100.0, 30.0)], [ROOM]) == [None]


def test_a_callout_leaves_the_way_free_for_its_neighbours_leader() -> None:
    spots = placed([Wish(400.0, 120.0, 24.0), Wish(460.0, 120.0, 24.0)], [])
    assert [spot is not None and spot.area.top for spot in spots] == [58.0, 58.0]


def test_only_a_few_are_callouts() -> None:
    wishes = [Wish(120.0 + 70 * n, 60.0, 20.0) for n in range(9)]
    shown = [spot for spot in placed(wishes, []) if spot is not None and not spot.numbered]
    assert len(shown) == MOST_CALLOUTS
