"""Observations to laboratory results: by LOINC code, and by unit from the closed table.

Values stay as given. What the tables do not hold is left out with the reason. It does not know
whose result it is.
"""

from typing import Final

from msgspec.structs import replace

from dle_desktop.domain.analytes import Analyte
from dle_desktop.domain.case import Comparator, LabResult
from dle_desktop.domain.dosing import number_text
from dle_desktop.domain.labs import canonical, known_unit, plausible
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.fhir_resources import Resource
from dle_desktop.exchange.fhir_rows import Sheet, dated
from dle_desktop.exchange.fhir_values import (
    LOINC,
    Node,
    Quantity,
    codings,
    concept_text,
    node,
    nodes,
    quantity_of,
    text_of,
)

# LOINC (loinc.org), codes as in exchange.md 6; 736-9 and 26478-8 are the lymphocytes' share.
_CODES: Final[dict[str, Analyte]] = {
    "751-8": "neutrophils", "26499-4": "neutrophils", "753-4": "neutrophils",
    "770-8": "neutrophils %", "26511-6": "neutrophils %",
    "6690-2": "white cells", "26464-8": "white cells",
    "731-0": "lymphocytes", "26474-7": "lymphocytes",
    "736-9": "lymphocytes %", "26478-8": "lymphocytes %",
    "777-3": "platelets", "26515-7": "platelets",
    "718-7": "haemoglobin",
    "2160-0": "creatinine", "38483-4": "creatinine", "14682-9": "creatinine",
    "1742-6": "ALT", "1920-8": "AST", "1988-5": "CRP", "4537-7": "ESR",
}  # fmt: skip
_UNCERTAIN: Final = {"30449-3"}  # neutrophils in some files, something else in others
_SOUND: Final = {"final", "amended", "corrected"}
_COMPARATORS: Final[dict[str, Comparator]] = {"<": "<", "<=": "<=", ">=": ">=", ">": ">"}


def read_labs(resource: Resource, sheet: Sheet) -> tuple[LabResult, ...]:
    """Return the results of an Observation, of its own value and of its components."""
    body = resource.body
    parts = [body, *nodes(body.get("component"))]
    known = [(part, code) for part in parts if (code := _loinc(part)) in _CODES]
    if not known:
        unsure = [code for part in parts if (code := _loinc(part)) in _UNCERTAIN]
        name = concept_text(body.get("code")) or "?"
        sheet.left_out(*(("uncertain code", unsure[0], name) if unsure else ("no analyte", name)))
        return ()
    status = text_of(body.get("status")) or "?"
    if status not in _SOUND:
        sheet.left_out("status", status)
        return ()
    moment = _moment(body, sheet)
    results = []
    for place, (part, code) in enumerate(known):
        found = _result(part, code, moment, sheet)
        if found is not None:
            record = f"lab-{resource.number}" + (f"-{place}" if place else "")
            sheet.records.append(record)
            source = text_of(f"FHIR {resource.source}, LOINC {code}")
            results.append(replace(found, id=record, source=source))
    if results and moment is None:
        sheet.missing("date")
    return tuple(results)


def _loinc(part: Node) -> str:
    codes = [one.code for one in codings(part.get("code")) if one.system == LOINC]
    return next((code for code in codes if code in _CODES), codes[0] if codes else "")


def _moment(body: Node, sheet: Sheet) -> Moment | None:
    """Return when the sample was taken; when it was reported (`issued`) says another thing."""
    for name in ("effectiveDateTime", "effectiveInstant"):
        if name in body:
            return dated(body[name], sheet)
    period = node(body.get("effectivePeriod"))
    first, last = (dated(period.get(side), sheet) for side in ("start", "end"))
    return first if first == last else None


def _result(part: Node, code: str, moment: Moment | None, sheet: Sheet) -> LabResult | None:
    analyte = _CODES[code]
    quantity = quantity_of(part.get("valueQuantity"))
    if quantity.value is None:
        sheet.left_out(*_no_number(part, analyte))
        return None
    value, unit = quantity.value, _unit(analyte, quantity)
    if unit is None:
        sheet.left_out("unit", analyte, number_text(value), " / ".join(quantity.units) or "?")
        return None
    if quantity.comparator is not None and quantity.comparator not in _COMPARATORS:
        sheet.left_out("comparator", analyte, quantity.comparator)
        return None
    comparator = _COMPARATORS.get(quantity.comparator or "")
    low, high = _range(part, quantity, sheet)
    result = LabResult(
        id="lab", moment=moment, analyte=analyte, value=value, comparator=comparator, unit=unit,
        low=low, high=high,
    )  # fmt: skip
    sheet.read("lab", analyte, f"{comparator or ''}{number_text(value)} {unit}", _day(moment))
    fraction = analyte.endswith("%") and unit == "%" and 0 < value <= 1
    in_canonical = canonical(result)
    if fraction or (in_canonical is not None and not plausible(in_canonical)):
        sheet.missing("improbable", number_text(value), unit)
    return result


def _day(moment: Moment | None) -> str:
    return "" if moment is None else moment.date or ""


def _no_number(part: Node, analyte: str) -> tuple[str, ...]:
    written = node(part.get("valueQuantity")).get("value", part.get("valueString"))
    text = text_of(written) or concept_text(part.get("valueCodeableConcept"))
    if text is not None:
        return "not a number", analyte, text
    return "no value", analyte, concept_text(part.get("dataAbsentReason")) or "no reason told"


def _unit(analyte: Analyte, quantity: Quantity) -> str | None:
    """Return the spelling of the unit that the table holds; None if two of them contradict."""
    known = [unit for unit in quantity.units if known_unit(analyte, unit)]
    worth = {_worth(analyte, unit) for unit in known}
    return known[0] if len(worth) == 1 else None


def _worth(analyte: Analyte, unit: str) -> float | None:
    found = canonical(LabResult(id="lab", analyte=analyte, value=1.0, unit=unit))
    return None if found is None else found.value


def _range(part: Node, quantity: Quantity, sheet: Sheet) -> tuple[float | None, float | None]:
    """Return the laboratory's own range, where it gives one in the unit of the value."""
    given = nodes(part.get("referenceRange"))
    if not given:
        return None, None
    limits = [quantity_of(given[0].get(side)) for side in ("low", "high")]
    told = [limit for limit in limits if limit.value is not None]
    same = all(not limit.units or set(limit.units) & set(quantity.units) for limit in told)
    if len(given) > 1 or not told or not same:
        sheet.left_out("range", text_of(given[0].get("text")) or "?")
        return None, None
    return limits[0].value, limits[1].value
