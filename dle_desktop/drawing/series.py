"""The series: a case turned into the figure that is drawn of it.

It decides what is shown: which drugs, which scale, which analyte, which stretch of time at first.
"""

from collections import Counter
from datetime import date
from math import ceil

from dle_desktop.domain.case import (
    CLASI_ACTIVITY_MAX,
    CLASI_DAMAGE_MAX,
    Assessment,
    Case,
    Reading,
)
from dle_desktop.domain.dates import Interval, day_zero, exactly, resolve
from dle_desktop.domain.dosing import Span, known_span, number_text
from dle_desktop.domain.drugs import generic_name
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.monitoring import blood_counts
from dle_desktop.domain.placed_labs import all_labs
from dle_desktop.domain.pregnancy_tests import pregnancy_tests
from dle_desktop.domain.recorded_grade import recorded_grade
from dle_desktop.drawing.dose_lanes import lanes_of
from dle_desktop.drawing.figure import Band, DueTrack, EventMark, Figure, Lane, Plot, Point, Words
from dle_desktop.drawing.lab_series import lab_plot
from dle_desktop.drawing.response_lines import response_levels
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions

BLOOD_COUNTS = "blood counts"
PAD_BEFORE, PAD_AFTER = 0.05, 0.045  # of what is shown at first, empty on either side
LEAST_DAYS = 28.0  # a case of one visit still gets a readable axis
_FINE_TOP = 40.0  # scales up to here are ticked in tens


def figure_of(case: Case, options: ViewOptions = DEFAULT_VIEW) -> Figure:
    """Return the figure of a case as the view options say."""
    zero = day_zero(case)
    known = known_span(case)
    lanes = lanes_of(case, zero, known, options.dose_scale)
    events = tuple(_events(case, zero, known))
    plots = (
        _activity(case, zero, options),
        _damage(case, zero, options),
        *(lab_plot(case, one, options) for one in _drawn_analytes(case, options)),
    )
    span = _padded(_focus(case, lanes, events, plots, known))
    whole = span
    if known is not None:
        every = _padded(known)
        whole = Span(min(every.first, span.first), max(every.last, span.last))
    return Figure(
        case_id=case.id,
        label=case.label,
        synthetic=case.synthetic,
        zero=zero,
        anchor_text=anchor_text(case),
        span=span,
        whole=whole,
        known=known,
        lanes=lanes,
        events=events,
        plots=plots,
        due_tracks=due_tracks(case),
        options=options,
    )


def due_tracks(case: Case) -> tuple[DueTrack, ...]:
    """Return what was due by the case's rules, where anything was."""
    review = review_of(case)
    asked = ((BLOOD_COUNTS, blood_counts(review)), ("pregnancy tests", pregnancy_tests(review)))
    return tuple(DueTrack(title, found.dues) for title, found in asked if found and found.dues)


def anchor_text(case: Case) -> str:
    """Return what day 0 is, for the axis: "first lenalidomide dose"."""
    if case.anchor.text:
        return case.anchor.text
    if case.anchor.kind == "first index dose":
        return f"first {case.index_drug or 'index drug'} dose"
    return "day 0" if case.anchor.kind == "other" else case.anchor.kind


def _focus(
    case: Case,
    lanes: tuple[Lane, ...],
    events: tuple[EventMark, ...],
    plots: tuple[Plot, ...],
    known: Span | None,
) -> Span:
    """Return the treated and observed stretch: a drug taken for years before does not widen it."""
    index = generic_name(case.index_drug or "")
    days = [mark.place.at for mark in events]
    days += [point.place.at for plot in plots for point in plot.points]
    days += [words.place.at for plot in plots for words in plot.words]
    for lane in lanes:
        if generic_name(lane.drug) == index or lane.group == "index":
            days += [cut.start.at for cut in lane.segments]
    plans = [cut for lane in lanes for cut in lane.plans]
    if not days:
        days = [cut.start.at for cut in plans] if known is None else [known.first]
    if not days:
        return Span(0.0, 180.0)
    ends = [cut.end.at for cut in (*plans, *(cut for lane in lanes for cut in lane.segments))]
    return Span(min(days), max(*days, *ends, known.last if known else min(days)))


def _padded(span: Span) -> Span:
    length = max(span.last - span.first, LEAST_DAYS)
    middle = (span.first + span.last) / 2
    first = min(span.first, middle - length / 2)
    last = max(span.last, middle + length / 2)
    return Span(first - PAD_BEFORE * length, last + PAD_AFTER * length)


