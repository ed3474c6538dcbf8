"""FHIR R4 to drafts: one proposed case a patient, to be looked through, completed and accepted.

Nothing is added to what the file says, and each resource has a row that tells what became of it. A
draft is no case of a library yet. How single resources are read is told in `fhir_patients`,
`fhir_doses` and `fhir_labs`.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct, field

from dle_desktop.domain.case import (
    Case,
    Course,
    Diagnosis,
    LabResult,
    Provenance,
    Subject,
)
from dle_desktop.domain.drugs import generic_name
from dle_desktop.exchange.fhir_doses import KINDS, DrugDose, read_dose
from dle_desktop.exchange.fhir_files import take_apart
from dle_desktop.exchange.fhir_labs import read_labs
from dle_desktop.exchange.fhir_patients import read_diagnosis, read_patient
from dle_desktop.exchange.fhir_resources import Pile, Resource, reference_of, short
from dle_desktop.exchange.fhir_rows import Row, Sheet
from dle_desktop.exchange.fhir_values import node, nodes, text_of
from dle_desktop.exchange.fhir_versions import older_version
from dle_desktop.exchange.problems import Problem
from dle_desktop.wording import FHIR_LABEL

_INDEX_DRUG: Final = "lenalidomide"
_NOBODY: Final = ""
_MODIFIABLE: Final = ("dosage", "dosageInstruction", "component")
# What a doctor may miss, of what is not read.
_TOLD_UNREAD: Final = ("note", "reasonCode", "reasonReference", "bodySite", "method")
_READ: Final = {"Patient", "Condition", "Observation", *KINDS}


class Draft(Struct, frozen=True):
    """A case as proposed, and what became of each resource of its patient."""

    case: Case
    rows: tuple[Row, ...] = ()

    @property
    def holds_anything(self) -> bool:
        """Whether anything of a patient was read: else there is nothing to accept."""
        case = self.case
        known = (case.subject, case.diagnosis) != (Subject(), Diagnosis())
        return known or bool(case.courses or case.labs)


class FhirReading(Struct, frozen=True):
    """What a FHIR file gave: drafts, rows of no patient's, or the problems of the whole file."""

    drafts: tuple[Draft, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def read_fhir(data: bytes) -> FhirReading:
    """Return the drafts in a FHIR R4 file: a Bundle of any type, one resource, or NDJSON.

    The id of a proposed case comes from the file's checksum and the patient's place in it, never
    from a name or a number: the same file gives the same ids, and they tell nothing.

    Parameters
    ----------
    data
        The bytes of the file (JSON, hl7.org/fhir/R4/json.html).
    """
    parts = take_apart(data)
    if parts.problems:
        return FhirReading(problems=parts.problems, notes=parts.notes)
    older = older_version(parts.resources)
    if older is not None:
        return FhirReading(problems=(Problem("fhir-older", facts=(older,)),), notes=parts.notes)
    if not parts.resources and not parts.rows:
        return FhirReading(problems=(Problem("fhir-nothing"),), notes=parts.notes)
    pile = Pile(parts.resources)
    owners, unowned = _by_owner(pile)
    checksum = sha256(data).hexdigest()
    drafts = tuple(
        _draft(place, owned, pile, checksum) for place, owned in enumerate(owners.values(), 1)
    )
    return FhirReading(drafts, (*parts.rows, *unowned), notes=parts.notes)


class _Owned(Struct, frozen=True):
    """A resource of a patient, and whether it says so itself."""

    resource: Resource
    named: bool = True


def _by_owner(pile: Pile) -> tuple[dict[str, list[_Owned]], tuple[Row, ...]]:
    """Return the resources that are read by their patient, and rows of all others."""
    owners: dict[str, list[_Owned]] = {}
    homeless: list[Resource] = []
    rows: list[Row] = []
    for resource in pile.resources:
        owner = _owner(resource, pile)
        if resource.kind not in _READ:
            code = "medication" if resource.kind == "Medication" else "kind"
            rows.append(_left_out(resource, code))
        elif owner is None:
            rows.append(_left_out(resource, "no patient"))
        elif owner == _NOBODY:
            homeless.append(resource)
        else:
            owners.setdefault(owner, []).append(_Owned(resource))
    if len(owners) > 1:
        rows.extend(_left_out(resource, "no patient") for resource in homeless)
    elif homeless:
        told = next(iter(owners), _NOBODY)
        found = [_Owned(one, named=told == _NOBODY) for one in homeless]
        owners.setdefault(told, []).extend(found)
    return owners, tuple(rows)


def _owner(resource: Resource, pile: Pile) -> str | None:
    """Return what tells a patient from the file's others; None for who is no patient.

    A resource that says nothing of whose it is gets `_NOBODY`: whose it is depends on the file.
    """
    if resource.kind == "Patient":
        return resource.path
    subject = node(resource.body.get("subject"))
    reference = reference_of(subject)
    if reference is None:
        logical = node(subject.get("identifier")).get("value")
        return text_of(logical) or text_of(subject.get("display")) or _NOBODY
    if reference.startswith("#"):
        return f"{resource.path}{reference}"
    found = pile.find(reference, resource)
    if found is not None:
        return found.path if found.kind == "Patient" else None
    named = short(reference)
    return named if named.startswith(("Patient/", "urn:")) else None


def _left_out(resource: Resource, code: str) -> Row:
    sheet = Sheet()
    sheet.left_out(code)
    return sheet.row(resource.source, resource.path)


class _Gathered(Struct):
    """What the resources of one patient say, until it becomes a case."""

    subject: Subject = Subject()
    diagnosis: Diagnosis = Diagnosis()
    labs: list[LabResult] = field(default_factory=list)
    doses: list[DrugDose] = field(default_factory=list)


def _draft(place: int, owned: Iterable[_Owned], pile: Pile, checksum: str) -> Draft:
    gathered = _Gathered()
    rows: list[Row] = []
    for one in owned:
        sheet = Sheet()
        if not one.named:
            sheet.read("only patient")
        _gather(one.resource, pile, gathered, sheet)
        rows.append(sheet.row(one.resource.source, one.resource.path))
    courses = tuple(_courses(gathered.doses))
    case_id = str(uuid5(NAMESPACE_URL, f"fhir:{checksum}:{place}"))
    case = Case(
        id=case_id,
        label=FHIR_LABEL.format(place, case_id[:6]),
        subject=gathered.subject,
        diagnosis=gathered.diagnosis,
        index_drug=_INDEX_DRUG if any(one.drug == _INDEX_DRUG for one in courses) else None,
        courses=courses,
        labs=tuple(gathered.labs),
        provenance=Provenance(text=f"FHIR R4, SHA-256 {checksum}"),
    )
    return Draft(case, tuple(rows))


def _gather(resource: Resource, pile: Pile, gathered: _Gathered, sheet: Sheet) -> None:
    """Add what one more resource says."""
    if _is_modified(resource):
        sheet.left_out("modified")
        return
    match resource.kind:
        case "Patient":
            gathered.subject = read_patient(resource, sheet)
        case "Observation":
            gathered.labs.extend(read_labs(resource, sheet))
        case "Condition":
            diagnosis = read_diagnosis(resource, sheet)
            if diagnosis is not None and gathered.diagnosis.text is None:
                gathered.diagnosis = diagnosis
                sheet.read("diagnosis", diagnosis.text or "")
            elif diagnosis is not None:
                sheet.left_out("further diagnosis", diagnosis.text or "")
        case _:
            dose = read_dose(resource, pile, sheet)
            gathered.doses.extend(() if dose is None else (dose,))
    unread = [name for name in _TOLD_UNREAD if resource.body.get(name)]
    if sheet.records and unread:
        sheet.left_out("elements", ", ".join(unread))


def _is_modified(resource: Resource) -> bool:
    """Whether it, or a part, says that its meaning is changed in a way that is not known here.

    Who does not know a modifier must not go on (hl7.org/fhir/R4/extensibility.html 2.4.0.2).
    """
    parts = [one for name in _MODIFIABLE for one in nodes(resource.body.get(name))]
    return "implicitRules" in resource.body or any(
        "modifierExtension" in part for part in (resource.body, *parts)
    )


def _courses(doses: Iterable[DrugDose]) -> Iterator[Course]:
    """Yield a course for each drug by each route, its doses in the order of the file."""
    found: dict[tuple[str, str], list[DrugDose]] = {}
    for one in doses:
        key = (generic_name(one.drug.name), (one.route or "").casefold())
        found.setdefault(key, []).append(one)
    for number, members in enumerate(found.values(), 1):
        first = members[0]
        held = tuple(one.dose for one in members)
        yield Course(id=f"course-{number}", drug=first.drug.name, route=first.route, doses=held)
