"""Doses, scores and laboratory values of a case, prepared once to be asked for any day or two.

`day_figures` tells one day from them, `between` what changed from one to another.
"""

from dle_desktop.domain.case import Case
from dle_desktop.domain.clasi import Side
from dle_desktop.domain.day_doses import DayDoses
from dle_desktop.domain.day_labs import DayLabs
from dle_desktop.domain.day_scores import DayScores
from dle_desktop.domain.figures import review_of


class DayParts:
    """What both ways of telling days need of a case."""

    def __init__(self, case: Case, drawn: str | None = None) -> None:
        """Prepare a case.

        Parameters
        ----------
        case
            The case.
        drawn
            The analyte that is drawn, told first.
        """
        self.review = review_of(case)
        self.doses = DayDoses(self.review)
        self.scores: dict[Side, DayScores] = {
            "activity": DayScores(self.review, "activity"),
            "damage": DayScores(self.review, "damage"),
        }
        self.labs = DayLabs(self.review, drawn)
