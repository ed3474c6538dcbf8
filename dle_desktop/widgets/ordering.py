"""The order in which dated records are read: the newest first, the undated last."""

from typing import TypeVar

from dle_desktop.domain.case import Assessment, Case, Event, LabResult
from dle_desktop.domain.dates import day_zero, resolve

_Dated = TypeVar("_Dated", Assessment, LabResult, Event)


def newest_first(case: Case, records: tuple[_Dated, ...]) -> tuple[_Dated, ...]:
    """Return records by their moment, the newest first; those that cannot be placed come last."""
    zero = day_zero(case)
    keyed = []
    for number, record in enumerate(records):
        place = resolve(record.moment, zero)
        keyed.append((place is None, -place.at if place else 0.0, number))
    return tuple(records[number] for *_, number in sorted(keyed))