def _events(case: Case, zero: date | None, known: Span | None) -> list[EventMark]:
    marks = []
    for event in case.events:
        place = resolve(event.moment, zero)
        if place is None:
            continue
        until = resolve(event.end, zero)
        if event.ongoing and known is not None:  # as far as anything is known
            until = exactly(known.last)
        text = ", ".join(filter(None, (event.text or event.kind, recorded_grade(event))))
        marks.append(EventMark(event, text, place, until))
    return sorted(marks, key=lambda mark: mark.place.at)


def _scores(
    case: Case, zero: date | None, side: str
) -> tuple[tuple[Point, ...], tuple[Words, ...]]:
    points: list[Point] = []
    words: list[Words] = []
    for assessment in case.assessments:
        place = resolve(assessment.moment, zero)
        if assessment.instrument != "CLASI" or place is None:
            continue
        value: int | None = getattr(assessment, side)
        reading: Reading | None = getattr(assessment, f"{side}_reading")
        if value is not None:
            points.append(Point(assessment.id, place, float(value)))
        if reading is not None:
            words.append(_words(assessment, reading, place, zero))
    points.sort(key=lambda point: point.place.at)
    words.sort(key=lambda reading: reading.place.at)
    return tuple(points), tuple(words)


def _words(assessment: Assessment, reading: Reading, place: Interval, zero: date | None) -> Words:
    until = resolve(assessment.until, zero)
    return Words(assessment.id, place, until, reading.direction, reading.text or reading.direction)


def _activity(case: Case, zero: date | None, options: ViewOptions) -> Plot:
    points, words = _scores(case, zero, "activity")
    top = _shown_top(points, 30.0, CLASI_ACTIVITY_MAX, options)
    # Klein 2011 (clinical.md 2.1): mild 0-9, moderate 10-20, severe 21-70; edges between integers.
    bands = (
        Band(0, 9.5, "mild", 0.0),
        Band(9.5, 20.5, "moderate", 0.035),
        Band(20.5, CLASI_ACTIVITY_MAX, "severe", 0.065),
    )
    levels = response_levels(case) if options.response_lines else ()
    without = options.response_lines and points and not levels
    return Plot(
        "activity", "activity", "CLASI activity",
        _scale_words(points, CLASI_ACTIVITY_MAX, top), top,
        10.0 if top <= _FINE_TOP else 20.0, points, words, bands if points else (),
        levels, note="no baseline" if without else "",
    )  # fmt: skip


def _damage(case: Case, zero: date | None, options: ViewOptions) -> Plot:
    points, words = _scores(case, zero, "damage")
    top = _shown_top(points, 20.0, CLASI_DAMAGE_MAX, options)
    return Plot(
        "damage", "damage", "CLASI damage", _scale_words(points, CLASI_DAMAGE_MAX, top), top,
        10.0 if top <= _FINE_TOP / 2 else 20.0, points, words,
    )  # fmt: skip


def _shown_top(points: tuple[Point, ...], least: float, most: int, options: ViewOptions) -> float:
    highest = max((point.value for point in points), default=0.0)
    if options.full_scale and points:
        return float(most)
    return min(float(most), max(least, 10.0 * ceil((highest + 1) / 10)))


def _scale_words(points: tuple[Point, ...], most: int, top: float) -> str:
    if not points:
        return "no numbers reported"
    return f"0-{most}, full scale" if top == most else f"0-{most}, shown to {number_text(top)}"


def analytes_of(case: Case) -> tuple[str, ...]:
    """Return the analytes the case has numeric results of, most frequent first."""
    counts = Counter(one.label for one in all_labs(case))
    return tuple(name for name, _ in counts.most_common())


def default_analyte(case: Case) -> str | None:
    """Return the analyte drawn at first: neutrophils, else white cells, else the most frequent."""
    present = analytes_of(case)
    for wanted in ("neutrophils", "white cells"):
        if wanted in present:
            return wanted
    return present[0] if present else None


def _drawn_analytes(case: Case, options: ViewOptions) -> tuple[str | None, ...]:
    """Return the chosen analytes the case has, else the one drawn at first (None: no results)."""
    present = analytes_of(case)
    chosen = tuple(name for name in dict.fromkeys(options.analytes) if name in present)
    return chosen or (default_analyte(case),)
