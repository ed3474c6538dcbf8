"""Where callouts stand: in free space below the upper edge of a plot, each with a leader from it.

Pure arithmetic in pixels: what is taken goes in, places come out. A callout that finds no room
gives way to a number on a small disc; where even that would cover something, to nothing.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

_COLUMN = 6.0  # free space is looked for in columns so wide
_STEP = 6.0
_ALONG = (0.0, 0.5, 1.0, 0.25, 0.75)  # where along a callout its leader may come down
MOST_CALLOUTS = 6


class Area(Struct, frozen=True):
    """A rectangle; edges that only touch do not meet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Return whether two areas share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Wish(Struct, frozen=True):
    """A callout wanted: where its leader comes down, and how large it is."""

    x: float
    width: float
    height: float


class Spot(Struct, frozen=True):
    """Where a callout stands; a `numbered` one is a disc of that number only."""

    area: Area
    numbered: bool = False


class Taken:
    """What a plot's own marks and words take, column by column."""

    def __init__(self, room: Area) -> None:
        self.room = room
        count = max(1, int((room.right - room.left) / _COLUMN) + 1)
        self._columns: list[list[tuple[float, float]]] = [[] for _ in range(count)]

    def add(self, area: Area) -> None:
        """Take an area."""
        for number in self._numbers(area):
            self._take(number, area.top, area.bottom)

    def add_line(self, one: tuple[float, float], two: tuple[float, float], half: float) -> None:
        """Take a line from one point to another, `half` to each side."""
        (left, y), (right, z) = sorted((one, two))
        length = max(right - left, 1e-9)
        for number in self._numbers(Area(left - half, 0.0, right + half, 1.0)):
            start = self.room.left + number * _COLUMN
            ends = [
                y + (z - y) * min(max((x - left) / length, 0.0), 1.0)
                for x in (start, start + _COLUMN)
            ]
            self._take(number, min(ends) - half, max(ends) + half)

    def _take(self, number: int, top: float, bottom: float) -> None:
        """Take a stretch of a column; one that meets the last one widens it."""
        column = self._columns[number]
        if column and top <= column[-1][1] and column[-1][0] <= bottom:
            column[-1] = min(top, column[-1][0]), max(bottom, column[-1][1])
        else:
            column.append((top, bottom))

    def free(self, area: Area) -> bool:
        """Return whether nothing is in an area, and it lies within the room."""
        room = self.room
        if area.left < room.left or area.right > room.right or area.bottom > room.bottom:
            return False
        return not any(
            area.top < bottom and top < area.bottom
            for number in self._numbers(area)
            for top, bottom in self._columns[number]
        )

    def _numbers(self, area: Area) -> range:
        first = int((area.left - self.room.left) // _COLUMN)
        last = int((area.right - self.room.left) // _COLUMN)
        return range(max(first, 0), min(last + 1, len(self._columns)))


def place_callouts(
    wishes: Sequence[Wish], taken: Taken, *, away: float, disc: float
) -> list[Spot | None]:
    """Return where each callout stands, in the order of the wishes, None where nothing fits.

    Parameters
    ----------
    wishes
        The callouts in order of `x`.
    taken
        What must not be covered, and the room.
    away
        How far callouts keep from the upper edge and from each other.
    disc
        The diameter of the disc of a callout without room.
    """
    placed: list[Area] = []
    spots: list[Spot | None] = []
    full = 0
    for wish in wishes:
        area = None
        if full < MOST_CALLOUTS:
            others = [_line_of(other, taken.room) for other in wishes if other is not wish]
            area = _first_free(wish, taken, [*placed, *others], away) or _first_free(
                wish, taken, placed, away
            )
        spot = Spot(area) if area is not None else _disc(wish, taken, placed, disc)
        full += area is not None
        spots.append(spot)
        if spot is not None:
            placed.extend((_wider(spot.area, away / 2), leader_of(wish, spot, taken.room)))
    return spots


def leader_of(wish: Wish, spot: Spot, room: Area) -> Area:
    """Return the room of a leader, from the upper edge to its callout."""
    return Area(wish.x - 2.0, room.top, wish.x + 2.0, max(room.top, spot.area.top))


def _line_of(wish: Wish, room: Area) -> Area:
    """Return where a leader may come to stand: better left free by the other callouts."""
    return Area(wish.x - 2.0, room.top, wish.x + 2.0, room.bottom)


def _first_free(wish: Wish, taken: Taken, placed: list[Area], away: float) -> Area | None:
    for area in _candidates(wish, taken.room, away):
        leader = leader_of(wish, Spot(area), taken.room)
        if not taken.free(area) or not taken.free(leader):
            continue
        wide = _wider(area, away / 2)
        if not any(wide.meets(other) or leader.meets(other) for other in placed):
            return area
    return None


def _candidates(wish: Wish, room: Area, away: float) -> Iterator[Area]:
    top = room.top + away
    while top + wish.height <= room.bottom - away:
        for share in _ALONG:
            inset = away + share * max(0.0, wish.width - 2 * away)
            left = wish.x - inset
            yield Area(left, top, left + wish.width, top + wish.height)
        top += _STEP


def _disc(wish: Wish, taken: Taken, placed: list[Area], disc: float) -> Spot | None:
    top = taken.room.top + 2.0
    area = Area(wish.x - disc / 2, top, wish.x + disc / 2, top + disc)
    if taken.free(area) and not any(area.meets(other) for other in placed):
        return Spot(area, numbered=True)
    return None


def _wider(area: Area, by: float) -> Area:
    return Area(area.left - by, area.top - by, area.right + by, area.bottom + by)
