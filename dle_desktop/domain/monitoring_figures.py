"""The figures of monitoring: which blood counts were late, and whether pregnancy tests apply."""

from datetime import date

from dle_desktop.domain.drugs import generic_name
from dle_desktop.domain.evidence import ours, published
from dle_desktop.domain.figures import Figure, Review, when
from dle_desktop.domain.finding import Finding
from dle_desktop.domain.monitoring import (
    BASELINE_DAYS_BEFORE,
    DEFAULT_SCHEDULE,
    HELD_DAYS,
    MONITORED_DRUG,
    MONTHLY_WINDOW,
    WEEKLY_WINDOW,
    Due,
    Monitoring,
    blood_counts,
)
from dle_desktop.domain.months import months_text
from dle_desktop.domain.pregnancy_tests import SOURCE, may_apply, recorded_tests
from dle_desktop.domain.records import doses_of

_NAMED = 3  # so many late days are named, the last ones; the rest is counted
RULE = (
    f"neutrophil counts while the index drug was taken, {DEFAULT_SCHEDULE.label} (28 days), "
    f"within {WEEKLY_WINDOW} and {MONTHLY_WINDOW} days; the first up to {BASELINE_DAYS_BEFORE} "
    f"days before the drug; the weeks begin anew after a pause of more than {HELD_DAYS} days and "
    "after a higher dose; late is judged on the last day of follow-up"
)


def blood_counts_figure(review: Review) -> Figure:
    """Return the figure of the blood counts that were due until the day of review."""
    found = blood_counts(review)
    value = detail = brief = None
    records: tuple[str, ...] = ()
    if found and found.dues:
        late, open_, done = (len(found.of(one)) for one in ("late", "due", "done"))
        value = _value(late, open_)
        brief = f"of {len(found.dues)} due" if late else None
        details = [f"{done} of {len(found.dues)} done in time", *_late_text(found, review.zero)]
        if found.next_day is not None:
            details.append(f"next due month {months_text(found.next_day, review.zero)}")
        detail = ", ".join(details)
        records = tuple(dict.fromkeys(one.record.id for one in found.dues if one.record))
    return Figure(
        key="monitoring", label="Blood counts", value=value, detail=detail, brief=brief,
        rule=RULE, sources=(DEFAULT_SCHEDULE.source, ours("windows and restarts")),
        records=records,
    )  # fmt: skip


def _value(late: int, open_: int) -> str:
    if late:
        return f"{late} late"
    return f"{open_} due" if open_ else "none late"


def _late_text(found: Monitoring, zero: date | None) -> list[str]:
    late = found.of("late")
    if not late:
        return []
    named = [months_text(one.day, zero) for one in late[-_NAMED:]]
    more = f"{len(late) - _NAMED} earlier and " if len(late) > _NAMED else ""
    return [f"late: {more}month{'' if len(named) == 1 else 's'} {', '.join(named)}"]


def pregnancy_tests_figure(review: Review) -> Figure:
    """Return the figure of pregnancy tests: whether they apply, and how many are recorded."""
    value = detail = None
    records: tuple[str, ...] = ()
    if generic_name(review.case.index_drug or "") == MONITORED_DRUG:
        if may_apply(review.case) is False:
            value = "not applicable"
        else:
            tests = recorded_tests(review).found
            records = tuple(event.id for _, event in tests)
            last = f"; {len(tests)} recorded, last {when(tests[-1][1].moment)}" if tests else ""
            detail = f"not known whether they apply{last}"
    return Figure(
        key="pregnancy_tests", label="Pregnancy tests", value=value, detail=detail,
        records=records, sources=(published(SOURCE),),
        rule="they apply to females of reproductive potential; a case does not record that "
        "potential, so nothing is called late",
    )  # fmt: skip


def monitoring_findings(review: Review) -> tuple[Finding, ...]:
    """Return one finding for all blood counts that are late."""
    found = blood_counts(review)
    late: tuple[Due, ...] = found.of("late") if found else ()
    if not found or not late:
        return ()
    days = _late_text(found, review.zero)[0].removeprefix("late: ")
    plural = "count was" if len(late) == 1 else "counts were"
    asked = f"due and not done in time ({found.schedule.label})"
    message = f"{len(late)} blood {plural} {asked}: {days}."
    doses = tuple(dose.id for dose in doses_of(review.case, review.case.index_drug))
    return (Finding("count-late", "question", message, doses),)
