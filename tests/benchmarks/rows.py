"""The row of the benchmark table: ours against a floor, as samples, with a budget for the ratio.

It knows neither what is measured nor how.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

MILLISECOND = 1e6  # in nanoseconds


@dataclass(frozen=True)
class Row:
    """One measured thing; the samples are wall times in nanoseconds, taken in turns.

    The ratio is that of the minima: on a busy machine the minimum is what the code costs, and the
    rest is what the neighbours cost.
    """

    name: str
    ours_ns: Sequence[int]
    floor: str
    floor_ns: Sequence[int]
    budget: float

    @property
    def ratio(self) -> float:
        """Ours divided by the floor, minima."""
        return min(self.ours_ns) / min(self.floor_ns)

    @property
    def within(self) -> bool:
        """Whether the budget is kept."""
        return self.ratio <= self.budget

    def as_json(self) -> dict[str, object]:
        """Return the row as JSON fields, times in milliseconds."""
        return {
            "name": self.name,
            "ours_ms_min": min(self.ours_ns) / MILLISECOND,
            "ours_ms_median": median(self.ours_ns) / MILLISECOND,
            "floor": self.floor,
            "floor_ms_min": min(self.floor_ns) / MILLISECOND,
            "floor_ms_median": median(self.floor_ns) / MILLISECOND,
            "ratio": self.ratio,
            "budget": self.budget,
            "within": self.within,
            "rounds": len(self.ours_ns),
        }

    def cells(self) -> tuple[str, ...]:
        """Return the row as the words of the table."""
        return (
            self.name,
            _milliseconds(self.ours_ns),
            self.floor,
            _milliseconds(self.floor_ns),
            f"{self.ratio:.2f} x",
            f"<= {self.budget:g} x",
            "yes" if self.within else "NO",
        )


HEADINGS = ("name", "ours min/median ms", "floor", "floor min/median ms", "ratio", "budget", "ok?")


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a text table with its headings."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _milliseconds(samples: Sequence[int]) -> str:
    return f"{min(samples) / MILLISECOND:.1f} / {median(samples) / MILLISECOND:.1f}"
