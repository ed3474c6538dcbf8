"""The figures of a day: what is known of a case on a study day, each with its reasons if asked.

A case is prepared once; asking for a day is cheap, for the cursor asks at every move, and the
reasons are only put together for the one figure that is asked about. Nothing is carried further
than known: what is older than the day is told with its age.
"""

from math import floor

from dle_desktop.domain.day_figure import DayFigure
from dle_desktop.domain.day_parts import DayParts
from dle_desktop.domain.figures import Figure
from dle_desktop.domain.near_events import NearEvents


class DayFigures:
    """A case, prepared to be asked for any day."""

    def __init__(self, parts: DayParts) -> None:
        self._doses = parts.doses
        self._scores = tuple(parts.scores.values())
        self._labs = parts.labs
        self._events = NearEvents(parts.review)

    def on(self, day: float) -> tuple[DayFigure, ...]:
        """Return what is known on a study day: doses, scores, laboratory values, events."""
        whole = floor(day)
        scores = (side.on(whole) for side in self._scores)
        events = (self._events.on(whole),) if self._events else ()
        return (*self._doses.on(whole), *scores, *self._labs.on(whole), *events)

    def explain(self, day: float, place: int) -> tuple[Figure, ...]:
        """Return the reasons of the figure at a place in what is known on a study day."""
        whole = floor(day)
        doses = len(self._doses.on(whole))
        if place < doses:
            return self._doses.explain(whole, place)
        sides = place - doses
        if sides < len(self._scores):
            return (self._scores[sides].explain(whole),)
        labs = sides - len(self._scores)
        if labs < len(self._labs.courses):
            return (self._labs.explain(whole, labs),)
        return (self._events.explain(whole),)
