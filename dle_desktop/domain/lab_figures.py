"""The figure of the blood count: neutrophils, or white cells where there are none.

The last value and the lowest, each with its grade; the lowest with the dose that explains it.
"""

from dle_desktop.domain import labs, toxicity
from dle_desktop.domain.amounts import format_number, format_result
from dle_desktop.domain.case import LabResult
from dle_desktop.domain.dose_figures import courses_of
from dle_desktop.domain.evidence import ours, published
from dle_desktop.domain.figures import Figure, Review, when
from dle_desktop.domain.placed_labs import PlacedLab, labs_of


def blood_count_figure(review: Review) -> Figure:
    """Return the figure of the last and the lowest neutrophil count."""
    analyte: labs.Analyte = "neutrophils"
    found = labs_of(review.case, analyte)
    if not found:
        other = labs_of(review.case, "white cells")
        analyte, found = ("white cells", other) if other else (analyte, found)
    value: str | None = None
    detail: str | None = None
    brief: str | None = None
    warns = False
    records: tuple[str, ...] = ()
    if found:
        value, detail, records = _last_and_lowest(review, found)
        brief = _brief(found[-1].result)
        warns = _is_below(found[-1].result)
    return Figure(
        key="blood_count", label=f"{analyte.capitalize()}, last", value=value, detail=detail,
        brief=brief, warns=warns, records=records,
        sources=(published(toxicity.SOURCE), ours("what stands beside it")),
        rule="the last neutrophil count (white cells where there is none) with the lower limit of "
        f"that laboratory, and the lowest; {toxicity.GRADE_RULE}; a value of the day of a change "
        "belongs to the dose before it",
    )  # fmt: skip


def _last_and_lowest(
    review: Review, found: tuple[PlacedLab, ...]
) -> tuple[str, str, tuple[str, ...]]:
    last = found[-1].result
    details = [when(last.moment), *_remarks(last)]
    lowest = toxicity.nadir(found)
    if lowest is None:
        return _result_text(last), ", ".join(details), (last.id,)
    details.append(f"lowest {_result_text(lowest.result)} at {when(lowest.result.moment)}")
    if lowest.result is not last:
        details += _grade_text(lowest.result)
    records = [last.id, lowest.result.id]
    drug = review.case.index_drug
    if drug and review.span is not None:
        courses = courses_of(review.case, drug)
        then = toxicity.dose_then(courses, lowest.place, review.zero, review.span)
        details.append(f"{drug}: {then.text}")
        records += then.records
    return _result_text(last), ", ".join(details), tuple(dict.fromkeys(records))


def _remarks(lab: LabResult) -> list[str]:
    """Return what is to be said of a value: its unit, its grade, the laboratory's lower limit."""
    known = labs.canonical(lab)
    if known is None:
        return ["unit not known"] if lab.value is not None else []
    graded = _grade_text(lab)
    limit = [] if any("limit missing" in text for text in graded) else [_limit_text(known, lab)]
    return [*(["calculated"] if lab.calculated else []), *graded, *limit]


def _grade_text(lab: LabResult) -> list[str]:
    graded = toxicity.grade(lab)
    return [graded.text] if graded else []


def _brief(lab: LabResult) -> str | None:
    known, graded = labs.canonical(lab), toxicity.grade(lab)
    if known is None:
        return None
    if graded is not None and graded.grade:
        return graded.text.partition(",")[0]
    return _limit_text(known, lab).replace("the lower limit ", "")


def _is_more(lab: LabResult) -> bool:
    return lab.comparator in {">", ">="}


def _limit_text(known: labs.Canonical, lab: LabResult) -> str:
    if known.low is None:
        return "lower limit not reported"
    below = "below the " if _is_below(lab) else ""
    return f"{below}lower limit {format_number(known.low)}"


def _is_below(lab: LabResult) -> bool:
    """Return whether a value is known to lie below its laboratory's lower limit."""
    known = labs.canonical(lab)
    if known is None or known.low is None:
        return False
    is_below = known.value < known.low or (lab.comparator == "<" and known.value == known.low)
    return is_below and not _is_more(lab)


def _result_text(lab: LabResult) -> str:
    known = labs.canonical(lab)
    if known is not None:
        return f"{format_result(lab.comparator, known.value)} {labs.unit_text(known.unit)}"
    written = format_result(lab.comparator, lab.value) or lab.text or ""
    return f"{written} {lab.unit}" if lab.unit else written
