"""A damaged library gives back every whole case, never a wrong one; what became of each is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest
from tinydb import TinyDB

from dle_desktop.errors import FileUnreadable, FileUnwritable
from dle_desktop.storage import backups, journal_file
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.salvage import Salvaged, salvage, write_salvaged
from tests.storage.cases import NOON, case_id, make_case

COUNT = 20
CASES = {case_id(n): make_case(n, revision=1, notes=f"note {n}") for n in range(1, COUNT + 1)}


@pytest.fixture
def filled(path: Path) -> Path:
    with CaseStore.create(path) as store:
        store.apply(list(CASES.values()), [], NOON)
        store.apply([], [case_id(3)], NOON)
    return path


def fates(found: tuple[Salvaged, ...]) -> dict[str, int]:
    return {fate: sum(1 for one in found if one.fate == fate) for fate in {o.fate for o in found}}


def right(found: tuple[Salvaged, ...]) -> bool:
    told = [one for one in found if one.fate in {"whole", "from backup"} and one.case is not None]
    return all(one.case == CASES[one.case.id] for one in told if one.case is not None)


def test_a_whole_library_is_whole(filled: Path) -> None:
    found = salvage(filled)
    assert fates(found) == {"whole": COUNT}
    assert right(found)
    assert [one.case_id for one in found if one.in_trash] == [case_id(3)]
    new = filled.with_name("new.json")
    write_salvaged(new, found, NOON)
    with CaseStore.open(new) as store:
        assert {case.id: case for case in store.cases()} == {
            key: case for key, case in CASES.items() if key != case_id(3)
        }
        assert [one.case for one in store.trash()] == [CASES[case_id(3)]]
    with pytest.raises(FileUnwritable):
        write_salvaged(new, found, NOON)


@pytest.mark.parametrize("part", [0.2, 0.6, 0.99])
def test_a_cut_file_gives_back_what_stands_before_the_cut(filled: Path, part: float) -> None:
    whole = filled.read_bytes()
    data = whole[: int(len(whole) * part)]
    filled.write_bytes(data)
    found = salvage(filled)
    assert right(found)
    before = sum(1 for key in CASES if b'"id":"%s"' % key.encode() in data)
    assert fates(found).get("whole", 0) >= before - 1
    assert fates(found).get("whole", 0) + fates(found).get("lost", 0) == COUNT
    assert filled.read_bytes() == data


def test_no_flipped_byte_delivers_a_wrong_case(filled: Path) -> None:
    whole = filled.read_bytes()
    chance = Random(6)  # noqa: S311 - places of damage
    for _ in range(150):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        filled.write_bytes(data)
        found = salvage(filled)
        assert right(found)
        assert fates(found).get("whole", 0) >= COUNT - 1


def test_what_is_damaged_comes_from_the_newest_whole_backup(filled: Path) -> None:
    data = filled.read_bytes()
    day = datetime(2024, 5, 20, tzinfo=UTC)
    folder = backups.folder_of(filled)
    backups.back_up(data, folder, filled.stem, day)
    for later in (data.replace(b"note 9", b"nope 9"), b"{"):
        day += timedelta(days=1)
        backups.back_up(later, folder, filled.stem, day)
    changed = data.replace(b'"notes":"note 5"', b'"notes":"not! 5"')
    filled.write_bytes(changed.replace(b'"label":"Fall 7', b'"bel":"Fall 7'))
    found = salvage(filled)
    assert fates(found) == {"whole": COUNT - 2, "from backup": 2}
    assert right(found)
    for backup in backups.backups_in(folder, filled.stem):
        backup.path.unlink()
    found = salvage(filled)
    assert fates(found) == {"whole": COUNT - 2, "doubtful": 1, "lost": 1}
    (doubtful,) = (one for one in found if one.fate == "doubtful")
    assert doubtful.case_id == case_id(5)


def test_the_journal_counts_before_the_file(filled: Path) -> None:
    store = CaseStore.open(filled)
    newer = make_case(2, revision=9)
    store.apply([newer, make_case(40)], [], NOON)
    store.empty_trash(NOON)
    store.apply([], [case_id(4)], NOON)
    store.storage.writer.close()  # and no fold: as after a kill
    beside = journal_file.path_of(filled)
    beside_text, file_text = beside.read_bytes(), filled.read_bytes()
    store.close()
    beside.write_bytes(beside_text)
    filled.write_bytes(file_text.replace(b'"label":"Fall 7', b'"bel":"Fall 7'))
    found = {one.case_id: one for one in salvage(filled)}
    assert found[case_id(2)].case == newer
    assert case_id(40) in found
    assert found[case_id(4)].in_trash


def test_what_was_deleted_for_good_in_the_journal_stays_deleted(filled: Path) -> None:
    data = filled.read_bytes()
    store = CaseStore.open(filled)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store.storage, "fold", lambda *_: True)
        store.empty_trash(NOON)
        lines = journal_file.path_of(filled).read_bytes()
        store.close()
    filled.write_bytes(data)
    journal_file.path_of(filled).write_bytes(lines)
    assert case_id(3) not in {one.case_id for one in salvage(filled)}


def test_a_file_of_another_program_without_checksums_is_read(tmp_path: Path) -> None:

    path = tmp_path / "stock.json"
    with TinyDB(path) as database:
        database.table("cases").insert(msgspec.to_builtins(make_case(1)))
    path.write_bytes(path.read_bytes()[:-1] + b",,")
    assert fates(salvage(path)) == {"whole": 1}


def test_what_cannot_be_read_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        salvage(tmp_path)
    empty = tmp_path / "empty.json"
    empty.write_bytes(b"")
    assert salvage(empty) == ()
    empty.write_bytes(b'"1":' + b"{" * 100_000)
    assert salvage(empty) == ()
