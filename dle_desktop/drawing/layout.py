"""The layout: which track of a figure stands where, measured in design pixels.

Pure arithmetic shared by screen and paper: names in a column left, values in a margin right, and
between them one time axis for every track. It paints nothing.
"""

from dataclasses import dataclass

from dle_desktop.drawing.figure import EventMark, Figure, Lane, Plot

NAMES_WIDTH = 172.0
VALUES_WIDTH = 58.0
AXIS_HEIGHT = 40.0
GAP = 14.0
TOP = 10.0  # room for a figure above the highest step
EVENT_ROW = 19.0
EVENT_ROWS = 3
_MOST_STRETCH, _MOST_SHRINK, _LEAST_FIXED = 1.6, 0.4, 15.0
_FLEX = {"activity": 3.4, "damage": 1.0, "lab": 1.5}
_LEAST = {"activity": 96.0, "damage": 44.0, "lab": 60.0}
_WORDS_ONLY = {"activity": 58.0, "damage": 34.0, "lab": 26.0}


@dataclass(frozen=True)
class Track:
    """One lane, the events or one plot, from `top`, `height` high, in design pixels."""

    content: Lane | Plot | tuple[EventMark, ...]
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True)
class Layout:
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
    contents: list[Lane | Plot | tuple[EventMark, ...]] = [*figure.lanes]
    if figure.events:
        contents.append(figure.events)
    contents.extend(figure.plots)
    sizes = [_fixed_height(item) for item in contents]
    flexible = [item for item in contents if isinstance(item, Plot) and item.points]
    room = height - AXIS_HEIGHT - TOP - GAP * len(contents) - sum(size or 0.0 for size in sizes)
    stretch = _stretch(contents, sizes, room - sum(_LEAST[plot.key] for plot in flexible))
    if not flexible:
        stretch = min(_MOST_STRETCH, max(1.0, stretch))
    elif stretch > 1.0:
        stretch = 1.0
    room -= sum((size or 0.0) * (stretch - 1) for size in sizes)
    shares = sum(_FLEX[plot.key] for plot in flexible)
    tracks = []
    top = TOP
    for item, size in zip(contents, sizes, strict=True):
        if size is None:
            assert isinstance(item, Plot)  # noqa: S101 - only plots are flexible
            tall = max(_LEAST[item.key], room * _FLEX[item.key] / shares)
        elif isinstance(item, tuple):
            tall = size
        else:
            tall = max(_LEAST_FIXED, size * stretch)
        tracks.append(Track(item, top, tall))
        top += tall + GAP
    return Layout(names, max(40.0, width - names - VALUES_WIDTH), tuple(tracks), top)


def _stretch(
    contents: list[Lane | Plot | tuple[EventMark, ...]], sizes: list[float | None], spare: float
) -> float:
    """Return the factor on lanes and fields that uses up the spare room, negative room included."""
    elastic = sum(
        size or 0.0
        for item, size in zip(contents, sizes, strict=True)
        if not isinstance(item, tuple)
    )
    return 1.0 if elastic == 0 else max(_MOST_SHRINK, 1.0 + spare / elastic)


def _fixed_height(item: Lane | Plot | tuple[EventMark, ...]) -> float | None:
    if isinstance(item, Lane):
        if item.group in {"index", "steroid"}:
            return 54.0
        return 34.0 if item.stepped else 20.0
    if isinstance(item, Plot):
        return None if item.points else _WORDS_ONLY[item.key]
    return EVENT_ROW * min(EVENT_ROWS, max(1, (len(item) + 1) // 2))
