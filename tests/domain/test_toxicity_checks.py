"""What is said of counts that cannot be graded and of doses that are in no sum."""

from msgspec.structs import replace

from dle_desktop.domain.case import Case, Course, Dose, LabResult
from dle_desktop.domain.checks import findings
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.toxicity_checks import toxicity_findings
from tests.domain.cases import CASE_ID


def lab(name: str, value: float, low: float | None = None) -> LabResult:
    day = Moment(offset="P9D")
    return LabResult(id=name, moment=day, analyte="ANC", value=value, unit="10*9/L", low=low)


def said(*labs: LabResult, doses: tuple[Dose, ...] = ()) -> list[tuple[str, str, tuple[str, ...]]]:
    courses = (Course(id="course", drug="ibuprofen", doses=doses),)
    case = Case(id=CASE_ID, label="Case", labs=labs, courses=courses)
    found = list(toxicity_findings(case))
    assert set(found) <= set(findings(case))
    return [(one.severity, one.message, one.records) for one in found]


def test_counts_without_a_lower_limit_are_one_note() -> None:
    assert said(lab("a", 3.7), lab("b", 1.2), lab("c", 2.0), lab("d", 3.0, low=1.8)) == [
        (
            "note",
            "2 blood counts cannot be graded: the laboratory's lower limit is not reported.",
            ("a", "c"),
        )
    ]
    ((_, message, _),) = said(lab("a", 3.7))
    assert message.startswith("1 blood count cannot")


def test_calculated_counts_are_told_apart_and_lead_to_what_they_are_made_of() -> None:
    white = replace(lab("w", 6.0, low=4.0), analyte="WBC")
    share = replace(lab("n", 50.0), analyte="neutrophils", unit="%")
    assert said(white, share) == [
        (
            "note",
            (
                "1 blood count (calculated) cannot be graded: the laboratory's lower limit is not "
                "reported."
            ),
            ("w", "n"),
        )
    ]
    other = replace(lab("p", 200.0), analyte="PLT")
    ((_, message, records),) = said(white, share, other)
    assert message.startswith("2 blood counts (1 of them calculated) cannot be graded")
    assert records == ("p", "w", "n")


def test_a_dose_as_needed_is_in_no_sum() -> None:
    day = Moment(offset="P9D")
    doses = (
        Dose(id="p", start=day, amount=400, frequency="PRN"),
        Dose(id="q", start=day, amount=400, frequency="QD"),
    )
    assert said(lab("d", 3.0, low=1.8), doses=doses) == [
        ("note", "Ibuprofen 400 mg from day 9 is taken as needed: it is in no sum.", ("p",))
    ]
