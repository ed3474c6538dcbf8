"""Free texts: what was written by a person, and what in it may tell who somebody is.

A flag is a hint for whoever reads the text; a text without one can still name somebody.
"""

import re
from typing import Final, Literal

from msgspec import Struct

Flag = Literal["date", "digits", "name", "e-mail", "phone"]

_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_FLAGS: Final[dict[Flag, re.Pattern[str]]] = {
    "date": re.compile(
        r"\b\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\b|\b\d{1,2}[./]\d{4}\b|\b(?:19|20|21)\d\d\b"
        rf"|\b\d{{1,2}}\.? ?{_MONTH}\b|\b{_MONTH}\.? \d{{1,4}}\b",
        re.IGNORECASE,
    ),
    "digits": re.compile(r"\d{4,}"),
    # a capital within the text, or a title anywhere
    "name": re.compile(r"(?<=\S\s)[^\W\d_a-zß-ÿ][^\W\d_]+|\b(?:Dr|Mr|Mrs|Ms|Prof|Herr|Frau)\b"),
    "e-mail": re.compile(r"\S@\S"),
    "phone": re.compile(r"(?<![\d-])(?!\d{4}-\d\d-\d\d\b)\+?\(?\d(?:[\s()/.-]{0,2}\d){6,}"),
}


class FreeText(Struct, frozen=True):
    """A text a person wrote: where it stands, what it says, what to look at before it leaves."""

    path: str
    text: str
    flags: tuple[Flag, ...]


def flags_of(text: str) -> tuple[Flag, ...]:
    """Return what a text seems to hold: dates, long numbers, names, addresses, phone numbers."""
    return tuple(flag for flag, pattern in _FLAGS.items() if pattern.search(text))
