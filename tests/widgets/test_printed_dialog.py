"""Printed snapshots: kept with the case, shown again as they were, told where the case changed."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog

from dle_desktop.app.program import Program
from dle_desktop.domain.case import Case
from dle_desktop.errors import FileUnwritable
from dle_desktop.services.session import Session
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.widgets.paper_dialog import PaperDialog
from dle_desktop.widgets.printed_dialog import PrintedDialog
from tests.fakes import FakePrompts
from tests.widgets.conftest import open_case


@pytest.fixture
def saved(program: Program, prompts: FakePrompts, tmp_path: Path) -> Path:
    """Return a snapshot that was saved."""
    prompts.target = tmp_path / "one.pdf"
    program.actions.action("snapshot").trigger()
    return prompts.target


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def message_of(program: Program) -> str:
    message = program.workspace.messages.message
    return "" if message is None else message.text


def listed(program: Program, prompts: FakePrompts) -> PrintedDialog:
    program.actions.action("printed").trigger()
    dialog = prompts.shown[-1]
    assert isinstance(dialog, PrintedDialog)
    return dialog


def again(program: Program, prompts: FakePrompts) -> PaperDialog:
    listed(program, prompts).again.click()
    dialog = prompts.shown[-1]
    assert isinstance(dialog, PaperDialog)
    return dialog


def on_disk(session: Session) -> Case:
    case = open_case(session)
    return next(one for one in session.store.cases() if one.id == case.id)


def test_a_snapshot_is_kept_with_its_number_and_undone_by_name(
    saved: Path, program: Program, session: Session
) -> None:
    (kept,) = open_case(session).printed
    assert kept == on_disk(session).printed[0]
    assert f"snapshot {kept.id}" in text_of(saved)
    assert program.actions.action("undo").text() == f"&Undo keep snapshot {kept.id}"
    program.actions.action("undo").trigger()
    assert open_case(session).printed == ()


def test_the_same_page_is_drawn_again(
    saved: Path, program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    dialog = again(program, prompts)
    options = dialog.options()
    assert options.snapshot_id == open_case(session).printed[0].id
    assert options.since == ""
    prompts.target = tmp_path / "two.pdf"
    dialog.save_requested.emit()
    assert prompts.target.read_bytes() == saved.read_bytes()
    assert len(open_case(session).printed) == 1  # the same print is not kept twice


def test_what_changed_since_is_told_in_the_list_and_on_the_page(
    saved: Path, program: Program, prompts: FakePrompts, session: Session
) -> None:
    assert saved.exists()
    assert listed(program, prompts).list.item(0).text().endswith("the case is as it was")
    case = open_case(session)
    first = replace(case.assessments[0], activity=7)
    session.edit(replace(case, assessments=(first, *case.assessments[1:])), "Change CLASI")
    assert listed(program, prompts).list.item(0).text().endswith("1 assessment changed")
    assert again(program, prompts).options().since == "revision 0 then, since: 1 assessment changed"


def test_a_print_of_another_version_is_told_in_the_list_and_on_the_page(
    saved: Path, program: Program, prompts: FakePrompts, session: Session
) -> None:
    assert saved.exists()
    case = open_case(session)
    session.edit(replace(case, printed=(replace(case.printed[0], version="0.0.9"),)), "Change")
    words = listed(program, prompts).list.item(0).text()
    assert words.endswith("the case is as it was, drawn by version 0.0.9")
    assert again(program, prompts).options().since == "drawn by version 0.0.9 then"


def test_a_pasted_line_is_kept_without_what_no_line_holds(
    program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    def paste(dialog: QDialog) -> None:
        assert isinstance(dialog, PaperDialog)
        dialog.choices.header.setText(" Clinic\tof\u2028skin\x07 ")
        prompts.target = tmp_path / "a.pdf"
        dialog.save_requested.emit()

    prompts.does = paste
    program.actions.action("preview").trigger()
    assert open_case(session).printed[0].header == "Clinic of skin"


def test_chosen_otherwise_it_is_another_snapshot(
    saved: Path, program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    assert saved.exists()
    dialog = again(program, prompts)
    dialog.choices.colours.setCurrentIndex(1)
    assert dialog.options().snapshot_id == ""
    for name in ("two.pdf", "three.pdf"):  # both are kept, each with its number
        prompts.target = tmp_path / name
        dialog.save_requested.emit()
    ids = [one.id for one in open_case(session).printed]
    assert len(set(ids)) == 3
    assert f"snapshot {ids[2]}" in text_of(tmp_path / "three.pdf")


def test_a_print_is_forgotten_and_brought_back(
    saved: Path, program: Program, prompts: FakePrompts, session: Session
) -> None:
    assert saved.exists()
    dialog = listed(program, prompts)
    dialog.remove.click()
    assert open_case(session).printed == ()
    assert dialog.list.count() == 0
    assert not dialog.again.isEnabled()
    program.actions.action("undo").trigger()
    assert len(open_case(session).printed) == 1


def test_no_two_papers_have_one_number(
    saved: Path, program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    numbers = [open_case(session).printed[0].id]
    program.actions.action("undo").trigger()  # the paper is there all the same
    prompts.target = tmp_path / "two.pdf"
    program.actions.action("snapshot").trigger()
    numbers.append(open_case(session).printed[0].id)
    listed(program, prompts).remove.click()
    prompts.target = tmp_path / "three.pdf"
    program.actions.action("snapshot").trigger()
    numbers.append(open_case(session).printed[0].id)
    assert len(set(numbers)) == 3
    assert f"snapshot {numbers[0]}" in text_of(saved)


def test_a_library_for_reading_keeps_nothing_and_says_so(
    program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    session.use_store(CaseStore.open(session.store.path, read_only=True))
    session.open_case(session.cases[0].id)
    prompts.choice, prompts.prints_to = 0, tmp_path / "a.pdf"
    program.actions.action("print").trigger()
    assert open_case(session).printed == ()
    assert "not kept" in message_of(program)
    assert "snapshot S-" not in text_of(tmp_path / "a.pdf")


def test_a_snapshot_saved_from_a_library_for_reading_is_told_not_to_be_kept(
    saved: Path, program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    case_id = open_case(session).id
    session.use_store(CaseStore.open(session.store.path, read_only=True))
    session.open_case(case_id)
    prompts.target = tmp_path / "two.pdf"
    program.actions.action("snapshot").trigger()
    assert f"{prompts.target}. This library is open for reading only" in message_of(program)
    dialog = again(program, prompts)  # what was kept before can still be drawn
    prompts.target = tmp_path / "three.pdf"
    dialog.save_requested.emit()
    assert message_of(program) == f"The snapshot is in {prompts.target}."
    assert f"snapshot {open_case(session).printed[0].id}" in text_of(saved)


def test_a_number_that_could_not_be_stored_is_told(
    program: Program, prompts: FakePrompts, session: Session, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def full(*_args: object, **_options: object) -> None:
        raise FileUnwritable(session.store.path, "ENOSPC")

    monkeypatch.setattr(session.store, "apply", full)
    prompts.target = tmp_path / "one.pdf"
    program.actions.action("snapshot").trigger()
    assert prompts.target.exists()
    assert open_case(session).printed == ()
    assert "could not be stored" in message_of(program)


@pytest.mark.no_qt_log  # Qt warns of a painter that does not begin
def test_what_could_not_be_printed_is_told_and_not_kept(
    program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    prompts.choice, prompts.prints_to = 0, tmp_path / "no folder" / "a.pdf"
    program.actions.action("print").trigger()
    assert message_of(program).startswith("Nothing was printed")
    assert open_case(session).printed == ()


def test_pages_that_are_not_there_are_no_print(
    program: Program, prompts: FakePrompts, session: Session, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def chosen(printer: QPrinter) -> bool:
        printer.setOutputFileName(str(tmp_path / "a.pdf"))
        printer.setFromTo(8, 9)
        return True

    monkeypatch.setattr(prompts, "printer", chosen)
    prompts.choice = 0
    program.actions.action("print").trigger()
    assert message_of(program) == "Nothing was printed: there are no such pages."
    assert open_case(session).printed == ()


def test_two_cases_compared_are_not_kept(
    program: Program, prompts: FakePrompts, session: Session, tmp_path: Path
) -> None:
    def compare(dialog: QDialog) -> None:
        assert isinstance(dialog, PaperDialog)
        template = dialog.choices.template
        template.setCurrentIndex(template.findData("comparison"))
        prompts.target = tmp_path / "a.pdf"
        dialog.save_requested.emit()

    prompts.does = compare
    program.actions.action("preview").trigger()
    assert (tmp_path / "a.pdf").exists()
    assert all(one.printed == () for one in session.cases)
