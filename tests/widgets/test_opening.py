"""A library that cannot simply be opened: what is asked, and what each answer does."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog

from dle_desktop.errors import LibraryConflict, LibraryDamaged, LibraryMissing, NewerFormat
from dle_desktop.storage import journal_file, places
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets.opening import free_path, notes_of, open_or_make
from dle_desktop.widgets.salvage_dialog import SalvageDialog
from tests.fakes import FakePrompts
from tests.storage.cases import NOON, case_id, make_case, rewritten

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.json"
    with CaseStore.create(path) as store:
        store.apply([make_case(1), make_case(2)], [], NOON)
    return path


def accept(dialog: QDialog) -> None:
    dialog.accept()


def in_conflict(path: Path) -> None:
    """Leave a step in the journal and bring another file underneath."""
    older = path.read_bytes()
    store = CaseStore.open(path)
    store.apply([replace(make_case(1), notes="mine"), make_case(3)], [], NOON)
    journal = journal_file.path_of(path).read_bytes()
    store.close()
    path.write_bytes(rewritten(older, b"Fall 2", b"Case 2"))
    journal_file.path_of(path).write_bytes(journal)


def test_a_damaged_library_is_read_case_by_case_into_a_new_one(
    path: Path, prompts: FakePrompts
) -> None:
    damaged = path.read_bytes().replace(b'"label":"Fall 2', b'"bel":"Fall 2')
    path.write_bytes(damaged)
    with pytest.raises(LibraryDamaged):
        open_or_make(path, prompts)
    prompts.choice = 0
    with pytest.raises(LibraryDamaged):
        open_or_make(path, prompts)
    (dialog,) = prompts.shown
    assert isinstance(dialog, SalvageDialog)
    assert "1 lost" in dialog.text.text()
    assert dialog.list.topLevelItem(0).text(1) == "lost"  # type: ignore[union-attr]
    prompts.does = accept
    store = open_or_make(path, prompts)
    assert store is not None
    assert store.path.name.startswith("library-salvaged-")
    assert store.cases() == (make_case(1),)
    store.close()
    assert path.read_bytes() == damaged


def test_nothing_to_salvage_makes_nothing(path: Path, prompts: FakePrompts) -> None:
    path.write_bytes(b"")
    journal_file.path_of(path).unlink()
    prompts.choice = 0
    with pytest.raises(LibraryDamaged):
        open_or_make(path, prompts)
    dialog = prompts.shown[0]
    assert isinstance(dialog, SalvageDialog)
    assert not dialog.make.isEnabled()


def test_a_conflict_is_brought_together_case_by_case(path: Path, prompts: FakePrompts) -> None:
    in_conflict(path)
    with pytest.raises(LibraryConflict):
        open_or_make(path, prompts)
    assert "2 steps" not in prompts.asked[0]
    assert "1 step saved here" in prompts.asked[0]
    assert open_or_make(path, prompts, read_only=True) is None
    prompts.choice = 0
    store = open_or_make(path, prompts)
    assert store is not None
    assert [case.notes for case in store.cases()] == ["mine", None, None]
    assert store.case(case_id(2)) == replace(make_case(2), label=store.briefs()[1].label)
    assert store.briefs()[1].label.startswith("Case 2")
    store.close()
    assert len(list(path.parent.glob("library.json.journal.kept-*"))) == 1


def test_a_conflict_is_kept_as_two_libraries(path: Path, prompts: FakePrompts) -> None:
    in_conflict(path)
    prompts.choice = 1
    store = open_or_make(path, prompts)
    assert store is not None
    assert [case.notes for case in store.cases()] == [None, None]
    store.close()
    (other,) = path.parent.glob("library-saved here-*.json")
    with CaseStore.open(other) as mine:
        assert [case.notes for case in mine.cases()] == ["mine", None]


def test_a_newer_format_can_be_read(path: Path, prompts: FakePrompts) -> None:
    path.write_bytes(rewritten(path.read_bytes(), b'"version":1', b'"version":7'))
    with pytest.raises(NewerFormat):
        open_or_make(path, prompts)
    assert "version 7" in prompts.asked[0]
    prompts.choice = 0
    store = open_or_make(path, prompts)
    assert store is not None
    assert store.read_only
    assert len(store.cases()) == 2


def test_what_is_missing_is_made_unless_for_reading(tmp_path: Path, prompts: FakePrompts) -> None:
    with pytest.raises(LibraryMissing):
        open_or_make(tmp_path / "new.json", prompts, read_only=True)
    store = open_or_make(tmp_path / "new.json", prompts)
    assert store is not None
    assert notes_of(store) == []
    store.close()


def test_what_one_should_know_of_a_library_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = journal_file.path_of(path)
    beside.write_bytes(beside.read_bytes() + b"CJ1 half a li")
    with CaseStore.open(path) as store:
        assert "never finished" in notes_of(store)[0]
        store.apply([make_case(4)], [], NOON)
    assert len(list(path.parent.glob("*.torn-1"))) == 1
    path.write_bytes(rewritten(path.read_bytes(), b"Fall 2", b"Case 2"))
    with CaseStore.open(path) as store:
        assert "Another program" in notes_of(store)[0]
    for place, words in (("network", "on a network"), ("synced", "synced")):
        monkeypatch.setattr(places, "place_of", lambda _path, place=place: place)
        with CaseStore.open(path, read_only=True) as store:
            assert words in notes_of(store)[-1]


def test_a_free_name_is_free(tmp_path: Path) -> None:
    first = free_path(tmp_path / "l.json", "copy")
    first.touch()
    second = free_path(tmp_path / "l.json", "copy")
    second.touch()
    assert len({first, second, free_path(tmp_path / "l.json", "copy")}) == 3
