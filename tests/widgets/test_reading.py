"""What the window says of a case: header, reasons, read-out, findings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dle_desktop.app import demo
from dle_desktop.app.program import Program
from dle_desktop.domain.case import Case, LabResult
from dle_desktop.domain.moments import Moment
from dle_desktop.services.session import Session
from dle_desktop.widgets.read_out_row import Row
from dle_desktop.widgets.read_out_rows import ReadOutSource
from dle_desktop.widgets.why_popover import WhyPopover


def bundled(label: str) -> Case:
    return next(case for case in demo.bundled_cases() if case.label == label)


def rows_at(label: str, day: float | None) -> dict[str, Row]:
    read = ReadOutSource(bundled(label)).at(day)
    assert read is not None
    return {row.label: row for row in read.rows}


def test_the_header_names_the_case_and_its_figures(program: Program) -> None:
    header = program.workspace.header
    assert header.title.text() == "Case 1 (illustrative)"
    assert header.tag.text() == "illustrative, not from the paper"
    assert header.buttons["activity"].accessibleName().startswith("CLASI activity now, 5")
    figure = header.buttons["blood_count"].figure
    assert figure is not None
    assert figure.warns


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_figure_tells_rule_source_and_record(program: Program, qtbot: QtBot, key: Qt.Key) -> None:
    header = program.workspace.header
    QTest.keyClick(header.buttons["activity"], key)
    popover = header.findChild(WhyPopover)
    assert popover is not None
    said = " ".join(label.text() for label in popover.findChildren(QLabel))
    assert "Rule" in said
    assert "Source" in said
    with qtbot.waitSignal(popover.record_requested):
        QTest.mouseClick(popover.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert (
        program.workspace.side.tabs.currentWidget() is program.workspace.side.panels["assessment"]
    )


def test_the_blood_count_tells_the_other_counts_that_are_reported(program: Program) -> None:
    header = program.workspace.header
    header.explain("blood_count")
    popover = header.findChild(WhyPopover)
    assert popover is not None
    said = [label.text().partition(":")[0] for label in popover.findChildren(QLabel)]
    assert [one for one in said if one.endswith(", last")] == [
        "Neutrophils, last", "White cells, last", "Platelets, last", "Haemoglobin, last",
    ]  # fmt: skip


def test_what_is_not_reported_is_said_so(session: Session, program: Program) -> None:
    session.open_case(bundled("Shah 2009, patient 1").id)
    names = program.workspace.header.buttons["blood_count"].accessibleName()
    assert "not reported" in names


@pytest.mark.parametrize(
    ("day", "label", "value", "detail"),
    [
        (408, "lenalidomide", "10 mg/d", "day 101 of this step, 2.5 g so far"),
        (100, "prednisone", "20 mg/d", "day 28 of this step, more than 5.2 g so far"),
        (-400, "lenalidomide", "not yet", ""),
        (672, "CLASI activity", "5 mild", "same day, \u221213 (\u221272 %)"),
        (672, "CLASI damage", "9", "same day, unchanged"),
        (680, "neutrophils", "1.4 10⁹/L", "8 days old, grade 2 (CTCAE 5.0), below 1.8"),
        (-400, "neutrophils", "not reported", ""),
    ],
)
def test_the_read_out_of_a_day(day: float, label: str, value: str, detail: str) -> None:
    row = rows_at("Case 1 (illustrative)", day)[label]
    assert (row.value, row.detail) == (value, detail)


@pytest.mark.parametrize(
    ("value", "low", "detail", "tone"),
    [
        (1.2, 1.1, "same day, grade 2 (CTCAE 5.0), within that laboratory's range", "warning"),
        (3.7, 1.8, "same day", "plain"),
        (3.7, None, "same day, not gradable (lower limit missing)", "plain"),
    ],
)
def test_a_count_is_told_with_its_grade(
    value: float, low: float | None, detail: str, tone: str
) -> None:
    anc = LabResult(id="l", moment=Moment(offset="P9D"), analyte="ANC", value=value,
                    unit="10*9/L", low=low)  # fmt: skip
    case = Case(id="11111111-1111-4111-8111-111111111111", label="Case", labs=(anc,))
    read = ReadOutSource(case).at(9)
    assert read is not None
    assert (read.rows[-1].detail, read.rows[-1].tone) == (detail, tone)


def test_calculated_neutrophils_are_told_as_such() -> None:
    day = Moment(offset="P9D")
    labs = (
        LabResult(id="w", moment=day, analyte="WBC", value=2.8, unit="10*9/L"),
        LabResult(id="n", moment=day, analyte="neutrophils", value=45, unit="%"),
    )
    case = Case(id="11111111-1111-4111-8111-111111111111", label="Case", labs=labs)
    read = ReadOutSource(case).at(9)
    assert read is not None
    (row,) = (one for one in read.rows if one.label == "neutrophils")
    assert (row.value, row.detail, row.tone) == (
        "1.26 10⁹/L", "same day, calculated, grade 2 (CTCAE 5.0)", "warning"
    )  # fmt: skip


def test_a_dose_without_a_known_amount_tells_no_sum() -> None:
    row = rows_at("Shah 2009, patient 2", None)["lenalidomide"]
    assert "so far" not in row.detail
    assert "4.9 and 5.3 g so far" in rows_at("Shah 2009, patient 1", None)["lenalidomide"].detail


def test_words_that_hold_for_a_span_are_not_overtaken_by_an_older_visit() -> None:
    row = rows_at("Shah 2009, patient 1", None)["CLASI activity"]
    assert (row.value, row.detail) == ("improved", "sustained reduction, same day")


def test_the_read_out_follows_the_cursor(program: Program) -> None:
    read_out = program.workspace.side.read_out
    program.workspace.timeline.cursor_moved.emit(100.0)
    assert read_out.text().startswith("Day 100, month 3.3, 9 June 2021. Lenalidomide 5 mg per day")
    program.workspace.timeline.cursor_moved.emit(None)
    assert read_out.text().startswith("Day 672, month 22.0, ")


def test_a_case_with_nothing_looks_deliberate(program: Program) -> None:
    program.actions.action("new_case").trigger()
    assert program.workspace.side.read_out.text() == ""
    assert program.workspace.header.title.text() == "New case"
    assert program.workspace.timeline.isVisible()


def visible_controls(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        view = widget.parentWidget()
        is_inside = isinstance(view, QAbstractScrollArea) and view.viewport() is widget
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not is_inside:
            yield widget


def test_every_control_has_a_name_for_those_who_cannot_see_it(program: Program) -> None:
    side = program.workspace.side
    for place in range(side.tabs.count()):
        side.tabs.setCurrentIndex(place)
        nameless = [
            f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
            for widget in visible_controls(program.window)
            if not (found := QAccessible.queryAccessibleInterface(widget))
            or not found.text(QAccessible.Text.Name)
        ]
        assert nameless == []


def test_hostile_text_is_shown_as_text(program: Program, session: Session, tmp_path: Path) -> None:
    picture = tmp_path / "red.png"
    hostile = f'<img src="file://{picture}"><b>Dr. Approved</b>'
    program.actions.action("new_case").trigger()
    case = session.case
    assert case is not None
    from msgspec.structs import replace  # noqa: PLC0415

    session.edit(replace(case, label=hostile), "Change label")
    formats = {
        label.text(): label.textFormat()
        for label in program.window.findChildren(QLabel)
        if "Approved" in label.text()
    }
    assert formats == {hostile: Qt.TextFormat.PlainText}
    assert not QtGui.Qt.mightBeRichText(program.workspace.header.title.toolTip())
    assert "Approved" not in program.window.windowTitle()
