"""Where events stand: marks in rows, gathered where they would touch, words where there is room.

Pure arithmetic in pixels from day 0, over a whole case at one scale: what is in sight plays no
part, so that nothing moves from row to row while the days move along. It knows no kinds, no
colours, and paints nothing.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

LEAST_WORDS = 40.0  # words cut shorter than this say nothing
WORDS_AWAY = 2.0  # words begin so far beside their mark
WORDS_GAP = 5.0  # and end so far before what follows

WidthOf = Callable[[tuple[int, ...]], float]


class Sizes(Struct, frozen=True):
    """The lengths of a layout: half a single mark's room, and a plate's by its count."""

    half: float
    plate: Callable[[int], float]
    unit: float = 1.0


class Spot(Struct, frozen=True):
    """One event: where its mark belongs, and from where to where its bar or its doubt reaches."""

    at: float
    reach: tuple[float, float] | None = None


class Place(Struct):
    """A mark or a counted plate in its row.

    `words` is how much room its words have on the right, 0 for none; `before` how much is free on
    the left. `has_lane` says whether the bars of its members have the row's lower edge to
    themselves; where not, they are left out.
    """

    members: tuple[int, ...]
    left: float
    right: float
    row: int = 0
    words: float = 0.0
    before: float = 0.0
    has_lane: bool = False

    @property
    def middle(self) -> float:
        """The middle of the mark or plate."""
        return (self.left + self.right) / 2


def lay_out_events(
    spots: Sequence[Spot], rows: int, sizes: Sizes, width_of: WidthOf
) -> tuple[Place, ...]:
    """Return where all events stand, in order of their left ends.

    Parameters
    ----------
    spots
        The events in order of `at`.
    rows
        How many rows there are, one at least.
    sizes
        How wide marks and plates are.
    width_of
        The width of the words of a mark or plate, by its members.
    """
    places = sorted(_gathered(spots, rows, sizes), key=lambda place: (place.left, place.members))
    lines = [_Row(sizes.unit) for _ in range(rows)]
    for place in places:
        reach = _reach(place, spots)
        width = width_of(place.members)
        free = [line for line in lines if line.mark_end <= place.left]
        row = min(free, key=lambda line: (not line.lane_free(reach), line.lost(place.left)))
        place.row = lines.index(row)
        row.add(place, reach, width)
    return tuple(places)


def _gathered(spots: Sequence[Spot], rows: int, sizes: Sizes) -> list[Place]:
    """Return marks and plates of which no more than `rows` stand above each other anywhere.

    Where a mark finds every row taken, those in its way and itself become one plate.
    """
    stacks: list[list[Place]] = [[] for _ in range(rows)]
    for number, spot in enumerate(spots):
        new = Place((number,), spot.at - sizes.half, spot.at + sizes.half)
        if all(stack and stack[-1].right > new.left for stack in stacks):
            met = [stack.pop() for stack in stacks]
            members = sorted(member for place in (*met, new) for member in place.members)
            floor = min(stack[-1].right if stack else -1e12 for stack in stacks)
            middle = (spots[members[0]].at + spot.at) / 2
            wide = sizes.plate(len(members))
            left = max(floor, middle - wide / 2)
            new = Place(tuple(members), left, left + wide)
        stack = next(one for one in stacks if not one or one[-1].right <= new.left)
        stack.append(new)
    return [place for stack in stacks for place in stack]


def _reach(place: Place, spots: Sequence[Spot]) -> tuple[float, float] | None:
    """Return from where to where the bars of a place reach together, None without any."""
    reaches = [reach for reach in (spots[member].reach for member in place.members) if reach]
    if not reaches:
        return None
    return min(low for low, _ in reaches), max(high for _, high in reaches)


class _Row:
    """What is taken of one row, from the left; the last words may still be cut."""

    def __init__(self, unit: float) -> None:
        self.mark_end = -1e12
        self._words_end = -1e12
        self._lane_end = -1e12
        self._last: Place | None = None
        self._gap = WORDS_GAP * unit
        self._away = WORDS_AWAY * unit
        self._least = LEAST_WORDS * unit

    def lane_free(self, reach: tuple[float, float] | None) -> bool:
        """Return whether a bar would lie alone."""
        return reach is None or reach[0] >= self._lane_end + self._gap

    def lost(self, left: float) -> float:
        """Return how much of the last words a mark that begins here takes away."""
        if self._last is None or self._words_end + self._gap <= left:
            return 0.0
        return self._last.words - self._kept(self._last, left)

    def _kept(self, last: Place, left: float) -> float:
        room = min(last.words, left - self._gap - last.right - self._away)
        return room if room >= min(self._least, last.words) else 0.0

    def add(self, place: Place, reach: tuple[float, float] | None, width: float) -> None:
        """Place a mark and its words; the words before it give way."""
        if self._last is not None:
            self._last.words = self._kept(self._last, place.left)
            words = self._last.words
            taken = self._last.right + (self._away + words if words else 0.0)
            place.before = max(0.0, place.left - taken - self._gap - self._away)
        else:
            place.before = 1e12
        place.words = width
        place.has_lane = reach is not None and self.lane_free(reach)
        if reach is not None and place.has_lane:
            self._lane_end = reach[1]
        self.mark_end = place.right
        self._words_end = place.right + self._away + width if width else place.right
        self._last = place
