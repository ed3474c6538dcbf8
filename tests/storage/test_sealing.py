"""What is sealed opens with the right secret at its own place, and nothing else ever opens."""

import base64
import hashlib
import subprocess
import sys
import unicodedata
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf import argon2
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop import wording
from dle_desktop.errors import (
    NewerFormat,
    RecoveryCodeMistyped,
    SealBroken,
    WrongPassphrase,
    WrongRecoveryCode,
)
from dle_desktop.storage import case_documents, encryption, recovery_code, sealing
from dle_desktop.storage.open_seal import OpenSeal
from dle_desktop.storage.sealing import (
    Seal,
    SealHeader,
    change_passphrase,
    new_seal,
    read_header,
    too_short,
    unlock,
    unlock_by_code,
)

PASSPHRASE = "Grüße, 3 Äpfel"  # noqa: S105 - of the golden library
LEAST_KIB = 65536
# A library sealed by the first version: every later one must open it. Never made anew.
GOLDEN_HEADER = b"""
{
  "version": 1,
  "library": "e0f2505f-82d1-4946-a7db-91b08308f7af",
  "kdf": "argon2id",
  "memory_kib": 65536,
  "iterations": 3,
  "lanes": 4,
  "salt": "8sbWeQ+vAd1tGS7nt0nXlg==",
  "by_passphrase":
    "gGxQhHqbfEdyvM2Azbg39QRgImUcDyoAX6XaMel5xvJlsFMUB8/k1lbP5aKhk3Jg2jeABm0OfTYbYYeZ",
  "code_salt": "axslPJYXL2DrmI7LMnU9ww==",
  "by_code": "8iOiHrfKXHZTft1jubawyQIqqkRF1AtBwJW7TF+Iq3aRB8OODzThPMO01Gtu3Ps4vKx2QhmBnQbanJuF"
}
"""
GOLDEN_CODE = "PS5H-88NX-9WZP-Z93C-7R3R-VSK7-DHXM-XMF3-7S80"
GOLDEN_BOX = (
    "28rDW/ONYwv+x/Yk/poMmlBUH5EBZBJWvxInfqSL0elNZh+DA2iqrnm3G8Z4tqJWpE+p3IojVrY09seid48Ptk5H"
    "xULFfOG0LD0iMEzXprAtghZ7gL2wQIRiE0IWQdq237AO0GtkOxuBCJtLPmYTJ7P4Nz5GlCikm9dAqkXOypK8+gM8"
    "dUQ+ff6Ho7FmwfZll15xBr6vDxzEBEXgBNpDHTTu/iasNE3dIftjUS2D/1Kqe6y5OSJJq8czP3kxrqiQnUgHjLw+"
    "OOs53llIVlXnrCv4lV51awcKnKBg848qRtkEnRBm6GtQwoALqUil9AqYfl8jFpY9lszVuf18t1zp2Ok0PzN/0z4k"
    "erahvjhWANLwDB/pQXGMGXxp4UM66iswYrRUGPG57QZT4/Vnp4gKaJ2e+uS7uav2s0ECzjW0POGtVQuJoRQR9Rml"
    "3z1cvMqZPIqYA677OLqN3J9nM5IGj46zz3rXJc5fpiQ3RHcpI/n9vbRGza+Xb7mC1mRWUOZcST4ij9wRiKxK+0ON"
    "9uspFWR8t/crOT3QjpJXXk0oW34lQMG+ChdnAiUxCEbQRX+HCy6JBrPruYyxJD6ysuVPZZHzaX/bMnCVbCkjbb25"
    "DMNh7xbuU/0Z6yls27UXrCB2YKuObWtpvZPsiCBLm8CIjcgCawNhbKUq0Ftf8Pam0al4zbE9x+BJ98o1tdXARwS2"
    "uUltshnk5uxZczORQpa1qkFsckxsjN5vioBpbS38yt3yQqFsinAYglq1pn98lhdnPuYxAjxI3zfG8198B2lktW7G"
    "jD+BGcyPyPhR3PkeYs4pP0KMnoykw9fUNdLDjJWns4BVjf4dn12XTjMLZFVa45Wuq1LL9pdWoZCxfK6WTMAkFDP0"
    "0572W2SsR9l9Mv3O7FLw9WtTaSuS/+Ver6+xoCu8Tm/f9AXbqx3apwceIVe261Mdi/MS8mlS39frzEcJCLDUZLF+"
    "nLDbahfqtz0ExjqPgxoC7lrNJr2UocoA1C6bOLns1m0NbiEh2wk4OPuuaPlV1OD7lPLXf4RqQjp+XVG/Q2OzRbVg"
    "IF3ZRrgOMP2haVGaxNg3gEHFtDGLXqVitwL9AQXVqk15VF8CpDOK2KiKtgE4ihnYcomA93ZfMVXupfYab2PtQJiQ"
    "GUIdKM/wa9mIQsNBMUIg3VJYIxJkaUhI1BW1ZUOOddoBF5lU7Q0MisJfk5sq00JCtBWNP3TBGWPiW+zDaubNm8vf"
    "1+nOc1XpS20+GnDpEI61Cj4to1/Qx5/bdvhNNYO/qCF85RXjxI6B+/TSKpaGv0xwyqoFCOMSsZTs1HpvJvC78LI/"
    "YmrfVYJsDEFIP+knGhPN6TYcx1lJH6hbPiV9kGaiQY1+3V7qwNAse6Ui04MIo9Q2PNJa70CbLUpF3/BfJ28="
)
GOLDEN_DOCUMENT = f'{{"v":1,"s":"{GOLDEN_BOX}"}}'.encode()
GOLDEN_TEXT = b'{"label":"golden"}'
GOLDEN_MANIFEST = "c0df4c34db8d7e391496cd3b0162a3888d0df7a15c0b8d9930c7bb00a5600fc1"

