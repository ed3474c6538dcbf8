"""Doses as a person types them: drug, from, to, amount, how often, taper.

It knows the words for frequencies. What a dose amounts to per day is `domain.dosing`'s business.
"""

import re
from typing import cast, get_args

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain import edits, records
from dle_desktop.domain.amounts import format_number, format_steps, parse_number, parse_steps
from dle_desktop.domain.case import Case, Course, Dose, DoseStatus, Frequency, Taper
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.drugs import KNOWN_DRUGS, in_reading_order
from dle_desktop.domain.entry import EntryProblem, format_moment
from dle_desktop.widgets.fields import (
    ANY,
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
from dle_desktop.widgets.plain_text import tr

FREQUENCY_WORDS: dict[Frequency, str] = {
    "QD": "once daily", "BID": "twice daily", "TID": "three times daily",
    "QID": "four times daily", "Q4H": "every 4 hours", "Q6H": "every 6 hours",
    "Q8H": "every 8 hours", "Q12H": "every 12 hours", "QOD": "every other day",
    "weekly": "once a week", "q2w": "every 2 weeks", "q4w": "every 4 weeks",
    "21-of-28": "21 of 28 days", "single": "single dose", "PRN": "as needed", "other": "other",
}  # fmt: skip
_SPELLINGS: dict[str, Frequency] = {
    **{words: code for code, words in FREQUENCY_WORDS.items()},
    **{code.casefold(): code for code in get_args(Frequency)},
    "d": "QD", "day": "QD", "daily": "QD", "od": "QD", "2 d": "QOD", "alternate days": "QOD",
    "week": "weekly", "2 weeks": "q2w", "4 weeks": "q4w", "once": "single", "bd": "BID",
}  # fmt: skip
_DOSE = re.compile(r"^\s*([\d.,]+)\s*([^\d\s/.,][^\s/]*)?\s*/?\s*(.*?)\s*$")
_DAILY = "QD"
_HELD = ("status", "held")
_OF_A_DOSE = ("last_known", "amount", "unit", "frequency", "taper", "stop_reason")  # not of a hold
_TAKEN: DoseStatus = "taken"
STATUS_WORDS: dict[DoseStatus, str] = {
    "taken": "taken", "planned": "planned, not known to be taken",
    "held": "held: missed, held back or refused",
}  # fmt: skip
_STATUS = re.compile(r"^\s*(plan(?:ned)?|held)\b[\s:,]*(.*)$", re.IGNORECASE)
_ROUTES = ("oral", "topical", "intravenous", "subcutaneous", "intralesional")


class DoseRow(Struct, frozen=True):
    """A dose with the drug and route of the course it belongs to."""

    drug: str
    route: str | None
    dose: Dose


class DoseKind(RecordKind[DoseRow]):
    """Doses of all courses."""

    def __init__(self) -> None:
        self.name = "dose"
        self.add_text = tr("Add dose")
        self.change_text = tr("Change dose")
        self.remove_text = tr("Delete dose")
        self.empty_text = tr("No doses yet. Add what was given and when.")
        self.fields = _fields()

    def records(self, case: Case) -> tuple[DoseRow, ...]:
        """Return the doses in reading order of the drugs, each course by start."""
        zero = day_zero(case)
        rows: list[DoseRow] = []
        for course in in_reading_order(case):
            placed = [
                (place.at if (place := resolve(dose.start, zero)) else float("-inf"), number)
                for number, dose in enumerate(course.doses)
            ]
            rows.extend(_row(course, course.doses[number]) for _, number in sorted(placed))
        return tuple(rows)

    def record_id(self, record: DoseRow) -> str:
        """Return the dose's id."""
        return record.dose.id

    def blank(self, case: Case) -> Draft:
        """Return a draft of the index drug, else of nothing, in milligrams once daily."""
        return {
            "drug": case.index_drug or "", "status": _TAKEN, "unit": "mg", "frequency": _DAILY,
            "taper": "",
        }  # fmt: skip

    def draft(self, record: DoseRow) -> Draft:
        """Return the dose as texts."""
        dose, taper = record.dose, record.dose.taper
        return {
            "drug": record.drug,
            "status": dose.status,
            "route": record.route or "",
            "start": format_moment(dose.start),
            "end": format_moment(dose.end),
            "ongoing": tick_text(dose.ongoing),
            "last_known": format_moment(dose.last_known),
            "amount": format_number(dose.amount),
            "unit": dose.unit or "",
            "frequency": dose.frequency or "",
            "taper": "" if taper is None else "known" if taper.steps else "unknown",
            "taper_from": format_number(taper.from_amount) if taper else "",
            "taper_to": format_number(taper.to_amount) if taper else "",
            "steps": format_steps(taper.steps) if taper and taper.steps else "",
            "reason": dose.reason or "",
            "stop_reason": dose.stop_reason or "",
            "as_written": dose.as_written or "",
            "source": dose.source or "",
            "note": dose.note or "",
        }

    def build(self, draft: Draft, old: DoseRow | None) -> DoseRow:
        """Return the dose a draft says."""
        read = DraftReader(draft, self.draft(old) if old else None)
        drug = read.needed("drug", tr("Which drug? A dose needs one."))
        taper = _taper(read, draft)
        changes = {
            "status": cast("DoseStatus", read.line("status") or _TAKEN),
            "start": read.moment("start"),
            "end": read.moment("end"),
            "ongoing": read.tick("ongoing"),
            "last_known": read.moment("last_known"),
            "amount": read.number("amount"),
            "unit": read.line("unit"),
            "frequency": cast("Frequency | None", read.line("frequency")),
            "taper": taper,
            **{key: read.line(key) for key in _LINES},
        }
        if changes["ongoing"] and changes["end"] is not None:
            read.reasons["end"] = tr("A dose with an end is not ongoing: untick one or clear this.")
        base = old.dose if old else Dose(id=records.new_id("dose"))
        if changes["status"] == "held":  # has no amount; what a file says of one stays
            kept = base.status == "held"
            changes |= {key: getattr(base, key) if kept else None for key in _OF_A_DOSE}
        read.finish()
        made = checked(replace(base, **changes), Dose, _NAMES, "drug")
        checked(drug, Course.__annotations__["drug"], {}, "drug")
        return DoseRow(drug, read.line("route"), made)

    def put(self, case: Case, record: DoseRow, *, new: bool) -> Case:
        """Return the case with the dose in the course of its drug."""
        if new:
            return edits.add_dose(case, record.drug, record.dose, record.route)
        return edits.replace_dose(case, record.dose, record.drug, record.route)

    def remove(self, case: Case, record_id: str) -> Case:
        """Return the case without the dose."""
        return edits.remove_dose(case, record_id)

    def cell_text(self, record: DoseRow, key: str) -> str:
        """Return what a cell shows: a daily dose in short, "ongoing" for an end to come."""
        dose = record.dose
        if key == "start":
            return moment_words(dose.start)
        if key == "until":
            return tr("ongoing") if dose.ongoing else moment_words(dose.end)
        if key == "dose":
            return _dose_text(dose) or super().cell_text(record, key)
        return super().cell_text(record, key)

    def edit_text(self, record: DoseRow, key: str) -> str:
        """Return the text a cell starts with; the dose cell holds amount, unit and frequency."""
        dose = record.dose
        if key == "until":
            return tr("ongoing") if dose.ongoing else format_moment(dose.end)
        if key == "dose" and dose.status != _TAKEN:
            taken = self.edit_text(replace(record, dose=replace(dose, status=_TAKEN)), key)
            return dose.status if dose.status == "held" else f"{dose.status} {taken}".strip()
        if key == "dose":
            if dose.taper is not None:
                low, high = (
                    format_number(dose.taper.to_amount),
                    format_number(dose.taper.from_amount),
                )
                return tr("taper {high} to {low} {unit}").format(
                    high=high, low=low, unit=dose.unit or ""
                )
            words = FREQUENCY_WORDS[dose.frequency] if dose.frequency else ""
            parts = (format_number(dose.amount), dose.unit or "", words)
            return " ".join(part for part in parts if part) if dose.amount is not None else ""
        return super().edit_text(record, key)

    def with_cell(self, draft: Draft, key: str, text: str) -> Draft:
        """Return the draft after typing into a cell."""
        if key == "until":
            ongoing = text.strip().casefold() in {"ongoing", tr("ongoing").casefold()}
            return {**draft, "end": "" if ongoing else text, "ongoing": tick_text(ongoing)}
        if key == "dose":
            return {**draft, **_typed_dose(text)}
        return super().with_cell(draft, key, text)


_LINES = ("reason", "stop_reason", "as_written", "source", "note")
_NAMES = {"taper.from_amount": "taper_from", "taper.to_amount": "taper_to"}


def _dose_text(dose: Dose) -> str:
    """Return a dose in short; "" where the fields say it."""
    if dose.status == "held":
        return tr("held")  # a reason does not fit the cell; the form and the picture have it
    text = ""
    if dose.taper is not None:
        high, low = dose.taper.from_amount, dose.taper.to_amount
        text = tr("{high} to {low} {unit}").format(
            high=format_number(high), low=format_number(low), unit=dose.unit or ""
        )
    elif dose.frequency == _DAILY and dose.amount:
        text = f"{format_number(dose.amount)} {dose.unit or ''}/d"
    elif dose.status == "planned" and dose.amount is not None:
        often = FREQUENCY_WORDS[dose.frequency] if dose.frequency else ""
        text = " ".join(filter(None, (format_number(dose.amount), dose.unit, often)))
    return tr("plan {dose}").format(dose=text).strip() if dose.status == "planned" else text


def _row(course: Course, dose: Dose) -> DoseRow:
    return DoseRow(course.drug, course.route, dose)


def _typed_dose(text: str) -> Draft:
    said = _STATUS.match(text)
    if said is not None:
        status, rest = said.group(1).casefold(), said.group(2)
        if status == "held":
            return {"status": status, **({"reason": rest.strip()} if rest.strip() else {})}
        return {**_typed_amount(rest), "status": "planned"}
    return {**_typed_amount(text), "status": _TAKEN}


def _typed_amount(text: str) -> Draft:
    if not text.strip():
        return {"amount": "", "taper": ""}
    found = _DOSE.match(text)
    if found is None:
        raise Wrong({"dose": tr("Write a dose like 5 mg daily or 200 mg twice daily.")})
    amount, unit, often = found.groups()
    try:
        parse_number(amount)
    except EntryProblem as problem:
        raise Wrong({"dose": sentence(problem.text)}) from problem
    typed = {"amount": amount, "taper": ""}
    if unit and unit.casefold() in _SPELLINGS and not often:
        unit, often = None, unit
    if unit:
        typed["unit"] = unit
    if often:
        frequency = _SPELLINGS.get(" ".join(often.casefold().split()))
        if frequency is None:
            raise Wrong(
                {"dose": tr("How often is not understood: write daily, every other day, weekly.")}
            )
        typed["frequency"] = frequency
    return typed


def _taper(read: DraftReader, draft: Draft) -> Taper | None:
    kind = draft.get("taper", "")
    if not kind:
        return None
    high, low = read.number("taper_from"), read.number("taper_to")
    for key, amount in (("taper_from", high), ("taper_to", low)):
        if amount is None and key not in read.reasons:
            read.reasons[key] = tr("A taper needs the amount here; 0 if it ends without the drug.")
    steps = None
    if kind == "known":
        try:
            steps = parse_steps(draft.get("steps", "")) or None
        except EntryProblem as problem:
            read.reasons["steps"] = sentence(problem.text)
        else:
            if steps is None:
                read.reasons["steps"] = tr("Write the steps, or choose steps not reported.")
    if high is None or low is None:
        return None
    return Taper(from_amount=high, to_amount=low, steps=steps)


def _fields() -> tuple[Field, ...]:
    when = tr("17 May 2024, May 2024 or month 5")
    drugs = tuple(Choice(text=name, words=name) for name in KNOWN_DRUGS)
    often = tuple(Choice(text=code, words=tr(words)) for code, words in FREQUENCY_WORDS.items())
    routes = tuple(Choice(text=way, words=way) for way in _ROUTES)
    states = tuple(Choice(text=code, words=tr(words)) for code, words in STATUS_WORDS.items())
    tapers = (
        Choice(text="", words=tr("no taper")),
        Choice(text="known", words=tr("taper, steps known")),
        Choice(text="unknown", words=tr("taper, steps not reported")),
    )
    return (
        Field(key="drug", title=tr("Drug"), editor="open choice", choices=drugs, in_table=True),
        Field(key="start", title=tr("From"), in_table=True, hint=when),
        Field(key="until", title=tr("To"), in_table=True, in_form=False),
        Field(key="dose", title=tr("Dose"), in_table=True, in_form=False, right=True),
        Field(key="end", title=tr("To"), hint=when),
        Field(key="ongoing", title=tr("Ongoing"), editor="tick"),
        Field(key="status", title=tr("This was"), editor="choice", choices=states),
        Field(key="last_known", title=tr("Last known"), hint=when, unless=_HELD),
        Field(key="amount", title=tr("Amount"), hint=tr("per intake, e.g. 5"), unless=_HELD),
        Field(key="unit", title=tr("Unit"), editor="open choice",
              choices=tuple(Choice(text=unit, words=unit) for unit in ("mg", "g", "µg", "ml")),
              unless=_HELD),
        Field(key="frequency", title=tr("How often"), editor="choice",
              choices=(Choice(text="", words=tr("not reported")), *often), unless=_HELD),
        Field(key="taper", title=tr("Taper"), editor="choice", choices=tapers, unless=_HELD),
        Field(key="taper_from", title=tr("Taper from"), hint=tr("amount at its start"),
              only_if=("taper", ANY), unless=_HELD),
        Field(key="taper_to", title=tr("Taper to"), hint=tr("amount at its end, 0 for none"),
              only_if=("taper", ANY), unless=_HELD),
        Field(key="steps", title=tr("Steps"), editor="text",
              hint=tr("40 from month 1; 30 from month 2"),
              only_if=("taper", "known"), unless=_HELD),
        Field(key="route", title=tr("Route"), editor="open choice", choices=routes),
        Field(key="reason", title=tr("Reason")),
        Field(key="stop_reason", title=tr("Why stopped"), unless=_HELD),
        Field(key="as_written", title=tr("As written")),
        Field(key="source", title=tr("Source")),
        Field(key="note", title=tr("Note"), editor="text"),
    )  # fmt: skip


__all__ = ["FREQUENCY_WORDS", "STATUS_WORDS", "DoseKind", "DoseRow"]
