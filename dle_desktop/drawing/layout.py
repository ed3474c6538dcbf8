"""The layout: which track of a figure stands where, measured in design pixels.

Pure arithmetic shared by screen and paper: names in a column left, values in a margin right, and
between them one time axis for every track. It paints nothing.
"""

from msgspec import Struct

from dle_desktop.drawing.figure import EVENTS_KEY, Blank, DueTrack, EventMark, Figure, Lane, Plot

NAMES_WIDTH = 172.0
VALUES_WIDTH = 58.0
AXIS_HEIGHT = 40.0
GAP = 14.0
TOP = 10.0  # room for a figure above the highest step
EVENT_ROW = 20.0
EVENT_ROWS = 3
_MOST_EVENT_ROWS = 5  # where spans lie over each other
_MOST_STRETCH, _MOST_SHRINK, _LEAST_FIXED = 1.6, 0.4, 15.0
_BLANK = 34.0
_DUE = 15.0  # a line of ticks
_EMPTY = 28.0  # a plot without anything in it leaves the room to the others
_FLEX = {"activity": 3.6, "damage": 0.7, "lab": 1.4}
_LEAST = {"activity": 96.0, "damage": 44.0, "lab": 60.0}
_WORDS_ONLY = {"activity": 58.0, "damage": 34.0, "lab": 26.0}

_Content = Blank | Lane | Plot | DueTrack | tuple[EventMark, ...]


class Track(Struct, frozen=True):
    """One track: what it holds, from `top`, `height` high, in design pixels."""

    content: _Content
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


class Layout(Struct, frozen=True):
    """All tracks of a figure on one width; `axis_top` is where the time axis begins."""

    left: float
    width: float
    tracks: tuple[Track, ...]
    axis_top: float

    @property
    def height(self) -> float:
        """From the first track to below the axis."""
        return self.axis_top + AXIS_HEIGHT


def lay_out(figure: Figure, width: float, height: float, *, names: float = NAMES_WIDTH) -> Layout:
    """Return the tracks of a figure in a box of design pixels.

    Fixed tracks come first; what is left is shared by the plots. Where there is not enough, lanes
    shrink to a line of text and the plots to their least height: the result may then be higher than
    `height`, never cut.
    """
    contents = contents_of(figure)
    room = height - AXIS_HEIGHT - TOP - GAP * len(contents)
    factors = [figure.options.height(key_of(item)) for item in contents]
    tracks = []
    top = TOP
    for item, tall in zip(contents, _heights(contents, factors, room), strict=True):
        tracks.append(Track(item, top, tall))
        top += tall + GAP
    return Layout(names, max(40.0, width - names - VALUES_WIDTH), tuple(tracks), top)


def contents_of(figure: Figure) -> list[_Content]:
    """Return what is shown from top to bottom: as usual, or in the order that was chosen."""
    contents: list[_Content] = [*figure.lanes] or [Blank()]
    if figure.events:
        contents.append(figure.events)
    contents.extend(figure.plots)
    contents.extend(figure.due_tracks)
    hidden, place = figure.options.hidden, figure.options.place
    shown = [item for item in contents if key_of(item) not in hidden]
    placed = sorted(enumerate(shown), key=lambda found: (place(key_of(found[1])), found[0]))
    return [item for _, item in placed] or contents


def key_of(content: _Content) -> str:
    """Return the name of a track in view options."""
    if isinstance(content, Blank):
        return content.name
    return EVENTS_KEY if isinstance(content, tuple) else content.key


def _heights(contents: list[_Content], factors: list[float], room: float) -> list[float]:
    """Return heights that add up to the room, or are the least there are where it is too small."""
    sized = list(zip(contents, factors, strict=True))
    normal = [_normal_height(item) * factor for item, factor in sized]
    heights = _between([_least_height(item) * factor for item, factor in sized], normal, room)
    spare = max(0.0, room - sum(heights))
    shares = sum(_flex(item) * factor for item, factor in sized)
    if shares:
        return [
            tall + spare * _flex(item) * factor / shares
            for (item, factor), tall in zip(sized, heights, strict=True)
        ]
    most = [
        tall if isinstance(item, (tuple, DueTrack)) else tall * _MOST_STRETCH
        for item, tall in zip(contents, normal, strict=True)
    ]
    return _between(normal, most, room) if spare else heights


def _between(lows: list[float], highs: list[float], room: float) -> list[float]:
    """Return heights from low to high, all the same share of the way, as the room allows."""
    way = sum(highs) - sum(lows)
    share = min(1.0, max(0.0, (room - sum(lows)) / way)) if way else 0.0
    return [low + (high - low) * share for low, high in zip(lows, highs, strict=True)]


def _flex(item: _Content) -> float:
    return _FLEX[item.kind] if isinstance(item, Plot) and item.points else 0.0


def _least_height(item: _Content) -> float:
    normal = _normal_height(item)
    if isinstance(item, Blank):
        return _LEAST_FIXED
    if isinstance(item, Lane):
        return max(_LEAST_FIXED, normal * _MOST_SHRINK)
    if isinstance(item, Plot) and not item.points and not item.words:
        return _LEAST_FIXED
    return normal


def _normal_height(item: _Content) -> float:
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
    return EVENT_ROW * _event_rows(item)


def _event_rows(marks: tuple[EventMark, ...]) -> int:
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
