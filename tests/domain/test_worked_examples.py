"""The worked examples: a figure as it is told, beside the line of `clinical.md` it follows.

Each row is a whole case and what the program says of it. The tables of each module go through every
boundary one by one; here stands what a clinician can check with the reference in her hand.
"""

from typing import NamedTuple

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Dose, Event, LabResult, Reading
from dle_desktop.domain.figures import Figure
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.summary import summarise
from tests.domain.courses import count, course, day, dose, review, visit
from tests.test_sample_cases import bundled

LASTING = course(dose(0, None, 5, ongoing=True))
DOUBLED = course(dose(0, 300, 5), dose(300, None, 10, ongoing=True))
TAPER = course(
    *(
        dose(start, start + days, amount)
        for start, days, amount in (
            (0, 14, 60), (14, 14, 50), (28, 14, 40), (42, 14, 30), (56, 28, 20), (84, 28, 10),
            (112, 28, 5),
        )
    ),
    drug="prednisone",
)  # fmt: skip


class Worked(NamedTuple):
    """An example: the line of the reference, the case, the figure, and what it says."""

    source: str
    case: Case
    key: str
    value: str | None
    detail: str | None = None  # a part of it, where given


def _skin(*totals: tuple[int, int], drug: object = LASTING, end: int = 400) -> Case:
    visits = tuple(visit(at, value) for at, value in totals)
    return review(drug, visits=visits, end=end).case  # type: ignore[arg-type]


def _lab(value: float, *, low: float | None = 1.8, at: int = 310, unit: str = "10*9/L") -> Case:
    lab = LabResult(id="l", moment=day(at), analyte="ANC", value=value, unit=unit, low=low)
    return review(DOUBLED, labs=(lab,), end=400).case


def _drug(*doses: Dose, drug: str = "lenalidomide", end: int = 140, **changes: object) -> Case:
    return review(course(*doses, drug=drug, **changes), end=end).case


