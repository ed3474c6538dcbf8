"""The layout: which track of a figure stands where, measured in design pixels.

Pure arithmetic shared by screen and paper: names in a column left, values in a margin right, and
between them one time axis for every track. It paints nothing.
"""

from math import inf

from msgspec import Struct

from dle_desktop.domain.case import DrugGroup
from dle_desktop.drawing.figure import EVENTS_KEY, Blank, DueTrack, EventMark, Figure, Lane, Plot

NAMES_WIDTH = 172.0
VALUES_WIDTH = 58.0
AXIS_HEIGHT = 40.0
GAP = 14.0
TOP = 15.0  # room for a figure above the highest step
EVENT_ROW = 20.0
EVENT_ROWS = 3
_MOST_EVENT_ROWS = 5  # where spans lie over each other
HEADING = 8.0  # more room where the name of a class stands
HEADINGS: dict[DrugGroup, str] = {
    "index": "index drug", "steroid": "steroids", "antimalarial": "antimalarials",
    "immunosuppressant": "immunosuppressants", "retinoid": "retinoids", "biologic": "biologics",
    "topical": "topical drugs", "other": "other drugs",
}  # fmt: skip
_MANY_LANES = 5
_MOST_STRETCH, _MOST_SHRINK, _LEAST_FIXED = 1.6, 0.4, 15.0
_BLANK = 34.0
_DUE = 15.0  # a line of ticks
_EMPTY = 28.0  # a plot without anything in it leaves the room to the others
_FLEX = {"activity": 3.6, "damage": 0.7, "lab": 1.4}
_FEW = 6  # points; a plot of fewer does not grow beyond so many times its least height:
_MOST_GROWTH = (2.2, 3.0, 3.6, 4.2, 4.8, 5.4)  # 1 point, 2 points, ...
_LEAST = {"activity": 96.0, "damage": 44.0, "lab": 60.0}
_WORDS_ONLY = {"activity": 58.0, "damage": 34.0, "lab": 26.0}

Content = Blank | Lane | Plot | DueTrack | tuple[EventMark, ...]


class Track(Struct, frozen=True):
    """One track: what it holds, from `top`, `height` high, in design pixels."""

    content: Content
    top: float
    height: float
    heading: str = ""  # the class of drugs that begins here

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


class Layout(Struct, frozen=True):
    """All tracks of a figure on one width; `axis_top` is where the time axis begins.

    `unit` is how many of these pixels one design pixel is: more than 1 where a class reads along.
    """

    left: float
    width: float
    tracks: tuple[Track, ...]
    axis_top: float
    unit: float = 1.0

    @property
    def height(self) -> float:
        """From the first track to below the axis."""
        return self.axis_top + AXIS_HEIGHT * self.unit

    def enlarged(self, unit: float) -> "Layout":
        """Return the same layout in larger or smaller pixels."""
        tracks = tuple(
            Track(one.content, one.top * unit, one.height * unit, one.heading)
            for one in self.tracks
        )
        return Layout(
            self.left * unit, self.width * unit, tracks, self.axis_top * unit, self.unit * unit
        )


def lay_out(
    figure: Figure, width: float, height: float, *, names: float = NAMES_WIDTH, unit: float = 1.0
) -> Layout:
    """Return the tracks of a figure in a box of pixels, `unit` of them to a design pixel.

    Fixed tracks come first; what is left is shared by the plots. Where there is not enough, lanes
    shrink to a line of text and the plots to their least height: the result may then be higher than
    `height`, never cut.
    """
    if unit != 1.0:
        return lay_out(figure, width / unit, height / unit, names=names).enlarged(unit)
    contents = contents_of(figure)
    headings = _headings(contents, figure.options.order)
    room = height - AXIS_HEIGHT - TOP - GAP * len(contents)
    room -= HEADING * sum(1 for heading in headings if heading)
    factors = [figure.options.height(key_of(item)) for item in contents]
    tracks = []
    top = TOP
    for item, tall, heading in zip(
        contents, _heights(contents, factors, room), headings, strict=True
    ):
        top += HEADING if heading else 0.0
        tracks.append(Track(item, top, tall, heading))
        top += tall + GAP
    return Layout(names, max(40.0, width - names - VALUES_WIDTH), tuple(tracks), top)


def contents_of(figure: Figure) -> list[Content]:
    """Return what is shown from top to bottom: as usual, or in the order that was chosen."""
    contents = all_contents(figure)
    shown = [item for item in contents if key_of(item) not in figure.options.hidden]
    return shown or contents


def all_contents(figure: Figure) -> list[Content]:
    """Return what there is from top to bottom, hidden or not."""
    contents: list[Content] = [*figure.lanes] or [Blank()]
    if figure.events:
        contents.append(figure.events)
    contents.extend(figure.plots)
    contents.extend(figure.due_tracks)
    place = figure.options.place
    placed = sorted(enumerate(contents), key=lambda found: (place(key_of(found[1])), found[0]))
    return [item for _, item in placed]


