"""The words: every failure and every problem has its sentence, fit for one line."""

from pathlib import Path
from types import ModuleType

import pytest

from dle_desktop import errors, wording
from dle_desktop.errors import DleError
from dle_desktop.storage import atomic_file, tinydb_json
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.storage.library_check import CheckProblem

PATH = Path("/home/anna/fälle.json")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            errors.FileUnreadable(PATH, "EACCES"),
            f"{PATH} could not be read: permission was denied.",
        ),
        (errors.FileUnwritable(PATH, "ENOSPC"), f"{PATH} could not be written: the disk is full."),
        (errors.FileUnwritable(PATH, "EODD"), f"{PATH} could not be written: EODD."),
        (
            errors.PrinterFailed(),
            "Nothing was printed: the printer, or the file it prints to, does not answer.",
        ),
        (errors.NotTwoCases(1), "A comparison takes two cases, not 1."),
        (errors.LibraryMissing(PATH), f"There is no library at {PATH}."),
        (
            errors.LibraryDamaged(PATH, "cases[3]"),
            f"The library {PATH} cannot be understood: cases[3]. It was left as it is.",
        ),
        (
            errors.LibraryLocked(PATH, "anna on clinic-2 since 09:14"),
            (
                f"The library {PATH} is in use by anna on clinic-2 since 09:14. "
                "Close it there, or open it for reading only."
            ),
        ),
        (
            errors.LibraryReadOnly(PATH),
            f"The library {PATH} is open for reading only; nothing was changed.",
        ),
        (
            errors.NewerFormat(PATH, 3, 1),
            (
                f"{PATH} has version 3 of the format, this program knows version 1: "
                "use a newer version of the program."
            ),
        ),
        (
            errors.NewerFormat(None, 3, 1),
            (
                "the file has version 3 of the format, this program knows version 1: "
                "use a newer version of the program."
            ),
        ),
        (errors.NoDisplay("libEGL.so.1"), "Qt cannot start: libEGL.so.1."),
        (errors.WrongPassphrase(), "That passphrase does not open this library."),
        (
            errors.WrongRecoveryCode(),
            (
                "That recovery code has no slip, but does not open this library: "
                "it may be the code of another."
            ),
        ),
        (
            errors.RecoveryCodeMistyped(),
            (
                "There is a slip in the recovery code: "
                "compare it with the printed one, group by group."
            ),
        ),
        (
            errors.SealBroken("cases 3", "altered"),
            (
                "The sealed library cannot be opened: cases 3 is not what was sealed there. "
                "It was left as it is."
            ),
        ),
        (DleError("odd"), "Something went wrong: odd"),
    ],
)
def test_each_failure_has_its_sentence(error: DleError, expected: str) -> None:
    assert wording.sentence(error) == expected


class Torn(errors.LibraryDamaged):
    """A kind of damage that the words do not know."""


def test_a_failure_of_an_unknown_kind_is_worded_like_the_kind_it_is_of() -> None:
    assert "cannot be understood: EIO" not in wording.sentence(Torn(PATH, "EIO"))
    assert "cannot be understood: the disk reported" in wording.sentence(Torn(PATH, "EIO"))


def test_a_save_that_was_not_confirmed_does_not_claim_to_have_failed() -> None:
    assert "could not confirm it" in wording.sentence(WriteUnconfirmed(PATH, "EIO"))


@pytest.mark.parametrize("room", [errors, atomic_file, tinydb_json])
def test_every_failure_there_is_has_a_sentence_of_its_own(room: ModuleType) -> None:
    kinds = [kind for kind in vars(room).values() if isinstance(kind, type)]
    failures = [kind.__name__ for kind in kinds if issubclass(kind, DleError)]
    assert failures
    assert not [name for name in failures if name not in wording._SENTENCES]


def test_every_library_problem_has_a_sentence() -> None:
    assert set(wording.LIBRARY_PROBLEMS) == set(CheckProblem.__args__)  # type: ignore[attr-defined]


def test_a_sentence_is_one_printable_line_whatever_the_path() -> None:
    text = wording.sentence(errors.FileUnreadable(Path("a\nb\x1b[31m\u202ec"), "x\ny"))
    assert text.isprintable()
    assert "\\u000a" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("Müller 3 µL", "Müller 3 µL"),
        ("a\tb\u202e", "a\\u0009b\\u202e"),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_shown_text_is_short_and_printable(text: str, expected: str) -> None:
    assert wording.shown(text) == expected


def test_cases_are_counted() -> None:
    assert [wording.case_count(number) for number in (0, 1, 2)] == ["0 cases", "1 case", "2 cases"]
