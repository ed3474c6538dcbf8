"""One working day: start, pick a case, add a dose, undo, redo, print, quit, and find it all again.

Real keys and mouse events in a real window under a window manager. Pictures of the screen are left
in the test's folder, for a person to look at.
"""

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from dle_desktop import resources
from dle_desktop.domain.case import Case, Dose
from dle_desktop.exchange.case_json import parse_cases
from dle_desktop.storage.case_store import CaseStore
from tests.real_window.conditions import until
from tests.real_window.display import Display, marks
from tests.real_window.program import COMMAND, ROOT, Program

LABEL = "Case 2 (illustrative)"
SECOND_ROW = (100, 200)  # in the case list, which is sorted by label
TIMELINE = QRect(500, 170, 560, 700)  # on the screen, clear of focus rings
DRUG = "thalidomide"  # in no bundled case
ADD_DOSE, SNAPSHOT = "Add dose", "Export snapshot"

pytestmark = marks()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a library with the bundled cases, made by the command line."""
    made = tmp_path / "library.json"
    files = [str(resources.path(name)) for name in resources.names("cases")]
    command("import", *files, "--library", str(made))
    return made


def command(*arguments: str) -> None:
    """Run a command of the program that must succeed."""
    subprocess.run([*COMMAND, *arguments], cwd=ROOT, check=True, timeout=60)


def doses_of(cases: tuple[Case, ...]) -> tuple[Dose, ...]:
    """Return the doses of the drug in the case that was picked; no other case has any."""
    found = {
        case.label: course.doses
        for case in cases
        for course in case.courses
        if course.drug == DRUG
    }  # fmt: skip
    assert found.keys() <= {LABEL}
    return found.get(LABEL, ())


def stored(library: Path) -> tuple[Dose, ...]:
    """Return what lies on disk while the program runs."""
    with CaseStore.open(library, read_only=True) as store:
        return doses_of(store.cases())


def print_to(program: Program, file: Path) -> str:
    """Export the snapshot of the open case by keyboard; return the text of the PDF."""
    program.keys("ctrl+shift+s")
    program.wait_for_title(SNAPSHOT)
    program.look(f"asking-for-{file.stem}")
    program.keys("ctrl+a")
    program.type(str(file))
    program.keys("Return")
    until(lambda: file.is_file() and b"%%EOF" in file.read_bytes()[-64:], f"{file.name} is written")
    program.wait_for_title("library.json")
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def wait_for_start(program: Program) -> None:
    """Wait, as a person does, until the window has its furniture and nothing moves any more."""
    program.wait_for_title("library.json")
    until(lambda: has_ink(program.look("start").copy(TIMELINE)), "the timeline is painted")
    program.look_when_still("start")


def has_ink(picture: QImage) -> bool:
    """Return whether a picture is more than one plain colour."""
    plain = QImage(picture)
    plain.fill(picture.pixelColor(0, 0))
    return bool(picture != plain)


def assert_whole_case_is_shown(program: Program) -> None:
    """Fail if asking for the whole case changes the picture: a start should show all of it."""
    before = program.look_when_still("start").copy(TIMELINE)
    program.keys("ctrl+0")
    read_guide(program)  # what was asked before is done when it comes up
    assert bool(program.look_when_still("whole-case").copy(TIMELINE) == before)


def read_guide(program: Program) -> None:
    """Open the guide and close it."""
    program.keys("F1")
    program.wait_for_title("Guide")
    program.look("guide")
    program.keys("Escape")
    program.wait_for_title("library.json")


def test_a_dose_added_by_hand_is_there_the_next_day(
    display: Display, library: Path, tmp_path: Path
) -> None:
    with Program(display, ["--library", str(library)], tmp_path) as program:
        wait_for_start(program)
        program.click(*SECOND_ROW)
        program.keys("ctrl+d")
        program.wait_for_title(ADD_DOSE)
        for words in (DRUG, "day 10", "day 40"):
            program.type(words)
            program.keys("Tab")
        program.keys("Tab", "Tab", "Tab")  # past "ongoing", "this was" and "last known"
        program.type("50")
        program.look("adding-a-dose")
        program.keys("Return")
        until(lambda: stored(library), "the dose is stored")
        dose = stored(library)[0]
        assert dose.start is not None
        assert (dose.start.offset, dose.amount, dose.unit) == ("P10D", 50.0, "mg")

        program.wait_for_title("library.json")
        program.look("dose-added")
        program.keys("ctrl+z")
        until(lambda: not stored(library), "the step is taken back on disk")
        program.keys("ctrl+shift+z")
        until(lambda: stored(library) == (dose,), "the step is done again on disk")

        page = print_to(program, tmp_path / "first-day.pdf")
        assert LABEL in page
        assert DRUG in page
        program.keys("ctrl+q")
        assert program.ended() == 0

    exported = tmp_path / "exported.json"
    command("export", "--library", str(library), "--format", "case-json", "--output", str(exported))
    assert doses_of(parse_cases(exported.read_bytes()).cases) == (dose,)

    with Program(display, ["--library", str(library)], tmp_path) as program:
        wait_for_start(program)
        assert_whole_case_is_shown(program)
        page = print_to(program, tmp_path / "next-day.pdf")
        program.look("next-day")
        assert LABEL in page
        assert DRUG in page
        program.keys("ctrl+q")
        assert program.ended() == 0
    assert stored(library) == (dose,)
