"""The picture of a view: what the timeline shows, drawn as on paper, as SVG and PNG bytes.

Tracks, days and options are those of the screen; colours, header and axis those of paper. It does
not know where the picture goes.
"""

from dataclasses import dataclass

from dle_desktop.domain.case import Case
from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.layout import Layout, lay_out
from dle_desktop.drawing.palette import PAPER
from dle_desktop.drawing.picture import paint_picture
from dle_desktop.drawing.time_axis import TimeAxis
from dle_desktop.drawing.time_scale import UNFOLDED, Folds
from dle_desktop.printing.devices import png_bytes, svg_bytes
from dle_desktop.printing.heading import paint_heading
from dle_desktop.printing.page_layout import HEADER_HEIGHT

_MARGIN = 24.0
_LEAST_WIDTH, _MOST_SIDE = 480.0, 8000.0


@dataclass(frozen=True)
class ViewPicture:
    """What is shown of a case, `width` and `height` being those of its tracks in design pixels."""

    case: Case
    figure: Figure
    days: tuple[float, float]
    axis: TimeAxis
    width: float
    height: float
    folds: Folds = UNFOLDED

    @property
    def layout(self) -> Layout:
        """The tracks as they stand in the picture."""
        wide = min(max(self.width, _LEAST_WIDTH), _MOST_SIDE)
        return lay_out(self.figure, wide, min(self.height, _MOST_SIDE))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the picture in design pixels."""
        layout = self.layout
        wide = min(max(self.width, _LEAST_WIDTH), _MOST_SIDE)
        return wide + 2 * _MARGIN, HEADER_HEIGHT + layout.height + 2 * _MARGIN

    def paint(self, canvas: Canvas) -> None:
        """Paint heading, tracks and axis."""
        px, layout = canvas.px, self.layout
        paint_heading(
            canvas, self.case, self.figure, self.days, self.axis,
            (_MARGIN, _MARGIN, self.size[0] - 2 * _MARGIN),
        )  # fmt: skip
        left, top = px(_MARGIN), px(_MARGIN + HEADER_HEIGHT)
        scale = TimeScale(*self.days, left + px(layout.left), px(layout.width), self.folds)
        paint_picture(canvas, self.figure, layout, (left, top), scale, self.axis)

    def svg(self) -> bytes:
        """Return the picture as SVG, text as text."""
        return svg_bytes(self.size, PAPER, self.paint)

    def png(self, unit: float = 2.0) -> bytes:
        """Return the picture as PNG, `unit` pixels to a design pixel."""
        return png_bytes(self.size, PAPER, self.paint, unit)
