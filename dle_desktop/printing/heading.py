"""The heading of a picture on paper: the case's label, what it is about, and the days shown."""

from dle_desktop.domain.case import Case
from dle_desktop.drawing.axes import range_text
from dle_desktop.drawing.canvas import BODY, HEAD, SMALL, Canvas
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.picture import SYNTHETIC_NOTICE
from dle_desktop.drawing.time_axis import TimeAxis
from dle_desktop.printing.page_layout import HEADER_HEIGHT

_MOST_LINES = 2


def paint_heading(
    canvas: Canvas,
    case: Case,
    figure: Figure,
    days: tuple[float, float],
    axis: TimeAxis,
    box: tuple[float, float, float],
    own: str = "",
) -> None:
    """Paint the heading of a case into a box of left, top and width in design pixels.

    `own` is the person's own line, at the right; it has at most half the width.
    """
    first, last = days
    known = figure.known
    if known is not None:  # the padding of the picture is no part of what is told
        first, last = max(first, known.first), min(last, known.last)
    words = range_text(axis, first, last, figure.anchor_text, figure.zero)
    diagnosis = case.diagnosis.text or "Diagnosis not reported"
    paint_title(canvas, case.label, (diagnosis, words), box, own, synthetic=case.synthetic)


def paint_title(
    canvas: Canvas,
    title: str,
    told: tuple[str, str],
    box: tuple[float, float, float],
    own: str = "",
    *,
    synthetic: bool = False,
) -> None:
    """Paint a title, below it two things that are told, and a rule.

    Where the second line is too long even small and as two, the first of the things told is cut.
    """
    px, palette = canvas.px, canvas.palette
    left, right = px(box[0]), px(box[0] + box[2])
    line = px(box[1] + 16)
    end = right
    if own:
        shown = canvas.elided(own, (right - left) / 2)
        end = canvas.text(right, line, shown, BODY, palette.color("muted"), align="right").left()
    notice = f"  {SYNTHETIC_NOTICE.capitalize()}" if synthetic else ""
    room = end - left - canvas.width(notice, BODY, strong=True) - px(12)
    # Rather small than cut: what tells two cases apart may stand at the end.
    fits = (size for size in (HEAD, BODY, SMALL) if canvas.width(title, size, strong=True) <= room)
    size = next(fits, SMALL)
    painted = canvas.text(
        left, line, canvas.elided(title, room, size, strong=True), size, strong=True
    )
    if notice:
        canvas.text(painted.right() + px(4), line, notice, BODY, palette.color("warning"),
                    strong=True)  # fmt: skip
    said, words = told
    text = f"{said}; {words}"
    size = BODY if canvas.width(text) <= right - left else SMALL
    lines = canvas.wrapped(text, right - left, size)
    if len(lines) > _MOST_LINES:
        room = _MOST_LINES * (right - left) * 0.9 - canvas.width(f"; {words}", SMALL)
        text = f"{canvas.elided(said, room, SMALL)}; {words}"
        lines = canvas.wrapped(text, right - left, SMALL)
    for number, text in enumerate(lines):
        canvas.text(left, line + px(19 + 12 * number), text, size, palette.color("muted"))
    rule = box[1] + HEADER_HEIGHT - 20 + 12 * (len(lines) - 1)
    canvas.hline(px(rule), left, right, palette.color("ink", 0.6), 1.2)
