"""Events as a person types them: date or span, kind, words, grade."""

from typing import cast, get_args

from msgspec.structs import replace

from dle_desktop.domain import edits, records
from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.case import Case, Event, EventKind
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.recorded_grade import recorded_grade
from dle_desktop.widgets.fields import (
    YES,
    Choice,
    Draft,
    DraftReader,
    Field,
    RecordKind,
    checked,
    tick_text,
)
from dle_desktop.widgets.moment_words import moment_words
from dle_desktop.widgets.ordering import newest_first
from dle_desktop.widgets.plain_text import tr


class EventsKind(RecordKind[Event]):
    """Events."""

    def __init__(self) -> None:
        self.name = "event"
        self.add_text = tr("Add event")
        self.change_text = tr("Change event")
        self.remove_text = tr("Delete event")
        self.empty_text = tr("No events yet. Add flares, adverse events, visits and photographs.")
        self.fields = _fields()

    def records(self, case: Case) -> tuple[Event, ...]:
        """Return the events, the newest first."""
        return newest_first(case, case.events)

    def record_id(self, record: Event) -> str:
        """Return the event's id."""
        return record.id

    def blank(self, case: Case) -> Draft:
        """Return a draft of a note."""
        del case
        return {"kind": "note"}

    def draft(self, record: Event) -> Draft:
        """Return the event as texts."""
        return {
            "moment": format_moment(record.moment),
            "end": format_moment(record.end),
            "ongoing": tick_text(record.ongoing),
            "kind": record.kind,
            "text": record.text or "",
            "grade": format_number(record.grade),
            "grade_version": record.grade_version or "",
            "serious": {None: "", True: YES, False: "no"}[record.serious],
            "drug": record.drug or "",
            "pinned": tick_text(record.pinned),
            "source": record.source or "",
            "note": record.note or "",
        }

    def build(self, draft: Draft, old: Event | None) -> Event:
        """Return the event a draft says."""
        read = DraftReader(draft, self.draft(old) if old else None)
        changes = {
            "moment": read.moment("moment"),
            "end": read.moment("end"),
            "ongoing": read.tick("ongoing"),
            "pinned": read.tick("pinned"),
            "kind": cast("EventKind", read.line("kind") or "note"),
            "grade": read.whole("grade"),
            "serious": {"": None, YES: True, "no": False}[draft.get("serious", "")],
            **{key: read.line(key) for key in ("text", "grade_version", "drug", "source", "note")},
        }
        if changes["ongoing"] and changes["end"] is not None:
            read.reasons["end"] = tr("An event with an end is not ongoing: untick or clear this.")
        read.finish()
        base = old or Event(id=records.new_id("event"))
        return checked(replace(base, **changes), Event, {}, "text")

    def put(self, case: Case, record: Event, *, new: bool) -> Case:
        """Return the case with the event."""
        return (edits.add_event if new else edits.replace_event)(case, record)

    def remove(self, case: Case, record_id: str) -> Case:
        """Return the case without the event."""
        return edits.remove_event(case, record_id)

    def cell_text(self, record: Event, key: str) -> str:
        """Return what a cell shows."""
        if key == "moment":
            return moment_words(record.moment)
        if key == "text":
            grade = recorded_grade(record)
            until = tr("until {end}").format(end=moment_words(record.end)) if record.end else ""
            parts = (record.text, grade, until, tr("ongoing") if record.ongoing else "")
            return ", ".join(part for part in parts if part)
        return super().cell_text(record, key)


def _fields() -> tuple[Field, ...]:
    when = tr("17 May 2024, May 2024 or month 5")
    kinds = tuple(Choice(text=kind, words=tr(kind)) for kind in get_args(EventKind))
    serious = (
        Choice(text="", words=tr("not reported")),
        Choice(text=YES, words=tr("serious")),
        Choice(text="no", words=tr("not serious")),
    )
    return (
        Field(key="moment", title=tr("Date"), in_table=True, hint=when),
        Field(key="kind", title=tr("Kind"), editor="choice", choices=kinds, in_table=True),
        Field(key="text", title=tr("What"), in_table=True),
        Field(key="grade", title=tr("Grade"), hint=tr("1 to 5")),
        Field(key="end", title=tr("Until"), hint=tr("where it lasted")),
        Field(key="ongoing", title=tr("Ongoing"), editor="tick"),
        Field(key="grade_version", title=tr("Graded by"), hint=tr("CTCAE 5.0")),
        Field(key="serious", title=tr("Serious"), editor="choice", choices=serious),
        Field(key="drug", title=tr("Linked drug")),
        Field(key="pinned", title=tr("Show as a callout"), editor="tick"),
        Field(key="source", title=tr("Source")),
        Field(key="note", title=tr("Note"), editor="text"),
    )  # fmt: skip
