"""Snapping: the day of a visit, a lab or an event near the pointer, and what it is.

It knows the figure and days; how far a snap reaches in days, the caller tells from its pixels.
"""

from bisect import bisect_left

from dle_desktop.drawing.figure import Figure

SNAP_REACH = 8.0  # pixels
_RANKS = ("visit", "lab", "event")


class SnapDays:
    """The days of a figure the cursor can snap to."""

    def __init__(self, figure: Figure | None) -> None:
        found: dict[float, str] = {}
        plots = figure.plots if figure is not None else ()
        seen = [plot for plot in plots if plot.kind != "lab"]
        days = {
            "visit": [one.place.at for plot in seen for one in plot.points]
            + [one.place.at for plot in seen for one in plot.words],
            "lab": [one.place.at for plot in plots if plot.kind == "lab" for one in plot.points],
            "event": [mark.place.at for mark in figure.events] if figure is not None else [],
        }
        for word in reversed(_RANKS):
            found.update(dict.fromkeys(days[word], word))
        self._words = found
        self._days = sorted(found)

    def near(self, day: float, reach: float) -> float:
        """Return the nearest of these days within a reach in days, else the day itself."""
        place = bisect_left(self._days, day)
        around = self._days[max(0, place - 1) : place + 1]
        nearest = min(around, key=lambda one: abs(one - day), default=day)
        return nearest if abs(nearest - day) <= reach else day

    def word(self, day: float | None) -> str:
        """Return what lies on exactly this day: "visit", "lab", "event" or nothing."""
        return "" if day is None else self._words.get(day, "")
