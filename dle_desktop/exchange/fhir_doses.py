"""Medication statements, requests and administrations to doses.

A tablet is no milligram, an order no record of taking, and a day of ordering no day of starting:
what the file does not say stays not reported. Which drug is meant is the business of `fhir_drugs`.
"""

from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.case import Dose, Frequency
from dle_desktop.domain.dosing import TO_MG, number_text
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.fhir_drugs import LONGEST_NAME, Drug, drug_of, is_piece, mass_unit
from dle_desktop.exchange.fhir_resources import Pile, Resource
from dle_desktop.exchange.fhir_rows import Sheet, dated
from dle_desktop.exchange.fhir_values import (
    Node,
    codings,
    concept_text,
    day_after,
    moment_of,
    node,
    nodes,
    number_of,
    quantity_of,
    text_of,
)

KINDS: Final = ("MedicationStatement", "MedicationRequest", "MedicationAdministration")
# Which statuses say that the drug was taken, or that its order stands (R4 value sets). A request
# that was stopped may have been stopped before anything was taken; a statement that was stopped was
# one of taking.
_TAKEN: Final = {
    "MedicationStatement": {"active", "completed", "stopped"},
    "MedicationRequest": {"active", "completed"},
    "MedicationAdministration": {"completed", "in-progress"},
}
_ORDERED: Final = {"order", "original-order", "reflex-order", "filler-order", "instance-order"}
_MOST: Final = 1_000_000
_FREQUENCIES: Final[dict[tuple[float, float, str], Frequency]] = {
    (1, 1, "d"): "QD", (2, 1, "d"): "BID", (3, 1, "d"): "TID", (4, 1, "d"): "QID",
    (1, 24, "h"): "QD", (1, 12, "h"): "Q12H", (1, 8, "h"): "Q8H", (1, 6, "h"): "Q6H",
    (1, 4, "h"): "Q4H", (1, 2, "d"): "QOD", (1, 48, "h"): "QOD",
    (1, 1, "wk"): "weekly", (1, 7, "d"): "weekly", (1, 2, "wk"): "q2w", (1, 14, "d"): "q2w",
    (1, 4, "wk"): "q4w", (1, 28, "d"): "q4w",
}  # fmt: skip
# HL7 GTSAbbreviation.
_TIMING_CODES: Final[dict[str, Frequency]] = {
    "QD": "QD", "BID": "BID", "TID": "TID", "QID": "QID", "QOD": "QOD", "Q4H": "Q4H",
    "Q6H": "Q6H", "Q8H": "Q8H", "WK": "weekly",
}  # fmt: skip
# As many times of day as doses a day say when, and change nothing of how often.
_TIMES_OF_DAY: Final = ("when", "timeOfDay")
_PLAIN_REPEAT: Final = {
    "frequency", "period", "periodUnit", "boundsPeriod", "boundsDuration", *_TIMES_OF_DAY,
}  # fmt: skip
_ORDER: Final = "MedicationRequest"
_STATED: Final = "MedicationStatement"
_GIVEN: Final = "MedicationAdministration"


class DrugDose(Struct, frozen=True):
    """A dose with the drug and the route it belongs to."""

    drug: Drug
    route: str | None
    dose: Dose


def read_dose(resource: Resource, pile: Pile, sheet: Sheet) -> DrugDose | None:
    """Return the dose a resource tells of; None where nothing says that the drug was taken."""
    drug = drug_of(resource, pile, sheet)
    if drug is None or not _was_taken(resource, drug, sheet):
        return None
    instructions = _instructions(resource)
    dose = Dose(id=f"dose-{resource.number}", unit=None, source=text_of(f"FHIR {resource.source}"))
    dose = _timed(dose, resource, instructions, sheet)
    sheet.read("drug", drug.written)
    if resource.kind == "MedicationRequest":
        sheet.read("order", _date(moment_of(resource.body.get("authoredOn"))) or "?")
    if len(instructions) > 1:
        sheet.left_out("several dosages", str(len(instructions)))
        dose = replace(dose, as_written=_written(instructions))
    elif instructions:
        dose = _measured(dose, instructions[0], drug, sheet)
    dose = _single(dose, resource)
    _tell(dose, sheet)
    route = next((concept_text(one.get("route")) for one in instructions), None)
    sheet.records.append(dose.id)
    return DrugDose(replace(drug, name=drug.name[:LONGEST_NAME]), route, dose)


