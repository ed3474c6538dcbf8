"""The figures of doses: the index drug now and so far, prednisone now and on day 0."""

from math import inf, isfinite

from dle_desktop.domain.bounds import Bounds
from dle_desktop.domain.case import Case, Course
from dle_desktop.domain.clasi import index_start
from dle_desktop.domain.cumulative import RULE, Intake, intake
from dle_desktop.domain.dates import resolve
from dle_desktop.domain.dosing import Segment, number_text
from dle_desktop.domain.drugs import generic_name, group_of
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.evidence import OURS, published
from dle_desktop.domain.exposure import pauses
from dle_desktop.domain.figures import REVIEW_RULE, Figure, Review, when
from dle_desktop.domain.months import months_text
from dle_desktop.domain.remembered import remembered
from dle_desktop.domain.standing import Standing, held_text, level_text, standing


def index_drug_figure(review: Review) -> Figure:
    """Return the figure of the index drug on the day of review."""
    drug = review.case.index_drug
    value, detail, brief, records = _dose_now(review, courses_of(review.case, drug))
    return Figure(
        key="index_drug", label=f"{drug[:1].upper()}{drug[1:]} now" if drug else "Index drug now",
        value=value, detail=detail, brief=brief, records=records, sources=(OURS,),
        rule=f"the dose in force {REVIEW_RULE}; the day it began is day 1 of the step",
    )  # fmt: skip


def so_far_figure(review: Review) -> Figure:
    """Return the figure of what was taken of the index drug until the day of review."""
    drug = review.case.index_drug
    value = detail = arithmetic = None
    records: tuple[str, ...] = ()
    if review.span is not None:
        taken = intake(courses_of(review.case, drug), review.zero, review.span)
        total = taken.between(-inf, review.day)
        if total.high > 0:
            value = total.text() if total.known else None
            details = _days_text(taken.days(-inf, review.day))
            details += _pauses_text(review)
            details += ["doses as needed left out"] if taken.as_needed else []
            details += ["an amount is not known"] if taken.unknown else []
            detail, records = ", ".join(details) or None, taken.records
            arithmetic = sum_text(taken, review.day)
    return Figure(
        key="index_total", rule=f"until the day of review: {RULE}", sources=(OURS,),
        label=f"{drug[:1].upper()}{drug[1:]} so far" if drug else "Index drug so far",
        value=value, detail=detail, arithmetic=arithmetic, records=records,
    )  # fmt: skip


_MOST_TERMS = 8  # a longer sum is no explanation
_MOST_PAUSES = 3


def _pauses_text(review: Review) -> list[str]:
    """Return the pauses of the index drug; many are counted, not listed."""
    found = pauses(review, courses_of(review.case, review.case.index_drug))
    if len(found) > _MOST_PAUSES:
        return [f"{len(found)} pauses, {number_text(sum(one.days for one in found))} days in all"]
    return [
        f"paused for {number_text(one.days)} days from month {months_text(one.start, review.zero)}"
        for one in found
    ]


def sum_text(taken: Intake, day: float) -> str | None:
    """Return the sum behind the amount, where there is one to tell: every level exact."""
    terms = taken.terms(-inf, day)
    if taken.ticks or not 1 < len(terms) <= _MOST_TERMS:
        return None
    parts = (f"{number_text(days)} d of {number_text(mg)} mg/d" for days, mg in terms)
    return " + ".join(parts)


def _days_text(days: Bounds) -> list[str]:
    """Return the days on a drug in words, none for a drug taken weekly or more rarely."""
    if days.high == 0:
        return []
    if not isfinite(days.high):
        return [f"more than {days.low:.0f} days on it"]
    if f"{days.low:.0f}" == f"{days.high:.0f}":
        return [f"{days.low:.0f} days on it"]
    return [f"{days.low:.0f} to {days.high:.0f} days on it"]


@remembered(64)
def courses_of(case: Case, *drugs: str | None) -> tuple[Course, ...]:
    """Return the courses of some drugs, by any of their names."""
    wanted = {generic_name(drug) for drug in drugs if drug}
    return tuple(course for course in case.courses if generic_name(course.drug) in wanted)


