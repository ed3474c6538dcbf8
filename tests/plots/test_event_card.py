"""The card: beside its mark, within the window, plain text, chosen by a click."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dle_desktop.plots.event_card import EventCard, card_place
from dle_desktop.plots.event_words import Entry

ENTRIES = tuple(Entry(f"e{n}", f"Note: <b>{n}</b> & more", f"day {n}") for n in range(9))
MARK = QRect(300, 200, 12, 12)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(700, 500)
    QLineEdit(made).move(600, 450)
    made.show()
    qtbot.waitExposed(made)
    return made


@given(
    st.integers(0, 700), st.integers(0, 500), st.integers(8, 60), st.integers(40, 300),
    st.integers(40, 460),
)  # fmt: skip
def test_a_card_stands_within_the_room_and_off_its_mark(
    x: int, y: int, size: int, wide: int, high: int
) -> None:
    room, mark, card = QRect(6, 6, 700, 500), QRect(x, y, size, size), QSize(wide, high)
    place = QRect(card_place(mark, card, room), card)
    assert room.contains(place)
    assert not place.intersects(mark)


def field_of(window: QWidget) -> QLineEdit:
    (field,) = window.findChildren(QLineEdit)
    return field


def texts(card: EventCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]


def test_all_text_is_plain(window: QWidget) -> None:
    card = EventCard(window)
    card.show_entries(ENTRIES[:1], MARK, pinned=False)
    assert "Note: <b>0</b> & more" in texts(card)
    formats = {label.textFormat() for label in card.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}
    assert window.rect().contains(card.geometry())
    assert card.accessibleDescription() == "Note: <b>0</b> & more. day 0"


def test_many_events_are_listed_shortly_until_pinned(window: QWidget) -> None:
    card = EventCard(window)
    card.show_entries(ENTRIES, MARK, pinned=False)
    assert "and 4 more: click to read them all" in texts(card)
    card.show_entries(ENTRIES, MARK, pinned=True)
    assert [text for text in texts(card) if text.startswith("Note")] == [e.title for e in ENTRIES]
    card.dismiss()


def test_a_click_on_an_entry_chooses_its_record(window: QWidget, qtbot: QtBot) -> None:
    card = EventCard(window)
    card.show_entries(ENTRIES[:2], MARK, pinned=True)
    title = next(one for one in card.findChildren(QLabel) if one.text() == ENTRIES[1].title)
    with qtbot.waitSignal(card.record_chosen) as told:
        QTest.mouseClick(title, Qt.MouseButton.LeftButton)
    assert told.args == ["e1"]
    assert not card.isVisible()


def test_a_press_on_the_card_keeps_it_and_one_elsewhere_closes_it(window: QWidget) -> None:
    card = EventCard(window)
    card.show_entries(ENTRIES[:1], MARK, pinned=True)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert card.isVisible()
    QTest.mouseClick(field_of(window), Qt.MouseButton.LeftButton)
    assert not card.isVisible()


def test_escape_closes_it_wherever_the_keys_are(window: QWidget) -> None:
    card = EventCard(window)
    card.show_entries(ENTRIES[:1], MARK, pinned=True)
    QTest.keyClick(field_of(window), Qt.Key.Key_A)
    assert card.isVisible()
    QTest.keyClick(field_of(window), Qt.Key.Key_Escape)
    assert not card.isVisible()
