"""What a screen reader is told of a figure: each track in a sentence of its own records."""

from collections import Counter
from itertools import groupby
from math import floor
from operator import itemgetter

from dle_desktop.domain.day_figure import age_text
from dle_desktop.domain.dosing import Segment, figure_text, number_text
from dle_desktop.domain.months import months_since, months_text
from dle_desktop.drawing.figure import Blank, DueTrack, EventMark, Figure, Lane, Plot
from dle_desktop.plots.walk import Content

_STATUS = {"done": "done in time", "due": "due", "late": "not done in time", "overdue": "overdue"}

_MOST_EVENTS = 24  # more than this nobody listens to one by one


def spoken_summary(figure: Figure | None) -> str:
    """Return the figure in plain sentences; "" without a figure."""
    if figure is None:
        return ""
    contents: tuple[Content, ...] = (
        *figure.lanes,
        *figure.plots,
        *figure.due_tracks,
        figure.events,
    )
    return " ".join(filter(None, (track_summary(one, figure) for one in contents)))


def track_summary(content: Content, figure: Figure) -> str:
    """Return what a track holds in a sentence; "" where it holds nothing."""
    if isinstance(content, Lane):
        return _lane_sentence(content)
    if isinstance(content, Plot):
        return _plot_sentence(content, figure)
    if isinstance(content, DueTrack):
        return _due_sentence(content, figure)
    if isinstance(content, Blank):
        return f"{content.words}."
    return _events_sentence(content) if content else ""


def _lane_sentence(lane: Lane) -> str:
    """Return what was taken in turn, held in between and planned."""
    said = [(cut.start.at, figure_text(cut) or "dose not reported") for cut in lane.segments]
    said += [(gap.start.at, "held") for gap in lane.gaps]
    steps = ", then ".join(text for _, text in sorted(said, key=itemgetter(0)))
    plans = ", then ".join(figure_text(cut) or "dose not reported" for cut in lane.plans)
    parts = (steps, f"planned {plans}" if plans else "")
    return f"{lane.drug}: {'; '.join(filter(None, parts))}."


def value_on(content: Content, day: float) -> str:
    """Return what a track says of a study day: the value known then, with its age."""
    whole = floor(day)
    if isinstance(content, Lane):
        held = [cut for cut in content.segments if _in_force(cut, day)]
        gaps = [gap for gap in content.gaps if gap.start.at <= day < gap.until]
        return " + ".join(map(_level, held)) or ("held" if gaps else "none")
    if isinstance(content, Plot):
        seen = [(one.place.at, number_text(one.value)) for one in content.points]
        seen += [(one.place.at, one.text) for one in content.words]
    elif isinstance(content, DueTrack):
        seen = [(one.shown, _STATUS[one.status]) for one in content.dues]
    elif isinstance(content, Blank):
        return "nothing recorded"
    else:
        seen = [(mark.place.at, mark.text) for mark in content]
    at, text = max((one for one in seen if one[0] < whole + 1), default=(0.0, ""))
    return f"{text}, {age_text(whole, at)}" if text else "nothing until then"


def _in_force(cut: Segment, day: float) -> bool:
    """Return whether a dose was taken on a day; its last known day counts where it has no end."""
    until = day < cut.end.at or (cut.end_kind != "closed" and floor(day) <= cut.end.at)
    return cut.start.at < floor(day) + 1 and until


def _level(cut: Segment) -> str:
    text = figure_text(cut) or "dose not reported"
    doubt = ", whether still taken is not reported" if cut.end_kind == "not reported" else ""
    return text + doubt


def _events_sentence(marks: tuple[EventMark, ...]) -> str:
    """Tell the events one by one, those of one day together; very many are counted by kind."""
    if len(marks) > _MOST_EVENTS:
        counts = Counter(mark.kind for mark in marks).most_common()
        return f"{len(marks)} events: {', '.join(f'{count} {kind}' for kind, count in counts)}."
    told = []
    for _, together in groupby(marks, key=lambda mark: mark.place.at):
        texts = [mark.text for mark in together]
        joined = " and ".join(texts)
        told.append(joined if len(texts) == 1 else f"{len(texts)} on one day, {joined}")
    return f"Events: {'; '.join(told)}."


def _plot_sentence(plot: Plot, figure: Figure) -> str:
    left_out = f" {plot.left_out} not drawn, the unit is not known." if plot.left_out else ""
    if not plot.points:
        words = ", ".join(reading.text for reading in plot.words)
        return f"{plot.title}: {words or 'not reported'}.{left_out}"
    first, last = plot.points[0], plot.points[-1]
    month = months_since(last.place.at, figure.zero)
    made = sum(point.calculated for point in plot.points)
    calculated = f" ({made} calculated)" if made else ""
    return (
        f"{plot.title}: {len(plot.points)} values{calculated}, from {number_text(first.value)} to "
        f"{number_text(last.value)} at month {month:.0f}.{left_out}"
    )


def _due_sentence(track: DueTrack, figure: Figure) -> str:
    done = sum(one.status == "done" for one in track.dues)
    parts = [f"{done} of {len(track.dues)} due were done in time"]
    for status, words in (
        ("late", "not done in time"),
        ("overdue", "overdue"),
        ("due", "still due"),
    ):
        days = [one.day for one in track.dues if one.status == status]
        if days:
            months = ", ".join(months_text(day, figure.zero) for day in days)
            parts.append(f"{words}: {'month' if len(days) == 1 else 'months'} {months}")
    return f"{track.title.capitalize()}: {'; '.join(parts)}."