GOLDEN = read_header(GOLDEN_HEADER)
LIBRARY = GOLDEN.library
SEAL = Seal(LIBRARY, bytes(range(32)))
OTHER_SEAL = Seal("5d4b0a1e-8f9b-4c59-9d5d-2f0d6f8f3a11", bytes(range(32)))


def changed(**fields: Any) -> SealHeader:
    """Return the golden lock with some fields replaced."""
    return replace(GOLDEN, **fields)


class MustNotWork:
    """An Argon2id that no refused lock may reach."""

    def __init__(self, **terms: Any) -> None:
        pytest.fail(f"work was begun: {terms}")


class NoMemory:
    """An Argon2id on a small computer."""

    def __init__(self, **terms: Any) -> None:
        self.terms = terms

    def derive(self, _secret: bytes) -> bytes:
        raise MemoryError


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argon2, "Argon2id", MustNotWork)


# The lock


def test_a_library_sealed_by_the_first_version_opens_by_its_passphrase_however_composed() -> None:
    seal = unlock(GOLDEN, unicodedata.normalize("NFD", PASSPHRASE))
    assert seal.opened("cases", "7", GOLDEN_DOCUMENT) == GOLDEN_TEXT
    assert seal.manifest({"cases": {"7": GOLDEN_DOCUMENT}}) == GOLDEN_MANIFEST


@pytest.mark.parametrize("typed", [GOLDEN_CODE, GOLDEN_CODE.lower().replace("-", " ")])
def test_a_library_sealed_by_the_first_version_opens_by_its_code(typed: str) -> None:
    seal = unlock_by_code(GOLDEN, typed)
    assert seal.opened("cases", "7", GOLDEN_DOCUMENT) == GOLDEN_TEXT


