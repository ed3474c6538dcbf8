"""What a person chose for paper: which template, which paper, which words of her own."""

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

from dle_desktop.drawing.axes import AxisMode
from dle_desktop.drawing.time_axis import Origin, TimeAxis, Unit
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from dle_desktop.printing.sizes import FigureWidth, Orientation, PageName, size_of

Template = Literal["sheet", "timeline", "record", "comparison", "figure"]
Colours = Literal["colour", "grey"]


def source_date() -> datetime | None:
    """Return the time of SOURCE_DATE_EPOCH, None where it is not set or no time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (epoch.isascii() and epoch.isdigit()):
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (OverflowError, ValueError, OSError):
        return None


def day_of_printing() -> date:
    """Return today, or the day of SOURCE_DATE_EPOCH, by which a file can be drawn again later."""
    given = source_date()
    return date.today() if given is None else given.date()  # noqa: DTZ011 - the person's own day


@dataclass(frozen=True)
class SnapshotOptions:
    """What the person chose for paper.

    `header` and `footer` are her own lines; `identified` puts the case's label and calendar dates
    on a figure for publication, which else has neither; `words` its free texts.
    """

    template: Template = "sheet"
    page: PageName = "a4"
    orientation: Orientation = "landscape"
    figure_width: FigureWidth = "double"
    axis: AxisMode = "relative"
    unit: Unit = "auto"
    origin: Origin | None = None  # None: day 0
    folded: bool = False  # empty time, with its length written
    palette: Colours = "colour"
    dpi: int = 200
    range_days: tuple[float, float] | None = None  # None: the whole case
    view: ViewOptions = DEFAULT_VIEW
    header: str = ""
    footer: str = ""
    identified: bool = False
    words: bool = False
    named: bool = False  # a file's bookmarks may name patients
    contents: bool = False  # a page that tells where each of several documents begins
    snapshot_id: str = ""
    since: str = ""  # what changed since the snapshot was first printed
    revision: int | None = None  # of the record then, where it is as it was
    printed_on: date = field(default_factory=day_of_printing)

    @property
    def time(self) -> TimeAxis:
        """How time is told on the axis."""
        return TimeAxis(self.axis, self.unit, self.origin, self.folded)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in design pixels."""
        return size_of(self.page, self.orientation)
