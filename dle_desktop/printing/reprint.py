"""Printed snapshots as options: kept when a page is printed, and drawn again from what was kept."""

from dataclasses import replace
from datetime import date, datetime

from dle_desktop import __version__
from dle_desktop.domain.case import Case
from dle_desktop.domain.print_changes import Since, next_id, since, with_digests
from dle_desktop.domain.printed import Printed
from dle_desktop.drawing.origins import origin_named
from dle_desktop.drawing.series import analytes_of, figure_of
from dle_desktop.drawing.track_choices import own_view
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.services.layouts import view_from, view_text


def can_be_kept(options: SnapshotOptions) -> bool:
    """Whether a print is of one case, and not one that is kept already."""
    return options.template != "comparison" and not options.snapshot_id


def printed_of(case: Case, options: SnapshotOptions, now: datetime) -> Printed:
    """Return what is kept of a print made now, a time with its offset.

    Of the view, which outlives the case, only what is this case's: it may name drugs of others.
    """
    first, last = options.range_days or (None, None)
    view = own_view(figure_of(case, options.view), analytes_of(case))
    assert options.template != "comparison"  # noqa: S101 - see `can_be_kept`
    printed = Printed(
        id=next_id(case, f"{now:%Y-%m-%d}"), when=now.isoformat(timespec="seconds"),
        revision=case.revision, version=__version__, template=options.template, page=options.page,
        orientation=options.orientation, figure_width=options.figure_width,
        palette=options.palette, axis=options.axis, unit=options.unit,
        origin=options.origin.key if options.origin is not None else None,
        folded=options.folded, first=first, last=last, view=view_text(view) or None,
        header=options.header or None, footer=options.footer or None,
        identified=options.identified, words=options.words, named=options.named,
        dpi=options.dpi,
    )  # fmt: skip
    return with_digests(case, printed)


def options_of(case: Case, printed: Printed, today: date) -> SnapshotOptions:
    """Return the options that draw a print again; what changed since is said in the footer."""
    view = view_from(printed.view or "")
    days = None
    if printed.first is not None and printed.last is not None and printed.first < printed.last:
        days = printed.first, printed.last
    options = SnapshotOptions(
        template=printed.template, page=printed.page, orientation=printed.orientation,
        figure_width=printed.figure_width, palette=printed.palette, axis=printed.axis,
        unit=printed.unit, folded=printed.folded, range_days=days, view=view,
        header=printed.header or "", footer=printed.footer or "",
        identified=printed.identified, words=printed.words, named=printed.named,
        dpi=printed.dpi, snapshot_id=printed.id, printed_on=today,
    )  # fmt: skip
    if printed.origin:
        origin = origin_named(case, figure_of(case, view), printed.origin)
        options = replace(options, origin=origin)
    changed = since(case, printed)
    told = [f"drawn by version {printed.version} then"] if drawn_otherwise(printed) else []
    if changed.nothing:
        return replace(options, revision=printed.revision, since="; ".join(told))
    told.insert(0, f"revision {printed.revision} then, since: {since_words(changed)}")
    return replace(options, since="; ".join(told))


def drawn_otherwise(printed: Printed) -> bool:
    """Whether another version of the program drew a print, and may have drawn it otherwise."""
    return printed.version != __version__


def since_words(changed: Since) -> str:
    """Return what changed in words: "2 doses changed, 1 result added"."""
    parts = [_counted(changed.changed, "changed"), _counted(changed.added, "added")]
    if changed.removed:
        parts.append(f"{_number(changed.removed, 'record')} removed")
    if changed.itself:
        parts.append("data of the case changed")
    if changed.somewhere:
        parts.append("something changed")
    return ", ".join(filter(None, parts)) or "nothing changed"


def _counted(counts: dict[str, int], what: str) -> str:
    told = ", ".join(_number(count, kind) for kind, count in counts.items())
    return f"{told} {what}" if told else ""


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
