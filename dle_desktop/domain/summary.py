"""The summary: the figures at the head of a case, each with its rule, its source and its records.

A figure that the records do not give has no value and is shown as "not reported"; a reading in
words stays words. It does not know grades of toxicity.
"""

from dle_desktop.domain.case import Case, Event
from dle_desktop.domain.clasi import first_index_day
from dle_desktop.domain.dates import DAYS_PER_MONTH, Interval, resolve
from dle_desktop.domain.dose_figures import index_drug_figure, prednisone_figure, so_far_figure
from dle_desktop.domain.evidence import OURS
from dle_desktop.domain.figures import Figure, Review, review_of, when
from dle_desktop.domain.lab_figures import blood_count_figure, count_figures
from dle_desktop.domain.lags import lag_figure
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.monitoring_figures import blood_counts_figure, pregnancy_tests_figure
from dle_desktop.domain.recorded_grade import recorded_grade
from dle_desktop.domain.records import doses_of
from dle_desktop.domain.response_figures import response_figure, rule_figures
from dle_desktop.domain.score_figures import baseline_figure, best_figure, now_figure
from dle_desktop.domain.steroid_figures import sparing_figure, steroid_total_figure

__all__ = ["Figure", "summarise"]


def summarise(case: Case) -> tuple[Figure, ...]:
    """Return every figure of a case, always the same keys in the same order."""
    review = review_of(case)
    return (
        _followed(review),
        index_drug_figure(review),
        so_far_figure(review),
        baseline_figure(review, "activity"),
        now_figure(review, "activity"),
        best_figure(review),
        response_figure(review),
        *rule_figures(review),
        lag_figure(review),
        baseline_figure(review, "damage"),
        now_figure(review, "damage"),
        prednisone_figure(review),
        sparing_figure(review),
        steroid_total_figure(review),
        blood_count_figure(review),
        *count_figures(review),
        blood_counts_figure(review),
        pregnancy_tests_figure(review),
        _last_event(review),
    )


def _followed(review: Review) -> Figure:
    end = review.case.follow_up_end
    place = resolve(end, review.zero)
    value = detail = None
    if end is not None and place is not None:
        if place.at < 0:
            detail = f"the end, {when(end)}, lies before day 0"
        else:
            value = _months_until(end, place)
    elif review.span:
        detail = f"last record in month {review.span.last / DAYS_PER_MONTH:.0f}"
    return Figure(
        key="followed", label="Followed", value=value, detail=detail, sources=(OURS,),
        rule="from day 0 to the stated end of follow-up; a month counts 30.4375 days; how far the "
        "records reach is counted from the first index dose",
        arithmetic=_reach(review), records=_first_doses(review),
    )  # fmt: skip


def _reach(review: Review) -> str | None:
    """Return how far the records reach since the first index dose, as it was computed."""
    if review.span is None:
        return None
    last, first = review.span.last, first_index_day(review.case) or max(review.span.first, 0.0)
    days = last - first
    months = _months(days)
    return f"records from day {first:.0f} to day {last:.0f}: {days:.0f} ÷ 30.4375 = {months}"


def _first_doses(review: Review) -> tuple[str, ...]:
    """Return the doses that began on the day of the first index dose."""
    first = first_index_day(review.case)
    placed = (
        (resolve(dose.start, review.zero), dose)
        for dose in doses_of(review.case, review.case.index_drug)
    )
    return tuple(dose.id for place, dose in placed if place is not None and place.at == first)


def _months_until(end: Moment, place: Interval) -> str:
    hedge = {"exact": "", "about": "about ", "before": "at most ", "after": "at least "}
    if end.date and not place.exact:  # a month or a year: a tenth of a month would be made up
        about = hedge[end.certainty] or "about "
        return f"{about}{_months(round(place.at / DAYS_PER_MONTH) * DAYS_PER_MONTH)}"
    return f"{hedge[end.certainty]}{_months(place.at)}"


def _months(days: float) -> str:
    months = f"{days / DAYS_PER_MONTH:.1f}".removesuffix(".0")
    return f"{months} month{'' if months == '1' else 's'}"


def _last_event(review: Review) -> Figure:
    placed: list[tuple[float, Event]] = []
    for event in review.case.events:
        place = resolve(event.moment, review.zero)
        placed.append((place.at if place else float("-inf"), event))
    value = detail = None
    records: tuple[str, ...] = ()
    if placed:
        last = max(reversed(placed), key=_event_day)[1]
        value = last.text or last.kind
        grade = recorded_grade(last)
        detail = f"{grade}, {when(last.moment)}" if grade else when(last.moment)
        records = (last.id,)
    return Figure(
        key="last_event", label="Last event", value=value, detail=detail, records=records,
        rule="the event that began last, the later entered of two on one day", sources=(OURS,),
    )  # fmt: skip


def _event_day(found: tuple[float, Event]) -> float:
    return found[0]
