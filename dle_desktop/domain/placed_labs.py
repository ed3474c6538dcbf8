"""Laboratory results with their place in time and their canonical form, ready to be asked about.

An edit of one record leaves the others as they are: they are remembered one by one. It does not
grade (`toxicity`) and does not know when a count was due (`monitoring`).
"""

from datetime import date
from functools import lru_cache

from msgspec import Struct

from dle_desktop.domain.case import Case, LabResult
from dle_desktop.domain.dates import Interval, day_zero, resolve
from dle_desktop.domain.labs import Analyte, Canonical, canonical, canonical_analyte, plausible
from dle_desktop.domain.remembered import remembered


class PlacedLab(Struct, frozen=True):
    """A result, where it lies (None: not dated), what it measures and its canonical form."""

    result: LabResult
    place: Interval | None
    analyte: Analyte | None
    known: Canonical | None
    plausible: bool  # nothing of it need be questioned

    @property
    def reported(self) -> bool:
        """Whether the laboratory gave a number or words."""
        return self.result.value is not None or bool(self.result.text)


@remembered(16)
def placed_labs(case: Case) -> tuple[PlacedLab, ...]:
    """Return every result of a case, as entered."""
    zero = day_zero(case)
    return tuple(_placed(result, zero) for result in case.labs)


@remembered(64)
def labs_of(case: Case, analyte: Analyte) -> tuple[PlacedLab, ...]:
    """Return the reported and dated results of one analyte in order of time."""
    found = [
        one
        for one in placed_labs(case)
        if one.analyte == analyte and one.place is not None and one.reported
    ]
    return tuple(sorted(found, key=_day))


@lru_cache(maxsize=32_768)
def _placed(result: LabResult, zero: date | None) -> PlacedLab:
    analyte, known = canonical_analyte(result.analyte), canonical(result)
    sound = analyte is None or result.value is None or (known is not None and plausible(known))
    return PlacedLab(result, resolve(result.moment, zero), analyte, known, sound)


def _day(one: PlacedLab) -> float:
    return one.place.at if one.place else 0.0
