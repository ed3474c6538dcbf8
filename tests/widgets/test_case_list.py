"""The list of cases: sorted as people count, filtered as typed, kept in step with the session."""

from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from dle_desktop.app.program import Program
from dle_desktop.domain.case import Case, Dose
from dle_desktop.drawing.palette import LIGHT
from dle_desktop.services.session import Session
from dle_desktop.widgets.case_glance import glance
from dle_desktop.widgets.case_list_model import CaseListModel
from tests.drawing.due_cases import COUNTED
from tests.drawing.pictures import a_case, a_course, a_dose, a_score
from tests.widgets.conftest import open_case

HELD = a_dose(300, None, None, id="hold", status="held", frequency=None, ongoing=True)


def labelled(*labels: str) -> tuple[Case, ...]:
    return tuple(Case(id=str(uuid4()), label=label) for label in labels)


def shown(model: CaseListModel) -> list[str]:
    return [model.case(row).label for row in range(model.rowCount())]


def test_labels_are_sorted_as_a_person_counts() -> None:
    model = CaseListModel()
    model.set_cases(labelled("Case 10", "case 2", "Alpha", "7 of spades"))
    assert shown(model) == ["7 of spades", "Alpha", "case 2", "Case 10"]


@pytest.mark.parametrize(
    ("search", "labels"),
    [
        ("", ["Anna", "Bertha", "Straße"]),
        ("ANN", ["Anna"]),
        ("strasse", ["Straße"]),
        ("a b", ["Bertha"]),
        ("nobody", []),
    ],
)
def test_the_search_finds_every_word_whatever_its_case(search: str, labels: list[str]) -> None:
    model = CaseListModel()
    model.set_cases(labelled("Anna", "Bertha", "Straße"))
    model.search(search)
    assert shown(model) == labels


def test_a_wider_search_finds_again_what_a_narrower_one_lost() -> None:
    model = CaseListModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_cases(labelled("Anna", "Anton"))
    for text, count in (("an", 2), ("ann", 1), ("an", 2), ("", 2)):
        model.search(text)
        assert model.rowCount() == count


def test_what_is_overdue_is_shown_spoken_and_found() -> None:
    model = CaseListModel()
    model.set_cases((*labelled("Anna", "Overdue notes"), COUNTED))
    spoken = Qt.ItemDataRole.AccessibleTextRole
    row = model.row_of(COUNTED.id)
    assert glance(COUNTED).warning == "1 overdue"
    assert ", 1 overdue" in str(model.data(model.index(row), spoken))
    for text in ("o", "overd", "overdue"):
        model.search(text)
    assert shown(model) == ["A case", "Overdue notes"]
    model.search("overdue case")
    assert shown(model) == ["A case"]
    model.search("overd")
    assert shown(model) == ["Overdue notes"]


@pytest.mark.parametrize(
    ("doses", "state"),
    [
        ((a_dose(0, 200),), "lenalidomide stopped, 13 months"),
        ((a_dose(0, None, id="on", ongoing=True), HELD), "lenalidomide held, 13 months"),
        ((a_dose(500, 600, id="plan", status="planned"),), "lenalidomide not begun, 13 months"),
    ],
)
def test_a_hold_is_no_stop_and_a_plan_no_beginning(doses: tuple[Dose, ...], state: str) -> None:
    case = a_case(courses=(a_course(*doses),), assessments=(a_score(0, 18), a_score(400, 5)))
    assert state in glance(case).state


@pytest.mark.parametrize("width", [236, 118])
def test_what_is_overdue_is_amber_in_the_row(program: Program, width: int) -> None:
    panel = program.workspace.cases
    panel.show_cases((COUNTED,))
    panel.setFixedWidth(width)
    image = panel.list.viewport().grab().toImage()
    amber = LIGHT.color("warning").name()
    assert any(
        image.pixelColor(x, y).name() == amber
        for x in range(image.width())
        for y in range(image.height())
    )


def test_typing_filters_and_the_count_says_so(program: Program) -> None:
    panel = program.workspace.cases
    assert panel.count.text() == "4 cases, all shown"
    QTest.keyClicks(panel.search, "shah")
    assert panel.count.text() == "2 of 4 shown"
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.count.text() == "4 cases, all shown"


def test_arrows_in_the_list_open_cases(program: Program, session: Session) -> None:
    first = open_case(session)
    QTest.keyClick(program.workspace.cases.list, Qt.Key.Key_Down)
    assert open_case(session).label == "Case 2 (illustrative)"
    program.actions.action("previous_case").trigger()
    assert open_case(session).id == first.id


def test_enter_in_the_search_goes_to_the_first_hit(program: Program, session: Session) -> None:
    search = program.workspace.cases.search
    QTest.keyClicks(search, "shah")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert open_case(session).label == "Shah 2009, patient 1"


def test_a_click_opens_a_case(program: Program, session: Session) -> None:
    cases = program.workspace.cases.list
    place = cases.visualRect(cases.model().index(2, 0)).center()
    QTest.mouseClick(cases.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert open_case(session).label == "Shah 2009, patient 1"


def test_a_case_without_numbers_tells_the_words_instead(session: Session) -> None:
    seen = {case.label: glance(case) for case in session.cases}
    assert seen["Case 1 (illustrative)"].last == "5"
    assert seen["Shah 2009, patient 1"].line == ()
    assert seen["Shah 2009, patient 1"].detail == "sustained reduction; scores not reported"
    empty = glance(labelled("Empty")[0])
    assert (empty.state, empty.detail) == ("nothing recorded yet", "scores not reported")


def test_an_empty_library_says_how_to_begin(program: Program, tmp_path: Path) -> None:
    assert program._cases.use_library(tmp_path / "new.json")
    assert program.workspace.empty.isVisible()
    assert "New case" in program.workspace.empty.text()
    assert program.workspace.cases.count.text() == "no cases yet"
