"""The tracks one can choose from: all a case has, shown or not, and how a choice changes the view.

Pure: a figure and view options in, view options out. A laboratory plot that is not drawn is a
choice too. It paints nothing and does not know where the choice is made.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.layout import Layout, all_contents, key_of, lay_out, ordered_keys
from dle_desktop.drawing.picture import names_of_content
from dle_desktop.drawing.view_options import LEAST_HEIGHT, MOST_HEIGHT, ViewOptions

_LAB = "lab:"
_AS_USUAL = 0.03  # a height so near its usual one is the usual one
_HALVINGS = 12


class TrackChoice(Struct, frozen=True):
    """One track of a case: its key in view options, its name, whether it is shown, how high."""

    key: str
    name: str
    shown: bool
    height: float


def choices_of(figure: Figure, analytes: Sequence[str]) -> tuple[TrackChoice, ...]:
    """Return the tracks of a figure from top to bottom, then the analytes that are not drawn.

    Parameters
    ----------
    figure
        What is drawn.
    analytes
        The analytes the case has results of.
    """
    options = figure.options
    contents = {key_of(content): content for content in all_contents(figure)}
    found: list[TrackChoice] = []
    for key in ordered_keys(figure):
        name = names_of_content(contents[key])[0]
        found.append(TrackChoice(key, name, key not in options.hidden, options.height(key)))
    for analyte in analytes:
        key = f"{_LAB}{analyte}"
        if key not in contents:
            found.append(TrackChoice(key, analyte, shown=False, height=options.height(key)))
    return tuple(sorted(found, key=lambda choice: options.place(choice.key)))


def hidden_count(figure: Figure) -> int:
    """Return how many tracks this case has that are hidden."""
    keys = {key_of(content) for content in all_contents(figure)}
    return len(keys & set(figure.options.hidden))


def with_shown(figure: Figure, key: str, *, shown: bool) -> ViewOptions:
    """Return the view options with a track shown or hidden; an analyte not drawn is then drawn."""
    options = figure.options
    hidden = tuple(one for one in options.hidden if one != key)
    if not shown:
        return replace(options, hidden=(*hidden, key))
    drawn = [key_of(one).removeprefix(_LAB) for one in figure.plots if key_of(one)[:4] == _LAB]
    analyte = key.removeprefix(_LAB)
    if key.startswith(_LAB) and analyte not in drawn:
        return replace(options, hidden=hidden, analytes=(*drawn, analyte))
    return replace(options, hidden=hidden)


def is_lab(key: str) -> bool:
    """Return whether a track is a laboratory plot of a named analyte."""
    return key.startswith(_LAB)


def with_next_lab(figure: Figure, analytes: Sequence[str]) -> ViewOptions:
    """Return the view options with another analyte in the first laboratory plot.

    The one after it among `analytes`, in turn, that has no plot of its own.
    """
    drawn = [one.key.removeprefix(_LAB) for one in figure.plots if is_lab(one.key)]
    if not drawn:
        return figure.options
    first, others = drawn[0], tuple(drawn[1:])
    turn = [name for name in analytes if name not in others]
    following = turn[(turn.index(first) + 1) % len(turn)]
    hidden = tuple(key for key in figure.options.hidden if key != f"{_LAB}{following}")
    return replace(figure.options, analytes=(following, *others), hidden=hidden)


def own_view(figure: Figure, analytes: Sequence[str]) -> ViewOptions:
    """Return the view options without the tracks that only other cases have: it draws the same."""
    options = figure.options
    own = {key_of(content) for content in all_contents(figure)}
    own.update(f"{_LAB}{analyte}" for analyte in analytes)
    return replace(
        options,
        order=tuple(key for key in options.order if key in own),
        hidden=tuple(key for key in options.hidden if key in own),
        heights=tuple(pair for pair in options.heights if pair[0] in own),
        analytes=tuple(name for name in options.analytes if name in analytes),
    )


def all_shown(figure: Figure) -> ViewOptions:
    """Return the view options with nothing of this case hidden."""
    keys = {key_of(content) for content in all_contents(figure)}
    hidden = tuple(key for key in figure.options.hidden if key not in keys)
    return replace(figure.options, hidden=hidden)


def with_height(options: ViewOptions, key: str, factor: float) -> ViewOptions:
    """Return the view options with a track so many times its usual height."""
    held = min(max(factor, LEAST_HEIGHT), MOST_HEIGHT)
    heights = tuple(pair for pair in options.heights if pair[0] != key)
    if abs(held - 1.0) > _AS_USUAL:
        heights = (*heights, (key, round(held, 3)))
    return replace(options, heights=heights)


def moved(figure: Figure, key: str, place: int) -> ViewOptions:
    """Return the view options with a track at a place among all tracks of the figure."""
    keys = ordered_keys(figure)
    if key not in keys:
        return figure.options
    others = [one for one in keys if one != key]
    order = [*others[:place], key, *others[place:]]
    return figure.options if order == list(keys) else in_order(figure.options, order)


def in_order(options: ViewOptions, order: Sequence[str]) -> ViewOptions:
    """Return the view options with these tracks in this order.

    Tracks another case has keep the place they were given, behind.
    """
    elsewhere = (key for key in options.order if key not in order)
    return replace(options, order=(*order, *elsewhere))


def factor_for(figure: Figure, layout: Layout, room: float, key: str, height: float) -> float:
    """Return the factor at which a track comes out so high, in pixels, in a room of pixels.

    Plots share what is left, so the height of one is no plain product: the factor is searched.
    """
    low, high = LEAST_HEIGHT, MOST_HEIGHT
    width = layout.left + layout.width
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        options = with_height(figure.options, key, middle)
        tried = lay_out(replace(figure, options=options), width, room, unit=layout.unit)
        found = next((one for one in tried.tracks if key_of(one.content) == key), None)
        if found is None or found.height > height:
            high = middle
        else:
            low = middle
    return (low + high) / 2
