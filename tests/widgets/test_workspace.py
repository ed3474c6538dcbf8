"""Why? by key: of the figure with the focus, else of the one under the pointer."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from dle_desktop.app.program import Program
from dle_desktop.widgets.why_popover import WhyPopover


@pytest.fixture(autouse=True)
def pointer_back() -> Iterator[None]:
    """Put the pointer back where it was."""
    before = QCursor.pos()
    yield
    QCursor.setPos(before)


def why(program: Program) -> str:
    """Ask by the action, and return what is said."""
    program.actions.action("why").trigger()
    boxes = program.window.findChildren(WhyPopover)
    popover = next(box for box in boxes if box.isVisible())
    text = popover.text()
    popover.close()
    return text


def point(widget: QWidget, at: QPoint | None = None) -> None:
    QCursor.setPos(widget.mapToGlobal(at or widget.rect().center()))


def test_the_figure_with_the_focus_explains_itself(program: Program) -> None:
    header = program.workspace.header
    point(header.buttons["activity"])
    header.buttons["damage"].setFocus()
    assert why(program).startswith("CLASI damage now")


def test_the_figure_under_the_pointer_explains_itself(program: Program) -> None:
    program.workspace.cases.search.setFocus()
    point(program.workspace.header.buttons["activity"])
    assert why(program).startswith("CLASI activity now")
    point(program.workspace.header.subject)
    assert why(program).startswith("Followed")


def test_a_row_of_the_read_out_under_the_pointer_explains_itself(program: Program) -> None:
    program.workspace.cases.search.setFocus()
    point(program.workspace.side.read_out, QPoint(30, 28 + 35 + 8))
    assert why(program).startswith("prednisone on day 672")


def test_a_stretch_and_a_finding_explain_themselves(program: Program) -> None:
    side = program.workspace.side
    side.tabs.setCurrentWidget(side.regimens)
    side.regimens.table.setFocus()
    side.regimens.table.setCurrentCell(1, 0)
    assert why(program).startswith("This stretch: 154 days")
    side.tabs.setCurrentWidget(side.findings)
    program.workspace.cases.search.setFocus()
    program.window.grab()  # lays it out
    place = side.findings.list.visualItemRect(side.findings.list.item(0)).topLeft() + QPoint(9, 9)
    point(side.findings.list.viewport(), place)
    assert "Blood counts not done in time" in why(program)


def test_a_row_of_the_case_list_explains_itself(program: Program) -> None:
    cases = program.workspace.cases
    cases.list.setFocus()
    text = why(program)
    assert text.startswith("Followed: 22.1 months")
    assert "Lenalidomide now: 10 mg/d" in text
    cases.search.setFocus()
    point(cases.list.viewport(), cases.list.visualRect(cases.model.index(1)).center())
    assert "Lenalidomide now: stopped" in why(program)
    assert program.session.case is not None
    assert program.session.case.label == "Case 2 (illustrative)"


def test_elsewhere_the_day_at_the_cursor_explains_itself(program: Program) -> None:
    program.workspace.timeline.setFocus()
    point(program.workspace.cases.count)
    assert why(program).startswith("lenalidomide on day 672")
