"""Bounds: an amount that is known to lie between two figures, one figure where they are the same.

It does not know what was summed; that is the business of `cumulative`.
"""

from math import isfinite

from msgspec import Struct

from dle_desktop.domain.dosing import number_text


class Bounds(Struct, frozen=True):
    """At least `low` and at most `high` (mg or mg/d); `strict`: neither bound itself is reached."""

    low: float
    high: float
    strict: bool = False

    @property
    def exact(self) -> bool:
        """Whether there is one figure."""
        return self.low == self.high

    @property
    def known(self) -> bool:
        """Whether the records say anything: more than nothing, or less than without limit."""
        return self.low > 0 or isfinite(self.high)

    def text(self, unit: str = "") -> str:
        """Return the bounds in words: "3.5 g", "> 0 and < 9.1 g", "between 1 and 2 g".

        Parameters
        ----------
        unit
            The unit of a rate, such as "mg/d"; of none the bounds are mg, told in g from 1 g on.
        """
        low, high = _amount_text(self.low, unit), _amount_text(self.high, unit)
        if self.exact or low == high:
            return low if self.exact else f"about {low}"
        if not isfinite(self.high):
            return f"more than {low}"
        least = low.removesuffix(f" {high.partition(' ')[2]}")  # "between 1 and 2 g"
        if self.strict:
            return f"> {least if self.low else 0} and < {high}"
        return f"between {least if self.low else 0} and {high}"


_MG_PER_G = 1000


def _amount_text(amount: float, unit: str) -> str:
    if not isfinite(amount):
        return "any amount"
    if unit:
        return f"{number_text(round(amount, 2))} {unit}"
    if amount >= _MG_PER_G:
        return f"{number_text(round(amount / _MG_PER_G, 1))} g"
    return f"{number_text(round(amount, 1))} mg"
