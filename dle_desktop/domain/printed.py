"""The printed snapshot: how a case was put on paper, and a print of every record as it was then.

It holds no text of the patient's, only choices of looking and short digests, so that the same page
can be drawn again later, or what changed since be said. A digest is salted with the snapshot's id;
who has the case could find a short value by trying, who has the snapshot alone learns nothing more
than the case beside it says. Where there are many prints of many records the older ones keep one
digest of all: that something changed can be told, not what.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from dle_desktop.domain.texts import Line, RecordId, Text, Timestamp

_Day = Annotated[float, Meta(ge=-1e9, le=1e9)]
_Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$(?!\n)")]
_Id = Annotated[str, Meta(pattern=r"^S-[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{1,10}$(?!\n)")]


class Printed(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """One print: its id, when, of which revision, and every choice it was drawn by."""

    id: _Id
    when: Timestamp
    revision: Annotated[int, Meta(ge=0, le=1_000_000_000)]
    version: Line  # of the program
    template: Literal["sheet", "timeline", "record", "figure"] = "sheet"
    page: Literal["a4", "letter"] = "a4"
    orientation: Literal["landscape", "portrait"] = "landscape"
    figure_width: Literal["single", "double", "slide"] = "double"
    palette: Literal["colour", "grey"] = "colour"
    axis: Literal["relative", "calendar"] = "relative"
    unit: Literal["auto", "day", "week", "month"] = "auto"
    origin: Line | None = None  # the key of what time was counted from
    folded: bool = False
    first: _Day | None = None
    last: _Day | None = None
    view: Text | None = None  # the view options as JSON text
    header: Line | None = None
    footer: Line | None = None
    identified: bool = False
    words: bool = False
    named: bool = False
    dpi: Annotated[int, Meta(ge=1, le=10_000)] = 200
    digests: dict[RecordId, _Digest] = {}
    itself: _Digest | None = None
    whole: _Digest | None = None
