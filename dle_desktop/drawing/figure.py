"""The figure: what is drawn of a case, in study days and values, before any pixel.

One figure feeds the screen, the paper and the overview, so that they cannot differ. `series` makes
it of a case; `lanes`, `curves` and `axes` decide how it is drawn.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from dle_desktop.domain.case import Comparator, Direction, Dose, DrugGroup, Event, EventKind
from dle_desktop.domain.dates import Interval, exactly
from dle_desktop.domain.dosing import Segment, Span
from dle_desktop.domain.drugs import generic_name
from dle_desktop.domain.due_days import MISSED, Due
from dle_desktop.domain.remembered import remembered
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions

PlotKind = Literal["activity", "damage", "lab"]
EVENTS_KEY = "events"
GAP_DAYS = 183.0  # a line is broken over a longer gap between visits (our convention)


class Gap(Struct, frozen=True):
    """A stretch in which a drug was held, drawn until `until`; `end` is None where it is open."""

    dose: Dose
    start: Interval
    end: Interval | None
    until: float


class Drawn(Struct, frozen=True):
    """A dose and a stretch it is drawn over."""

    dose: Dose
    start: Interval
    end: Interval


class Lane(Struct, frozen=True):
    """One drug by one route.

    `peak` is the level at its upper edge, `shade` the member of its group's hue.
    """

    course_id: str
    drug: str
    group: DrugGroup
    detail: str
    peak: float | None
    segments: tuple[Segment, ...]
    route: str = ""  # where it is not by mouth
    rooted: bool = False  # height in proportion to the square root of the amount
    plans: tuple[Segment, ...] = ()
    gaps: tuple[Gap, ...] = ()
    shade: int = 0

    @property
    def key(self) -> str:
        """The track's name in view options: the drug, and the route where it is not by mouth."""
        return f"drug:{generic_name(self.drug)}{f' {self.route}' if self.route else ''}"

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """All that is drawn: what was held before what was taken, what was planned last."""
        gaps = (Drawn(one.dose, one.start, one.end or exactly(one.until)) for one in self.gaps)
        cuts = (Drawn(one.dose, one.start, one.end) for one in (*self.segments, *self.plans))
        return (*gaps, *cuts)

    @property
    def stepped(self) -> bool:
        """Whether the lane has more than one level, so that its height says something."""
        cuts = (*self.segments, *self.plans)
        levels = {level for cut in cuts for level in (cut.level_from, cut.level_to)}
        return len(levels) > 1


class EventMark(Struct, frozen=True):
    """One event, at a moment or over a span; `text` is what stands beside its mark."""

    event: Event
    text: str
    place: Interval
    until: Interval | None

    @property
    def record_id(self) -> str:
        """The event's id."""
        return self.event.id

    @property
    def kind(self) -> EventKind:
        """The event's kind."""
        return self.event.kind

    @property
    def last(self) -> float:
        """The last day it is drawn on."""
        return self.place.at if self.until is None else max(self.place.at, self.until.at)


class Point(Struct, frozen=True):
    """One measured value; `range_mark` says where it lies in its own reference range."""

    record_id: str
    place: Interval
    value: float
    range_mark: str = ""  # "", "low" or "high"
    comparator: Comparator | None = None
    calculated: bool = False


class Words(Struct, frozen=True):
    """A reading in words, without a number."""

    record_id: str
    place: Interval
    until: Interval | None
    direction: Direction
    text: str


class Band(Struct, frozen=True):
    """A labelled range of values behind a curve."""

    low: float
    high: float
    text: str
    tint: float


class Level(Struct, frozen=True):
    """A value worth a thin labelled line from a day on; a `minor` one only where it stays calm."""

    value: float
    text: str
    since: float
    minor: bool = False


class RangeStep(Struct, frozen=True):
    """The reference range over a stretch of days; None is an open side."""

    first: float
    last: float
    low: float | None
    high: float | None


class Plot(Struct, frozen=True):
    """One curve with its scale, from `bottom` (0, unless values are negative) to `top`.

    `note` is said beside `detail`, which is the unit or the scale. `left_out` numbers are kept but
    not drawn, because one scale does not fit their unit.
    """

    key: str  # the track's name in view options: "activity", "damage" or "lab:neutrophils"
    kind: PlotKind
    title: str
    detail: str
    top: float
    tick_step: float
    points: tuple[Point, ...] = ()
    words: tuple[Words, ...] = ()
    bands: tuple[Band, ...] = ()
    levels: tuple[Level, ...] = ()
    ranges: tuple[RangeStep, ...] = ()
    bottom: float = 0.0
    note: str = ""
    left_out: int = 0

    def share(self, value: float) -> float:
        """Return how far up a value lies, 0 to 1; values beyond the scale stay at its edge."""
        return min(max((value - self.bottom) / (self.top - self.bottom), 0.0), 1.0)

    @property
    def runs(self) -> tuple[tuple[Point, ...], ...]:
        """The points in stretches without a gap longer than `GAP_DAYS`, in order of day."""
        return _runs(self.points)


@remembered(64)
def _runs(points: tuple[Point, ...]) -> tuple[tuple[Point, ...], ...]:
    runs: list[list[Point]] = []
    for point in points:
        if runs and point.place.at - runs[-1][-1].place.at <= GAP_DAYS:
            runs[-1].append(point)
        else:
            runs.append([point])
    return tuple(tuple(run) for run in runs)


class DueTrack(Struct, frozen=True):
    """What was due of one kind, in order of day."""

    title: str
    dues: tuple[Due, ...]

    @property
    def key(self) -> str:
        """The track's name in view options."""
        return f"due:{self.title}"

    @property
    def missed(self) -> int:
        """How many were not done in time, overdue ones among them."""
        return sum(one.status in MISSED for one in self.dues)


class Blank(Struct, frozen=True):
    """What stands where a case has no dose at all: what is missing, and how to add it."""

    name: str = "doses"
    words: str = "No doses recorded"
    invite: str = "Ctrl+D adds one"


class Figure(Struct, frozen=True):
    """All that is drawn of one case. `span` is the stretch shown at first, padding included."""

    case_id: str
    label: str
    synthetic: bool
    zero: date | None
    anchor_text: str
    span: Span
    whole: Span
    known: Span | None
    lanes: tuple[Lane, ...]
    events: tuple[EventMark, ...]
    plots: tuple[Plot, ...]
    due_tracks: tuple[DueTrack, ...] = ()
    options: ViewOptions = DEFAULT_VIEW
