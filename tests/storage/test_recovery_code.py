"""The recovery code survives paper, pen and keyboard, and a slip is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.errors import RecoveryCodeMistyped
from dle_desktop.storage.recovery_code import CODE_BYTES, read, written

CODE = bytes(range(CODE_BYTES))
TEXT = written(CODE)


def test_the_code_is_written_as_ever() -> None:
    assert TEXT == "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-0475"


@given(st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES))
def test_any_code_comes_back(code: bytes) -> None:
    text = written(code)
    assert read(text) == code
    assert [len(group) for group in text.split("-")] == [4] * 9
    assert not set(text) & set("ILOU")


@pytest.mark.parametrize(
    "typed",
    [
        TEXT.lower(),
        TEXT.replace("-", ""),
        TEXT.replace("-", " \u2013\u00a0"),
        f"\n{TEXT}\t\u200b",
        "\u00ad".join(TEXT),
        TEXT.replace("0", "O").replace("1", "I"),
        TEXT.replace("0", "o").replace("1", "l"),
    ],
)
def test_how_it_is_typed_does_not_matter(typed: str) -> None:
    assert read(typed) == CODE


def test_the_code_of_these_tests_has_the_letters_that_are_confused() -> None:
    assert set("01") <= set(TEXT)


def test_each_single_slip_is_noticed() -> None:
    for place, letter in enumerate(TEXT):
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if letter not in {"-", other}:
                with pytest.raises(RecoveryCodeMistyped):
                    read(TEXT[:place] + other + TEXT[place + 1 :])


def test_each_exchange_of_neighbours_is_noticed() -> None:
    letters = TEXT.replace("-", "")
    for place in range(len(letters) - 1):
        first, second = letters[place], letters[place + 1]
        if first != second:
            with pytest.raises(RecoveryCodeMistyped):
                read(letters[:place] + second + first + letters[place + 2 :])


@pytest.mark.parametrize(
    "typed",
    ["", "-", TEXT[:-1], TEXT + "0", TEXT[:-1] + "U", TEXT[:-1] + "?", TEXT[:-1] + "\uff10"],
)
def test_what_is_no_code_is_a_slip(typed: str) -> None:
    with pytest.raises(RecoveryCodeMistyped) as caught:
        read(typed)
    assert not caught.value.args
