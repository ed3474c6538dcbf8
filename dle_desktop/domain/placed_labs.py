"""Laboratory results with their place in time and their canonical form, ready to be asked about.

Neutrophils that are calculated from results of one day are among them; they are never stored. An
edit of one record leaves the others as they are: they are remembered one by one. It does not grade
(`toxicity`) and does not know when a count was due (`monitoring`).
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from msgspec import Struct

from dle_desktop.domain import differential
from dle_desktop.domain.analytes import Analyte
from dle_desktop.domain.case import Case, LabResult
from dle_desktop.domain.dates import Interval, day_zero, resolve
from dle_desktop.domain.labs import Canonical, analyte_of, canonical, plausible
from dle_desktop.domain.remembered import remembered


class PlacedLab(Struct, frozen=True):
    """A result, where it lies (None: not dated), what it measures and its canonical form.

    `made_of` are the stored results a calculated one rests on, the white cells first; the result
    itself then bears the id of the first share, so that asking for it leads there.
    """

    result: LabResult
    place: Interval | None
    analyte: Analyte | None
    known: Canonical | None
    plausible: bool = True  # nothing of it need be questioned
    made_of: tuple[LabResult, ...] = ()

    @property
    def reported(self) -> bool:
        """Whether the laboratory gave a number or words."""
        return self.result.value is not None or bool(self.result.text)

    @property
    def label(self) -> str:
        """The analyte's own name, or the name as written where the table does not know it."""
        return self.analyte or " ".join(self.result.analyte.split())

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the stored results it rests on."""
        return tuple(one.id for one in self.made_of) or (self.result.id,)


def placed_labs(case: Case) -> tuple[PlacedLab, ...]:
    """Return every result of a case, as entered."""
    return _all_placed(case.labs, _one(day_zero(case)))


def all_labs(case: Case) -> tuple[PlacedLab, ...]:
    """Return every result of a case, as entered and calculated."""
    return _with_calculated(placed_labs(case))


def labs_of(case: Case, analyte: Analyte) -> tuple[PlacedLab, ...]:
    """Return the reported and dated results of one analyte in order of time."""
    return _by_analyte(all_labs(case)).get(analyte, ())


@lru_cache(maxsize=1024)
def _one(zero: date | None) -> date | None:
    """Return the same object for equal dates, so that what it was asked with is recognised."""
    return zero


@remembered(16)
def _all_placed(labs: tuple[LabResult, ...], zero: date | None) -> tuple[PlacedLab, ...]:
    return tuple(_placed(result, zero) for result in labs)


@remembered(16)
def _with_calculated(placed: tuple[PlacedLab, ...]) -> tuple[PlacedLab, ...]:
    return (*placed, *_calculated(placed))


@remembered(16)
def _by_analyte(
    results: tuple[PlacedLab, ...],
) -> Mapping[Analyte | None, tuple[PlacedLab, ...]]:
    found: dict[Analyte | None, list[PlacedLab]] = defaultdict(list)
    for one in results:
        if one.place is not None and one.reported:
            found[one.analyte].append(one)
    return {analyte: tuple(sorted(results, key=_day)) for analyte, results in found.items()}


@lru_cache(maxsize=32_768)
def _placed(result: LabResult, zero: date | None) -> PlacedLab:
    analyte, known = analyte_of(result.analyte, result.unit), canonical(result)
    sound = analyte is None or result.value is None or (known is not None and plausible(known))
    return PlacedLab(result, resolve(result.moment, zero), analyte, known, sound)


def _day(one: PlacedLab) -> float:
    return one.place.at if one.place else 0.0


_SHARES: frozenset[Analyte] = frozenset(
    ("neutrophils %", "segmented neutrophils %", "band neutrophils %")
)
_USED: frozenset[Analyte] = _SHARES | {"white cells", "neutrophils"}
_Day = Mapping[Analyte, list[PlacedLab]]


def differentials(placed: tuple[PlacedLab, ...]) -> dict[float, _Day]:
    """Return the white cells, their neutrophils and their shares by day, where a share is known.

    Only what is known to the day has a day in common with anything.
    """
    if not any(one.analyte in _SHARES for one in placed):
        return {}
    days: dict[float, dict[Analyte, list[PlacedLab]]] = {}
    for one in placed:
        if one.analyte in _USED and one.place and one.place.exact and one.result.value is not None:
            days.setdefault(one.place.at, {}).setdefault(one.analyte, []).append(one)
    return {day: found for day, found in days.items() if not _SHARES.isdisjoint(found)}


def _calculated(placed: tuple[PlacedLab, ...]) -> list[PlacedLab]:
    """Return the neutrophils of the days that have none, from white cells and differential."""
    made = []
    for found in differentials(placed).values():
        white, shares = _the_one(found, "white cells"), shares_of(found)
        if "neutrophils" not in found and white is not None and shares:
            made.append(_made(white, *shares))
    return [one for one in made if one is not None]


@remembered(8192)
def _made(white: PlacedLab, *shares: PlacedLab) -> PlacedLab | None:
    parts = tuple(one.result for one in shares)
    count = differential.neutrophils(white.result, parts)
    if count is None:
        return None
    known, made_of = canonical(count), (white.result, *parts)
    return PlacedLab(count, white.place, "neutrophils", known, made_of=made_of)


def shares_of(found: _Day) -> tuple[PlacedLab, ...]:
    """Return the shares of a day that make up its neutrophils; none if they are in doubt."""
    shares: tuple[PlacedLab | None, ...]
    if "neutrophils %" in found:
        shares = (_the_one(found, "neutrophils %"),)
    elif "band neutrophils %" in found:
        shares = (_the_one(found, "segmented neutrophils %"), _the_one(found, "band neutrophils %"))
    else:
        shares = (_the_one(found, "segmented neutrophils %"),)
    return tuple(one for one in shares if one) if all(shares) else ()


def _the_one(found: _Day, analyte: Analyte) -> PlacedLab | None:
    """Return the result of a day; None if there is none, or several that differ."""
    results = found.get(analyte, [])
    values = {(one.known.value, one.result.comparator) if one.known else None for one in results}
    return results[0] if len(values) == 1 and None not in values else None
