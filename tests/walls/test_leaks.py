"""What is in a case stays in the library, and where a person sends it: nothing of it leaks."""

import re
import stat
import sys
from pathlib import Path

import pytest

from tests.walls.conftest import Walked, traced
from tests.walls.hostile import CANARY

SPELLINGS = tuple(CANARY.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_WRITTEN = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]+)", [A-Z_|]*O_(?:WRONLY|RDWR|CREAT)')
_PATHS = re.compile(r'"(/[^"]*)"')


def files_outside(walked: Walked) -> list[Path]:
    """Return all that was left behind but the library, what was sent elsewhere and our records."""
    places = walked.places
    ours = {places.report, places.trace, places.picture, places.control}
    return [
        file
        for file in sorted(places.root.rglob("*"))
        if file not in ours
        and not file.is_relative_to(places.library.parent)
        and not file.is_relative_to(places.chosen)
    ]


def test_the_walk_did_what_could_leak(walked: Walked) -> None:
    """A search that finds nothing says something only where there was something to find."""
    library = walked.places.library
    assert CANARY in library.read_text(encoding="utf-8")
    assert len(list(walked.places.chosen.iterdir())) > 20
    log = next(file for file in files_outside(walked) if file.name == "dle-desktop.log")
    assert "ValueError" in log.read_text(encoding="utf-8")
    assert any(file.name == "settings.json" for file in files_outside(walked))


def test_no_file_outside_the_library_holds_or_is_named_by_what_is_in_a_case(walked: Walked) -> None:
    leaking = [
        str(file)
        for file in files_outside(walked)
        if CANARY in file.name
        or (file.is_file() and any(one in file.read_bytes() for one in SPELLINGS))
    ]
    assert leaking == []


def test_nothing_is_written_elsewhere(walked: Walked) -> None:
    written = {match[1] for call in traced(walked.places.trace) if (match := _WRITTEN.search(call))}
    allowed = (str(walked.places.root), "/dev/", "/proc/self/")
    assert str(walked.places.library) in {path.removesuffix(".lock") for path in written}
    assert {path for path in written if not path.startswith(allowed)} == set()


def test_no_file_that_was_there_for_a_moment_was_named_by_what_is_in_a_case(walked: Walked) -> None:
    named = {path for call in traced(walked.places.trace) for path in _PATHS.findall(call)}
    chosen = str(walked.places.chosen)
    assert {path for path in named if CANARY in path and not path.startswith(chosen)} == set()


def test_no_title_of_a_window_names_a_patient(walked: Walked) -> None:
    assert "library.json — DLE Desktop" in walked.report.titles
    assert [title for title in walked.report.titles if CANARY in title] == []


def test_what_a_desktop_writes_down_of_the_streams_names_no_patient(walked: Walked) -> None:
    assert "ValueError" in walked.said
    assert CANARY not in walked.said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_what_the_program_keeps_is_for_its_person_alone(walked: Walked) -> None:
    places = walked.places
    kept = [places.library, *places.library.parent.rglob("*")]
    kept += [file for file in files_outside(walked) if "dle-desktop" in file.parent.name]
    open_to_others = [
        str(file) for file in kept if file.is_file() and stat.S_IMODE(file.stat().st_mode) & 0o077
    ]
    assert open_to_others == []
