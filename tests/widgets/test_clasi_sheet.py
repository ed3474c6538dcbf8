"""The CLASI sheet by keyboard and on the body map: typed, refused, copied, stored, undone, sent."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dle_desktop.app.program import Program
from dle_desktop.domain.case import Assessment, Case
from dle_desktop.domain.clasi_items import (
    SCALP_SCARRING,
    TWELVE_MONTHS,
    ZONES,
    Cell,
    ClasiItems,
    value_at,
    with_value,
)
from dle_desktop.domain.edits import add_assessment
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.palette import DARK
from dle_desktop.errors import FileUnwritable
from dle_desktop.exchange.case_json import parse_cases, write_cases
from dle_desktop.services.session import Session
from dle_desktop.widgets.body_map import VIEWS, BodyMap
from dle_desktop.widgets.body_shapes import View, zone_paths
from dle_desktop.widgets.clasi_sheet import ClasiSheet
from tests.domain.test_clasi_items import T3, T4
from tests.widgets.conftest import open_case

EARS = Cell("ears", "erythema")


def opened(program: Program) -> ClasiSheet:
    """Return the sheet that the shortcut's action opens."""
    program.actions.action("clasi_sheet").trigger()
    sheets = [one for one in program.window.findChildren(ClasiSheet) if one.isVisible()]
    assert len(sheets) == 1
    return sheets[0]


def press(sheet: ClasiSheet, keys: str) -> None:
    """Press digits, letters and ←→↑↓ (arrows), ⌫ (Backspace), ⏎ (Enter) in the grid."""
    named = {
        "←": Qt.Key.Key_Left,
        "→": Qt.Key.Key_Right,
        "↑": Qt.Key.Key_Up,
        "↓": Qt.Key.Key_Down,
        "⌫": Qt.Key.Key_Backspace,
        "⏎": Qt.Key.Key_Return,
    }
    for key in keys:
        if key in named:
            QTest.keyClick(sheet.grid, named[key])
        else:
            QTest.keyClicks(sheet.grid, key)


def inside(body_map: BodyMap, zone: str, view: View) -> QPointF:
    """Return a pixel of a view that lies in a zone, not on its edge."""
    half = body_map.width() // 2
    columns = range(half) if view == "front" else range(half, body_map.width())
    for y in range(1, body_map.height()):
        for x in columns:
            around = (QPointF(x - 1, y), QPointF(x + 1, y), QPointF(x, y - 1), QPointF(x, y + 1))
            if all(body_map.zone_at(point) == zone for point in around):
                return QPointF(x, y)
    raise AssertionError(f"no room to click for {zone}, {view}")


