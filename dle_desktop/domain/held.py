"""What a case can hold: one value checked against the type the case file gives it.

A value is held if the file would give it back unchanged. It does not know which edit asked.
"""

import re
from typing import Any, TypeVar

import msgspec

from dle_desktop.errors import DleError

_Value = TypeVar("_Value")

# What msgspec says, and the same in plain words.
_PLAIN = (
    (r"of length >= 1\b", "something has to be written here"),
    (r"of length <= (\d+)", "the text is too long: at most {0} characters"),
    (r"matching regex", "this has to be plain text, without line breaks or control characters"),
    (r"Expected `(?:int|float)` >= (-?[\d.e+]+)", "the number has to be at least {0}"),
    (r"Expected `(?:int|float)` <= (-?[\d.e+]+)", "the number has to be at most {0}"),
)
_PATH = re.compile(r" - at `\$\.?(.*)`$")


class EditRefused(DleError):
    """A value the case cannot hold: `field` is where, or None; `reason` is plain."""

    def __init__(self, field: str | None, reason: str) -> None:
        super().__init__(field, reason)
        self.field = field
        self.reason = reason


def held(value: _Value, kind: Any, field: str | None = None) -> _Value:
    """Return the value as the case file would give it back.

    Parameters
    ----------
    value
        A record or the value of one field.
    kind
        The type the case gives it, constraints included.
    field
        The field's name, for the refusal; for a record the faulty field is found.

    Raises
    ------
    EditRefused
        If the file could not give the value back.
    """
    try:
        back: _Value = msgspec.json.decode(msgspec.json.encode(value), type=kind)
    except UnicodeEncodeError as error:
        raise EditRefused(field, "half a character is in the text: type it again") from error
    except msgspec.ValidationError as error:
        path = _PATH.search(str(error))
        raise EditRefused(field or (path and path[1]) or None, _plain(str(error))) from error
    if back != value:  # NaN and infinity are written as null
        raise EditRefused(field, "a number here has to be finite")
    return back


def _plain(message: str) -> str:
    for pattern, words in _PLAIN:
        found = re.search(pattern, message)
        if found:
            return words.format(*(bound.removesuffix(".0") for bound in found.groups()))
    return _PATH.sub("", message)