def _was_taken(resource: Resource, drug: Drug, sheet: Sheet) -> bool:
    body, kind = resource.body, resource.kind
    status = text_of(body.get("status")) or "?"
    intent = text_of(body.get("intent")) or "?"
    if status not in _TAKEN[kind]:
        sheet.left_out("not taken", drug.written, status)
    elif kind == _ORDER and intent not in _ORDERED:
        sheet.left_out("not ordered", drug.written, intent)
    elif body.get("doNotPerform") is True:
        sheet.left_out("not taken", drug.written, "doNotPerform")
    else:
        return True
    return False


def _instructions(resource: Resource) -> list[Node]:
    name = "dosageInstruction" if resource.kind == _ORDER else "dosage"
    return nodes(resource.body.get(name))


def _timed(dose: Dose, resource: Resource, instructions: list[Node], sheet: Sheet) -> Dose:
    """Say from when until when, by what the resource says of taking, never by when it was made."""
    body = resource.body
    periods = [node(body.get("effectivePeriod"))]
    periods += [node(_repeat(one).get("boundsPeriod")) for one in instructions[:1]]
    firsts = [dated(one.get("start"), sheet) for one in periods]
    lasts = [dated(one.get("end"), sheet) for one in periods]
    last = next(filter(None, lasts), None)
    moment = dated(body.get("effectiveDateTime"), sheet)
    if resource.kind == _GIVEN:
        firsts.append(moment)
    # A statement of one moment says that the drug was taken then, not that it was begun.
    known = moment if resource.kind == _STATED and last is None else None
    active = resource.kind == _STATED and body.get("status") == "active"
    if active and last is None and known is None:
        known = dated(body.get("dateAsserted"), sheet)
    reasons = [concept_text(one) for one in nodes(body.get("statusReason"))]
    return replace(
        dose,
        # An order is no record of taking: it counts in no figure until somebody says it was taken.
        status="planned" if resource.kind == _ORDER else "taken",
        start=next(filter(None, firsts), None),
        end=day_after(last),
        ongoing=active and last is None,
        last_known=known,
        stop_reason=reasons[0] if reasons and body.get("status") == "stopped" else None,
    )


def _single(dose: Dose, resource: Resource) -> Dose:
    """Return an administration of one moment as the single dose that it is."""
    once = resource.kind == _GIVEN and "effectiveDateTime" in resource.body
    return replace(dose, frequency="single") if once else dose


def _measured(dose: Dose, instruction: Node, drug: Drug, sheet: Sheet) -> Dose:
    """Say how much and how often, as far as one dosage says it in numbers."""
    dose = replace(dose, as_written=_written([instruction]), frequency=_frequency(instruction))
    rates = nodes(instruction.get("doseAndRate"))
    given = rates[0].get("doseQuantity") if len(rates) == 1 else instruction.get("dose")
    if given is None and not rates:
        return dose
    quantity = quantity_of(given)
    if quantity.value is None or not 0 <= quantity.value <= _MOST or quantity.comparator:
        sheet.left_out("no single amount")
        return dose
    return _with_amount(dose, quantity.value, quantity.units, drug, sheet)


