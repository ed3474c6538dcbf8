"""Finding records in a case, and making ids for new ones.

It knows which shelf of the case a record stands on. It does not change anything (`edits` does).
"""

from uuid import uuid4

from dle_desktop.domain.case import Case, Course, Dose, Record
from dle_desktop.domain.drugs import generic_name
from dle_desktop.errors import DleError

MOST_REVISIONS = 1_000_000_000  # as in `case.Case`


class RecordMissing(DleError):
    """A record was asked for that the case does not (any longer) hold."""

    def __init__(self, record_id: str) -> None:
        super().__init__(record_id)
        self.record_id = record_id


def new_id(prefix: str) -> str:
    """Return a random id for a new record, such as `dose-1f0c9a2b7d`."""
    return f"{prefix}-{uuid4().hex[:10]}"


def next_revision(*known: int) -> int:
    """Return the revision after those known; what a file can hold at most is kept, not passed."""
    return min(max(known) + 1, MOST_REVISIONS)


def find_record(case: Case, record_id: str) -> Record | None:
    """Return the record with an id, or None if the case holds none."""
    return next((record for record in case.records() if record.id == record_id), None)


def course_of(case: Case, dose_id: str) -> Course:
    """Return the course that holds a dose.

    Raises
    ------
    RecordMissing
        If no course holds it.
    """
    for course in case.courses:
        if any(dose.id == dose_id for dose in course.doses):
            return course
    raise RecordMissing(dose_id)


def find_course(case: Case, drug: str, route: str | None = None) -> Course | None:
    """Return the course a dose of this drug and route belongs to, or None if there is none.

    Spelling counts without case and outer space. A route that is not stated (None) also finds the
    only course of the drug, whatever its route; a stated route never joins another one.
    """
    same_drug = [course for course in case.courses if _key(course.drug) == _key(drug)]
    for course in same_drug:
        if _key(course.route) == _key(route):
            return course
    return same_drug[0] if route is None and len(same_drug) == 1 else None


def doses_of(case: Case, drug: str | None) -> tuple[Dose, ...]:
    """Return the doses taken of a drug by any name and route, in file order; none for no drug."""
    wanted = generic_name(drug or "")
    return tuple(
        dose
        for course in case.courses
        if generic_name(course.drug) == wanted
        for dose in course.doses
        if dose.status == "taken"
    )


def _key(text: str | None) -> str:
    return (text or "").strip().casefold()
