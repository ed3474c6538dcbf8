"""The envelope: what a case file holds around its cases.

It names the format and its version, so that a file says what it is before a case is read. It does
not know how bytes are read (`case_json`) or described (`schema`).
"""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from dle_desktop.domain.case import Case
from dle_desktop.domain.texts import Line, Timestamp

FORMAT: Final = "dle-desktop-case"
VERSION: Final = 1
SYNTHETIC_NOTICE: Final = "illustrative, not from the paper"


class Envelope(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A file of cases: the name and version of the format, who wrote it and when, the cases."""

    format: Annotated[
        Literal["dle-desktop-case"], Meta(description="Always this text: it names the format.")
    ]
    version: Annotated[
        Literal[1], Meta(description="Version of the format; a newer one is refused, not guessed.")
    ]
    app: Annotated[Line | None, Meta(description="The program that wrote the file.")] = None
    exported: Annotated[Timestamp | None, Meta(description="When the file was written.")] = None
    synthetic_notice: Annotated[
        Line | None,
        Meta(description="Written where a case of the file holds made-up values (`synthetic`)."),
    ] = None
    cases: Annotated[tuple[Case, ...], Meta(description="The cases; no two share an id.")]
