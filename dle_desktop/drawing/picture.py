"""The whole picture of a case: every track with its name, one time axis, shared guide lines.

Paper paints it at once; the window paints the same tracks one by one so that each can be read and
zoomed. Sizes come from `layout`, colours from the canvas.
"""

from PySide6.QtCore import QPointF, QRectF

from dle_desktop.domain.dosing import Segment
from dle_desktop.drawing.axes import Tick, TimeScale, length_text, ticks_between, title
from dle_desktop.drawing.blank import paint_blank
from dle_desktop.drawing.callouts import callout_track, paint_callouts
from dle_desktop.drawing.canvas import BODY, SMALL, Canvas
from dle_desktop.drawing.curves import PlotPainter
from dle_desktop.drawing.due_marks import paint_dues
from dle_desktop.drawing.event_paint import paint_events
from dle_desktop.drawing.figure import Blank, DueTrack, Figure, Lane, Plot
from dle_desktop.drawing.lanes import LanePainter
from dle_desktop.drawing.layout import Content, Layout, Track
from dle_desktop.drawing.plot_ground import scale_room
from dle_desktop.drawing.time_axis import RELATIVE, TimeAxis

SYNTHETIC_NOTICE = "illustrative, not from the paper"
_ASIDE = (0.0, -6.0, 6.0, -12.0, 12.0, -18.0, 18.0)  # where a fold's length may stand
_DETAIL_LINE = 13.0
_TITLE_LEFT = 90.0  # the axis' title may begin so far left of it, below the names
_TICK_GAP = 44.0  # at least so many design pixels per tick label


def ticks_of(figure: Figure, scale: TimeScale, axis: TimeAxis, unit: float) -> list[Tick]:
    """Return the ticks of the time axis that fit its width."""
    most = max(2, int(scale.width / (_TICK_GAP * unit)))
    return ticks_between(scale, axis, figure.zero, most)


def paint_picture(
    canvas: Canvas,
    figure: Figure,
    layout: Layout,
    origin: tuple[float, float],
    scale: TimeScale,
    axis: TimeAxis,
) -> None:
    """Paint all tracks and the axis with the upper left corner at `origin` (device pixels)."""
    paint_tracks(canvas, figure, layout, origin, scale, axis)
    paint_axis(canvas, figure, scale, origin[1] + canvas.px(layout.axis_top), axis)


def paint_tracks(
    canvas: Canvas,
    figure: Figure,
    layout: Layout,
    origin: tuple[float, float],
    scale: TimeScale,
    axis: TimeAxis = RELATIVE,
) -> None:
    """Paint guides and all tracks with the upper left corner at `origin` (device pixels)."""
    left, top = origin
    paint_guides(canvas, figure, scale, top, top + canvas.px(layout.axis_top), axis)
    noted = callout_track(figure, layout)
    for track in layout.tracks:
        box = QRectF(
            left + canvas.px(layout.left), top + canvas.px(track.top), canvas.px(layout.width),
            canvas.px(track.height),
        )  # fmt: skip
        paint_name(canvas, track, left, box)
        paint_track(canvas, track, box, scale)
        if track is noted and isinstance(track.content, Plot):
            paint_callouts(canvas, figure.events, track.content, box, scale)


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
    if track.heading:
        canvas.text(right, box.top() - canvas.px(4), track.heading, SMALL, muted, align="right")
    size = BODY if canvas.width(name, BODY, strong=True) <= width else SMALL
    shown = canvas.elided(name, width, size, strong=True)
    if box.height() < canvas.px(30):  # one line of text
        line = box.center().y() + canvas.px(4)
        canvas.text(right, line, shown, size, align="right", strong=True)
        return
    line = box.top() + canvas.px(11)
    canvas.text(right, line, shown, size, align="right", strong=True)
    if detail:
        rows = max(1, int((box.height() - canvas.px(14)) / canvas.px(_DETAIL_LINE)))
        for number, words in enumerate(detail_lines(canvas, detail, width, rows), 1):
            below = line + canvas.px(1 + number * _DETAIL_LINE)
            canvas.text(right, below, words, SMALL, muted, align="right")


def detail_lines(canvas: Canvas, detail: str, width: float, most: int) -> list[str]:
    """Return a detail in lines of a width, `most` of them at the most."""
    lines = canvas.wrapped(detail, width, SMALL)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], canvas.elided(" ".join(lines[most - 1 :]), width, SMALL)]


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
        left_out = f"{content.left_out} not drawn" if content.left_out and content.points else ""
        told = (content.detail, left_out, content.note)
        return content.title, ", ".join(filter(None, told))
    if isinstance(content, DueTrack):
        return content.title, ""
    return "events", ""


def paint_guides(
    canvas: Canvas, figure: Figure, scale: TimeScale, top: float, bottom: float,
    axis: TimeAxis = RELATIVE,
) -> None:  # fmt: skip
    """Paint what stands behind all tracks: folds, and upright lines.

    Dotted ones at each change of the index drug, day 0 among them; a dashed one at an origin that
    was chosen.
    """
    for left, right in fold_places(scale):
        corners = [QPointF(left, top), QPointF(right, top), QPointF(right, bottom),
                   QPointF(left, bottom)]  # fmt: skip
        canvas.area(corners, canvas.palette.color("line", 0.35))
    color = canvas.palette.color("muted", 0.55)
    for day in guide_days(figure):
        if scale.first <= day <= scale.last:
            canvas.vline(scale.x(day), top, bottom, color, 0.8, "dot")
    if axis.origin is not None and scale.first <= axis.start <= scale.last:
        color = canvas.palette.color("accent", 0.7)
        canvas.vline(scale.x(axis.start), top, bottom, color, 1.0, "dash")


