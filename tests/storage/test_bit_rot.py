"""A flipped bit of file or journal delivers no wrong document: it is refused, or makes no odds."""

from pathlib import Path
from random import Random

import pytest

from dle_desktop.errors import DleError, LibraryDamaged
from dle_desktop.storage import journal_file
from dle_desktop.storage.case_store import CaseStore
from tests.storage.cases import NOON, case_id, make_case

CASES = tuple(make_case(number, notes=f"penicillin {number}") for number in range(1, 9))


@pytest.mark.parametrize("with_journal", [True, False])
def test_no_flipped_bit_of_the_file_delivers_a_wrong_case(path: Path, with_journal: bool) -> None:
    with CaseStore.create(path) as store:
        store.apply(CASES, [], NOON)
    whole = path.read_bytes()
    if not with_journal:
        journal_file.path_of(path).unlink()
    chance = Random(7)  # noqa: S311 - places of damage
    refused = 0
    for _ in range(300):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        try:
            with CaseStore.open(path, read_only=True) as store:
                assert store.cases() == CASES
        except DleError:
            refused += 1
    assert refused > 200


def test_no_flipped_bit_of_the_journal_delivers_a_wrong_case(path: Path) -> None:
    store = CaseStore.create(path)
    for case in CASES:
        store.apply([case], [], NOON)
    beside = journal_file.path_of(path)
    whole = beside.read_bytes()
    chance = Random(8)  # noqa: S311 - places of damage
    for _ in range(150):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        beside.write_bytes(data)
        try:
            with CaseStore.open(path, read_only=True) as reader:
                assert reader.cases() == CASES[: len(reader.cases())]
                assert len(reader.cases()) >= len(CASES) - 1
        except DleError:
            pass
    store.close()


def test_what_is_not_as_it_was_written_is_named(path: Path) -> None:
    with CaseStore.create(path) as store:
        store.apply(CASES, [], NOON)
    path.write_bytes(path.read_bytes().replace(b"penicillin 3", b"penicillin 8"))
    with pytest.raises(LibraryDamaged, match="cases 3: not as it was written"):
        CaseStore.open(path)
    data = path.read_bytes().replace(b'penicillin 8"', b'penicillin 3"', 1)
    path.write_bytes(data)
    with CaseStore.open(path) as store:
        assert store.case(case_id(3)) == CASES[2]
