"""Laboratory results as a person types them: date, analyte, value with unit, that lab's range.

Units and ranges stay as written; converting them is `domain.labs`' business.
"""

import re
from typing import cast

from msgspec.structs import replace

from dle_desktop.domain import edits, records
from dle_desktop.domain.amounts import format_number, parse_number
from dle_desktop.domain.case import Case, Comparator, LabResult
from dle_desktop.domain.entry import EntryProblem, format_moment
from dle_desktop.domain.labs import analyte_label
from dle_desktop.drawing.lab_series import unit_words
from dle_desktop.widgets.fields import (
    Choice,
    Draft,
    DraftReader,
    Field,
    RecordKind,
    Wrong,
    checked,
    sentence,
    tick_text,
)
from dle_desktop.widgets.moment_words import moment_words
from dle_desktop.widgets.ordering import newest_first
from dle_desktop.widgets.plain_text import tr

_VALUE = re.compile(r"^\s*(<=|>=|<|>|≤|≥)?\s*(-?[\d.,]+)\s*(.*?)\s*$")
_SIGNS = {"≤": "<=", "≥": ">="}
_RANGE = re.compile(r"^\s*(-?[\d.,]+)?\s*(?:-|–|to)\s*(-?[\d.,]+)?\s*$")


class LabKind(RecordKind[LabResult]):
    """Laboratory results."""

    def __init__(self) -> None:
        self.name = "lab"
        self.add_text = tr("Add lab")
        self.change_text = tr("Change lab")
        self.remove_text = tr("Delete lab")
        self.empty_text = tr("No lab results yet. Add neutrophils and the rest of the blood count.")
        self.fields = _fields()

    def records(self, case: Case) -> tuple[LabResult, ...]:
        """Return the results, the newest first."""
        return newest_first(case, case.labs)

    def record_id(self, record: LabResult) -> str:
        """Return the result's id."""
        return record.id

    def blank(self, case: Case) -> Draft:
        """Return a draft of the analyte entered last."""
        return {"analyte": case.labs[-1].analyte if case.labs else tr("neutrophils")}

    def suggest(self, case: Case, draft: Draft) -> Draft:
        """Return unit and range as the case last had them: for this analyte, in this unit."""
        name = analyte_label(draft.get("analyte", ""), draft.get("unit")).casefold()
        same = [lab for lab in case.labs if analyte_label(lab.analyte, lab.unit).casefold() == name]
        last = self.draft(same[-1]) if same else {}
        unit = last.get("unit", "")
        ranged = last if draft.get("unit", "") in {"", unit} else {}
        return {"unit": unit, "low": ranged.get("low", ""), "high": ranged.get("high", "")}

    def draft(self, record: LabResult) -> Draft:
        """Return the result as texts."""
        return {
            "moment": format_moment(record.moment),
            "analyte": record.analyte,
            "comparator": record.comparator or "",
            "value": format_number(record.value),
            "unit": record.unit or "",
            "low": format_number(record.low),
            "high": format_number(record.high),
            "text": record.text or "",
            "calculated": tick_text(record.calculated),
            "source": record.source or "",
            "note": record.note or "",
        }

    def build(self, draft: Draft, old: LabResult | None) -> LabResult:
        """Return the result a draft says."""
        read = DraftReader(_parted(draft), self.draft(old) if old else None)
        analyte = read.needed("analyte", tr("Which analyte? A result needs one."))
        low, high = read.number("low"), read.number("high")
        if low is not None and high is not None and low > high:
            read.reasons["high"] = tr("The upper limit is below the lower one.")
        changes = {
            "analyte": analyte,
            "moment": read.moment("moment"),
            "comparator": cast("Comparator | None", read.line("comparator")),
            "value": read.number("value"),
            "low": low,
            "high": high,
            "calculated": read.tick("calculated"),
            **{key: read.line(key) for key in ("unit", "text", "source", "note")},
        }
        read.finish()
        base = old or LabResult(id=records.new_id("lab"), analyte=analyte)
        return checked(replace(base, **changes), LabResult, {}, "analyte")

    def put(self, case: Case, record: LabResult, *, new: bool) -> Case:
        """Return the case with the result."""
        return (edits.add_lab if new else edits.replace_lab)(case, record)

    def remove(self, case: Case, record_id: str) -> Case:
        """Return the case without the result."""
        return edits.remove_lab(case, record_id)

    def cell_text(self, record: LabResult, key: str) -> str:
        """Return what a cell shows."""
        if key == "moment":
            return moment_words(record.moment)
        if key == "result":
            return unit_text(self.edit_text(record, key))
        return super().cell_text(record, key)

    def edit_text(self, record: LabResult, key: str) -> str:
        """Return the text a cell starts with; value and range are written in one."""
        if key == "result":
            if record.value is None:
                return record.text or ""
            number = f"{record.comparator or ''}{format_number(record.value)}"
            return f"{number} {record.unit or ''}".strip()
        if key == "range":
            if record.low is None and record.high is None:
                return ""
            return f"{format_number(record.low)}–{format_number(record.high)}"
        return super().edit_text(record, key)

    def with_cell(self, draft: Draft, key: str, text: str) -> Draft:
        """Return the draft after typing a value with its unit, or a range, into a cell."""
        if key == "result":
            return {**draft, **_typed_result(text)}
        if key == "range":
            return {**draft, **_typed_range(text)}
        return super().with_cell(draft, key, text)


