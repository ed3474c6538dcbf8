"""The view options: which tracks of a case are shown, in what order, how high, on which scale.

They are the person's choice and outlive the case: tracks are named by what they show (a drug, a
score, an analyte), never by a record. They hold no data and no range of time.
"""

from typing import Literal

from msgspec import Struct

DoseScale = Literal["own", "common", "root"]
LEAST_HEIGHT, MOST_HEIGHT = 0.4, 4.0  # times a track's normal height


class ViewOptions(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is shown and how; every default is what a case looks like at first.

    `order` names tracks from the top, those not named follow as usual; `heights` are factors of a
    track's normal height. `analytes` are the laboratory plots; none: the one that fits the case.
    `dose_scale`: each drug on its own scale, all on one, or each on a square-root scale.
    `full_scale`: scores from 0 to all that can be scored, not to what fits this case.
    """

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    heights: tuple[tuple[str, float], ...] = ()
    analytes: tuple[str, ...] = ()
    dose_scale: DoseScale = "own"
    response_lines: bool = False
    grade_bands: bool = False
    full_scale: bool = False

    def height(self, key: str) -> float:
        """Return the factor of a track's height, 1 where none was chosen."""
        factor = dict(self.heights).get(key, 1.0)
        return min(max(factor, LEAST_HEIGHT), MOST_HEIGHT)

    def place(self, key: str) -> int:
        """Return where a track stands in the chosen order, behind it where it is not named."""
        return self.order.index(key) if key in self.order else len(self.order)


DEFAULT_VIEW = ViewOptions()
ARRANGING = ("order", "hidden", "heights")  # what moves tracks about and leaves them as they are
