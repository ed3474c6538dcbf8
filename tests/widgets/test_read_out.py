"""The read-out at the cursor: each of its rows can be asked why, by pointer and by key."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.domain.case import Case
from dle_desktop.services.session import Session
from dle_desktop.widgets.read_out import ReadOutPanel
from dle_desktop.widgets.why import Why
from dle_desktop.widgets.why_popover import WhyPopover
from tests.widgets.test_reading import bundled, rows_at

ROWS_FROM, ROW = 28, 35


@pytest.fixture
def read_out(program: Program) -> ReadOutPanel:
    program.workspace.timeline.set_cursor(308.0)
    return program.workspace.side.read_out


def asked(read_out: ReadOutPanel) -> WhyPopover:
    return read_out.findChildren(WhyPopover)[-1]


def test_the_day_of_a_change_shows_both_doses() -> None:
    rows = rows_at("Case 1 (illustrative)", 308)
    assert rows["lenalidomide"].value == "5 → 10 mg/d"


@pytest.mark.parametrize(
    ("row", "label"),
    [(0, "lenalidomide on day 308"), (3, "CLASI activity on day 308"),
     (5, "neutrophils on day 308")],
)  # fmt: skip
def test_a_click_on_a_row_opens_its_reasons(read_out: ReadOutPanel, row: int, label: str) -> None:
    at = QPoint(40, ROWS_FROM + ROW * row + 10)
    QTest.mouseClick(read_out, Qt.MouseButton.LeftButton, pos=at)
    popover = asked(read_out)
    assert popover.text().startswith(label)
    popover.close()


def test_a_click_beside_the_rows_asks_nothing(read_out: ReadOutPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(read_out.why_requested):
        QTest.mouseClick(read_out, Qt.MouseButton.LeftButton, pos=QPoint(40, 6))


def test_arrows_choose_a_row_and_enter_explains_it(read_out: ReadOutPanel) -> None:
    read_out.setFocus()
    QTest.keyClick(read_out, Qt.Key.Key_Up)
    for _ in range(3):
        QTest.keyClick(read_out, Qt.Key.Key_Down)
    assert read_out.accessibleDescription() == "CLASI activity: 10 moderate (same day, −8 (−44 %))"
    QTest.keyClick(read_out, Qt.Key.Key_Return)
    text = asked(read_out).text()
    assert "10 − 18 = −8 points; −8 ÷ 18 = −44.4 %" in text
    assert "The CLASI of 3 Jan 2022; The CLASI of 1 Mar 2021" in text
    asked(read_out).close()


def test_the_score_of_the_day_of_a_change_is_explained_by_the_dose_before(
    read_out: ReadOutPanel,
) -> None:
    read_out.explain(0)
    assert "a score or count of that day is explained by 5 mg/d" in asked(read_out).text()
    asked(read_out).close()


def test_the_pointer_shows_that_a_row_can_be_asked(read_out: ReadOutPanel) -> None:
    QTest.mouseMove(read_out, QPoint(40, ROWS_FROM + 10))
    assert read_out.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(read_out, QPoint(40, 4))
    assert read_out.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_reasons_are_those_of_the_row_on_every_case(program: Program, session: Session) -> None:
    read_out = program.workspace.side.read_out
    told: list[Why] = []
    read_out.why_requested.connect(told.append)
    for label in ("Case 2 (illustrative)", "Shah 2009, patient 1", "Shah 2009, patient 2"):
        session.open_case(bundled(label).id)
        for place, row in enumerate(read_out.rows()):
            read_out.explain(place)
            (figure,) = told[-1].figures
            name = figure.label.partition(" on day")[0]
            assert row.label.casefold() == name.casefold()
            if figure.key == "monitoring":  # the row tells of one day what the figure tells of all
                continue
            assert (figure.value or "not reported").split(" 10*9")[0] in row.value
            asked(read_out).close()


def test_without_a_case_nothing_is_explained(qtbot: QtBot) -> None:
    alone = ReadOutPanel()
    qtbot.addWidget(alone)
    with qtbot.assertNotEmitted(alone.why_requested):
        alone.explain(0)
        assert not alone.explain_here(None)
        alone.show_case(Case(id=bundled("Shah 2009, patient 1").id, label="Empty"))
        QTest.keyClick(alone, Qt.Key.Key_Down)
        QTest.keyClick(alone, Qt.Key.Key_Return)
