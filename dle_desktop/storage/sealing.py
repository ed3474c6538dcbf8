"""Sealing: documents of a protected library as authenticated, encrypted documents.

A random data key seals them; the library's lock (`SealHeader`) keeps that key wrapped twice, by the
passphrase and by the recovery code. It knows neither files nor cases. It does not hide how many
documents there are, and cannot tell an older whole file from the newest.
"""

import hashlib
import hmac
import secrets
import unicodedata
import uuid
from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from dle_desktop.errors import NewerFormat, SealBroken, WrongPassphrase, WrongRecoveryCode
from dle_desktop.storage import encryption, recovery_code
from dle_desktop.storage.encryption import boxed, cipher, derived_key, from_base64, joined, unboxed

VERSION: Final = 1
KDF: Final = "argon2id"
LONG_ENOUGH = 10
LOCK = "the lock"  # the place that `SealBroken` tells when it is no document

_ABOUT = "about"  # holds the lock and the manifest themselves
_PROGRAM = ("dle-desktop seal", str(VERSION))
_BLOCK_BYTES = 1024
_LEAST_MEMORY_KIB, _MOST_MEMORY_KIB = 64 << 10, 4 << 20
# The second choice of RFC 9106 (64 MiB in three passes); fewer passes only over as much more.
_LEAST_KIB_PASSES = 3 * _LEAST_MEMORY_KIB
_MOST_ITERATIONS, _MOST_LANES = 20, 16


class SealHeader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lock of a library, in plain: all that is needed to open it but the secret.

    Salts and wrapped keys are base64; a wrapped key is nonce, ciphertext and tag. `salt` and
    `by_passphrase` belong together, `code_salt` and `by_code` too.
    """

    version: int
    library: str
    kdf: str
    memory_kib: int
    iterations: int
    lanes: int
    salt: str
    by_passphrase: str
    code_salt: str
    by_code: str


class _Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document as it is stored: version of the sealing; base64 of nonce, ciphertext and tag."""

    v: int
    s: str


class Seal:
    """The opened lock of one library: seals documents, opens them, and vouches for the whole.

    Parameters
    ----------
    library
        The id of the library; what it seals opens in no other.
    data_key
        32 random bytes; every key in use is derived from them.
    """

    def __init__(self, library: str, data_key: bytes) -> None:
        self.library = library
        self._data_key = data_key
        self._documents = cipher(derived_key(data_key, *_PROGRAM, "documents", library))
        self._manifest_key = derived_key(data_key, *_PROGRAM, "manifest", library)

    def sealed(self, table: str, doc_id: str, text: bytes) -> bytes:
        """Return a document sealed for its place, as ASCII JSON; each time another text."""
        # Filled up to whole blocks: a mark, then zeros, as ISO/IEC 7816-4 does it.
        marked = text + b"\x80"
        filled = marked + bytes(-len(marked) % _BLOCK_BYTES)
        box = boxed(self._documents, filled, self._place(table, doc_id))
        return msgspec.json.encode(_Sealed(VERSION, box))

    def opened(self, table: str, doc_id: str, stored: bytes) -> bytes:
        """Return the text of a document that was sealed for this place.

        Raises
        ------
        SealBroken
            If it is no sealed document, was changed in any bit, or was sealed for another place,
            another library or by another version.
        """
        place = f"{table} {doc_id}"
        try:
            document = msgspec.json.decode(stored, type=_Sealed)
        except ValueError as error:
            raise SealBroken(place, "not sealed") from error
        if document.v != VERSION:
            raise SealBroken(place, "not sealed")
        try:
            filled = unboxed(self._documents, document.s, self._place(table, doc_id))
            return filled[: filled.rindex(b"\x80")]
        except ValueError as error:
            raise SealBroken(place, "altered") from error

    def manifest(self, documents: Mapping[str, Mapping[str, bytes]]) -> str:
        """Return what vouches for all stored documents together, as 64 hexadecimal digits.

        Documents prove themselves one by one; that none is missing, added, or older than the others
        only this shows. Compare with `hmac.compare_digest`.

        Parameters
        ----------
        documents
            Tables of documents by id, byte for byte as they are stored. The order does not count,
            nor does the table `about`, which holds the manifest.
        """
        told = hmac.new(self._manifest_key, digestmod=hashlib.sha256)
        for table in sorted(documents.keys() - {_ABOUT}):
            for doc_id, stored in sorted(documents[table].items()):
                told.update(joined(table, doc_id, stored))
        return told.hexdigest()

    def wrapped(self, key: bytes, terms: bytes) -> str:
        """Return the data key, encrypted by another key and bound to its terms, as base64."""
        return boxed(cipher(key), self._data_key, terms)

    def _place(self, table: str, doc_id: str) -> bytes:
        return joined(self.library, table, doc_id, str(VERSION))


