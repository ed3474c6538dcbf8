"""Snapping: a dragged day comes to rest on a whole day, or on what lies a few pixels from it."""

from PySide6.QtCore import Qt

from dle_desktop.drawing.figure import Figure
from dle_desktop.plots.gestures import Pointer

REACH = 5.0  # pixels
_FREE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def days_of(figure: Figure, *but: float) -> tuple[float, ...]:
    """Return the days of visits, results, events and edges of doses, `but` some."""
    found = {mark.place.at for mark in figure.events}
    for plot in figure.plots:
        found |= {point.place.at for point in plot.points}
        found |= {words.place.at for words in plot.words}
    for lane in figure.lanes:
        found |= {cut.start.at for cut in lane.segments}
        found |= {cut.end.at for cut in lane.segments if cut.end_kind == "closed"}
    return tuple(sorted(found - set(but)))


def snapped(pointer: Pointer, day: float, days: tuple[float, ...]) -> float:
    """Return a dragged day as a whole day, or the nearest of `days` within reach.

    With Alt or Shift held, only whole days count.
    """
    near = min(days, key=lambda one: abs(one - day), default=None)
    if near is None or pointer.keys & _FREE:
        return float(round(day))
    away = abs(pointer.scale.x(near) - pointer.scale.x(day))
    return float(round(near if away <= REACH else day))
