"""Short cases for the domain's tests: doses, visits, counts and events by study day."""

from dle_desktop.domain.case import Assessment, Case, Course, Dose, Event, LabResult, Subject
from dle_desktop.domain.figures import Review, review_of
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.rules import Rules
from tests.domain.cases import CASE_ID


def day(number: int) -> Moment:
    """Return a study day known to the day."""
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def dose(start: int | None, end: int | None, amount: float | None, **changes: object) -> Dose:
    """Return a daily dose from a study day until another; ongoing is said by `ongoing=True`."""
    given: dict[str, object] = {
        "id": f"dose-{start}-{end}-{amount}",
        "start": None if start is None else day(start),
        "end": None if end is None else day(end),
        "amount": amount,
        "frequency": "QD",
    }
    return Dose(**(given | changes))  # type: ignore[arg-type]


def course(*doses: Dose, drug: str = "lenalidomide", **changes: object) -> Course:
    """Return a course, of lenalidomide if no drug is named."""
    return Course(id=f"course-{drug}", drug=drug, doses=doses, **changes)  # type: ignore[arg-type]


def visit(number: int, activity: int | None = None, damage: int | None = None) -> Assessment:
    """Return a CLASI of a study day."""
    return Assessment(id=f"a{number}", moment=day(number), activity=activity, damage=damage)


def count(number: int, value: float = 3.0, analyte: str = "ANC") -> LabResult:
    """Return a count in 10*9/L of a study day."""
    return LabResult(
        id=f"{analyte}{number}", moment=day(number), analyte=analyte, value=value, unit="10*9/L"
    )


def review(
    *courses: Course,
    visits: tuple[Assessment, ...] = (),
    labs: tuple[LabResult, ...] = (),
    end: int | None = None,
    index_drug: str | None = "lenalidomide",
    sex: str | None = None,
    events: tuple[Event, ...] = (),
    **rules: object,
) -> Review:
    """Return a case of these records and rules, reviewed on its last day of follow-up."""
    return review_of(
        Case(
            id=CASE_ID,
            label="Case",
            subject=Subject(sex=sex),  # type: ignore[arg-type]
            index_drug=index_drug,
            courses=courses,
            assessments=visits,
            labs=labs,
            events=events,
            rules=Rules(**rules),  # type: ignore[arg-type]
            follow_up_end=None if end is None else day(end),
        )
    )
