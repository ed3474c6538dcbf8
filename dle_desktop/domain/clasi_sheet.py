"""The CLASI sheet of an assessment: storing its items, and the sheet of the visit before.

Totals follow the items when a sheet is stored; typed totals stay where the items cannot tell. It
does not sum (`clasi_items`) and finds no fault (`clasi_checks`).
"""

from datetime import date

from msgspec.structs import replace

from dle_desktop.domain.case import Assessment, Case
from dle_desktop.domain.clasi_items import ClasiItems, Side, totals
from dle_desktop.domain.dates import day_zero, resolve


def with_items(assessment: Assessment, items: ClasiItems) -> Assessment:
    """Return the assessment with a sheet; totals that came from the old sheet do not outlive it."""
    return replace(
        assessment,
        items=items,
        activity=_total(assessment, items, "activity"),
        damage=_total(assessment, items, "damage"),
    )


def sheet_before(case: Case, assessment: Assessment | None) -> Assessment | None:
    """Return the last visit with a sheet before an assessment, or of all for a new one.

    A sheet without a date is never the one before; an assessment without a date comes last.
    """
    zero = day_zero(case)
    limit = _day(assessment, zero) if assessment is not None else None
    found = [
        (day, one)
        for one in case.assessments
        if one.items is not None and (assessment is None or one.id != assessment.id)
        if (day := _day(one, zero)) is not None and (limit is None or day <= limit)
    ]
    return max(found, key=_first)[1] if found else None


def _total(assessment: Assessment, items: ClasiItems, side: Side) -> int | None:
    new: int | None = getattr(totals(items), side)
    old: int | None = getattr(assessment, side)
    if new is not None or assessment.items is None:
        return old if new is None else new
    return None if old == getattr(totals(assessment.items), side) else old


def _day(assessment: Assessment, zero: date | None) -> float | None:
    place = resolve(assessment.moment, zero)
    return place.at if place is not None else None


def _first(pair: tuple[float, Assessment]) -> float:
    return pair[0]
