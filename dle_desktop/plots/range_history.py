"""The ranges of time that were shown, one after the other, to go back and forward in.

A burst of the wheel and a drag are one step each. It is no undo of data, and knows no widget.
"""

BURST_MS = 700  # turns of the wheel that follow sooner belong together (our convention)
_MOST = 100
_SAME = 1e-6  # of what is shown
Range = tuple[float, float]


class RangeHistory:
    """Where one case was looked at."""

    def __init__(self) -> None:
        self._shown: list[Range] = []
        self._place = -1
        self._hold = 0
        self._rolled_at: int | None = None

    def note(self, shown: Range, at_ms: int, *, hold: int = 0, rolling: bool = False) -> None:
        """Take down what is shown now.

        Parameters
        ----------
        shown
            First and last study day.
        at_ms
            When, by any clock.
        hold
            The number of the press of a button that shows it, 0 for none.
        rolling
            Whether it is one turn of many: of a wheel, of a key that is pressed again and again.
        """
        soon = self._rolled_at is not None and at_ms - self._rolled_at <= BURST_MS
        joined = (hold != 0 and hold == self._hold) or (rolling and soon)
        self._hold = hold
        self._rolled_at = at_ms if rolling else None
        if self._place >= 0 and _same(shown, self._shown[self._place]):
            return
        if joined and self._place > 0:
            del self._shown[self._place :]
            self._place -= 1
            if _same(shown, self._shown[self._place]):
                return  # back where the gesture began
        del self._shown[self._place + 1 :]
        self._shown.append(shown)
        del self._shown[:-_MOST]
        self._place = len(self._shown) - 1

    @property
    def can_go_back(self) -> bool:
        """Whether something was shown before."""
        return self._place > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether something was gone back from."""
        return self._place < len(self._shown) - 1

    def back(self) -> Range | None:
        """Go back a step and return what was shown."""
        return self._go(-1) if self.can_go_back else None

    def forward(self) -> Range | None:
        """Go forward again and return what was shown."""
        return self._go(1) if self.can_go_forward else None

    def _go(self, steps: int) -> Range:
        self._place += steps
        self._hold, self._rolled_at = 0, None
        return self._shown[self._place]


def _same(one: Range, other: Range) -> bool:
    reach = _SAME * max(1.0, one[1] - one[0])
    return abs(one[0] - other[0]) <= reach and abs(one[1] - other[1]) <= reach


class RangeHistories:
    """The histories of all cases that were looked at, one of them going on."""

    def __init__(self) -> None:
        self._all: dict[str, RangeHistory] = {}
        self.travelling = False  # what is shown now is no step of the person's

    def of(self, case_id: str) -> RangeHistory:
        """Return the history of a case."""
        return self._all.setdefault(case_id, RangeHistory())