def new_seal(
    passphrase: str, *, memory_kib: int = 256 << 10, iterations: int = 3, lanes: int = 4
) -> tuple[SealHeader, Seal, str]:
    """Return a new lock, what it opens, and the recovery code to print.

    Parameters
    ----------
    passphrase
        One character at least; taken as it is, spaces and all, in Unicode NFC.
    memory_kib, iterations, lanes
        The cost of a guess (Argon2id): memory in KiB, passes over it, threads.

    Raises
    ------
    ValueError
        If the passphrase is empty.
    SealBroken
        If the cost is less or more than `unlock` would take.
    """
    seal = Seal(str(uuid.uuid4()), encryption.new_key())
    code = secrets.token_bytes(recovery_code.CODE_BYTES)
    bare = SealHeader(
        version=VERSION,
        library=seal.library,
        kdf=KDF,
        memory_kib=memory_kib,
        iterations=iterations,
        lanes=lanes,
        salt="",
        by_passphrase="",
        code_salt=encryption.new_salt(),
        by_code="",
    )
    wrap = seal.wrapped(_key_of_code(bare, code), _terms_of_code(bare))
    header = change_passphrase(replace(bare, by_code=wrap), seal, passphrase)
    return header, seal, recovery_code.written(code)


def read_header(document: bytes) -> SealHeader:
    """Return the lock from its document in the table `about`.

    Raises
    ------
    NewerFormat
        If a newer version of the program made it.
    SealBroken
        If it is no lock, or none that this program could have made.
    """
    try:
        _refuse_newer(msgspec.json.decode(document, type=_Version).version)
        header = msgspec.json.decode(document, type=SealHeader)
    except ValueError as error:
        raise SealBroken(LOCK, "damaged") from error
    _refuse_odd(header)
    return header


def unlock(header: SealHeader, secret: str) -> Seal:
    """Return what the lock opens for this passphrase; takes about a second.

    Raises
    ------
    WrongPassphrase
        If it is not the passphrase, or the terms of the lock were changed.
    NewerFormat, SealBroken
        If the lock is of a newer version; if it is damaged, weakened, or too costly to try.
    """
    _refuse_odd(header)
    if not secret:
        raise WrongPassphrase
    key = _key_of_passphrase(header, secret)
    try:
        data_key = unboxed(cipher(key), header.by_passphrase, _terms_of_passphrase(header))
    except ValueError as error:
        raise WrongPassphrase from error
    return Seal(header.library, data_key)


def unlock_by_code(header: SealHeader, code: str) -> Seal:
    """Return what the lock opens for the recovery code, however it is typed.

    Raises
    ------
    RecoveryCodeMistyped
        If there is a slip in the code.
    WrongRecoveryCode
        If it is whole but opens another lock, or the terms of this one were changed.
    NewerFormat, SealBroken
        As with `unlock`.
    """
    _refuse_odd(header)
    key = _key_of_code(header, recovery_code.read(code))
    try:
        data_key = unboxed(cipher(key), header.by_code, _terms_of_code(header))
    except ValueError as error:
        raise WrongRecoveryCode from error
    return Seal(header.library, data_key)


