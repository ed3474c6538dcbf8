"""A CLASI sheet typed by keyboard alone in a real window, within a minute, and found on disk."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from dle_desktop.app import demo
from dle_desktop.domain.case import Assessment
from dle_desktop.domain.moments import Moment
from dle_desktop.storage.case_store import CaseStore
from tests.domain.test_clasi_items import T4
from tests.real_window.conditions import until
from tests.real_window.display import Display, marks
from tests.real_window.program import Program

A_MINUTE = 60.0
# The rows of T4 (`clinical.md` 1.4) from the scalp to the feet, then what is asked once.
ZONES = ("211", "2111", "3212", "1011", *["0000"] * 5, "1111", *["0000"] * 3)
ASKED_ONCE = "01214"

pytestmark = marks()


def sheets(library: Path) -> list[Assessment]:
    """Return the assessments with a sheet that lie on disk while the program runs."""
    with CaseStore.open(library, read_only=True) as store:
        return [one for case in store.cases() for one in case.assessments if one.items is not None]


def keys() -> Iterator[str]:
    """Yield the keys of the whole sheet, from its first cell on."""
    for digits in ZONES:
        yield from "Right".join(f" {digit} " for digit in digits).split()
        yield from ("Left",) * (len(digits) - 1)
        yield "Down"
    yield from "Down".join(f" {digit} " for digit in ASKED_ONCE).split()


def test_a_whole_sheet_takes_less_than_a_minute(display: Display, tmp_path: Path) -> None:
    library = demo.make(tmp_path)
    with Program(display, ["--library", str(library)], tmp_path) as program:
        program.wait_for_title(library.name)
        program.look_when_still("start")
        began = monotonic()
        program.keys("ctrl+shift+k")
        program.wait_for_title("CLASI sheet")
        program.type("month 7")
        program.keys("Return", *keys())
        program.look_when_still("sheet")
        program.keys("Return")
        until(lambda: sheets(library), "the sheet is stored")
        assert monotonic() - began < A_MINUTE
        (made,) = sheets(library)
        assert (made.moment, made.items) == (Moment(offset="P7M"), T4)
        assert (made.activity, made.damage) == (17, 19)

        program.wait_for_title(library.name)
        program.keys("ctrl+z")
        until(lambda: not sheets(library), "the step is taken back on disk")
        program.keys("ctrl+q")
        assert program.ended() == 0
