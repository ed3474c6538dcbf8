"""The picture in a box of paper, its names narrower than on the screen."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPicture

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Figure, Lane
from dle_desktop.drawing.figure_parts import least_height, parts_of
from dle_desktop.drawing.lane_words import SEE_TABLE
from dle_desktop.drawing.layout import lay_out
from dle_desktop.drawing.palette import PAPER
from dle_desktop.drawing.picture import paint_picture, paint_track
from dle_desktop.drawing.time_axis import TimeAxis
from dle_desktop.drawing.time_scale import Folds
from dle_desktop.printing.page_layout import Rect

NAMES_WIDTH = 160.0
_RISE = 8.0  # the room above the first step is the margin's


def least_room(figure: Figure, width: float) -> float:
    """Return how high a box the picture needs, in design pixels."""
    return least_height(figure, width, NAMES_WIDTH) - _RISE


def parts_for(figure: Figure, box: Rect) -> tuple[Figure, ...]:
    """Return the figure, or its tracks in as many figures as it takes to fit each into a box."""
    return parts_of(figure, box.width, box.height + _RISE, NAMES_WIDTH)


def refers_to_tables(
    figure: Figure, box: Rect, days: tuple[float, float], folds: Folds, names: float = NAMES_WIDTH
) -> bool:
    """Whether a lane has no room for one of its figures and says that a table has it."""
    layout = lay_out(figure, box.width, box.height + _RISE, names=names)
    scale = TimeScale(*days, layout.left, layout.width, folds)
    texts: list[tuple[QRectF, str]] = []
    picture = QPicture()
    painter = QPainter(picture)
    canvas = Canvas(painter, PAPER, 1.0, texts)
    for track in layout.tracks:
        if isinstance(track.content, Lane):
            place = QRectF(layout.left, track.top, layout.width, track.height)
            paint_track(canvas, track, place, scale)
    painter.end()
    return any(text == SEE_TABLE for _, text in texts)


def paint_part(
    canvas: Canvas,
    figure: Figure,
    box: Rect,
    days: tuple[float, float],
    axis: TimeAxis,
    folds: Folds,
    names: float = NAMES_WIDTH,
) -> None:
    """Paint a figure, or a part of one, into a box of design pixels."""
    layout = lay_out(figure, box.width, box.height + _RISE, names=names)
    scale = TimeScale(*days, canvas.px(box.left + layout.left), canvas.px(layout.width), folds)
    origin = (canvas.px(box.left), canvas.px(box.top - _RISE))
    paint_picture(canvas, figure, layout, origin, scale, axis)
