"""Encryption: keys from secrets, and boxes (base64 text) that open with one key at one place only.

Argon2id, HKDF-SHA256 and AES-256-GCM of the package `cryptography`, which is imported at the first
use: a library without protection never pays for it. It does not know what is in a box.
"""

import base64
import secrets
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES, SALT_BYTES = 32, 16
_NONCE_BYTES, _TAG_BYTES = 12, 16
KEY_BOX_BYTES = _NONCE_BYTES + KEY_BYTES + _TAG_BYTES  # the size of a box that holds a key


def new_key() -> bytes:
    """Return a random key."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> str:
    """Return a random salt as base64."""
    return _to_base64(secrets.token_bytes(SALT_BYTES))


def key_from_passphrase(
    passphrase: str, salt: str, *, memory_kib: int, iterations: int, lanes: int
) -> bytes:
    """Return the key that a passphrase in Unicode NFC gives by Argon2id, after some work.

    Raises
    ------
    MemoryError
        If there is not so much memory.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - see above

    # Half a surrogate pair is let through: the error of a strict encoder would carry the secret.
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=from_base64(salt),
        length=KEY_BYTES,
        iterations=iterations,
        lanes=lanes,
        memory_cost=memory_kib,
    ).derive(secret)


def derived_key(key: bytes, *purpose: str, salt: str = "") -> bytes:
    """Return the key for one purpose that a key, or a secret of as many random bits, gives."""
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - see above
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - see above

    return HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=from_base64(salt), info=joined(*purpose)
    ).derive(key)


def cipher(key: bytes) -> "AESGCM":
    """Return the cipher of a key, good for some 2^32 boxes."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - see above

    return AESGCM(key)


def boxed(with_cipher: "AESGCM", plain: bytes, place: bytes) -> str:
    """Return bytes as a box bound to a place: base64 of nonce, ciphertext and tag."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _to_base64(nonce + with_cipher.encrypt(nonce, plain, place))


def unboxed(with_cipher: "AESGCM", box: str, place: bytes) -> bytes:
    """Return the bytes in a box.

    Raises
    ------
    ValueError
        If it is of another key or place, or not, bit for bit, as it was made.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see above

    data = from_base64(box)
    try:
        return with_cipher.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], place)
    except InvalidTag as error:
        raise ValueError("another key or place, or changed") from error


def joined(*parts: str | bytes) -> bytes:
    """Return parts as one, each with its length: no two lists of parts look the same."""
    encoded = [part.encode() if isinstance(part, str) else part for part in parts]
    return b"".join(len(part).to_bytes(8, "big") + part for part in encoded)


def from_base64(text: str) -> bytes:
    """Return the bytes of a base64 text.

    Raises
    ------
    ValueError
        If it is none, or not the one way to write these bytes.
    """
    data = base64.b64decode(text, validate=True)
    # A lax reader drops the last few bits, which could then be flipped unnoticed.
    if _to_base64(data) != text:
        raise ValueError("not the one way to write these bytes")
    return data


def _to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