def test_the_format_can_be_read_by_its_description_alone() -> None:
    def parts(*texts: str) -> bytes:
        return b"".join(len(t.encode()).to_bytes(8, "big") + t.encode() for t in texts)

    def derived(key: bytes, purpose: str, salt: bytes = b"") -> bytes:
        info = parts("dle-desktop seal", "1", purpose, LIBRARY)
        return HKDF(SHA256(), 32, salt, info).derive(key)

    def opened(key: bytes, box: str, place: bytes) -> bytes:
        data = base64.b64decode(box)
        return AESGCM(key).decrypt(data[:12], data[12:], place)

    code = recovery_code.read(GOLDEN_CODE)
    key = derived(code, "recovery code", base64.b64decode(GOLDEN.code_salt))
    terms = ["recovery code", "1", LIBRARY, "argon2id", "65536", "3", "4", GOLDEN.code_salt]
    data_key = opened(key, GOLDEN.by_code, parts(*terms))
    place = parts(LIBRARY, "cases", "7", "1")
    filled = opened(derived(data_key, "documents"), GOLDEN_BOX, place)
    assert filled == (GOLDEN_TEXT + b"\x80").ljust(1024, b"\0")


def test_a_new_lock_opens_by_passphrase_and_code_also_after_a_change_of_passphrase() -> None:
    header, seal, code = new_seal("a", memory_kib=LEAST_KIB)
    stored = seal.sealed("cases", "1", b"{}")
    text, read = case_documents.to_document(header)
    assert b'"kdf":"argon2id"' in text
    assert read_header(text) == read == header

    renewed = change_passphrase(header, unlock(header, "a"), " \ud800 ")
    assert renewed.salt != header.salt
    assert unlock(renewed, " \ud800 ").opened("cases", "1", stored) == b"{}"
    assert unlock_by_code(renewed, code).opened("cases", "1", stored) == b"{}"
    assert unlock_by_code(header, code).opened("cases", "1", stored) == b"{}"
    with pytest.raises(WrongPassphrase):
        unlock(renewed, "a")


def test_a_wrong_passphrase_is_refused_and_not_kept() -> None:
    with pytest.raises(WrongPassphrase) as caught:
        unlock(GOLDEN, PASSPHRASE + " ")
    error: BaseException | None = caught.value
    while error is not None:
        assert PASSPHRASE not in f"{error!r} {vars(error)}"
        error = error.__cause__


def test_half_a_character_in_a_passphrase_does_not_show_it_in_an_error() -> None:
    with pytest.raises(WrongPassphrase):
        unlock(GOLDEN, PASSPHRASE + "\ud800")


@pytest.mark.usefixtures("no_work")
def test_an_empty_passphrase_opens_and_locks_nothing() -> None:
    with pytest.raises(WrongPassphrase):
        unlock(GOLDEN, "")
    with pytest.raises(ValueError, match="at least one character"):
        new_seal("", memory_kib=LEAST_KIB)


@pytest.mark.usefixtures("no_work")
def test_the_seal_of_another_library_does_not_get_into_a_lock() -> None:
    with pytest.raises(ValueError, match="another library"):
        change_passphrase(GOLDEN, OTHER_SEAL, "another")


def test_a_slip_in_the_code_is_told_apart_from_the_code_of_another_library() -> None:
    with pytest.raises(RecoveryCodeMistyped):
        unlock_by_code(GOLDEN, GOLDEN_CODE.replace("PS5H", "PS5J"))
    with pytest.raises(WrongRecoveryCode):
        unlock_by_code(GOLDEN, recovery_code.written(bytes(20)))


@pytest.mark.parametrize(
    "fields",
    [
        {"by_passphrase": GOLDEN.by_code, "by_code": GOLDEN.by_passphrase},
        {"salt": GOLDEN.code_salt, "code_salt": GOLDEN.salt},
        {"library": OTHER_SEAL.library},
    ],
)
def test_a_lock_put_together_otherwise_does_not_open(fields: dict[str, str]) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(changed(**fields), PASSPHRASE)
    with pytest.raises(WrongRecoveryCode):
        unlock_by_code(changed(**fields), GOLDEN_CODE)


