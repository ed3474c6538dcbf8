"""Checks of laboratory results: units to be asked about, and neutrophils above the white cells.

It knows no grades; what a grade leaves open is told in `toxicity_checks`.
"""

from collections.abc import Iterator

from dle_desktop.domain import labs
from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.analytes import Analyte
from dle_desktop.domain.case import Case, LabResult
from dle_desktop.domain.differential import ALL
from dle_desktop.domain.finding import Finding, capital, record_name
from dle_desktop.domain.placed_labs import PlacedLab, differentials, placed_labs, shares_of


def lab_findings(case: Case) -> Iterator[Finding]:
    """Yield what is to be asked about a case's laboratory results."""
    for one in placed_labs(case):
        if one.plausible or one.analyte is None:
            continue
        lab = one.result
        if one.known is not None:
            yield Finding("value-implausible", "question", _value_words(lab, one.known), (lab.id,))
        else:
            yield Finding("unit-unknown", "question", _unit_words(lab, one.analyte), (lab.id,))
    yield from _more_neutrophils_than_white_cells(case)
    yield from _more_than_all(case)


def _unit_words(lab: LabResult, analyte: Analyte) -> str:
    unit = f"unit “{lab.unit}” is not known" if lab.unit else "unit is missing"
    known = ", ".join(labs.units_of(analyte))
    return f"{capital(record_name(lab))} cannot be drawn: its {unit} (known: {known})."


def _value_words(lab: LabResult, known: labs.Canonical) -> str:
    value = f"{format_number(known.value)} {labs.unit_text(known.unit)}"
    said = f"{capital(record_name(lab))} is {value}"
    found = labs.meant(lab)
    if found is None:
        return f"{said}: is the unit right?"
    unit, other = found
    asked = "were cells per µL meant" if unit.startswith("cells") else f"was {unit} meant"
    return f"{said}: {asked}, {labs.value_text(other)}?"


def _more_neutrophils_than_white_cells(case: Case) -> Iterator[Finding]:
    white: dict[float, tuple[float, LabResult]] = {}
    neutrophils = []
    for one in placed_labs(case):
        if one.analyte not in {"white cells", "neutrophils"}:
            continue
        lab, place, known = one.result, one.place, one.known
        if place is None or not place.exact or known is None or lab.comparator is not None:
            continue
        if known.analyte == "white cells":
            white[place.at] = known.value, lab
        else:
            neutrophils.append((place.at, known.value, lab))
    for day, value, lab in neutrophils:
        total, other = white.get(day, (value, lab))
        if value > total:
            message = f"{capital(record_name(lab))} is higher than the white cells of that day."
            yield Finding("neutrophils-above-white-cells", "fault", message, (lab.id, other.id))


def _more_than_all(case: Case) -> Iterator[Finding]:
    """Find shares of a day that are more than all white cells: no count is calculated of them."""
    for found in differentials(placed_labs(case)).values():
        shares = shares_of(found)
        total = sum(_amount(one) for one in shares)
        if total > ALL:
            names = " and ".join(record_name(one.result) for one in shares)
            are = "add up to" if len(shares) > 1 else "is"
            amount = f"{format_number(total)} %, more than all white cells"
            message = f"{capital(names)} {are} {amount}."
            records = tuple(one.result.id for one in shares)
            yield Finding("neutrophils-above-white-cells", "fault", message, records)


def _amount(one: PlacedLab) -> float:
    return one.known.value if one.known and one.result.comparator is None else 0.0