def change_passphrase(header: SealHeader, seal: Seal, passphrase: str) -> SealHeader:
    """Return the lock for another passphrase; documents and recovery code stay valid.

    Raises
    ------
    ValueError
        If the passphrase is empty, or the seal is of another library.
    NewerFormat, SealBroken
        If the lock is of a newer version; if its cost is too little or too much.
    """
    if not passphrase:
        raise ValueError("a passphrase has at least one character")
    if seal.library != header.library:
        raise ValueError("the seal is of another library")
    _refuse_odd_terms(header)
    salted = replace(header, salt=encryption.new_salt())
    key = _key_of_passphrase(salted, passphrase)
    return replace(salted, by_passphrase=seal.wrapped(key, _terms_of_passphrase(salted)))


def too_short(passphrase: str) -> bool:
    """Return whether a passphrase is too short to advise; a longer one may be no better."""
    return len(unicodedata.normalize("NFC", passphrase)) < LONG_ENOUGH


class _Version(msgspec.Struct, frozen=True):
    """What every lock has, whatever else a newer one may say."""

    version: int


def _refuse_newer(version: int) -> None:
    if version > VERSION:
        raise NewerFormat(None, version, VERSION)


def _refuse_odd(header: SealHeader) -> None:
    _refuse_odd_terms(header)
    sizes = (
        (header.salt, encryption.SALT_BYTES),
        (header.code_salt, encryption.SALT_BYTES),
        (header.by_passphrase, encryption.KEY_BOX_BYTES),
        (header.by_code, encryption.KEY_BOX_BYTES),
    )
    try:
        whole = all(len(from_base64(text)) == size for text, size in sizes)
        library = uuid.UUID(header.library)
    except ValueError as error:
        raise SealBroken(LOCK, "damaged") from error
    if not whole or library.version != 4 or str(library) != header.library:  # noqa: PLR2004 - uuid4
        raise SealBroken(LOCK, "damaged")


def _refuse_odd_terms(header: SealHeader) -> None:
    # Before any work: whoever may write the file must not choose a cheap key or a costly wait.
    _refuse_newer(header.version)
    if header.version != VERSION or header.kdf != KDF:
        raise SealBroken(LOCK, "damaged")
    if min(header.memory_kib, header.iterations, header.lanes) < 1:
        raise SealBroken(LOCK, "damaged")
    if (
        header.memory_kib > _MOST_MEMORY_KIB
        or header.iterations > _MOST_ITERATIONS
        or header.lanes > _MOST_LANES
    ):
        raise SealBroken(LOCK, "too costly")
    if (
        header.memory_kib < _LEAST_MEMORY_KIB
        or header.memory_kib * header.iterations < _LEAST_KIB_PASSES
    ):
        raise SealBroken(LOCK, "too weak")


def _terms(header: SealHeader) -> tuple[str, ...]:
    cost = (header.memory_kib, header.iterations, header.lanes)
    return (str(header.version), header.library, header.kdf, *map(str, cost))


def _terms_of_passphrase(header: SealHeader) -> bytes:
    return joined("passphrase", *_terms(header), header.salt)


def _terms_of_code(header: SealHeader) -> bytes:
    # Without the salt of the passphrase: a change of passphrase cannot wrap by the code again.
    return joined("recovery code", *_terms(header), header.code_salt)


def _key_of_passphrase(header: SealHeader, passphrase: str) -> bytes:
    try:
        return encryption.key_from_passphrase(
            passphrase,
            header.salt,
            memory_kib=header.memory_kib,
            iterations=header.iterations,
            lanes=header.lanes,
        )
    except MemoryError as error:
        raise SealBroken(LOCK, "too large") from error


def _key_of_code(header: SealHeader, code: bytes) -> bytes:
    # A passphrase has to be made costly to guess; 160 random bits are beyond guessing at any speed.
    return derived_key(code, *_PROGRAM, "recovery code", header.library, salt=header.code_salt)
