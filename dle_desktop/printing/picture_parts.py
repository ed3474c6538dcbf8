"""The picture in a box of paper, its names narrower than on the screen."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPicture

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.event_rows import with_rows_for_words
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


def for_paper(figure: Figure, box: Rect, days: tuple[float, float], folds: Folds) -> Figure:
    """Return the figure with as much room for the words of its events as a box has."""
    layout = lay_out(figure, box.width, 0.0, names=NAMES_WIDTH)
    scale = TimeScale(*days, layout.left, layout.width, folds)
    return with_rows_for_words(figure, scale, box.height - least_room(figure, box.width))


def refers_to_tables(
    figure: Figure, box: Rect, days: tuple[float, float], folds: Folds
) -> frozenset[str]:
    """Return what has no room for all its words and says that a table has them.

    That is "doses", "events", both or nothing.
    """
    layout = lay_out(figure, box.width, box.height + _RISE, names=NAMES_WIDTH)
    scale = TimeScale(*days, layout.left, layout.width, folds)
    found = set()
    picture = QPicture()
    painter = QPainter(picture)
    for track in layout.tracks:
        kind = {Lane: "doses", tuple: "events"}.get(type(track.content))
        if kind is not None and kind not in found:
            texts: list[tuple[QRectF, str]] = []
            place = QRectF(layout.left, track.top, layout.width, track.height)
            paint_track(Canvas(painter, PAPER, 1.0, texts), track, place, scale)
            if any(text == SEE_TABLE for _, text in texts):
                found.add(kind)
    painter.end()
    return frozenset(found)


def paint_part(
    canvas: Canvas,
    figure: Figure,
    box: Rect,
    days: tuple[float, float],
    axis: TimeAxis,
    folds: Folds,
) -> None:
    """Paint a figure, or a part of one, into a box of design pixels."""
    layout = lay_out(figure, box.width, box.height + _RISE, names=NAMES_WIDTH)
    scale = TimeScale(*days, canvas.px(box.left + layout.left), canvas.px(layout.width), folds)
    origin = (canvas.px(box.left), canvas.px(box.top - _RISE))
    paint_picture(canvas, figure, layout, origin, scale, axis)