def _dose_now(
    review: Review, courses: tuple[Course, ...]
) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
    """Return value, detail, brief and records of the dose in force on the day of review."""
    if review.span is None or not any(course.doses for course in courses):
        return None, None, None, ()
    held = standing(courses, review.day, review.zero, review.span)
    if held.sure:
        level, brief = levels_text(held.sure), _day_of_step(review, held.sure[-1])
        detail = ", ".join([brief, *_doubts_of_step(review, held.sure[-1])])
        if held.sure[-1].end_kind == "not reported":  # the doubt matters more than the day
            brief = "its end is not reported"
    elif held.doubtful:
        level, brief = None, f"last {levels_text(held.doubtful)}"
        detail = f"last reported {_doubt(held.doubtful)}"
    elif held.last_over and held.held:
        level, brief = "held", held_text(held.held).removeprefix("held ")
        detail = f"{brief}, last dose {level_text(held.last_over)}"
    elif held.last_over:
        level, brief = "stopped", f"until {when(held.last_over.dose.end)}"
        detail = f"last dose {level_text(held.last_over)}, {brief}"
    else:
        level, detail, brief = None, "no dose until then", None
    return level, detail, brief, held.records


def levels_text(cuts: tuple[Segment, ...]) -> str:
    """Return the levels of segments in force together."""
    return " + ".join(level_text(cut) for cut in cuts)


def _doubt(cuts: tuple[Segment, ...]) -> str:
    start = cuts[-1].dose.start
    if start is None:
        return f"{levels_text(cuts)}, its start is not reported"
    return f"{levels_text(cuts)} from {format_moment(start)}, its end is not reported"


# What is known of how long a dose has gone on that began *before* or *after* a moment.
_BEGUN = {"before": "at least ", "after": "at most "}


def _day_of_step(review: Review, cut: Segment) -> str:
    if cut.dose.start is None:
        return "start not reported"
    about = "" if cut.start.exact else "about "
    begun = resolve(cut.dose.start, review.zero)
    if begun and begun.at == cut.start.at:  # not a later step of a taper
        about = _BEGUN.get(cut.dose.start.certainty, about)
    return f"{about}day {cut.day_count(review.day)} of this step"


def _doubts_of_step(review: Review, cut: Segment) -> list[str]:
    doubts = []
    known = resolve(cut.dose.last_known, review.zero)
    if cut.dose.start is not None and known and known.at < review.day:
        doubts.append(f"last known {format_moment(cut.dose.last_known)}")
    if cut.dose.start is not None and cut.end_kind == "not reported":
        doubts.append("whether it went on is not reported")
    return doubts


_EQUAL = published("prednisone 5 mg = prednisolone 5 mg; Neuro-Oncol Pract, PMC4369706, table 1")


def prednisone_figure(review: Review) -> Figure:
    """Return the figure of prednisone (prednisolone counts the same) now and on day 0."""
    courses = tuple(
        course
        for course in courses_of(review.case, "prednisone", "prednisolone")
        if group_of(course) != "topical"
    )
    value, detail, brief, records = _dose_now(review, courses)
    if courses and review.span is not None:
        begun = index_start(review.case)
        when_begun = "at day 0" if begun == 0 else f"at the first index dose, day {begun:.0f},"
        then = standing(courses, begun, review.zero, review.span)
        details = [detail] if detail else []
        details.append(f"{when_begun} {_at_day_0(then)}")
        if value is not None and then.sure:
            brief = (
                f"at day 0 {levels_text(then.sure)}"
                if begun == 0
                else f"first {levels_text(then.sure)}"
            )
        detail = ", ".join(details)
        records = tuple(dict.fromkeys((*records, *then.records)))
    return Figure(
        key="prednisone", label="Prednisone now", value=value, detail=detail, brief=brief,
        records=records,
        rule=f"the mean daily dose of prednisone or prednisolone {REVIEW_RULE}, and "
        "on the day of the first index dose",
        sources=(_EQUAL,),
    )  # fmt: skip


def _at_day_0(then: Standing) -> str:
    if then.sure:
        return levels_text(then.sure)
    return f"perhaps {levels_text(then.doubtful)}" if then.doubtful else "none recorded"
