"""A page printed in a real window, through the real print dialog, to a file."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from dle_desktop.app import demo
from tests.real_window.conditions import until
from tests.real_window.display import Display, marks
from tests.real_window.program import Program

FIRST_ROW = (100, 120)  # in the case list, which is sorted by label

pytestmark = marks()


def test_a_case_is_printed_to_a_file_through_the_dialog(
    display: Display, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))  # where the dialog puts a file
    library = demo.make(tmp_path)
    with Program(display, ["--library", str(library)], tmp_path) as program:
        program.wait_for_title(library.name)
        program.look_when_still("start")
        program.click(*FIRST_ROW)
        program.keys("ctrl+p")
        program.wait_for_title("Before the first print")
        program.keys("Return")
        program.wait_for_title("Print")
        program.look("dialog")
        program.keys("Return")
        until(lambda: any(home.glob("*.pdf")), "the file is printed")
        program.wait_for_title(library.name)
        (file,) = home.glob("*.pdf")
        assert "illustrative" not in file.name
        text = PdfReader(file).pages[0].extract_text()
        assert "Case 1 (illustrative)" in text
        assert "snapshot S-" in text
        assert "page 1 of 1" in text
        program.keys("ctrl+p")  # said only once
        program.wait_for_title("Print")
        program.keys("Escape")
        program.wait_for_title(library.name)
        program.keys("ctrl+q")
        assert program.ended() == 0
