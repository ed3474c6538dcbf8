"""Text that is not what it seems: characters without a shape, and unusual spellings of others.

They are kept as they are and told, because two names that look alike may differ, and a mark of
direction may show a text in another order than it has. It changes nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

import msgspec

from dle_desktop.exchange.problems import MOST_PROBLEMS, Problem, json_path

# Zero width, marks of direction, invisible operators, soft hyphen, byte order mark.
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# The first byte of every UTF-8 sequence for U+0300 and above is at least this; below lie no
# combining marks and, but for the soft hyphen, nothing hidden.
_FIRST_SUSPECT = 0xCC
_HARMLESS = bytes(range(_FIRST_SUSPECT))
_ASCII = bytes(range(0x80))
_SOFT_HYPHEN = "\u00ad".encode()
_SUSPECT_ESCAPE = re.compile(rb"\\u(?:0[3-9a-f]|[1-9a-f]|00ad)", re.IGNORECASE)


def hidden_text(data: bytes, value: object) -> tuple[Problem, ...]:
    """Return a remark for each text of `value`, decoded from `data`, that hides something."""
    beyond = data.translate(None, _ASCII)  # little is left to look through
    written = beyond.translate(None, _HARMLESS) or _SOFT_HYPHEN in beyond
    if not (written or _SUSPECT_ESCAPE.search(data)):
        return ()
    return tuple(islice(_remarks(msgspec.to_builtins(value), ()), MOST_PROBLEMS))


def _remarks(value: object, steps: tuple[str | int, ...]) -> Iterator[Problem]:
    # Recursion is safe here: the types have bounded the depth.
    if isinstance(value, str):
        hidden = sorted({f"U+{ord(character):04X}" for character in _HIDDEN.findall(value)})
        if hidden:
            yield Problem("hidden", json_path(steps), (", ".join(hidden),))
        if not unicodedata.is_normalized("NFC", value):
            yield Problem("not-nfc", json_path(steps))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _remarks(item, (*steps, name))
    elif isinstance(value, (list, tuple)):
        for at, item in enumerate(value):
            yield from _remarks(item, (*steps, at))
