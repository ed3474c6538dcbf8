"""The plot of one analyte: its results in one unit, their reference ranges, grade bands, scale.

Which analytes are drawn is the business of `series`.
"""

from collections import Counter
from math import ceil, floor

from msgspec import Struct

from dle_desktop.domain.case import Case, LabResult
from dle_desktop.domain.dates import Interval
from dle_desktop.domain.placed_labs import PlacedLab, all_labs
from dle_desktop.domain.toxicity import VERSION, grade_limits
from dle_desktop.drawing.figure import Band, Plot, Point
from dle_desktop.drawing.reference import range_steps
from dle_desktop.drawing.view_options import ViewOptions

_MOST_STEPS = 5
_NEAR = 1.15  # an upper limit so many times the highest value is still shown
_FAR = 2.0  # a lower limit beyond so many times it is not: the curve would be squashed
GRADE_TINTS = (0.03, 0.055, 0.08)  # grade 2, 3, 4


class _Row(Struct, frozen=True):
    """A result as it is drawn."""

    place: Interval
    lab: LabResult
    value: float
    low: float | None
    high: float | None
    unit: str


def lab_plot(case: Case, analyte: str | None, options: ViewOptions) -> Plot:
    """Return the plot of an analyte; None: the case has no results."""
    if analyte is None:
        return Plot("lab", "lab", "blood counts", "none recorded", 1.0, 1.0)
    results = [one for one in all_labs(case) if one.label == analyte]
    units = {(one.result.unit or "").strip() for one in results}
    rows = [row for one in results if (row := _row(one, units)) is not None]
    rows.sort(key=_day)
    points = tuple(
        Point(row.lab.id, row.place, row.value, _range_mark(row), row.lab.comparator,
              row.lab.calculated)
        for row in rows
    )  # fmt: skip
    low, high = _ends(rows)
    step = _tick_step(high - min(low, 0.0))
    bands = _grade_bands(analyte) if options.grade_bands and points else ()
    return Plot(
        f"lab:{analyte}", "lab", analyte,
        unit_words(rows[0].unit) if rows else "none that can be drawn",
        step * ceil(high * 1.02 / step), step, points, bands=bands,
        ranges=range_steps((row.place.at, row.low, row.high) for row in rows),
        bottom=step * floor(low / step) if low < 0 else 0.0,
        note=VERSION if bands else "",
        left_out=sum(one.place is not None and _unit_in_doubt(one, units) for one in results),
    )  # fmt: skip


def _day(row: _Row) -> float:
    return row.place.at


def _row(one: PlacedLab, units: set[str]) -> _Row | None:
    """Return a result as drawn; None where it has no day, or its unit does not allow to draw it."""
    lab, known, place = one.result, one.known, one.place
    if place is None:
        return None
    if known is not None:
        return _Row(place, lab, known.value, known.low, known.high, known.unit)
    if lab.value is None or _unit_in_doubt(one, units):
        return None
    return _Row(place, lab, lab.value, lab.low, lab.high, lab.unit or "")


def _unit_in_doubt(one: PlacedLab, units: set[str]) -> bool:
    """Whether a number is kept and asked about, not drawn: one scale does not fit its unit."""
    if one.result.value is None or one.known is not None:
        return False
    return one.analyte is not None or len(units) > 1


def _range_mark(row: _Row) -> str:
    if row.low is not None and row.value < row.low:
        return "low"
    return "high" if row.high is not None and row.value > row.high else ""


def _ends(rows: list[_Row]) -> tuple[float, float]:
    """Return the lowest value and what the scale has to reach: values, and limits near them."""
    values = [row.value for row in rows] or [1.0]
    top = max(values)
    top = top if top > 0 else 1.0  # nothing but zeros still needs a scale
    lows = Counter(row.low for row in rows if row.low is not None)
    usual = [low for low, _ in lows.most_common(1)]
    shown = [*usual, *(low for low in lows if low <= top * _FAR)]
    top = max([top, *(low * 1.3 for low in shown)])
    highs = [row.high for row in rows if row.high is not None and row.high <= top * _NEAR]
    return min(values), max([top, *(high * 1.08 for high in highs)])


def _grade_bands(analyte: str) -> tuple[Band, ...]:
    """Return the bands of grade 2 and worse, the mildest first; each begins where the next ends."""
    limits = grade_limits(analyte)
    lows = (*limits[1:], 0.0)
    return tuple(
        Band(low, high, f"grade {place + 2}", GRADE_TINTS[place])
        for place, (low, high) in enumerate(zip(lows, limits, strict=False))
    )


def _tick_step(length: float) -> float:
    for power in range(-4, 10):
        for step in (1.0, 2.0, 5.0):
            if length / (step * 10.0**power) <= _MOST_STEPS:
                return step * 10.0**power
    return 10.0**10


def unit_words(unit: str) -> str:
    """Return a unit as it is read: "10⁹/L" for the UCUM code 10*9/L."""
    return unit.replace("10*9", "10⁹").replace("10*12", "10¹²").replace("10*3", "10³")