WORKED = (
    # 2.1 bands
    Worked("2.1 mild 0-9 [F13]", _skin((0, 18), (60, 9)), "activity", "9", "mild"),
    Worked("2.1 moderate 10-20 [F13]", _skin((0, 18), (60, 10)), "activity", "10", "moderate"),
    Worked("2.1 moderate 10-20 [F13]", _skin((0, 30), (60, 20)), "activity", "20", "moderate"),
    Worked("2.1 severe 21-70 [F13]", _skin((0, 30), (60, 21)), "activity", "21", "severe"),
    # 1.4, test vector T5
    Worked("1.4 T5: 17 to 5, -70.6 % [D]", _skin((0, 17), (60, 5)), "activity", "5",
           "−12 points (−70.6 %) from 17"),
    # 2.2 meaningful change, at and beside each threshold
    Worked("2.2 >= 4 points [F13]", _skin((0, 18), (61, 14)), "response_points",
           "between month 0 and 2", "0 to 61 days after the first dose"),
    Worked("2.2 >= 4 points [F13]", _skin((0, 18), (61, 15)), "response_points", "not met"),
    Worked("2.2 >= 20 % [F13]", _skin((0, 20), (61, 16)), "response_percent",
           "between month 0 and 2"),
    Worked("2.2 >= 20 % [F13]", _skin((0, 20), (61, 17)), "response_percent", "not met"),
    Worked("2.2 CLASI-50 [F7][F16]; 7.1 50.0 % counts", _skin((0, 18), (61, 9)),
           "response_clasi-50", "between month 0 and 2"),
    Worked("2.2 CLASI-50 [F7][F16]", _skin((0, 19), (61, 10)), "response_clasi-50", "not met"),
    Worked("2.2 CLASI-70 [F17]", _skin((0, 10), (61, 3)), "response_clasi-70",
           "between month 0 and 2"),
    Worked("2.2 CLASI-70 [F17]: 69.6 % is not 70", _skin((0, 23), (61, 7)), "response_clasi-70",
           "not met"),
    Worked("2.2 complete = 0 [F18][F4]", _skin((0, 18), (61, 0)), "response_complete",
           "between month 0 and 2"),
    Worked("2.2 minimum baseline for %: 8 [F15]", _skin((0, 7), (61, 1)), "response_clasi-50",
           None, "not asked from a baseline under 8"),
    Worked("2.2 below 8: grey the %", _skin((0, 7), (61, 1)), "activity", "1",
           "−6 points (−85.7 %, baseline under 8) from 7"),
    Worked("2.2 baseline 0: % undefined", _skin((0, 0), (61, 3)), "activity", "3",
           "+3 points from 0, per cent undefined"),
    # 2.3 confirmed, sustained, lost
    Worked("2.3 confirmed within 16 wk [P]", _skin((0, 18), (30, 9), (142, 9), (200, 12)),
           "response_clasi-50", "between month 0 and 1, lost at 6.6", "confirmed at the next"),
    Worked("2.3 no visit within 16 wk [P]", _skin((0, 18), (30, 9), (143, 9), (200, 12)),
           "response_clasi-50", "between month 0 and 1, lost at 6.6", "no visit within 112 days"),
    Worked("2.3 sustained [P]", _skin((0, 18), (30, 9), (142, 9)), "response_clasi-50",
           "between month 0 and 1", "kept at every later visit"),
    # 2.2 flare, 7.1 relapse
    Worked("2.2 flare >= 4 points and >= 20 % [P]", _skin((0, 18), (30, 9), (60, 13)), "response",
           "CLASI-50 between month 0 and 1, lost at 2", "flare by month 2 (9 to 13"),
    Worked("7.1 relapse within 90 d of a stop [P]",
           _skin((0, 18), (60, 8), (190, 12), drug=course(dose(0, 100, 5))), "response",
           "CLASI-50 between month 0 and 2, lost at 6.2", "relapse seen 90 days after a stop"),
    # 7.1 baseline
    Worked("7.1 baseline <= 28 d before [P]", _skin((-28, 20), (60, 9)), "activity_baseline", "20"),
    Worked("7.1 else none [P]", _skin((-29, 20), (60, 9)), "activity_baseline", None),
    Worked("7.1 within 14 d after, flagged [P]", _skin((14, 20), (60, 9)), "activity_baseline",
           "20", "after the first index dose"),
    Worked("7.1 not later [P]", _skin((15, 20), (60, 9)), "activity_baseline", None),
    Worked("7.1 same-day counts as before [P]", _skin((-7, 22), (0, 20)), "activity_baseline",
           "20"),
    # 7.1 the dose that explains a score
    Worked("7.1 change that very day: the previous dose [P]",
           _skin((0, 18), (300, 6), drug=DOUBLED), "activity_best", "6", "on 5 mg/d"),
    # 5.2 cumulative dose
    Worked("5.2 3,500 mg in 140 d [D]", replace(review(TAPER, LASTING, end=140).case),
           "steroid_total", "3.5 g"),
    Worked("5.2 every other day / 2", _drug(dose(0, 100, 5, frequency="QOD")), "index_total",
           "250 mg", "100 days on it"),
    Worked("5.2 weekly is never mg/day", _drug(dose(0, 28, 15, frequency="weekly")),
           "index_total", "60 mg"),
    Worked("5.2 as needed: excluded, flagged",
           _drug(dose(0, 100, 5), dose(0, 100, 5, id="p", frequency="PRN")), "index_total",
           "500 mg", "doses as needed left out"),
    Worked("7.1 days on drug: gaps listed", _drug(dose(0, 50, 5), dose(80, 140, 5)),
           "index_total", "550 mg", "110 days on it, paused for 30 days from month 1.6"),
    # 5.1 equivalents
    Worked("5.1 methylprednisolone 4 = 5 [F42][F43]",
           replace(_drug(dose(0, 100, 4), drug="methylprednisolone"), index_drug=None),
           "steroid_total", "500 mg"),
    Worked("5.1 hydrocortisone 20 = 5 [F42][F43]",
           replace(_drug(dose(0, 100, 20), drug="hydrocortisone"), index_drug=None),
           "steroid_total", "500 mg"),
    Worked("5.1 topical excluded",
           replace(_drug(dose(0, 100, 4), drug="prednisolone", route="topical"), index_drug=None),
           "steroid_total", None),
    # 5.4 thresholds
    Worked("5.4 <= 10, 7.5, 5 and 0 [F45][F46][F47]", review(TAPER, LASTING, end=150).case,
           "steroid_sparing", "60 to 0 mg/d",
           "at or under 10 mg/d from day 84, held; at or under 7.5 and 5 mg/d from day 112, held; "
           "off from day 140, held"),
    # 4.3 grades: the lower limit belongs to the milder grade
    Worked("4.3 ANC 1.50 is grade 1 below the LLN [D]", _lab(1.5), "blood_count", "1.5 ×10⁹/L",
           "grade 1 (CTCAE 5.0)"),
    Worked("4.3 ANC 1.49 is grade 2 [D]", _lab(1.49), "blood_count", "1.49 ×10⁹/L",
           "grade 2 (CTCAE 5.0)"),
    Worked("4.3 ANC 1.00 is grade 2 [D]", _lab(1.0), "blood_count", "1 ×10⁹/L",
           "grade 2 (CTCAE 5.0)"),
    Worked("4.3 ANC 0.99 is grade 3 [D]", _lab(0.99), "blood_count", "0.99 ×10⁹/L",
           "grade 3 (CTCAE 5.0)"),
    Worked("4.3 ANC 0.50 is grade 3 [D]", _lab(0.5), "blood_count", "0.5 ×10⁹/L",
           "grade 3 (CTCAE 5.0)"),
    Worked("4.3 ANC 0.49 is grade 4 [D]", _lab(0.49), "blood_count", "0.49 ×10⁹/L",
           "grade 4 (CTCAE 5.0)"),
    Worked("4.3 no LLN: not gradable", _lab(1.6, low=None), "blood_count", "1.6 ×10⁹/L",
           "not gradable (lower limit missing)"),
    Worked("4.4 1 x10^9/L = 1,000 cells/uL", _lab(1490, low=1800, unit="cells/uL"), "blood_count",
           "1.49 ×10⁹/L", "grade 2 (CTCAE 5.0)"),
    Worked("7.1 nadir with the dose and the step before", _lab(1.2), "blood_count", "1.2 ×10⁹/L",
           "on 10 mg/d (day 11 of this step, 5 mg/d before it)"),
    Worked("7.1 the day of a change belongs to the previous dose", _lab(1.2, at=300),
           "blood_count", "1.2 ×10⁹/L", "on 5 mg/d"),
    # 4.1 blood counts
    Worked("4.1 weekly x 2 months, then monthly [F0]",
           review(LASTING, labs=tuple(count(at) for at in (*range(0, 57, 7), 84, 112)), end=112)
           .case, "monitoring", "none late", "11 of 11 done in time"),
    Worked("4.1 within -3/+3 d [P]",
           review(LASTING, labs=(count(0), count(10), count(14)), end=15).case, "monitoring",
           "none late", "3 of 3 done in time"),
    # 4.5 pregnancy tests
    Worked("4.5 females of reproductive potential [F35]",
           review(LASTING, end=100, sex="male").case, "pregnancy_tests", "not applicable"),
)  # fmt: skip