def _headings(contents: list[Content], order: tuple[str, ...]) -> list[str]:
    """Return the classes of drugs over their first lanes, where there are many and not mixed.

    A person's own order may mix the classes: then none is named. Else the first lane is the index
    drug's, stands apart from its class and needs no name.
    """
    groups = [item.group if isinstance(item, Lane) else None for item in contents]
    begins = [
        group if group != before else None
        for before, group in zip([None, *groups], groups, strict=False)
    ]
    chosen = any(isinstance(item, Lane) and item.key in order for item in contents)
    named = [group for group in begins[0 if chosen else 1 :] if group]
    many = sum(1 for group in groups if group) >= _MANY_LANES
    if not many or len(set(named)) < len(named):
        return [""] * len(contents)
    return ["", *(HEADINGS[group] if group else "" for group in begins[1:])]


def ordered_keys(figure: Figure) -> tuple[str, ...]:
    """Return the names of all tracks from top to bottom, hidden or not, each once."""
    return tuple(dict.fromkeys(key_of(item) for item in all_contents(figure)))


def key_of(content: Content) -> str:
    """Return the name of a track in view options."""
    if isinstance(content, Blank):
        return content.name
    return EVENTS_KEY if isinstance(content, tuple) else content.key


def _heights(contents: list[Content], factors: list[float], room: float) -> list[float]:
    """Return heights that add up to the room, or are the least there are where it is too small."""
    sized = list(zip(contents, factors, strict=True))
    normal = [_normal_height(item) * factor for item, factor in sized]
    heights = _between([_least_height(item) * factor for item, factor in sized], normal, room)
    spare = max(0.0, room - sum(heights))
    shares = sum(_flex(item) * factor for item, factor in sized)
    if shares:
        grown = [
            tall + spare * _flex(item) * factor / shares
            for (item, factor), tall in zip(sized, heights, strict=True)
        ]
        return [
            min(tall, max(least, _most_height(item) * factor))
            for (item, factor), tall, least in zip(sized, grown, heights, strict=True)
        ]
    most = [
        tall if isinstance(item, (tuple, DueTrack)) else tall * _MOST_STRETCH
        for item, tall in zip(contents, normal, strict=True)
    ]
    return _between(normal, most, room) if room > sum(normal) else heights


def _between(lows: list[float], highs: list[float], room: float) -> list[float]:
    """Return heights from low to high, all the same share of the way, as the room allows."""
    way = sum(highs) - sum(lows)
    share = min(1.0, max(0.0, (room - sum(lows)) / way)) if way else 0.0
    return [low + (high - low) * share for low, high in zip(lows, highs, strict=True)]


def _flex(item: Content) -> float:
    return _FLEX[item.kind] if isinstance(item, Plot) and item.points else 0.0


def _most_height(item: Content) -> float:
    """Return how high a track may grow: one visit does not fill a screen."""
    if not isinstance(item, Plot) or not 0 < len(item.points) <= _FEW:
        return inf
    return _LEAST[item.kind] * _MOST_GROWTH[len(item.points) - 1]


def _least_height(item: Content) -> float:
    normal = _normal_height(item)
    if isinstance(item, Blank):
        return _LEAST_FIXED
    if isinstance(item, Lane):
        return max(_LEAST_FIXED, normal * _MOST_SHRINK)
    if isinstance(item, Plot) and not item.points and not item.words:
        return _LEAST_FIXED
    return normal


def _normal_height(item: Content) -> float:
    if isinstance(item, (Blank, DueTrack)):
        return _BLANK if isinstance(item, Blank) else _DUE
    if isinstance(item, Lane):
        if item.group in {"index", "steroid"}:
            return 54.0
        return 34.0 if item.stepped else 20.0
    if isinstance(item, Plot):
        if not item.points and not item.words:
            return _EMPTY
        return _LEAST[item.kind] if item.points else _WORDS_ONLY[item.kind]
    return EVENT_ROW * event_rows(item)


def event_rows(marks: tuple[EventMark, ...]) -> int:
    """Return how many rows events are given: by their number, and so that spans lie side by side.

    The days alone decide, not the zoom: no track grows while the person looks closer.
    """
    by_number = min(EVENT_ROWS, len(marks) // 2 + 1)
    ends: list[float] = []
    for mark in marks:
        if mark.until is not None and mark.until.at > mark.place.at:
            ends = [end for end in ends if end > mark.place.at]
            ends.append(mark.until.at)
            by_number = max(by_number, min(_MOST_EVENT_ROWS, len(ends)))
    return by_number