def _with_amount(
    dose: Dose, value: float, units: tuple[str, ...], drug: Drug, sheet: Sheet
) -> Dose:
    mass = mass_unit(units)
    pieces = next((unit for unit in units if is_piece(unit)), None)
    if mass is not None and pieces is None:
        return replace(dose, amount=value, unit=mass)
    if any(unit.casefold() in TO_MG for unit in units):
        sheet.left_out("units differ", number_text(value), " / ".join(units))
        return dose
    if pieces is not None:
        return _pieces(dose, value, pieces.strip("{}"), drug, sheet)
    if not units or units == ("1",):
        return _without_unit(dose, value, drug, sheet)
    return replace(dose, amount=value, unit=units[0])


def _without_unit(dose: Dose, value: float, drug: Drug, sheet: Sheet) -> Dose:
    number, strength = number_text(value), drug.strength
    if strength is None:
        sheet.left_out("amount without unit", number)
    else:
        piece = f"{number_text(strength.amount)} {strength.unit}"
        sheet.left_out("amount without unit of pieces", number, piece)
    return replace(dose, as_written=dose.as_written or number)


def _pieces(dose: Dose, count: float, piece: str, drug: Drug, sheet: Sheet) -> Dose:
    """Say how much so many tablets or capsules are, where the file tells what one holds."""
    number, strength = number_text(count), drug.strength
    written = dose.as_written or text_of(f"{number} {piece}")
    if strength is None:
        sheet.left_out("pieces without strength", number)
        return replace(dose, as_written=written)
    amount = float(Decimal(repr(count)) * Decimal(repr(strength.amount)))
    if amount > _MOST:
        sheet.left_out("no single amount")
        return replace(dose, as_written=written)
    sheet.read("pieces", number, number_text(strength.amount), strength.unit)
    return replace(dose, amount=amount, unit=strength.unit, as_written=written)


def _repeat(instruction: Node) -> Node:
    return node(node(instruction.get("timing")).get("repeat"))


def _frequency(instruction: Node) -> Frequency | None:
    as_needed = instruction.get("asNeededBoolean") is True
    if as_needed or node(instruction.get("asNeededCodeableConcept")):
        return "PRN"
    timing, repeat = node(instruction.get("timing")), _repeat(instruction)
    times = [repeat[name] for name in _TIMES_OF_DAY if name in repeat]
    fits = all(isinstance(one, list) and len(one) == repeat.get("frequency") for one in times)
    if timing.get("event") or not fits or not repeat.keys() <= _PLAIN_REPEAT:
        return "other"
    often, period = number_of(repeat.get("frequency", 1)), number_of(repeat.get("period"))
    if often is not None and period is not None:
        unit = text_of(repeat.get("periodUnit")) or ""
        return _FREQUENCIES.get((often, period, unit), "other")
    codes = [one.code for one in codings(timing.get("code"))]
    return next((_TIMING_CODES[code] for code in codes if code in _TIMING_CODES), None)


def _written(instructions: list[Node]) -> str | None:
    texts = [
        text_of(one.get("text")) or text_of(one.get("patientInstruction")) for one in instructions
    ]
    return text_of("; ".join(text for text in texts if text))


def _tell(dose: Dose, sheet: Sheet) -> None:
    """Note what of the dose stands in the case, and what a person has to complete."""
    amount = "" if dose.amount is None else f"{number_text(dose.amount)} {dose.unit}"
    start, end = _date(dose.start), "ongoing" if dose.ongoing else _date(dose.end)
    told = [("amount", amount), ("frequency", dose.frequency or ""), ("start", start), ("end", end)]
    for code, fact in told:
        if fact == "ongoing":
            sheet.read("ongoing")
        elif fact == "other":
            sheet.left_out("other frequency")
        elif fact:
            sheet.read(code, fact)
        elif code != "end" or dose.frequency != "single":
            sheet.missing(code)
    if dose.last_known is not None:
        sheet.read("last known", _date(dose.last_known))
    if dose.as_written:
        sheet.read("dosage text", dose.as_written)


def _date(moment: Moment | None) -> str:
    return "" if moment is None else moment.date or ""
