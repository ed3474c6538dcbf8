"""The tab of findings: each record of one is a click away, and each tells its rule."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.domain.case import Case, LabResult
from dle_desktop.domain.moments import Moment
from dle_desktop.services.session import Session
from dle_desktop.widgets.findings_tab import FindingsTab
from dle_desktop.widgets.record_link import RecordLink
from dle_desktop.widgets.why_popover import WhyPopover
from tests.widgets.conftest import open_case


@pytest.fixture
def tab(program: Program) -> FindingsTab:
    side = program.workspace.side
    side.tabs.setCurrentWidget(side.findings)
    return side.findings


def links(tab: FindingsTab) -> list[RecordLink]:
    return [link for link in tab.findChildren(RecordLink) if link.isVisible()]


def with_open_counts(case: Case, number: int) -> Case:
    """Return a case with so many counts that only a lower limit would grade."""
    counts = tuple(
        LabResult(id=f"open-{day}", moment=Moment(offset=f"P{day}D"), analyte="ANC", value=3.0,
                  unit="10*9/L")
        for day in range(number)
    )  # fmt: skip
    return replace(case, labs=counts)


def select(tab: FindingsTab, words: str) -> None:
    (item,) = tab.list.findItems(words, Qt.MatchFlag.MatchContains)
    tab.list.setCurrentItem(item)


def test_each_record_of_a_finding_is_one_click_away(
    tab: FindingsTab, program: Program, session: Session
) -> None:
    session.edit(with_open_counts(open_case(session), 2), "Change counts")
    select(tab, "cannot be graded")
    assert [link.text() for link in links(tab)] == ["The ANC of day 0", "The ANC of day 1"]
    QTest.mouseClick(links(tab)[1], Qt.MouseButton.LeftButton)
    side = program.workspace.side
    assert side.tabs.currentWidget() is side.panels["lab"]


def test_many_records_are_offered_in_the_reasons(tab: FindingsTab, session: Session) -> None:
    session.edit(with_open_counts(open_case(session), 6), "Change counts")
    select(tab, "cannot be graded")
    assert [link.text() for link in links(tab)][-1] == "and 3 more"
    QTest.mouseClick(links(tab)[-1], Qt.MouseButton.LeftButton)
    popover = tab.findChild(WhyPopover)
    assert popover is not None
    assert "The ANC of day 5" in popover.text()
    popover.close()


def test_why_tells_the_rule_of_a_finding(tab: FindingsTab) -> None:
    tab.list.setCurrentRow(0)
    tab.why_button.click()
    popover = tab.findChild(WhyPopover)
    assert popover is not None
    assert popover.text().startswith("This is missing or left out: Blood counts not done in time")
    assert "Rule: Neutrophil counts while the index drug was taken" in popover.text()
    popover.close()


def test_enter_shows_the_record_of_a_finding_about_one(
    tab: FindingsTab, session: Session, qtbot: QtBot
) -> None:
    session.edit(with_open_counts(open_case(session), 1), "Change counts")
    select(tab, "cannot be graded")
    with qtbot.waitSignal(tab.record_requested) as told:
        QTest.keyClick(tab.list, Qt.Key.Key_Return)
    assert told.args == ["open-0"]


def test_enter_explains_a_finding_about_several(tab: FindingsTab, session: Session) -> None:
    session.edit(with_open_counts(open_case(session), 2), "Change counts")
    select(tab, "cannot be graded")
    QTest.keyClick(tab.list, Qt.Key.Key_Return)
    popover = tab.findChild(WhyPopover)
    assert popover is not None
    popover.close()


def test_another_case_leaves_nothing_selected(
    tab: FindingsTab, program: Program, qtbot: QtBot
) -> None:
    tab.list.setCurrentRow(0)
    program.actions.action("new_case").trigger()
    assert links(tab) == []
    with qtbot.assertNotEmitted(tab.why_requested):
        tab.why_button.click()
        assert not tab.explain_here(None)


def test_a_row_is_as_high_as_its_sentence(program: Program) -> None:
    labs = tuple(
        LabResult(id=f"l{number}", moment=Moment(offset=f"P{number}D"), analyte="ANC", value=1.4,
                  unit="furlongs"[:number])
        for number in range(1, 9)
    )  # fmt: skip
    tab = program.workspace.side.findings
    program.workspace.side.tabs.setCurrentWidget(tab)
    tab.show_case(Case(id="11111111-1111-4111-8111-111111111111", label="Case", labs=labs))
    shown = tab.list
    beside, above = 44, 10  # the icon, the padding of the style sheet and the spacing
    for row in range(shown.count()):
        item = shown.item(row)
        room = shown.viewport().width() - beside
        text = shown.fontMetrics().boundingRect(
            0, 0, room, 900, Qt.TextFlag.TextWordWrap, item.text()
        )
        assert shown.visualItemRect(item).height() >= text.height() + above


def activate(tab: FindingsTab, words: str) -> None:
    texts = [tab.list.item(row).text() for row in range(tab.list.count())]
    row = next(number for number, text in enumerate(texts) if words in text)
    tab.list.setCurrentRow(row)
    QTest.keyClick(tab.list, Qt.Key.Key_Return)


def test_missed_counts_move_the_cursor_to_the_first_of_them_and_into_sight(
    program: Program,
) -> None:
    timeline, side = program.workspace.timeline, program.workspace.side
    side.tabs.setCurrentWidget(side.findings)
    timeline.wake()
    timeline.set_visible(0, 100)
    activate(side.findings, "3 blood counts in a row")
    assert timeline.cursor_day() == 343
    first, last = timeline.visible()
    assert first < 343 < last
