"""The recovery code as a person sees it: 160 random bits as 36 letters and digits in groups.

The last four check the rest, so a slip of the pen is told apart from a code that opens another
library. It does not know what the code opens (`sealing`).
"""

import hashlib
import unicodedata

from dle_desktop.errors import RecoveryCodeMistyped

CODE_BYTES = 20
# Crockford's base 32: without I, L and O, which look like digits, and U, which looks like V.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKS_LIKE = str.maketrans("OIL", "011")
_LETTERS = CODE_BYTES * 8 // 5
_CHECK_LETTERS = 4  # 20 bits: one slip in a million goes unnoticed here, and then opens nothing
_GROUP = 4


def written(code: bytes) -> str:
    """Return a code of `CODE_BYTES` bytes as text to print and to type, in groups of four."""
    letters = _letters(int.from_bytes(code, "big"), _LETTERS) + _check(code)
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def read(text: str) -> bytes:
    """Return the code that a person typed.

    Spaces, dashes and case do not count, and O stands for 0, I and L for 1.

    Raises
    ------
    RecoveryCodeMistyped
        If letters are missing, too many, none of the alphabet, or do not fit the last four.
    """
    letters = "".join(c for c in text if not _is_gap(c)).upper().translate(_LOOKS_LIKE)
    if len(letters) != _LETTERS + _CHECK_LETTERS or not set(letters) <= set(_ALPHABET):
        raise RecoveryCodeMistyped
    number = 0
    for letter in letters[:_LETTERS]:
        number = number << 5 | _ALPHABET.index(letter)
    code = number.to_bytes(CODE_BYTES, "big")
    if letters[_LETTERS:] != _check(code):
        raise RecoveryCodeMistyped
    return code


def _letters(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _check(code: bytes) -> str:
    digest = hashlib.sha256(b"dle-desktop recovery code" + code).digest()
    return _letters(int.from_bytes(digest[:4], "big") >> 12, _CHECK_LETTERS)


def _is_gap(letter: str) -> bool:
    # A dash copied from a document may be any of a dozen, or be one that only shows at line ends.
    return letter.isspace() or unicodedata.category(letter) in {"Pd", "Cf"}
