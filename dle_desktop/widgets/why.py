"""The question why: what a widget asks, and what can be asked by key. `why_popover` answers it."""

from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.figures import Figure

FIRST_RECORDS = 3  # so many records are shown at once, the rest when asked for


class Why(NamedTuple):
    """The question why: about which figures, and where on which widget it was asked."""

    figures: tuple[Figure, ...]
    widget: QWidget
    place: QRect | None = None


@runtime_checkable
class Explains(Protocol):
    """What can be asked by key about the figure at a place on it."""

    def explain_here(self, at: QPoint | None) -> bool:
        """Explain the figure at a point of the screen, else the one with the focus, if any."""
        ...
