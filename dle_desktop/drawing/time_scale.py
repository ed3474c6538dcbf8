"""The time scale: study days to pixels and back, with stretches of empty time folded.

Everything that is drawn in time goes through it. A fold is so many study days drawn as narrow as a
few; outside folds a day is as wide everywhere. It does not know what lies in the days.
"""

from msgspec import Struct

from dle_desktop.domain.dosing import Span


class Folds(Struct, frozen=True):
    """Stretches of study days, in order and apart, each drawn as wide as `size` days elsewhere."""

    spans: tuple[Span, ...] = ()
    size: float = 1.0

    def place(self, day: float) -> float:
        """Return where a study day stands in folded days; days before the first fold stay."""
        saved = 0.0
        for span in self.spans:
            if day <= span.first:
                break
            length = span.last - span.first
            saved += (min(day, span.last) - span.first) * (1.0 - self.size / length)
        return day - saved

    def day(self, place: float) -> float:
        """Return the study day at a place in folded days: the inverse of `place`."""
        saved = 0.0
        for span in self.spans:
            into = place + saved - span.first
            if into <= 0:
                break
            length = span.last - span.first
            if into < self.size:
                return span.first + into * length / self.size
            saved += length - self.size
        return place + saved

    def at(self, day: float) -> Span | None:
        """Return the fold a study day lies in."""
        return next((span for span in self.spans if span.first < day < span.last), None)

    def length(self, first: float, last: float) -> float:
        """Return how many folded days lie between two study days."""
        return self.place(last) - self.place(first) if self.spans else last - first


UNFOLDED = Folds()


class TimeScale(Struct, frozen=True):
    """Where a study day lies: `first` at `left`, `last` at `left + width`, even between folds."""

    first: float
    last: float
    left: float
    width: float
    folds: Folds = UNFOLDED

    def x(self, day: float) -> float:
        """Return the horizontal position of a study day."""
        if not self.folds.spans:
            return self.left + (day - self.first) * self.width / (self.last - self.first)
        folds = self.folds
        return self.left + folds.length(self.first, day) * self.per_day

    def day(self, x: float) -> float:
        """Return the study day at a horizontal position."""
        if not self.folds.spans:
            return self.first + (x - self.left) * (self.last - self.first) / self.width
        folds = self.folds
        return folds.day(folds.place(self.first) + (x - self.left) / self.per_day)

    @property
    def per_day(self) -> float:
        """How wide a day is outside folds."""
        return self.width / self.folds.length(self.first, self.last)

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    def moved(self, pixels: float) -> tuple[float, float]:
        """Return the days in sight once the picture has moved right by so many pixels."""
        return self.day(self.left - pixels), self.day(self.right - pixels)

    def zoomed(self, factor: float, around: float) -> tuple[float, float]:
        """Return the days in sight with `factor` times as much in sight, a position staying."""
        return (
            self.day(around - (around - self.left) * factor),
            self.day(around + (self.right - around) * factor),
        )
