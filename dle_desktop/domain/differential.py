"""Neutrophils from a white cell count and a differential: white cells x share / 100.

The formula is `clinical.md` 4.4: the share is segmented and band neutrophils together. What cannot
be right gives no count. It does not know which results are of one day (`placed_labs`).
"""

from decimal import ROUND_FLOOR, Decimal
from math import inf

from dle_desktop.domain import labs
from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.case import LabResult

RULE = (
    "where no neutrophil count of a day is reported, it is calculated: white cells x neutrophils "
    "in per cent (or segmented and bands) / 100, both of that day, rounded down to whole cells "
    "per µL; it has no lower limit"
)
ALL = 100.0
_NEAR = Decimal("0.001")  # 1 cell per µL; rounded down, a count keeps the grade of its exact value


def neutrophils(white: LabResult, shares: tuple[LabResult, ...]) -> LabResult | None:
    """Return the count, marked as calculated; None where the values do not give one.

    Parameters
    ----------
    white
        The white cells.
    shares
        Neutrophils in per cent; or segmented neutrophils and, where they are reported, bands.
    """
    total, parts = labs.canonical(white), [labs.canonical(one) for one in shares]
    if total is None or any(one.comparator is not None for one in (white, *shares)):
        return None
    per_cent = sum((_exact(one) if one else Decimal(-1) for one in parts), Decimal(0))
    if any(one is None or one.value < 0 for one in parts) or per_cent > Decimal(ALL):
        return None
    if not 0 <= total.value <= labs.PLAUSIBLE.get("white cells", (0.0, inf))[1]:
        return None
    value = (_exact(total) * per_cent / 100).quantize(_NEAR, ROUND_FLOOR)
    return LabResult(
        id=shares[0].id, moment=white.moment, analyte="neutrophils", value=float(value),
        unit=total.unit, calculated=True,
    )  # fmt: skip


def arithmetic(made_of: tuple[LabResult, ...]) -> str:
    """Return how a calculated count came about: of the white cells, then the shares."""
    white, *shares = made_of
    found = neutrophils(white, tuple(shares))
    total = labs.canonical(white)
    assert found is not None and total is not None  # noqa: S101, PT018 - it was made of these
    parts = [known for one in shares if (known := labs.canonical(one))]
    said = " + ".join(
        f"{one.analyte.removesuffix(' %')} {format_number(one.value)} %" for one in parts
    )
    said = f"({said})" if len(parts) > 1 else said
    alone = "; bands not reported, counted as none" if without_bands(made_of) else ""
    return (
        f"white cells {labs.value_text(total)} × {said} / 100 = "
        f"{format_number(found.value)} {labs.unit_text(total.unit)}{alone}"
    )


def without_bands(made_of: tuple[LabResult, ...]) -> bool:
    """Whether a count rests on segmented neutrophils alone."""
    analytes = [labs.analyte_of(one.analyte, one.unit) for one in made_of]
    return analytes[1:] == ["segmented neutrophils %"]


def _exact(known: labs.Canonical) -> Decimal:
    return Decimal(repr(float(known.value)))
