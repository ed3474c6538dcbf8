"""The figure of the blood count: neutrophils, or white cells where there are none."""

from dle_desktop.domain import labs
from dle_desktop.domain.amounts import format_number, format_result
from dle_desktop.domain.case import LabResult
from dle_desktop.domain.dates import resolve
from dle_desktop.domain.figures import OURS, Figure, Review, when


def blood_count_figure(review: Review) -> Figure:
    """Return the figure of the last and the lowest neutrophil count."""
    analyte: labs.Analyte = "neutrophils"
    found = _results(review, analyte)
    if not found:
        other = _results(review, "white cells")
        analyte, found = ("white cells", other) if other else (analyte, found)
    value: str | None = None
    detail: str | None = None
    brief: str | None = None
    records: tuple[str, ...] = ()
    if found:
        value, detail, records = _last_and_lowest(found)
        known = labs.canonical(found[-1][1])
        brief = _limit_text(known, found[-1][1]).replace("the lower limit ", "") if known else None
    return Figure(
        key="blood_count", label=f"{analyte.capitalize()}, last", value=value, detail=detail,
        brief=brief, records=records, source=OURS,
        rule="the last neutrophil count (white cells where there is none) with the lower limit of "
        "that laboratory, and the lowest",
    )  # fmt: skip


def _results(review: Review, analyte: labs.Analyte) -> list[tuple[float, LabResult]]:
    found = []
    for lab in review.case.labs:
        place = resolve(lab.moment, review.zero)
        reported = lab.value is not None or lab.text
        if place and reported and labs.canonical_analyte(lab.analyte) == analyte:
            found.append((place.at, lab))
    return sorted(found, key=_day)


def _day(found: tuple[float, LabResult]) -> float:
    return found[0]


def _last_and_lowest(
    found: list[tuple[float, LabResult]],
) -> tuple[str, str, tuple[str, ...]]:
    last = found[-1][1]
    details = [when(last.moment)]
    known = labs.canonical(last)
    if known is None and last.value is not None:
        details.append("unit not known")
    if known is not None:
        details.append(_limit_text(known, last))
    all_known = [(one.value, lab) for _, lab in found if (one := labs.canonical(lab))]
    # What is only known to be more than something is the lowest of none but its like.
    all_known = [one for one in all_known if not _is_more(one[1])] or all_known
    records: tuple[str, ...] = (last.id,)
    if all_known:
        lowest = min(all_known, key=_number)[1]
        details.append(f"lowest {_result_text(lowest)} at {when(lowest.moment)}")
        records = tuple(dict.fromkeys((last.id, lowest.id)))
    return _result_text(last), ", ".join(details), records


def _is_more(lab: LabResult) -> bool:
    return lab.comparator in {">", ">="}


def _limit_text(known: labs.Canonical, lab: LabResult) -> str:
    if known.low is None:
        return "lower limit not reported"
    is_below = known.value < known.low or (lab.comparator == "<" and known.value == known.low)
    below = "below the " if is_below and not _is_more(lab) else ""
    return f"{below}lower limit {format_number(known.low)}"


def _number(found: tuple[float, LabResult]) -> float:
    return found[0]


def _result_text(lab: LabResult) -> str:
    known = labs.canonical(lab)
    if known is not None:
        return f"{format_result(lab.comparator, known.value)} {labs.unit_text(known.unit)}"
    written = format_result(lab.comparator, lab.value) or lab.text or ""
    return f"{written} {lab.unit}" if lab.unit else written
