"""The words of a drag: what moves, from which day to which, as the axis counts."""

import pytest

from dle_desktop.domain.case import Anchor
from dle_desktop.drawing.axes import AxisMode, TimeAxis
from dle_desktop.drawing.series import figure_of
from dle_desktop.plots.drag_preview import move_text
from tests.drawing.pictures import a_case, a_course, a_dose


@pytest.mark.parametrize(
    ("mode", "days", "text"),
    [
        ("calendar", (0, 14), "ends 3 Jan 2022 → 17 Jan 2022 (+14 days)"),
        ("calendar", (1, 0), "ends 4 Jan 2022 → 3 Jan 2022 (−1 day)"),
        ("relative", (0, 14), "ends day 0 → day 14 (+14 days)"),
        ("relative", (300, 300), "ends month 9.9 → month 9.9 (0 days)"),
    ],
)
def test_a_drag_is_told_in_the_axis_own_words(
    mode: AxisMode, days: tuple[float, float], text: str
) -> None:
    case = a_case(courses=(a_course(a_dose(0, 90)),), anchor=Anchor(date="2022-01-03"))
    assert move_text("ends", *days, figure_of(case), TimeAxis(mode=mode)) == text
