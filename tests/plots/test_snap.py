"""Snapping: the nearest visit, lab or event within reach, else the day itself."""

import pytest

from dle_desktop.drawing.series import figure_of
from dle_desktop.plots.snap import SnapDays
from tests.drawing.pictures import RESPONDER, bundled


@pytest.mark.parametrize(
    ("day", "reach", "snapped", "word"),
    [
        (26.0, 5.0, 28.0, "visit"),
        (26.0, 1.0, 26.0, ""),
        (394.0, 4.0, 396.0, "lab"),
        (1e6, 5.0, 1e6, ""),
        (-1e6, 5.0, -1e6, ""),
    ],
)
def test_a_day_snaps_to_what_is_near(day: float, reach: float, snapped: float, word: str) -> None:
    days = SnapDays(figure_of(bundled(RESPONDER)))
    assert days.near(day, reach) == snapped
    assert days.word(days.near(day, reach)) == word


def test_without_a_figure_nothing_is_near() -> None:
    days = SnapDays(None)
    assert (days.near(5.0, 99.0), days.word(5.0), days.word(None)) == (5.0, "", "")
