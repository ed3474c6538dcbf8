"""The case: one patient's treated course as an immutable value.

Every type here is frozen, keyword-only and refuses unknown fields; `msgspec` reads, checks and
writes it, and the JSON Schema in `resources/schema/` is generated from it. Unknown is `None` and is
shown as "not reported"; nothing here fills a gap. Where a moment lies in study days is the business
of `dates`, what a dose amounts to of `dosing`.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

from dle_desktop.domain.clasi_items import ClasiItems, totals
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.printed import Printed
from dle_desktop.domain.rules import Rules
from dle_desktop.domain.texts import CaseId, Line, Name, RecordId, Text, Timestamp

Amount = Annotated[float, Meta(ge=0, le=1_000_000)]
Frequency = Literal[
    "QD", "BID", "TID", "QID", "Q4H", "Q6H", "Q8H", "Q12H",
    "QOD", "weekly", "q2w", "q4w", "21-of-28", "single", "PRN", "other",
]  # fmt: skip
DrugGroup = Literal[
    "index", "steroid", "antimalarial", "immunosuppressant", "retinoid", "biologic",
    "topical", "other",
]  # fmt: skip
Instrument = Literal["CLASI", "RCLASI", "mCLASI", "CLA-IGA", "other"]
Direction = Literal["improved", "unchanged", "worse"]
Comparator = Literal["<", "<=", ">=", ">"]
EventKind = Literal[
    "improvement", "worsening", "flare", "adverse event", "infection", "visit", "missed visit",
    "biopsy", "photo", "hospitalisation", "thrombosis", "pregnancy test", "eye examination",
    "nerve conduction study", "vaccination", "systemic lupus", "end of follow-up", "death", "note",
]  # fmt: skip
AnchorKind = Literal["first index dose", "diagnosis", "first visit", "other"]
Sex = Literal["female", "male", "other"]
DoseStatus = Literal["taken", "planned", "held"]


class _Value(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """What all case types share: immutable, strict, defaults not written.

    Frozen trees hold no cycle, so the collector need not visit them: reading is a third faster.
    """


class Subject(_Value, frozen=True, kw_only=True):
    """Whom the case is about; `name` and `record_number` identify a person, all else does not."""

    sex: Sex | None = None
    birth_year: Annotated[int, Meta(ge=1900, le=2199)] | None = None
    age_years: Annotated[float, Meta(ge=0, le=130)] | None = None  # at day 0
    skin_type: Annotated[int, Meta(ge=1, le=6)] | None = None  # Fitzpatrick I-VI
    name: Line | None = None
    record_number: Line | None = None


class Diagnosis(_Value, frozen=True, kw_only=True):
    """What is treated, as written, with an optional code."""

    text: Line | None = None
    code: Line | None = None
    system: Line | None = None


class Anchor(_Value, frozen=True, kw_only=True):
    """What day 0 is, and its calendar date (full date only) where it is known."""

    kind: AnchorKind = "first index dose"
    text: Line | None = None
    date: Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None = None

    def __post_init__(self) -> None:
        """Refuse a day that no calendar has."""
        if self.date is not None:
            Moment(date=self.date)


class TaperStep(_Value, frozen=True, kw_only=True):
    """One step of a taper: the amount per administration from `start` until the next step."""

    start: Moment
    amount: Amount


class Taper(_Value, frozen=True, kw_only=True):
    """A dose led from one amount to another; `steps=None` means the steps were not reported."""

    from_amount: Amount
    to_amount: Amount
    steps: tuple[TaperStep, ...] | None = None


class Dose(_Value, frozen=True, kw_only=True):
    """One stretch of a course: an amount at a frequency from `start` until (not including) `end`.

    `amount` is per administration, in `unit`, as written; the mean daily dose is computed
    (`dosing.mean_daily`). A dose without `end` is either `ongoing`, or its end is not reported;
    `last_known` then says until when it is known to have been taken.

    A *planned* dose is a plan and no record of anything taken. A *held* dose is a span in which the
    course's dose was not taken (missed, held back, refused); `reason` says why.
    """

    id: RecordId
    status: DoseStatus = "taken"
    start: Moment | None = None
    end: Moment | None = None
    ongoing: bool = False
    last_known: Moment | None = None
    amount: Amount | None = None
    unit: Line | None = "mg"
    frequency: Frequency | None = None
    as_written: Line | None = None
    taper: Taper | None = None
    reason: Line | None = None  # for the start or the change
    stop_reason: Line | None = None
    note: Text | None = None
    source: Line | None = None

    def __post_init__(self) -> None:
        """Refuse an ongoing dose that has an end."""
        if self.ongoing and self.end is not None:
            raise ValueError("a dose with an end is not ongoing")


class Course(_Value, frozen=True, kw_only=True):
    """All doses of one drug by one route."""

    id: RecordId
    drug: Name
    group: DrugGroup | None = None  # None: by the drug's name, see `drugs.group_of`
    route: Line | None = None
    doses: tuple[Dose, ...] = ()
    note: Text | None = None
    source: Line | None = None


class Reading(_Value, frozen=True, kw_only=True):
    """A qualitative reading: a direction and the words of the source, no number."""

    direction: Direction
    text: Line | None = None


class Assessment(_Value, frozen=True, kw_only=True):
    """One reading of the skin by a named instrument: totals, or words where no number exists.

    CLASI activity is 0-70 and damage 0-56 (Albrecht 2005, `clinical.md` 1.4); they are never added.
    A CLASI with complete `items` and no totals takes them from the items; totals that are given
    stay, even where the items say otherwise (`clasi_checks` tells).
    `until` makes a qualitative reading a span ("maintained for ten months").
    """

    id: RecordId
    moment: Moment | None = None
    until: Moment | None = None
    instrument: Instrument = "CLASI"
    activity: Annotated[int, Meta(ge=0, le=1000)] | None = None
    damage: Annotated[int, Meta(ge=0, le=1000)] | None = None
    activity_reading: Reading | None = None
    damage_reading: Reading | None = None
    items: ClasiItems | None = None
    assessor: Line | None = None
    note: Text | None = None
    source: Line | None = None

    def __post_init__(self) -> None:
        """Refuse totals beyond the CLASI's maxima, and its items elsewhere; complete totals."""
        if self.items is not None:
            if self.instrument != "CLASI":
                raise ValueError(f"the 13 zones belong to the CLASI, not to {self.instrument}")
            found = totals(self.items)
            if self.activity is None:
                force_setattr(self, "activity", found.activity)
            if self.damage is None:
                force_setattr(self, "damage", found.damage)
        if self.instrument == "CLASI":
            if self.activity is not None and self.activity > CLASI_ACTIVITY_MAX:
                raise ValueError(f"CLASI activity is at most {CLASI_ACTIVITY_MAX}")
            if self.damage is not None and self.damage > CLASI_DAMAGE_MAX:
                raise ValueError(f"CLASI damage is at most {CLASI_DAMAGE_MAX}")


