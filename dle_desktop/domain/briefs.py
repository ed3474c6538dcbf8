"""A case in brief: what a list of many cases shows, sorts and searches by.

It is read from the same text as the case, without the records, in a small part of the time.
"""

from msgspec import Struct

from dle_desktop.domain.case import Case


class _BriefPart(Struct, frozen=True, kw_only=True):
    """A part of a case of which only some fields are read."""


class BriefSubject(_BriefPart, frozen=True, kw_only=True):
    """Who the case is about, where identified."""

    name: str | None = None
    record_number: str | None = None


class BriefDiagnosis(_BriefPart, frozen=True, kw_only=True):
    """The diagnosis."""

    text: str | None = None
    code: str | None = None


class BriefProvenance(_BriefPart, frozen=True, kw_only=True):
    """Where the case comes from."""

    citation: str | None = None


class BriefCourse(_BriefPart, frozen=True, kw_only=True):
    """A drug that was given."""

    drug: str


class CaseBrief(_BriefPart, frozen=True, kw_only=True):
    """The fields of `Case` with the same names."""

    id: str
    label: str
    subject: BriefSubject = BriefSubject()
    diagnosis: BriefDiagnosis = BriefDiagnosis()
    courses: tuple[BriefCourse, ...] = ()
    notes: str | None = None
    provenance: BriefProvenance = BriefProvenance()
    synthetic: bool = False
    revision: int = 0


def brief_of(case: Case) -> CaseBrief:
    """Return a case in brief."""
    return CaseBrief(
        id=case.id,
        label=case.label,
        subject=BriefSubject(name=case.subject.name, record_number=case.subject.record_number),
        diagnosis=BriefDiagnosis(text=case.diagnosis.text, code=case.diagnosis.code),
        courses=tuple(BriefCourse(drug=course.drug) for course in case.courses),
        notes=case.notes,
        provenance=BriefProvenance(citation=case.provenance.citation),
        synthetic=case.synthetic,
        revision=case.revision,
    )