@pytest.mark.parametrize("fields", [{"memory_kib": LEAST_KIB + 1}, {"iterations": 4}, {"lanes": 3}])
def test_both_wraps_are_bound_to_the_cost(fields: dict[str, int]) -> None:
    header = changed(**fields)
    with pytest.raises(WrongRecoveryCode):
        unlock_by_code(header, GOLDEN_CODE)
    # As if the same key came out: what the cost does to the key is not what refuses here.
    key = bytes(32)
    wrap = SEAL.wrapped(key, sealing._terms_of_passphrase(header))
    with pytest.raises(ValueError, match="another key or place"):
        encryption.unboxed(encryption.cipher(key), wrap, sealing._terms_of_passphrase(GOLDEN))


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"memory_kib": LEAST_KIB - 1}, "too weak"),
        ({"memory_kib": LEAST_KIB - 1, "iterations": 20}, "too weak"),
        ({"iterations": 2}, "too weak"),
        ({"memory_kib": 3 * LEAST_KIB - 1, "iterations": 1}, "too weak"),
        ({"memory_kib": 1 << 40}, "too costly"),
        ({"memory_kib": (4 << 20) + 1}, "too costly"),
        ({"iterations": 21}, "too costly"),
        ({"lanes": 17}, "too costly"),
        ({"memory_kib": 0}, "damaged"),
        ({"memory_kib": -LEAST_KIB, "iterations": -3}, "damaged"),
        ({"iterations": 0}, "damaged"),
        ({"lanes": 0}, "damaged"),
        ({"kdf": "pbkdf2"}, "damaged"),
        ({"version": 0}, "damaged"),
        ({"salt": ""}, "damaged"),
        ({"salt": GOLDEN.by_passphrase}, "damaged"),
        ({"code_salt": "AAAA"}, "damaged"),
        ({"by_passphrase": GOLDEN.by_passphrase[:-4]}, "damaged"),
        ({"by_code": "?"}, "damaged"),
        ({"by_code": "é"}, "damaged"),
        ({"library": ""}, "damaged"),
        ({"library": LIBRARY.upper()}, "damaged"),
        ({"library": LIBRARY.replace("-4946-", "-1946-")}, "damaged"),
    ],
)
def test_a_weakened_absurd_or_damaged_lock_is_refused_before_any_work(
    fields: dict[str, Any], reason: str
) -> None:
    header = changed(**fields)
    for refuse in (
        lambda: unlock(header, PASSPHRASE),
        lambda: unlock_by_code(header, GOLDEN_CODE),
        lambda: read_header(msgspec.json.encode(header)),
    ):
        with pytest.raises(SealBroken) as caught:
            refuse()
        assert (caught.value.place, caught.value.reason) == (sealing.LOCK, reason)
        assert reason in wording._REASONS


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize("cost", [{"memory_kib": 1024}, {"memory_kib": 1 << 40}, {"lanes": 99}])
def test_no_lock_is_made_that_would_not_be_opened(cost: dict[str, int]) -> None:
    with pytest.raises(SealBroken):
        new_seal(PASSPHRASE, **cost)
    with pytest.raises(SealBroken):
        change_passphrase(changed(**cost), Seal(LIBRARY, bytes(32)), PASSPHRASE)


@pytest.mark.parametrize(("memory_kib", "iterations"), [(3 * LEAST_KIB, 1), (4 << 20, 20)])
def test_a_lock_at_the_bounds_is_read(memory_kib: int, iterations: int) -> None:
    header = changed(memory_kib=memory_kib, iterations=iterations, lanes=16)
    assert read_header(msgspec.json.encode(header)) == header


def test_a_lock_that_needs_more_memory_than_there_is_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(argon2, "Argon2id", NoMemory)
    with pytest.raises(SealBroken) as caught:
        unlock(GOLDEN, PASSPHRASE)
    assert "more memory than this computer" in wording.sentence(caught.value)


