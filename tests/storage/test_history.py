"""Every stored change leaves an entry, the entries are chained, and any state can be had again."""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from dle_desktop.errors import LibraryDamaged
from dle_desktop.storage import history
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.history import HISTORY, Author, Chain
from tests.storage.cases import NOON, case_id, make_case

FIRST = make_case(1, revision=1)
SECOND = replace(FIRST, revision=2, notes="penicillin allergy")
THIRD = replace(SECOND, revision=3, notes="none", courses=())


@pytest.fixture
def filled(store: CaseStore) -> CaseStore:
    store.apply([FIRST], [], NOON, step="New case")
    store.apply([SECOND, make_case(2)], [], NOON, step="Edit notes")
    store.apply([THIRD], [], NOON, step="Delete course")
    return store


def texts(store: CaseStore) -> dict[str, bytes]:
    return dict(store.storage.documents(HISTORY))


def test_an_entry_says_who_when_and_what(filled: CaseStore) -> None:
    entries = filled.entries(case_id(1))
    assert [one.kind for one in entries] == ["created", "changed", "changed"]
    assert [one.step for one in entries] == ["New case", "Edit notes", "Delete course"]
    assert [one.revision for one in entries] == [1, 2, 3]
    assert [one.n for one in entries] == [1, 2, 4]
    assert "@" in entries[0].who
    assert entries[0].when == history.local_time(NOON)
    changes = {one.path: (one.old, one.new) for one in entries[1].changes or ()}
    assert changes["notes",] == (msgspec.UNSET, "penicillin allergy")
    assert changes["revision",] == (1, 2)
    assert history.broken_links(texts(filled)) == []


def test_every_state_can_be_had_again(path: Path, filled: CaseStore) -> None:
    for store in (filled, CaseStore.open(path, read_only=True)):
        assert [case for _, case in store.states(case_id(1))] == [THIRD, SECOND, FIRST]
        assert [entry.n for entry, _ in store.states(case_id(1))] == [4, 2, 1]
    filled.apply([], [case_id(1)], NOON)
    kinds = [(entry.kind, case) for entry, case in filled.states(case_id(1))]
    assert kinds[0] == ("deleted", THIRD)
    assert kinds[-1] == ("created", FIRST)
    filled.apply([replace(SECOND, revision=4)], [], NOON)
    newest, case = filled.states(case_id(1))[0]
    assert (newest.kind, case) == ("brought back", replace(SECOND, revision=4))
    assert filled.states(case_id(1))[-1][1] == FIRST
    assert filled.states("unknown") == []


def test_what_is_gone_for_good_leaves_that_it_was_and_the_chain_holds(
    path: Path, filled: CaseStore
) -> None:
    filled.apply([], [case_id(1)], NOON)
    filled.empty_trash(NOON)
    entries = filled.entries(case_id(1))
    assert [one.kind for one in entries][-2:] == ["deleted", "gone for good"]
    assert all(one.changes is None for one in entries)
    assert all(case is None for _, case in filled.states(case_id(1)))
    assert history.broken_links(texts(filled)) == []
    for file in path.parent.iterdir():
        assert b"penicillin" not in file.read_bytes()
    assert [one.kind for one in filled.entries(case_id(2))] == ["created"]
    filled.apply([FIRST], [], NOON)
    assert [case for _, case in filled.states(case_id(1))][:2] == [FIRST, None]


@pytest.mark.parametrize(
    ("old", "new", "broken"),
    [
        (b'"who":"', b'"who":"x', [2]),
        (b"penicillin", b"no known", [2]),
        (b'"n":2', b'"n":7', [2]),
        (b'"kind":"changed"', b'"kind":"deleted"', [2]),
        (b'"when":', b'"then":', [2]),
    ],
)
def test_a_forged_entry_is_found(
    filled: CaseStore, old: bytes, new: bytes, broken: list[int]
) -> None:
    forged = texts(filled)
    assert old in forged["2"]
    forged["2"] = forged["2"].replace(old, new)
    assert history.broken_links(forged)[:1] == broken


def test_an_entry_left_out_put_in_or_made_anew_is_found(filled: CaseStore) -> None:
    whole = texts(filled)
    assert history.broken_links({k: v for k, v in whole.items() if k != "2"}) == [3]
    assert history.broken_links({k: v for k, v in whole.items() if k != "1"})[:1] == [2]
    chain = Chain(history.entry_from(whole["1"]))
    anew = chain.added(Author("x@y", NOON), "changed", FIRST, THIRD, FIRST.id)
    forged = whole | {"2": msgspec.json.encode(anew)}
    assert history.broken_links(forged) == [3]
    assert chain.copy().hash == chain.hash


def test_changes_that_are_not_of_this_case_give_no_state(filled: CaseStore) -> None:
    entries = filled.entries(case_id(1))
    told = history.states(replace(FIRST, courses=()), [*entries[:1], entries[2]])
    assert [case is None for _, case in told] == [False, True]


def test_an_edit_that_changes_nothing_has_no_changes() -> None:
    entry = Chain(None).added(Author("x@y", NOON), "changed", FIRST, FIRST, FIRST.id)
    assert (entry.changes, entry.content) == (None, "")
    assert history.states(FIRST, [entry]) == [(entry, FIRST)]


@pytest.mark.parametrize("table", ['{"x":{}}', '{"1":{"n":1}}', '{"1":[]}'])
def test_a_history_that_cannot_be_read_is_damage(path: Path, store: CaseStore, table: str) -> None:
    store.close()
    data = path.read_bytes().replace(b'"about":', b'"history":%s,"about":' % table.encode())
    path.write_bytes(data)
    with pytest.raises(LibraryDamaged, match="history"):
        CaseStore.open(path)


def test_an_entry_that_cannot_be_read_is_damage_when_it_is_asked_for(filled: CaseStore) -> None:
    stored = filled.storage._tables[HISTORY]
    stored["2"] = stored["2"].replace(b'"kind":"changed"', b'"kind":"other"')
    with pytest.raises(LibraryDamaged, match="history 2"):
        filled.entries(case_id(1))
