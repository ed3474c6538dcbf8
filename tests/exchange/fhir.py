"""Small FHIR resources for the tests, written by hand, and what becomes of them."""

import json
from typing import Any

from dle_desktop.domain.case import Dose, LabResult
from dle_desktop.exchange.case_json import parse_cases, write_cases
from dle_desktop.exchange.fhir_r4 import Draft, FhirReading, read_fhir
from dle_desktop.exchange.fhir_rows import Row

Node = dict[str, Any]
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
V2 = "http://terminology.hl7.org/CodeSystem/v2-0203"
ANNA = {"reference": "Patient/anna"}


def concept(text: str | None = None, *codes: tuple[str, ...]) -> Node:
    """Return a CodeableConcept of a text and codings of system, code and display."""
    names = ("system", "code", "display")
    found: Node = {"coding": [dict(zip(names, code, strict=False)) for code in codes]}
    return found if text is None else {"text": text, **found}


def patient(**changes: Any) -> Node:
    """Return a Patient, with changes."""
    return {"resourceType": "Patient", "id": "anna", "gender": "female", **changes}


def statement(**changes: Any) -> Node:
    """Return a MedicationStatement of 5 mg lenalidomide a day, with changes."""
    return {
        "resourceType": "MedicationStatement",
        "id": "s",
        "status": "completed",
        "subject": ANNA,
        "medicationCodeableConcept": concept(None, (RXNORM, "342369", "lenalidomide")),
        "effectivePeriod": {"start": "2024-01-08", "end": "2024-03-31"},
        "dosage": [dosage({"value": 5, "unit": "mg", "system": UCUM, "code": "mg"})],
        **changes,
    }


def dosage(quantity: Node | None, **changes: Any) -> Node:
    """Return a Dosage once a day, with changes."""
    rates = {} if quantity is None else {"doseAndRate": [{"doseQuantity": quantity}]}
    repeat = {"frequency": 1, "period": 1, "periodUnit": "d"}
    return {"timing": {"repeat": repeat}, **rates, **changes}


def request(**changes: Any) -> Node:
    """Return a MedicationRequest of prednisone tablets, with changes."""
    return {
        "resourceType": "MedicationRequest",
        "id": "r",
        "status": "active",
        "intent": "order",
        "subject": ANNA,
        "medicationCodeableConcept": concept("predniSONE 5 MG Oral Tablet"),
        "authoredOn": "2024-02-01T08:00:00+01:00",
        "dosageInstruction": [dosage({"value": 2, "unit": "tablet"})],
        **changes,
    }


def observation(loinc: str = "751-8", **changes: Any) -> Node:
    """Return an Observation of 1.2 x 10*9/L neutrophils, with changes."""
    return {
        "resourceType": "Observation",
        "id": "o",
        "status": "final",
        "subject": ANNA,
        "code": concept(None, (LOINC, loinc, "Neutrophils")),
        "effectiveDateTime": "2024-02-05T07:21:10+00:00",
        "valueQuantity": quantity(1.2, "10*9/L"),
        **changes,
    }


def quantity(value: Any, ucum: str | None = None, **changes: Any) -> Node:
    """Return a Quantity with a UCUM unit, with changes."""
    coded = {} if ucum is None else {"unit": ucum, "system": UCUM, "code": ucum}
    return {"value": value, **coded, **changes}


def bundle(*resources: Node, **changes: Any) -> Node:
    """Return a Bundle of resources."""
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": resource} for resource in resources],
        **changes,
    }


def reading(value: Any) -> FhirReading:
    """Return what becomes of a value written as a file, held to what each reading promises."""
    return checked(read_fhir(json.dumps(value).encode()))


def checked(found: FhirReading) -> FhirReading:
    """Hold a reading to its promise: cases a reader takes, and rows and problems in words."""
    cases = tuple(draft.case for draft in found.drafts)
    assert parse_cases(write_cases(cases)).cases == cases
    assert not (found.problems and (found.drafts or found.rows))
    for row in rows_of(found):
        assert row.message
        assert row.message.isprintable()
        assert row.source
    for problem in (*found.problems, *found.notes):
        assert problem.message.isprintable()
    for draft in found.drafts:
        held = {record.id for record in draft.case.records()}
        assert {name for row in draft.rows for name in row.records} == {
            name for name in held if not name.startswith("course-")
        }
    return found


def rows_of(found: FhirReading) -> tuple[Row, ...]:
    """Return all rows of a reading."""
    return (*found.rows, *(row for draft in found.drafts for row in draft.rows))


def draft_of(*resources: Node) -> Draft:
    """Return the one draft of a bundle of a patient and resources."""
    (draft,) = reading(bundle(patient(), *resources)).drafts
    return draft


def told(*resources: Node) -> str:
    """Return the sentence of the last resource in a bundle of a patient and resources."""
    return draft_of(*resources).rows[-1].message


def dose_of(*resources: Node) -> Dose:
    """Return the only dose of a bundle."""
    ((dose,),) = [course.doses for course in draft_of(*resources).case.courses]
    return dose


def lab_of(resource: Node) -> LabResult:
    """Return the only laboratory result of a bundle."""
    (lab,) = draft_of(resource).case.labs
    return lab
