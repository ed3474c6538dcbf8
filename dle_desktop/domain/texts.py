"""Kinds of text a case may hold, each with the pattern that reading, schema and editing enforce.

It knows lengths and characters, not what a text means.
"""

from typing import Annotated

from msgspec import Meta

# One-line text: no control characters and no line separators, so that nothing can break a line, a
# table or a terminal. Python's `$` also matches before a last line feed, hence `(?!\n)`.
Line = Annotated[str, Meta(max_length=300, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$(?!\n)")]
Name = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=120,
        pattern=(
            r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*"
            r"[^\s\x00-\x1f\x7f-\x9f\u2028\u2029]"
            r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$(?!\n)"
        ),
    ),
]
# Notes may hold tabs and line feeds, nothing else below a space.
Text = Annotated[str, Meta(max_length=20_000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$")]
RecordId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}$(?!\n)")]
CaseId = Annotated[
    str,
    Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$(?!\n)"),
]
Timestamp = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$(?!\n)"
    ),
]
