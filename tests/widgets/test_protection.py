"""A passphrase put on, changed, taken away; and everything hidden while the library is locked."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QLabel

from dle_desktop.app.program import Program
from dle_desktop.errors import LibrarySealed
from dle_desktop.services.session import Session
from dle_desktop.storage import protection
from dle_desktop.storage.backups import backups_in, folder_of
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets.opening import open_or_make
from dle_desktop.widgets.passphrase_dialogs import NewPassphraseDialog, RecoveryDialog, UnlockDialog
from dle_desktop.widgets.salvage_dialog import SalvageDialog
from tests.fakes import FakePrompts
from tests.services.test_backups import Clock
from tests.storage.cases import NOON, make_case
from tests.storage.test_sealing import LEAST_KIB
from tests.widgets.conftest import open_case
from tests.widgets.test_backups_dialog import press, rename, said

FIRST, SECOND = "four words in a row", "other words in a row"


class Person:
    """Types passphrases, and keeps the recovery code."""

    def __init__(self) -> None:
        self.code = ""
        self.typed = FIRST
        self.told: list[str] = []
        self.gives_up = False
        self.prints = False

    def do(self, dialog: QDialog) -> None:
        if isinstance(dialog, NewPassphraseDialog):
            dialog.first.setText(self.typed)
            assert not dialog.ok.isEnabled()
            dialog.second.setText(self.typed)
            dialog.ok.click()
        elif isinstance(dialog, RecoveryDialog):
            self.code = dialog.code
            if self.prints:
                dialog.print.click()
            dialog.accept()
        elif isinstance(dialog, UnlockDialog):
            if self.gives_up:
                dialog.reject()
                return
            dialog.secret.setText("wrong")
            dialog.ok.click()
            self.told.append(dialog.wrong.text())
            dialog.secret.setText(self.typed)
            dialog.ok.click()
        elif isinstance(dialog, SalvageDialog):
            dialog.accept()


@pytest.fixture
def person(prompts: FakePrompts, monkeypatch: pytest.MonkeyPatch) -> Person:
    made = Person()
    prompts.does = made.do
    monkeypatch.setattr(protection, "USUAL_KIB", LEAST_KIB)
    monkeypatch.setattr(protection.protect, "__kwdefaults__", {"memory_kib": LEAST_KIB})
    return made


@pytest.fixture
def protected(program: Program, person: Person) -> Person:
    program.actions.action("passphrase").trigger()
    assert "protected" in said(program)
    return person


def test_a_library_is_protected_with_its_backups(
    program: Program, session: Session, person: Person, prompts: FakePrompts
) -> None:
    rename(session, "Another")
    program._keeper()[0]._now = Clock()
    program._keeper()[0].make()
    prompts.choice = 1
    program.actions.action("passphrase").trigger()
    path = session.store.path
    assert "1 backup was made before" in prompts.asked[-1]
    (backup,) = backups_in(folder_of(path), path.stem)
    for file in (path, backup.path):
        assert b"Another" not in file.read_bytes()
    assert len(person.code) > 36
    assert session.edit(replace(open_case(session), notes="x"), "Edit")
    assert len(program._keeper()[0].held(backup)) == 4
    with pytest.raises(LibrarySealed):
        CaseStore.open(path, read_only=True)


def test_locked_nothing_is_seen_until_the_passphrase_is_typed(
    program: Program, session: Session, protected: Person
) -> None:
    case = open_case(session)
    program.actions.action("lock").trigger()
    assert "passphrase" in protected.told[-1]
    assert open_case(session) == case
    assert program.workspace.isVisible()
    assert not session.undo_stack.canUndo()
    protected.typed = protected.code
    program.actions.action("lock").trigger()
    assert open_case(session) == case


def test_who_does_not_know_it_sees_a_closed_window(
    program: Program, protected: Person, prompts: FakePrompts
) -> None:
    protected.gives_up = True
    program.actions.action("lock").trigger()
    assert not program.window.isVisible()
    assert isinstance(prompts.shown[-1], UnlockDialog)
    assert prompts.asked == []  # nothing is unsafe: it was closed in order


def test_what_is_in_the_window_only_is_not_locked_away(
    program: Program, session: Session, protected: Person
) -> None:
    session.store.storage.writer.failed = OSError()
    program.actions.action("lock").trigger()
    assert "save a copy" in said(program)
    assert protected.told == []
    session.store.storage.writer.failed = None


def test_a_library_that_cannot_be_opened_again_says_why(
    program: Program, session: Session, protected: Person, prompts: FakePrompts
) -> None:
    path = session.store.path

    def harm(dialog: QDialog) -> None:
        path.unlink()
        path.mkdir()
        protected.do(dialog)

    prompts.does = harm
    program.actions.action("lock").trigger()
    assert "Protected library" in prompts.asked[-1]
    assert not program.window.isVisible()


def test_another_library_that_is_protected_locks_itself_too(
    program: Program, person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "other.json"
    with CaseStore.create(path) as store:
        store.apply([make_case(1)], [], NOON)
        protection.protect(store, FIRST, memory_kib=LEAST_KIB)
    assert program._protection is None
    assert program._cases.use_library(path)
    assert program._protection is not None
    assert program._protection._idle is not None
    assert person.told


def test_while_it_is_locked_no_word_of_a_case_is_shown(
    program: Program, session: Session, protected: Person, prompts: FakePrompts
) -> None:
    label = open_case(session).label
    seen: list[bool] = []

    def look(dialog: QDialog) -> None:
        texts = [one.text() for one in program.window.findChildren(QLabel) if one.isVisible()]
        seen.append(program.workspace.isVisible() or any(label in text for text in texts))
        protected.do(dialog)

    prompts.does = look
    program.actions.action("lock").trigger()
    assert seen == [False]


def test_locking_closes_every_other_window(
    program: Program, protected: Person, prompts: FakePrompts
) -> None:
    program.actions.action("new_window").trigger()
    (other,) = program._windows.windows
    assert other.isVisible()
    seen: list[bool] = []

    def look(dialog: QDialog) -> None:
        seen.append(other.isVisible())
        protected.do(dialog)

    prompts.does = look
    program.actions.action("lock").trigger()
    assert seen == [False]


def test_the_passphrase_is_changed_and_taken_away(
    program: Program, session: Session, protected: Person, prompts: FakePrompts
) -> None:
    prompts.choice = 0

    def change(dialog: QDialog) -> None:
        protected.typed = SECOND if isinstance(dialog, NewPassphraseDialog) else FIRST
        protected.do(dialog)

    prompts.does = change
    program.actions.action("passphrase").trigger()
    assert "is changed" in said(program)
    prompts.does, protected.typed = protected.do, SECOND
    prompts.choice = 1
    program.actions.action("passphrase").trigger()
    assert "no longer protected" in said(program)
    with CaseStore.open(session.store.path, read_only=True) as store:
        assert store.cases() == session.cases
    program.actions.action("lock").trigger()
    assert "Only a library with a passphrase" in said(program)


def test_the_recovery_code_is_printed(
    program: Program, person: Person, prompts: FakePrompts, tmp_path: Path
) -> None:
    person.prints = True
    program.actions.action("passphrase").trigger()
    assert not (tmp_path / "code.pdf").exists()
    prompts.prints_to = tmp_path / "code.pdf"
    program._protector()._code = "1234"
    program._protector()._print_code()
    assert prompts.prints_to.stat().st_size > 1000


def test_a_short_or_mistyped_passphrase_is_told(program: Program) -> None:
    dialog = NewPassphraseDialog(program.window)
    dialog.first.setText("short")
    assert "Short" in dialog.note.text()
    dialog.second.setText("shorT")
    assert "not the same" in dialog.note.text()
    assert not dialog.ok.isEnabled()


def test_who_gives_up_a_protected_library_opens_none(
    tmp_path: Path, person: Person, prompts: FakePrompts
) -> None:
    path = tmp_path / "own.json"
    with CaseStore.create(path) as store:
        store.apply([make_case(1)], [], NOON)
        protection.protect(store, FIRST, memory_kib=LEAST_KIB)
    person.gives_up = True
    assert open_or_make(path, prompts) is None
    person.gives_up = False
    made = open_or_make(path, prompts)
    assert made is not None
    made.close()
    path.write_bytes(path.read_bytes()[:-30])
    prompts.choice = 0
    salvaged = open_or_make(path, prompts)
    assert salvaged is not None
    assert salvaged.storage.lock is not None
    assert salvaged.cases() == (make_case(1),)
    salvaged.close()
    assert b"Fall" not in salvaged.path.read_bytes()


def test_a_read_only_library_gets_no_passphrase(
    program: Program, session: Session, person: Person
) -> None:
    session.store.read_only = True
    program.actions.action("passphrase").trigger()
    assert "reading only" in said(program)
    assert person.code == ""
    session.store.read_only = False


def test_the_backups_dialog_still_opens(
    program: Program, protected: Person, prompts: FakePrompts, session: Session
) -> None:
    program.actions.action("backups").trigger()
    dialog = prompts.shown[-1]
    press(dialog, "Back up now")  # type: ignore[arg-type]
    assert session.store.check().problems == ()
    assert protected.code
