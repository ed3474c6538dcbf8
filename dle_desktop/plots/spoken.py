"""What a screen reader is told of a figure: each track in a sentence of its own records."""

from collections import Counter
from itertools import groupby

from dle_desktop.domain.dosing import figure_text, number_text
from dle_desktop.domain.months import months_since, months_text
from dle_desktop.drawing.figure import DueTrack, Figure, Plot

_MOST_EVENTS = 24  # more than this nobody listens to one by one


def spoken_summary(figure: Figure | None) -> str:
    """Return the figure in plain sentences; "" without a figure."""
    if figure is None:
        return ""
    said = []
    for lane in figure.lanes:
        steps = [figure_text(cut) or "dose not reported" for cut in lane.segments]
        said.append(f"{lane.drug}: {', then '.join(steps)}.")
    said += [_plot_sentence(plot, figure) for plot in figure.plots]
    said += [_due_sentence(track, figure) for track in figure.due_tracks]
    if figure.events:
        said.append(_events_sentence(figure))
    return " ".join(said)


def _events_sentence(figure: Figure) -> str:
    """Tell the events one by one, those of one day together; very many are counted by kind."""
    marks = figure.events
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
