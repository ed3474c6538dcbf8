"""The reference range over time: each result's own limits, held halfway to its neighbours.

A result without a range says nothing about it: its neighbours' ranges meet there. Nothing is
averaged; two laboratories in turn make the range step.
"""

from collections.abc import Iterable
from math import inf

from msgspec.structs import replace

from dle_desktop.drawing.figure import RangeStep

Row = tuple[float, float | None, float | None]  # study day, lower and upper limit


def range_steps(rows: Iterable[Row]) -> tuple[RangeStep, ...]:
    """Return the steps of the range, from results in order of day; equal neighbours are one step.

    The first range holds from the beginning, the last to the end.
    """
    known = [row for row in rows if row[1] is not None or row[2] is not None]
    steps: list[RangeStep] = []
    start = -inf
    for number, (day, low, high) in enumerate(known):
        end = (day + known[number + 1][0]) / 2 if number + 1 < len(known) else inf
        if steps and (steps[-1].low, steps[-1].high) == (low, high):
            steps[-1] = replace(steps[-1], last=end)
        elif end > start:  # of three on one day the middle one holds for no time
            steps.append(RangeStep(start, end, low, high))
        start = end
    return tuple(steps)
