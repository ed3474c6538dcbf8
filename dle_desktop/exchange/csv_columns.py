"""The columns of our own tables: which field of which record stands under which head.

Four long tables: doses, assessments, laboratory values, events. A unit stands in a column of its
own or in the head's name. It reads and writes nothing.
"""

from typing import Final, Literal, NamedTuple

from dle_desktop.domain.clasi_items import ASKED_ONCE, ROW_ITEMS

TableName = Literal["doses", "assessments", "labs", "events"]
Kind = Literal["text", "number", "integer", "flag", "moment"]
Row = Literal["course", "dose", "taper step", "assessment", "zone", "lab", "event"]


class Column(NamedTuple):
    """A column: its head, the field below (steps joined by points), and what a cell may hold.

    A *required* cell is never empty: the field has a default, and an empty cell is no reason to
    assume it.
    """

    head: str
    field: str
    kind: Kind = "text"
    required: bool = False


def _moment(name: str) -> tuple[Column, ...]:
    return (Column(name, name, "moment"), Column(f"{name}_certainty", f"{name}.certainty"))


_LAST: Final = (Column("note", "note"), Column("source", "source"))
# The heads every row begins with; they belong to the case.
CASE: Final = (
    Column("case_id", "id", required=True),
    Column("case_label", "label", required=True),
    Column("synthetic", "synthetic", "flag"),
)
COURSE: Final = (
    Column("course_id", "id", required=True),
    Column("drug", "drug", required=True),
    Column("drug_group", "group"),
    Column("route", "route"),
)
_DOSE: Final = (
    Column("dose_id", "id", required=True),
    Column("status", "status", required=True),
    *_moment("start"),
    *_moment("end"),
    Column("ongoing", "ongoing", "flag"),
    *_moment("last_known"),
    Column("amount_per_administration", "amount", "number"),
    Column("unit", "unit"),
    Column("frequency", "frequency"),
    Column("as_written", "as_written"),
    Column("taper_from_amount", "taper.from_amount", "number"),
    Column("taper_to_amount", "taper.to_amount", "number"),
    Column("reason", "reason"),
    Column("stop_reason", "stop_reason"),
    *_LAST,
)
_ASSESSMENT: Final = (
    Column("assessment_id", "id", required=True),
    *_moment("moment"),
    *_moment("until"),
    Column("instrument", "instrument", required=True),
    Column("activity_points", "activity", "integer"),
    Column("damage_points", "damage", "integer"),
    Column("activity_direction", "activity_reading.direction"),
    Column("activity_words", "activity_reading.text"),
    Column("damage_direction", "damage_reading.direction"),
    Column("damage_words", "damage_reading.text"),
    *(
        Column(item, f"items.{item}", "flag" if item == "dyspig_ge_12m" else "integer")
        for item in ASKED_ONCE
    ),
    Column("rest_clear", "items.rest_clear", "flag"),
    Column("assessor", "assessor"),
    *_LAST,
)
_LAB: Final = (
    Column("lab_id", "id", required=True),
    *_moment("moment"),
    Column("analyte", "analyte", required=True),
    Column("comparator", "comparator"),
    Column("value", "value", "number"),
    Column("unit", "unit"),
    Column("reference_low", "low", "number"),
    Column("reference_high", "high", "number"),
    Column("value_as_printed", "text"),
    Column("calculated", "calculated", "flag"),
    *_LAST,
)
_EVENT: Final = (
    Column("event_id", "id", required=True),
    Column("kind", "kind", required=True),
    *_moment("moment"),
    *_moment("end"),
    Column("ongoing", "ongoing", "flag"),
    Column("text", "text"),
    Column("grade", "grade", "integer"),
    Column("grade_version", "grade_version"),
    Column("serious", "serious", "flag"),
    Column("drug", "drug"),
    Column("pinned", "pinned", "flag"),
    *_LAST,
)
# What stands in a row of each kind, behind the columns of the case (and of the course).
ROWS: Final[dict[Row, tuple[Column, ...]]] = {
    "course": _LAST,
    "dose": _DOSE,
    "taper step": (
        Column("start", "start", "moment", required=True),
        Column("start_certainty", "start.certainty"),
        Column("amount_per_administration", "amount", "number", required=True),
    ),
    "assessment": _ASSESSMENT,
    "zone": tuple(Column(item, item, "integer") for item in ROW_ITEMS),
    "lab": _LAB,
    "event": _EVENT,
}
# Says how many taper steps follow: 0 is "none", an empty cell "not reported".
TAPER_STEPS: Final = Column("taper_steps", "taper.steps", "integer")
ROW: Final = "row"
ZONE: Final = "zone"


def _heads(*columns: Column) -> tuple[str, ...]:
    return tuple(column.head for column in columns)


HEADS: Final[dict[TableName, tuple[str, ...]]] = {
    "doses": (*_heads(*CASE), ROW, *_heads(*COURSE, *_DOSE[:-2], TAPER_STEPS, *_LAST)),
    "assessments": (*_heads(*CASE), ROW, *_heads(*_ASSESSMENT), ZONE, *ROW_ITEMS),
    "labs": _heads(*CASE, *_LAB),
    "events": _heads(*CASE, *_EVENT),
}
ID_HEADS: Final[dict[TableName, str]] = {
    "doses": "dose_id", "assessments": "assessment_id", "labs": "lab_id", "events": "event_id",
}  # fmt: skip
