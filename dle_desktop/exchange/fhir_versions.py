"""Which FHIR a file speaks: STU3 and DSTU2 are told from R4 by what each writes otherwise.

A file does not say its version; a single slip in an R4 file does not make it an older one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from dle_desktop.exchange.fhir_resources import Resource
from dle_desktop.exchange.fhir_values import Node, codings, node, nodes

Version = Literal["DSTU2", "STU3"]
_HAD_CONTEXT: Final = {"Observation", "MedicationRequest", "Condition", "Procedure"}
_HAS_CLINICAL_STATUS: Final = {"Condition", "AllergyIntolerance"}
_DOSAGES: Final = ("dosageInstruction", "dosage")
_R4_SYSTEMS: Final = "http://terminology.hl7.org/"


def older_version(resources: Iterable[Resource]) -> Version | None:
    """Return the older version of FHIR that a file is written in, None for R4."""
    tells = Counter(tell for resource in resources for tell in _tells(resource))
    older = tells["DSTU2"] + tells["STU3"]
    if tells["certain"] == 0 and older <= tells["R4"]:
        return None
    return "DSTU2" if tells["DSTU2"] else "STU3"


def _tells(resource: Resource) -> Iterator[str]:
    kind, body = resource.kind, resource.body
    if kind == "MedicationOrder":
        yield from ("certain", "DSTU2")
    if kind == "MedicationStatement":
        yield from ("certain", "STU3") if "taken" in body else ("R4",)
    if kind in _HAD_CONTEXT and "context" in body:
        yield "STU3"
    if kind in _HAS_CLINICAL_STATUS and "clinicalStatus" in body:
        yield "STU3" if isinstance(body["clinicalStatus"], str) else "R4"
    if kind == "Condition" and "patient" in body:
        yield "DSTU2"
    yield from _tells_of_parts(body)


def _tells_of_parts(body: Node) -> Iterator[str]:
    if any(isinstance(name.get("family"), list) for name in nodes(body.get("name"))):
        yield "DSTU2"
    for category in nodes(body.get("category")):
        if any(one.system.startswith(_R4_SYSTEMS) for one in codings(category)):
            yield "R4"
    for dosage in (one for name in _DOSAGES for one in nodes(body.get(name))):
        if "doseAndRate" in dosage:
            yield "R4"
        elif "doseQuantity" in dosage:
            yield "STU3"
        if "periodUnits" in node(node(dosage.get("timing")).get("repeat")):
            yield "DSTU2"
