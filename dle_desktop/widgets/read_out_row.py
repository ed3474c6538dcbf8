"""The rows of the read-out as values: a name, what is known, and what goes with it."""

from msgspec import Struct

from dle_desktop.domain.day_figure import Tone


class Row(Struct, frozen=True):
    """One thing known: its name, its value and what goes with it."""

    label: str
    value: str
    detail: str = ""
    tone: Tone = "plain"


class Section(Struct, frozen=True):
    """What changed between two study days."""

    first: float
    last: float
    title: str
    rows: tuple[Row, ...]


class ReadOut(Struct, frozen=True):
    """All that is known on one day."""

    day: float
    title: str
    rows: tuple[Row, ...]