def told(case: Case, key: str) -> Figure:
    return next(one for one in summarise(case) if one.key == key)


@pytest.mark.parametrize("row", WORKED, ids=[f"{one.source} -> {one.value}" for one in WORKED])
def test_a_figure_says_what_the_reference_says(row: Worked) -> None:
    found = told(row.case, row.key)
    assert found.value == row.value
    assert (row.detail or "") in (found.detail or "")


# clinical.md 3, the table of facts and "Unknown": what the abstract says, and nothing else.
REPORTED: dict[str, dict[str, tuple[str | None, str]]] = {
    "shah-2009-patient-1": {
        "followed": (None, "last record in month 22"),
        "index_drug": ("10 mg/d", "whether it went on is not reported"),
        "index_total": ("between 4.9 and 5.3 g", "654 to 670 days on it"),  # 3: about 5.17 g
        "activity": (None, "improved (in words, no number): “sustained reduction”"),
        "damage": (None, "unchanged (in words, no number): “no change”"),
        "prednisone": (None, "5 mg/d from after month 5, its end is not reported"),
        "steroid_sparing": (None, "for systemic disease: no failure of the skin"),
        "steroid_total": ("> 0 and < 11.7 g", ""),
        "last_event": ("mild neutropenia", "after month 10"),
    },
    "shah-2009-patient-2": {
        "followed": (None, "last record in month 6"),
        "index_drug": ("stopped", "last dose low-dose, mg not stated, until month 6"),
        "index_total": (None, "an amount is not known"),
        "activity": (None, "unchanged (in words, no number): “no clinical improvement”"),
    },
}


@pytest.mark.parametrize("name", REPORTED)
def test_a_published_patient_gives_what_the_abstract_supports_and_nothing_more(name: str) -> None:
    for found in summarise(bundled(name)):
        value, detail = REPORTED[name].get(found.key, (None, ""))
        assert found.value == value, found.key
        assert detail in (found.detail or ""), found.key


def test_the_taper_of_the_abstract_lies_between_nothing_and_9_1_g() -> None:
    """clinical.md 3: "bounds > 0 and < 9.1 g; 4.6 g only if linear"."""
    case = bundled("shah-2009-patient-1")
    courses = tuple(
        replace(one, doses=tuple(dose_ for dose_ in one.doses if dose_.taper))
        for one in case.courses
        if one.drug == "prednisone"
    )
    alone = replace(case, courses=courses, index_drug=None)
    assert told(alone, "steroid_total").value == "> 0 and < 9.1 g"


def test_words_take_part_in_no_response() -> None:
    """clinical.md 3, "qualitative observations with no number"."""
    words = replace(visit(60), activity_reading=Reading(direction="improved", text="better"))
    case = review(LASTING, visits=(visit(0, 18), words), end=90).case
    assert told(case, "response").value is None
    assert "later improved (in words, no number)" in (told(case, "activity").detail or "")


def test_a_word_of_neutropenia_is_kept_and_given_no_grade() -> None:
    """clinical.md 4.3: "mild neutropenia" is not a grade."""
    event = Event(id="e", kind="adverse event", text="mild neutropenia", moment=Moment(date="2009"))
    case = replace(review(LASTING, end=90).case, events=(event,))
    found = told(case, "last_event")
    assert (found.value, "grade" in (found.detail or "")) == ("mild neutropenia", False)
