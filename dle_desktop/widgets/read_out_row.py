"""The rows of the read-out as values: a name, what is known, and what goes with it."""

from typing import Literal

from msgspec import Struct

Tone = Literal["plain", "muted", "warning"]


class Row(Struct, frozen=True):
    """One thing known: its name, its value and what goes with it."""

    label: str
    value: str
    detail: str = ""
    tone: Tone = "plain"


class ReadOut(Struct, frozen=True):
    """All that is known on one day."""

    title: str
    rows: tuple[Row, ...]