class LabResult(_Value, frozen=True, kw_only=True):
    """One laboratory value as entered, with that laboratory's own reference range."""

    id: RecordId
    moment: Moment | None = None
    analyte: Name
    value: Annotated[float, Meta(ge=-1e9, le=1e9)] | None = None
    comparator: Comparator | None = None
    unit: Line | None = None
    low: Annotated[float, Meta(ge=-1e9, le=1e9)] | None = None
    high: Annotated[float, Meta(ge=-1e9, le=1e9)] | None = None
    text: Line | None = None  # as printed by the laboratory, where it is not a number
    calculated: bool = False
    note: Text | None = None
    source: Line | None = None


class Event(_Value, frozen=True, kw_only=True):
    """Something that happened at a moment or over a span."""

    id: RecordId
    kind: EventKind = "note"
    moment: Moment | None = None
    end: Moment | None = None
    ongoing: bool = False
    text: Line | None = None
    grade: Annotated[int, Meta(ge=1, le=5)] | None = None
    grade_version: Line | None = None  # e.g. "CTCAE 5.0"
    serious: bool | None = None
    drug: Line | None = None
    pinned: bool = False  # its words stand as a callout in the picture
    note: Text | None = None
    source: Line | None = None


class Provenance(_Value, frozen=True, kw_only=True):
    """Where the case comes from: a citation, a file, a person's own records."""

    text: Text | None = None
    citation: Line | None = None
    doi: Line | None = None


class Case(_Value, frozen=True, kw_only=True):
    """One patient's treated course. `revision` counts stored changes; it never goes back."""

    id: CaseId
    label: Name
    subject: Subject = Subject()
    diagnosis: Diagnosis = Diagnosis()
    index_drug: Line | None = None
    anchor: Anchor = Anchor()
    courses: tuple[Course, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    labs: tuple[LabResult, ...] = ()
    events: tuple[Event, ...] = ()
    follow_up_end: Moment | None = None
    rules: Rules = Rules()
    printed: tuple[Printed, ...] = ()
    notes: Text | None = None
    provenance: Provenance = Provenance()
    synthetic: bool = False
    revision: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0
    created: Timestamp | None = None
    changed: Timestamp | None = None

    def __post_init__(self) -> None:
        """Refuse two records with one id: an edit could not say which it means; nor two prints."""
        seen: set[str] = set()
        for record in self.records():
            if record.id in seen:
                raise ValueError(f"two records have the id {record.id!r}")
            seen.add(record.id)
        if len({one.id for one in self.printed}) != len(self.printed):
            raise ValueError("two printed snapshots have the same id")

    def records(self) -> "tuple[Course | Dose | Assessment | LabResult | Event, ...]":
        """Return every record that has an id, in file order, doses after their course."""
        doses = tuple(dose for course in self.courses for dose in course.doses)
        return (*self.courses, *doses, *self.assessments, *self.labs, *self.events)


CLASI_ACTIVITY_MAX = 70
CLASI_DAMAGE_MAX = 56

Record = Course | Dose | Assessment | LabResult | Event
