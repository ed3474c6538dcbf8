"""What is painted over the kept picture while something is dragged: old, new, and both in words."""

from PySide6.QtCore import QPointF, QRectF, Qt

from dle_desktop.domain.case import Dose
from dle_desktop.domain.dosing import Span
from dle_desktop.drawing.axes import TimeAxis, TimeScale, day_text
from dle_desktop.drawing.canvas import BODY, Canvas
from dle_desktop.drawing.dose_lanes import with_doses
from dle_desktop.drawing.figure import Figure, Lane
from dle_desktop.drawing.lanes import LanePainter
from dle_desktop.drawing.layout import Track

ARROW = "\N{RIGHTWARDS ARROW}"
_PAD = 6.0
_HEADROOM = 34.0  # the label needs so many pixels above what it is about


def move_text(verb: str, before: float, after: float, figure: Figure, axis: TimeAxis) -> str:
    """Return "ends 3 Jan 2022 → 17 Jan 2022 (+14 days)" as the axis counts."""
    days = round(after) - round(before)
    count = f"{'+' if days > 0 else chr(0x2212) if days < 0 else ''}{abs(days)}"
    words = "day" if abs(days) == 1 else "days"
    old, new = (day_text(float(round(day)), axis, figure.zero) for day in (before, after))
    return f"{verb} {old} {ARROW} {new} ({count} {words})"


def doses_of(lane: Lane) -> tuple[Dose, ...]:
    """Return the doses drawn in a lane, each once."""
    return tuple({one.dose.id: one.dose for one in lane.drawn}.values())


def dragged(lane: Lane, doses: tuple[Dose, ...], figure: Figure, day: float) -> Lane:
    """Return the lane with other doses; `day` is where one was dragged to."""
    known = figure.known or figure.span
    span = Span(min(known.first, day), max(known.last, day))
    return with_doses(lane, doses, figure.zero, span)


def paint_lane(canvas: Canvas, track: Track, lane: Lane, scale: TimeScale) -> None:
    """Paint a lane over the one of the kept picture."""
    box = QRectF(scale.left, track.top, scale.width, track.height)
    ground = canvas.palette.color("surface")
    canvas.painter.fillRect(box.adjusted(0, -12, 4, 1), ground)
    LanePainter(canvas, lane, box, scale).paint()


def paint_days(
    canvas: Canvas, scale: TimeScale, height: float, track: Track, days: tuple[float, float]
) -> None:
    """Paint the old day as a dashed line through the track and the new one through all tracks."""
    old, new = scale.x(days[0]), scale.x(days[1])
    accent = canvas.palette.color("accent")
    canvas.vline(old, track.top - 4, track.bottom, canvas.palette.color("muted"), 1.0, "dash")
    canvas.vline(new, 0, height, canvas.palette.color("accent", 0.35), 1.0)
    canvas.vline(new, track.top - 4, track.bottom + 1, accent, 1.8)


def paint_ghost(canvas: Canvas, at: QPointF) -> None:
    """Paint the mark that is dragged."""
    accent = canvas.palette.color("accent")
    canvas.circles([at], 4.5, accent, canvas.palette.color("surface"), 1.8)


def paint_words(
    canvas: Canvas, scale: TimeScale, place: tuple[float, float, float], text: str
) -> None:
    """Paint the live label at `x`, above `top` or else below `bottom`, held within the scale."""
    x, above, below = place
    width = canvas.width(text, BODY, strong=True) + 2 * _PAD
    left = min(max(x + 10, scale.left), max(scale.left, scale.right - width))
    top = above - 30 if above >= _HEADROOM else below + 6
    box = QRectF(left, top, width, 20)
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(canvas.palette.color("accent"))
    canvas.painter.drawRoundedRect(box, 3, 3)
    ground = canvas.palette.color("surface")
    canvas.text(box.left() + _PAD, box.top() + 14, text, BODY, ground, strong=True)
