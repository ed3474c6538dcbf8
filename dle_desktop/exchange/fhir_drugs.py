"""Which drug a FHIR medication means, and the strength of one piece of it where the file says so.

By code, by text, in another resource of the file, contained, or only named by a reference. It reads
no doses (`fhir_doses`).
"""

import re
from typing import Final

from msgspec import Struct

from dle_desktop.domain.dosing import TO_MG
from dle_desktop.domain.drugs import KNOWN_DRUGS, generic_name
from dle_desktop.exchange.fhir_resources import Pile, Resource, contained, reference_of
from dle_desktop.exchange.fhir_rows import Sheet
from dle_desktop.exchange.fhir_values import (
    RXNORM,
    Coding,
    Node,
    codings,
    concept_text,
    node,
    nodes,
    quantity_of,
    says_nothing,
    text_of,
)

LONGEST_NAME: Final = 120
# RxNorm: ingredients, and prednisone tablets by mg (exchange.md 6).
_INGREDIENTS: Final = {"342369": "lenalidomide", "8640": "prednisone"}
_TABLETS: Final = {
    "312617": ("prednisone", 5.0), "198145": ("prednisone", 10.0),
    "312615": ("prednisone", 20.0), "198146": ("prednisone", 2.5),
}  # fmt: skip
# "predniSONE 5 MG Oral Tablet [Deltasone]": one ingredient, one strength, a solid form taken whole.
_NAMED_PIECE: Final = re.compile(
    r"(?P<name>[^\W\d][^\d/,+;]*?) (?P<amount>\d{1,6}(?:\.\d{1,6})?) ?(?P<unit>mg|mcg|ug|µg|g)"
    r"(?P<form>(?: (?:oral|chewable|disintegrating|delayed|extended|release|coated|film|hard"
    r"|tablets?|capsules?|pills?))*)(?: \[[^\]]*\])?",
    re.IGNORECASE,
)
PIECES: Final = {
    "tablet", "tablets", "tablet(s)", "tab", "tabs", "tbl", "tabl", "pill", "pills",
    "capsule", "capsules", "capsule(s)", "cap", "caps",
}  # fmt: skip


class Strength(Struct, frozen=True):
    """How much of the drug one tablet or capsule holds, in `unit` as written."""

    amount: float
    unit: str


class Drug(Struct, frozen=True):
    """A drug by name, as it is called in the file, with its strength where that is told."""

    name: str
    written: str
    strength: Strength | None = None


def drug_of(resource: Resource, pile: Pile, sheet: Sheet) -> Drug | None:
    """Return the drug of a medication statement, request or administration; None says why."""
    concept, medication = node(resource.body.get("medicationCodeableConcept")), None
    reference = node(resource.body.get("medicationReference"))
    if reference:
        medication = _referred(resource, reference, pile)
        concept = node((medication or {}).get("code"))
        display = text_of(reference.get("display"))
        if concept_text(concept) is None and display is not None:
            concept = {"text": display}
    if says_nothing(concept):
        sheet.left_out("no drug known", concept_text(concept) or "")
        return None
    known = _by_code(list(codings(concept)))
    name = concept_text(concept)
    if name is None:
        sheet.left_out("no drug", reference_of(reference) or "")
        return None
    drug = known or _by_name(name)
    told = _ingredient_strength(medication)
    return drug if told is None else Drug(drug.name, drug.written, told)


def is_piece(unit: str) -> bool:
    """Whether a unit counts tablets or capsules."""
    return unit.casefold().strip("{}") in PIECES


def _referred(resource: Resource, reference: Node, pile: Pile) -> Node | None:
    to = reference_of(reference) or ""
    if to.startswith("#"):
        return contained(resource.body, to)
    found = pile.find(to, resource)
    return None if found is None else found.body


def _by_code(found: list[Coding]) -> Drug | None:
    for coding in found:
        if coding.system == RXNORM:
            written = coding.display or f"RxNorm {coding.code}"
            if coding.code in _TABLETS:
                name, amount = _TABLETS[coding.code]
                return Drug(name, written, Strength(amount, "mg"))
            if coding.code in _INGREDIENTS:
                return Drug(_INGREDIENTS[coding.code], written)
    return None


def _by_name(written: str) -> Drug:
    piece = _NAMED_PIECE.fullmatch(written)
    if piece is None:
        return Drug(_plain(written), written)
    strength = Strength(float(piece["amount"]), piece["unit"].casefold())
    return Drug(_plain(piece["name"]), written, strength if piece["form"] else None)


def _plain(name: str) -> str:
    """Return a name as the table of drugs has it, else as it is written."""
    generic = generic_name(name)
    return generic if generic in KNOWN_DRUGS else (text_of(name, LONGEST_NAME) or name)


def _ingredient_strength(medication: Node | None) -> Strength | None:
    """Return the strength a Medication tells of its one ingredient, if it is that of one piece."""
    ingredients = nodes((medication or {}).get("ingredient"))
    if len(ingredients) != 1:
        return None
    ratio = node(ingredients[0].get("strength"))
    of, per = quantity_of(ratio.get("numerator")), quantity_of(ratio.get("denominator"))
    unit = mass_unit(of.units)
    one_piece = per.value == 1 and any(is_piece(unit) for unit in per.units)
    return Strength(of.value, unit) if of.value and unit and one_piece else None


def mass_unit(units: tuple[str, ...]) -> str | None:
    """Return the unit of mass among spellings of one unit; None if none, or if they differ."""
    masses = [unit for unit in units if unit.casefold() in TO_MG]
    return masses[0] if len({TO_MG[unit.casefold()] for unit in masses}) == 1 else None
