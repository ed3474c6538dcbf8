"""A figure in parts: its tracks on as many pages as they need, each with the same time axis.

Nothing is made smaller than it may be read: what does not fit goes on another page.
"""

from msgspec.structs import replace

from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.layout import contents_of, key_of, lay_out


def least_height(figure: Figure, width: float, names: float) -> float:
    """Return how high the picture of a figure is at the least, in design pixels."""
    return lay_out(figure, width, 0.0, names=names).height


def parts_of(figure: Figure, width: float, height: float, names: float) -> tuple[Figure, ...]:
    """Return the figure, or its tracks from top to bottom in as many figures as are needed."""
    if least_height(figure, width, names) <= height:
        return (figure,)
    shown = tuple(dict.fromkeys(key_of(item) for item in contents_of(figure)))
    parts: list[tuple[str, ...]] = []
    for key in shown:
        longer = (*parts[-1], key) if parts else (key,)
        if parts and least_height(_only(figure, longer), width, names) <= height:
            parts[-1] = longer
        else:
            parts.append((key,))
    made = tuple(_only(figure, part) for part in parts)
    return tuple(
        one if least_height(one, width, names) <= height else _as_usual(one) for one in made
    )


def _as_usual(figure: Figure) -> Figure:
    """Return a figure whose tracks have their usual heights: the ones chosen fill a page."""
    return replace(figure, options=replace(figure.options, heights=()))


def _only(figure: Figure, keys: tuple[str, ...]) -> Figure:
    """Return a figure of some of its tracks."""
    others = tuple(
        key for key in dict.fromkeys(key_of(item) for item in contents_of(figure))
        if key not in keys
    )  # fmt: skip
    options = replace(figure.options, hidden=(*figure.options.hidden, *others))
    return replace(figure, options=options)