@pytest.mark.usefixtures("no_work")
def test_a_newer_lock_is_told_whatever_else_it_says() -> None:
    for refuse in (
        lambda: read_header(b'{"version":2,"kdf":["new"]}'),
        lambda: unlock(changed(version=2), PASSPHRASE),
        lambda: unlock_by_code(changed(version=2), GOLDEN_CODE),
    ):
        with pytest.raises(NewerFormat) as caught:
            refuse()
        assert (caught.value.found, caught.value.known) == (2, 1)


@pytest.mark.parametrize(
    "document",
    [
        b"", b"[]", b"{}", b'{"version":true}', b'{"version":1}', b"\xff",
        msgspec.json.encode({**msgspec.to_builtins(GOLDEN), "more": 1}),
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_lock_is_refused(document: bytes) -> None:
    with pytest.raises(SealBroken):
        read_header(document)


# Documents


@given(st.binary(max_size=3000), st.text(st.characters(exclude_categories=["Cs"])), st.integers(1))
def test_any_text_comes_back_from_its_place(text: bytes, table: str, number: int) -> None:
    stored = SEAL.sealed(table, str(number), text)
    assert stored.isascii()
    assert SEAL.opened(table, str(number), stored) == text


@pytest.mark.parametrize("text", [b"", b"\0", b"\x80", b"\x80\0\0", b"x" * 1023, b"x" * 1024])
def test_texts_like_their_own_filling_come_back(text: bytes) -> None:
    assert SEAL.opened("t", "1", SEAL.sealed("t", "1", text)) == text


def test_lengths_show_in_steps_of_a_kilobyte_only() -> None:
    lengths = [len(SEAL.sealed("t", "1", b"x" * size)) for size in (0, 1, 1023, 1024, 2047)]
    assert len(set(lengths[:3])) == 1
    assert lengths[2] < lengths[3] == lengths[4]


def test_the_same_text_is_never_sealed_the_same() -> None:
    assert SEAL.sealed("t", "1", b"{}") != SEAL.sealed("t", "1", b"{}")


def test_a_sealed_document_keeps_its_meaning_when_laid_out_anew() -> None:
    stored = SEAL.sealed("t", "1", b"{}")
    assert SEAL.opened("t", "1", msgspec.json.format(stored)) == b"{}"


@pytest.mark.parametrize(
    ("seal", "table", "doc_id"),
    [
        (SEAL, "cases", "2"),
        (SEAL, "trash", "1"),
        (SEAL, "cases1", ""),
        (SEAL, "", "cases1"),
        (OTHER_SEAL, "cases", "1"),
        (Seal(LIBRARY, bytes(32)), "cases", "1"),
    ],
)
def test_a_document_opens_at_its_own_place_only(seal: Seal, table: str, doc_id: str) -> None:
    stored = SEAL.sealed("cases", "1", b"{}")
    with pytest.raises(SealBroken) as caught:
        seal.opened(table, doc_id, stored)
    assert (caught.value.place, caught.value.reason) == (f"{table} {doc_id}", "altered")
    assert caught.value.reason in wording._REASONS


def test_the_key_alone_does_not_open_a_document_of_another_library() -> None:
    # Same key for documents, so that only what the box is bound to can refuse.
    stranger = Seal(OTHER_SEAL.library, bytes(range(32)))
    stranger._documents = SEAL._documents
    with pytest.raises(SealBroken):
        stranger.opened("cases", "1", SEAL.sealed("cases", "1", b"{}"))


def test_a_document_is_bound_to_the_version_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = SEAL.sealed("cases", "1", b"{}")
    monkeypatch.setattr(sealing, "VERSION", 2)
    with pytest.raises(SealBroken, match="altered"):
        SEAL.opened("cases", "1", stored.replace(b'"v":1', b'"v":2'))


def test_no_bit_of_a_sealed_document_can_be_flipped() -> None:
    stored = SEAL.sealed("cases", "1", b"{}")
    for place in range(len(stored)):
        for bit in range(8):
            flipped = bytearray(stored)
            flipped[place] ^= 1 << bit
            with pytest.raises(SealBroken):
                SEAL.opened("cases", "1", bytes(flipped))


@pytest.mark.parametrize(
    "stored",
    [
        b"", b"{}", b"null", b'{"label":"in plain"}', b'{"v":1}', b'{"v":true,"s":""}',
        b'{"v":1.0,"s":""}', b'{"v":0,"s":""}', b'{"v":2,"s":""}', b'{"v":"1","s":""}',
        b'{"v":1,"s":"","t":1}', b'{"v":1,"s":"\xff"}', b'{"v":1,"s":""}}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_foreign_document_is_told_as_such(stored: bytes) -> None:
    with pytest.raises(SealBroken) as caught:
        SEAL.opened("cases", "1", stored)
    assert caught.value.reason == "not sealed"
    assert caught.value.reason in wording._REASONS


@pytest.mark.parametrize("box", ["", "AAAA", "A", "?", "é", "A" * 16, "A" * 40, "A" * 1404])
def test_a_box_of_nothing_sealed_is_refused(box: str) -> None:
    with pytest.raises(SealBroken, match="altered"):
        SEAL.opened("cases", "1", msgspec.json.encode({"v": 1, "s": box}))


# All documents together

TABLES = {"cases": {"1": b"a", "2": b"b"}, "trash": {"3": b"c"}}


@pytest.mark.parametrize(
    "tables",
    [
        {"trash": {"3": b"c"}, "cases": {"2": b"b", "1": b"a"}},
        {**TABLES, "about": {"1": b"x"}},
        {**TABLES, "empty": {}},
    ],
)
def test_the_manifest_asks_neither_for_order_nor_for_the_table_about(
    tables: dict[str, dict[str, bytes]],
) -> None:
    assert SEAL.manifest(tables) == SEAL.manifest(TABLES)


@pytest.mark.parametrize(
    "tables",
    [
        {},
        {**TABLES, "trash": {}},
        {**TABLES, "cases": {"1": b"a"}},
        {**TABLES, "cases": {"1": b"b", "2": b"a"}},
        {**TABLES, "cases": {"1": b"an older one", "2": b"b"}},
        {**TABLES, "more": {"4": b"d"}},
        {"cases": {"1": b"a", "2": b"b", "3": b"c"}},
        {**TABLES, "cases": {"1": b"", "a2": b"b"}},
        {**TABLES, "cases": {"1a": b"", "2": b"b"}},
    ],
)
def test_the_manifest_notices_what_is_gone_added_moved_or_older(
    tables: dict[str, dict[str, bytes]],
) -> None:
    assert SEAL.manifest(tables) != SEAL.manifest(TABLES)


def test_the_manifest_is_of_one_library_and_no_plain_hash() -> None:
    assert len({SEAL.manifest({}), OTHER_SEAL.manifest({}), hashlib.sha256().hexdigest()}) == 3


# The rest


def test_a_library_without_protection_stays_as_it_is() -> None:
    assert OpenSeal().sealed("cases", "1", b"{}") == b"{}"
    assert OpenSeal().opened("cases", "1", b"{}") == b"{}"


def test_a_library_without_protection_never_loads_cryptography() -> None:
    program = (
        "import sys; from dle_desktop.storage import open_seal, protection\n"
        "open_seal.OpenSeal().opened('t', '1', open_seal.OpenSeal().sealed('t', '1', b'{}'))\n"
        "sys.exit('cryptography' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("passphrase", "short"),
    [("", True), ("123456789", True), ("1234567890", False), ("a\u0308" * 9, True)],
)
def test_a_passphrase_of_few_characters_is_too_short(passphrase: str, short: bool) -> None:
    assert too_short(passphrase) is short
