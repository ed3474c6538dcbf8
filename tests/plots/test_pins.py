"""Pins: lettered days, four at most, and which two of them are measured."""

import pytest

from dle_desktop.plots.pins import Pins


def pinned(*days: float) -> Pins:
    pins = Pins()
    for day in days:
        pins = pins.added(day)
    return pins


def letters(pins: Pins) -> str:
    return "".join(pin.letter for pin in pins.held)


def test_pins_are_lettered_in_the_order_they_are_set() -> None:
    assert letters(pinned(9, 1, 5, 3)) == "ABCD"


def test_a_fifth_pin_moves_the_newest() -> None:
    pins = pinned(1, 2, 3, 4, 5)
    assert letters(pins) == "ABCD"
    assert [pin.day for pin in pins.held] == [1, 2, 3, 5]


def test_a_letter_that_is_free_is_used_again() -> None:
    pins = pinned(1, 2, 3).without("B").added(9)
    assert {pin.letter: pin.day for pin in pins.held} == {"A": 1, "C": 3, "B": 9}


def test_the_nearest_pin_is_found_and_the_newest_without_a_day() -> None:
    pins = pinned(10, 50, 30)
    assert pins.nearest(45) == pins.held[1]
    assert pins.nearest(None) == pins.held[2]
    assert Pins().nearest(None) is None
    assert Pins().nearest(3) is None


@pytest.mark.parametrize(
    ("days", "cursor", "measured"),
    [
        ((), 5.0, None),
        ((10,), None, None),
        ((10,), 10.4, None),
        ((10,), 25.0, (10, 25, ("A", "cursor"))),
        ((10,), 5.0, (5, 10, ("cursor", "A"))),
        ((10, 40), 25.0, (10, 40, ("A", "B"))),
        ((40, 10), None, (10, 40, ("B", "A"))),
        ((1, 40, 10), None, (10, 40, ("C", "B"))),
    ],
)
def test_the_two_newest_pins_or_one_and_the_cursor_are_measured_in_order_of_time(
    days: tuple[float, ...], cursor: float | None, measured: tuple[object, ...] | None
) -> None:
    found = pinned(*days).measured(cursor)
    assert (found and (found.first, found.last, found.names)) == measured