def fold_places(scale: TimeScale) -> list[tuple[float, float]]:
    """Return the left and right ends of the folds in sight, held within the scale."""
    ends = [(scale.x(fold.first), scale.x(fold.last)) for fold in scale.folds.spans]
    return [
        (max(left, scale.left), min(right, scale.right))
        for left, right in ends
        if left < scale.right and right > scale.left
    ]


def guide_days(figure: Figure) -> tuple[float, ...]:
    """Return the days the index drug's amount changed and is known to the day, and day 0."""
    changes: list[Segment] = [
        cut for lane in figure.lanes if lane.group == "index" for cut in lane.segments
    ]
    return tuple(sorted({0.0, *(cut.start.at for cut in changes if cut.start.exact)}))


def paint_axis(
    canvas: Canvas, figure: Figure, scale: TimeScale, top: float, axis: TimeAxis
) -> None:
    """Paint the time axis: line, folds, ticks, figures and what they count."""
    palette, px = canvas.palette, canvas.px
    canvas.hline(top, scale.left, scale.right, palette.color("ink"), 1.0)
    ticks = ticks_of(figure, scale, axis, canvas.unit)
    zero = [
        canvas.text_box(scale.x(tick.day), top + px(17), tick.text, BODY, "center", strong=True)
        for tick in ticks
        if tick.strong
    ]
    taken = _paint_folds(canvas, scale, top, zero)
    right_end = -1e9
    for tick in ticks:
        x = scale.x(tick.day)
        canvas.vline(x, top, top + px(5), palette.color("ink"), 1.0)
        box = canvas.text_box(x, top + px(17), tick.text, BODY, "center", strong=tick.strong)
        room = box.adjusted(-px(4), 0, px(4), 0)
        if box.left() > right_end + px(5) and not any(room.intersects(other) for other in taken):
            canvas.text(x, top + px(17), tick.text, BODY, align="center", strong=tick.strong)
            right_end = box.right()
    words = title(axis, scale.first, scale.last, figure.anchor_text, figure.zero)
    middle = scale.left + scale.width / 2
    right = scale.right
    if figure.synthetic:
        color = palette.color("warning")
        notice = canvas.text(right, top + px(33), SYNTHETIC_NOTICE, SMALL, color, align="right")
        right = notice.left() - px(14)
    left = scale.left - px(_TITLE_LEFT)
    words = canvas.elided(words, right - left)
    half = canvas.width(words) / 2
    if middle + half > right:  # the notice or the edge is in the way: as far left as need be
        middle = max(left + half, right - half)
    canvas.text(middle, top + px(33), words, BODY, palette.color("muted"), align="center")


def _paint_folds(canvas: Canvas, scale: TimeScale, top: float, ahead: list[QRectF]) -> list[QRectF]:
    """Paint folds as zigzags in the axis line with their lengths below; return where these are.

    The figures `ahead` of them, day 0 and the years, keep their places.
    """
    whole = [
        (left, right, length_text(fold.last - fold.first))
        for fold in scale.folds.spans
        if (left := scale.x(fold.first)) >= scale.left
        and (right := scale.x(fold.last)) <= scale.right
    ]  # one that is cut by the edge is told by the tint behind it
    for left, right, _ in whole:
        _paint_zigzag(canvas, left, right, top)
    px = canvas.px
    line, gap = top + px(17), px(4)
    placed: list[list[tuple[QRectF, str]]] = []
    for long, short in (("", ""), ("onths", "o")):  # all in full, or all cut: "14 mo"
        kept: list[tuple[QRectF, str]] = []
        for left, right, words in whole:
            said = words.replace(long, short) if long else words
            box = canvas.text_box((left + right) / 2, line, said, SMALL, "center", strong=False)
            others = [*ahead, *(other for other, _ in kept)]
            for shift in _ASIDE:
                place = box.translated(px(shift), 0)
                if not any(place.adjusted(-gap, 0, gap, 0).intersects(one) for one in others):
                    kept.append((place, said))
                    break
        placed.append(kept)
    best = max(placed, key=len)
    for box, said in best:
        canvas.text(box.left(), line, said, SMALL, canvas.palette.color("muted"))
    return [box for box, _ in best]


def _paint_zigzag(canvas: Canvas, left: float, right: float, top: float) -> None:
    """Break the axis line by a zigzag, downwards: above the axis another widget begins."""
    px = canvas.px
    middle, half, depth = (left + right) / 2, min(px(10), (right - left) / 2), px(6)
    canvas.clear(QRectF(middle - half, top, 2 * half, px(2)))
    y, step = canvas.snapped(top), half / 3
    zigzag = [QPointF(middle - half + n * step, y + depth * (n % 2)) for n in range(7)]
    canvas.path(zigzag, canvas.palette.color("ink"), 1.0)
