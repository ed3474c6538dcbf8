"""Two states of a library come together: the newer where one knows the other, else both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Case
from dle_desktop.errors import FileUnreadable, FileUnwritable, LibraryConflict
from dle_desktop.storage import journal_file
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.merge import Mine, merged, of_journal, of_store, set_aside
from tests.storage.cases import NOON, case_id, make_case, rewritten

ONE, TWO, THREE = (make_case(n, revision=1) for n in (1, 2, 3))


def mine_label(label: str) -> str:
    return f"{label} (mine)"


@pytest.fixture
def both(path: Path) -> Iterator[tuple[CaseStore, CaseStore]]:
    with CaseStore.create(path) as store:
        store.apply([ONE, TWO], [], NOON)
    other = path.with_name("other.json")
    shutil.copy(path, other)
    with CaseStore.open(path) as mine, CaseStore.open(other) as theirs:
        yield mine, theirs


def edited(case: Case, notes: str) -> Case:
    return replace(case, notes=notes, revision=case.revision + 1)


def test_the_same_on_both_sides_is_nothing_to_do(both: tuple[CaseStore, CaseStore]) -> None:
    mine, theirs = both
    assert merged(theirs, of_store(mine), mine_label) == ()


def test_what_only_one_side_has_is_taken(both: tuple[CaseStore, CaseStore]) -> None:
    mine, theirs = both
    mine.apply([THREE], [], NOON)
    theirs.apply([make_case(4)], [], NOON)
    assert merged(theirs, of_store(mine), mine_label) == (THREE,)


def test_the_side_that_knows_the_other_counts(both: tuple[CaseStore, CaseStore]) -> None:
    mine, theirs = both
    newer, older = edited(ONE, "mine"), edited(TWO, "theirs")
    mine.apply([newer], [], NOON)
    theirs.apply([older], [], NOON)
    assert merged(theirs, of_store(mine), mine_label) == (newer,)


def test_what_was_changed_on_both_sides_is_kept_twice(both: tuple[CaseStore, CaseStore]) -> None:
    mine, theirs = both
    mine.apply([edited(ONE, "mine")], [], NOON)
    theirs.apply([edited(ONE, "theirs")], [], NOON)
    (copy,) = merged(theirs, of_store(mine), mine_label)
    assert copy.id != ONE.id
    assert (copy.label, copy.notes) == (mine_label(ONE.label), "mine")


def test_the_journal_alone_tells_what_was_saved_last(path: Path) -> None:
    store = CaseStore.create(path)
    store.apply([ONE, TWO], [], NOON)
    store.fold()
    older = path.read_bytes()
    store.apply([edited(ONE, "mine")], [], NOON)
    store.apply([THREE], [case_id(2)], NOON)
    journal = journal_file.path_of(path).read_bytes()
    store.close()
    newer = path.with_name("theirs.json")
    path.write_bytes(rewritten(older, b'"revision":1', b'"revision":3'))
    journal_file.path_of(path).write_bytes(journal)
    for read_only in (False, True):
        with pytest.raises(LibraryConflict) as caught:
            CaseStore.open(path, read_only)
    assert caught.value.steps == 2
    mine = of_journal(path)
    assert {case.id for case in mine.cases} == {case_id(1), case_id(3)}
    assert len(mine.entries) == 3
    kept = set_aside(path)
    assert kept.read_bytes() == journal
    with CaseStore.open(path) as theirs:
        found = merged(theirs, mine, mine_label)
    assert [case.notes for case in found] == ["mine", None]
    assert not newer.exists()
    with pytest.raises(FileUnwritable):
        set_aside(path.with_name("nothing.json"))
    with pytest.raises(FileUnreadable):
        of_journal(path.with_name("nothing.json"))


def test_nothing_known_of_how_it_became_so_keeps_both(both: tuple[CaseStore, CaseStore]) -> None:
    _, theirs = both
    mine = Mine((edited(ONE, "mine"),), ())
    assert len(merged(theirs, mine, mine_label)) == 1
