"""Patients and their diagnosis: whom a draft is about.

Name and record number go into the identifying fields and nowhere else. A number that is not said to
be the record number is none. It does not know the rest of the record.
"""

from typing import Final

from dle_desktop.domain.case import Diagnosis, Sex, Subject
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.fhir_resources import Resource
from dle_desktop.exchange.fhir_rows import Sheet, dated
from dle_desktop.exchange.fhir_values import (
    Node,
    codings,
    concept_text,
    node,
    nodes,
    text_of,
)

_SEXES: Final[dict[str, Sex]] = {"female": "female", "male": "male", "other": "other"}
_FORMER_NAMES: Final = {"old", "maiden", "nickname", "anonymous", "temp"}
_RECORD_NUMBER: Final = "MR"  # HL7 v2 table 0203
_DISCOID: Final = {
    ("http://snomed.info/sct", "200938002"),
    ("http://hl7.org/fhir/sid/icd-10", "L93.0"),
    ("http://hl7.org/fhir/sid/icd-10-cm", "L93.0"),
}
_RULED_OUT: Final = {"refuted", "entered-in-error"}


def read_patient(resource: Resource, sheet: Sheet) -> Subject:
    """Return whom a Patient describes, as far as a case asks."""
    body = resource.body
    gender, born = text_of(body.get("gender")), dated(body.get("birthDate"), sheet)
    name, number = _name(body), _record_number(body)
    subject = Subject(
        sex=_SEXES.get(gender or ""), birth_year=_year(born), name=name, record_number=number
    )
    told = {
        "sex": subject.sex, "birth year": str(subject.birth_year or ""),
        "name": name, "record number": number,
    }  # fmt: skip
    for code, fact in told.items():
        if not fact:
            sheet.missing(code)
        elif code in {"name", "record number"}:
            sheet.read(code)
        else:
            sheet.read(code, fact)
    others = len(nodes(body.get("identifier"))) - (number is not None)
    if others:
        sheet.left_out("identifiers", str(others))
    if body.get("deceasedDateTime") or body.get("deceasedBoolean") is True:
        sheet.left_out("death", text_of(body.get("deceasedDateTime")) or "")
    return subject


def read_diagnosis(resource: Resource, sheet: Sheet) -> Diagnosis | None:
    """Return the diagnosis of a Condition if it is discoid lupus and was not ruled out."""
    concept = resource.body.get("code")
    name, found = concept_text(concept), list(codings(concept))
    coded = next((one for one in found if (one.system, one.code) in _DISCOID), None)
    if coded is None and "discoid lupus" not in (name or "").casefold():
        sheet.left_out("other diagnosis", name or "?")
        return None
    verified = {one.code for one in codings(resource.body.get("verificationStatus"))}
    if verified & _RULED_OUT:
        sheet.left_out("status", ", ".join(sorted(verified)))
        return None
    if coded is None:
        return Diagnosis(text=name)
    return Diagnosis(text=name, code=coded.code, system=coded.system)


def _year(born: Moment | None) -> int | None:
    return None if born is None or born.date is None else int(born.date[:4])


def _name(body: Node) -> str | None:
    names = [one for one in nodes(body.get("name")) if text_of(one.get("use")) not in _FORMER_NAMES]
    for name in sorted(names, key=lambda one: one.get("use") != "official"):
        given = name.get("given")
        parts = [*(given if isinstance(given, list) else [given]), name.get("family")]
        written = " ".join(part for part in map(text_of, parts) if part)
        found = text_of(written) or text_of(name.get("text"))
        if found:
            return found
    return None


def _record_number(body: Node) -> str | None:
    for identifier in nodes(body.get("identifier")):
        codes = {one.code for one in codings(node(identifier.get("type")))}
        if _RECORD_NUMBER in codes and identifier.get("use") != "old":
            return text_of(identifier.get("value"))
    return None
