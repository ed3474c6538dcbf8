"""Figures that can be compared by eye: the same quantity has the same scale in each."""

from collections.abc import Sequence

from msgspec.structs import replace

from dle_desktop.drawing.dose_lanes import daily_unit, up_to
from dle_desktop.drawing.figure import Figure, Lane, Plot


def on_common_scales(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures with one scale for each plot of one kind and unit, and for each drug.

    A scale reaches as far as the one that reaches furthest, with that one's ticks.
    """
    plots: dict[tuple[str, str], list[Plot]] = {}
    peaks: dict[tuple[str, str, str], float] = {}
    for figure in figures:
        for plot in figure.plots:
            plots.setdefault(_scale_of(plot), []).append(plot)
        for lane in figure.lanes:
            if lane.peak is not None:
                peaks[_amount_of(lane)] = max(lane.peak, peaks.get(_amount_of(lane), 0.0))
    return tuple(
        replace(
            figure,
            plots=tuple(_scaled(plot, plots[_scale_of(plot)]) for plot in figure.plots),
            lanes=tuple(up_to(lane, peaks.get(_amount_of(lane))) for lane in figure.lanes),
        )
        for figure in figures
    )


def _scale_of(plot: Plot) -> tuple[str, str]:
    """Return what plots of one scale share: a laboratory value's unit is its detail."""
    return plot.key, plot.detail if plot.kind == "lab" else ""


def _amount_of(lane: Lane) -> tuple[str, str, str]:
    return lane.drug, lane.route, daily_unit(lane)


def _scaled(plot: Plot, others: Sequence[Plot]) -> Plot:
    drawn = [one for one in others if one.points] or [plot]
    widest = max(drawn, key=lambda one: one.top)
    low = min(one.bottom for one in drawn)
    if not plot.points or (widest.top, low) == (plot.top, plot.bottom):
        return plot
    detail = plot.detail if plot.kind == "lab" else widest.detail
    return replace(plot, top=widest.top, bottom=low, tick_step=widest.tick_step, detail=detail)
