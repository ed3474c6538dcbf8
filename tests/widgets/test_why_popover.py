"""The box that explains a figure: all of it can be read, reached by key, followed and copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from dle_desktop.app import demo
from dle_desktop.app.program import Program
from dle_desktop.domain.summary import summarise
from dle_desktop.widgets.record_link import RecordLink
from dle_desktop.widgets.why_popover import WhyPopover
from tests.widgets.test_reading import bundled


def popover(program: Program, qtbot: QtBot, *keys: str) -> WhyPopover:
    case = bundled("Case 1 (illustrative)")
    figures = [one for one in summarise(case) if one.key in keys]
    made = WhyPopover(figures, case, program.workspace.header)
    with qtbot.waitExposed(made):
        made.open_below(program.workspace.header)
    return made


def said(made: WhyPopover) -> list[str]:
    return [label.text() for label in made.findChildren(QLabel)]


def links(made: WhyPopover) -> list[str]:
    return [link.text() for link in made.findChildren(RecordLink) if link.isVisibleTo(made)]


def test_no_line_of_a_text_is_cut(program: Program, qtbot: QtBot) -> None:
    made = popover(program, qtbot, "activity", "activity_best", "response", "monitoring")
    labels = made.findChildren(QLabel)
    assert len(labels) > 16
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    made.close()


def test_what_is_higher_than_the_screen_scrolls_by_key(program: Program, qtbot: QtBot) -> None:
    keys = [one.key for one in summarise(demo.bundled_cases()[0])]
    made = popover(program, qtbot, *keys)
    room = made.screen().availableGeometry()
    assert room.contains(made.geometry())
    bar = made.findChildren(QScrollArea)[0].verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(made, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    made.close()


def test_one_figure_needs_no_scrolling(program: Program, qtbot: QtBot) -> None:
    made = popover(program, qtbot, "last_event")
    assert made.findChildren(QScrollArea)[0].verticalScrollBar().maximum() == 0
    made.close()


def test_a_figure_tells_value_detail_rule_and_what_the_sources_are_worth(
    program: Program, qtbot: QtBot
) -> None:
    made = popover(program, qtbot, "activity_best")
    assert said(made) == [
        "Best CLASI activity",
        "4",
        "mild, 2022-10-31, on 10 mg/d",
        "Rule",
        "The lowest CLASI activity after the first index dose, with the dose before it",
        "Source",
        "Bands: Klein 2011, Arch Dermatol 147:203-8 (published)",
        "Which is the best: convention of this program (not published)",
        "Records",
    ]
    assert links(made) == ["The CLASI of 31 Oct 2022", "Lenalidomide 10 mg from 3 Jan 2022"]
    made.close()


def test_many_records_are_the_first_few_until_more_are_asked_for(
    program: Program, qtbot: QtBot
) -> None:
    made = popover(program, qtbot, "monitoring")
    first = links(made)
    assert len(first) == 4
    assert first[-1].startswith("and ")
    before = made.height()
    more = made.findChildren(RecordLink)[-1]
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    count = int(first[-1].split()[1])
    assert len(links(made)) == 3 + count
    assert not any(text.startswith("and ") for text in links(made))
    assert made.height() > before
    made.close()


def test_the_keys_are_inside_and_go_back_where_they_were(program: Program, qtbot: QtBot) -> None:
    button = program.workspace.header.buttons["activity"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    made = program.workspace.header.findChild(WhyPopover)
    assert made is not None
    inside = QApplication.focusWidget()
    assert isinstance(inside, RecordLink)
    QTest.keyClick(inside, Qt.Key.Key_Tab)
    second = QApplication.focusWidget()
    assert isinstance(second, QPushButton)
    assert second is not inside
    QTest.keyClick(second, Qt.Key.Key_Escape)
    qtbot.waitUntil(button.hasFocus)
    assert not made.isVisible()


def test_a_link_opens_its_record(program: Program) -> None:
    program.workspace.header.explain("activity_best")
    made = program.workspace.header.findChild(WhyPopover)
    assert made is not None
    dose = made.findChildren(RecordLink)[1]
    QTest.keyClick(dose, Qt.Key.Key_Space)
    side = program.workspace.side
    assert side.tabs.currentWidget() is side.panels["dose"]
    assert side.panels["dose"].has_selection


def test_ctrl_c_copies_all_of_it_as_text(program: Program, qtbot: QtBot) -> None:
    made = popover(program, qtbot, "activity_baseline", "activity_best")
    inside = QApplication.focusWidget()
    assert inside is not None
    QTest.keyClick(inside, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == made.text()
    assert copied.startswith("CLASI activity at baseline: 18\n2021-03-01\nRule: The last CLASI on")
    assert "\n\nBest CLASI activity: 4\n" in copied
    assert copied.endswith("Records: The CLASI of 31 Oct 2022; Lenalidomide 10 mg from 3 Jan 2022")
    assert made.copy_button.text() == "Copied"
    made.close()


def test_the_line_below_the_label_explains_how_long(program: Program) -> None:
    subject = program.workspace.header.subject
    subject.setFocus()
    QTest.keyClick(subject, Qt.Key.Key_Return)
    made = program.workspace.header.findChild(WhyPopover)
    assert made is not None
    assert "records from day 0 to day 672: 672 ÷ 30.4375 = 22.1 months" in made.text()
    assert links(made) == ["Lenalidomide 5 mg from 1 Mar 2021"]
    made.close()
    QTest.mouseClick(subject, Qt.MouseButton.LeftButton)
    assert program.workspace.header.findChildren(WhyPopover)[-1].isVisible()
