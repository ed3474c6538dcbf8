"""A figure in parts: its tracks on as many pages as they need, each with the same time axis.

Nothing is made smaller than it may be read: what does not fit goes on another page.
"""

from collections.abc import Sequence

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
        if parts and least_height(only(figure, longer), width, names) <= height:
            parts[-1] = longer
        else:
            parts.append((key,))
    made = tuple(only(figure, part) for part in parts)
    return tuple(
        one if least_height(one, width, names) <= height else _as_usual(one) for one in made
    )


def alike(figures: Sequence[Sequence[Figure]]) -> list[tuple[Figure | None, ...]]:
    """Return the parts of several figures, parted at the same tracks, page by page.

    A track that several figures have stands on the same page for all, the last it needs anywhere.
    """
    pages: dict[str, int] = {}
    for parts in figures:
        for number, part in enumerate(parts):
            for item in contents_of(part):
                pages[key_of(item)] = max(number, pages.get(key_of(item), 0))
    made = []
    for number in range(max(len(parts) for parts in figures)):
        row = []
        for parts in figures:
            keys = [key_of(item) for part in parts for item in contents_of(part)]
            here = tuple(key for key in dict.fromkeys(keys) if pages[key] == number)
            row.append(only(whole_of(parts), here) if here else None)
        made.append(tuple(row))
    return [row for row in made if any(row)]


def whole_of(parts: Sequence[Figure]) -> Figure:
    """Return the figure that was parted."""
    hidden = frozenset(parts[0].options.hidden).intersection(*(one.options.hidden for one in parts))
    options = replace(parts[0].options, hidden=tuple(sorted(hidden)))
    return replace(parts[0], options=options)


def _as_usual(figure: Figure) -> Figure:
    """Return a figure whose tracks have their usual heights: the ones chosen fill a page."""
    return replace(figure, options=replace(figure.options, heights=()))


def only(figure: Figure, keys: tuple[str, ...]) -> Figure:
    """Return a figure of some of its tracks, in their order."""
    others = tuple(
        key for key in dict.fromkeys(key_of(item) for item in contents_of(figure))
        if key not in keys
    )  # fmt: skip
    options = replace(figure.options, hidden=(*figure.options.hidden, *others))
    return replace(figure, options=options)


def unmarked(figure: Figure) -> Figure:
    """Return a figure whose picture does not say that it is made up: what is around it must."""
    return replace(figure, synthetic=False)


def with_bare_grades(figure: Figure) -> Figure:
    """Return a figure whose events tell grades without their version: its caption tells that."""
    bare = []
    for mark in figure.events:
        version = mark.event.grade_version or "version not reported"
        told = mark.event.grade is not None and mark.text.endswith(f" ({version})")
        text = mark.text.removesuffix(f" ({version})") if told else mark.text
        bare.append(replace(mark, text=text))
    return replace(figure, events=tuple(bare))
