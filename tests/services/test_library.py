"""Whole cases: made, copied, deleted, brought back, sent and received."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from dle_desktop.domain.case import Case
from dle_desktop.services.library import Library
from dle_desktop.services.messages import Message, Messages
from dle_desktop.services.session import Session
from dle_desktop.storage.case_store import CaseStore


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    del qtbot
    made = Session(CaseStore.create(tmp_path / "library.json"))
    yield made
    made.close()


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def library(session: Session, messages: Messages) -> Library:
    return Library(session, messages)


def opened(session: Session) -> Case:
    assert session.case is not None
    return session.case


def test_new_cases_are_opened_and_never_share_a_label(library: Library, session: Session) -> None:
    library.new_case()
    library.new_case()
    assert opened(session).label == "New case 2"
    assert session.undo_stack.undoText() == "New case"


def test_a_duplicate_is_a_case_of_its_own(library: Library, session: Session) -> None:
    library.new_case()
    first = opened(session)
    library.duplicate(first)
    assert opened(session).id != first.id
    assert opened(session).label == "New case (copy)"
    assert opened(session).revision == 1


def test_a_deleted_case_is_restored_from_the_trash(library: Library, session: Session) -> None:
    library.new_case()
    case = opened(session)
    library.delete(case)
    assert session.case is None
    library.restore([session.trash()[0].case])
    assert opened(session).id == case.id
    assert session.trash() == ()


def test_export_then_import_changes_nothing(
    library: Library, session: Session, tmp_path: Path
) -> None:
    library.new_case()
    library.new_case()
    assert library.export(session.cases, tmp_path / "out.json")
    previews = library.preview([tmp_path / "out.json"])
    assert [item.state for item in previews[0].items] == ["identical", "identical"]
    steps = session.undo_stack.count()
    assert library.import_cases(previews, {}) == 0
    assert session.undo_stack.count() == steps


def test_an_import_is_one_step_back(library: Library, session: Session, tmp_path: Path) -> None:
    library.new_case()
    library.new_case()
    library.export(session.cases, tmp_path / "out.json")
    session.undo()
    session.undo()
    assert library.import_cases(library.preview([tmp_path / "out.json"]), {}) == 2
    assert len(session.cases) == 2
    session.undo()
    assert not session.cases


@pytest.mark.parametrize(
    ("choice", "labels"),
    [
        ({}, ["here"]),
        ({"all": "keep"}, ["here"]),
        ({"all": "replace"}, ["there"]),
        ({"all": "duplicate"}, ["here", "there"]),
    ],
)
def test_a_changed_case_becomes_what_is_chosen(
    library: Library, session: Session, tmp_path: Path, choice: dict[str, str], labels: list[str]
) -> None:
    library.new_case()
    case = opened(session)
    library.export([replace(case, label="there")], tmp_path / "out.json")
    session.edit(replace(case, label="here"), "Change label")
    choices = {case.id: choice["all"]} if choice else {}
    library.import_cases(library.preview([tmp_path / "out.json"]), choices)  # type: ignore[arg-type]
    assert [case.label for case in session.cases] == labels


def test_a_file_that_is_no_case_file_brings_problems(library: Library, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"format": "dle-desktop-case", "version": 1, "cases": 5}')
    bad, missing = library.preview([tmp_path / "bad.json", tmp_path / "missing.json"])
    assert bad.problems[0].path == "$.cases"
    assert missing.error is not None


def test_an_export_that_fails_is_told(
    library: Library, messages: Messages, session: Session, tmp_path: Path
) -> None:
    said: list[Message] = []
    messages.posted.connect(said.append)
    assert not library.export(session.cases, tmp_path / "no" / "folder" / "out.json")
    assert [message.level for message in said] == ["error"]


def test_an_export_never_takes_the_place_of_the_library(library: Library, session: Session) -> None:
    library.new_case()
    assert not library.export(session.cases, session.store.path)
    assert CaseStore.open(session.store.path, read_only=True).cases() == session.cases


def test_two_files_with_one_case_are_not_both_taken(
    library: Library, session: Session, tmp_path: Path
) -> None:
    library.new_case()
    case = opened(session)
    for name in ("first", "second"):
        library.export([replace(case, label=name)], tmp_path / f"{name}.json")
    first, second = library.preview([tmp_path / "first.json", tmp_path / "second.json"])
    assert [item.incoming.label for item in first.items] == ["first"]
    assert not second.items
    (problem,) = second.problems
    assert problem.path == "$.cases[0].id"
    assert case.id in problem.message
