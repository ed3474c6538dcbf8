"""Checks: what a person should look at in a case, as findings in plain sentences.

Nothing is refused here; what the types refuse never gets this far. It knows no grades.
"""

from collections.abc import Iterator

from dle_desktop.domain import clasi
from dle_desktop.domain.case import Assessment, Case, Event, LabResult
from dle_desktop.domain.clasi_checks import clasi_findings
from dle_desktop.domain.dates import day_zero, moments_of, resolve, stated_zero
from dle_desktop.domain.dose_checks import dose_findings
from dle_desktop.domain.dose_figures import courses_of
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.exposure import pauses
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.finding import Finding, Severity, capital, record_name
from dle_desktop.domain.lab_checks import lab_findings
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.monitoring_figures import monitoring_findings
from dle_desktop.domain.months import months_text
from dle_desktop.domain.records import doses_of, find_record
from dle_desktop.domain.toxicity_checks import toxicity_findings

__all__ = ["Finding", "Severity", "findings"]

_GRAVEST_FIRST: tuple[Severity, ...] = ("fault", "question", "note")


def findings(case: Case) -> tuple[Finding, ...]:
    """Return everything to be looked at, the gravest first, else in the order of the file."""
    found = [
        *_calendar(case),
        *dose_findings(case),
        *_gaps(case),
        *_times(case),
        *lab_findings(case),
        *clasi_findings(case),
        *_baseline(case),
        *monitoring_findings(review_of(case)),
        *toxicity_findings(case),
    ]
    return tuple(sorted(found, key=_gravity))


def _gravity(finding: Finding) -> int:
    return _GRAVEST_FIRST.index(finding.severity)


def _calendar(case: Case) -> Iterator[Finding]:
    moments = tuple(moments_of(case))
    dated = any(moment.date for moment in moments)
    counted = any(moment.offset for moment in moments)
    zero = day_zero(case)
    if dated and counted and zero is not None and stated_zero(case) is None:
        message = (
            "Some records have calendar dates and some count from day 0, but the date of day 0 is "
            f"not stated: the earliest date, {zero.isoformat()}, is taken for it."
        )
        yield Finding("day-zero-guessed", "question", message)
    yield from _day_zero_elsewhere(case)


def _day_zero_elsewhere(case: Case) -> Iterator[Finding]:
    """Find a day 0 that is said to be the first index dose and is not."""
    if case.anchor.kind != "first index dose":
        return
    zero = day_zero(case)
    taken = [dose for dose in doses_of(case, case.index_drug) if dose.amount != 0]
    placed = [(place.at, place, dose) for dose in taken if (place := resolve(dose.start, zero))]
    first = min(placed, key=_first_day, default=None)
    if first is not None and not first[1].low <= 0 <= first[1].high:
        message = (
            f"Day 0 is said to be the first index dose, but that lies on day {first[0]:.0f}: "
            "correct the date of day 0, or say what else it is."
        )
        yield Finding("day-zero-elsewhere", "question", message, (first[2].id,))


def _first_day(found: tuple[float, object, object]) -> float:
    return found[0]


def _times(case: Case) -> Iterator[Finding]:
    zero = day_zero(case)
    follow_up_end = resolve(case.follow_up_end, zero)
    dated: tuple[Assessment | LabResult | Event, ...]
    dated = (*case.assessments, *case.labs, *case.events)
    for record in dated:
        place = resolve(record.moment, zero)
        if place is None:
            message = f"The date of {record_name(record)} is not reported: it cannot be drawn."
            yield Finding("date-missing", "note", message, (record.id,))
        elif follow_up_end and place.low > follow_up_end.high:
            end = format_moment(case.follow_up_end)
            message = f"{capital(record_name(record))} lies after the end of follow-up, {end}."
            yield Finding("after-follow-up", "question", message, (record.id,))
        end_of = _until(record)
        if place is not None and end_of is not None:
            until = resolve(end_of, zero)
            if until is not None and until.high < place.low:
                message = f"{capital(record_name(record))} ends before it begins."
                yield Finding("end-before-start", "fault", message, (record.id,))


def _until(record: Assessment | LabResult | Event) -> Moment | None:
    if isinstance(record, LabResult):
        return None
    return record.until if isinstance(record, Assessment) else record.end


def _gaps(case: Case) -> Iterator[Finding]:
    """Find the pauses of the index drug: they may be true, and they matter to every figure."""
    if not case.index_drug:
        return
    review = review_of(case)
    for pause in pauses(review, courses_of(case, case.index_drug)):
        days = f"{pause.days:.0f} day{'' if round(pause.days) == 1 else 's'}"
        message = (
            f"{capital(case.index_drug)} was not taken for {days} from month "
            f"{months_text(pause.start, review.zero)} on: a pause, or a dose that is missing?"
        )
        yield Finding("gap", "note", message, pause.records)


def _baseline(case: Case) -> Iterator[Finding]:
    if not case.index_drug:
        return
    if not doses_of(case, case.index_drug):
        message = f"No dose of the index drug, {case.index_drug}, is recorded."
        yield Finding("index-dose-missing", "note", message)
        return
    found, rules = clasi.baseline(case, "activity"), case.rules
    if rules.baseline is not None and not (found and found.chosen):
        message = "The baseline chosen for this case has no dated CLASI activity: the rule is used."
        yield Finding("baseline-unusable", "question", message, _recorded(case, rules.baseline))
    if found is None:
        message = (
            f"There is no CLASI activity from {rules.baseline_days_before} days before to "
            f"{rules.baseline_days_after} days after the first dose of {case.index_drug}: change "
            "from baseline cannot be given."
        )
        yield Finding("baseline-missing", "note", message)
    elif found.late:
        name = record_name(found.score.assessment)
        message = f"The baseline, {name}, was taken after the first dose of {case.index_drug}."
        yield Finding("baseline-late", "note", message, (found.score.assessment.id,))


def _recorded(case: Case, record_id: str) -> tuple[str, ...]:
    return (record_id,) if find_record(case, record_id) else ()