def unit_text(text: str) -> str:
    """Return a text with the powers of its unit as they are read: 10⁹/L for 10*9/L and 10^9/L."""
    return unit_words(text.replace("10^", "10*"))


def _parted(draft: Draft) -> Draft:
    """Return the draft with a sign typed before the value where signs go."""
    found = _VALUE.match(draft.get("value", ""))
    sign = _SIGNS.get(found[1] or "", found[1]) if found else None
    if found is None or not sign or draft.get("comparator") not in {"", None, sign}:
        return draft
    return {**draft, "comparator": sign, "value": f"{found[2]} {found[3]}".strip()}


def _typed_result(text: str) -> Draft:
    if not text.strip():
        return {"comparator": "", "value": "", "text": ""}
    found = _VALUE.match(text)
    if found is None:  # no number: the laboratory's own words
        return {"comparator": "", "value": "", "text": text}
    sign, number, unit = found.groups()
    try:
        parse_number(number)
    except EntryProblem as problem:
        raise Wrong({"result": sentence(problem.text)}) from problem
    typed = {"comparator": _SIGNS.get(sign or "", sign or ""), "value": number}
    return {**typed, "unit": unit} if unit else typed


def _typed_range(text: str) -> Draft:
    if not text.strip():
        return {"low": "", "high": ""}
    found = _RANGE.match(text)
    if found is None:
        raise Wrong({"range": tr("Write the range like 1.8-7.5, or 1.8- for a lower limit alone.")})
    low, high = (number or "" for number in found.groups())
    for number in (low, high):
        try:
            parse_number(number)
        except EntryProblem as problem:
            raise Wrong({"range": sentence(problem.text)}) from problem
    return {"low": low, "high": high}


def _fields() -> tuple[Field, ...]:
    signs = (Choice(text="", words=tr("exactly")),
             *(Choice(text=sign, words=sign) for sign in ("<", "<=", ">=", ">")))  # fmt: skip
    names = ("neutrophils", "leukocytes", "lymphocytes", "platelets", "haemoglobin", "creatinine",
             "ALT", "AST", "TSH", "neutrophils %", "segmented neutrophils %",
             "band neutrophils %")  # fmt: skip
    units = ("10^9/L", "g/dL", "g/L", "µmol/L", "mg/dL", "U/L", "%")
    return (
        Field(key="moment", title=tr("Date"), in_table=True,
              hint=tr("17 May 2024, May 2024 or month 5")),
        Field(key="analyte", title=tr("Analyte"), editor="open choice", in_table=True,
              choices=tuple(Choice(text=name, words=name) for name in names)),
        Field(key="result", title=tr("Value"), in_table=True, in_form=False, right=True),
        Field(key="range", title=tr("Range"), in_table=True, in_form=False, right=True),
        Field(key="comparator", title=tr("Comparator"), editor="choice", choices=signs),
        Field(key="value", title=tr("Value")),
        Field(key="unit", title=tr("Unit"), editor="open choice",
              choices=tuple(Choice(text=unit, words=unit) for unit in units)),
        Field(key="low", title=tr("Lower limit"), hint=tr("of that laboratory")),
        Field(key="high", title=tr("Upper limit"), hint=tr("of that laboratory")),
        Field(key="text", title=tr("As printed"), hint=tr("where it is no number")),
        Field(key="calculated", title=tr("Calculated"), editor="tick"),
        Field(key="source", title=tr("Source")),
        Field(key="note", title=tr("Note"), editor="text"),
    )  # fmt: skip
