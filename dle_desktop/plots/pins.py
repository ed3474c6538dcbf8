"""Pins: the days a person keeps on the picture, lettered A to D, and which two are measured.

They are a value; the timeline holds it, `pin_tags` shows and removes them on the axis.
"""

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas

LETTERS = "ABCD"


class Pin(Struct, frozen=True):
    """A kept day with its letter."""

    letter: str
    day: float


class Measured(Struct, frozen=True):
    """Two days in order of time with their names: letters, or "cursor"."""

    first: float
    last: float
    names: tuple[str, str]


class Pins(Struct, frozen=True):
    """Up to four pins, in the order they were set."""

    held: tuple[Pin, ...] = ()

    def added(self, day: float) -> "Pins":
        """Return the pins with one more; where all letters are taken, the newest moves there."""
        kept = self.held[: len(LETTERS) - 1]
        free = next(one for one in LETTERS if one not in {pin.letter for pin in kept})
        letter = free if len(self.held) < len(LETTERS) else self.held[-1].letter
        return replace(self, held=(*kept, Pin(letter, day)))

    def without(self, letter: str) -> "Pins":
        """Return the pins without one."""
        return replace(self, held=tuple(pin for pin in self.held if pin.letter != letter))

    def nearest(self, day: float | None) -> Pin | None:
        """Return the pin nearest to a day; the newest if no day is given."""
        if day is None:
            return self.held[-1] if self.held else None
        return min(self.held, key=lambda pin: abs(pin.day - day), default=None)

    def measured(self, cursor: float | None) -> Measured | None:
        """Return the two days to measure: the two newest pins, else the pin and the cursor."""
        ends = [(pin.day, pin.letter) for pin in self.held[-2:]]
        if len(ends) == 1 and cursor is not None:
            ends.append((cursor, "cursor"))
        if len(ends) < 2 or ends[0][0] // 1 == ends[1][0] // 1:  # noqa: PLR2004
            return None
        (first, one), (last, two) = sorted(ends)
        return Measured(first, last, (one, two))


class PinLines:
    """Paints an upright line for each pin over the kept picture."""

    def __init__(self) -> None:
        self.pins = Pins()

    def paint(self, canvas: Canvas, scale: TimeScale, height: float) -> None:
        """Paint the lines that are in sight."""
        canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
        for pin in self.pins.held:
            x = scale.x(pin.day)
            if scale.left - 0.5 <= x <= scale.right + 0.5:
                canvas.vline(x, 0, height, canvas.palette.color("ink", 0.75), 1.0, "dash")
