"""The figure of a day: one thing known on a study day, said so briefly that the cursor can ask.

A day counts as a whole: what began or was seen in it is known on it. Why a figure is what it is,
the figure's own module tells when asked. It does not know what is known.
"""

from collections.abc import Iterable
from math import floor
from typing import Literal

from msgspec import Struct

from dle_desktop.domain.dates import DAYS_PER_MONTH

Tone = Literal["plain", "muted", "warning"]


class DayFigure(Struct, frozen=True):
    """One thing known: its name, its value (None: not reported) and what goes with it."""

    label: str
    value: str | None
    detail: str = ""
    tone: Tone = "plain"


def age_text(day: int, at: float) -> str:
    """Return how old what was known at a moment is on a study day: "12 days old"."""
    whole = day - floor(at)
    if whole <= 0:
        return "same day"
    if whole == 1:
        return "1 day old"
    if whole < 2 * DAYS_PER_MONTH:
        return f"{whole} days old"
    return f"{whole / DAYS_PER_MONTH:.0f} months old"


def on_day(label: str, day: int) -> str:
    """Return a name with its day: "CLASI activity on day −14"."""
    return f"{label} on day {signed(day)}"


def signed(number: int) -> str:
    """Return a whole number with a true minus sign."""
    return str(number).replace("-", "\N{MINUS SIGN}")


def joined(parts: Iterable[str]) -> str:
    """Return the parts that say something, with commas between."""
    return ", ".join(part for part in parts if part)
