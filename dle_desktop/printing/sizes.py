"""Sizes of paper and of journal columns, in design pixels (1/96 inch)."""

from typing import Literal

PageName = Literal["a4", "letter"]
Orientation = Literal["landscape", "portrait"]
FigureWidth = Literal["single", "double", "slide"]

MM = 96 / 25.4
# The long side and the short side.
PAGE_SIZES: dict[PageName, tuple[float, float]] = {
    "a4": (297 * MM, 210 * MM),
    "letter": (11 * 96.0, 8.5 * 96.0),
}
# Width and greatest height. Columns of 86 to 90 and 178 to 190 mm are usual; a figure of 85 and
# 178 mm fits them all. A slide is 16:9, 10 inches wide, filled.
FIGURE_SIZES: dict[FigureWidth, tuple[float, float]] = {
    "single": (85 * MM, 225 * MM),
    "double": (178 * MM, 225 * MM),
    "slide": (10 * 96.0, 5.625 * 96.0),
}


def size_of(page: PageName, orientation: Orientation) -> tuple[float, float]:
    """Return width and height of a sheet of paper."""
    long, short = PAGE_SIZES[page]
    return (long, short) if orientation == "landscape" else (short, long)
