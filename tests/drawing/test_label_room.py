"""Room for labels: off texts, thin lines and curves, however a line passes."""

import pytest
from PySide6.QtCore import QPointF, QRectF

from dle_desktop.drawing.label_room import LabelRoom, crosses

BOX = QRectF(100, 100, 40, 12)


def line(*places: tuple[float, float]) -> list[QPointF]:
    return [QPointF(x, y) for x, y in places]


@pytest.mark.parametrize(
    ("places", "met"),
    [
        (((0, 106), (300, 106)), True),  # through it, no point within
        (((0, 90), (300, 90)), False),
        (((110, 105),), True),
        (((110, 90),), False),
        (((0, 0), (240, 212)), True),  # slanting through
        (((0, 212), (100, 130), (300, 90)), False),  # slanting below
        (((120, 0), (120, 300)), True),  # upright
        (((0, 106), (90, 106)), False),  # ends before
        ((), False),
    ],
)
def test_a_line_is_met_where_it_enters_the_box(
    places: tuple[tuple[float, float], ...], met: bool
) -> None:
    assert crosses(line(*places), BOX) is met


def test_a_label_keeps_off_curves_further_than_off_thin_lines() -> None:
    above = line((0, 97), (300, 97))
    assert not LabelRoom([above], [], [], 1.0).free(BOX)
    assert LabelRoom([], [], [above], 1.0).free(BOX)
    assert not LabelRoom([], [], [line((0, 99.8), (300, 99.8))], 1.0).free(BOX)


def test_a_taken_place_is_taken() -> None:
    room = LabelRoom([], [], [], 1.0)
    assert room.free(BOX)
    room.take(BOX)
    assert not room.free(BOX.translated(42, 0))
    assert room.free(BOX.translated(50, 0))
