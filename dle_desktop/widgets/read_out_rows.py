"""What is known on a study day, in rows and words of the screen.

What is known and why, `domain.day_figures` tells; here it gets its title and its units as read, and
what was due by that day stands below it.
"""

from collections.abc import Iterable
from math import floor

from dle_desktop.domain.between import Between, days_text
from dle_desktop.domain.case import Case
from dle_desktop.domain.dates import calendar_date, day_zero
from dle_desktop.domain.day_figure import DayFigure
from dle_desktop.domain.day_figures import DayFigures
from dle_desktop.domain.day_parts import DayParts
from dle_desktop.domain.dosing import known_span
from dle_desktop.domain.figures import Figure, review_of
from dle_desktop.domain.monitoring_figures import blood_counts_figure, pregnancy_tests_figure
from dle_desktop.drawing.axes import months_words, signed
from dle_desktop.drawing.figure import DueTrack
from dle_desktop.drawing.series import BLOOD_COUNTS, default_analyte, due_tracks
from dle_desktop.drawing.time_axis import Origin, TimeAxis
from dle_desktop.plots.pins import Measured
from dle_desktop.widgets.due_rows import DueRows
from dle_desktop.widgets.lab_kind import unit_text
from dle_desktop.widgets.moment_words import day_words
from dle_desktop.widgets.plain_text import tr
from dle_desktop.widgets.read_out_row import ReadOut, Row, Section


class ReadOutSource:
    """One case, prepared to be asked for any day."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.zero = day_zero(case)
        self._span = known_span(case)
        parts = DayParts(case, default_analyte(case))
        self._figures, self._between = DayFigures(parts), Between(parts)
        self._tracks = due_tracks(case)
        self._dues = tuple(DueRows(track, self.zero) for track in self._tracks)
        self._last: tuple[int, tuple[Row, ...]] | None = None

    @property
    def last_day(self) -> float | None:
        """The last study day anything is known of."""
        return None if self._span is None else self._span.last

    def at(self, day: float | None, origin: Origin | None = None) -> ReadOut | None:
        """Return what is known on a study day, None means the last known day.

        The title counts from the origin, from day 0 where there is none.
        """
        asked = self.last_day if day is None else day
        if asked is None:
            return None
        return ReadOut(asked, self._title(asked, origin), self._rows(floor(asked)))

    def explain(self, day: float, place: int) -> tuple[Figure, ...]:
        """Return the reasons of the row at a place."""
        known = len(self._figures.on(day))
        if place < known:
            return self._figures.explain(day, place)
        return (_due_figure(self.case, self._tracks[place - known]),)

    def between(self, measured: Measured) -> Section:
        """Return what changed between two study days."""
        first, last = measured.first, measured.last
        one, two = (tr("cursor") if name == "cursor" else name for name in measured.names)
        title = f"{one} → {two}: {days_text(first, last)}"
        return Section(first, last, title, _rows(self._between.on(first, last)))

    def explain_between(self, section: Section, place: int) -> tuple[Figure, ...]:
        """Return the reasons of the row at a place of what changed."""
        return (self._between.explain(section.first, section.last, place),)

    def _rows(self, day: int) -> tuple[Row, ...]:
        if self._last is None or self._last[0] != day:  # many moves of the mouse make one day
            rows = _rows(self._figures.on(day))
            self._last = day, (*rows, *(dues.row(day) for dues in self._dues))
        return self._last[1]

    def _title(self, day: float, origin: Origin | None) -> str:
        if origin is None:
            months = months_words(day, self.zero)
            words = tr("Month {months}, day {day}").format(months=months, day=signed(int(day // 1)))
        else:
            months = months_words(day - origin.day, TimeAxis(origin=origin).date(self.zero))
            words = tr("Month {months} since {origin}").format(months=months, origin=origin.text)
        if self.zero is None:
            return words
        return f"{words} \u00b7 {day_words(calendar_date(day, self.zero))}"


def _rows(figures: Iterable[DayFigure]) -> tuple[Row, ...]:
    return tuple(
        Row(
            one.label,
            tr("not reported") if one.value is None else unit_text(one.value),
            unit_text(one.detail),
            one.tone,
        )
        for one in figures
    )


def _due_figure(case: Case, track: DueTrack) -> Figure:
    """Return the figure of all that was due, which a row tells for one day."""
    review = review_of(case)
    if track.title == BLOOD_COUNTS:
        return blood_counts_figure(review)
    return pregnancy_tests_figure(review)
