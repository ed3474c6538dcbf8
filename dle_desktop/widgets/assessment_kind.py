"""Assessments as a person types them: date, instrument, activity and damage, numbers or words.

A cell takes a total ("5") or a direction with the source's words ("improved, maintained"). It does
not know bands or responses.
"""

from typing import cast, get_args

from msgspec.structs import replace

from dle_desktop.domain import edits, records
from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.case import Assessment, Case, Direction, Instrument, Reading
from dle_desktop.domain.entry import format_moment
from dle_desktop.widgets.fields import (
    Choice,
    Draft,
    DraftReader,
    Field,
    RecordKind,
    Wrong,
    checked,
    sentence,
)
from dle_desktop.widgets.moment_words import moment_words
from dle_desktop.widgets.ordering import newest_first
from dle_desktop.widgets.plain_text import tr

_SIDES = ("activity", "damage")
_DIRECTIONS: tuple[Direction, ...] = get_args(Direction)


class AssessmentKind(RecordKind[Assessment]):
    """Readings of the skin."""

    def __init__(self) -> None:
        self.name = "assessment"
        self.add_text = tr("Add CLASI")
        self.change_text = tr("Change CLASI")
        self.remove_text = tr("Delete CLASI")
        self.empty_text = tr(
            "No assessments yet. Add a CLASI score, or what the notes say in words."
        )
        self.fields = _fields()

    def records(self, case: Case) -> tuple[Assessment, ...]:
        """Return the assessments, the newest first."""
        return newest_first(case, case.assessments)

    def record_id(self, record: Assessment) -> str:
        """Return the assessment's id."""
        return record.id

    def blank(self, case: Case) -> Draft:
        """Return a draft of a CLASI."""
        del case
        return {"instrument": "CLASI"}

    def draft(self, record: Assessment) -> Draft:
        """Return the assessment as texts."""
        texts = {
            "moment": format_moment(record.moment),
            "until": format_moment(record.until),
            "instrument": record.instrument,
            "assessor": record.assessor or "",
            "note": record.note or "",
            "source": record.source or "",
        }
        for side in _SIDES:
            reading: Reading | None = getattr(record, f"{side}_reading")
            texts[side] = format_number(getattr(record, side))
            texts[f"{side}_direction"] = reading.direction if reading else ""
            texts[f"{side}_words"] = (reading.text or "") if reading else ""
        return texts

    def build(self, draft: Draft, old: Assessment | None) -> Assessment:
        """Return the assessment a draft says."""
        read = DraftReader(draft, self.draft(old) if old else None)
        changes: dict[str, object] = {
            "moment": read.moment("moment"),
            "until": read.moment("until"),
            "instrument": cast("Instrument", read.line("instrument") or "CLASI"),
            **{key: read.line(key) for key in ("assessor", "note", "source")},
        }
        for side in _SIDES:
            changes[side] = read.whole(side)
            direction = cast("Direction | None", read.line(f"{side}_direction"))
            words = read.line(f"{side}_words")
            if words and direction is None:
                read.reasons[f"{side}_direction"] = tr("Improved, unchanged or worse?")
            changes[f"{side}_reading"] = (
                Reading(direction=direction, text=words) if direction else None
            )
        read.finish()
        base = old or Assessment(id=records.new_id("assessment"))
        try:
            made = replace(base, **changes)
        except ValueError as problem:  # a total beyond the maximum, or a sheet of zones elsewhere
            words = str(problem)
            key = next((key for key in _SIDES if key in words), "instrument")
            raise Wrong({key: sentence(words)}) from problem
        return checked(made, Assessment, {}, "moment")

    def put(self, case: Case, record: Assessment, *, new: bool) -> Case:
        """Return the case with the assessment."""
        return (edits.add_assessment if new else edits.replace_assessment)(case, record)

    def remove(self, case: Case, record_id: str) -> Case:
        """Return the case without the assessment."""
        return edits.remove_assessment(case, record_id)

    def cell_text(self, record: Assessment, key: str) -> str:
        """Return what a cell shows: a date, a total or words."""
        if key == "moment":
            until = moment_words(record.until)
            shown = moment_words(record.moment)
            return tr("{start} to {end}").format(start=shown, end=until) if until else shown
        return super().cell_text(record, key)

    def edit_text(self, record: Assessment, key: str) -> str:
        """Return the text a cell starts with: the total, else direction and words."""
        reading = getattr(record, f"{key}_reading", None)
        if key in _SIDES and getattr(record, key) is None and reading is not None:
            return ", ".join(part for part in (reading.direction, reading.text) if part)
        return super().edit_text(record, key)

    def with_cell(self, draft: Draft, key: str, text: str) -> Draft:
        """Return the draft after typing into a cell: a total, or a direction with words."""
        first, _, words = text.partition(",")
        direction = first.strip().casefold()
        if key in _SIDES and direction in _DIRECTIONS:
            return {
                **draft,
                key: "",
                f"{key}_direction": direction,
                f"{key}_words": words.strip(),
            }
        if key in _SIDES and any(char.isalpha() for char in text):
            raise Wrong({key: tr("Write a total, or improved, unchanged or worse.")})
        return super().with_cell(draft, key, text)


def _fields() -> tuple[Field, ...]:
    when = tr("17 May 2024, May 2024 or month 5")
    ways = (
        Choice(text="", words=tr("not reported")),
        Choice(text="improved", words=tr("improved")),
        Choice(text="unchanged", words=tr("unchanged")),
        Choice(text="worse", words=tr("worse")),
    )
    instruments = tuple(Choice(text=name, words=name) for name in get_args(Instrument))
    words = tr("the words of the source")
    return (
        Field(key="moment", title=tr("Date"), in_table=True, hint=when),
        Field(key="until", title=tr("Until"), hint=tr("where it holds for a span")),
        Field(key="instrument", title=tr("Instrument"), editor="choice", choices=instruments,
              in_table=True),
        Field(key="activity", title=tr("Activity"), in_table=True, hint=tr("total, 0 to 70")),
        Field(key="activity_direction", title=tr("Activity in words"), editor="choice",
              choices=ways),
        Field(key="activity_words", title=tr("As written"), hint=words),
        Field(key="damage", title=tr("Damage"), in_table=True, hint=tr("total, 0 to 56")),
        Field(key="damage_direction", title=tr("Damage in words"), editor="choice", choices=ways),
        Field(key="damage_words", title=tr("As written"), hint=words),
        Field(key="assessor", title=tr("Assessor")),
        Field(key="source", title=tr("Source")),
        Field(key="note", title=tr("Note"), editor="text"),
    )  # fmt: skip
