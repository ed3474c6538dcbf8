"""The figure for a publication: as wide as a journal's column or a slide, its panels lettered.

Nothing stands around it: what a page says in its header and footer the caption says. It shows
neither label nor calendar unless that is asked for.
"""

import csv
from collections.abc import Sequence
from io import StringIO

from dle_desktop.domain.case import Case
from dle_desktop.domain.published import LABEL, published
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.event_rows import with_rows_for_words
from dle_desktop.drawing.figure import DueTrack, Figure, Plot
from dle_desktop.drawing.figure_parts import least_height, parts_of, unmarked, with_bare_grades
from dle_desktop.drawing.folding import empty_stretches, folded, whole_shown
from dle_desktop.drawing.layout import Content, Layout, contents_of, lay_out
from dle_desktop.drawing.palette import GREY, PAPER
from dle_desktop.drawing.picture import SYNTHETIC_NOTICE, paint_picture
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.shown_records import shown_records
from dle_desktop.drawing.time_axis import TimeAxis
from dle_desktop.exchange.values_table import DATE_AS_WRITTEN, values_rows
from dle_desktop.printing.caption import caption_of
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.sizes import FIGURE_SIZES, FigureWidth

LEAST_TEXT, LEAST_LINE = 6.0 / 0.75, 0.5 / 0.75  # design pixels: 6 and 0.5 points
# How large a design pixel is drawn, and how wide the column of names is, at each width.
_SCALES: dict[FigureWidth, tuple[float, float]] = {
    "single": (0.8, 132.0), "double": (0.9, 140.0), "slide": (1.05, 150.0),
}  # fmt: skip
_GUTTER = 16.0  # left of the names, for the letters of the panels
_NOTICE = 14.0  # below the axis, where a case is made up
_EDGE = 4.0  # around everything
_GROWTH = 1.25  # of what the tracks need at the least, where the height is free


class Publication:
    """One case as a figure; its tracks on as many pages as a greatest height asks for.

    Parameters
    ----------
    case
        The case, from which what may not be shown is taken away here.
    options
        Width, palette, range and view; `identified` and `words` ask for more to be shown.
    """

    headings = ()

    def __init__(self, case: Case, options: SnapshotOptions) -> None:
        self.options = options
        label = case.label if options.identified else LABEL
        self.case = published(case, words=options.words, label=label)
        self.palette = GREY if options.palette == "grey" else PAPER
        time = options.time
        self.axis = (
            time if options.identified else TimeAxis("relative", time.unit, None, time.folded)
        )
        self.figure = with_bare_grades(figure_of(self.case, options.view))
        empty = empty_stretches(self.case) if options.folded else ()
        self._folds = folded(empty, self.figure.span)
        whole = whole_shown(self.figure, self._folds)
        self._days = options.range_days or (whole.first, whole.last)
        self._scale, self._names = _SCALES[options.figure_width]
        width, most = (side / self._scale for side in FIGURE_SIZES[options.figure_width])
        below = _NOTICE if case.synthetic else 0.0
        self._width, most = width - _GUTTER - 2 * _EDGE, most - 2 * _EDGE - below
        figure = unmarked(self._with_words(most))
        self._parts = parts_of(figure, self._width, most, self._names)
        heights = [least_height(part, self._width, self._names) for part in self._parts]
        filled = options.figure_width == "slide"
        self._height = most if filled else min(most, max(heights) * _GROWTH)
        self._below = below
        self._layouts = [
            lay_out(part, self._width, self._height, names=self._names) for part in self._parts
        ]

    def _with_words(self, most: float) -> Figure:
        """Return the figure with room for the words of its events."""
        layout = lay_out(self.figure, self._width, 0.0, names=self._names)
        scale = TimeScale(*self._days, layout.left, layout.width, self._folds)
        return with_rows_for_words(self.figure, scale, most - layout.height)

    @property
    def _tall(self) -> float:
        return self._height + self._below + 2 * _EDGE

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the figure in design pixels."""
        return FIGURE_SIZES[self.options.figure_width][0], self._tall * self._scale

    @property
    def title(self) -> str:
        """What a contents page or a bookmark calls it."""
        return self.case.label

    @property
    def mark(self) -> str:
        """What it is called where no patient may be named."""
        return "Figure"

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._parts)

    @property
    def panels(self) -> tuple[tuple[str, tuple[Content, ...]], ...]:
        """The letter of each panel with what it holds: all doses and events are one panel."""
        groups: list[list[Content]] = []
        for part in self._parts:
            for content in contents_of(part):
                if groups and not _begins(content) and not _begins(groups[-1][0]):
                    groups[-1].append(content)
                else:
                    groups.append([content])
        return tuple((chr(ord("A") + n), tuple(group)) for n, group in enumerate(groups))

    @property
    def caption(self) -> str:
        """The caption, drafted from the data."""
        return caption_of(self.case, self.figure, self.panels, self._days, self.axis)

    @property
    def values(self) -> str:
        """The values behind the figure as comma-separated text, days counted from day 0."""
        rows = values_rows(self.case, shown_records(self.figure, *self._days))
        text = StringIO()
        table = csv.writer(text, lineterminator="\r\n")
        for row in rows:
            cells = row if self.options.identified else _without_dates(row)
            table.writerow(cells)
        return text.getvalue()

    def paint(
        self, canvas: Canvas, number: int, *, first: int = 1, total: int | None = None
    ) -> None:
        """Paint page `number` (from 0); a figure has no page numbers."""
        del first, total
        unit = canvas.unit
        inner = Canvas(
            canvas.painter, canvas.palette, unit * self._scale, canvas.texts,
            refers=False, least_text=LEAST_TEXT * unit, least_line=LEAST_LINE * unit,
        )  # fmt: skip
        part, layout = self._parts[number], self._layouts[number]
        px = inner.px
        left, top = px(_EDGE + _GUTTER), px(_EDGE)
        scale = TimeScale(*self._days, left + px(layout.left), px(layout.width), self._folds)
        paint_picture(inner, part, layout, (left, top), scale, self.axis)
        self._paint_letters(inner, layout)
        if self._below:
            line = px(self._tall - _EDGE - 3)
            warning = inner.palette.color("warning")
            inner.text(scale.right, line, SYNTHETIC_NOTICE, SMALL, warning, align="right")

    def _paint_letters(self, canvas: Canvas, layout: Layout) -> None:
        px, tops = canvas.px, {id(track.content): track.top for track in layout.tracks}
        for letter, contents in self.panels:
            top = next((tops[id(one)] for one in contents if id(one) in tops), None)
            if top is not None:
                line = px(_EDGE + top + 11)
                canvas.text(px(_EDGE), line, letter, BODY + 2, strong=True)


def _begins(content: Content) -> bool:
    """Whether a track is a panel of its own: doses and events share one."""
    return isinstance(content, (Plot, DueTrack))


def _without_dates(row: Sequence[str]) -> list[str]:
    return [cell for number, cell in enumerate(row) if number != DATE_AS_WRITTEN]
