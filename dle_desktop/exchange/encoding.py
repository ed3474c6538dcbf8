"""The bytes of a text file as UTF-8: what its first bytes say it is written in.

It knows the marks of UTF-8 and UTF-16 and guesses no other encoding.
"""

import codecs
from typing import Final

from dle_desktop.exchange.problems import Problem

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def as_utf8(data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the bytes as UTF-8 without a mark, and remarks on what was done to them.

    Raises
    ------
    UnicodeDecodeError
        With the place of the byte at fault.
    """
    if data.startswith(_UTF16):
        return data.decode("utf-16").encode(), (Problem("utf-16"),)
    notes: tuple[Problem, ...] = ()
    if data.startswith(codecs.BOM_UTF8):
        data, notes = data.removeprefix(codecs.BOM_UTF8), (Problem("bom"),)
    if not data.isascii():
        data.decode()  # raises with the byte at fault
    return data, notes
