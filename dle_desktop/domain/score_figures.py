"""The figures of the skin: CLASI activity and damage at baseline, now and at best.

A reading in words takes part as words; a per cent is given with what it is worth.
"""

from dle_desktop.domain import clasi
from dle_desktop.domain.case import Assessment
from dle_desktop.domain.clasi import Baseline, Score, Side
from dle_desktop.domain.dates import resolve
from dle_desktop.domain.dose_figures import courses_of, levels_text
from dle_desktop.domain.evidence import ours, published
from dle_desktop.domain.figures import Figure, Review, when
from dle_desktop.domain.rules import Rules
from dle_desktop.domain.standing import standing

_MINUS = "\N{MINUS SIGN}"
IN_WORDS = "in words, no number"
ALBRECHT = published("CLASI: Albrecht 2005, J Invest Dermatol 125:889-94")
KLEIN = published("bands: Klein 2011, Arch Dermatol 147:203-8")


def baseline_rule(rules: Rules) -> str:
    """Return the rule of the baseline with the days in force for a case."""
    return (
        "the last CLASI on the day of the first index dose or up to "
        f"{rules.number('baseline_days_before')} days before it, else the earliest within "
        f"{rules.number('baseline_days_after')} days after it; or the one chosen for the case"
    )


def baseline_figure(review: Review, side: Side) -> Figure:
    """Return the figure of the baseline of one side."""
    found = clasi.baseline(review.case, side)
    value = detail = None
    if found:
        value = str(found.score.value)
        detail = when(found.score.assessment.moment)
        if found.late:
            detail = f"{detail}, after the first index dose"
        if found.chosen:
            detail = f"{detail}, chosen for this case"
    return Figure(
        key=f"{side}_baseline", label=f"CLASI {side} at baseline", value=value, detail=detail,
        rule=baseline_rule(review.case.rules),
        sources=(ALBRECHT, ours("which one is the baseline")),
        records=(found.score.assessment.id,) if found else (),
    )  # fmt: skip


def now_figure(review: Review, side: Side) -> Figure:
    """Return the figure of the last total of one side and its change."""
    totals = clasi.scores(review.case, side)
    base = clasi.baseline(review.case, side)
    words, word_records = _last_words(review, side, totals[-1] if totals else None)
    value: str | None = None
    arithmetic: str | None = None
    details: list[str] = []
    brief = words[0].partition(" (")[0] + ", in words" if words else None
    records = word_records
    if totals:
        now = totals[-1]
        value = str(now.value)
        details = [clasi.band(now.value)] if side == "activity" else []
        brief = ", ".join([*details, *_brief_change(now, base)]) or None
        details += [_change(now, base), when(now.assessment.moment)]
        arithmetic = _arithmetic(now, base)
        records = (now.assessment.id, *((base.score.assessment.id,) if base else ()), *records)
    details += words
    return Figure(
        key=side, label=f"CLASI {side} now", value=value, detail=", ".join(details) or None,
        arithmetic=arithmetic,
        rule="the last CLASI total, its change from the baseline in points and per cent; per cent "
        "means little under a baseline of 8 and nothing from 0",
        brief=brief,
        sources=(ALBRECHT, KLEIN) if side == "activity" else (ALBRECHT,),
        records=tuple(dict.fromkeys(records)),
    )  # fmt: skip


def _change(now: Score, base: Baseline | None) -> str:
    if base is None:
        return "no baseline"
    if base.score.assessment.id == now.assessment.id:
        return "the baseline itself"
    then = base.score.value
    change = clasi.change(now.value, then)
    if change.points == 0:
        return f"no change from {then}"
    points = f"{change.points:+d} point{'' if abs(change.points) == 1 else 's'}".replace("-", "−")
    if change.percent is None:
        return f"{points} from 0, per cent undefined"
    low = ", baseline under 8" if change.baseline_low else ""
    percent = f"{change.percent:+} %".replace("-", "−")
    return f"{points} ({percent}{low}) from {then}"


def _arithmetic(now: Score, base: Baseline | None) -> str | None:
    """Return how the change was computed, None where there is none."""
    if base is None or base.score.assessment.id == now.assessment.id:
        return None
    then = base.score.value
    change = clasi.change(now.value, then)
    points = f"{now.value} {_MINUS} {then} = {change.points}"
    share = "" if change.percent is None else f"; {change.points} / {then} = {change.percent:+} %"
    return f"{points}{share}".replace("-", _MINUS)


def _brief_change(now: Score, base: Baseline | None) -> list[str]:
    """Return the change in one or two words; nothing where there is nothing to compare."""
    if base is None or base.score.assessment.id == now.assessment.id:
        return []
    change = clasi.change(now.value, base.score.value)
    if change.points == 0:
        return ["unchanged"]
    if change.percent is None or change.baseline_low:
        return [f"{change.points:+d} points".replace("-", "−")]
    return [f"{change.percent:+} %".replace("-", "−")]


def _last_words(
    review: Review, side: Side, after: Score | None
) -> tuple[list[str], tuple[str, ...]]:
    """Return the last qualitative reading of a side that is later than the last total."""
    found: list[tuple[float, Assessment, str]] = []
    for one in review.case.assessments:
        reading = one.activity_reading if side == "activity" else one.damage_reading
        if one.instrument == "CLASI" and reading is not None:
            place = resolve(one.until or one.moment, review.zero)
            said = f": “{reading.text}”" if reading.text else ""
            words = f"{reading.direction} ({IN_WORDS}){said}"
            found.append((place.at if place else float("-inf"), one, words))
    if not found:
        return [], ()
    day, last, words = max(found, key=_first)
    if after is not None and day <= after.place.at:
        return [], ()
    return [f"later {words}" if after else words], (last.id,)


def _first(found: tuple[float, Assessment, str]) -> float:
    return found[0]


def best_figure(review: Review) -> Figure:
    """Return the figure of the lowest activity since the first index dose."""
    first = clasi.first_index_day(review.case)
    after = [
        one
        for one in clasi.scores(review.case, "activity")
        if first is not None and one.place.at > first
    ]
    best = min(after, key=_value, default=None)
    value = detail = None
    records: tuple[str, ...] = ()
    if best is not None and review.span is not None:
        courses = courses_of(review.case, review.case.index_drug)
        on = standing(courses, best.place.at, review.zero, review.span, visit=True)
        dose = f", on {levels_text(on.sure)}" if on.sure else ""
        value = str(best.value)
        detail = f"{clasi.band(best.value)}, {when(best.assessment.moment)}{dose}"
        records = (best.assessment.id, *(cut.dose.id for cut in on.sure))
    return Figure(
        key="activity_best", label="Best CLASI activity", value=value, detail=detail,
        records=records, sources=(KLEIN, ours("which is the best")),
        rule="the lowest CLASI activity after the first index dose, with the dose before it",
    )  # fmt: skip


def _value(score: Score) -> int:
    return score.value
