"""An edge dragged with the mouse in a real window: stored, shown in the table, and taken back."""

from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from dle_desktop.app import demo
from dle_desktop.domain.case import Dose
from dle_desktop.drawing.palette import LIGHT
from dle_desktop.storage.case_store import CaseStore
from tests.real_window.conditions import until
from tests.real_window.display import Display, marks
from tests.real_window.program import Program

FIRST_ROW = (100, 120)  # in the case list, which is sorted by label
TABLE = QRect(1130, 520, 380, 240)  # on the screen: the doses
LANE = QRect(520, 160, 480, 76)  # on the screen: about the lane of the index drug
RISE = 15  # a rise between two steps is at least so many pixels high
FAR, SNAP = 40, 6  # pixels to the right, and about where an edge comes to rest

pytestmark = marks()


def steps(library: Path) -> tuple[Dose, Dose]:
    """Return both steps of the illustrative responder as they lie on disk."""
    with CaseStore.open(library, read_only=True) as store:
        case = next(one for one in store.cases() if one.label == "Case 1 (illustrative)")
        first, second = case.courses[0].doses
        return first, second


def rises(picture: QImage) -> list[tuple[int, int]]:
    """Return the middles of the upright lines of the index drug, from left to right."""
    wanted = LIGHT.drug("index", "lenalidomide")
    found: list[tuple[int, int]] = []
    for x in range(LANE.left(), LANE.right()):
        inked = [
            y for y in range(LANE.top(), LANE.bottom()) if _near(picture.pixelColor(x, y), wanted)
        ]
        if len(inked) >= RISE and not (found and x - found[-1][0] <= 2):
            found.append((x, (inked[0] + inked[-1]) // 2))
    return found


def _near(one: QColor, other: QColor) -> bool:
    away = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(map(abs, away)) < 60


def test_an_edge_is_dragged_seen_in_the_table_and_taken_back(
    display: Display, tmp_path: Path
) -> None:
    library = demo.make(tmp_path)
    with Program(display, ["--library", str(library)], tmp_path) as program:
        program.wait_for_title(library.name)
        program.look_when_still("start")
        program.click(*FIRST_ROW)
        before = program.look_when_still("before")
        first, second = steps(library)
        _, (x, y) = rises(before)[:2]
        program.drag((x, y), (x + FAR, y))
        until(lambda: steps(library)[0].end != first.end, "the move is stored")
        assert steps(library)[0].end == steps(library)[1].start != second.start
        program.click(*FIRST_ROW)  # away from the picture: the read-out tells the last day again
        after = program.look_when_still("after")
        assert after.copy(TABLE) != before.copy(TABLE)
        assert any(abs(at - x - FAR) <= SNAP for at, _ in rises(after))

        program.keys("ctrl+z")
        until(lambda: steps(library) == (first, second), "the step is taken back on disk")
        assert program.look_when_still("undone").copy(TABLE) == before.copy(TABLE)
        program.keys("ctrl+q")
        assert program.ended() == 0
