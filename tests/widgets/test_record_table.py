"""The table's columns: each as wide as what it holds, the widest cut where there is no room."""

import pytest

from dle_desktop.widgets.record_table import shared


@pytest.mark.parametrize(
    ("wanted", "room", "widths"),
    [
        ([100, 60, 40], 260, [120, 80, 60]),
        ([100, 60, 40], 200, [100, 60, 40]),
        ([100, 60, 40], 160, [60, 60, 40]),
        ([300, 100, 40], 200, [80, 80, 40]),
        ([50, 50], 0, [1, 1]),
    ],
)
def test_the_widest_column_is_cut_first(wanted: list[int], room: int, widths: list[int]) -> None:
    assert shared(wanted, room) == widths