def hover(body_map: BodyMap, point: QPointF) -> None:
    """Move the pointer over a point of a map."""
    buttons = Qt.MouseButton.NoButton
    where = body_map.mapToGlobal(point)
    move = QEvent.Type.MouseMove
    event = QMouseEvent(move, point, where, buttons, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(body_map, event)


def with_visit(session: Session, items: ClasiItems, month: int = 1) -> Assessment:
    """Give the open case a visit with a sheet."""
    made = Assessment(id=f"visit-{month}", moment=Moment(offset=f"P{month}M"), items=items)
    assert session.edit(add_assessment(open_case(session), made), "Add CLASI")
    return made


def newest(session: Session, before: Case) -> Assessment:
    """Return the one assessment that a case has more than before."""
    known = {one.id for one in before.assessments}
    (made,) = [one for one in open_case(session).assessments if one.id not in known]
    return made


def test_a_whole_sheet_is_typed_stored_and_undone_by_keyboard_alone(
    program: Program, session: Session
) -> None:
    before = open_case(session)
    sheet = opened(program)
    QTest.keyClicks(sheet.date, "month 7")
    QTest.keyClick(sheet.date, Qt.Key.Key_Return)
    rows = ["211", "2111", "3212", "1011", *["0000"] * 5, "1111", *["0000"] * 3]
    for row in rows:
        press(sheet, "→".join(row) + "←" * (len(row) - 1) + "↓")
    press(sheet, "0↓1↓2↓1↓4")
    assert sheet.totals.text() == "activity 17 / 70   damage 19 / 56"
    assert "not doubled the damage is 14" in sheet.told.text()
    press(sheet, "⏎")
    assert not sheet.isVisible()
    made = newest(session, before)
    assert (made.moment, made.activity, made.damage) == (Moment(offset="P7M"), 17, 19)
    assert made.items is not None
    assert value_at(made.items, SCALP_SCARRING) == 4
    program.actions.action("undo").trigger()
    assert open_case(session).assessments == before.assessments
    program.actions.action("redo").trigger()
    assert newest(session, before) == made


def test_one_key_says_that_the_rest_is_clear(program: Program, session: Session) -> None:
    before = open_case(session)
    sheet = opened(program)
    press(sheet, "↓2→1")
    assert sheet.totals.text() == "activity not complete   damage not complete"
    press(sheet, "r")
    assert sheet.rest_clear.isChecked()
    assert sheet.totals.text() == "activity 3 / 70   damage 0 / 56"
    press(sheet, "r")
    assert "not complete" in sheet.totals.text()
    press(sheet, "r⏎")
    made = newest(session, before)
    assert (made.activity, made.damage, made.items is not None) == (3, 0, True)


def test_the_one_answer_that_is_lacking_is_named(program: Program) -> None:
    sheet = opened(program)
    press(sheet, "r↓→→1")
    assert sheet.totals.text() == "activity 0 / 70   damage not complete"
    assert sheet.told.text() == "Still to be answered: Colour lasts 12 months."


@pytest.mark.parametrize(
    ("cell", "digit", "reason"),
    [
        (EARS, "4", "Ears, erythema cannot be 4: 0, 1, 2, 3 only."),
        (Cell("feet", "scale"), "3", "Feet, scale cannot be 3: 0, 1, 2 only."),
        (SCALP_SCARRING, "1", "Scarring of the scalp cannot be 1: 0, 3, 4, 5, 6 only."),
        (Cell("", "mucosa"), "2", "Mucous membranes cannot be 2: 0, 1 only."),
    ],
)
def test_a_digit_an_item_cannot_have_is_refused_with_the_reason(
    program: Program, cell: Cell, digit: str, reason: str
) -> None:
    sheet = opened(program)
    sheet.grid.go_to(cell)
    press(sheet, "0" + digit)
    assert sheet.message.text() == reason
    assert value_at(sheet.model.items, cell) == 0
    press(sheet, "0")
    assert sheet.message.text() == ""


def test_the_scalp_has_no_scarring_in_its_row_and_says_where_it_is(program: Program) -> None:
    sheet = opened(program)
    press(sheet, "→→→1")
    assert "asked once, below" in sheet.message.text()
    assert sheet.model.items == ClasiItems()


def test_backspace_is_not_examined_and_ctrl_z_takes_back(program: Program) -> None:
    sheet = opened(program)
    press(sheet, "3⌫")
    assert value_at(sheet.model.items, Cell("scalp", "erythema")) is None
    QTest.keyClick(sheet.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert value_at(sheet.model.items, Cell("scalp", "erythema")) == 3
    for _ in range(3):
        QTest.keyClick(sheet.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.model.items == ClasiItems()


def test_the_last_visit_is_copied_with_one_key(program: Program, session: Session) -> None:
    with_visit(session, T3, 1)
    with_visit(session, T4, 30)
    sheet = opened(program)
    QTest.keyClicks(sheet.date, "month 2")
    press(sheet, "l")
    assert sheet.model.items == T3
    assert "Copied from month 1" in sheet.message.text()


def test_where_there_is_no_visit_before_nothing_is_copied(program: Program) -> None:
    sheet = opened(program)
    press(sheet, "1l")
    assert "No visit before this one" in sheet.message.text()
    assert value_at(sheet.model.items, Cell("scalp", "erythema")) == 1


def test_a_date_that_is_none_is_refused_and_the_sheet_stays(
    program: Program, session: Session
) -> None:
    before = open_case(session)
    sheet = opened(program)
    QTest.keyClicks(sheet.date, "03/04/05")
    press(sheet, "1l")
    assert "three different days" in sheet.message.text()
    press(sheet, "⏎")
    assert sheet.isVisible()
    assert sheet.message.text().startswith("Not stored.")
    assert open_case(session) == before


def test_an_empty_sheet_is_no_visit(program: Program, session: Session) -> None:
    before = open_case(session)
    sheet = opened(program)
    QTest.keyClicks(sheet.date, "month 2")
    QTest.keyClick(sheet.date, Qt.Key.Key_Return)
    press(sheet, "⏎")
    assert sheet.message.text() == "Not stored. Nothing is examined yet."
    assert open_case(session) == before


def test_escape_closes_a_sheet_at_once_only_where_nothing_typed_would_go(
    program: Program, session: Session
) -> None:
    before = open_case(session)
    untouched = opened(program)
    QTest.keyClick(untouched, Qt.Key.Key_Escape)
    assert not untouched.isVisible()
    sheet = opened(program)
    for digit in "12":
        press(sheet, digit)
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        assert sheet.isVisible()
        assert "Escape once more" in sheet.message.text()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert open_case(session) == before


def test_what_cannot_be_stored_stays_in_the_sheet(
    program: Program, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise FileUnwritable(session.store.path, "No space left on device")

    before = open_case(session)
    sheet = opened(program)
    press(sheet, "2")
    monkeypatch.setattr(session.store, "apply", full)
    press(sheet, "⏎")
    assert sheet.isVisible()
    assert "Not stored." in sheet.message.text()
    monkeypatch.undo()
    press(sheet, "⏎")
    assert newest(session, before).items is not None


def test_the_selected_visit_is_changed_in_its_own_sheet(program: Program, session: Session) -> None:
    made = with_visit(session, T4)
    panel = program.workspace.side.clasi
    program.workspace.side.show_record(made.id)
    QTest.mouseClick(panel.sheet_button, Qt.MouseButton.LeftButton)
    sheet = next(one for one in program.window.findChildren(ClasiSheet) if one.isVisible())
    assert sheet.date.text() == "month 1"
    sheet.grid.go_to(EARS)
    press(sheet, "0⏎")
    (changed,) = [one for one in open_case(session).assessments if one.id == made.id]
    assert changed == replace(made, items=with_value(T4, EARS, 0), activity=15)
    program.actions.action("undo").trigger()
    assert made in open_case(session).assessments


def test_another_instrument_has_no_sheet(program: Program, session: Session) -> None:
    other = Assessment(id="r", instrument="RCLASI", activity=3)
    session.edit(add_assessment(open_case(session), other), "Add")
    program.workspace.side.show_record("r")
    assert not program.workspace.side.clasi.sheet_button.isEnabled()
    program.workspace.side.clasi.open_selected_sheet()
    assert not program.window.findChildren(ClasiSheet)
    assert opened(program).model.items == ClasiItems()


def test_a_sheet_goes_out_and_comes_back_the_same(program: Program, session: Session) -> None:
    sheet = opened(program)
    press(sheet, "2↓→→1r⏎")
    case = open_case(session)
    assert parse_cases(write_cases([case])).cases == (case,)
    with_visit(session, T4, 9)
    program.actions.action("duplicate_case").trigger()
    assert [one.items for one in open_case(session).assessments][-1] == T4


def test_every_zone_is_on_the_map_and_a_click_moves_the_grid_there(program: Program) -> None:
    sheet = opened(program)
    seen = set()
    items = {"activity": "erythema", "damage": "dyspigmentation"}
    for side, body_map in sheet.maps.items():
        item = items[side]
        for view in VIEWS:
            for zone in zone_paths(view):
                point = inside(body_map, zone, view).toPoint()
                QTest.mouseClick(body_map, Qt.MouseButton.LeftButton, pos=point)
                assert sheet.grid.cell() == Cell(zone, item), (view, zone)
                seen.add(zone)
    assert seen == set(ZONES)
    QTest.mouseClick(body_map, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert sheet.grid.cell().zone in seen


def test_the_map_names_the_zone_and_its_part_of_the_score(program: Program) -> None:
    sheet = opened(program)
    sheet.model.put(with_value(T4, TWELVE_MONTHS, 0))
    body_map = sheet.maps["activity"]
    hover(body_map, inside(body_map, "nose_malar", "front"))
    assert "Nose and cheeks: activity 5 of 5" in body_map.toolTip()
    hover(body_map, QPointF(1, 1))
    assert body_map.toolTip() == ""
    assert "Ears: activity 3 of 5" in body_map.accessibleDescription()
    assert "Scalp: damage 5 of 7" in sheet.maps["damage"].accessibleDescription()
    sheet.model.put(ClasiItems())
    assert body_map.zone_words("hands") == "Hands: activity not examined"


@pytest.mark.parametrize("dark", [False, True])
def test_a_worse_zone_is_shaded_more_strongly(program: Program, dark: bool) -> None:
    sheet = opened(program)
    if dark:
        program.workspace.side.set_palette(DARK)
    body_map = sheet.maps["activity"]
    point = inside(body_map, "legs", "front").toPoint()
    ground, shades = 0.0, []
    for level in (0, 1, 3):
        sheet.model.put(with_value(T4, Cell("legs", "erythema"), level))
        shade = body_map.grab().toImage().pixelColor(point).lightnessF()
        ground = shade if level == 0 else ground
        shades.append(abs(shade - ground))
    assert shades == sorted(set(shades))


def test_the_grid_says_each_cell_to_those_who_cannot_see_it(program: Program) -> None:
    sheet = opened(program)
    press(sheet, "↓2")
    role = Qt.ItemDataRole.AccessibleTextRole
    model = sheet.model
    assert model.data(model.place(EARS), role) == "Ears, erythema: 2, red"
    assert model.data(model.place(SCALP_SCARRING), role) == "Scarring of the scalp: not examined"
    assert "asked once" in str(model.data(model.place(Cell("scalp", "scarring")), role))
    assert sheet.meaning.text().startswith("Ears, erythema: 0 none · 1 pink")
    assert "check against the printed form" in " ".join(
        label.text() for label in sheet.findChildren(type(sheet.told))
    )
