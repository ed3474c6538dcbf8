"""The kinds of event: a family that has a shape, a letter within it, and how grave they are.

Shape and letter together tell every kind apart without colour. Which shape a family is drawn as is
told here too, so that mark, legend and card say the same.
"""

from typing import Literal

from msgspec import Struct

from dle_desktop.domain.case import EventKind

Family = Literal["improvement", "worsening", "unwanted", "visit", "test", "note", "end"]
Fill = Literal["hollow", "ink", "warning"]


class KindSign(Struct, frozen=True):
    """How a kind is shown; the gravest kind of several has the highest `gravity`."""

    family: Family
    letter: str
    gravity: int
    fill: Fill = "hollow"


KINDS: dict[EventKind, KindSign] = {
    "death": KindSign("unwanted", "D", 9, "warning"),
    "thrombosis": KindSign("unwanted", "T", 8, "warning"),
    "hospitalisation": KindSign("unwanted", "H", 8, "warning"),
    "infection": KindSign("unwanted", "I", 7, "warning"),
    "adverse event": KindSign("unwanted", "A", 7, "warning"),
    "systemic lupus": KindSign("unwanted", "S", 7, "warning"),
    "flare": KindSign("worsening", "F", 6, "ink"),
    "worsening": KindSign("worsening", "W", 5),
    "improvement": KindSign("improvement", "I", 4),
    "end of follow-up": KindSign("end", "E", 4, "ink"),
    "missed visit": KindSign("visit", "M", 3),
    "biopsy": KindSign("test", "B", 2),
    "photo": KindSign("test", "P", 2),
    "pregnancy test": KindSign("test", "T", 2),
    "eye examination": KindSign("test", "E", 2),
    "nerve conduction study": KindSign("test", "N", 2),
    "vaccination": KindSign("test", "V", 2),
    "visit": KindSign("visit", "V", 1, "ink"),
    "note": KindSign("note", "N", 0),
}

# The corners of a family's shape within half a mark's width of its middle; a circle has none.
SHAPES: dict[Family, tuple[tuple[float, float], ...]] = {
    "improvement": ((-1.3, -1.0), (1.3, -1.0), (0.0, 1.14)),
    "worsening": ((-1.3, 1.0), (1.3, 1.0), (0.0, -1.2)),
    "unwanted": ((0.0, -1.14), (1.14, 0.0), (0.0, 1.14), (-1.14, 0.0)),
    "visit": ((-0.86, -1.0), (0.86, -1.0), (0.86, 0.4), (0.0, 1.12), (-0.86, 0.4)),
    "test": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "note": (),
    "end": (
        (-0.42, -1.0), (0.42, -1.0), (1.0, -0.42), (1.0, 0.42), (0.42, 1.0), (-0.42, 1.0),
        (-1.0, 0.42), (-1.0, -0.42),
    ),
}  # fmt: skip
# How far down the letter stands from the middle: where a triangle is broad.
LETTER_DOWN: dict[Family, float] = {"improvement": -0.34, "worsening": 0.44, "visit": -0.14}
SHAPE_WORDS: dict[Family, str] = {
    "improvement": "triangle pointing down",
    "worsening": "triangle pointing up",
    "unwanted": "filled diamond",
    "visit": "shield",
    "test": "square",
    "note": "circle",
    "end": "octagon",
}
