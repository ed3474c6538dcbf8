"""A case at a glance: one line of state, the course of CLASI activity, its last total.

It is what a row of the case list shows and what the search looks through.
"""

from operator import itemgetter

from msgspec import Struct

from dle_desktop import wording
from dle_desktop.domain.briefs import CaseBrief
from dle_desktop.domain.case import Case
from dle_desktop.domain.clasi import first_index_day, scores
from dle_desktop.domain.dates import DAYS_PER_MONTH, day_zero, resolve
from dle_desktop.domain.dosing import known_span
from dle_desktop.domain.drugs import generic_name
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.monitoring_figures import overdue_text
from dle_desktop.domain.standing import level_text, standing
from dle_desktop.widgets.plain_text import tr


class Glance(Struct, frozen=True):
    """What a row of the case list shows; `line` holds study days and CLASI activity totals.

    `warning` is what asks for a look now: "1 overdue".
    """

    label: str
    state: str
    detail: str
    line: tuple[tuple[float, int], ...]
    last: str
    warning: str = ""


def glance(case: Case) -> Glance:
    """Return a case at a glance."""
    totals = tuple((one.place.at, one.value) for one in scores(case, "activity"))
    return Glance(
        label=case.label,
        state=_state(case),
        detail="" if totals else _words(case),
        line=totals,
        last=str(totals[-1][1]) if totals else "",
        warning=overdue_text(review_of(case)),
    )


def haystack(case: CaseBrief | Case) -> str:
    """Return all that the search looks through, case folded."""
    parts = (
        case.label,
        case.diagnosis.text,
        case.diagnosis.code,
        case.subject.name,
        case.subject.record_number,
        case.notes,
        case.provenance.citation,
        wording.ILLUSTRATIVE if case.synthetic else None,
        *(course.drug for course in case.courses),
    )
    return "\n".join(part for part in parts if part).casefold()


def followed_text(case: Case) -> str:
    """Return how far the records reach since the first index dose: "22 months"."""
    span = known_span(case)
    if span is None:
        return ""
    days = span.last - (first_index_day(case) or max(span.first, 0.0))
    months = round(days / DAYS_PER_MONTH)
    if months < 1:
        return tr("less than a month")
    return tr("1 month") if months == 1 else tr("{count} months").format(count=months)


def _state(case: Case) -> str:
    span = known_span(case)
    if span is None:
        return tr("nothing recorded yet")
    followed = followed_text(case)
    drug = case.index_drug
    courses = tuple(
        course for course in case.courses if generic_name(course.drug) == generic_name(drug or "")
    )
    if not drug or not courses:
        reach = tr("records over") if case.follow_up_end is None else tr("followed")
        return f"{reach} {followed}"
    now = standing(courses, span.last, day_zero(case), span)
    if now.sure or now.doubtful:
        level = level_text((now.sure or now.doubtful)[-1])
        return tr("{drug} {level}, {months}").format(drug=drug, level=level, months=followed)
    if now.held is not None:
        return tr("{drug} held, {months}").format(drug=drug, months=followed)
    if now.last_over is None:  # planned only: nothing was stopped that was never begun
        return tr("{drug} not begun, {months}").format(drug=drug, months=followed)
    return tr("{drug} stopped, {months}").format(drug=drug, months=followed)


def _words(case: Case) -> str:
    """Return the latest reading in words, where no totals are reported."""
    zero = day_zero(case)
    read = []
    for number, one in enumerate(case.assessments):
        place = resolve(one.until or one.moment, zero)
        if one.activity_reading is not None and place is not None:
            read.append((place.at, number, one.activity_reading))
    if not read:
        return tr("scores not reported")
    reading = max(read, key=itemgetter(0, 1))[2]
    return tr("{words}; scores not reported").format(words=reading.text or reading.direction)
