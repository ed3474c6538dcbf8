"""Records edited by keys and clicks, in the table and in the form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from dle_desktop.app.program import Program
from dle_desktop.domain.moments import Moment
from dle_desktop.errors import FileUnwritable
from dle_desktop.services.session import Session
from dle_desktop.widgets.record_form import RecordForm
from dle_desktop.widgets.record_panel import RecordPanel
from dle_desktop.widgets.theme import ThemeName
from tests.widgets.conftest import open_case


def panel_of(program: Program, name: str) -> RecordPanel:
    panel = program.workspace.side.panels[name]
    program.workspace.side.tabs.setCurrentWidget(panel)
    return panel


def form_of(program: Program) -> RecordForm:
    forms = [form for form in program.window.findChildren(RecordForm) if form.isVisible()]
    assert len(forms) == 1
    return forms[0]


def type_into(form: RecordForm, key: str, text: str) -> None:
    control = form.rows.control(key)
    control.setFocus()
    if isinstance(control, QLineEdit):
        control.clear()
    QTest.keyClicks(control, text)


def accept_button(form: RecordForm) -> QPushButton:
    return next(one for one in form.findChildren(QPushButton) if one.text() == form.windowTitle())


def cell_editor(panel: RecordPanel, row: int, column: int) -> QLineEdit:
    index = panel.model.index(row, column)
    panel.table.setCurrentIndex(index)
    QTest.keyClick(panel.table, Qt.Key.Key_F2)
    editor = panel.table.viewport().findChild(QLineEdit)
    assert editor is not None
    return editor


def test_a_dose_is_added_with_the_keyboard_undone_and_redone(
    program: Program, session: Session
) -> None:
    panel = panel_of(program, "dose")
    before = panel.model.rowCount()
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Insert)
    form = form_of(program)
    type_into(form, "drug", "dapsone")
    type_into(form, "start", "month 5")
    type_into(form, "amount", "50")
    QTest.mouseClick(accept_button(form), Qt.MouseButton.LeftButton)
    assert panel.model.rowCount() == before + 1
    dose = next(one for one in open_case(session).courses if one.drug == "dapsone").doses[0]
    assert (dose.start, dose.amount, dose.frequency) == (Moment(offset="P5M"), 50, "QD")
    program.actions.action("undo").trigger()
    assert panel.model.rowCount() == before
    assert program.actions.action("redo").text() == "&Redo add dose"
    program.actions.action("redo").trigger()
    assert panel.model.rowCount() == before + 1


def test_the_form_says_what_is_wrong_and_refuses_it(program: Program) -> None:
    panel_of(program, "dose").add()
    form = form_of(program)
    type_into(form, "start", "03/04/05")
    assert not accept_button(form).isEnabled()
    assert "three different days" in form.rows.control("start").accessibleDescription()
    type_into(form, "start", "3 Apr 2005")
    assert form.rows.control("start").accessibleDescription() == ""
    assert accept_button(form).isEnabled()
    form.reject()


def test_a_taper_asks_for_its_steps_only_when_they_are_known(program: Program) -> None:
    panel_of(program, "dose").add()
    form = form_of(program)
    assert not form.rows.control("taper_from").isVisible()
    QTest.keyClick(form.rows.control("taper"), Qt.Key.Key_End)
    assert form.rows.control("taper_from").isVisible()
    assert not form.rows.control("steps").isVisible()
    form.reject()


def test_a_cell_takes_a_dose_in_words(program: Program, session: Session, qtbot: QtBot) -> None:
    panel = panel_of(program, "dose")
    editor = cell_editor(panel, 0, 3)
    assert editor.text() == "5 mg once daily"
    editor.clear()
    QTest.keyClicks(editor, "7,5 mg every other day")
    with qtbot.waitSignal(session.case_changed):  # the table commits with the next event
        QTest.keyClick(editor, Qt.Key.Key_Return)
    dose = open_case(session).courses[0].doses[0]
    assert (dose.amount, dose.frequency) == (7.5, "QOD")
    assert session.undo_stack.undoText() == "Change dose"


def test_a_wrong_cell_keeps_the_cursor_and_says_why(program: Program, session: Session) -> None:
    panel = panel_of(program, "dose")
    editor = cell_editor(panel, 0, 1)
    editor.clear()
    QTest.keyClicks(editor, "03/04/05")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert "three different days" in editor.accessibleDescription()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert session.undo_stack.count() == 0


def test_leaving_a_wrong_cell_keeps_the_old_value_and_tells(
    program: Program, session: Session
) -> None:
    panel = panel_of(program, "dose")
    editor = cell_editor(panel, 0, 1)
    editor.clear()
    QTest.keyClicks(editor, "soon")
    program.workspace.cases.search.setFocus()
    assert session.undo_stack.count() == 0
    message = program.workspace.messages.message
    assert message is not None
    assert message.text.startswith("Not changed.")


def test_ongoing_is_typed_into_the_end(program: Program, session: Session, qtbot: QtBot) -> None:
    panel = panel_of(program, "dose")
    editor = cell_editor(panel, 0, 2)
    editor.clear()
    QTest.keyClicks(editor, "ongoing")
    with qtbot.waitSignal(session.case_changed):  # the table commits with the next event
        QTest.keyClick(editor, Qt.Key.Key_Return)
    dose = open_case(session).courses[0].doses[0]
    assert (dose.ongoing, dose.end) == (True, None)


def test_delete_removes_the_selected_record(program: Program, session: Session) -> None:
    panel = panel_of(program, "assessment")
    count = len(open_case(session).assessments)
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert len(open_case(session).assessments) == count - 1
    assert session.undo_stack.undoText() == "Delete CLASI"


@pytest.mark.parametrize(
    ("typed", "total", "direction", "words"),
    [
        ("12", 12, None, None),
        ("improved, clearly", None, "improved", "clearly"),
        ("unchanged", None, "unchanged", None),
    ],
)
def test_an_activity_is_a_total_or_words(
    program: Program, session: Session, qtbot: QtBot,
    typed: str, total: int | None, direction: str | None, words: str | None,
) -> None:  # fmt: skip
    panel = panel_of(program, "assessment")
    record_id = panel.model.kind.record_id(panel.model.record(0))
    editor = cell_editor(panel, 0, 2)
    editor.clear()
    QTest.keyClicks(editor, typed)
    with qtbot.waitSignal(session.case_changed):  # the table commits with the next event
        QTest.keyClick(editor, Qt.Key.Key_Return)
    found = next(one for one in open_case(session).assessments if one.id == record_id)
    assert found.activity == total
    reading = found.activity_reading
    assert (reading.direction if reading else None) == direction
    assert (reading.text if reading else None) == words


def test_a_total_beyond_the_instrument_is_refused(program: Program) -> None:
    panel = panel_of(program, "assessment")
    editor = cell_editor(panel, 0, 2)
    editor.clear()
    QTest.keyClicks(editor, "71")
    assert "at most 70" in editor.accessibleDescription()
    QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_a_lab_cell_takes_value_and_unit_in_one(
    program: Program, session: Session, qtbot: QtBot
) -> None:
    panel = panel_of(program, "lab")
    record_id = panel.model.kind.record_id(panel.model.record(0))
    editor = cell_editor(panel, 0, 2)
    editor.clear()
    QTest.keyClicks(editor, "<0.5 10^9/L")
    with qtbot.waitSignal(session.case_changed):  # the table commits with the next event
        QTest.keyClick(editor, Qt.Key.Key_Return)
    lab = next(one for one in open_case(session).labs if one.id == record_id)
    assert (lab.comparator, lab.value, lab.unit) == ("<", 0.5, "10^9/L")


def test_an_event_is_added_by_its_form(program: Program, session: Session) -> None:
    program.actions.action("add_event").trigger()
    form = form_of(program)
    type_into(form, "moment", "May 2022")
    type_into(form, "text", "flare of the scalp")
    QTest.mouseClick(accept_button(form), Qt.MouseButton.LeftButton)
    assert open_case(session).events[-1].text == "flare of the scalp"


def test_a_double_click_in_the_timeline_opens_the_form(program: Program) -> None:
    case = open_case(program.session)
    program.workspace.timeline.record_activated.emit(case.labs[0].id)
    form = form_of(program)
    assert form.windowTitle() == "Change lab"
    form.reject()


def test_case_data_is_stored_when_typing_ends(program: Program, session: Session) -> None:
    side = program.workspace.side
    side.tabs.setCurrentWidget(side.case_tab)
    label = side.case_tab.rows.control("label")
    assert isinstance(label, QLineEdit)
    label.clear()
    QTest.keyClicks(label, "Case one")
    QTest.keyClick(label, Qt.Key.Key_Return)
    assert open_case(session).label == "Case one"
    assert session.undo_stack.undoText() == "Change label"
    assert program.workspace.header.title.text() == "Case one"


def test_a_case_without_a_label_is_refused(program: Program, session: Session) -> None:
    side = program.workspace.side
    side.tabs.setCurrentWidget(side.case_tab)
    label = side.case_tab.rows.control("label")
    assert isinstance(label, QLineEdit)
    label.clear()
    QTest.keyClick(label, Qt.Key.Key_Return)
    assert session.undo_stack.count() == 0
    assert "needs a label" in label.accessibleDescription()


def test_a_choice_in_a_cell_is_stored_at_once(program: Program, session: Session) -> None:
    panel = panel_of(program, "event")
    record_id = panel.model.kind.record_id(panel.model.record(0))
    panel.table.setCurrentIndex(panel.model.index(0, 1))
    QTest.keyClick(panel.table, Qt.Key.Key_F2)
    box = panel.table.viewport().findChild(QComboBox)
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_End)
    event = next(one for one in open_case(session).events if one.id == record_id)
    assert event.kind == "note"


def test_enter_opens_the_form_of_the_selected_record(program: Program, session: Session) -> None:
    panel = panel_of(program, "lab")
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    form = form_of(program)
    type_into(form, "value", "2")
    QTest.mouseClick(accept_button(form), Qt.MouseButton.LeftButton)
    assert session.undo_stack.undoText() == "Change lab"


def test_the_keys_stay_in_the_table_after_a_cell(
    program: Program, session: Session, qtbot: QtBot
) -> None:
    panel = panel_of(program, "dose")
    panel.table.setFocus()
    editor = cell_editor(panel, 0, 3)
    editor.setText("10 mg daily")
    with qtbot.waitSignal(session.case_changed):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.table.hasFocus)


def test_what_focus_alone_chose_is_shown_as_selected(program: Program) -> None:
    panel = panel_of(program, "lab")
    panel.table.setFocus()
    assert panel.has_selection
    selected = [index.row() for index in panel.table.selectionModel().selectedRows()]
    assert selected == [panel.table.currentIndex().row()]


def test_a_form_that_says_nothing_adds_nothing(program: Program) -> None:
    panel_of(program, "event").add()
    form = form_of(program)
    assert not accept_button(form).isEnabled()
    type_into(form, "text", "visit")
    assert accept_button(form).isEnabled()
    form.reject()


def test_a_new_lab_takes_unit_and_range_of_its_own_analyte_only(program: Program) -> None:
    panel_of(program, "lab").add()
    form = form_of(program)

    def shown() -> tuple[str, str, str]:
        draft = form.rows.draft()
        return draft["unit"], draft["low"], draft["high"]

    type_into(form, "analyte", "ANC")
    assert shown() == ("10*9/L", "1.8", "7.5")
    type_into(form, "analyte", "haemoglobin")
    assert shown()[0] == "g/dL"
    type_into(form, "analyte", "creatinine")
    assert shown() == ("", "", "")
    type_into(form, "analyte", "neutrophils")
    assert shown() == ("10*9/L", "1.8", "7.5")
    type_into(form, "unit", "/nl")
    assert shown() == ("/nl", "", "")  # what was typed stays; a range is in its unit
    form.reject()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_box_to_tick_shows_on_its_ground(program: Program, theme: ThemeName) -> None:
    program.theme.choose(theme)
    panel_of(program, "dose").add()
    form = form_of(program)
    picture = form.rows.control("ongoing").grab().toImage()
    ground = program.theme.palette.color("surface")
    farthest = max(
        abs(picture.pixelColor(x, y).lightness() - ground.lightness())
        for x in range(3)
        for y in range(picture.height())
    )
    assert farthest > 60
    form.reject()


def test_a_lab_form_takes_the_sign_with_the_value(program: Program, session: Session) -> None:
    panel_of(program, "lab").add()
    form = form_of(program)
    type_into(form, "value", "<=0.5")
    QTest.mouseClick(accept_button(form), Qt.MouseButton.LeftButton)
    lab = open_case(session).labs[-1]
    assert (lab.comparator, lab.value) == ("<=", 0.5)


def test_a_form_stays_open_with_its_text_when_it_cannot_be_stored(
    program: Program, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **_options: object) -> None:
        raise FileUnwritable(session.store.path, "ENOSPC")

    panel_of(program, "event").add()
    form = form_of(program)
    type_into(form, "text", "visit")
    monkeypatch.setattr(session.store, "apply", full)
    QTest.mouseClick(accept_button(form), Qt.MouseButton.LeftButton)
    assert form.isVisible()
    assert any("the disk is full" in label.text() for label in form.findChildren(QLabel))
    monkeypatch.undo()
    QTest.mouseClick(accept_button(form), Qt.MouseButton.LeftButton)
    assert not form.isVisible()
    assert open_case(session).events[-1].text == "visit"


def test_suggestions_stand_on_a_ground_of_their_own(program: Program) -> None:
    program.theme.choose("dark")
    panel_of(program, "dose").add()
    form = form_of(program)
    type_into(form, "drug", "met")
    control = form.rows.control("drug")
    assert isinstance(control, QLineEdit)
    completer = control.completer()
    popup = completer.popup() if completer is not None else None
    assert popup is not None
    assert popup.isVisible()
    middle = popup.grab().toImage().pixelColor(popup.width() - 9, popup.height() // 2)
    assert middle == program.theme.palette.color("field")
    popup.hide()
    form.reject()


def test_a_letter_typed_into_the_table_is_no_command(program: Program) -> None:
    panel = panel_of(program, "dose")
    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    before = program.workspace.timeline.time.mode
    QTest.keyClick(panel.table, Qt.Key.Key_R)
    assert program.workspace.timeline.time.mode == before
    editor = panel.table.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "r"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
