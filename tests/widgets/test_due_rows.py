"""The row of the read-out that says what was due last, and how it ended."""

import pytest

from dle_desktop.domain.day_figure import Tone
from dle_desktop.drawing.figure import DueTrack
from dle_desktop.drawing.series import figure_of
from dle_desktop.widgets.due_rows import DueRows
from dle_desktop.widgets.read_out_row import Row
from dle_desktop.widgets.read_out_rows import ReadOutSource
from tests.drawing.due_cases import COUNTED


def rows() -> DueRows:
    (track,) = figure_of(COUNTED).due_tracks
    assert isinstance(track, DueTrack)
    return DueRows(track, None)


@pytest.mark.parametrize(
    ("on", "value", "detail", "tone"),
    [
        (-1, "not yet", "", "muted"),
        (0, "done in time", "due month 0, the next month 0.2", "plain"),
        (30, "not done in time", "due month 0.9, the next month 1.1", "warning"),
        (60, "overdue", "due month 1.8, the next month 2.8", "warning"),
        (85, "due", "due month 2.8", "plain"),
    ],
)
def test_a_day_tells_what_was_asked_last(on: float, value: str, detail: str, tone: Tone) -> None:
    assert rows().row(on) == Row("blood counts", value, detail, tone)


def test_the_read_out_has_the_row_below_the_labs() -> None:
    seen = ReadOutSource(COUNTED).at(30)
    assert seen is not None
    assert [row.label for row in seen.rows][-2:] == ["neutrophils", "blood counts"]
