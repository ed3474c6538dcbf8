"""The case's own data as a person types it: label, diagnosis, day 0, subject, notes, provenance.

It marks what identifies a person. Records are the record kinds' business.
"""

from typing import cast, get_args

from msgspec.structs import replace

from dle_desktop.domain import edits
from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.case import (
    Anchor,
    AnchorKind,
    Case,
    Diagnosis,
    Provenance,
    Sex,
    Subject,
)
from dle_desktop.domain.drugs import KNOWN_DRUGS
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.held import EditRefused
from dle_desktop.domain.moments import Moment
from dle_desktop.widgets.fields import (
    Choice,
    Draft,
    DraftReader,
    Field,
    Wrong,
    checked,
    sentence,
)
from dle_desktop.widgets.plain_text import tr

_SKIN = ("I", "II", "III", "IV", "V", "VI")
_WHOLE_DATE = len("YYYY-MM-DD")


def case_draft(case: Case) -> Draft:
    """Return the case's own data as texts."""
    subject, diagnosis, anchor = case.subject, case.diagnosis, case.anchor
    return {
        "label": case.label,
        "diagnosis": diagnosis.text or "",
        "code": diagnosis.code or "",
        "index_drug": case.index_drug or "",
        "anchor_kind": anchor.kind,
        "anchor_text": anchor.text or "",
        "anchor_date": anchor.date or "",
        "sex": subject.sex or "",
        "birth_year": format_number(subject.birth_year),
        "age": format_number(subject.age_years),
        "skin_type": format_number(subject.skin_type),
        "name": subject.name or "",
        "record_number": subject.record_number or "",
        "follow_up_end": format_moment(case.follow_up_end),
        "notes": case.notes or "",
        "provenance": case.provenance.text or "",
        "citation": case.provenance.citation or "",
        "doi": case.provenance.doi or "",
    }


def case_from_draft(draft: Draft, case: Case) -> Case:
    """Return the case with its own data as a draft says, or raise `Wrong`."""
    read = DraftReader(draft, case_draft(case))
    subject = replace(
        case.subject,
        sex=cast("Sex | None", read.line("sex")),
        birth_year=read.whole("birth_year"),
        age_years=read.number("age"),
        skin_type=read.whole("skin_type"),
        name=read.line("name"),
        record_number=read.line("record_number"),
    )
    kind = cast("AnchorKind", read.line("anchor_kind") or "first index dose")
    date = _whole_date(read)
    label = read.needed("label", tr("A case needs a label; it need not be a name."))
    end = read.moment("follow_up_end")
    read.finish()
    names = {"age_years": "age"}
    diagnosis = replace(case.diagnosis, text=read.line("diagnosis"), code=read.line("code"))
    provenance = Provenance(
        text=read.line("provenance"), citation=read.line("citation"), doi=read.line("doi")
    )
    changes = {
        "label": label,
        "index_drug": read.line("index_drug"),
        "subject": checked(subject, Subject, names, "name"),
        "diagnosis": checked(diagnosis, Diagnosis, {"text": "diagnosis"}, "diagnosis"),
        "anchor": checked(
            Anchor(kind=kind, text=read.line("anchor_text"), date=date),
            Anchor, {"text": "anchor_text", "date": "anchor_date"}, "anchor_text",
        ),
        "follow_up_end": end,
        "notes": read.line("notes"),
        "provenance": checked(provenance, Provenance, {"text": "provenance"}, "provenance"),
    }  # fmt: skip
    try:
        return edits.set_case_fields(case, **changes)
    except EditRefused as refused:
        raise Wrong({refused.field or "label": sentence(refused.reason)}) from refused


def _whole_date(read: DraftReader) -> str | None:
    moment: Moment | None = read.moment("anchor_date")
    if moment is None:
        return None
    if moment.date is None or len(moment.date) < _WHOLE_DATE or moment.certainty != "exact":
        read.reasons["anchor_date"] = tr("Day 0 needs a whole date, like 1 March 2021.")
        return None
    return moment.date


def case_fields() -> tuple[Field, ...]:
    """Return the rows of the case tab, in reading order."""
    unknown = Choice(text="", words=tr("not reported"))
    sexes = (unknown, *(Choice(text=sex, words=tr(sex)) for sex in get_args(Sex)))
    kinds = tuple(Choice(text=kind, words=tr(kind)) for kind in get_args(AnchorKind))
    skins = (unknown, *(Choice(text=str(number), words=tr("type {roman}").format(roman=roman))
                        for number, roman in enumerate(_SKIN, start=1)))  # fmt: skip
    drugs = tuple(Choice(text=name, words=name) for name in KNOWN_DRUGS)
    return (
        Field(key="label", title=tr("Label")),
        Field(key="diagnosis", title=tr("Diagnosis")),
        Field(key="code", title=tr("Code"), hint=tr("e.g. L93.0")),
        Field(key="index_drug", title=tr("Index drug"), editor="open choice", choices=drugs),
        Field(key="anchor_kind", title=tr("Day 0 is"), editor="choice", choices=kinds),
        Field(key="anchor_text", title=tr("In words"), only_if=("anchor_kind", "other")),
        Field(key="anchor_date", title=tr("Day 0 on"), hint=tr("not reported, or 1 March 2021")),
        Field(key="follow_up_end", title=tr("Followed to"), hint=tr("May 2024 or month 22")),
        Field(key="sex", title=tr("Sex"), editor="choice", choices=sexes),
        Field(key="birth_year", title=tr("Born in"), hint=tr("year")),
        Field(key="age", title=tr("Age at day 0"), hint=tr("years")),
        Field(key="skin_type", title=tr("Skin type"), editor="choice", choices=skins),
        Field(key="name", title=tr("Name"), identifying=True),
        Field(key="record_number", title=tr("Record number"), identifying=True),
        Field(key="notes", title=tr("Notes"), editor="text"),
        Field(key="provenance", title=tr("Comes from"), editor="text"),
        Field(key="citation", title=tr("Citation")),
        Field(key="doi", title=tr("DOI")),
    )
