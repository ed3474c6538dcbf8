"""The figures and findings of monitoring: which blood counts and pregnancy tests were missed."""

from collections.abc import Iterator

from dle_desktop.domain.due_days import Due, Monitoring
from dle_desktop.domain.evidence import Source, ours, published
from dle_desktop.domain.figures import Figure, Review, when
from dle_desktop.domain.finding import Finding
from dle_desktop.domain.monitoring import BASELINE_DAYS_BEFORE, blood_counts, monitored
from dle_desktop.domain.months import months_text
from dle_desktop.domain.pregnancy_tests import (
    EVERY_IRREGULAR,
    EVERY_REGULAR,
    SOURCE,
    WINDOW,
    may_apply,
    pregnancy_tests,
    recorded_tests,
)
from dle_desktop.domain.rules import Rules
from dle_desktop.domain.schedules import schedule_of

TESTS_SOURCES = (published(SOURCE), ours("windows"))
_NAMED = 3  # so many missed days are named, the last ones; the rest is counted
_DEFAULTS = Rules()
CHOSEN = "chosen for this case"


def blood_counts_figure(review: Review) -> Figure:
    """Return the figure of the blood counts that were due until the day of review."""
    found = blood_counts(review)
    rules = review.case.rules
    value, detail, brief, arithmetic = _told(review, found)
    return Figure(
        key="monitoring", label="Blood counts", value=value, detail=detail, brief=brief,
        arithmetic=arithmetic, warns=bool(found and found.of("overdue")),
        rule=counts_rule(rules),
        sources=counts_sources(rules),
        records=found.records if found else (),
    )  # fmt: skip


def _told(
    review: Review, found: Monitoring | None
) -> tuple[str | None, str | None, str | None, str | None]:
    """Return value, detail, brief and arithmetic of what was due."""
    if found is None or not found.dues:
        return None, None, None, None
    overdue, late, open_, done = (found.of(one) for one in ("overdue", "late", "due", "done"))
    total = len(found.dues)
    if overdue:
        value, brief = f"{len(overdue)} overdue", f"since {_months(overdue[:1], review)}"
    elif late:
        value, brief = f"{len(late)} not done in time", f"of {total} due"
    elif open_:
        value, brief = f"{len(open_)} due", f"since {_months(open_[:1], review)}"
    else:
        value, brief = "none late", f"{total} of {total} in time"
    details = [f"{len(done)} of {total} done in time"]
    for name, missed in (("overdue", overdue), ("not done in time", late), ("due", open_)):
        if missed:
            details.append(f"{name}: {_months(missed, review)}")
    if found.next_day is not None:
        details.append(f"next due {_months((Due(found.next_day, 0, 0),), review)}")
    counted = ((done, "done in time"), (late, "not"), (overdue, "overdue"), (open_, "still due"))
    parts = (f"{len(dues)} {name}" for dues, name in counted if dues)
    arithmetic = f"{total} due until month {months_text(review.day, review.zero)} = "
    return value, "; ".join(details), brief, arithmetic + " + ".join(parts)


def _months(dues: tuple[Due, ...], review: Review) -> str:
    """Return days in months, the last ones named: "2 earlier and months 1.6, 1.8, 2.8"."""
    named = [months_text(one.day, review.zero) for one in dues[-_NAMED:]]
    more = f"{len(dues) - _NAMED} earlier and " if len(dues) > _NAMED else ""
    return f"{more}month{'' if len(named) == 1 else 's'} {', '.join(named)}"


def counts_sources(rules: Rules) -> tuple[Source, ...]:
    """Return where the schedule of a case comes from, and what beside it is ours."""
    return schedule_of(rules).source, ours("windows and restarts")


