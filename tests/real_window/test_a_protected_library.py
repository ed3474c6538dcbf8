"""A library protected, locked and opened again in a real window, by keys alone."""

from pathlib import Path

import pytest

from dle_desktop.app import demo
from dle_desktop.errors import LibrarySealed
from dle_desktop.storage.case_store import CaseStore
from tests.real_window.conditions import until
from tests.real_window.display import Display, marks
from tests.real_window.program import Program

WORDS = "four words in a row"
PASSPHRASE, CODE, UNLOCK = "Passphrase of this library", "Recovery code", "Protected library"

pytestmark = marks()


def test_a_library_is_protected_locked_and_opened_by_keys(display: Display, tmp_path: Path) -> None:
    library = demo.make(tmp_path)
    with Program(display, ["--library", str(library)], tmp_path) as program:
        program.wait_for_title(library.name)
        program.look_when_still("start")
        program.keys("alt+f", "h")
        program.wait_for_title(PASSPHRASE)
        program.type(WORDS)
        program.keys("Tab")
        program.type(WORDS)
        program.look("passphrase")
        program.keys("Return")
        program.wait_for_title(CODE)
        program.look("code")
        program.keys("Return")
        until(lambda: b"illustrative" not in library.read_bytes(), "the library is sealed")
        program.wait_for_title(library.name)
        program.keys("ctrl+shift+l")
        program.wait_for_title(UNLOCK)
        program.type("not these words")
        program.keys("Return")
        program.type(WORDS)
        program.keys("Return")
        program.wait_for_title(library.name)
        program.keys("ctrl+q")
        assert program.ended() == 0
    with pytest.raises(LibrarySealed):
        CaseStore.open(library)
    with Program(display, ["--library", str(library)], tmp_path) as program:
        program.wait_for_title(UNLOCK)
        program.type(WORDS)
        program.keys("Return")
        program.wait_for_title(library.name)
        program.keys("ctrl+h")
        program.wait_for_title("History of this case")
        program.look("history")
        program.keys("Escape")
        program.wait_for_title(library.name)
        program.keys("ctrl+q")
        assert program.ended() == 0
