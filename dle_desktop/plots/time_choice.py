"""How a person chose to be told time: for all cases its mode and unit, for each its origin.

It answers with the axis and the folds of a case. It knows no widget and changes no data.
"""

from typing import Any

from msgspec.structs import replace

from dle_desktop.domain.case import Case
from dle_desktop.domain.dosing import Span
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.folding import empty_stretches, folded
from dle_desktop.drawing.origins import origin_named
from dle_desktop.drawing.time_axis import RELATIVE, TimeAxis
from dle_desktop.drawing.time_scale import UNFOLDED, Folds


class TimeChoice:
    """What was chosen, as long as the window is open."""

    def __init__(self) -> None:
        self.axis: TimeAxis = RELATIVE
        self._origins: dict[str, str] = {}  # by case: the key of what it counts from
        self._opened: frozenset[tuple[str, Span]] = frozenset()

    def change(self, **choices: Any) -> None:
        """Choose `mode`, `unit` or `folded` of `TimeAxis`; folding anew folds everything."""
        if choices.get("folded", False) and not self.axis.folded:
            self._opened = frozenset()
        self.axis = replace(self.axis, **choices)

    def count_from(self, case: Case, key: str) -> None:
        """Count a case from one of its origins, "" is day 0."""
        self._origins[case.id] = key

    def unfold(self, case: Case, fold: Span) -> None:
        """Leave one stretch of empty time as it is."""
        self._opened |= {(case.id, fold)}

    def told(self, case: Case | None, figure: Figure | None) -> tuple[TimeAxis, Folds]:
        """Return the axis and the folds of a case."""
        origin, folds = None, UNFOLDED
        if case is not None and figure is not None:
            origin = origin_named(case, figure, self._origins.get(case.id, ""))
            if self.axis.folded:
                empty = empty_stretches(case)
                kept = tuple(one for one in empty if (case.id, one) not in self._opened)
                folds = folded(kept, figure.span)
        self.axis = replace(self.axis, origin=origin)
        return self.axis, folds
