"""The caption of a figure, drafted from its data: what is shown, in how many records, drawn how.

A draft in plain sentences for an author to read and finish; what is not known is said to be so.
"""

from collections.abc import Sequence

from dle_desktop import __version__
from dle_desktop.domain.case import Case
from dle_desktop.domain.dosing import figure_text
from dle_desktop.drawing.axes import range_text
from dle_desktop.drawing.figure import DueTrack, Figure, Lane, Plot
from dle_desktop.drawing.lab_series import unit_words
from dle_desktop.drawing.layout import Content
from dle_desktop.drawing.legend import legend_of
from dle_desktop.drawing.time_axis import TimeAxis

_SHORT = {
    "CLASI": "Cutaneous Lupus Erythematosus Disease Area and Severity Index",
    "CTCAE": "Common Terminology Criteria for Adverse Events",
    "mg/d": "milligrams per day",
}


def caption_of(
    case: Case,
    figure: Figure,
    panels: Sequence[tuple[str, Sequence[Content]]],
    days: tuple[float, float],
    axis: TimeAxis,
) -> str:
    """Return the caption.

    Parameters
    ----------
    case
        The case that is drawn, as reduced as it is drawn.
    figure
        What is drawn of it.
    panels
        The letter of each panel with what it holds.
    days
        The first and last study day shown.
    axis
        How time is told.
    """
    known = figure.known
    first, last = days
    if known is not None:
        first, last = max(first, known.first), min(last, known.last)
    told = range_text(axis, first, last, figure.anchor_text, figure.zero)
    lines = [f"{case.label}, {told}."]
    lines += [f"({letter}) {_panel(contents)}" for letter, contents in panels]
    lines += legend_of(figure)
    lines += _versions(case)
    text = " ".join(lines)
    short = [f"{name}, {words}" for name, words in _SHORT.items() if name in text]
    if short:
        text = f"{text} Abbreviations: {'; '.join(short)}."
    if case.synthetic:
        text = f"{text} Illustrative data: made up, of no patient."
    return f"{text} Drawn with DLE Desktop {__version__}.\n"


def _panel(contents: Sequence[Content]) -> str:
    return " ".join(_content(one) for one in contents)


def _content(content: Content) -> str:
    if isinstance(content, Lane):
        steps = [figure_text(cut) or "dose not reported" for cut in content.segments]
        plans = [figure_text(cut) or "dose not reported" for cut in content.plans]
        told = ", then ".join(dict.fromkeys(steps)) or "none taken"
        planned = f"; planned {', then '.join(dict.fromkeys(plans))}" if plans else ""
        return f"{content.drug[:1].upper()}{content.drug[1:]}: {told}{planned}."
    if isinstance(content, Plot):
        count = len(content.points)
        if not count:
            words = len(content.words)
            told = (
                f"{words} reading{'' if words == 1 else 's'} in words" if words else "not reported"
            )
            return f"{_capital(content.title)}: {told}."
        unit = f", {unit_words(content.detail)}" if content.kind == "lab" else ""
        noun = "result" if content.kind == "lab" else "visit"
        return f"{_capital(content.title)}{unit}: {count} {noun}{'' if count == 1 else 's'}."
    if isinstance(content, DueTrack):
        done = sum(one.status == "done" for one in content.dues)
        return f"{_capital(content.title)}: {done} of {len(content.dues)} due were done in time."
    if isinstance(content, tuple):
        return f"Events: {', '.join(mark.text for mark in content)}."
    return f"{content.words}."


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _versions(case: Case) -> list[str]:
    """Return which versions recorded grades are by, where events have any."""
    graded = [event for event in case.events if event.grade is not None]
    if not graded:
        return []
    versions = dict.fromkeys(event.grade_version or "a version not reported" for event in graded)
    return [f"Grades of events by {', '.join(versions)}."]
