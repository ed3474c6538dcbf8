"""The comparison: two cases on one sheet, day 0 under day 0 or beside it, on the same scales."""

from collections.abc import Sequence

from dle_desktop.domain.case import Case
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.comparable import on_common_scales
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.figure_parts import alike, unmarked
from dle_desktop.drawing.folding import whole_shown
from dle_desktop.drawing.palette import GREY, PAPER
from dle_desktop.drawing.picture import SYNTHETIC_NOTICE
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_axis import TimeAxis
from dle_desktop.drawing.time_scale import UNFOLDED
from dle_desktop.printing.footer import paint_footer
from dle_desktop.printing.heading import paint_title
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.page_layout import (
    BLOCK_GAP,
    MARGIN,
    Front,
    Rect,
    above,
    body_of,
    paginate,
)
from dle_desktop.printing.picture_parts import (
    for_paper,
    least_room,
    paint_part,
    parts_for,
    refers_to_tables,
)
from dle_desktop.printing.set_tables import RunningText, SetTables
from dle_desktop.printing.tables import compared_blocks, drawn_words

_NAME = 24.0  # the line with a case's name over its picture
_GROWTH = 1.15  # of what its tracks need at the least: so high is a picture over tables


class Comparison:
    """Two cases, each with its picture, and their figures side by side.

    Parameters
    ----------
    cases
        The two cases.
    options
        Page, palette and view; time is always counted from each case's day 0.
    """

    headings = ()

    def __init__(self, cases: Sequence[Case], options: SnapshotOptions) -> None:
        self.cases = tuple(cases)
        self.options = options
        self.palette = GREY if options.palette == "grey" else PAPER
        self._axis = TimeAxis("relative", options.unit)
        figures = on_common_scales([figure_of(case, options.view) for case in self.cases])
        wholes = [whole_shown(figure, UNFOLDED) for figure in figures]
        self._days = options.range_days or (
            min(one.first for one in wholes), max(one.last for one in wholes)
        )  # fmt: skip
        body = body_of(options.size)
        self._legend = RunningText(drawn_words(figures, self._axis), body.width)
        largest = self._boxes(body, body.height - self._legend.height)[0]
        # That a case is made up is said beside its name.
        figures = tuple(unmarked(for_paper(one, largest, self._days, UNFOLDED)) for one in figures)
        self._parts = alike([parts_for(figure, largest) for figure in figures])
        fronts = [self._front(body, parts, number) for number, parts in enumerate(self._parts)]
        asked = [self._asked(number, fronts) for number in range(len(self.cases))]
        blocks = compared_blocks(self.cases, figures, self._axis, asked)
        self.tables = SetTables(blocks)
        self.pages = paginate(body, fronts, self.tables.sizes)

    @property
    def _stacked(self) -> bool:
        return self.options.orientation == "portrait"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in design pixels."""
        return self.options.size

    @property
    def title(self) -> str:
        """What a contents page or a bookmark calls these pages."""
        return " and ".join(case.label for case in self.cases)

    @property
    def mark(self) -> str:
        """What they are called where no patient may be named."""
        return " and ".join(f"Case {case.id[:8]}" for case in self.cases)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.pages)

    def paint(
        self, canvas: Canvas, number: int, *, first: int = 1, total: int | None = None
    ) -> None:
        """Paint page `number` (from 0); `first` and `total` count it within a longer print."""
        page = self.pages[number]
        box = (MARGIN, MARGIN, self.size[0] - 2 * MARGIN)
        zeros = dict.fromkeys(figure_of(case).anchor_text for case in self.cases)
        told = ("Aligned on day 0, the same scales", f"day 0: {', '.join(zeros)}")
        paint_title(canvas, self.title, told, box, self.options.header)
        if page.picture is not None:
            places = self._places(page.picture, number)
            for case, part, place in zip(self.cases, self._parts[number], places, strict=True):
                if part is not None:
                    self._paint_case(canvas, case, part, place)
            if number == 0:
                self._legend.paint(canvas, page.picture.left, places[-1].bottom)
        for piece in page.pieces:
            self.tables.paint(canvas, piece)
        paint_footer(canvas, self.cases, self.options, first + number, total or self.count)

    def _front(self, body: Rect, parts: Sequence[Figure | None], number: int) -> Front:
        """Return how a page with pictures is parted: they are as high as the highest needs."""
        width = self._boxes(body, body.height)[0].width
        least = max(least_room(part, width) for part in parts if part is not None)
        count = len(self.cases) if self._stacked else 1
        height = count * (least * _GROWTH + _NAME) + (count - 1) * BLOCK_GAP
        return above(body, height + (0.0 if number else self._legend.height))[0]

    def _places(self, picture: Rect, number: int) -> tuple[Rect, ...]:
        """Return where the pictures stand on page `number`: the first has the legend below."""
        return self._boxes(picture, picture.height - (0.0 if number else self._legend.height))

    def _asked(self, case: int, fronts: Sequence[Front]) -> frozenset[str]:
        """Return what has no room in the pictures of a case and needs a table."""
        found: frozenset[str] = frozenset()
        for number, (parts, front) in enumerate(zip(self._parts, fronts, strict=True)):
            part, box = parts[case], self._places(front.picture, number)[case]
            if part is not None:
                found |= refers_to_tables(part, box, self._days, UNFOLDED)
        return found

    def _paint_case(self, canvas: Canvas, case: Case, part: Figure, box: Rect) -> None:
        px = canvas.px
        notice = f"  {SYNTHETIC_NOTICE}" if case.synthetic else ""
        room = px(box.width) - canvas.width(notice, SMALL)
        label = canvas.elided(case.label, room, BODY, strong=True)
        line = px(box.top - _NAME + 12)
        painted = canvas.text(px(box.left), line, label, BODY, strong=True)
        warning = canvas.palette.color("warning")
        canvas.text(painted.right(), line, notice, SMALL, warning)
        paint_part(canvas, part, box, self._days, self._axis, UNFOLDED)

    def _boxes(self, body: Rect, height: float) -> tuple[Rect, ...]:
        """Return where the pictures stand in a height: below each other, or side by side."""
        count = len(self.cases)
        if self._stacked:
            each = (height - (count - 1) * BLOCK_GAP) / count
            return tuple(
                Rect(body.left, body.top + n * (each + BLOCK_GAP) + _NAME, body.width, each - _NAME)
                for n in range(count)
            )
        each = (body.width - (count - 1) * BLOCK_GAP) / count
        return tuple(
            Rect(body.left + n * (each + BLOCK_GAP), body.top + _NAME, each, height - _NAME)
            for n in range(count)
        )
