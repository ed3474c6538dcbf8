"""The footer of a page: whose it is, from which record and when, and which page of how many."""

from collections.abc import Sequence

from dle_desktop import __version__
from dle_desktop.domain.case import Case
from dle_desktop.drawing.canvas import SMALL, Canvas
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.page_layout import FOOTER_HEIGHT, MARGIN

_MOST_LINES = 2


def paint_footer(
    canvas: Canvas, cases: Sequence[Case], options: SnapshotOptions, number: int, total: int
) -> None:
    """Paint the footer of page `number` of `total`; its own line stands below what is told."""
    px, muted = canvas.px, canvas.palette.color("muted")
    width, height = options.size
    top = height - MARGIN - FOOTER_HEIGHT + 12
    canvas.hline(px(top), px(MARGIN), px(width - MARGIN), canvas.palette.color("line"), 0.8)
    count = f"page {number} of {total}"
    room = px(width - 2 * MARGIN - 16) - canvas.width(count, SMALL)
    lines = canvas.wrapped("; ".join(provenance(cases, options)), room, SMALL)
    if len(lines) > _MOST_LINES:  # what changed since can be much: the list of prints tells all
        rest = " ".join(lines[_MOST_LINES - 1 :])
        lines[_MOST_LINES - 1 :] = [canvas.elided(rest, room, SMALL)]
    if options.footer:
        lines.append(canvas.elided(options.footer, room, SMALL))
    for line, text in enumerate(lines):
        canvas.text(px(MARGIN), px(top + 15 + 12.5 * line), text, SMALL, muted)
    canvas.text(px(width - MARGIN), px(top + 15), count, SMALL, muted, align="right")


def provenance(cases: Sequence[Case], options: SnapshotOptions) -> tuple[str, ...]:
    """Return what leads from the paper back to the record it was drawn from."""
    on, then = options.printed_on, options.revision
    snapshot = [f"snapshot {options.snapshot_id}"] if options.snapshot_id else []
    snapshot += [options.since] if options.since else []
    days = options.range_days
    shown = f", days {days[0]:.0f} to {days[1]:.0f}" if days else ""
    return (
        *(
            f"Case {one.id[:8]}…{one.id[-4:]}, revision {one.revision if then is None else then}"
            for one in cases
        ),
        *snapshot,
        f"{options.axis} axis{shown}",
        options.palette,
        f"printed {on.day} {on:%B} {on.year}",
        f"DLE Desktop {__version__}",
    )
