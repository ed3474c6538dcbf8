"""A box opens with its key at its place only; keys come out as ever."""

import pytest

from dle_desktop.storage.encryption import (
    KEY_BOX_BYTES,
    KEY_BYTES,
    SALT_BYTES,
    boxed,
    cipher,
    derived_key,
    from_base64,
    joined,
    key_from_passphrase,
    new_key,
    new_salt,
    unboxed,
)

KEY = bytes(range(32))
SALT = "AAECAwQFBgcICQoLDA0ODw=="


def test_keys_come_out_as_ever() -> None:
    cost = {"memory_kib": 1024, "iterations": 1, "lanes": 2}
    assert (
        key_from_passphrase("A\u0308", SALT, **cost).hex()
        == "8fbe4a3c897e453ba2c39fdc6cd8ac4e2fb862d27a29f7629aa1e21823fbd1cc"
    )
    assert (
        key_from_passphrase("\u00c4", SALT, **cost).hex()
        == "8fbe4a3c897e453ba2c39fdc6cd8ac4e2fb862d27a29f7629aa1e21823fbd1cc"
    )
    assert (
        derived_key(KEY, "a", "b", salt=SALT).hex()
        == "e79cbaad6bcda1eaff3a5c760f1499921210da92e479c3777c7e36787a67e16f"
    )


def test_each_purpose_has_its_own_key() -> None:
    keys = {
        derived_key(KEY, "ab"), derived_key(KEY, "a", "b"), derived_key(KEY, "b", "a"),
        derived_key(KEY, "ab", salt=SALT), derived_key(bytes(32), "ab"), KEY,
    }  # fmt: skip
    assert len(keys) == 6


def test_what_is_random_is_new_each_time_and_of_its_size() -> None:
    assert len({new_key(), new_key(), KEY}) == 3
    assert len(new_key()) == KEY_BYTES
    assert new_salt() != new_salt()
    assert len(from_base64(new_salt())) == SALT_BYTES


def test_a_box_opens_with_its_key_at_its_place() -> None:
    box = boxed(cipher(KEY), KEY, b"here")
    assert unboxed(cipher(KEY), box, b"here") == KEY
    assert len(from_base64(box)) == KEY_BOX_BYTES
    for key, place in ((bytes(32), b"here"), (KEY, b"there"), (KEY, b"")):
        with pytest.raises(ValueError, match="another key or place"):
            unboxed(cipher(key), box, place)


@pytest.mark.parametrize("text", ["A", "AA", "AB==", "AA==\n", "A A=", "-_==", "AAA=A", "=", "é"])
def test_base64_is_read_in_its_one_form_only(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - by whichever reader
        from_base64(text)


def test_no_two_lists_of_parts_look_the_same() -> None:
    lists = [("ab",), ("a", "b"), ("", "ab"), ("ab", ""), (), ("",), ("", "")]
    assert len({joined(*parts) for parts in lists}) == len(lists)
    assert joined("ä", b"x") == b"\0\0\0\0\0\0\0\2\xc3\xa4\0\0\0\0\0\0\0\1x"
