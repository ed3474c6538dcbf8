"""What was due on a study day, as a row of the read-out: what was asked last, and how it ended.

Whether it was done in time is known on the day of review; the row says it for any day before.
"""

from bisect import bisect_right
from datetime import date

from dle_desktop.domain.day_figure import Tone
from dle_desktop.domain.due_days import MISSED, Due, Status
from dle_desktop.domain.months import months_text
from dle_desktop.drawing.figure import DueTrack
from dle_desktop.widgets.plain_text import tr
from dle_desktop.widgets.read_out_row import Row

_WORDS: dict[Status, str] = {
    "done": "done in time",
    "due": "due",
    "late": "not done in time",
    "overdue": "overdue",
}


class DueRows:
    """One track of what was due, prepared to be asked for any day."""

    def __init__(self, track: DueTrack, zero: date | None) -> None:
        self._title = track.title
        self._dues = sorted(track.dues, key=_shown)
        self._days = [one.shown for one in self._dues]
        self._zero = zero

    def row(self, day: float) -> Row:
        """Return what was asked last until a day."""
        place = bisect_right(self._days, day) - 1
        if place < 0:
            return Row(self._title, tr("not yet"), tone="muted")
        due = self._dues[place]
        parts = [tr("due month {month}").format(month=months_text(due.day, self._zero))]
        if place + 1 < len(self._dues):
            following = months_text(self._dues[place + 1].day, self._zero)
            parts.append(tr("the next month {month}").format(month=following))
        tone: Tone = "warning" if due.status in MISSED else "plain"
        return Row(self._title, tr(_WORDS[due.status]), ", ".join(parts), tone)


def _shown(due: Due) -> float:
    return due.shown
