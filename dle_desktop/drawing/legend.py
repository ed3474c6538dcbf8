"""The legend: how a figure is drawn, in sentences, of what occurs in it and nothing else."""

from collections.abc import Iterator, Sequence

from dle_desktop.domain.clasi import PERCENT_FROM
from dle_desktop.domain.dosing import number_text
from dle_desktop.drawing.curves import doubles_of
from dle_desktop.drawing.event_kinds import KINDS, SHAPE_WORDS
from dle_desktop.drawing.figure import GAP_DAYS, Figure, Plot
from dle_desktop.drawing.layout import EVENT_ROWS
from dle_desktop.drawing.view_options import DoseScale

# Two kinds of one family that a letter alone would tell apart.
_FILLED = {"flare": " (filled)", "visit": " (filled)"}


def legend_of(figure: Figure) -> tuple[str, ...]:
    """Return the sentences that explain this figure."""
    return (
        *_dose_lines(figure),
        *_plot_lines(figure),
        *_due_lines(figure),
        *_event_lines(figure),
    )


def _dose_lines(figure: Figure) -> Iterator[str]:
    lanes = figure.lanes
    cuts = [cut for lane in lanes for cut in lane.segments]
    if lanes:
        yield _SCALE_LINES[figure.options.dose_scale]
    occurring = (
        (any(cut.end_kind == "ongoing" for cut in cuts),
         "Arrow head: ongoing on the day it was last known."),
        (any(cut.end_kind == "not reported" for cut in cuts),
         "Dotted end: when it ended is not reported."),
        (any(not cut.start.exact or not cut.end.exact for cut in cuts),
         "Dotted and fading edges: as wide as the date is in doubt."),
        (any(cut.kind == "wedge" for cut in cuts),
         "Hatched wedge: a taper whose steps are not reported."),
        (any(cut.alternate for cut in cuts),
         "Hatched step: taken on alternate days, drawn at the daily mean."),
        (any(cut.kind == "ticks" for cut in cuts),
         "Upright ticks: single administrations, days or weeks apart."),
        (any(cut.kind == "unknown" for cut in cuts),
         "Dotted upper edge: the amount per day is not reported."),
        (any(lane.gaps for lane in lanes),
         "Notch with a bracket: the drug was held; these days are in no sum."),
        (any(lane.plans for lane in lanes),
         "Dashed outline without a fill: planned, not known to have been taken; in no sum."),
    )  # fmt: skip
    yield from (line for occurs, line in occurring if occurs)


_SCALE_LINES: dict[DoseScale, str] = {
    "own": "Doses: height in proportion to the amount, each drug on its own scale from zero.",
    "common": "Doses: height in proportion to the amount, all drugs of one unit on one scale from "
    "zero.",
    "root": "Doses: height in proportion to the square root of the amount, each drug on its own "
    "scale from zero.",
}


def _plot_lines(figure: Figure) -> Iterator[str]:
    activity, damage, *labs = figure.plots
    if activity.points:
        yield "Filled circles: CLASI activity at visits, joined by straight lines."
        yield "Bands of activity: mild 0-9, moderate 10-20, severe 21-70 (Klein 2011)."
        yield from _response_lines(figure)
    if damage.points:
        yield "Open diamonds, dashed: CLASI damage; it has no bands and is never added to activity."
    if activity.words or damage.words:
        yield "Arrows with words: readings reported without a number."
    if any(len(plot.runs) > 1 for plot in figure.plots):
        yield f"Lines break where visits are more than {GAP_DAYS:.0f} days apart."
    if any(doubles_of(run) for plot in figure.plots for run in plot.runs):
        yield (
            "Several values of one day: all are marked, joined by a hair; the curve goes through "
            "the one entered last."
        )
    if any(not point.place.exact for plot in figure.plots for point in plot.points):
        yield "Dotted line through a mark: within these days."
    for lab in labs:
        yield from _left_out(lab)
    yield from _lab_lines(labs)


def _response_lines(figure: Figure) -> Iterator[str]:
    activity = figure.plots[0]
    if not activity.levels:
        return
    yield (
        "Response lines, from the baseline's day on: a score on or below the line meets the rule "
        "(4 points, 20 %: Klein 2011; CLASI-50: LILAC, TULIP; CLASI-70: LAVENDER)."
    )
    if activity.levels[0].value < PERCENT_FROM:
        yield f"No lines in per cent: the baseline is below {PERCENT_FROM}."


def _left_out(lab: Plot) -> Iterator[str]:
    if lab.left_out:
        are = "1 result is" if lab.left_out == 1 else f"{lab.left_out} results are"
        yield f"{lab.title.capitalize()}: {are} not drawn, the unit is not known."


def _lab_lines(labs: Sequence[Plot]) -> Iterator[str]:
    if any(lab.ranges for lab in labs):
        yield "Ribbon: the reference range of each result, held halfway to the next that has one."
    for lab in labs:
        if lab.bands:
            limits = ", ".join(f"{band.text} below {number_text(band.high)}" for band in lab.bands)
            yield (
                f"Bands of {lab.title}, {lab.note}: {limits}; grade 1 from there up to that "
                "laboratory's lower limit."
            )
    marks = {point.range_mark for lab in labs for point in lab.points}
    if "low" in marks:
        yield "Triangle pointing down: below that laboratory's reference range."
    if "high" in marks:
        yield "Triangle pointing up: above that laboratory's reference range."
    if any(point.comparator for lab in labs for point in lab.points):
        yield "Bracket: reported only as below or above this value."
    if any(point.calculated for lab in labs for point in lab.points):
        yield "Hollow circle: calculated, not measured."


def _due_lines(figure: Figure) -> Iterator[str]:
    found = {due.status for track in figure.due_tracks for due in track.dues}
    if "done" in found:
        yield "Monitoring: tick, due and done in time."
    if "due" in found:
        yield "Monitoring: small circle, due, and its window still open."
    if "late" in found:
        yield "Monitoring: hollow square, due and not done in time."
    if "overdue" in found:
        yield "Monitoring: filled square, overdue, and nothing done since."


def _event_lines(figure: Figure) -> Iterator[str]:
    found = {mark.kind for mark in figure.events}
    for family, shape in SHAPE_WORDS.items():
        kinds = [
            f"{sign.letter} {kind}{_FILLED.get(kind, '')}"
            for kind, sign in KINDS.items()
            if sign.family == family and kind in found
        ]
        if kinds:
            yield f"Events, {shape}: {', '.join(kinds)}."
    if len(figure.events) > EVENT_ROWS:
        yield "Events, number on a plate: so many close together; shape and letter of the gravest."
    if any(mark.last > mark.place.at for mark in figure.events):
        yield "Events, bar: how long it lasted; an arrow where it went on when last known."
    if any(not mark.place.exact for mark in figure.events):
        yield "Dotted line under an event: at some time within."
    pinned = [mark.text for mark in figure.events if mark.event.pinned]
    if pinned:
        told = ", ".join(f"{number} {text}" for number, text in enumerate(pinned, 1))
        yield f"Callouts, or their numbers where there is no room: {told}."
