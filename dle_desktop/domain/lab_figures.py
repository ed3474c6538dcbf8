"""The figures of the blood counts: of each the last value and the lowest, with their grades.

The lowest is told with the dose that explains it. Neutrophils lead, white cells stand in for them.
"""

from collections.abc import Iterable

from dle_desktop.domain import differential, labs, toxicity
from dle_desktop.domain.amounts import format_number, format_result
from dle_desktop.domain.analytes import Analyte
from dle_desktop.domain.case import LabResult
from dle_desktop.domain.dose_figures import courses_of
from dle_desktop.domain.evidence import Source, ours, published
from dle_desktop.domain.figures import Figure, Review, when
from dle_desktop.domain.placed_labs import PlacedLab, labs_of
from dle_desktop.domain.remembered import remembered

# The counts beside the neutrophils, by the key of their figure.
COUNTS: dict[str, Analyte] = {
    "white_cells": "white cells",
    "platelets": "platelets",
    "haemoglobin": "haemoglobin",
    "lymphocytes": "lymphocytes",
}
_SOURCES = (published(toxicity.SOURCE), ours("what stands beside it"))
_FORMULA = published("neutrophils from a differential: white cells x (segmented + bands) / 100")
_RULE = (
    "with the lower limit of that laboratory, and the lowest; "
    f"{toxicity.GRADE_RULE}; a value of the day of a change belongs to the dose before it"
)
_ANAEMIA = "; anaemia of grade 4 is judged at the bedside, not by a number"


def blood_count_figure(review: Review) -> Figure:
    """Return the figure of the last and the lowest neutrophil count."""
    analyte: Analyte = "neutrophils"
    found = labs_of(review.case, analyte)
    if not found:
        other = labs_of(review.case, "white cells")
        analyte, found = ("white cells", other) if other else (analyte, found)
    said = f"the last neutrophil count (white cells where there is none) {_RULE}"
    return _figure(
        review, "blood_count", analyte, f"{said}; {differential.RULE}", (*_SOURCES, _FORMULA)
    )


def count_figures(review: Review) -> tuple[Figure, ...]:
    """Return the figures of the other counts that have grades."""
    return tuple(
        _figure(
            review, key, analyte,
            f"the last value {_RULE}{_ANAEMIA if analyte == 'haemoglobin' else ''}", _SOURCES,
        )
        for key, analyte in COUNTS.items()
    )  # fmt: skip


def without_unreported_counts(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures without the counts no one reported or that lead the others already."""
    all_figures = tuple(figures)
    leading = [one.label for one in all_figures if one.key == "blood_count"]
    return tuple(
        one
        for one in all_figures
        if one.key not in COUNTS or (one.value is not None and one.label not in leading)
    )


def _figure(
    review: Review, key: str, analyte: Analyte, rule: str, sources: tuple[Source, ...]
) -> Figure:
    value: str | None = None
    detail: str | None = None
    brief: str | None = None
    arithmetic: str | None = None
    warns = False
    records: tuple[str, ...] = ()
    found = labs_of(review.case, analyte)
    if found:
        lowest = _lowest(found)
        value, detail, records = _last_and_lowest(review, found[-1], lowest)
        brief = _brief(found[-1].result)
        arithmetic = _arithmetic(found[-1], lowest)
        warns = _warns(found[-1].result)
    return Figure(
        key=key, label=f"{analyte.capitalize()}, last", value=value, detail=detail, brief=brief,
        arithmetic=arithmetic, warns=warns, records=records, sources=sources, rule=rule,
    )  # fmt: skip


@remembered(64)
def _lowest(found: tuple[PlacedLab, ...]) -> toxicity.Nadir | None:
    return toxicity.nadir(found)


def _last_and_lowest(
    review: Review, last: PlacedLab, lowest: toxicity.Nadir | None
) -> tuple[str, str, tuple[str, ...]]:
    details = [when(last.result.moment), *_remarks(last)]
    if lowest is None:
        return _result_text(last.result), ", ".join(details), last.records
    details.append(f"lowest {_result_text(lowest.result)} at {when(lowest.result.moment)}")
    if lowest.result is not last.result:
        details += [*_calculated(lowest.result, lowest.made_of), *_grade_text(lowest.result)]
    behind = tuple(one.id for one in lowest.made_of) or (lowest.result.id,)
    records = [*last.records, *behind]
    drug = review.case.index_drug
    if drug and review.span is not None:
        courses = courses_of(review.case, drug)
        then = toxicity.dose_then(courses, lowest.place, review.zero, review.span)
        details.append(f"{drug}: {then.text}")
        records += then.records
    return _result_text(last.result), ", ".join(details), tuple(dict.fromkeys(records))


def _arithmetic(last: PlacedLab, lowest: toxicity.Nadir | None) -> str | None:
    """Return how calculated values came about, each with its day; None where all are measured."""
    made = [(last.result, last.made_of)]
    made += [(lowest.result, lowest.made_of)] if lowest else []
    lines = [f"{when(one.moment)}: {differential.arithmetic(of)}" for one, of in made if of]
    return "; ".join(dict.fromkeys(lines)) or None


def _remarks(one: PlacedLab) -> list[str]:
    """Return what is to be said of a value: its unit, its grade, the laboratory's lower limit."""
    lab, known = one.result, one.known
    if known is None:
        return ["unit not known"] if lab.value is not None else []
    graded = _grade_text(lab)
    limit = [] if any("limit missing" in text for text in graded) else [_limit_text(known, lab)]
    return [*_calculated(lab, one.made_of), *graded, *limit]


def _calculated(lab: LabResult, made_of: tuple[LabResult, ...]) -> list[str]:
    if not lab.calculated:
        return []
    return ["calculated without bands" if differential.without_bands(made_of) else "calculated"]


def _grade_text(lab: LabResult) -> list[str]:
    graded = toxicity.grade(lab)
    return [graded.text] if graded else []


def _brief(lab: LabResult) -> str | None:
    known, graded = labs.canonical(lab), toxicity.grade(lab)
    if known is None:
        return None
    if graded is not None and graded.grade:
        said = graded.text.partition(",")[0]
        return f"{said}, calc." if lab.calculated else said
    if lab.calculated:
        return "calculated"
    return _limit_text(known, lab).replace("the lower limit ", "")


def _is_more(lab: LabResult) -> bool:
    return lab.comparator in {">", ">="}


def _limit_text(known: labs.Canonical, lab: LabResult) -> str:
    if known.low is None:
        return "lower limit not reported"
    below = "below the " if _is_below(lab, known) else ""
    return f"{below}lower limit {format_number(known.low)}"


def _is_below(lab: LabResult, known: labs.Canonical) -> bool:
    """Return whether a value is known to lie below its laboratory's lower limit."""
    if known.low is None or _is_more(lab):
        return False
    return known.value < known.low or (lab.comparator == "<" and known.value == known.low)


def _warns(lab: LabResult) -> bool:
    """Whether a value is to be seen at once: below its laboratory's limit, or graded."""
    known, graded = labs.canonical(lab), toxicity.grade(lab)
    return bool(graded and graded.grade) or (known is not None and _is_below(lab, known))


def _result_text(lab: LabResult) -> str:
    known = labs.canonical(lab)
    if known is not None:
        return f"{lab.comparator or ''}{labs.value_text(known)}"
    written = format_result(lab.comparator, lab.value) or lab.text or ""
    return f"{written} {lab.unit}" if lab.unit else written
