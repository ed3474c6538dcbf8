"""The figures of a day: what is known of a case on a study day, each with its reasons if asked.

A case is prepared once; asking for a day is cheap, for the cursor asks at every move, and the
reasons are only put together for the one figure that is asked about. Nothing is carried further
than known: what is older than the day is told with its age.
"""

from math import floor

from dle_desktop.domain.case import Case
from dle_desktop.domain.clasi import Side
from dle_desktop.domain.day_doses import DayDoses
from dle_desktop.domain.day_figure import DayFigure
from dle_desktop.domain.day_labs import DayLabs
from dle_desktop.domain.day_scores import DayScores
from dle_desktop.domain.figures import Figure, review_of
from dle_desktop.domain.near_events import NearEvents

_SIDES: tuple[Side, Side] = ("activity", "damage")


class DayFigures:
    """A case, prepared to be asked for any day."""

    def __init__(self, case: Case, drawn: str | None = None) -> None:
        """Prepare a case.

        Parameters
        ----------
        case
            The case.
        drawn
            The analyte that is drawn, told first.
        """
        review = review_of(case)
        self._doses = DayDoses(review)
        self._scores = tuple(DayScores(review, side) for side in _SIDES)
        self._labs = DayLabs(review, drawn)
        self._events = NearEvents(review)

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
        if sides < len(_SIDES):
            return (self._scores[sides].explain(whole),)
        labs = sides - len(_SIDES)
        if labs < len(self._labs.courses):
            return (self._labs.explain(whole, labs),)
        return (self._events.explain(whole),)
