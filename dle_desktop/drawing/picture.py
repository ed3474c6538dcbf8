"""The whole picture of a case: every track with its name, one time axis, shared guide lines.

Paper paints it at once; the window paints the same tracks one by one so that each can be read and
zoomed. Sizes come from `layout`, colours from the canvas.
"""

from PySide6.QtCore import QRectF

from dle_desktop.domain.dosing import Segment
from dle_desktop.drawing.axes import (
    AxisMode,
    Tick,
    TimeScale,
    calendar_ticks,
    relative_ticks,
    title,
)
from dle_desktop.drawing.blank import paint_blank
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.curves import PlotPainter, scale_room
from dle_desktop.drawing.due_marks import paint_dues
from dle_desktop.drawing.event_marks import paint_events
from dle_desktop.drawing.figure import Blank, DueTrack, Figure, Lane, Plot
from dle_desktop.drawing.lanes import LanePainter
from dle_desktop.drawing.layout import Content, Layout, Track

SYNTHETIC_NOTICE = "illustrative, not from the paper"
_TICK_GAP = 44.0  # at least so many design pixels per tick label


def ticks_of(figure: Figure, scale: TimeScale, mode: AxisMode, unit: float) -> list[Tick]:
    """Return the ticks of the time axis that fit its width."""
    most = max(2, int(scale.width / (_TICK_GAP * unit)))
    if mode == "calendar" and figure.zero is not None:
        return calendar_ticks(scale.first, scale.last, figure.zero, most)
    return relative_ticks(scale.first, scale.last, figure.zero, most)


def paint_picture(
    canvas: Canvas,
    figure: Figure,
    layout: Layout,
    origin: tuple[float, float],
    scale: TimeScale,
    mode: AxisMode,
) -> None:
    """Paint all tracks and the axis with the upper left corner at `origin` (device pixels)."""
    paint_tracks(canvas, figure, layout, origin, scale)
    paint_axis(canvas, figure, scale, origin[1] + canvas.px(layout.axis_top), mode)


def paint_tracks(
    canvas: Canvas,
    figure: Figure,
    layout: Layout,
    origin: tuple[float, float],
    scale: TimeScale,
) -> None:
    """Paint guides and all tracks with the upper left corner at `origin` (device pixels)."""
    left, top = origin
    paint_guides(canvas, figure, scale, top, top + canvas.px(layout.axis_top))
    for track in layout.tracks:
        box = QRectF(
            left + canvas.px(layout.left), top + canvas.px(track.top), canvas.px(layout.width),
            canvas.px(track.height),
        )  # fmt: skip
        paint_name(canvas, track, left, box)
        paint_track(canvas, track, box, scale)


def paint_track(canvas: Canvas, track: Track, box: QRectF, scale: TimeScale) -> None:
    """Paint one track into its box."""
    content = track.content
    if isinstance(content, Blank):
        paint_blank(canvas, box, content.words, content.invite)
    elif isinstance(content, Lane):
        LanePainter(canvas, content, box, scale).paint()
    elif isinstance(content, Plot):
        PlotPainter(canvas, content, box, scale).paint()
    elif isinstance(content, DueTrack):
        paint_dues(canvas, content, box, scale)
    else:
        paint_events(canvas, content, box, scale)


def paint_name(canvas: Canvas, track: Track, left: float, box: QRectF) -> None:
    """Paint a track's name and detail, right-aligned in the column left of its box."""
    name, detail = names_of(track)
    muted = canvas.palette.color("muted")
    right = box.left() - canvas.px(12)
    if isinstance(track.content, Plot) and track.content.points:
        right = box.left() - max(canvas.px(34), scale_room(canvas, track.content, box.height()))
    width = right - left - canvas.px(4)
    size = BODY if canvas.width(name, BODY, strong=True) <= width else SMALL
    shown = canvas.elided(name, width, size, strong=True)
    if box.height() < canvas.px(30):  # one line of text
        line = box.center().y() + canvas.px(4)
        canvas.text(right, line, shown, size, align="right", strong=True)
        return
    line = box.top() + canvas.px(11)
    canvas.text(right, line, shown, size, align="right", strong=True)
    if detail:
        canvas.text(right, line + canvas.px(14), canvas.elided(detail, width, SMALL), SMALL, muted,
                    align="right")  # fmt: skip


def names_of(track: Track) -> tuple[str, str]:
    """Return a track's name and its detail line."""
    return names_of_content(track.content)


def names_of_content(content: Content) -> tuple[str, str]:
    """Return the name and the detail line of what a track holds."""
    if isinstance(content, Blank):
        return content.name, ""
    if isinstance(content, Lane):
        return content.drug, content.detail
    if isinstance(content, Plot):
        if content.left_out and content.points:
            return content.title, f"{content.detail}, {content.left_out} not drawn"
        return content.title, content.detail
    if isinstance(content, DueTrack):
        return content.title, ""
    return "events", ""


def paint_guides(
    canvas: Canvas, figure: Figure, scale: TimeScale, top: float, bottom: float
) -> None:
    """Paint dotted upright lines at each change of the index drug, day 0 among them."""
    color = canvas.palette.color("muted", 0.55)
    for day in guide_days(figure):
        if scale.first <= day <= scale.last:
            canvas.vline(scale.x(day), top, bottom, color, 0.8, "dot")


def guide_days(figure: Figure) -> tuple[float, ...]:
    """Return the days the index drug's amount changed and is known to the day, and day 0."""
    changes: list[Segment] = [
        cut for lane in figure.lanes if lane.group == "index" for cut in lane.segments
    ]
    return tuple(sorted({0.0, *(cut.start.at for cut in changes if cut.start.exact)}))


def paint_axis(
    canvas: Canvas, figure: Figure, scale: TimeScale, top: float, mode: AxisMode
) -> None:
    """Paint the time axis: line, ticks, figures and what they count."""
    palette, px = canvas.palette, canvas.px
    canvas.hline(top, scale.left, scale.right, palette.color("ink"), 1.0)
    right_end = -1e9
    for tick in ticks_of(figure, scale, mode, canvas.unit):
        x = scale.x(tick.day)
        canvas.vline(x, top, top + px(5), palette.color("ink"), 1.0)
        box = canvas.text_box(x, top + px(17), tick.text, BODY, "center", strong=tick.strong)
        if box.left() > right_end + px(5):
            canvas.text(x, top + px(17), tick.text, BODY, align="center", strong=tick.strong)
            right_end = box.right()
    words = title(mode, scale.first, scale.last, figure.anchor_text, figure.zero)
    middle = scale.left + scale.width / 2
    right = scale.right
    if figure.synthetic:
        color = palette.color("warning")
        notice = canvas.text(right, top + px(33), SYNTHETIC_NOTICE, SMALL, color, align="right")
        right = notice.left() - px(14)
    words = canvas.elided(words, right - scale.left)
    half = canvas.width(words) / 2
    if middle + half > right:  # the notice is in the way: as far left as need be
        middle = max(scale.left + half, right - half)
    canvas.text(middle, top + px(33), words, BODY, palette.color("muted"), align="center")