def counts_rule(rules: Rules) -> str:
    """Return the rule of the blood counts with the numbers in force."""
    schedule = schedule_of(rules)
    label = _said(rules, "blood_counts", schedule.label)
    parts = [f"neutrophil counts while the index drug was taken, {label}"]
    if schedule.may_follow_the_calendar:
        by_calendar = rules.months == "calendar"
        month = "months by the calendar from the start" if by_calendar else "a month is 28 days"
        parts.append(_said(rules, "months", month))
    weekly = _said(rules, "weekly_window_days", _days(rules.weekly_window_days))
    within = f"within {weekly}"
    if schedule.monthly:
        monthly = _said(rules, "monthly_window_days", _days(rules.monthly_window_days))
        within += f" of a weekly and {monthly} of a monthly day"
    held = _said(rules, "held_days", _days(rules.held_days))
    anew = "and after a higher dose" if rules.anew_on_increase else "but not after a higher dose"
    return "; ".join(
        (
            *parts,
            within,
            f"the first up to {BASELINE_DAYS_BEFORE} days before the drug",
            (
                f"the weeks begin anew after a pause of more than {held} "
                f"{_said(rules, 'anew_on_increase', anew)}"
            ),
            "late is judged on the last day of follow-up",
            "overdue is late with no count since while the drug is taken",
        )
    )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _said(rules: Rules, field: str, words: str) -> str:
    """Return words with a mark where the case's rules differ from the program's own."""
    same = getattr(rules, field) == getattr(_DEFAULTS, field)
    return words if same else f"{words} ({CHOSEN})"


def pregnancy_tests_figure(review: Review) -> Figure:
    """Return the figure of pregnancy tests: whether they apply, what was due, what is recorded."""
    value = detail = brief = arithmetic = None
    records: tuple[str, ...] = ()
    found = pregnancy_tests(review)
    if monitored(review):
        tests = recorded_tests(review).found
        applies = may_apply(review.case)
        last = f"{len(tests)} recorded, last {when(tests[-1][1].moment)}" if tests else ""
        records = tuple(event.id for _, event in tests)
        if applies is None:
            detail = "; ".join(part for part in ("not known whether they apply", last) if part)
        elif not applies:
            value, records = "not applicable", ()
        else:
            value, detail, brief, arithmetic = _told(review, found)
            detail = detail or "nothing was due"
    return Figure(
        key="pregnancy_tests", label="Pregnancy tests", value=value, detail=detail, brief=brief,
        arithmetic=arithmetic, warns=bool(found and found.of("overdue")),
        records=records, sources=TESTS_SOURCES,
        rule=_tests_rule(review),
    )  # fmt: skip


_APPLIES = "they apply to females of reproductive potential"


def _tests_rule(review: Review) -> str:
    if review.case.subject.sex == "male":
        return f"{_APPLIES}, not to males"
    return tests_rule(review.case.rules)


def tests_rule(rules: Rules) -> str:
    """Return the rule of the pregnancy tests with what was chosen for a case."""
    applies = _APPLIES
    if rules.pregnancy_tests is None:
        return f"{applies}; a case does not record that potential, so nothing is called late"
    if rules.pregnancy_tests == "do not apply":
        return f"{applies}; that they do not apply is {CHOSEN}"
    weeks = EVERY_IRREGULAR if rules.cycles == "irregular" else EVERY_REGULAR
    cycles = f"{rules.cycles or 'not reported to be irregular'}"
    return (
        f"{applies}; that they apply is {CHOSEN}; 10 to 14 days and one day before the first dose "
        "(which stands for the day of prescribing), weekly for 4 weeks, then every "
        f"{weeks // 7} weeks (cycles {cycles}), pauses included, within {WINDOW} days; "
        "overdue is late with no test since while the drug is taken"
    )


def overdue_text(review: Review) -> str:
    """Return how many counts and tests are overdue, in two words; "" for none."""
    asked = (blood_counts(review), pregnancy_tests(review))
    count = sum(len(found.of("overdue")) for found in asked if found)
    return f"{count} overdue" if count else ""


def monitoring_findings(review: Review) -> Iterator[Finding]:
    """Yield one finding for each stretch of counts and tests in a row that were missed."""
    label = schedule_of(review.case.rules).label
    yield from _missed(review, blood_counts(review), "count", "blood count", f" ({label})")
    yield from _missed(review, pregnancy_tests(review), "test", "pregnancy test", "")


def _missed(
    review: Review, found: Monitoring | None, code: str, name: str, by: str
) -> Iterator[Finding]:
    for run in found.missed_runs() if found else ():
        overdue = run[0].status == "overdue"
        one = len(run) == 1
        who = f"1 {name}" if one else f"{len(run)} {name}s in a row"
        if overdue:
            said = f"{'is' if one else 'are'} overdue"
        else:
            said = f"{'was' if one else 'were'} due and not done in time"
        message = f"{who[:1].upper()}{who[1:]} {said}{by}: {_months(run, review)}."
        yield Finding(
            f"{code}-{'overdue' if overdue else 'late'}",
            "question" if overdue else "note",
            message,
            day=run[0].day,
        )
